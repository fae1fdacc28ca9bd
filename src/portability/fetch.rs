//! Domain after domain, page after page, into files as an archive has them.

use std::{
    collections::HashSet,
    fs::{self, File},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

use super::{
    SyncError,
    client::{Call, Client},
    domain::{DOMAINS, Domain},
    kept::{Kept, Known},
    page::{self, Authorization, Event, Page, Row},
    talks::Talks,
};
use crate::{
    domain::describe::count,
    import::{
        Kind,
        source::{self, Source},
    },
};

/// The most pages of a domain. The largest that is known has some dozen; chosen here.
const MOST_PAGES: u32 = 1000;
/// Empty pages in a row that do not yet end a domain: reports saw some in between.
const MOST_EMPTY: u32 = 3;
/// The most answers of the changelog. Chosen here.
const MOST_ANSWERS: usize = 200;

/// What was fetched.
#[derive(Debug)]
pub struct Fetched {
    /// The folder with the files.
    pub folder: PathBuf,
    /// Domains without data: empty, or not ready yet.
    pub empty: Vec<&'static str>,
    /// What is odd, in words.
    pub warnings: Vec<String>,
    /// The conversations that were fetched.
    pub talks: Talks,
}

/// What LinkedIn knows about the token; `None` where it does not know the member.
pub fn authorization(client: &Client<'_>) -> Result<Option<Authorization>, SyncError> {
    let call = Call::Authorization;
    match client.ask(call)? {
        Some(body) => page::authorization(&body).map_err(garbage(call)),
        None => Ok(None),
    }
}

/// Fetches all domains; `heard` is told before each page which domain it is of.
pub fn snapshot(
    client: &Client<'_>,
    kept: &Kept,
    heard: &mut dyn FnMut(usize, Call),
) -> Result<Fetched, SyncError> {
    let folder = kept.files()?;
    let mut fetched = Fetched {
        folder: folder.clone(),
        empty: Vec::new(),
        warnings: Vec::new(),
        talks: Talks::default(),
    };
    for (index, domain) in DOMAINS.iter().enumerate() {
        let mut files = Files::new(domain, &folder, &mut fetched.talks);
        match pages(client, kept, &mut files, &mut |call| heard(index, call)) {
            Ok(()) if files.rows == 0 => fetched.empty.push(domain.name),
            Ok(()) => fetched.warnings.extend(files.finish()?),
            // LinkedIn has given it up or renamed it: the others are there all the same.
            Err(error @ SyncError::Refused { status: 400, .. }) => {
                fetched.warnings.push(error.to_string());
            }
            Err(error) => return Err(error),
        }
    }
    let mut files = fs::read_dir(&folder).map_err(unwritten(&folder))?;
    if files.next().is_none() {
        return Err(SyncError::NothingYet);
    }
    Ok(fetched)
}

/// All pages of a domain, those that are kept and those that are not.
fn pages(
    client: &Client<'_>,
    kept: &Kept,
    files: &mut Files<'_>,
    heard: &mut dyn FnMut(Call),
) -> Result<(), SyncError> {
    let domain = files.domain.name;
    let mut empty = 0;
    for number in 0..MOST_PAGES {
        let call = Call::Snapshot(domain, number);
        let (body, fresh) = match kept.page(domain, number)? {
            Some(Known::Page(body)) => (Some(body), false),
            Some(Known::End) => return Ok(()),
            None => {
                heard(call);
                (client.ask(call)?, true)
            }
        };
        let Some(body) = body else {
            return kept.keep(domain, number, None);
        };
        // Read before it is kept: garbage would be found again and again.
        let page = page::snapshot(&body, domain).map_err(garbage(call))?;
        if fresh {
            kept.keep(domain, number, Some(&body))?;
        }
        empty = if page.rows.is_empty() { empty + 1 } else { 0 };
        let more = page.more && empty <= MOST_EMPTY;
        files.take(&page)?;
        if !more {
            return Ok(());
        }
    }
    let why = format!("there are more than {MOST_PAGES} pages");
    Err(garbage(Call::Snapshot(domain, MOST_PAGES))(why))
}

fn garbage(call: Call) -> impl Fn(String) -> SyncError {
    move |why| SyncError::Garbage {
        call: call.to_string(),
        why,
    }
}

/// The events since a moment, in milliseconds since 1970, oldest first, each once; without a moment
/// all that there are.
pub fn changes(client: &Client<'_>, since: Option<i64>) -> Result<Vec<Event>, SyncError> {
    let mut known = HashSet::new();
    let mut events: Vec<Event> = Vec::new();
    for _ in 0..MOST_ANSWERS {
        // The newest event comes again with the next answer, as documented: nothing is lost.
        let newest = events.iter().map(|event| event.processed_at).max();
        let call = Call::Changes(newest.or(since));
        let Some(body) = client.ask(call)? else {
            break;
        };
        let mut answer = page::changes(&body).map_err(garbage(call))?;
        answer.retain(|event| known.insert(event.id));
        if answer.is_empty() {
            break;
        }
        events.append(&mut answer);
    }
    Ok(events)
}

impl Fetched {
    /// Adds the messages of these events that the snapshot lacks to its file. Gives how many.
    pub fn add(&self, events: &[Event]) -> Result<usize, SyncError> {
        let Some(source) = source::of(Kind::Messages) else {
            return Ok(0);
        };
        let rows = self.talks.missing(source, events);
        let write = || {
            let path = self.folder.join(file_name(source));
            let file = File::options().append(true).open(path)?;
            let mut writer = rows_of(file);
            rows.iter().try_for_each(|row| writer.write_record(row))?;
            writer.flush()
        };
        // Without rows there may be no file.
        if !rows.is_empty() {
            write().map_err(unwritten(&self.folder))?;
        }
        Ok(rows.len())
    }
}

/// A file of rows. Tabs tell the importer that LinkedIn did not write it: what LinkedIn writes wrongly
/// in its own ones is not wrong here.
fn rows_of(file: File) -> csv::Writer<File> {
    csv::WriterBuilder::new().delimiter(b'\t').from_writer(file)
}

/// The files of a domain, as they are written.
struct Files<'a> {
    domain: &'a Domain,
    folder: &'a Path,
    open: Vec<(Kind, csv::Writer<File>)>,
    /// Rows that were written: pages repeat each other.
    seen: HashSet<u64>,
    rows: usize,
    odd: usize,
    /// Whether some row had the columns of its kind.
    recognised: bool,
    talks: &'a mut Talks,
}

