//! Files that are read: archives, tables, import files, journals.

use std::{
    borrow::Cow,
    cell::OnceCell,
    fs, io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use cordial::{
    domain::{book::Book, describe, facts::Facts, step::Stamped, step::StepId},
    import::{
        self, ImportError, Kind, Limits, Report, SectionEnd, SectionSink,
        interpret::Builder,
        section::{Decoder, Encoder, Line, decode_text},
    },
    portability::page,
    store::{Access, DeviceInfo, Dirs, RealDisk, Store, wire},
};
use tempfile::TempDir;

use super::words;
use crate::{
    engine::{Target, outcome},
    zip::{LINKEDINS, STORED, Zip},
};

thread_local! {
    /// A folder for the input of this thread's target.
    static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
}

/// Writes the input under a name, and gives its path.
fn written(name: &str, input: &[u8]) -> PathBuf {
    FOLDER.with(|folder| {
        let folder = folder.get_or_init(|| tempfile::tempdir().unwrap());
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, input).unwrap();
        path
    })
}

/// What comes out of an archive, written down as the store would.
struct Kept {
    rows: Encoder<Vec<u8>>,
    columns: usize,
    count: u64,
}

impl SectionSink for Kept {
    fn begin(&mut self, kind: Kind, columns: &[&'static str]) -> io::Result<()> {
        (self.columns, self.count) = (columns.len(), 0);
        self.rows.begin(kind.id(), columns)
    }

    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        assert_eq!(cells.len(), self.columns);
        self.count += 1;
        self.rows.row(cells).map(drop)
    }

    fn end(&mut self, end: SectionEnd) -> io::Result<()> {
        assert_eq!(end.rows, self.count);
        Ok(())
    }
}

/// Reads a file as an archive, and the import file that comes out of it as a start would.
fn import(path: PathBuf) -> u64 {
    let limits = Limits {
        total: 1 << 24,
        time: Duration::from_secs(10),
        ..Limits::default()
    };
    let mut kept = Kept {
        rows: Encoder::new(Vec::new()),
        columns: 0,
        count: 0,
    };
    let now = "2026-11-23T12:00:00Z".parse().unwrap();
    let mut go_on = |_: import::Progress<'_>| ControlFlow::Continue(());
    let report: Result<Report, ImportError> =
        import::read_within(&[path], now, &limits, &mut go_on, &mut kept);
    match report {
        Ok(report) => {
            let file = String::from_utf8(kept.rows.into_inner()).unwrap();
            let warnings = interpret(&file, true);
            let unused: Vec<_> = report.files.iter().map(|file| file.unused() > 0).collect();
            outcome(&(unused, warnings.min(1)))
        }
        Err(error) => outcome(&error.fault),
    }
}

/// Interprets the lines of an import file, and asks the facts for everything. Gives the number of
/// warnings.
fn interpret(file: &str, own: bool) -> usize {
    let mut builder = Builder::new();
    let mut decoder = Decoder::new();
    for line in file.lines() {
        match decoder.line(line) {
            Ok(Line::Begin { kind, columns }) => builder.begin(kind, columns),
            Ok(Line::Row(cells)) => builder.row(cells),
            Ok(Line::Blank) => {}
            Err(bad) => assert!(!own, "a line of our own {bad}: {line}"),
        }
    }
    let (archive, warnings) = builder.finish();
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(archive)));
    assert_eq!(
        book.facts().people().len(),
        book.facts()
            .people()
            .iter()
            .filter(|p| book.facts().person(&p.key).is_some())
            .count()
    );
    warnings.len()
}

