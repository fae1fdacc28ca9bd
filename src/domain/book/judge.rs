//! What the rules say of the open invitations.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use chrono::Days;

use super::Book;
use crate::domain::{
    day::Day,
    edit::Field,
    facts::Facts,
    invitation::{Answer, InvitationId},
    late::Late,
    paste::Count,
    person::PersonKey,
    records::Invitation,
    triage::{Context, Judgement, Rules, Subject, Wishes, judge_all},
};

impl Book {
    /// Judges every received invitation that is open, in the archive's order.
    pub fn judge_open<'a>(
        &'a self,
        rules: &Rules,
        wishes: &Wishes<'_>,
    ) -> Vec<(&'a Invitation, Judgement)> {
        self.judge_within(
            rules,
            wishes.today,
            Context::of(self.facts(), rules, wishes),
        )
    }

    /// As [`Book::judge_open`], in a context that is known.
    fn judge_within(
        &self,
        rules: &Rules,
        today: Day,
        context: Context,
    ) -> Vec<(&Invitation, Judgement)> {
        let open = self.facts().invitations().iter();
        let open: Vec<&Invitation> = open.filter(|invitation| invitation.is_open()).collect();
        let subjects = open.iter();
        let subjects: Vec<Subject<'_>> = subjects
            .map(|invitation| subject(self, invitation, today))
            .collect();
        let people = open.iter().zip(&subjects);
        let people = people.map(|(invitation, subject)| (*subject, &invitation.id.person));
        let context = context.with_open(rules, people);
        let judged = judge_all(rules, &context, &subjects);
        open.into_iter().zip(judged).collect()
    }
}

/// What rules say of the open invitations.
#[derive(Clone, Debug)]
pub struct Said {
    /// The days on which they say the same: until an invitation gets old, or an application does.
    pub on: Range<Day>,
    /// The judgements.
    pub of: HashMap<InvitationId, Judgement>,
}

impl Default for Said {
    /// Of no invitation, on no day.
    fn default() -> Self {
        Self {
            on: Day::MAX..Day::MAX,
            of: HashMap::new(),
        }
    }
}

/// What invitations were compared with last. To make it, every connection is read; what the person
/// gives about an inviter changes nothing of it.
#[derive(Debug, Default)]
struct Compared(Mutex<Option<(Weak<Facts>, String, Context)>>);

impl Clone for Compared {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Compared {
    fn context(&self, facts: &Arc<Facts>, rules: &Rules, wishes: &Wishes<'_>) -> Context {
        let facts_now = Arc::downgrade(facts);
        let asked = format!("{wishes:?}");
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((of, by, context)) if of.ptr_eq(&facts_now) && *by == asked => context.clone(),
            _ => {
                let context = Context::of(facts, rules, wishes);
                *last = Some((facts_now, asked, context.clone()));
                context
            }
        }
    }
}

/// What was said of the open invitations, with all that it was said for. It fits only a book and
/// wishes of which the same would be said.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Which facts it was said of: not kept for that, as an import replaces them.
    facts: Weak<Facts>,
    by: String,
    said: Said,
    compared: Compared,
}

impl Judged {
    /// What these rules and wishes say of a book. `said` stands for what was kept of an earlier time,
    /// if it holds today: then nobody looks at the rules.
    pub fn new(book: &Book, rules: &Late<Rules>, wishes: &Wishes<'_>, said: Option<Said>) -> Self {
        let anew = || {
            let judged = book.judge_open(rules, wishes).into_iter();
            let of = judged.map(|(invitation, said)| (invitation.id.clone(), said));
            Said {
                on: book.judged_on(rules, wishes.today),
                of: of.collect(),
            }
        };
        Self {
            facts: Arc::downgrade(&book.shared_facts()),
            by: book.judged_by(wishes),
            said: said.unwrap_or_else(anew),
            compared: Compared::default(),
        }
    }

    /// What was said, if the same would be said of this book by the same rules.
    pub fn of(
        &self,
        book: &Book,
        wishes: &Wishes<'_>,
    ) -> Option<&HashMap<InvitationId, Judgement>> {
        let fits = self.facts.ptr_eq(&Arc::downgrade(&book.shared_facts()))
            && self.said.on.contains(&wishes.today)
            && self.by == book.judged_by(wishes);
        fits.then_some(&self.said.of)
    }

    /// Judges a book anew, by the same rules as before: as [`Book::judge_open`], and quicker where
    /// archives and wishes are those of the last time.
    pub fn anew<'a>(
        &self,
        book: &'a Book,
        rules: &Rules,
        wishes: &Wishes<'_>,
    ) -> Vec<(&'a Invitation, Judgement)> {
        let context = self.compared.context(&book.facts, rules, wishes);
        book.judge_within(rules, wishes.today, context)
    }

    /// What was said.
    pub const fn said(&self) -> &Said {
        &self.said
    }
}

