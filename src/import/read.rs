//! Files to sections: the one pass over an archive.

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::HashSet,
    fs::File,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead, Read},
    path::PathBuf,
};

use super::{
    decode::Decoded,
    error::{Fault, ImportError},
    header::Header,
    kind::Kind,
    limits::Limits,
    meter::{Meter, Metered, OnProgress},
    place::{self, Data, Found, Member},
    records::{Record, Records},
    repair::{self, DatedRecords},
    report::{FileReport, Reason, Report},
    source::{Keep, Repair, Source},
};
use crate::domain::day::{Day, Instant};

/// Takes the sections of an archive, one after the other, in the order of [`Kind::ALL`].
///
/// When [`read`] fails, everything that was taken must be thrown away.
pub trait SectionSink {
    /// A section begins. Its columns are those of the table of sources, in that order.
    fn begin(&mut self, kind: Kind, columns: &[&'static str]) -> io::Result<()>;

    /// A row of it: one cell for each column. Messages come with their texts.
    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()>;

    /// The section is complete.
    fn end(&mut self, end: SectionEnd) -> io::Result<()>;
}

/// What is known of a section when it is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionEnd {
    /// Rows that were given.
    pub rows: u64,
}

/// Reads the archive, folder or csv files under these paths, all of them as one archive.
///
/// `now` decides which file times are possible; `progress` is called about once a MiB and can stop
/// it. Nothing is extracted, and memory does not grow with the size of the files.
pub fn read(
    paths: &[PathBuf],
    now: Instant,
    progress: &mut OnProgress<'_>,
    sink: &mut dyn SectionSink,
) -> Result<Report, ImportError> {
    read_within(paths, now, &Limits::default(), progress, sink)
}

/// The same within other limits.
pub fn read_within(
    paths: &[PathBuf],
    now: Instant,
    limits: &Limits,
    progress: &mut OnProgress<'_>,
    sink: &mut dyn SectionSink,
) -> Result<Report, ImportError> {
    let mut found = place::find(paths, limits)?;
    let members = std::mem::take(&mut found.members);
    let total = members.iter().map(|member| member.bytes).sum();
    // A closure of its own shortens the borrow of the caller's.
    let mut heard = |step: super::Progress<'_>| progress(step);
    let meter = RefCell::new(Meter::new(&mut heard, limits, total));
    let mut reading = Reading {
        found: &found,
        limits,
        meter: &meter,
        now,
        report: Report::default(),
        rows: 0,
    };
    let mut members = members.into_iter().peekable();
    while let Some(first) = members.next() {
        let source = first.source;
        let mut group = vec![first];
        while let Some(next) = members.next_if(|next| next.source == source) {
            group.push(next);
        }
        reading.section(source, group, sink)?;
    }
    let mut report = reading.report;
    report.ignored = std::mem::take(&mut found.ignored);
    if report.files.is_empty() {
        let place = paths.first().map(|path| path.display().to_string());
        return Err(ImportError::new(
            place.unwrap_or_default(),
            Fault::UnknownHeader,
        ));
    }
    Ok(report)
}

/// An import under way.
struct Reading<'r, 'a> {
    found: &'r Found,
    limits: &'r Limits,
    meter: &'r RefCell<Meter<'a>>,
    now: Instant,
    report: Report,
    rows: u64,
}

type Bytes<'r, 'a> = Decoded<Metered<'r, 'a, Box<dyn Read + 'r>>>;

/// A file whose header was found.
struct Begun<'r, 'a> {
    rows: Rows<Bytes<'r, 'a>>,
    header: Header,
    report: FileReport,
    place: String,
}

/// Where records come from.
enum Rows<R> {
    Csv(Box<Records<R>>),
    Dated(DatedRecords<R>),
}

impl<R: Read> Rows<Decoded<R>> {
    /// The next record, and whether it had to be joined.
    fn next(&mut self) -> Result<Option<(Record<'_>, bool)>, Fault> {
        match self {
            Self::Csv(records) => Ok(records.next()?.map(|record| (record, false))),
            Self::Dated(records) => records.next(),
        }
    }

    fn source(&self) -> &Decoded<R> {
        match self {
            Self::Csv(records) => records.source(),
            Self::Dated(records) => records.source(),
        }
    }
}

impl<'r, 'a> Reading<'r, 'a> {
    /// Reads all files of one kind.
    fn section(
        &mut self,
        source: &'static Source,
        group: Vec<Member>,
        sink: &mut dyn SectionSink,
    ) -> Result<(), ImportError> {
        let mut begun = Vec::new();
        for member in group {
            begun.extend(self.begin(member)?);
        }
        let Some(first) = begun.first() else {
            return Ok(());
        };
        let stopped = |place: &str| {
            let place = place.to_owned();
            move |error: io::Error| ImportError::new(place, Fault::Sink(error))
        };
        let names: Vec<&'static str> = source.columns.iter().map(|column| column.name).collect();
        sink.begin(source.kind, &names)
            .map_err(stopped(&first.place))?;
        let mut seen = (source.kind == Kind::Messages).then(HashSet::new);
        let mut rows = 0;
        let mut last = String::new();
        for mut file in begun {
            self.rows(&mut file, source, seen.as_mut(), sink)
                .map_err(|fault| ImportError::new(&*file.place, fault))?;
            let bytes = file.rows.source();
            file.report.encoding = bytes.encoding();
            file.report.replaced = bytes.replaced();
            rows += file.report.used;
            self.report.files.push(file.report);
            last = file.place;
        }
        sink.end(SectionEnd { rows }).map_err(stopped(&last))
    }