/// Bytes as a zip: read whole, or refused whole.
pub(crate) const ARCHIVE: Target = Target {
    run: |input| import(written("archive.zip", input)),
    made: || {
        let files = [
            ("Connections.csv", include_str!("../seeds/csv/connections")),
            ("Invitations.csv", include_str!("../seeds/csv/invitations")),
            ("messages.csv", include_str!("../seeds/csv/messages")),
            ("Skills.csv", "Name\nRust\n"),
        ];
        let zip64 = crate::zip::Form {
            zip64: true,
            ..STORED
        };
        let folder = [
            (
                "Basic_1/Jobs/Saved Jobs.csv",
                "Saved Date,Job Url,Job Title,Company Name\n",
            ),
            ("__MACOSX/._x", ""),
        ];
        [
            Zip::with(LINKEDINS, &files),
            Zip::with(STORED, &files),
            Zip::with(zip64, &files[3..]),
            Zip::new(&folder),
        ]
        .into_iter()
        .map(|zip| zip.bytes)
        .collect()
    },
    words: &[
        "PK\u{1}\u{2}",
        "PK\u{3}\u{4}",
        "PK\u{5}\u{6}",
        "PK\u{6}\u{6}",
        "PK\u{6}\u{7}",
        "PK\u{7}\u{8}",
        "../",
        "Profile.csv",
        "Skills.csv",
        "\u{8}\u{8}\u{8}\0",
    ],
};

/// Bytes as a single table, known by its header.
pub(crate) const CSV: Target = Target::new(
    |input| import(written("table.csv", input)),
    &[
        "\"",
        "\"\"",
        "\",\"",
        "\r\n",
        "First Name,Last Name",
        "Notes:",
        "01 Jan 2024",
        "1/9/24, 3:45 PM",
        "2024-01-09 15:45:12 UTC",
        "https://www.linkedin.com/in/mira",
        "INCOMING",
        "Not Available",
        "\u{feff}",
    ],
);

/// Bytes as an import file of the store: bad lines are told, the rest is read.
pub(crate) const SECTION: Target = Target::new(
    section,
    &[
        "{\"kind\":",
        ",\"columns\":[",
        "]}",
        "[\"",
        "\",\"",
        "\"]",
        "0",
        "\\u",
        "\\ud83d",
        "connections",
        "messages",
    ],
);

fn section(input: &[u8]) -> u64 {
    let text = words(input);
    let warnings = interpret(&text, false);
    let mut decoder = Decoder::new();
    let lines = text.lines().map(|line| match decoder.line(line) {
        Ok(Line::Begin { .. }) => 'b',
        Ok(Line::Row(_)) => 'r',
        Ok(Line::Blank) => ' ',
        Err(_) => 'x',
    });
    let mut kinds: Vec<char> = lines.collect();
    kinds.dedup();
    kinds.truncate(6);
    let told = text.lines().next().map(|line| decode_text(line).is_ok());
    outcome(&(kinds, told, warnings.min(1)))
}

/// Bytes as a journal: each line is sealed with its right checksum, else nothing would pass. It
/// reads the same twice, and what it means can be folded, described and undone.
pub(crate) const JOURNAL: Target = Target::new(
    journal,
    &[
        "{\"v\":1,",
        "\"device\":\"k3f9x2m7\",",
        "\"epoch\":1,",
        "\"seq\":",
        "\"clock\":",
        "\"step\":{",
        "\"erased\":true",
        "\"undo\"",
        "\"repair\":{\"missing\":[{",
        "\n",
    ],
);

fn journal(input: &[u8]) -> u64 {
    let mut file = Vec::new();
    for line in input.split(|byte| *byte == b'\n') {
        file.extend(super::sealed(line));
    }
    let path = written("data/journal/k3f9x2m7-0001.jsonl", &file);
    let root = path.ancestors().nth(3).unwrap();
    let read = || {
        let mut store = open(root);
        let log = store.read();
        (log.lines, log.faults, log.state)
    };
    let (lines, faults, state) = read();
    assert_eq!(read().0, lines);
    let steps = lines.iter().filter_map(|line| {
        let at = chrono::DateTime::parse_from_rfc3339(&line.at).unwrap_or_default();
        Some(Stamped {
            id: StepId::new(&line.id),
            device: line.device.as_str().into(),
            clock: line.clock,
            at,
            step: wire::decode(line.step.get()).ok()?,
        })
    });
    let steps: Vec<Stamped> = steps.collect();
    let meant = steps.len();
    let mut one = Book::default();
    one.take(steps.clone());
    let all = Book::new(steps);
    assert_eq!(dump(&one), dump(&all), "step by step as all at once");
    let faults: Vec<_> = faults.iter().map(|fault| fault.kind).collect();
    outcome(&(faults, state, meant.min(3)))
}

