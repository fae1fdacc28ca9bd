//! Which files of an archive are read, and which of their columns are kept: one row a kind.
//!
//! Names and columns are compared *reduced*: lower case, without blanks and underscores (columns:
//! letters and digits only). So
//! `Rich Media.csv` and `Rich_Media.csv` are one name, `FirstName` and `First Name` one column.

mod table;

pub use self::table::SOURCES;
use super::kind::Kind;

/// One kind of file: how it is recognised, and what of it is kept.
#[derive(Debug)]
pub struct Source {
    /// What it is.
    pub kind: Kind,
    /// Reduced base names, without ending and without the numbers of splits and member ids.
    pub names: &'static [&'static str],
    /// The sub-folder of the export that it lies in, reduced, or empty. Many tools flatten it.
    pub folder: &'static str,
    /// The columns that are kept, in the order of the section.
    pub columns: &'static [Column],
    /// Sets of column names: the header is the first row that holds one of the sets.
    pub keys: &'static [&'static [&'static str]],
    /// A row is somebody's or something's only if one of these columns is filled.
    pub identity: &'static [&'static str],
    /// A file of this name without a known header fails the import, instead of being listed.
    pub core: bool,
    /// What LinkedIn writes wrongly in it.
    pub repair: Repair,
}

/// A column that is kept.
#[derive(Debug)]
pub struct Column {
    /// The name in the section.
    pub name: &'static str,
    /// Reduced names that it had in other years.
    pub aliases: &'static [&'static str],
    /// How much of it is kept.
    pub keep: Keep,
}

/// How much of a column is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The text.
    Text,
    /// `yes` where a text stood: it is nobody's business, but that it is there matters.
    Presence,
}

/// What LinkedIn writes wrongly in a kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Nothing.
    None,
    /// Texts with line breaks are not quoted: a record begins at a line that begins with a date.
    RecordsBeginWithDate,
    /// Line breaks inside a text are written as quote, line break, quote.
    QuotedLineBreaks,
}

/// The source that a file's name tells, and the rest of the name.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// The source.
    pub source: &'static Source,
    /// The reduced name that matched.
    pub name: &'static str,
    /// The digits of `_<digits>` at the end: a member id or the number of a split.
    pub suffix: String,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for Source {}

/// The source of a kind.
pub fn of(kind: Kind) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.kind == kind)
}

