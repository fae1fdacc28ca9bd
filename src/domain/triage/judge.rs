//! The judgement of one invitation.

pub use super::verdict::Verdict;

use super::{
    company::split,
    context::{Context, Level, terms_of, town},
    note::{Hit, read},
    rules::{Kind, Rules, Severity},
    score,
    titles::{Class, TitleClass},
    warn,
};
use crate::{
    domain::{
        person::PersonKey,
        reach::{Facet, Weights},
    },
    text::fold::{fold, fold_title, written},
};

/// So many characters of a note are read: three times what LinkedIn takes. Patterns are tried from
/// every place, and a changed archive must not make hours of that.
const NOTE_CHARS: usize = 1_000;

/// What is known of an inviter. `None` is unknown, and never counts against anybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The name.
    pub name: Option<&'a str>,
    /// The profile's slug.
    pub slug: Option<&'a str>,
    /// The headline or position.
    pub headline: Option<&'a str>,
    /// The company.
    pub company: Option<&'a str>,
    /// Town or region.
    pub place: Option<&'a str>,
    /// The note of the invitation.
    pub note: Option<&'a str>,
    /// Mutual connections.
    pub mutual: Option<u32>,
    /// How many connections their profile shows, as the person read it off.
    pub connections: Option<u32>,
    /// Days since it was sent.
    pub sent_days: Option<i64>,
}

/// Points, and what they are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub id: String,
    /// Points, after limits.
    pub points: i32,
    /// The rule's words.
    pub words: String,
    /// What matched. It may quote a stranger: clean it where it is shown.
    pub matched: String,
}

/// A warning. It stands beside the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The rule.
    pub id: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The rule's words.
    pub words: String,
    /// What to do.
    pub advice: String,
    /// What matched. It may quote a stranger: clean it where it is shown.
    pub matched: String,
}

/// Something that a note shows, or information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The rule.
    pub id: String,
    /// The rule's words.
    pub words: String,
    /// What matched. It may quote a stranger: clean it where it is shown.
    pub matched: String,
}

/// All that can be said about an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What to do.
    pub verdict: Verdict,
    /// 0 to 100.
    pub score: u8,
    /// Why, the largest first.
    pub reasons: Vec<Reason>,
    /// Warnings, stops first.
    pub warnings: Vec<Warning>,
    /// Shown, worth nothing.
    pub info: Vec<Mark>,
    /// Where the note sells.
    pub pitch: Vec<Mark>,
    /// What speaks for the note.
    pub good: Vec<Mark>,
    /// What the title says.
    pub classes: Vec<TitleClass>,
    /// How many of the nine fields are known.
    pub known: u8,
    /// The others.
    pub unknown: Vec<&'static str>,
}

impl Judgement {
    /// What the title says of today.
    pub fn classes_today(&self) -> impl Iterator<Item = Class> {
        let today = self.classes.iter().filter(|found| !found.past_or_aspiring);
        today.map(|found| found.class)
    }

    /// The words for what could not be seen, and for no warning.
    pub fn known_words(&self) -> String {
        let known = self.known;
        if self.warnings.is_empty() {
            format!("no warning sign found in what you gave me ({known} of 9 fields known)")
        } else {
            format!("{known} of 9 fields known")
        }
    }
}

/// A subject, read once for all rules.
pub(super) struct Read<'a> {
    pub(super) rules: &'a Rules,
    pub(super) context: &'a Context,
    pub(super) subject: &'a Subject<'a>,
    /// The headline, folded as a title; empty if unknown.
    pub(super) headline: String,
    /// The note, folded; empty if there is none, or LinkedIn's own text.
    pub(super) note: String,
    pub(super) classes: Vec<TitleClass>,
    /// The company in its compared form, with how it was written.
    pub(super) company: Option<(Box<str>, &'a str)>,
    /// Telling words of the headline.
    pub(super) terms: Vec<Box<str>>,
    pub(super) hits: Vec<Hit<'a>>,
}