fn dump(book: &Book) -> String {
    for stamped in book.log() {
        let words = describe::step(book, &stamped.step);
        assert!(!words.is_empty());
    }
    cordial::export::dump::state(book).to_string()
}

fn open(root: &Path) -> Store {
    let dirs = Dirs {
        data: root.join("data"),
        state: root.join("state"),
        cache: root.join("cache"),
    };
    let info = DeviceInfo {
        machine: "machine".to_owned(),
        host: "northwind".to_owned(),
        pid: 1,
        seed: 7,
    };
    Store::open(Arc::new(RealDisk), dirs, info, Access::Read)
}

/// Bytes as the step of a line: what is understood is written as it was read.
pub(crate) const STEP: Target = Target::new(
    step,
    &[
        "{\"",
        "\":{\"",
        "\":[\"",
        "\"]}",
        "true",
        "null",
        "{\"erased\":true",
        ",\"rest\":",
        "\"people\":",
        "\"invitations\":",
        "\"answer\":",
        "\"accept\"",
    ],
);

fn step(input: &[u8]) -> u64 {
    match wire::decode(&words(input)) {
        Ok(step) => {
            let json = wire::encode(&step).unwrap();
            assert_eq!(wire::decode(&json).unwrap(), step, "{json}");
            outcome(&step)
        }
        Err(error) => outcome(&error.to_string()),
    }
}

/// Bytes as e-mails: invitations or none, of texts that keep to their limits.
pub(crate) const MAIL: Target = Target::new(
    mail,
    &[
        "From ",
        "\nFrom: ",
        "Subject: ",
        "Date: ",
        "Content-Type: multipart/alternative; boundary=x",
        "\n--x\n",
        "\n--x--\n",
        "Content-Transfer-Encoding: base64",
        "quoted-printable",
        "=?utf-8?b?",
        "?=",
        "=E2=80=8B",
        "message/rfc822",
        "&#x",
        "<a href=",
        "midToken=",
        "\r\n ",
    ],
);

fn mail(input: &[u8]) -> u64 {
    let is_mail = import::mail::is_mail(input);
    let mut mails = import::mail::Mails::default();
    mails.read(input);
    for found in &mails.invitations {
        let card = &found.card;
        let texts = [Some(&card.name), card.headline.as_ref(), card.note.as_ref()];
        for text in texts.into_iter().flatten() {
            assert!(text.chars().count() <= 1_000, "{text:?}");
        }
    }
    outcome(&(
        is_mail,
        mails.invitations.len().min(3),
        mails.others.min(3),
        mails.too_large,
    ))
}

/// Bytes as an answer of LinkedIn's interface: understood, or an error in words.
pub(crate) const ANSWER: Target = Target::new(
    answer,
    &[
        "{\"elements\":[",
        "\"snapshotData\":[",
        "\"paging\":{\"links\":[",
        "\"rel\":\"next\"",
        "]}",
        "\"processedAt\":",
        "\"resourceName\":\"messages\"",
        "null",
        "[[[[[[[[",
        "1e999",
        "\\ud800",
    ],
);

fn answer(input: &[u8]) -> u64 {
    let snapshot = page::snapshot(input, "CONNECTIONS");
    let changes = page::changes(input);
    let authorization = page::authorization(input);
    let message = page::message(input);
    assert!(
        message.len() <= 2_000,
        "{} bytes of a refusal",
        message.len()
    );
    outcome(&(
        snapshot.map(|page| (page.rows.len().min(2), page.more, page.odd.min(2))),
        changes.map(|events| events.len().min(2)),
        authorization.map(|a| a.is_some()),
    ))
}