impl Book {
    /// What the judgement of open invitations depends on, beside archives, rules and the day:
    /// another text, if anything of it changed.
    pub fn judged_by(&self, wishes: &Wishes<'_>) -> String {
        let Wishes {
            today: _,
            targets,
            role,
            place,
            sensitive,
        } = wishes;
        let merges: Vec<_> = self.decisions.same.merges().collect();
        let (given, received) = (&self.decisions.given, &self.received);
        format!("{targets:?} {role:?} {place:?} {sensitive} {given:?} {merges:?} {received:?}")
    }

    /// The days around this one on which the open invitations are judged alike. The day counts by
    /// how many applications are new, and how many invitations old.
    fn judged_on(&self, rules: &Rules, today: Day) -> Range<Day> {
        let numbers = &rules.numbers;
        let applied = self.facts().profile().applications.iter();
        let applied = applied.filter_map(|applied| applied.on).flat_map(|on| {
            let limits = [numbers.applied_days, numbers.applied_long_days];
            limits.map(|limit| (on, limit))
        });
        let open = self.facts().invitations().iter();
        let open = open.filter(|invitation| invitation.is_open());
        let sent = open.filter_map(|invitation| Some(invitation.sent()?.date_naive()));
        let sent = sent.map(|on| (on, numbers.old_days));
        let mut days = Day::MIN..Day::MAX;
        for (on, limit) in applied.chain(sent) {
            // The first day that is more than so many days later.
            let turns = on.checked_add_days(Days::new(u64::from(limit) + 1));
            match turns {
                Some(turns) if turns <= today => days.start = days.start.max(turns),
                Some(turns) => days.end = days.end.min(turns),
                None => {}
            }
        }
        days
    }
}

/// How invitations were answered whose judgement had a rule in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// Accepted.
    pub accepted: u32,
    /// Accepted or declined.
    pub answered: u32,
}

impl Learned {
    /// `you accepted 9 of 12`.
    pub fn words(&self) -> String {
        format!("you accepted {} of {}", self.accepted, self.answered)
    }
}

/// From so many decisions on, they say something about a rule.
pub const LEARNED_FROM: u32 = 50;

impl Book {
    /// For each rule, how the person answered where it spoke: accepted and declined invitations,
    /// judged with today's rules and today's facts. `None` before [`LEARNED_FROM`] decisions. It
    /// changes no weight: the person does, in `rules.toml`. Judges all that was answered, so it is
    /// for a question, not for a start.
    pub fn learned(&self, rules: &Rules, wishes: &Wishes<'_>) -> Option<BTreeMap<String, Learned>> {
        let facts = self.facts();
        let decided = |invitation: &&Invitation| {
            let answer = self.answers(&invitation.id).last();
            let answer = answer.map(|answered| answered.answer);
            matches!(answer, Some(Answer::Accept | Answer::Decline))
        };
        let all: Vec<&Invitation> = facts.invitations().iter().filter(decided).collect();
        if all.len() < LEARNED_FROM as usize {
            return None;
        }
        let context = Context::of(facts, rules, wishes);
        let mut learned: BTreeMap<String, Learned> = BTreeMap::new();
        let subjects = all.iter();
        let subjects: Vec<Subject<'_>> = subjects
            .map(|invitation| subject(self, invitation, wishes.today))
            .collect();
        let judged = judge_all(rules, &context, &subjects);
        for (invitation, said) in all.into_iter().zip(judged) {
            let answer = self.answers(&invitation.id).last();
            let accepted = answer.is_some_and(|answered| answered.answer == Answer::Accept);
            let reasons = said.reasons.iter().map(|reason| &reason.id);
            for id in reasons.chain(said.warnings.iter().map(|warning| &warning.id)) {
                let of = learned.entry(id.clone()).or_default();
                of.answered += 1;
                of.accepted += u32::from(accepted);
            }
        }
        Some(learned)
    }
}

/// What is known of an inviter, from the archives and from the person. The rest is unknown, which
/// counts neither way.
fn subject<'a>(book: &'a Book, invitation: &'a Invitation, today: Day) -> Subject<'a> {
    let given = |text: &'a str| Some(text).filter(|text| !text.is_empty());
    let known = |field| book.known(&invitation.id.person, field).value();
    Subject {
        name: given(&invitation.name),
        slug: PersonKey::as_slug(&invitation.id.person),
        headline: known(Field::Headline).or_else(|| known(Field::Title)),
        company: known(Field::Company),
        place: known(Field::Place),
        note: given(&invitation.note),
        mutual: known(Field::Mutual).and_then(|number| number.parse().ok()),
        connections: known(Field::Connections)
            .and_then(|count| Some(count.parse::<Count>().ok()?.number)),
        sent_days: invitation
            .sent()
            .map(|sent| (today - sent.date_naive()).num_days()),
    }
}
