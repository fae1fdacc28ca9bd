//! From import files to facts: which file counts for which kind, and what it says.

use std::{
    collections::{BTreeMap, HashSet},
    io::{BufRead, BufReader},
};

use super::share::folder_of;
use crate::{
    domain::{
        book::Book,
        checklist::{Held, Past, Source, growth},
        day::Instant,
        facts::Facts,
        news::{News, compare},
        records::{Archive, Connection},
        step::{Import, ImportFile, ImportSection},
    },
    import::{
        Kind,
        interpret::{Builder, Warning},
        section::{Decoder, Line, TEXTS},
    },
    store::{Depth, ImportRef, Store},
};

/// One section that some import holds.
#[derive(Clone, Copy, Debug)]
struct Holding<'a> {
    import: &'a Import,
    file: &'a ImportFile,
    section: &'a ImportSection,
    /// The place of the import among the steps.
    order: usize,
}

impl Holding<'_> {
    /// Newer archives win; of two of one time, the later step.
    fn age(&self) -> (Option<Instant>, usize) {
        (self.import.taken, self.order)
    }
}

/// All sections of the imports that count, oldest first.
fn held(book: &Book) -> Vec<Holding<'_>> {
    let mut held: Vec<Holding<'_>> = Vec::new();
    for (order, import) in book.imports().enumerate() {
        for file in &import.files {
            let sections = file.sections.iter();
            held.extend(sections.map(|section| Holding {
                import,
                file,
                section,
                order,
            }));
        }
    }
    held.sort_by_key(Holding::age);
    held
}

/// The imports that count, as something to compare: facts are read again when it changes.
pub(super) fn holdings(book: &Book) -> Vec<String> {
    held(book)
        .iter()
        .map(|holding| {
            let taken = holding.import.taken.map(|at| at.timestamp());
            let taken = taken.unwrap_or_default();
            format!("{} {} {taken}", holding.section.kind, holding.file.id)
        })
        .collect()
}

/// What earlier imports hold, to tell what is new in an archive.
#[derive(Debug)]
pub(super) struct Known<'a> {
    held: Vec<Holding<'a>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(book: &'a Book) -> Self {
        Self { held: held(book) }
    }

    /// When the newest archive was made.
    pub(super) fn newest(&self) -> Option<Instant> {
        self.held
            .iter()
            .filter_map(|holding| holding.import.taken)
            .max()
    }

    fn of(&self, kind: &str) -> impl DoubleEndedIterator<Item = &Holding<'a>> {
        self.held
            .iter()
            .filter(move |holding| holding.section.kind == kind)
    }

    /// The rows of the section that counts.
    pub(super) fn rows(&self, kind: &str) -> Option<u64> {
        self.of(kind)
            .next_back()
            .map(|holding| holding.section.rows)
    }

    /// Whether a section with this content is there: the one that counts, or one of an archive
    /// no older than `taken`.
    pub(super) fn has(&self, kind: &str, digest: &str, taken: Instant) -> bool {
        let counts = self
            .of(kind)
            .next_back()
            .is_some_and(|h| h.section.digest == digest);
        let same = |holding: &&Holding<'_>| {
            holding.section.digest == digest && holding.import.taken >= Some(taken)
        };
        counts || self.of(kind).any(|holding| same(&holding))
    }
}

/// What of the imports that count could not be read, in words.
#[derive(Clone, Debug, Default)]
pub(super) struct Unread {
    /// Files that are damaged, or gone.
    pub(super) faults: Vec<String>,
    /// Files that other devices may still bring.
    pub(super) coming: Vec<String>,
}

impl Unread {
    pub(super) fn is_empty(&self) -> bool {
        self.faults.is_empty() && self.coming.is_empty()
    }
}

/// The facts of the imports that count, with what could not be read.
pub(super) fn load(store: &Store, book: &Book) -> (Facts, Unread) {
    let mut unread = Unread::default();
    let shares = matches!(folder_of(store), Ok(Some(_)));
    let mut missing = HashSet::new();
    let usable: Vec<Holding<'_>> = held(book)
        .into_iter()
        .filter(|holding| {
            let file = holding.file;
            let import = ImportRef {
                id: file.id.clone(),
                bytes: file.bytes,
                sha256: file.sha256.clone(),
            };
            let fault = store.verify_import(&import, Depth::Length).err();
            if let Some(fault) = &fault
                && missing.insert(&file.id)
            {
                if shares {
                    unread.coming.push(format!(
                        "imports/{}.jsonl is not here yet; `cordial share now` takes it in once the \
                         share folder has it",
                        file.id
                    ));
                } else {
                    unread.faults.push(fault.to_string());
                }
            }
            fault.is_none()
        })
        .collect();
    let mut counting: BTreeMap<&str, Holding<'_>> = BTreeMap::new();
    for holding in &usable {
        counting.insert(&holding.section.kind, *holding);
    }
    // Each file is read once, whichever of its sections count: the builder takes them in any order.
    let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (kind, holding) in &counting {
        // The texts of messages are read where they are shown, never at a start.
        if *kind != TEXTS {
            wanted.entry(&holding.file.id).or_default().push(kind);
        }
    }
    let mut builder = Builder::new();
    for (file, kinds) in wanted {
        if let Err(error) = feed(store, file, &kinds, &mut builder) {
            unread.faults.push(format!("imports/{file}.jsonl: {error}"));
        }
    }
    let (mut archive, _) = builder.finish();
    archive.texts = counting
        .get(TEXTS)
        .map(|holding| holding.file.id.as_str().into());
    let (news, older) = news(store, &usable, &archive);
    let facts = Facts::new(archive).with_news(news).with_former(older);
    (facts, unread)
}

