//! Reading a note: which rules find something in it, and in which words.

use std::{ops::Range, sync::Arc};

use super::{
    finder::{Finder, Found},
    pattern::Pattern,
    rules::{Kind, Row, Rules},
};
use crate::text::fold::{fold, written};

/// How a rule reads a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoteRule {
    /// What it looks for.
    pub any: Option<Arc<Pattern>>,
    /// Two groups of words that stand near each other.
    pub near: Vec<Near>,
    /// Tried on the words that were found: if it matches, they do not count.
    pub unless: Option<Pattern>,
    /// Tried on the whole note: if it is found, the rule is silent.
    pub silent: Option<Arc<Pattern>>,
    /// Groups of words that silence it likewise.
    pub silent_words: Vec<Arc<Pattern>>,
    /// The severity becomes stop when one of these rules warns too; `*` is any other.
    pub stop_with: Vec<Arc<str>>,
    /// Stop becomes check when the words are the person's own topic.
    pub own_topic: bool,
    /// Rules that say nothing more when this one found something.
    pub covers: Vec<Arc<str>>,
    /// Groups of words that each say little; together they may reach [`NoteRule::from`].
    pub signs: Vec<Sign>,
    /// What the weights of the signs must sum up to.
    pub from: i32,
    /// Says nothing where another rule of its kind does.
    pub alone: bool,
}

/// A group of words that says little by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// The name of the group.
    pub name: Arc<str>,
    /// Its words. However many of them stand in a note, they count once.
    pub words: Arc<Pattern>,
    /// How much it speaks for the rule; below zero, against it.
    pub weight: i32,
}

/// Two groups of words that stand near each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// One group.
    pub a: Arc<Pattern>,
    /// The other.
    pub b: Arc<Pattern>,
    /// How many bytes of folded text may be between them.
    pub within: usize,
    /// Whether the first must come first.
    pub ordered: bool,
}

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    pub(super) row: &'a Row,
    pub(super) rule: &'a NoteRule,
    /// Folded; signs of several places with [`SIGNS_BETWEEN`].
    pub(super) words: String,
    /// What is shown of them: see [`Hit::show`].
    pub(super) shown: String,
    /// Where they stand in the folded note.
    places: Vec<Range<usize>>,
}

impl Hit<'_> {
    /// Shows the words as they stand in the note, which was folded; as they are folded, where letters
    /// were joined or taken for others.
    pub(super) fn show(&mut self, note: &str, folded: &str) {
        let words = self.places.iter().filter_map(|place| {
            let written = written(note, folded, place.clone(), fold);
            written.or_else(|| folded.get(place.clone()))
        });
        self.shown = joined_words(words);
    }
}

/// The words of several places, as they are shown.
fn joined_words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(str::trim).collect::<Vec<_>>().join(SIGNS_BETWEEN)
}

/// How all rules read notes: each pattern once, with what it needs.
#[derive(Debug, Default)]
pub(super) struct Reader {
    finder: Finder,
    plans: Vec<Plan>,
}

/// The patterns of one rule, by their places in the list.
#[derive(Debug)]
struct Plan {
    row: usize,
    any: Option<usize>,
    near: Vec<[usize; 2]>,
    silent: Vec<usize>,
    signs: Vec<(usize, i32)>,
}

impl Reader {
    pub(super) fn new(rows: &[Row]) -> Self {
        let mut patterns: Vec<Arc<Pattern>> = Vec::new();
        let mut place = |pattern: &Arc<Pattern>| {
            let known = patterns.iter().position(|p| Arc::ptr_eq(p, pattern));
            known.unwrap_or_else(|| {
                patterns.push(pattern.clone());
                patterns.len() - 1
            })
        };
        let mut plans = Vec::new();
        for (row, rule) in rows.iter().enumerate() {
            let Some(note) = &rule.note else { continue };
            plans.push(Plan {
                row,
                any: note.any.as_ref().map(&mut place),
                near: note
                    .near
                    .iter()
                    .map(|near| [place(&near.a), place(&near.b)])
                    .collect(),
                silent: note
                    .silent
                    .iter()
                    .chain(&note.silent_words)
                    .map(&mut place)
                    .collect(),
                signs: note
                    .signs
                    .iter()
                    .map(|sign| (place(&sign.words), sign.weight))
                    .collect(),
            });
        }
        Self {
            finder: Finder::new(patterns),
            plans,
        }
    }
}

/// One note while it is read: what each pattern finds in it, looked up at most once.
struct Reading<'a> {
    reader: &'a Reader,
    note: &'a str,
    found: Found,
    /// The places of the patterns that were looked up.
    places: Vec<(usize, Vec<Range<usize>>)>,
}