impl<'a> Files<'a> {
    fn new(domain: &'a Domain, folder: &'a Path, talks: &'a mut Talks) -> Self {
        Self {
            domain,
            folder,
            open: Vec::new(),
            seen: HashSet::new(),
            rows: 0,
            odd: 0,
            recognised: false,
            talks,
        }
    }

    fn take(&mut self, page: &Page) -> Result<(), SyncError> {
        self.odd += page.odd;
        let folder = self.folder;
        page.rows
            .iter()
            .try_for_each(|row| self.row(row))
            .map_err(unwritten(folder))
    }

    fn row(&mut self, row: &Row) -> io::Result<()> {
        self.rows += 1;
        let names: Vec<String> = row.iter().map(|(name, _)| source::reduce(name)).collect();
        let sources = || {
            self.domain
                .kinds
                .iter()
                .filter_map(|kind| source::of(*kind))
        };
        let known = sources().find(|source| source::columns(source, &names).is_some());
        self.recognised |= known.is_some();
        // A row can lack the columns in which it has nothing.
        let only = sources().next().filter(|_| self.domain.kinds.len() == 1);
        let Some(source) = known.or(only) else {
            self.odd += 1;
            return Ok(());
        };
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |(_, text)| text);
        let cells: Vec<&str> = source::places(source, &names)
            .into_iter()
            .map(cell)
            .collect();
        let mut hasher = DefaultHasher::new();
        (source.kind, &cells).hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            self.talks.see(source, &cells);
            self.file(source)?.write_record(cells)?;
        }
        Ok(())
    }

    /// The file of a kind, with its header.
    fn file(&mut self, source: &Source) -> io::Result<&mut csv::Writer<File>> {
        let known = self.open.iter().position(|(kind, _)| *kind == source.kind);
        let at = known.unwrap_or(self.open.len());
        if known.is_none() {
            let file = File::create(self.folder.join(file_name(source)))?;
            let mut writer = rows_of(file);
            writer.write_record(source.columns.iter().map(|column| column.name))?;
            self.open.push((source.kind, writer));
        }
        let found = self.open.get_mut(at).map(|(_, writer)| writer);
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Closes the files, and says what is odd about them.
    fn finish(self) -> Result<Option<String>, SyncError> {
        let name = self.domain.name;
        for (kind, mut writer) in self.open {
            writer.flush().map_err(unwritten(self.folder))?;
            drop(writer);
            // Without a header that it knows, the importer would refuse all the others, too.
            if let (false, Some(source)) = (self.recognised, source::of(kind)) {
                let path = self.folder.join(file_name(source));
                fs::remove_file(path).map_err(unwritten(self.folder))?;
            }
        }
        Ok(match self.odd {
            _ if !self.recognised => Some(format!(
                "{name}: left out, LinkedIn sent none of the columns that are known"
            )),
            0 => None,
            odd => {
                let odd = count(odd, "row or cell", "rows or cells");
                Some(format!("{name}: {odd} left out that are no text"))
            }
        })
    }
}

fn unwritten(folder: &Path) -> impl FnOnce(io::Error) -> SyncError {
    |source| SyncError::Kept {
        path: folder.to_owned(),
        source,
    }
}

/// A file name that the importer knows.
fn file_name(source: &Source) -> String {
    format!("{}.csv", source.names.first().unwrap_or(&source.kind.id()))
}