impl<'a> Read<'a> {
    fn new(rules: &'a Rules, context: &'a Context, subject: &'a Subject<'a>) -> Self {
        let headline = subject.headline.unwrap_or_default();
        let folded = fold_title(headline);
        let note = fold(beginning(subject.note.unwrap_or_default()));
        let default = rules.is_default_note(&note);
        let hits = read(rules, &note, default);
        let (_, at) = split(headline);
        let written = subject.company.filter(|c| !c.trim().is_empty()).or(at);
        let company = written.and_then(|c| Some((rules.companies.name(c)?.into(), c.trim())));
        Self {
            classes: rules.titles.classes(&folded),
            terms: terms_of(rules, &folded),
            note: if default { String::new() } else { note },
            headline: folded,
            rules,
            context,
            subject,
            company,
            hits,
        }
    }

    /// The words that matched, as the stranger wrote them: that is how they are looked for.
    fn show_as_written(&mut self) {
        if !self.note.is_empty() {
            let note = beginning(self.subject.note.unwrap_or_default());
            for hit in &mut self.hits {
                hit.show(note, &self.note);
            }
        }
        let headline = self.subject.headline.unwrap_or_default();
        for found in &mut self.classes {
            let at = self.headline.find(&found.matched);
            let place = at.map(|at| at..at + found.matched.len());
            let shown =
                place.and_then(|place| written(headline, &self.headline, place, fold_title));
            if let Some(shown) = shown {
                shown.clone_into(&mut found.matched);
            }
        }
    }

    /// Whether the title has a class today: neither past nor wished for.
    pub(super) fn class(&self, class: Class) -> Option<&TitleClass> {
        let mut classes = self.classes.iter();
        classes.find(|found| found.class == class && !found.past_or_aspiring)
    }

    /// The level that the title shows.
    pub(super) fn level(&self) -> Level {
        let today = self.classes.iter().filter(|found| !found.past_or_aspiring);
        Level::of(today.map(|found| found.class))
    }

    /// Words of the headline that are in a set, in one form or another.
    pub(super) fn shared<'s>(
        &'s self,
        sets: &'s [&'s std::collections::HashSet<Box<str>>],
    ) -> Vec<&'s str> {
        let mut found: Vec<&str> = Vec::new();
        for term in &self.terms {
            let shared = sets.iter().any(|set| is_term_of(term, set));
            if shared && !found.contains(&&**term) {
                found.push(term);
            }
        }
        found
    }

    /// Whether the person is known: words went both ways, or an address.
    pub(super) fn is_known(&self) -> bool {
        let key = self.subject.slug.and_then(PersonKey::slug);
        let by_key = key.is_some_and(|key| self.context.known.contains(&key));
        by_key
            || !self.context.known_names.is_empty()
                && self
                    .subject
                    .name
                    .is_some_and(|name| self.context.known_names.contains(&*fold(name)))
    }

    /// Whether it is a recruiter of the person's own field.
    pub(super) fn is_field_recruiter(&self) -> bool {
        let sets = [&self.context.titles, &self.context.fields];
        self.class(Class::Recruiter).is_some() && !self.shared(&sets).is_empty()
    }

    /// The facets of the reach.
    pub(super) fn facets(&self) -> Vec<Facet> {
        let mut facets = Vec::new();
        if let Some((name, _)) = &self.company {
            let target = self
                .context
                .targets
                .get(name)
                .is_some_and(|t| t.is_target());
            if target {
                facets.push(Facet::Target(name.clone()));
                let recruiter = self.class(Class::Recruiter).or(self.class(Class::Hr));
                if recruiter.is_some() {
                    facets.push(Facet::RecruiterAt(name.clone()));
                } else if self.level() > Level::Peer {
                    facets.push(Facet::LeaderAt(name.clone()));
                }
            } else {
                facets.push(Facet::Company(name.clone()));
            }
        }
        if !self.shared(&[&self.context.titles]).is_empty() {
            facets.push(Facet::Function);
        }
        let schools = self.context.schools.iter();
        facets.extend(
            schools
                .filter(|school| score::says(&self.headline, school))
                .map(|school| Facet::School(school.clone())),
        );
        if let Some(place) = self.subject.place.and_then(town)
            && self.context.places.contains(&place)
        {
            facets.push(Facet::Place(place));
        }
        facets
    }
}

/// As much of a note as is read.
fn beginning(note: &str) -> &str {
    let end = note.char_indices().nth(NOTE_CHARS).map(|(at, _)| at);
    end.and_then(|end| note.get(..end)).unwrap_or(note)
}

