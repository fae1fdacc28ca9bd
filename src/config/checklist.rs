//! The checklist's table: the built-in file, and the person's own laid over it.

mod raw;

use std::{collections::BTreeMap, str::FromStr as _, sync::Arc};

use toml::Spanned;

use super::place::{Fault, Place, near_miss};
use crate::domain::{
    checklist::{
        Basis, Checklist, Field, Grade, How, Language, Level, Link, Numbers, Phrase, Row, Rule,
        Source, StarRow, Words,
    },
    day::Day,
};
use raw::{RawContains, RawGrade, RawItem, RawLanguage, RawLevel, RawLink, RawStar, RawTable};

/// The most that one item may weigh: sums stay far from any overflow.
const WEIGHT_MOST: u32 = 1000;

const TABLE: (&str, &str) = (
    "assets/checklist.toml",
    include_str!("../../assets/checklist.toml"),
);

/// The word lists, English first: its words are looked for in every text.
const WORDS: [(&str, &str); 7] = [
    (
        "assets/words/en.toml",
        include_str!("../../assets/words/en.toml"),
    ),
    (
        "assets/words/de.toml",
        include_str!("../../assets/words/de.toml"),
    ),
    (
        "assets/words/fr.toml",
        include_str!("../../assets/words/fr.toml"),
    ),
    (
        "assets/words/es.toml",
        include_str!("../../assets/words/es.toml"),
    ),
    (
        "assets/words/it.toml",
        include_str!("../../assets/words/it.toml"),
    ),
    (
        "assets/words/pt.toml",
        include_str!("../../assets/words/pt.toml"),
    ),
    (
        "assets/words/nl.toml",
        include_str!("../../assets/words/nl.toml"),
    ),
];

/// The built-in checklist. Tests hold that nothing is wrong with it.
pub fn built_in() -> Checklist {
    load(None).unwrap_or_default()
}

/// The checklist: the built-in table, with the person's own file laid over it. `own` is that
/// file's name and text.
///
/// # Errors
/// The place and the way out of the first thing that is wrong in a file.
pub fn load(own: Option<(&str, &str)>) -> Result<Checklist, Fault> {
    let mut languages = Vec::new();
    for (file, text) in WORDS {
        languages.push(language(file, text)?);
    }
    let words = Arc::new(Words::new(languages));
    let mut builder = Builder {
        list: Checklist {
            words,
            ..Checklist::default()
        },
        links: BTreeMap::new(),
    };
    builder.lay(TABLE.0, TABLE.1)?;
    if let Some((file, text)) = own {
        builder.lay(file, text)?;
    }
    Ok(builder.list)
}

fn language(file: &str, text: &str) -> Result<Language, Fault> {
    let raw: RawLanguage =
        toml::from_str(text).map_err(|error| Place::new(file, text).fault(&error))?;
    let phrases = |words: &[String]| words.iter().filter_map(|w| Phrase::new(w)).collect();
    Ok(Language {
        common: phrases(&raw.common),
        at: phrases(&raw.at),
        first_person: phrases(&raw.first_person),
        throat_clearing: phrases(&raw.throat_clearing),
        buzzwords: phrases(&raw.buzzwords),
        results: phrases(&raw.results),
        places: phrases(&raw.places),
        code: raw.code,
        name: raw.name,
        checked: raw.checked,
    })
}

struct Builder {
    list: Checklist,
    links: BTreeMap<String, Arc<Link>>,
}

