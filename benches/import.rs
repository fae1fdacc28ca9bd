//! How long an archive takes, step by step, next to a bare loop over the same csv.
//!
//! `cargo bench --bench import -- ARCHIVE.zip`

use std::{
    borrow::Cow,
    io::{self, BufWriter, Read, Write},
    ops::ControlFlow,
    path::PathBuf,
    time::Instant,
};

use cordial::import::{
    self, Kind, SectionEnd, SectionSink,
    interpret::Builder,
    section::{Decoder, Encoder, Line, MessageEncoder},
};

/// Encodes everything, as a store does.
struct Keep {
    rows: Encoder<Vec<u8>>,
    messages: MessageEncoder<Vec<u8>, BufWriter<std::fs::File>>,
    kind: Kind,
}

impl SectionSink for Keep {
    fn begin(&mut self, kind: Kind, columns: &[&'static str]) -> io::Result<()> {
        self.kind = kind;
        match kind {
            Kind::Messages => Ok(()),
            _ => self.rows.begin(kind.id(), columns),
        }
    }

    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        match self.kind {
            Kind::Messages => self.messages.row(cells),
            _ => self.rows.row(cells).map(drop),
        }
    }

    fn end(&mut self, _: SectionEnd) -> io::Result<()> {
        Ok(())
    }
}

/// Takes rows and forgets them.
struct Nothing;

impl SectionSink for Nothing {
    fn begin(&mut self, _: Kind, _: &[&'static str]) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, _: &[Cow<'_, str>]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, _: SectionEnd) -> io::Result<()> {
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(path) = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .find(|path| path.exists())
    else {
        return Ok(());
    };
    let mut out = io::stdout().lock();

    let begun = Instant::now();
    let (bytes, records) = floor(&path)?;
    writeln!(
        out,
        "bare loop      {:>8.1?}  {bytes} bytes, {records} records",
        begun.elapsed()
    )?;

    let begun = Instant::now();
    let now = chrono::DateTime::from_timestamp(4_000_000_000, 0).ok_or("no date")?;
    let paths = std::slice::from_ref(&path);
    import::read(paths, now, &mut |_| ControlFlow::Continue(()), &mut Nothing)?;
    writeln!(out, "read           {:>8.1?}", begun.elapsed())?;

    let begun = Instant::now();
    let texts = tempfile::tempfile()?;
    let mut keep = Keep {
        rows: Encoder::new(Vec::new()),
        messages: MessageEncoder::new(Vec::new(), BufWriter::with_capacity(1 << 16, texts))?,
        kind: Kind::Profile,
    };
    let report = import::read(paths, now, &mut |_| ControlFlow::Continue(()), &mut keep)?;
    let (messages, texts) = keep.messages.into_inner();
    texts.into_inner()?.sync_data()?;
    writeln!(out, "read and keep  {:>8.1?}", begun.elapsed())?;
    for file in &report.files {
        writeln!(out, "  {} {} {}", file.name, file.used, file.unused())?;
    }
    let rows = keep.rows.into_inner();
    interpret(&[&rows, &messages], &mut out)
}

/// Reads the kept lines back and makes facts of them.
fn interpret(parts: &[&[u8]], out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let before = resident("VmRSS");
    let begun = Instant::now();
    let mut builder = Builder::new();
    for part in parts {
        let mut decoder = Decoder::new();
        for line in std::str::from_utf8(part)?.lines() {
            match decoder.line(line)? {
                Line::Begin { kind, columns } => builder.begin(kind, columns),
                Line::Row(cells) => builder.row(cells),
                Line::Blank => {}
            }
        }
    }
    let (archive, warnings) = builder.finish();
    writeln!(out, "interpret      {:>8.1?}", begun.elapsed())?;
    let hidden = archive.date_only.len();
    let open = archive.invitations.iter().filter(|i| i.is_open()).count();
    let sent = archive
        .invitations
        .iter()
        .filter(|i| i.is_open_sent())
        .count();
    writeln!(
        out,
        "  {} connections, {hidden} date-only",
        archive.connections.len() + hidden
    )?;
    writeln!(
        out,
        "  {} invitations, {open} open, {sent} sent open",
        archive.invitations.len()
    )?;
    writeln!(
        out,
        "  {} messages, {} warnings",
        archive.messages.list.len(),
        warnings.len()
    )?;
    let facts = resident("VmRSS").saturating_sub(before);
    writeln!(
        out,
        "  {facts} KiB of facts; peak {} KiB, of everything",
        resident("VmHWM")
    )?;
    drop(archive);
    Ok(())
}

/// KiB of memory in use, as Linux tells; elsewhere nothing.
fn resident(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

/// Inflates every csv file and loops over its records: nothing can be much faster.
fn floor(path: &std::path::Path) -> Result<(u64, u64), Box<dyn std::error::Error>> {
    let mut buffer = vec![0; rawzip::RECOMMENDED_BUFFER_SIZE];
    let archive = rawzip::ZipArchive::from_file(std::fs::File::open(path)?, &mut buffer)?;
    let mut ways = Vec::new();
    let mut entries = archive.entries(&mut buffer);
    while let Some(entry) = entries.next_entry()? {
        ways.push(entry.wayfinder());
    }
    let (mut bytes, mut count) = (0, 0);
    for way in ways {
        let entry = archive.get_entry(way)?;
        let packed = io::BufReader::with_capacity(1 << 16, entry.reader());
        let unpacked = entry.verifying_reader(flate2::bufread::DeflateDecoder::new(packed));
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(unpacked.take(u64::MAX));
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record)? {
            count += 1;
            bytes += record.as_slice().len() as u64;
        }
    }
    Ok((bytes, count))
}
