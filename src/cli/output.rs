//! The only printer: standard output is data, standard error is talk.
//!
//! Data is collected and written at once, so that a closed pipe or a full disk is met in one
//! place: a closed pipe is success, anything else an error.

use std::io::{self, Write};

use clap::ValueEnum;
use serde_json::{Map, Value};

use super::failure::Failure;
pub use super::table::{Cell, Table};
use crate::{
    env::Env,
    export::ascii,
    text::{clean::Safe, formula},
};

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people.
    #[default]
    Table,
    /// JSON: pure ASCII, without loss.
    Json,
    /// CSV, safe against formulas.
    Csv,
    /// Values parted by tabs.
    Tsv,
}

/// Where a command prints.
pub struct Output<'a> {
    stdout: &'a mut dyn Write,
    stderr: &'a mut dyn Write,
    data: Vec<u8>,
    /// How tables are printed.
    pub format: Format,
    /// Ids only, and no talk.
    pub quiet: bool,
    width: Option<usize>,
}

impl std::fmt::Debug for Output<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output")
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

impl<'a> Output<'a> {
    /// Prints to these. On a terminal the tables keep to its width.
    pub fn new(stdout: &'a mut dyn Write, stderr: &'a mut dyn Write, env: &Env) -> Self {
        // 0 is what some say who do not know it.
        let columns = env.var("COLUMNS").and_then(|columns| columns.parse().ok());
        let columns = columns.filter(|columns| *columns > 0);
        let width = columns.or_else(|| env.stdout_is_terminal.then(terminal_width).flatten());
        Self {
            stdout,
            stderr,
            data: Vec::new(),
            format: Format::Table,
            quiet: false,
            width,
        }
    }

    /// A line of data, of our own words or of cleaned text.
    pub fn line(&mut self, text: &str) {
        self.data.extend_from_slice(text.as_bytes());
        self.data.push(b'\n');
    }

    /// Bytes of data, as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.data.extend_from_slice(bytes);
    }

    /// Standard output itself, for what is read while it is written.
    pub(super) fn live(&mut self) -> Result<&mut dyn Write, Failure> {
        self.flush()?;
        Ok(self.stdout)
    }

    /// A line of talk, unless `-q`.
    pub fn say(&mut self, text: &str) -> Result<(), Failure> {
        if self.quiet {
            return Ok(());
        }
        self.flush()?;
        written(writeln!(self.stderr, "{}", Safe::text(text)))
    }

    /// A warning: talk that `-q` does not silence.
    pub fn warn(&mut self, text: &str) -> Result<(), Failure> {
        self.flush()?;
        written(writeln!(self.stderr, "warning: {}", Safe::text(text)))
    }

    /// Rows, in the format that was asked for.
    pub fn table(&mut self, table: &Table) -> Result<(), Failure> {
        if self.quiet {
            let ids = table.rows.iter().filter_map(|row| row.first());
            let mut ids: Vec<String> = ids.map(Cell::shown).filter(|id| !id.is_empty()).collect();
            // Several rows may be about one.
            ids.dedup();
            for id in ids {
                self.line(Safe::line(&id).as_str());
            }
            return Ok(());
        }
        match self.format {
            Format::Table => self.columns(table),
            Format::Json => {
                let rows: Vec<Value> = table.rows.iter().map(|row| object(table, row)).collect();
                self.json(&Value::from(rows));
            }
            Format::Csv => self.csv(table)?,
            Format::Tsv => self.tsv(table),
        }
        Ok(())
    }

    /// A JSON value: pretty, pure ASCII, with a line end.
    pub fn json(&mut self, value: &Value) {
        self.line(&ascii::json(value));
    }

    fn columns(&mut self, table: &Table) {
        let shown: Vec<usize> = (0..table.columns.len())
            .filter(|i| {
                !table
                    .columns
                    .get(*i)
                    .is_some_and(|c| table.hidden.contains(c))
            })
            .collect();
        let header = shown
            .iter()
            .filter_map(|i| table.columns.get(*i))
            .map(|c| c.to_uppercase());
        let mut lines: Vec<Vec<Safe>> = vec![header.map(|h| Safe::line(&h)).collect()];
        for row in &table.rows {
            lines.push(
                shown
                    .iter()
                    .filter_map(|i| row.get(*i))
                    .map(|c| Safe::line(&c.shown()))
                    .collect(),
            );
        }
        let names = shown.iter().filter_map(|index| table.columns.get(*index));
        let kept: Vec<bool> = names.map(|name| table.keep.contains(name)).collect();
        for line in super::columns::align(&lines, &kept, self.width) {
            self.line(&line);
        }
    }

    fn tsv(&mut self, table: &Table) {
        self.line(&table.columns.join("\t"));
        for row in &table.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| Safe::line(&cell.shown()).as_str().replace('\t', " "))
                .collect();
            self.line(&cells.join("\t"));
        }
    }

    fn csv(&mut self, table: &Table) -> Result<(), Failure> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let failed = |error: csv::Error| Failure::user(format!("cannot write csv: {error}"));
        writer.write_record(table.columns).map_err(failed)?;
        for row in &table.rows {
            let cells = row
                .iter()
                .map(|cell| formula::disarmed(Safe::text(&cell.shown()).as_str()));
            writer.write_record(cells).map_err(failed)?;
        }
        let bytes = writer
            .into_inner()
            .map_err(|error| Failure::user(error.to_string()))?;
        self.data.extend_from_slice(&bytes);
        Ok(())
    }

    /// Writes what was collected. A closed pipe is success.
    pub fn flush(&mut self) -> Result<(), Failure> {
        let data = std::mem::take(&mut self.data);
        if data.is_empty() {
            return Ok(());
        }
        written(
            self.stdout
                .write_all(&data)
                .and_then(|()| self.stdout.flush()),
        )
    }
}

fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::closed_pipe()),
        Err(error) => Err(Failure::user(format!("cannot write the output: {error}"))),
    }
}

#[cfg(unix)]
fn terminal_width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

#[cfg(not(unix))]
fn terminal_width() -> Option<usize> {
    None
}

fn object(table: &Table, row: &[Cell]) -> Value {
    let names = table.columns.iter().map(|name| name.replace(' ', "_"));
    Value::Object(
        names
            .zip(row)
            .map(|(name, cell)| (name, cell.json()))
            .collect::<Map<_, _>>(),
    )
}
