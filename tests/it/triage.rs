//! Judging invitations: the worked examples, the traps, the false alarms, and how good it is.

mod anew;
mod context;
mod filter;
mod learned;
mod notes;
mod own_rules;
mod quality;
mod titles;
mod verdicts;
mod warnings;

use std::sync::LazyLock;

use cordial::{
    config::rules::load,
    domain::triage::{Context, Judgement, Rules, Subject, judge},
};

static RULES: LazyLock<Rules> = LazyLock::new(|| load(None).unwrap());

/// What is said about a note alone.
fn of_note(note: &str) -> Judgement {
    let subject = Subject {
        note: Some(note),
        ..Subject::default()
    };
    judge(&RULES, &Context::default(), &subject)
}

/// What is said about a headline alone.
fn of_title(headline: &str) -> Judgement {
    let subject = Subject {
        headline: Some(headline),
        ..Subject::default()
    };
    judge(&RULES, &Context::default(), &subject)
}

fn warned(judgement: &Judgement) -> Vec<&str> {
    let ids = judgement.warnings.iter().map(|w| w.id.as_str());
    ids.collect()
}
