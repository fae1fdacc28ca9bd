//! `cordial rules`: which rules judge invitations, where each comes from, and a place to try them.

use std::io::Read as _;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    failure::Failure,
    output::{Cell, Output, Table},
    session::Session,
};
use crate::domain::triage::{Context, Judgement, Mark, Origin, Row, Severity, Subject, judge};

/// `cordial rules`.
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
    /// `note`, `slug`, `mutual`, all optional
    Try,
}

/// The most bytes that are read to try rules on.
const TRY_BYTES: u64 = 64 * 1024 * 1024;

pub(super) fn run(
    session: &mut Session<'_>,
    command: Option<RulesCommand>,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    match command {
        None => list(session, output),
        Some(RulesCommand::Check) => {
            let rules = session.rules()?;
            output.say(&format!("{} rules, all sound", rules.rows.len()))
        }
        Some(RulesCommand::Try) => try_out(session, output),
    }
}

fn list(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&[
        "id",
        "kind",
        "points",
        "severity",
        "says",
        "judgement",
        "from",
        "advice",
        "source",
    ])
    .hide(&["advice", "source"]);
    for row in &session.rules()?.rows {
        table.push(vec![
            row.id.as_ref().into(),
            row.kind.word().into(),
            points(row),
            row.severity.map(Severity::word).into(),
            row.title.as_ref().into(),
            row.judgement.into(),
            origin(row).into(),
            row.advice.as_ref().into(),
            row.source.as_ref().into(),
        ]);
    }
    output.table(&table)
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

fn origin(row: &Row) -> &str {
    match &row.origin {
        Origin::BuiltIn => "built in",
        Origin::File(file) => file,
    }
}

/// One invitation, as it is typed to try rules; everything is optional.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    headline: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    slug: Option<String>,
    #[serde(default)]
    mutual: Option<u32>,
}

fn try_out(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let rules = session.rules()?;
    let context = Context::default();
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(TRY_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::user("cannot read standard input").because(error.to_string()))?;
    let text = String::from_utf8_lossy(&bytes);
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let typed: Typed = serde_json::from_str(line).map_err(|error| {
            Failure::user(format!("standard input:{}: {error}", number + 1))
                .hint(r#"one invitation a line: {"name":"…","headline":"…","note":"…"}"#)
        })?;
        let subject = Subject {
            name: typed.name.as_deref(),
            slug: typed.slug.as_deref(),
            headline: typed.headline.as_deref(),
            note: typed.note.as_deref(),
            mutual: typed.mutual,
            ..Subject::default()
        };
        let judgement = judge(&rules, &context, &subject);
        output.line(&super::output::ascii_line(&as_json(&judgement)));
    }
    Ok(())
}

/// A judgement for programs.
pub(super) fn as_json(judgement: &Judgement) -> Value {
    let marks = |marks: &[Mark]| -> Vec<Value> {
        let mark =
            |mark: &Mark| json!({ "id": mark.id, "words": mark.words, "matched": mark.matched });
        marks.iter().map(mark).collect()
    };
    let reasons = judgement.reasons.iter().map(|reason| {
        json!({
            "id": reason.id, "points": reason.points, "words": reason.words,
            "matched": reason.matched,
        })
    });
    let warnings = judgement.warnings.iter().map(|warning| {
        json!({
            "id": warning.id, "severity": warning.severity.word(), "words": warning.words,
            "advice": warning.advice, "matched": warning.matched,
        })
    });
    let classes = judgement.classes.iter().map(|class| {
        json!({
            "class": class.class.word(), "matched": class.matched,
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