/// Whether a word is in a set, as it is or with another ending: `engineer`, `engineering`.
pub(in crate::domain) fn is_term_of(term: &str, set: &std::collections::HashSet<Box<str>>) -> bool {
    set.contains(term) || term.len() >= STEM_LEAST && set.iter().any(|word| same_stem(term, word))
}

/// Words shorter than this have no endings that could be told from other words.
const STEM_LEAST: usize = 5;

const ENDINGS: [&str; 8] = ["s", "e", "es", "er", "ers", "in", "ing", "innen"];

fn same_stem(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= STEM_LEAST
        && long
            .strip_prefix(short)
            .is_some_and(|end| ENDINGS.contains(&end))
}

/// What somebody covers, as far as it is known.
pub(super) struct Covers {
    pub(super) facets: Vec<Facet>,
    pub(super) field_recruiter: bool,
}

/// What a connection covers.
pub(super) fn facets(rules: &Rules, context: &Context, subject: &Subject<'_>) -> Covers {
    let read = Read::new(rules, context, subject);
    Covers {
        facets: read.facets(),
        field_recruiter: read.is_field_recruiter(),
    }
}

impl Rules {
    /// The weights of the reach.
    pub const fn weights(&self) -> Weights {
        Weights {
            target: self.numbers.reach_target,
            recruiter: self.numbers.reach_recruiter,
            leader: self.numbers.reach_leader,
            function: self.numbers.reach_function,
            company: self.numbers.reach_company,
            school: self.numbers.reach_school,
            place: self.numbers.reach_place,
        }
    }
}

/// Judges an invitation.
pub fn judge(rules: &Rules, context: &Context, subject: &Subject<'_>) -> Judgement {
    let mut read = Read::new(rules, context, subject);
    read.show_as_written();
    let reasons = score::reasons(&read);
    let numbers = &rules.numbers;
    let sum = reasons.iter().map(|reason| reason.points).sum::<i32>();
    let base = i32::try_from(numbers.baseline).unwrap_or_default();
    let score = u8::try_from((base + sum).clamp(0, 100)).unwrap_or_default();
    let (warnings, mut info) = warn::warnings(&read);
    let worst = warnings.iter().map(|warning| warning.severity).max();
    let points = u32::from(score);
    let verdict = match worst {
        Some(Severity::Stop) => Verdict::Stop,
        Some(Severity::Check) => Verdict::Check,
        None if points >= numbers.follow_up_from => Verdict::FollowUp,
        None if points >= numbers.accept_from => Verdict::Accept,
        None if points >= numbers.look_from => Verdict::Look,
        None => Verdict::Sells,
    };
    let marks = |kind| -> Vec<Mark> {
        let hits = read.hits.iter().filter(|hit| hit.row.kind == kind);
        hits.map(|hit| Mark {
            id: hit.row.id.to_string(),
            words: hit.row.title.to_string(),
            matched: hit.shown.clone(),
        })
        .collect()
    };
    info.extend(marks(Kind::Info));
    info.extend(score::reach_words(&read).map(|(words, matched)| Mark {
        id: "R".to_owned(),
        words: words.to_owned(),
        matched,
    }));
    let (pitch, good) = (marks(Kind::Pitch), marks(Kind::Good));
    let unknown = unknown(&read);
    Judgement {
        verdict,
        score,
        reasons,
        warnings,
        info,
        pitch,
        good,
        known: FIELDS - u8::try_from(unknown.len()).unwrap_or(FIELDS).min(FIELDS),
        unknown,
        classes: read.classes,
    }
}

/// Name, slug, date, direction, note, headline, company, mutual count, place. The direction is
/// always known.
const FIELDS: u8 = 9;

fn unknown(read: &Read<'_>) -> Vec<&'static str> {
    let subject = read.subject;
    let some = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let fields = [
        ("name", some(subject.name)),
        ("profile address", some(subject.slug)),
        ("date", subject.sent_days.is_some()),
        // LinkedIn's own text is no note.
        ("note", !read.note.is_empty()),
        ("headline", some(subject.headline)),
        ("company", some(subject.company) || read.company.is_some()),
        ("mutual connections", subject.mutual.is_some()),
        ("place", some(subject.place)),
    ];
    let unknown = fields.into_iter().filter(|(_, known)| !known);
    unknown.map(|(field, _)| field).collect()
}
