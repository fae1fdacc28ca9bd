//! The lens of the real program: the checklist and the plan, in words that are fit to be shown.

use std::{collections::HashMap, sync::Arc};

use super::{Judged, Lens, Reason, Warning, Writing, draft, history, network, page, profile};
use crate::{
    app::{
        draft::{Draft, Request, TextId},
        pane::{
            block::Block,
            followups::{Agenda, CircleAdvice, FollowUp, View},
            profile::{Audit, Sheet},
            reach::Network,
        },
    },
    domain::{
        book::{self, Book},
        checklist::{Checklist, Passage, Past, read},
        day::Day,
        invitation::InvitationId,
        late::Late,
        network as figures,
        paste::Pasted,
        person::PersonKey,
        plan,
        triage::{self, Judgement, Severity, Wishes},
    },
    drafts::Writer,
    safe,
    text::Safe,
};

/// Looks with the rules of the domain.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The rules that judge invitations.
    pub triage: Late<triage::Rules>,
    /// The work that is looked for, in the person's words; empty for what LinkedIn was told.
    pub role: String,
    /// Town or region; empty for the profile's.
    pub place: String,
    /// Whether the own work is sensitive.
    pub sensitive: bool,
    /// How the plan of follow-ups behaves.
    pub plan: plan::Settings,
    /// The table of the audit.
    pub checklist: Late<Checklist>,
    /// Days after the newest archive until a new one is proposed; 0 for never.
    pub remind: u32,
    /// Titles of the work that is wanted, beside those of the archive.
    pub targets: Vec<String>,
    /// Makes texts to send.
    pub writer: Arc<Writer>,
    /// What was said of the open invitations when the store was opened.
    pub judged: Arc<book::Judged>,
}

impl Lens for Rules {
    fn audit(&self, book: &Book, today: Day) -> Option<Audit> {
        if book.facts().is_empty() {
            return None;
        }
        let audit = book.audit(&self.checklist, &self.targets, today);
        Some(profile::audit(book, &self.checklist, &audit, self.remind))
    }

    fn reading(&self, book: &Book, passage: &Passage, text: &str) -> Writing {
        let terms = book.terms(&self.checklist, &self.targets);
        let text = Safe::text(text.trim());
        let reading = read(&self.checklist, &terms, passage.field(), &text);
        Writing {
            counter: profile::counter(&reading),
            over: reading.left() < 0,
            blocks: profile::text_and_hints(&text, &reading),
        }
    }

    fn page(&self, pasted: &Pasted, today: Day) -> (Safe, Vec<Block>) {
        page::page(&self.checklist, pasted, today)
    }

    fn history(&self, book: &Book, pasts: &[Past], today: Day) -> Vec<Sheet> {
        let entries = book.audit_history(&self.checklist, pasts, &self.targets, today);
        history::rows(&entries, today)
    }

    fn titles(&self) -> Option<Late<triage::Rules>> {
        Some(self.triage.clone())
    }

    fn agenda(&self, book: &Book, view: View, today: Day) -> (Agenda, Vec<FollowUp>) {
        super::plan::agenda(book, &self.plan.clone().of(book), view, today)
    }

    fn followups(&self, book: &Book, view: View, today: Day) -> Vec<FollowUp> {
        super::plan::followups(book, &self.plan.clone().of(book), view, today)
    }

    fn circles(&self, book: &Book, people: &[PersonKey], today: Day) -> CircleAdvice {
        let settings = self.plan.clone().of(book);
        super::plan::circles(book, &settings, people, today)
    }

    fn learned(&self, book: &Book, today: Day) -> HashMap<Box<str>, Safe> {
        let learned = book.learned(&self.triage, &self.wishes(book, today));
        let learned = learned.unwrap_or_default().into_iter();
        learned
            .map(|(rule, learned)| (rule.into(), Safe::line(&learned.words())))
            .collect()
    }

