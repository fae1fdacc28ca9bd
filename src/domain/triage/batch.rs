//! Batches: what several people sent within a few days.

use std::{
    collections::{HashMap, HashSet},
    ops::RangeInclusive,
};

use super::{company::split, judge::Subject, rules::Rules};
use crate::{
    domain::{
        day::Day,
        facts::Facts,
        person::{PersonKey, default_ending},
    },
    text::fold::{fold, fold_title},
};

/// What enough different people share within a few days, folded, with when that was: the ages in
/// days of the newest and the oldest invitation. The same words at another time are no batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batches(HashMap<Box<str>, Vec<RangeInclusive<i64>>>);

impl Batches {
    /// The batches in what was sent, by whom and how many days ago.
    fn of(rules: &Rules, sent: HashMap<Box<str>, Vec<(i64, &PersonKey)>>) -> Self {
        let least = rules.numbers.batch_least as usize;
        let days = i64::from(rules.numbers.batch_days);
        let spans = |mut sent: Vec<(i64, &PersonKey)>| -> Vec<RangeInclusive<i64>> {
            sent.sort_unstable();
            let from = |at: usize| {
                let rest = sent.get(at..)?;
                let first = rest.first()?.0;
                let near = rest.iter().take_while(|(age, _)| age - first <= days);
                let people: HashSet<&PersonKey> = near.clone().map(|(_, who)| *who).collect();
                let oldest = near.last()?.0;
                (people.len() >= least).then_some(first..=oldest)
            };
            (0..sent.len()).filter_map(from).collect()
        };
        let found = sent.into_iter();
        let found = found.filter(|(_, sent)| sent.len() >= least);
        let found = found.map(|(words, sent)| (words, spans(sent)));
        Self(found.filter(|(_, spans)| !spans.is_empty()).collect())
    }

    /// Whether what was sent so many days ago belongs to a batch; one without a date belongs to none.
    pub(super) fn has(&self, words: &str, sent_days: Option<i64>) -> bool {
        let spans = self.0.get(words).into_iter().flatten();
        sent_days.is_some_and(|age| spans.into_iter().any(|span| span.contains(&age)))
    }
}

/// Title and company of an inviter whose address is LinkedIn's own, in the form that is compared;
/// `None` if something of that is unknown.
pub(super) fn twin(rules: &Rules, subject: &Subject<'_>) -> Option<Box<str>> {
    subject.slug.and_then(default_ending)?;
    let (title, at) = split(subject.headline?);
    let company = rules.companies.name(subject.company.or(at)?)?;
    let title = fold_title(title);
    (!title.is_empty()).then(|| format!("{title} at {company}").into())
}

/// The titles at companies that enough people with default addresses share within a few days.
pub(super) fn twins<'a>(
    rules: &Rules,
    open: impl Iterator<Item = (Subject<'a>, &'a PersonKey)>,
) -> Batches {
    let mut sent: HashMap<Box<str>, Vec<_>> = HashMap::new();
    for (subject, key) in open {
        if let (Some(twin), Some(age)) = (twin(rules, &subject), subject.sent_days) {
            sent.entry(twin).or_default().push((age, key));
        }
    }
    Batches::of(rules, sent)
}

/// Notes that enough open invitations of different people hold within a few days.
pub(super) fn repeated(facts: &Facts, rules: &Rules, today: Day) -> Batches {
    let mut sent: HashMap<Box<str>, Vec<_>> = HashMap::new();
    for invitation in facts.invitations().iter().filter(|i| i.is_open()) {
        let note = fold(&invitation.note);
        if let Some(at) = invitation.sent()
            && !note.is_empty()
            && !rules.is_default_note(&note)
        {
            let age = (today - at.date_naive()).num_days();
            let sent = sent.entry(note.into()).or_default();
            sent.push((age, &invitation.id.person));
        }
    }
    Batches::of(rules, sent)
}
