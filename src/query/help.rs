//! Help made from the table of fields.

use super::{
    complete::complete,
    field::{FIELDS, FieldRow, Kind, Rows, fields},
    parse,
};

/// The rules that no field has, each with an example.
const RULES: &[(&str, &str)] = &[
    (
        "mira north",
        "words, in any spelling; all of them have to be there",
    ),
    ("\"north sea\"", "these words in one piece"),
    ("-tag:colleague", "not that"),
    (
        "has:note or mutual>5",
        "one of both; everything else has to hold, too",
    ),
    ("class:recruiter|hr", "one of these"),
    ("score>=65", "more or less: < <= > >= and : for equal"),
    (
        "last>90d",
        "longer ago than that: days 30d, weeks 4w, months 6m, years 1y",
    ),
    ("connected:2025-11", "on a date, in a month or in a year"),
];

/// A few words about what can be typed next; shown behind the line that is typed.
pub fn aside(text: &str, rows: Rows) -> String {
    let next = complete(text, rows);
    let begun = text.get(next.from..).unwrap_or_default();
    let in_value = text
        .get(..next.from)
        .is_some_and(|t| t.ends_with([':', '|']));
    let comparison = text.rsplit(char::is_whitespace).next().and_then(|term| {
        let (name, _) = term
            .trim_start_matches('-')
            .split_once(['<', '>', '=', ':'])?;
        fields(rows).find(|row| row.name == name.to_lowercase())
    });
    if in_value && !next.words.is_empty() {
        return next.words.join(" ");
    }
    if let Some(row) = comparison {
        return match row.kind {
            Kind::Choice(_) => row.means.to_owned(),
            kind => format!("{} · {}", row.means, kind.form()),
        };
    }
    match next.words.as_slice() {
        [one] if !begun.is_empty() => {
            let row = fields(rows).find(|row| row.name == *one);
            row.map_or_else(String::new, |row| {
                format!("{} · {}", row.example, row.means)
            })
        }
        [] => {
            let examples: Vec<&str> = fields(rows).map(|row| row.example).take(4).collect();
            format!("{} · Tab completes", examples.join("  "))
        }
        names => format!("{} · Tab", names.join(" ")),
    }
}

/// The help of some rows: rules and fields, as lines for the command line and the screen.
pub fn help(rows: Rows) -> Vec<(String, String)> {
    let rules = RULES.iter().filter(|(example, _)| {
        let parsed = parse(example, rows);
        parsed.faults.is_empty()
    });
    let rules = rules.map(|(example, means)| ((*example).to_owned(), (*means).to_owned()));
    let fields = fields(rows).map(|row| {
        let words: Vec<&str> = row.words(rows).collect();
        let means = if words.is_empty() {
            row.means.to_owned()
        } else {
            format!("{}: {}", row.means, words.join(", "))
        };
        (row.example.to_owned(), means)
    });
    rules.chain(fields).collect()
}

/// The language as a chapter of the documents.
pub fn markdown() -> String {
    let mut text = String::from("| write | for |\n|---|---|\n");
    let cell = |text: &str| text.replace('|', "\\|");
    for (example, means) in RULES {
        text += &format!("| `{}` | {} |\n", cell(example), cell(means));
    }
    text += "\n| field | for example | means | in |\n|---|---|---|---|\n";
    for row in FIELDS {
        let places: Vec<&str> = row.rows.iter().map(|rows| rows.word()).collect();
        let places = if places.len() == Rows::ALL.len() - 1 && !row.is_of(Rows::Profile) {
            "all but profile".to_owned()
        } else {
            places.join(", ")
        };
        text += &format!(
            "| `{}` | `{}` | {} | {places} |\n",
            row.name,
            cell(row.example),
            cell(&means(row)),
        );
    }
    text
}

fn means(row: &FieldRow) -> String {
    let Kind::Choice(choices) = row.kind else {
        return row.means.to_owned();
    };
    let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
    format!("{}: {}", row.means, words.join(", "))
}