    /// Opens a file and finds its header. A file that has none is left out or refused.
    fn begin(&mut self, member: Member) -> Result<Option<Begun<'r, 'a>>, ImportError> {
        let place = member.place;
        let at = |fault: Fault| ImportError::new(&*place, fault);
        let data = self.open(member.data).map_err(at)?;
        let mut bytes = Decoded::new(Metered::new(data, &member.name, self.meter));
        let header = Header::find(&mut bytes, Some(member.source), self.limits).map_err(at)?;
        let Some(header) = header else {
            if bytes
                .fill_buf()
                .is_ok_and(|front| front.starts_with(b"PK\x03\x04"))
            {
                return Err(at(Fault::Spreadsheet));
            }
            if member.source.core {
                let kind = member.source.kind;
                return Err(at(Fault::MissingColumns { kind }));
            }
            self.report.unread.push(member.name);
            return Ok(None);
        };
        let dated = member.source.repair == Repair::RecordsBeginWithDate
            && header.as_linkedin_writes
            && bytes.fill_buf().is_ok_and(repair::is_dated);
        let mut rows = if dated {
            Rows::Dated(DatedRecords::new(bytes, self.limits))
        } else {
            Rows::Csv(Box::new(Records::new(bytes, header.delimiter, self.limits)))
        };
        // The header and what stands before it.
        while let Some((record, _)) = rows.next().map_err(at)? {
            if record.line >= header.line {
                break;
            }
        }
        self.date(member.modified);
        Ok(Some(Begun {
            report: FileReport {
                name: member.name,
                kind: Some(member.source.kind),
                header_line: header.line,
                ..FileReport::default()
            },
            rows,
            header,
            place,
        }))
    }

    fn open(&self, data: Data) -> Result<Box<dyn Read + 'r>, Fault> {
        Ok(match data {
            Data::File(file) => Box::new(file),
            Data::Path(path) => {
                let file = File::open(path)?;
                if !file.metadata()?.is_file() {
                    return Err(Fault::NotAFile);
                }
                Box::new(file)
            }
            Data::Zip(index, entry) => {
                let found = self.found;
                let zip = found.zips.get(index).ok_or(Fault::DirectoryDamaged)?;
                Box::new(zip.unpack(&entry, self.limits)?)
            }
        })
    }

    /// Keeps the newest possible time. Tools that write local time may be some hours ahead.
    fn date(&mut self, modified: Option<Instant>) {
        const AHEAD: chrono::TimeDelta = chrono::TimeDelta::hours(14);
        let first = Day::from_ymd_opt(2003, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0));
        let possible =
            modified.filter(|at| Some(at.naive_utc()) >= first && *at <= self.now + AHEAD);
        let date = &mut self.report.entries_date;
        *date = (*date).max(possible.map(|at| at.min(self.now)));
    }

    /// Gives all rows of a file to the sink.
    fn rows(
        &mut self,
        file: &mut Begun<'_, '_>,
        source: &Source,
        mut seen: Option<&mut HashSet<u64>>,
        sink: &mut dyn SectionSink,
    ) -> Result<(), Fault> {
        let identity: Vec<usize> = source
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| source.identity.contains(&column.name))
            .map(|(index, _)| index)
            .collect();
        let (header, report) = (&file.header, &mut file.report);
        while let Some((record, joined)) = file.rows.next()? {
            report.rows += 1;
            self.rows += 1;
            if self.rows > self.limits.rows {
                let limit = self.limits.rows;
                return Err(Fault::TooManyRows { limit });
            }
            if record.is_blank() {
                report.put_aside(Reason::Blank, record.line);
                continue;
            }
            if let Some(seen) = &mut seen
                && !seen.insert(hash(&record))
            {
                report.put_aside(Reason::Duplicate, record.line);
                continue;
            }
            let cells = cells(&record, header, source);
            let filled = |index: &usize| cells.get(*index).is_some_and(|c| !c.trim().is_empty());
            if !identity.iter().any(filled) {
                report.put_aside(Reason::NoIdentity, record.line);
                continue;
            }
            if is_ragged(&record, header) {
                report.ragged.add(record.line);
            }
            if joined {
                report.joined.add(record.line);
            }
            report.used += 1;
            sink.row(&cells).map_err(Fault::Sink)?;
        }
        Ok(())
    }
}

/// The cells of a row in the order of the source's columns, repaired.
fn cells<'a>(record: &Record<'a>, header: &Header, source: &Source) -> Vec<Cow<'a, str>> {
    let columns = source.columns.iter().zip(&header.columns);
    columns
        .map(|(column, at)| {
            let Some(at) = *at else {
                return Cow::Borrowed("");
            };
            let mut text = record.get(at);
            if header.stray_semicolon && at + 1 == header.width {
                text = text.strip_suffix(';').unwrap_or(text);
            }
            match (column.keep, source.repair) {
                (Keep::Presence, _) if text.trim().is_empty() => Cow::Borrowed(""),
                (Keep::Presence, _) => Cow::Borrowed("yes"),
                (Keep::Text, Repair::QuotedLineBreaks) => repair::line_breaks(text),
                (Keep::Text, _) => Cow::Borrowed(text),
            }
        })
        .collect()
}

/// Whether a row has fewer fields than the header has names, or more that are filled.
fn is_ragged(record: &Record<'_>, header: &Header) -> bool {
    let more = header.width..record.len();
    record.len() < header.named || more.into_iter().any(|index| !record.get(index).is_empty())
}

/// Tells whole rows apart within one import.
fn hash(record: &Record<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    record.parts().hash(&mut hasher);
    hasher.finish()
}