impl Builder {
    fn lay(&mut self, file: &str, text: &str) -> Result<(), Fault> {
        let place = Place::new(file, text);
        let raw: RawTable = toml::from_str(text).map_err(|error| place.fault(&error))?;
        for (name, value) in raw.numbers {
            if !self.list.numbers.set(name.get_ref(), value) {
                return Err(unknown(
                    &place,
                    "number",
                    &name,
                    Numbers::NAMES.iter().copied(),
                ));
            }
        }
        self.lay_links(&place, raw.links_as_of.as_ref(), raw.link)?;
        if let Some(mut thresholds) = raw.thresholds {
            thresholds.sort_unstable();
            self.list.thresholds = thresholds;
        }
        if let Some(levels) = raw.level {
            let level = |raw: RawLevel| Level {
                from: raw.from,
                name: raw.name.into(),
            };
            self.list.levels = levels.into_iter().map(level).collect();
            self.list.levels.sort_by_key(|level| level.from);
        }
        let mut seen: Vec<String> = Vec::new();
        for item in raw.item {
            if seen.contains(item.id.get_ref()) {
                let message = format!("the item `{}` stands here twice", item.id.get_ref());
                return Err(at(&place, &item.id, message));
            }
            seen.push(item.id.get_ref().clone());
            self.lay_item(&place, item)?;
        }
        if let Some(stars) = raw.all_star {
            let stars = stars.into_iter().map(|star| self.star(&place, star));
            self.list.stars = stars.collect::<Result<_, _>>()?;
        }
        Ok(())
    }

    fn lay_links(
        &mut self,
        place: &Place<'_>,
        as_of: Option<&Spanned<String>>,
        links: BTreeMap<String, RawLink>,
    ) -> Result<(), Fault> {
        let day = match as_of {
            Some(text) => Some(Day::from_str(text.get_ref()).map_err(|_| {
                at(
                    place,
                    text,
                    format!("`{}` is no day; write it as 2026-11-23", text.get_ref()),
                )
            })?),
            None => None,
        };
        for (name, link) in links {
            let as_of = day.ok_or_else(|| {
                let message = "links need `links_as_of`, the day on which you last used them";
                place.at(0, message)
            })?;
            let link = Link {
                url: link.url,
                path: link.path,
                as_of,
            };
            self.links.insert(name, Arc::new(link));
        }
        Ok(())
    }

    fn star(&self, place: &Place<'_>, raw: RawStar) -> Result<StarRow, Fault> {
        let mut needs = Vec::new();
        for (name, least) in raw.needs {
            needs.push((rule(place, &name)?, least));
        }
        let mut items: Vec<Arc<str>> = Vec::new();
        for id in raw.items {
            let ids = self.list.rows.iter().map(|row| &*row.id);
            match self.list.row(id.get_ref()) {
                Some(row) => items.push(row.id.clone()),
                None => return Err(unknown(place, "item", &id, ids)),
            }
        }
        Ok(StarRow {
            title: raw.title.into(),
            needs,
            items,
        })
    }

    fn lay_item(&mut self, place: &Place<'_>, raw: RawItem) -> Result<(), Fault> {
        let old = self
            .list
            .rows
            .iter()
            .position(|row| *row.id == **raw.id.get_ref());
        let mut row = match old.and_then(|n| self.list.rows.get(n)) {
            Some(row) => row.clone(),
            None => new_row(place, &raw)?,
        };
        if let Some(weight) = &raw.weight {
            if *weight.get_ref() > WEIGHT_MOST {
                return Err(at(
                    place,
                    weight,
                    format!("a weight is at most {WEIGHT_MOST}"),
                ));
            }
            row.weight = *weight.get_ref();
        }
        for (given, to) in [
            (raw.title, &mut row.title),
            (raw.why, &mut row.why),
            (raw.fix, &mut row.fix),
        ] {
            if let Some(text) = given {
                *to = text.into();
            }
        }
        if let Some(name) = &raw.rule {
            let rule = rule(place, name)?;
            row.files = rule.files().to_vec();
            row.how = How::Rule(rule);
        }
        if let Some(raw) = raw.contains {
            (row.how, row.files) = contains(place, &raw)?;
        }
        if let Some(word) = raw.basis {
            row.basis = basis(place, &word)?;
        }
        if let Some(grades) = raw.grades {
            row.grades = grades
                .into_iter()
                .map(|g| grade(place, g))
                .collect::<Result<_, _>>()?;
        }
        if let Some(files) = raw.files {
            row.files = files
                .iter()
                .map(|f| source(place, f))
                .collect::<Result<_, _>>()?;
        }
        if let Some(name) = raw.link {
            let names = self.links.keys().map(String::as_str);
            let link = self.links.get(name.get_ref());
            row.link = Some(
                link.ok_or_else(|| unknown(place, "link", &name, names))?
                    .clone(),
            );
        }
        match old.and_then(|n| self.list.rows.get_mut(n)) {
            Some(old) => *old = row,
            None => self.list.rows.push(row),
        }
        Ok(())
    }
}

