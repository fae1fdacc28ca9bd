//! What is known of an inviter, read once for all rules.

use std::ops::Range;

use super::{
    company::split,
    context::{Context, Level, terms_of, town},
    judge::Subject,
    note::{Hit, read},
    rules::Rules,
    score,
    titles::{Class, TitleClass},
};
use crate::{
    domain::{person::PersonKey, reach::Facet},
    text::fold::{fold, fold_title, written},
};

/// So many characters of a note are read: three times what LinkedIn takes. Patterns are tried from
/// every place, and a changed archive must not make hours of that.
const NOTE_CHARS: usize = 1_000;

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
    pub(super) fn new(rules: &'a Rules, context: &'a Context, subject: &'a Subject<'a>) -> Self {
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
    pub(super) fn show_as_written(&mut self) {
        if !self.note.is_empty() {
            let note = beginning(self.subject.note.unwrap_or_default());
            for hit in &mut self.hits {
                hit.show(note, &self.note);
            }
        }
        let mut classes = std::mem::take(&mut self.classes);
        for found in &mut classes {
            found.matched = self.as_written(&found.matched);
        }
        self.classes = classes;
    }

    /// Words of the headline at this place of its folded form, as they were written.
    pub(super) fn in_headline(&self, place: Range<usize>) -> &str {
        let headline = self.subject.headline.unwrap_or_default();
        let shown = written(headline, &self.headline, place.clone(), fold_title);
        shown.unwrap_or_else(|| self.headline.get(place).unwrap_or_default())
    }

    /// Folded words as they were written in the headline, else in the note, else as they are.
    pub(super) fn as_written(&self, words: &str) -> String {
        if let Some(place) = score::place_of(&self.headline, words) {
            return self.in_headline(place).to_owned();
        }
        let note = beginning(self.subject.note.unwrap_or_default());
        let place = score::place_of(&self.note, words);
        let shown = place.and_then(|place| written(note, &self.note, place, fold));
        shown.unwrap_or(words).to_owned()
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