/// Lower case, letters and digits only.
pub fn reduce(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A file's or folder's name: lower case, without blanks and underscores.
fn reduce_name(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, ' ' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The source that the path of an entry names: the file at the root or one folder down, with or
/// without the export's own sub-folder.
pub(super) fn by_path(path: &str) -> Option<Named> {
    let mut parts: Vec<&str> = path.split('/').collect();
    let named = by_file_name(parts.pop()?)?;
    let hidden = |part: &&str| part.is_empty() || part.starts_with('.') || *part == "__MACOSX";
    if parts.iter().any(hidden) {
        return None;
    }
    if let Some(last) = parts.last()
        && !named.source.folder.is_empty()
        && reduce_name(last) == named.source.folder
    {
        parts.pop();
    }
    (parts.len() <= 1).then_some(named)
}

/// The source that a file's name tells.
pub(super) fn by_file_name(name: &str) -> Option<Named> {
    if name.starts_with("._") {
        return None;
    }
    let (stem, ending) = name.rsplit_once('.')?;
    if !ending.eq_ignore_ascii_case("csv") {
        return None;
    }
    let (stem, suffix) = match stem.rsplit_once('_') {
        Some((front, digits))
            if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) =>
        {
            (front, digits)
        }
        _ => (stem, ""),
    };
    let reduced = reduce_name(stem);
    SOURCES.iter().find_map(|source| {
        let name = source.names.iter().find(|name| **name == reduced)?;
        Some(Named {
            source,
            name,
            suffix: suffix.to_owned(),
        })
    })
}

/// Where a source's columns stand among these reduced names, in the order of [`Source::columns`].
pub fn places(source: &Source, header: &[String]) -> Vec<Option<usize>> {
    let columns = source.columns.iter();
    columns.map(|column| column.position(header)).collect()
}

/// The same, if the names are those of a header of this source.
pub fn columns(source: &Source, header: &[String]) -> Option<Vec<Option<usize>>> {
    let found = places(source, header);
    let has = |name: &str| {
        source
            .columns
            .iter()
            .zip(&found)
            .any(|(column, at)| column.name == name && at.is_some())
    };
    source
        .keys
        .iter()
        .any(|set| set.iter().all(|name| has(name)))
        .then_some(found)
}

/// The source that a header row tells: the one that knows most of its columns. A single column is
/// enough only if it is the whole header (`Name` alone), or a name that stands nowhere else.
pub(super) fn by_header(header: &[String]) -> Option<(&'static Source, Vec<Option<usize>>)> {
    let filled = header.iter().filter(|cell| !cell.is_empty()).count();
    SOURCES
        .iter()
        .filter_map(|source| {
            let found = columns(source, header)?;
            let known = found.iter().flatten().count();
            let telling = known > 1 || filled == 1 || source.kind == Kind::Registration;
            telling.then_some((known, source, found))
        })
        .rev()
        .max_by_key(|(known, source, _)| (*known, usize::MAX - source.columns.len()))
        .map(|(_, source, found)| (source, found))
}

impl Column {
    /// The place in a header of reduced names. A name that a spreadsheet tool numbered (`Name.1`,
    /// here `name1`) counts only where the plain one is missing.
    fn position(&self, header: &[String]) -> Option<usize> {
        let own = reduce(self.name);
        let exact = |name: &str| header.iter().position(|cell| cell == name);
        exact(&own)
            .or_else(|| self.aliases.iter().find_map(|alias| exact(alias)))
            .or_else(|| {
                header.iter().position(|cell| {
                    cell.strip_prefix(own.as_str()).is_some_and(|rest| {
                        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
                    })
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(reduce).collect()
    }

    #[test]
    fn every_kind_has_one_row_and_every_key_is_a_column() {
        for kind in Kind::ALL {
            let rows = SOURCES.iter().filter(|s| s.kind == *kind).count();
            assert_eq!(rows, 1, "{kind}");
        }
        for source in SOURCES {
            let known = |name: &&str| source.columns.iter().any(|c| c.name == *name);
            assert!(
                source.keys.iter().all(|set| set.iter().all(known)),
                "{source:?}"
            );
            assert!(source.identity.iter().all(known), "{source:?}");
            assert!(
                source.names.iter().all(|name| reduce(name) == *name),
                "{source:?}"
            );
            let reduced = |c: &Column| c.aliases.iter().all(|alias| reduce(alias) == *alias);
            assert!(source.columns.iter().all(reduced), "{source:?}");
        }
    }

    #[test]
    fn a_file_is_known_by_its_reduced_name_in_the_root_or_one_folder_down() {
        for (path, kind) in [
            ("Connections.csv", Kind::Connections),
            ("export/CONNECTIONS.CSV", Kind::Connections),
            ("Shares_123456.csv", Kind::Shares),
            ("Jobs/Job Applications_2.csv", Kind::JobApplications),
            ("export/Jobs/Saved Jobs.csv", Kind::SavedJobs),
            ("Saved_Jobs.csv", Kind::SavedJobs),
            ("Verifications/Verifications.csv", Kind::Verifications),
            ("Rich Media.csv", Kind::RichMedia),
        ] {
            assert_eq!(by_path(path).map(|n| n.source.kind), Some(kind), "{path}");
        }
        for path in [
            "a/b/Connections.csv",
            "__MACOSX/Connections.csv",
            "._Connections.csv",
            "../Connections.csv",
            "..\\Connections.csv",
            "/Connections.csv",
            "Connections.csv.exe",
            "coach_messages.csv",
            "Connections",
        ] {
            assert_eq!(by_path(path), None, "{path}");
        }
    }

    #[test]
    fn a_header_tells_its_kind_without_a_name() {
        for (names, kind) in [
            (
                "First Name,Last Name,Email Address,Company,Position,Connected On",
                Kind::Connections,
            ),
            (
                "FirstName,LastName,EmailAddress,Company,Position,ConnectedOn,Tags",
                Kind::Connections,
            ),
            ("From,To,Sent At,Message,Direction", Kind::Invitations),
            ("Name", Kind::Skills),
            ("Name,Number", Kind::Courses),
            ("Name,Proficiency", Kind::Languages),
            ("Date,Type,Link", Kind::Reactions),
            ("Date,Link,Message", Kind::Comments),
            ("Type,Link", Kind::RichMedia),
            ("Job Title,Company Name,Job Url,Saved Date", Kind::SavedJobs),
        ] {
            let found = by_header(&header(names)).map(|(source, _)| source.kind);
            assert_eq!(found, Some(kind), "{names}");
        }
        assert!(by_header(&header("Name,Age,Shoe Size")).is_none());
    }

    #[test]
    fn a_numbered_column_counts_only_without_the_plain_one() {
        let source = of(Kind::RecommendationsReceived).unwrap();
        let at = |names: &str| columns(source, &header(names)).unwrap()[5];
        let front = "First Name,Last Name,Company,Job Title,Text,";
        assert_eq!(
            at(&format!("{front}Creation Date.1,Creation Date")),
            Some(6)
        );
        assert_eq!(at(&format!("{front}Creation Date.1")), Some(5));
    }
}
