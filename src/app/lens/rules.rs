//! The lens of the real program: the checklist and the plan, in words that are fit to be shown.

use std::collections::HashMap;

use super::{Judged, Lens, Reason, Warning, network};
use crate::{
    app::pane::{
        followups::{Agenda, CircleAdvice},
        profile::{Audit, AuditItem, State},
        reach::Network,
    },
    domain::{
        book::Book,
        checklist::{self, Checklist, Item},
        day::Day,
        invitation::InvitationId,
        network::Wanted,
        person::PersonKey,
        plan,
        triage::{self, Context, Judgement, Severity, Wishes},
    },
    safe,
    text::{Link, Safe},
};

/// Looks with the rules of the domain.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The rules that judge invitations.
    pub triage: triage::Rules,
    /// The work that is looked for, in the person's words; empty for what LinkedIn was told.
    pub role: String,
    /// Town or region; empty for the profile's.
    pub place: String,
    /// Whether the own work is sensitive.
    pub sensitive: bool,
    /// How the plan of follow-ups behaves.
    pub plan: plan::Settings,
    /// The table of the audit.
    pub checklist: Checklist,
    /// Titles of the work that is wanted, beside those of the archive.
    pub targets: Vec<String>,
}

impl Lens for Rules {
    fn audit(&self, book: &Book, today: Day) -> Option<Audit> {
        if book.facts().is_empty() {
            return None;
        }
        let audit = book.audit(&self.checklist, &self.targets, today);
        let gaps = audit.gaps();
        let asked = audit.needs_your_word();
        let is = |list: &[&Item], item: &Item| list.iter().any(|other| other.id == item.id);
        let others = audit.items.iter().filter(|item| !is(&gaps, item));
        let (asks, rest): (Vec<&Item>, Vec<&Item>) = others.partition(|item| is(&asked, item));
        let shown = gaps.iter().copied().chain(asks).chain(rest);
        // Never a bare number: the level stands with the parts of the score.
        let parts = format!("{} of {} points", audit.got, audit.answerable);
        let level = Safe::line(audit.level.as_deref().unwrap_or("not known"));
        Some(Audit {
            score: audit.score.map(u32::from),
            level: match audit.score {
                Some(_) => safe!("{}, {}", level, Safe::line(&parts)),
                None => Safe::own("nothing can be scored yet"),
            },
            items: shown.map(item).collect(),
        })
    }

    fn agenda(&self, book: &Book, today: Day) -> Agenda {
        super::plan::agenda(book, &self.plan.clone().of(book), today)
    }

    fn circles(&self, book: &Book, people: &[PersonKey], today: Day) -> CircleAdvice {
        let settings = self.plan.clone().of(book);
        super::plan::circles(book, &settings, people, today)
    }

    fn judge(&self, book: &Book, today: Day) -> HashMap<InvitationId, Judged> {
        let wishes = Wishes {
            today,
            targets: book.targets(),
            role: &self.role,
            place: &self.place,
            sensitive: self.sensitive,
        };
        let judged = book.judge_open(&self.triage, &wishes).into_iter();
        judged
            .map(|(invitation, said)| (invitation.id.clone(), shown(&said)))
            .collect()
    }

    fn network(&self, book: &Book, today: Day) -> Network {
        network::shown(book, self, today)
    }
}

impl Rules {
    /// The companies that matter, those that matter most first.
    pub(super) fn wanted(&self, book: &Book, today: Day) -> Vec<Wanted> {
        let wishes = Wishes {
            today,
            targets: book.targets(),
            role: &self.role,
            place: &self.place,
            sensitive: self.sensitive,
        };
        let context = Context::of(book.facts(), &self.triage, &wishes);
        let mut targets: Vec<_> = context.targets.into_iter().collect();
        targets.sort_by(|(a, x), (b, y)| x.cmp(y).then_with(|| a.cmp(b)));
        let wanted = targets.into_iter();
        wanted
            .map(|(name, why)| Wanted {
                name,
                weight: 3,
                why: why.words().to_owned(),
            })
            .collect()
    }
}

fn item(item: &Item) -> AuditItem {
    let evidence: Vec<Safe> = item.evidence.iter().map(|e| Safe::line(&e.text)).collect();
    let menu = item.link.as_ref().map(|link| Safe::line(&link.path));
    let fix = Safe::line(&item.fix);
    AuditItem {
        id: Safe::line(&item.id),
        title: Safe::line(&item.title),
        weight: item.weight,
        points: (item.points.0 + 50) / 100,
        state: match item.state {
            checklist::State::Full => State::Full,
            checklist::State::Part => State::Part,
            checklist::State::Missing => State::Missing,
            checklist::State::AskYou | checklist::State::Unanswerable => State::AskYou,
            checklist::State::NotApplicable => State::NotApplicable,
        },
        evidence: Safe::join(&evidence, "; "),
        why: Safe::line(&item.why),
        fix: match menu {
            Some(menu) => safe!("{} ({})", fix, menu),
            None => fix,
        },
        link: item
            .link
            .as_ref()
            .and_then(|link| Link::linkedin(&link.url).ok()),
    }
}

fn shown(said: &Judgement) -> Judged {
    let warning = said.warnings.first().map(|first| Warning {
        short: Safe::line(&first.words),
        stop: first.severity == Severity::Stop,
        advice: said.warnings.iter().flat_map(warned).collect(),
    });
    let reason = |reason: &triage::Reason| Reason {
        points: reason.points,
        words: with_matched(&reason.words, &reason.matched),
    };
    Judged {
        verdict: Safe::own(said.verdict.words()),
        score: i32::from(said.score),
        warning,
        reasons: said.reasons.iter().map(reason).collect(),
        unknown: Safe::line(&said.known_words()),
        group: Some(said.verdict),
        classes: said.classes_today().collect(),
    }
}

/// A warning in two lines: what, with the words that matched, and what to do.
fn warned(warning: &triage::Warning) -> [Safe; 2] {
    [
        with_matched(&warning.words, &warning.matched),
        Safe::line(&warning.advice),
    ]
}

fn with_matched(words: &str, matched: &str) -> Safe {
    let words = Safe::line(words);
    if matched.is_empty() {
        return words;
    }
    safe!("{}: \u{201c}{}\u{201d}", words, Safe::line(matched))
}