impl Reading<'_> {
    /// Where a pattern is found.
    fn hits(&mut self, pattern: usize) -> &[Range<usize>] {
        let known = self.places.iter().position(|(of, _)| *of == pattern);
        let at = known.unwrap_or_else(|| {
            let finder = &self.reader.finder;
            let places = finder.places(&self.found, self.note, pattern);
            self.places.push((pattern, places));
            self.places.len() - 1
        });
        self.places.get(at).map_or(&[], |(_, places)| places)
    }

    fn is_found(&mut self, pattern: usize) -> bool {
        self.found.is_possible(pattern) && !self.hits(pattern).is_empty()
    }

    /// Where the words of a rule stand that count.
    fn find(&mut self, plan: &Plan, rule: &NoteRule) -> Option<Vec<Range<usize>>> {
        match self.find_words(plan, rule) {
            Some(place) => Some(vec![place]),
            None => self.find_signs(plan, rule),
        }
    }

    /// The signs that are found, if they weigh enough together: those that speak for the rule, in
    /// the order of the note.
    fn find_signs(&mut self, plan: &Plan, rule: &NoteRule) -> Option<Vec<Range<usize>>> {
        // Most notes hold too little for the rule, whatever stands there exactly.
        let possible = plan
            .signs
            .iter()
            .filter(|(at, _)| self.found.is_possible(*at));
        let most: i32 = possible.map(|(_, weight)| (*weight).max(0)).sum();
        if most < rule.from.max(1) {
            return None;
        }
        let mut sum = 0;
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, weight) in &plan.signs {
            if self.is_found(*at) {
                sum += weight;
                let first = self.hits(*at).first().cloned();
                found.extend(first.filter(|_| *weight > 0));
            }
        }
        let places = joined(found);
        if places.len() < SIGNS_LEAST || sum < rule.from || self.is_silenced(plan) {
            return None;
        }
        Some(places)
    }

    fn is_silenced(&mut self, plan: &Plan) -> bool {
        let mut silent = plan.silent.iter();
        silent.any(|at| self.is_found(*at))
    }

    /// The first words of a rule that count.
    fn find_words(&mut self, plan: &Plan, rule: &NoteRule) -> Option<Range<usize>> {
        let note = self.note;
        let counts = |range: &Range<usize>| {
            let words = note.get(range.clone()).unwrap_or_default();
            !rule.unless.as_ref().is_some_and(|p| p.is_in(words))
        };
        let single = plan.any.filter(|at| self.found.is_possible(*at));
        let mut found = single.and_then(|at| self.hits(at).iter().find(|r| counts(r)).cloned());
        for (near, [a, b]) in rule.near.iter().zip(&plan.near) {
            if found.is_some() {
                break;
            }
            if self.found.is_possible(*b) && self.is_found(*a) {
                let first = self.hits(*a).to_vec();
                found = neighbours(&first, self.hits(*b), near)
                    .into_iter()
                    .find(counts);
            }
        }
        // Last, as most notes hold nothing that would have to be silenced.
        found.filter(|_| !self.is_silenced(plan))
    }
}

/// Signs count from so many places on: the same words twice are one hint.
const SIGNS_LEAST: usize = 2;

/// Places that overlap made one, in the order of the text.
fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| place.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for place in places {
        match joined.last_mut().filter(|last| place.start < last.end) {
            Some(last) => last.end = last.end.max(place.end),
            None => joined.push(place),
        }
    }
    joined
}

/// Between the signs that are shown.
const SIGNS_BETWEEN: &str = " · ";

/// The places where a word of one group stands near one of the other, the closest first.
fn neighbours(first: &[Range<usize>], others: &[Range<usize>], near: &Near) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Both are in the order of the text and do not overlap, so only a stretch of the first counts.
    for other in others {
        let from = first.partition_point(|one| one.end + near.within < other.start);
        let near_by = first.iter().skip(from);
        for one in near_by.take_while(|one| one.start <= other.end + near.within) {
            let gap = if one.end <= other.start {
                other.start - one.end
            } else if other.end <= one.start && !near.ordered {
                one.start - other.end
            } else {
                continue;
            };
            if gap <= near.within {
                found.push(one.start.min(other.start)..one.end.max(other.end));
            }
        }
    }
    found.sort_by_key(Range::len);
    found
}

/// What all rules find in a folded note. LinkedIn's own texts can only warn.
pub(super) fn read<'a>(rules: &'a Rules, note: &str, default: bool) -> Vec<Hit<'a>> {
    if note.is_empty() {
        return Vec::new();
    }
    let found = rules.reader().finder.find(note);
    read_found(rules, note, default, found, Vec::new())
}

/// As [`read`], with what was found so far.
fn read_found<'a>(
    rules: &'a Rules,
    note: &str,
    default: bool,
    found: Found,
    places: Vec<(usize, Vec<Range<usize>>)>,
) -> Vec<Hit<'a>> {
    let reader = rules.reader();
    let mut reading = Reading {
        reader,
        note,
        found,
        places,
    };
    let mut hits = Vec::new();
    for plan in &reader.plans {
        let row = rules.rows.get(plan.row);
        let Some((row, rule)) = row.and_then(|row| Some((row, row.note.as_ref()?))) else {
            continue;
        };
        if row.off || default && row.kind != Kind::Warning {
            continue;
        }
        if let Some(places) = reading.find(plan, rule) {
            let words = joined_words(places.iter().filter_map(|place| note.get(place.clone())));
            hits.push(Hit {
                row,
                rule,
                shown: words.clone(),
                words,
                places,
            });
        }
    }
    let covered: Vec<Arc<str>> = hits
        .iter()
        .flat_map(|hit| hit.rule.covers.iter().cloned())
        .collect();
    hits.retain(|hit| !covered.contains(&hit.row.id));
    let kinds: Vec<Kind> = hits
        .iter()
        .filter(|hit| !hit.rule.alone)
        .map(|hit| hit.row.kind)
        .collect();
    hits.retain(|hit| !hit.rule.alone || !kinds.contains(&hit.row.kind));
    hits
}

impl Rules {
    /// What the rules find in a folded note: their ids, with the words. `quick` as when invitations
    /// are judged; else every pattern is searched by itself, and the same is found.
    pub fn find_in_note(&self, note: &str, quick: bool) -> Vec<(Arc<str>, String)> {
        let hits = if quick {
            read(self, note, false)
        } else {
            let places = self.reader().finder.places_without_pass(note);
            let found = Found::all(places.len());
            let places = places.into_iter().enumerate().collect();
            read_found(self, note, false, found, places)
        };
        let hits = hits.into_iter();
        hits.map(|hit| (hit.row.id.clone(), hit.words)).collect()
    }
}