/// A row that is not there yet: it must say its title and weight.
fn new_row(place: &Place<'_>, raw: &RawItem) -> Result<Row, Fault> {
    let id = raw.id.get_ref();
    let good = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .chars()
            .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-'));
    if !good {
        let message = format!("`{id}` is no id; write small letters, digits, `-` and `_`");
        return Err(at(place, &raw.id, message));
    }
    if raw.title.is_none() || raw.weight.is_none() {
        let message = format!("`{id}` is new, so it needs a `title` and a `weight`");
        return Err(at(place, &raw.id, message));
    }
    let asked = raw.rule.is_none() && raw.contains.is_none();
    Ok(Row {
        id: id.as_str().into(),
        title: Arc::default(),
        weight: 0,
        basis: if asked {
            Basis::Confirmed
        } else {
            Basis::Decided
        },
        how: How::Asked,
        files: Vec::new(),
        grades: Vec::new(),
        why: Arc::default(),
        fix: Arc::default(),
        link: None,
    })
}

fn contains(place: &Place<'_>, raw: &RawContains) -> Result<(How, Vec<Source>), Fault> {
    let fields = Field::ALL.iter().map(|(_, word)| *word);
    let named = Field::from_word(raw.field.get_ref());
    let field = named.ok_or_else(|| unknown(place, "text", &raw.field, fields))?;
    let any: Vec<Phrase> = raw
        .any
        .get_ref()
        .iter()
        .filter_map(|w| Phrase::new(w))
        .collect();
    if any.is_empty() {
        return Err(at(place, &raw.any, "`any` needs a word to look for"));
    }
    let source = match field {
        Field::Headline | Field::About => Source::Profile,
        Field::Description => Source::Positions,
    };
    Ok((How::Contains { field, any }, vec![source]))
}

fn grade(place: &Place<'_>, raw: RawGrade) -> Result<Grade, Fault> {
    if *raw.share.get_ref() > 100 {
        return Err(at(place, &raw.share, "a share is a percentage: 0 to 100"));
    }
    Ok(Grade {
        least: raw.least.unwrap_or(0),
        most: raw.most.unwrap_or(u32::MAX),
        share: raw.share.into_inner(),
        ramp: raw.ramp,
        says: raw.says.map(Into::into),
    })
}

fn rule(place: &Place<'_>, name: &Spanned<String>) -> Result<Rule, Fault> {
    Rule::named(name.get_ref()).ok_or_else(|| unknown(place, "rule", name, Rule::names()))
}

fn basis(place: &Place<'_>, word: &Spanned<String>) -> Result<Basis, Fault> {
    let words = Basis::ALL.iter().map(|(_, word)| *word);
    Basis::from_word(word.get_ref()).ok_or_else(|| unknown(place, "basis", word, words))
}

fn source(place: &Place<'_>, file: &Spanned<String>) -> Result<Source, Fault> {
    let files = Source::ALL.iter().map(|source| source.file());
    Source::from_file(file.get_ref()).ok_or_else(|| unknown(place, "file", file, files))
}

fn at<T>(place: &Place<'_>, span: &Spanned<T>, message: impl Into<String>) -> Fault {
    place.at(span.span().start, message)
}

fn unknown<'a>(
    place: &Place<'_>,
    what: &str,
    word: &Spanned<String>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Fault {
    let out = match near_miss(word.get_ref(), known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", known.collect::<Vec<_>>().join(", ")),
    };
    at(
        place,
        word,
        format!("unknown {what} `{}`; {out}", word.get_ref()),
    )
}

#[cfg(test)]
mod tests;
