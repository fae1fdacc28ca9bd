//! The rules of the triage: the built-in tables, and the person's own file laid over them.

mod names;
mod raw;
mod words;

use std::{collections::BTreeMap, sync::Arc};

use toml::Spanned;

use super::place::{Fault, Place, near_miss};
use crate::{
    domain::triage::{
        Class, Kind, Limit, Near, NoteRule, Numbers, Origin, Pattern, Row, Rules, Severity, Sign,
    },
    text::fold::fold,
};
use raw::{RawCompanies, RawLimit, RawNear, RawRule, RawRules};
use words::{lay_words, mark_touched};

/// The built-in tables. Notes come after the rules: they name nothing of them.
const TABLES: [(&str, &str); 4] = [
    ("assets/rules.toml", include_str!("../../assets/rules.toml")),
    (
        "assets/note_words.toml",
        include_str!("../../assets/note_words.toml"),
    ),
    ("assets/notes.toml", include_str!("../../assets/notes.toml")),
    (
        "assets/titles.toml",
        include_str!("../../assets/titles.toml"),
    ),
];

/// The most points that one rule may bring, either way: more says nothing on a scale to 100.
const POINTS_MOST: i32 = 100;

/// How near two groups of words stand, in bytes of folded text, where a rule does not say it.
const NEAR: usize = 60;

/// The built-in rules. Tests hold that nothing is wrong with them.
pub fn built_in() -> Rules {
    load(None).unwrap_or_default()
}

/// The rules: the built-in tables, with the person's own file laid over them. `own` is that
/// file's name and text. A row with a known id changes what it names; one with a new id reads
/// notes.
///
/// # Errors
/// The place and the way out of the first thing that is wrong in a file.
pub fn load(own: Option<(&str, &str)>) -> Result<Rules, Fault> {
    let mut rules = Rules::default();
    let built_in = TABLES.map(|(file, text)| (file, text, Origin::BuiltIn));
    let own = own.map(|(file, text)| (file, text, Origin::File(file.into())));
    let mut layers = Vec::new();
    for (file, text, origin) in built_in.into_iter().chain(own) {
        let place = Place::new(file, text);
        let raw: RawRules = toml::from_str(text).map_err(|error| place.fault(&error))?;
        layers.push((Layer { place, origin }, raw));
    }
    names::check(&layers)?;
    // Words before all rules: those of the person's file are read by the built-in rules, too.
    lay_words(&mut rules, &layers)?;
    for (layer, mut raw) in layers {
        let words = std::mem::take(&mut raw.words);
        layer.lay(&mut rules, raw)?;
        if layer.origin != Origin::BuiltIn {
            mark_touched(&mut rules, words.keys(), &layer.origin);
        }
    }
    Ok(rules)
}

struct Layer<'a> {
    place: Place<'a>,
    origin: Origin,
}

fn branches(texts: &[String]) -> impl Iterator<Item = Box<str>> {
    texts.iter().map(|text| text.as_str().into())
}

fn folded(words: &[String]) -> impl Iterator<Item = Box<str>> {
    words.iter().map(|word| fold(word).into_boxed_str())
}

fn lay_companies(rules: &mut Rules, raw: &RawCompanies) {
    rules.companies.legal.extend(folded(&raw.legal));
    rules.companies.places.extend(folded(&raw.places));
    rules.companies.none.extend(folded(&raw.none));
    rules.companies.brands.extend(folded(&raw.brands));
}

