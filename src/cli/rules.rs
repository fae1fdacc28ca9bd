//! `cordial rules`: which rules judge invitations, where each comes from, and a place to try them.

use std::{
    collections::BTreeMap,
    io::{BufRead, Read as _},
};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    failure::Failure,
    output::{Cell, Output, Table},
    session::Session,
};
use crate::domain::{
    book::Learned,
    triage::{Context, Judgement, Mark, Origin, Row, Rules, Severity, Subject, judge},
};
use crate::text::Safe;

/// `cordial rules`.
///
/// From fifty decisions on, `answers` says how you answered where a rule spoke, judged with today's
/// rules. Nothing is learned silently: you change a weight in `rules.toml` (`[[rule]]`, `id`,
/// `points`).
#[derive(Clone, Debug, clap::Args)]
pub struct RulesArgs {
    /// What to do; nothing lists them
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
}

/// `cordial rules …`.
#[derive(Clone, Copy, Debug, clap::Subcommand)]
pub enum RulesCommand {
    /// Check your own rules: file, line and column of what is wrong
    Check,
    /// Judge invitations from standard input: one JSON object a line, with `name`, `headline`,
    /// `company`, `place`, `note`, `slug`, `mutual`, all optional. One line of JSON comes out for
    /// each: a judgement, or `line` and `error` for what cannot be read, and then exit code 1
    Try,
}

/// The most bytes of a line that is tried.
const TRY_BYTES: u64 = 1024 * 1024;

pub(super) fn run(
    session: &mut Session<'_>,
    command: Option<RulesCommand>,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    match command {
        None => list(session, output),
        Some(RulesCommand::Check) => {
            session.say_unread(output)?;
            let rules = session.rules()?;
            output.say(&format!("{} rules, all sound", rules.rows.len()))
        }
        Some(RulesCommand::Try) => try_out(session, output),
    }
}

/// The table. `answers` says, from fifty decisions on, how the person answered where a rule spoke;
/// nothing changes by itself.
fn list(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let rules = session.rules()?;
    let learned = learned(session, &rules, output)?;
    let mut table = Table::new(&[
        "id",
        "kind",
        "points",
        "severity",
        "says",
        "answers",
        "judgement",
        "from",
        "signs",
        "advice",
        "source",
    ])
    .hide(&["signs", "advice", "source"]);
    for row in &rules.rows {
        table.push(vec![
            row.id.as_ref().into(),
            row.kind.word().into(),
            points(row),
            row.severity.map(Severity::word).into(),
            row.title.as_ref().into(),
            learned.get(&*row.id).map(Learned::words).into(),
            row.judgement.into(),
            origin(row).into(),
            signs(row),
            row.advice.as_ref().into(),
            row.source.as_ref().into(),
        ]);
    }
    output.table(&table)
}

/// How the person answered where each rule spoke; empty before there are enough decisions.
fn learned(
    session: &Session<'_>,
    rules: &Rules,
    output: &mut Output<'_>,
) -> Result<BTreeMap<String, Learned>, Failure> {
    let config = session.config(output)?;
    let (_, book) = session.open(output)?;
    let wishes = config.wishes(&book, session.clock.today());
    Ok(book.learned(rules, &wishes).unwrap_or_default())
}

fn points(row: &Row) -> Cell {
    if row.off {
        return "off".into();
    }
    if row.points == 0 {
        Cell::Nothing
    } else {
        format!("{:+}", row.points).into()
    }
}

/// What the signs of a rule must sum up to, and what each weighs: `from 12: trade +9, …`.
fn signs(row: &Row) -> Cell {
    let Some(note) = row.note.as_ref().filter(|note| !note.signs.is_empty()) else {
        return Cell::Nothing;
    };
    let weights = note.signs.iter();
    let weights = weights.map(|sign| format!("{} {:+}", sign.name, sign.weight));
    let weights: Vec<String> = weights.collect();
    format!("from {}: {}", note.from, weights.join(", ")).into()
}

fn origin(row: &Row) -> &str {
    match &row.origin {
        Origin::BuiltIn => "built in",
        Origin::File(file) => file,
    }
}

