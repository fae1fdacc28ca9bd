//! How well titles and notes are read, by class and language: precision and recall.
//!
//! `cargo bench --bench quality` measures the test notes and titles; `-- FILE.tsv …` measures
//! tables of your own, which stay unread: only counts are printed. The first line names the
//! columns: `label` or `classes`, `lang`, and `note` or `title`; without it they are label,
//! language and note.

use std::{collections::BTreeMap, fs, path::PathBuf};

use cordial::{
    config::rules,
    domain::triage::{Class, Context, Judgement, Rules, Severity, Subject, judge},
};

/// A text with what it is.
struct Row {
    labels: Vec<String>,
    lang: String,
    text: String,
    is_title: bool,
}

/// What was wanted and what was said, counted.
#[derive(Clone, Copy, Default)]
struct Count {
    hit: u32,
    wrong: u32,
    missed: u32,
    /// Neither wanted nor said.
    rest: u32,
}

impl Count {
    const fn add(&mut self, wanted: bool, said: bool) {
        match (wanted, said) {
            (true, true) => self.hit += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.wrong += 1,
            (false, false) => self.rest += 1,
        }
    }

    fn words(&self) -> String {
        format!(
            "precision {}  recall {}  of the others {}",
            share(self.hit, self.hit + self.wrong),
            share(self.hit, self.hit + self.missed),
            share(self.wrong, self.wrong + self.rest),
        )
    }
}

/// A share with its parts: `85 % (17/20)`.
fn share(part: u32, all: u32) -> String {
    let percent = f64::from(part) * 100.0 / f64::from(all.max(1));
    format!("{percent:5.1} % ({part}/{all})")
}

/// What is counted of a judgement: its name, and for which labels it is wanted; a label of the
/// second list is neither right nor wrong.
type Measure = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    fn(&Judgement) -> bool,
);

const NOTES: [Measure; 3] = [
    ("warned: scams", &["scam"], &["pitch"], |said| {
        !said.warnings.is_empty()
    }),
    ("stopped: scams", &["scam"], &["pitch"], |said| {
        let mut warnings = said.warnings.iter();
        warnings.any(|warning| warning.severity == Severity::Stop)
    }),
    (
        "marked: pitches",
        &["pitch"],
        &["scam", "generic", "harmless", "other-harmless", "other"],
        |said| !said.pitch.is_empty(),
    ),
];

const TITLES: [Measure; 3] = [
    ("exec", &["exec"], &[], |said| is(said, &[Class::Exec])),
    ("people leader", &["manager"], &["exec"], |said| {
        is(said, &[Class::Manager])
    }),
    ("recruiter or hr", &["recruiter", "hr"], &[], |said| {
        is(said, &[Class::Recruiter, Class::Hr])
    }),
];

fn is(said: &Judgement, classes: &[Class]) -> bool {
    said.classes
        .iter()
        .any(|found| classes.contains(&found.class))
}

#[expect(clippy::print_stdout, reason = "it is read by people")]
#[expect(clippy::unwrap_used, reason = "a benchmark may")]
fn main() {
    let rules = rules::load(None).unwrap();
    // Cargo adds `--bench`.
    let given = std::env::args_os().skip(1).filter(|a| a != "--bench");
    let mut files: Vec<PathBuf> = given.map(PathBuf::from).collect();
    if files.is_empty() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/triage");
        let entries = fs::read_dir(folder).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
        files.retain(|file| file.extension().is_some_and(|end| end == "tsv"));
        files.sort();
    }
    let mut all = Vec::new();
    for file in files {
        let rows = rows(&fs::read_to_string(&file).unwrap());
        println!("{}", file.file_name().unwrap().display());
        print(&count(&rules, &rows, |_| String::new()));
        all.extend(rows);
    }
    println!("all, by language");
    print(&count(&rules, &all, |row| row.lang.clone()));
}

/// The rows of a table.
fn rows(table: &str) -> Vec<Row> {
    let mut names = vec!["label", "lang", "note"];
    let mut lines = table.lines().filter(|line| !line.is_empty()).peekable();
    let first = lines.peek().copied().unwrap_or_default();
    if first.split('\t').any(|name| name == "lang") {
        names = first.split('\t').collect();
        lines.next();
    }
    let of = |line: &str| {
        let cell = |name: &str| {
            let at = names.iter().position(|known| *known == name)?;
            line.split('\t').nth(at)
        };
        let title = cell("title");
        let labels = cell("label").or_else(|| cell("classes"));
        let labels = labels.unwrap_or_default().split([' ', ',']);
        Row {
            labels: labels.map(str::to_owned).collect(),
            lang: cell("lang").unwrap_or_default().to_owned(),
            text: title.or_else(|| cell("note")).unwrap_or_default().into(),
            is_title: title.is_some(),
        }
    };
    lines.map(of).collect()
}

/// The counts of each measure, by a key of the rows.
fn count(
    rules: &Rules,
    rows: &[Row],
    key: impl Fn(&Row) -> String,
) -> BTreeMap<(&'static str, String), Count> {
    let context = Context::default();
    let mut counts: BTreeMap<(&str, String), Count> = BTreeMap::new();
    for row in rows {
        let text = Some(row.text.as_str());
        let subject = Subject {
            headline: text.filter(|_| row.is_title),
            note: text.filter(|_| !row.is_title),
            ..Subject::default()
        };
        let said = judge(rules, &context, &subject);
        let measures = if row.is_title { &TITLES } else { &NOTES };
        for (name, wanted, neither, says) in measures {
            let has = |labels: &[&str]| row.labels.iter().any(|l| labels.contains(&l.as_str()));
            if has(wanted) || !has(neither) {
                let count = counts.entry((name, key(row))).or_default();
                count.add(has(wanted), says(&said));
            }
        }
    }
    counts
}

#[expect(clippy::print_stdout, reason = "it is read by people")]
fn print(counts: &BTreeMap<(&'static str, String), Count>) {
    for ((name, key), count) in counts {
        println!("  {name:<16} {key:<4} {}", count.words());
    }
}