impl Layer<'_> {
    /// Lays a file over those before; its words are laid already.
    fn lay(&self, rules: &mut Rules, raw: RawRules) -> Result<(), Fault> {
        for (name, value) in raw.numbers {
            if !rules.numbers.set(name.get_ref(), value) {
                let known = Numbers::NAMES.iter().copied();
                return Err(self.unknown("number", &name, known));
            }
        }
        if let Some(texts) = raw.default_notes {
            for text in texts.get_ref() {
                rules
                    .default_notes
                    .push(self.pattern(&texts, [text.as_str().into()])?);
            }
        }
        self.lay_titles(rules, raw.titles, raw.cancel)?;
        if let Some(text) = raw.past_or_aspiring {
            let pattern = self.pattern(&text, [text.get_ref().as_str().into()])?;
            rules.titles.set_past_or_aspiring(pattern);
        }
        if let Some(text) = raw.negated {
            rules
                .titles
                .set_negated(self.pattern(&text, [text.get_ref().as_str().into()])?);
        }
        if let Some(text) = raw.sensitive_titles {
            rules.sensitive_titles = Some(self.pattern(&text, [text.get_ref().as_str().into()])?);
        }
        lay_companies(rules, &raw.companies);
        rules.firm_words.extend(folded(&raw.firm_words));
        rules.name_digits.extend(folded(&raw.name_digits));
        rules.empty_words.extend(folded(&raw.empty_words));
        rules.rank_words.extend(folded(&raw.rank_words));
        let mut seen: Vec<String> = Vec::new();
        for rule in raw.rule {
            if seen.contains(rule.id.get_ref()) {
                let message = format!("the rule `{}` stands here twice", rule.id.get_ref());
                return Err(self.at(&rule.id, message));
            }
            seen.push(rule.id.get_ref().clone());
            self.lay_rule(rules, rule)?;
        }
        if let Some(limits) = raw.limit {
            let limits = limits.iter().map(|raw| self.limit(raw));
            rules.limits = limits.collect::<Result<_, _>>()?;
        }
        Ok(())
    }

    fn at<T>(&self, span: &Spanned<T>, message: impl Into<String>) -> Fault {
        self.place.at(span.span().start, message)
    }

    fn unknown<'k>(
        &self,
        what: &str,
        word: &Spanned<String>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Fault {
        let out = match near_miss(word.get_ref(), known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known.collect::<Vec<_>>().join(", ")),
        };
        let message = format!("unknown {what} `{}`; {out}", word.get_ref());
        self.at(word, message)
    }

    /// A pattern. The person's own is looked at now, to name its place; the built-in ones are
    /// compiled when they are used, and a test looks at them.
    fn pattern<T>(
        &self,
        span: &Spanned<T>,
        branches: impl IntoIterator<Item = Box<str>>,
    ) -> Result<Pattern, Fault> {
        let pattern = Pattern::any(branches);
        if self.origin != Origin::BuiltIn {
            let check = pattern.check();
            check.map_err(|why| self.at(span, format!("this is no pattern: {why}")))?;
        }
        Ok(pattern)
    }

    fn lay_titles(
        &self,
        rules: &mut Rules,
        titles: BTreeMap<Spanned<String>, BTreeMap<String, Vec<String>>>,
        cancel: BTreeMap<Spanned<String>, Spanned<Vec<String>>>,
    ) -> Result<(), Fault> {
        for (name, languages) in titles {
            let class = self.class(&name)?;
            for word in languages.values().flatten() {
                rules.titles.add(class, word);
            }
        }
        for (name, patterns) in cancel {
            let class = self.class(&name)?;
            let pattern = self.pattern(&patterns, branches(patterns.get_ref()))?;
            rules.titles.cancel(class, pattern);
        }
        Ok(())
    }

    fn class(&self, name: &Spanned<String>) -> Result<Class, Fault> {
        let known = Class::ALL.iter().map(|(_, word)| *word);
        Class::from_word(name.get_ref()).ok_or_else(|| self.unknown("class", name, known))
    }

    fn limit(&self, raw: &RawLimit) -> Result<Limit, Fault> {
        let rules = raw.rules.iter().map(|id| id.get_ref().as_str().into());
        let kind = raw.kind.as_ref().map(|kind| self.kind(kind));
        Ok(Limit {
            rules: rules.collect(),
            kind: kind.transpose()?,
            least: raw.least.unwrap_or(i32::MIN / 2),
            most: raw.most.unwrap_or(i32::MAX / 2),
        })
    }

    fn kind(&self, name: &Spanned<String>) -> Result<Kind, Fault> {
        let known = Kind::ALL.iter().map(|(_, word)| *word);
        Kind::from_word(name.get_ref()).ok_or_else(|| self.unknown("kind", name, known))
    }

    fn lay_rule(&self, rules: &mut Rules, raw: RawRule) -> Result<(), Fault> {
        let old = rules.position(raw.id.get_ref());
        let mut row = match old.and_then(|at| rules.rows.get(at)) {
            Some(row) => row.clone(),
            None => self.new_row(rules, &raw)?,
        };
        row.origin = self.origin.clone();
        if let Some(points) = &raw.points {
            row.points = self.within(points, -POINTS_MOST, "points go")?;
        }
        if let Some(mut steps) = raw.steps.clone() {
            steps.sort_unstable();
            row.points = steps.iter().map(|(_, points)| *points).max().unwrap_or(0);
            row.steps = steps;
        }
        if let Some(word) = &raw.severity {
            let known = [Severity::Check, Severity::Stop];
            let severity = known.into_iter().find(|s| s.word() == word.get_ref());
            let words = known.iter().map(|s| s.word());
            row.severity = Some(severity.ok_or_else(|| self.unknown("severity", word, words))?);
        }
        for (given, to) in [
            (&raw.title, &mut row.title),
            (&raw.advice, &mut row.advice),
            (&raw.source, &mut row.source),
        ] {
            if let Some(text) = given {
                *to = text.as_str().into();
            }
        }
        row.judgement = raw.judgement.unwrap_or(row.judgement);
        row.off = raw.off.unwrap_or(row.off);
        if raw.reads_notes() || row.note.is_some() {
            let mut note = row.note.take().unwrap_or_default();
            self.lay_note(rules, &mut note, raw)?;
            row.note = Some(note);
        }
        rules.set(row);
        Ok(())
    }

    fn lay_note(&self, rules: &Rules, note: &mut NoteRule, raw: RawRule) -> Result<(), Fault> {
        if let Some(any) = &raw.any {
            note.any = Some(Arc::new(self.pattern(any, branches(any.get_ref()))?));
        }
        if let Some(near) = raw.near {
            let near = near.iter().map(|near| self.near(rules, near));
            note.near = near.collect::<Result<_, _>>()?;
        }
        if let Some(names) = raw.silent_words {
            let groups = names.iter().map(|name| self.group(rules, name));
            note.silent_words = groups.collect::<Result<_, _>>()?;
        }
        if let Some(text) = raw.unless {
            note.unless = Some(self.pattern(&text, [text.get_ref().as_str().into()])?);
        }
        if let Some(text) = raw.silent {
            note.silent = Some(Arc::new(
                self.pattern(&text, [text.get_ref().as_str().into()])?,
            ));
        }
        for (given, to) in [
            (raw.stop_with, &mut note.stop_with),
            (raw.covers, &mut note.covers),
        ] {
            if let Some(ids) = given {
                let ids = ids.into_iter().map(Spanned::into_inner);
                *to = ids.map(Into::into).collect();
            }
        }
        note.own_topic = raw.own_topic.unwrap_or(note.own_topic);
        note.alone = raw.alone.unwrap_or(note.alone);
        self.lay_signs(rules, note, &raw.signs, raw.from.as_ref())
    }

    /// Lays signs over those of a rule: a group that is named gets its new weight, and 0 takes it
    /// out.
    fn lay_signs(
        &self,
        rules: &Rules,
        note: &mut NoteRule,
        signs: &BTreeMap<Spanned<String>, Spanned<i32>>,
        from: Option<&Spanned<i32>>,
    ) -> Result<(), Fault> {
        for (name, weight) in signs {
            let words = self.group(rules, name)?;
            let name: Arc<str> = name.get_ref().as_str().into();
            let weight = self.within(weight, -POINTS_MOST, "a weight goes")?;
            note.signs.retain(|sign| sign.name != name);
            if weight != 0 {
                note.signs.push(Sign {
                    name,
                    words,
                    weight,
                });
            }
        }
        if let Some(from) = from {
            note.from = self.within(from, 1, "`from` goes")?;
            let most: i32 = note.signs.iter().map(|sign| sign.weight.max(0)).sum();
            if note.from > most {
                let message = format!("the signs bring {most} at the most, so it is never reached");
                return Err(self.at(from, message));
            }
        } else if note.from == 0
            && let Some((name, _)) = signs.first_key_value()
        {
            let message = "signs need `from`, what they must sum up to";
            return Err(self.at(name, message));
        }
        Ok(())
    }

    /// A number of the tables, not beyond its limits.
    fn within(&self, number: &Spanned<i32>, least: i32, what: &str) -> Result<i32, Fault> {
        if (least..=POINTS_MOST).contains(number.get_ref()) {
            return Ok(*number.get_ref());
        }
        Err(self.at(number, format!("{what} from {least} to {POINTS_MOST}")))
    }

    /// The group of words with this name.
    fn group(&self, rules: &Rules, name: &Spanned<String>) -> Result<Arc<Pattern>, Fault> {
        let known = rules.words.keys().map(|name| &**name);
        let words = rules.words.get(name.get_ref().as_str());
        let words = words.cloned();
        words.ok_or_else(|| self.unknown("group of words", name, known))
    }

    fn near(&self, rules: &Rules, raw: &RawNear) -> Result<Near, Fault> {
        Ok(Near {
            a: self.group(rules, &raw.a)?,
            b: self.group(rules, &raw.b)?,
            within: raw.within.unwrap_or(NEAR),
            ordered: raw.ordered,
        })
    }

    /// A row that is not there yet. In the person's file it must say what it looks for: what the
    /// program computes has its row already.
    fn new_row(&self, rules: &Rules, raw: &RawRule) -> Result<Row, Fault> {
        let id = raw.id.get_ref();
        let own = self.origin != Origin::BuiltIn;
        if own && !raw.reads_notes() {
            let known = rules.rows.iter().map(|row| &*row.id);
            let out = match near_miss(id, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a rule of your own needs `any`, the words to look for in a note".into(),
            };
            return Err(self.at(&raw.id, format!("unknown rule `{id}`; {out}")));
        }
        let Some(kind) = &raw.kind else {
            let message = format!("`{id}` is new, so it needs a `kind` and a `title`");
            return Err(self.at(&raw.id, message));
        };
        let kind = self.kind(kind)?;
        if raw.title.is_none() {
            let message = format!("`{id}` is new, so it needs a `title`");
            return Err(self.at(&raw.id, message));
        }
        Ok(Row {
            id: id.as_str().into(),
            kind,
            points: 0,
            steps: Vec::new(),
            severity: (kind == Kind::Warning).then_some(Severity::Check),
            title: Arc::default(),
            advice: Arc::default(),
            source: Arc::default(),
            judgement: true,
            off: false,
            origin: Origin::BuiltIn,
            note: None,
        })
    }
}

#[cfg(test)]
mod tests;