/// One invitation, as it is typed to try rules; everything is optional, and what is not known here
/// is passed over, so that whole records can be piped in.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    name: Option<String>,
    headline: Option<String>,
    company: Option<String>,
    place: Option<String>,
    note: Option<String>,
    slug: Option<String>,
    mutual: Option<u32>,
}

/// One line of output for each line of input, in its order: a judgement, or `{"line", "error"}`
/// for what cannot be read. An empty line is an invitation of which nothing is known.
fn try_out(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let rules = session.rules()?;
    let mut input = std::io::stdin().lock();
    let (mut number, mut wrong) = (0_usize, 0_usize);
    while let Some(line) = next_line(&mut input)? {
        number += 1;
        let said = match line.and_then(|line| typed(&line)) {
            Ok(typed) => as_json(&of_typed(&rules, &typed)),
            Err(error) => {
                wrong += 1;
                json!({ "line": number, "error": error })
            }
        };
        output.line(&crate::export::ascii::line(&said));
    }
    if wrong == 0 {
        return Ok(());
    }
    let message = format!("{wrong} of {number} lines could not be read");
    Err(Failure::user(message)
        .hint(r#"one invitation a line: {"name":"…","headline":"…","note":"…"}"#))
}

/// What is said of a line of more than [`TRY_BYTES`].
const TOO_LONG: &str = "the line is longer than 1 MiB";

/// The next line without its end; what is too long is passed over, and said.
fn next_line(input: &mut impl BufRead) -> Result<Option<Result<Vec<u8>, String>>, Failure> {
    let failed = |error: std::io::Error| {
        Failure::user("cannot read standard input").because(error.to_string())
    };
    let mut line = Vec::new();
    let mut part = input.by_ref().take(TRY_BYTES);
    if part.read_until(b'\n', &mut line).map_err(failed)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() as u64 == TRY_BYTES {
        input.skip_until(b'\n').map_err(failed)?;
        return Ok(Some(Err(TOO_LONG.to_owned())));
    }
    Ok(Some(Ok(line)))
}

fn typed(line: &[u8]) -> Result<Typed, String> {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(Typed::default());
    }
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn of_typed(rules: &Rules, typed: &Typed) -> Judgement {
    let subject = Subject {
        name: typed.name.as_deref(),
        slug: typed.slug.as_deref(),
        headline: typed.headline.as_deref(),
        company: typed.company.as_deref(),
        place: typed.place.as_deref(),
        note: typed.note.as_deref(),
        mutual: typed.mutual,
        ..Subject::default()
    };
    judge(rules, &Context::default(), &subject)
}

/// A judgement for programs.
pub(super) fn as_json(judgement: &Judgement) -> Value {
    let clean = |words: &str| Safe::line(words).to_string();
    let marks = |marks: &[Mark]| -> Vec<Value> {
        let mark = |mark: &Mark| json!({ "id": mark.id, "words": mark.words, "matched": clean(&mark.matched) });
        marks.iter().map(mark).collect()
    };
    let reasons = judgement.reasons.iter().map(|reason| {
        json!({
            "id": reason.id, "points": reason.points, "words": reason.words,
            "matched": clean(&reason.matched),
        })
    });
    let warnings = judgement.warnings.iter().map(|warning| {
        json!({
            "id": warning.id, "severity": warning.severity.word(), "words": warning.words,
            "advice": warning.advice, "matched": clean(&warning.matched),
        })
    });
    let classes = judgement.classes.iter().map(|class| {
        json!({
            "class": class.class.word(), "matched": clean(&class.matched),
            "past_or_aspiring": class.past_or_aspiring,
        })
    });
    json!({
        "verdict": judgement.verdict.words(),
        "score": judgement.score,
        "reasons": reasons.collect::<Vec<_>>(),
        "warnings": warnings.collect::<Vec<_>>(),
        "pitch": marks(&judgement.pitch),
        "good": marks(&judgement.good),
        "info": marks(&judgement.info),
        "classes": classes.collect::<Vec<_>>(),
        "known": judgement.known,
        "unknown": judgement.unknown,
    })
}