    fn judge(&self, book: &Book, today: Day) -> HashMap<InvitationId, Judged> {
        let wishes = self.wishes(book, today);
        if let Some(said) = self.judged.of(book, &wishes) {
            let said = said.iter();
            return said.map(|(id, said)| (id.clone(), shown(said))).collect();
        }
        let judged = self.judged.anew(book, &self.triage, &wishes).into_iter();
        judged
            .map(|(invitation, said)| (invitation.id.clone(), shown(&said)))
            .collect()
    }

    fn warned(&self, message: &str) -> Option<Safe> {
        let warnings = triage::warned(&self.triage, message);
        let first = warnings.first()?;
        let words = with_matched(&first.words, &first.matched);
        Some(safe!("{}. {}", words, Safe::line(&first.advice)))
    }

    fn ahead(&self) -> Option<Box<dyn FnOnce() + Send>> {
        let rules = self.triage.clone();
        Some(Box::new(move || rules.get_ready()))
    }

    fn draft(&self, book: &Book, asked: &Request) -> Option<Draft> {
        draft::draft(&self.writer, book, asked)
    }

    fn has_program(&self) -> bool {
        self.writer.program.is_some()
    }

    fn texts(&self, book: &Book, asked: &Request) -> Vec<TextId> {
        draft::texts(&self.writer, book, asked)
    }

    fn network(&self, book: &Book, today: Day) -> Network {
        network::shown(book, self, today)
    }

    fn behind(&self, book: &Book, what: &figures::Behind, today: Day) -> Vec<PersonKey> {
        figures::behind(book, &self.triage, what, today)
    }
}

impl Rules {
    /// What the person said beside the archive, on a day.
    pub fn wishes<'a>(&'a self, book: &'a Book, today: Day) -> Wishes<'a> {
        Wishes {
            today,
            targets: book.targets(),
            role: &self.role,
            place: &self.place,
            sensitive: self.sensitive,
        }
    }
}

fn shown(said: &Judgement) -> Judged {
    let warning = said.warnings.first().map(|first| Warning {
        short: Safe::line(&first.words),
        stop: first.severity == Severity::Stop,
        advice: said
            .warnings
            .iter()
            .flat_map(warned)
            .chain([Safe::own(HOW_TO_CHECK)])
            .chain((first.severity == Severity::Stop).then(|| Safe::own(IF_SURE)))
            .collect(),
    });
    let reason = |reason: &triage::Reason| Reason {
        rule: reason.id.as_str().into(),
        points: reason.points,
        for_everybody: reason.is_for_everybody(),
        words: with_matched(&reason.words, &reason.matched),
    };
    Judged {
        verdict: Safe::own(said.verdict.words()),
        score: i32::from(said.score),
        warning,
        reasons: said.reasons.iter().map(reason).collect(),
        info: said
            .info
            .iter()
            .map(|mark| with_matched(&mark.words, &mark.matched))
            .collect(),
        late: said.is_late(),
        unknown: Safe::line(&said.known_words()),
        group: Some(said.verdict),
        classes: said.classes_today().collect(),
    }
}

/// Said with every warning. Source: domain.md 5.4.
const HOW_TO_CHECK: &str = "How to check: on the profile More, About this profile (joined, \
     last update, verifications); the employer's own site; a reverse image search; ask \
     \"What made you think of connecting?\"";

/// Said with a stop, and with nothing less: both count against the sender. Source: domain.md 3.
const IF_SURE: &str =
    "If it is what it looks like: ignore it, and choose \"I don't know this person\" or report it";

/// A warning in two lines: what, with the words that matched, and what to do.
fn warned(warning: &triage::Warning) -> [Safe; 2] {
    [
        with_matched(&warning.words, &warning.matched),
        Safe::line(&warning.advice),
    ]
}

fn with_matched(words: &str, matched: &str) -> Safe {
    Safe::line(&triage::with_matched(words, matched))
}