/// What changed from archive to archive, and the connections of the older ones.
fn news(store: &Store, usable: &[Holding<'_>], newest: &Archive) -> (Vec<News>, Vec<Connection>) {
    let of_connections = |holding: &&Holding<'_>| holding.section.kind == Kind::Connections.id();
    let versions: Vec<&Holding<'_>> = usable.iter().filter(of_connections).collect();
    let Some((_, older)) = versions.split_last() else {
        return (Vec::new(), Vec::new());
    };
    let mut lists = Vec::new();
    for holding in older {
        let mut builder = Builder::new();
        let kinds = [Kind::Connections.id()];
        if feed(store, &holding.file.id, &kinds, &mut builder).is_ok() {
            lists.push(builder.finish().0.connections);
        }
    }
    let mut news = Vec::new();
    let mut later = versions.iter().skip(1);
    for (index, old) in lists.iter().enumerate() {
        let new = lists.get(index + 1).unwrap_or(&newest.connections);
        news.extend(compare(
            old,
            new,
            later.next().and_then(|holding| holding.import.taken),
        ));
    }
    (news, lists.into_iter().flatten().collect())
}

/// The archives as they counted before the newest one came, oldest first: what audits of the past
/// looked at. Messages are not read, and connections are only counted.
pub(super) fn past(store: &Store, book: &Book) -> Vec<Past> {
    let mut imports = book.imports_by_age();
    imports.pop();
    let mut pasts = Vec::new();
    for (at, newest) in imports.iter().enumerate() {
        let until = || imports.iter().take(at + 1).copied();
        let mut counting: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
        for file in until().flat_map(|import| &import.files) {
            for section in &file.sections {
                counting.insert(&section.kind, (&file.id, section.rows));
            }
        }
        let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (kind, (file, _)) in &counting {
            let source = Source::from_kind(kind);
            if source.is_some_and(|s| !matches!(s, Source::Messages | Source::Connections)) {
                wanted.entry(file).or_default().push(kind);
            }
        }
        let mut builder = Builder::new();
        for (file, kinds) in wanted {
            // A file that is missing was told at the start; its kinds read as empty.
            drop(feed(store, file, &kinds, &mut builder));
        }
        let (archive, _) = builder.finish();
        let rows = counting
            .get(Source::Connections.kind())
            .map(|(_, rows)| *rows);
        pasts.push(Past {
            source: newest.source.clone(),
            taken: newest.taken.map(|at| at.date_naive()),
            held: Held::of(until()),
            growth: growth(until()),
            connections: rows
                .and_then(|rows| usize::try_from(rows).ok())
                .unwrap_or(0),
            slug: archive
                .owner
                .key
                .as_ref()
                .and_then(|key| key.as_slug())
                .map(str::to_owned),
            profile: archive.profile,
        });
    }
    pasts
}

/// Reads sections of an import file into the builder.
fn feed(store: &Store, file: &str, kinds: &[&str], builder: &mut Builder) -> Result<(), String> {
    let source = store.open_import(file).map_err(|error| error.to_string())?;
    let mut reader = BufReader::with_capacity(1 << 18, source);
    read(&mut reader, |kind| kinds.contains(&kind), builder).map_err(|error| error.to_string())
}

/// What lines of an import file say, all sections.
pub(super) fn interpret(lines: &mut dyn BufRead) -> (Archive, Vec<Warning>) {
    let mut builder = Builder::new();
    // Lines in memory cannot fail.
    drop(read(lines, |_| true, &mut builder));
    builder.finish()
}

fn read(
    lines: &mut dyn BufRead,
    counts: impl Fn(&str) -> bool,
    builder: &mut Builder,
) -> std::io::Result<()> {
    let mut decoder = Decoder::new();
    let mut line = String::new();
    let mut wanted = false;
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let begins = line.starts_with('{');
        if !wanted && !begins {
            continue;
        }
        match decoder.line(&line) {
            Ok(Line::Begin { kind, columns }) => {
                wanted = counts(kind);
                if wanted {
                    builder.begin(kind, columns);
                }
            }
            Ok(Line::Row(cells)) => builder.row(cells),
            // The file's hash is `doctor`'s to check; a line that is none is passed over.
            Ok(Line::Blank) | Err(_) => {}
        }
    }
}
