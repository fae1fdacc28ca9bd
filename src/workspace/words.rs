//! A plan in words: what the preview of the interface and the command line say.

use super::Plan;
use crate::{
    domain::{book::Book, describe::count, news::Event, outbox::OutboxId, person::PersonKey},
    import::{FileReport, Kind, Lines, Reason},
};

/// How many line numbers, and how many people, are named.
const NAMED: usize = 5;

impl Plan {
    /// Every file with its rows, then what changes; each line with its indentation. File names and
    /// people's names are strangers': to be cleaned.
    pub fn words(&self, book: &Book) -> Vec<(usize, String)> {
        let files = count(self.report.files.len(), "file", "files");
        let mut words = vec![(0, format!("{}: {files}", self.source))];
        for file in &self.report.files {
            words.push((1, file_line(file)));
            words.extend(oddities(file).into_iter().map(|line| (2, line)));
        }
        for name in &self.report.unread {
            words.push((1, format!("{name}: left out, its header is not known")));
        }
        if !self.report.ignored.is_empty() {
            let others = count(
                self.report.ignored.len(),
                "other file is",
                "other files are",
            );
            words.push((1, format!("{others} not needed")));
        }
        words.extend(self.warning_lines().into_iter().map(|line| (0, line)));
        words.extend(self.change_lines(book).into_iter().map(|line| (0, line)));
        words
    }

    /// What to know before the import: news, oddities of files, rows that were not understood.
    pub fn warnings(&self, book: &Book) -> Vec<String> {
        let mut lines = self.change_lines(book);
        lines.retain(|line| !line.starts_with("new: ") && !line.starts_with("there already: "));
        for file in &self.report.files {
            let aside = file.unused() > 0;
            lines.extend(aside.then(|| file_line(file)));
            lines.extend(
                oddities(file)
                    .into_iter()
                    .map(|line| format!("{}: {line}", file.name)),
            );
        }
        lines.extend(self.warning_lines());
        lines
    }

    fn warning_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for warning in &self.warnings {
            let (kind, problem) = (noun(warning.kind), warning.problem.text());
            let places = places("row", &warning.rows);
            lines.push(format!(
                "warning: {kind}: {} {problem}{places}",
                warning.rows.count
            ));
        }
        lines
    }

    /// What changes, without the files: the short form of the preview.
    pub fn change_lines(&self, book: &Book) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(newer) = self.newer {
            let day = newer.date_naive();
            lines.push(format!(
                "older than the archive of {day}, whose facts go on counting"
            ));
        }
        let changes = self.changes.iter().map(|change| {
            let before = change.before.map(|before| format!(" (before: {before})"));
            format!(
                "{} {}{}",
                change.rows,
                noun(change.kind),
                before.unwrap_or_default()
            )
        });
        list(&mut lines, "new", changes);
        list(
            &mut lines,
            "there already",
            self.unchanged.iter().map(|kind| noun(*kind)),
        );
        let connected = self.count(|event| matches!(event, Event::Connected(_)));
        let new_jobs = self.count(|event| matches!(event, Event::JobChanged { .. }));
        let news = [
            (connected, "new connection", "new connections"),
            (new_jobs, "changed job", "changed jobs"),
            (
                self.count(|event| *event == Event::Gone),
                "person gone",
                "people gone",
            ),
            (
                self.confirmed.len(),
                "decision confirmed",
                "decisions confirmed",
            ),
        ];
        let told = news.into_iter().filter(|(number, ..)| *number > 0);
        list(
            &mut lines,
            "news",
            told.map(|(number, one, many)| count(number, one, many)),
        );
        let confirmed = self
            .confirmed
            .iter()
            .take(NAMED)
            .filter_map(OutboxId::person);
        let name = |key: &PersonKey| book.facts().name_of(key).unwrap_or(key.as_str()).to_owned();
        list(
            &mut lines,
            "accepted, LinkedIn shows it",
            confirmed.map(name),
        );
        lines
    }
}

fn list(lines: &mut Vec<String>, title: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if !items.is_empty() {
        lines.push(format!("{title}: {}", items.join(", ")));
    }
}

fn noun(kind: Kind) -> String {
    kind.id().replace('_', " ")
}

fn rows(number: u64) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), "row", "rows")
}

fn file_line(file: &FileReport) -> String {
    let mut line = format!(
        "{}: {} read, {} used",
        file.name,
        rows(file.rows),
        file.used
    );
    for reason in Reason::ALL {
        let aside = file.set_aside(reason);
        if aside.count > 0 {
            line += &format!(
                ", {} {}{}",
                aside.count,
                reason.text(),
                places("line", aside)
            );
        }
    }
    line
}

fn oddities(file: &FileReport) -> Vec<String> {
    let counted = [
        ("with more or fewer fields than the header", &file.ragged),
        ("spread over lines without quotes, and joined", &file.joined),
    ];
    let found = counted.into_iter().filter(|(_, lines)| lines.count > 0);
    let mut lines: Vec<String> = found
        .map(|(what, at)| format!("warning: {} {what}{}", rows(at.count), places("line", at)))
        .collect();
    if file.replaced > 0 {
        let (number, encoding) = (file.replaced, file.encoding);
        lines.push(format!(
            "warning: {number} places were no {encoding} and became \u{fffd}"
        ));
    }
    lines
}

/// ` (lines 3, 7, 9, …)`.
fn places(word: &str, lines: &Lines) -> String {
    let named: Vec<String> = lines
        .first
        .iter()
        .take(NAMED)
        .map(ToString::to_string)
        .collect();
    let more = if lines.count > NAMED as u64 {
        ", …"
    } else {
        ""
    };
    let plural = if lines.count == 1 { "" } else { "s" };
    format!(" ({word}{plural} {}{more})", named.join(", "))
}
