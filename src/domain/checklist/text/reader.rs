//! Reading a text: one look for each kind of hint.

use super::{Field, Hint, HintKind, Reading, listed};
use crate::domain::checklist::{
    Checklist,
    subject::{Terms, squeezed},
    words::{Language, Match, Token, find_any, units},
};
use crate::domain::describe::thousands;

/// A text with what is known about it.
pub(super) struct Reader<'a> {
    pub(super) list: &'a Checklist,
    pub(super) terms: &'a Terms,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) language: Option<&'a Language>,
}

impl Reader<'_> {
    /// What to look at.
    pub(super) fn hints(&self, field: Field, reading: &Reading) -> Vec<Hint> {
        let mut hints = Vec::new();
        if reading.units > reading.most + self.list.numbers.margin as usize {
            let text = format!(
                "{} characters; LinkedIn takes {}",
                thousands(reading.units),
                thousands(reading.most)
            );
            hints.push(hint(HintKind::Long, text));
        }
        match field {
            Field::Headline => {
                hints.extend(self.short(reading));
                hints.extend(self.default_headline());
                hints.extend(self.no_term(reading, "the headline"));
            }
            Field::About => {
                hints.extend(self.no_term(reading, "what shows before \"see more\""));
                hints.extend(self.throat_clearing(reading));
                hints.extend(self.not_first_person());
            }
            Field::Description => hints.extend(self.no_result()),
        }
        hints.extend(self.wall());
        hints.extend(self.buzzwords());
        if self.languages().any(|language| !language.checked) {
            for hint in hints.iter_mut().filter(|hint| hint.kind.is_by_list()) {
                hint.text
                    .push_str(" (by a word list that no native reader has checked)");
            }
        }
        hints
    }

    /// Lists of a language that could not be told are not used, but for English: its words are
    /// in profiles of every language.
    fn languages(&self) -> impl Iterator<Item = &Language> {
        let english = self.list.words.languages.first();
        english.into_iter().chain(
            self.language
                .filter(|l| english.is_none_or(|e| e.code != l.code)),
        )
    }

    fn find(
        &self,
        which: impl Fn(&Language) -> &[crate::domain::checklist::words::Phrase],
    ) -> Vec<Match> {
        let mut found: Vec<Match> = self
            .languages()
            .flat_map(|language| find_any(which(language), self.text, self.tokens))
            .collect();
        found.sort_by_key(|m| m.start);
        found.dedup_by_key(|m| m.start);
        found
    }

    fn short(&self, reading: &Reading) -> Option<Hint> {
        let least = self.list.numbers.headline_least;
        (reading.units < least as usize).then(|| {
            hint(
                HintKind::Short,
                format!("{} characters; {least} or more say more", reading.units),
            )
        })
    }

    /// A headline must say what is wanted; an opening may also name the own role.
    fn no_term(&self, reading: &Reading, place: &str) -> Option<Hint> {
        let terms = self.terms;
        let headline = reading.field == Field::Headline;
        let (any, none) = if headline {
            // What a list cuts off is still searched, so the whole headline counts.
            let wanted = |t: &Token<'_>| {
                terms.goal.contains_key(t.stem()) || terms.skills.contains(t.stem())
            };
            let any = !(terms.goal.is_empty() && terms.skills.is_empty());
            (any, !self.tokens.iter().any(wanted))
        } else {
            (!terms.is_empty(), reading.terms.is_empty())
        };
        let own = if headline {
            "goal or skills"
        } else {
            "goal, skills or titles"
        };
        (any && none).then(|| {
            hint(
                HintKind::NoTerm,
                format!("no word of your {own} in {place}"),
            )
        })
    }

    /// "X at Y" and nothing else, where Y is an employer or school; or a title alone.
    fn default_headline(&self) -> Option<Hint> {
        let titles = &self.terms.whole_titles;
        let bare = titles.contains(&squeezed(self.text));
        let languages = &self.list.words.languages;
        let employed = languages
            .iter()
            .flat_map(|language| find_any(&language.at, self.text, self.tokens))
            .any(|at| {
                let before = self.text.get(..at.start).unwrap_or_default();
                let after = self.text.get(at.end..).unwrap_or_default();
                let plain = titles.contains(&squeezed(before)) || !parted(before);
                at.start > 0 && plain && !parted(after) && self.is_employer(&squeezed(after))
            });
        (bare || employed).then(|| Hint {
            kind: HintKind::Default,
            text: "only title and employer, as LinkedIn writes it by itself".to_owned(),
            matched: vec![Match {
                words: self.text.to_owned(),
                start: 0,
                end: self.text.len(),
            }],
        })
    }

    fn is_employer(&self, place: &str) -> bool {
        let employers = &self.terms.employers;
        !place.is_empty()
            && if employers.is_empty() {
                place.split(' ').count() <= 3
            } else {
                employers.iter().any(|known| {
                    known == place
                        || known.starts_with(&format!("{place} "))
                        || place.starts_with(&format!("{known} "))
                })
            }
    }

    fn throat_clearing(&self, reading: &Reading) -> Option<Hint> {
        let end = reading.cut.unwrap_or(self.text.len());
        let mut matched = self.find(|language| &language.throat_clearing);
        matched.retain(|m| m.end <= end);
        (!matched.is_empty()).then(|| Hint {
            kind: HintKind::ThroatClearing,
            text: format!("the opening delays what you do: {}", listed(&matched)),
            matched,
        })
    }

    fn not_first_person(&self) -> Option<Hint> {
        let language = self.language?;
        let first = find_any(&language.first_person, self.text, self.tokens);
        (first.is_empty() && self.tokens.len() >= self.list.numbers.voice_words as usize).then(
            || {
                hint(
                    HintKind::NotFirstPerson,
                    format!(
                        "no word in the first person ({}): it reads as if others wrote it",
                        language.name
                    ),
                )
            },
        )
    }

    fn buzzwords(&self) -> Option<Hint> {
        let matched = self.find(|language| &language.buzzwords);
        (!matched.is_empty()).then(|| Hint {
            kind: HintKind::Buzzwords,
            text: format!("words that prove nothing: {}", listed(&matched)),
            matched,
        })
    }

    fn no_result(&self) -> Option<Hint> {
        let number = self
            .tokens
            .iter()
            .any(|t| t.text.contains(char::is_numeric));
        let result = !self.find(|language| &language.results).is_empty();
        (!number && !result).then(|| {
            hint(
                HintKind::NoResult,
                "neither a number nor a result".to_owned(),
            )
        })
    }

    /// The archive turns line breaks into spaces, so two spaces may have been a paragraph's end.
    fn wall(&self) -> Option<Hint> {
        let most = self.list.numbers.wall as usize;
        let longest = self
            .text
            .split(['\n', '\r'])
            .flat_map(|line| line.split("  "))
            .map(units)
            .max()?;
        (longest > most).then(|| {
            hint(
                HintKind::Wall,
                format!(
                    "{} characters without a break (the archive may have lost single line breaks)",
                    thousands(longest)
                ),
            )
        })
    }
}

/// Whether a text has signs with which people part what they say of themselves.
fn parted(text: &str) -> bool {
    text.contains(['|', ',', ';', '•', '·', '–', '—', '\n']) || text.contains(" - ")
}

const fn hint(kind: HintKind, text: String) -> Hint {
    Hint {
        kind,
        text,
        matched: Vec::new(),
    }
}
