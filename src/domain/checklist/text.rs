//! What a headline, an About or a description reads like. The same reading serves the audit and
//! a draft that is being written.

use super::{
    Checklist,
    subject::{Terms, squeezed},
    words::{Language, Match, Token, find_any, tokens, units},
};

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The line under the name.
    Headline,
    /// The free text about the person.
    About,
    /// What was done in a position.
    Description,
}

impl Field {
    /// All of them, with the word of the table and the command line.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Headline, "headline"),
        (Self::About, "about"),
        (Self::Description, "description"),
    ];

    /// LinkedIn's limit, in UTF-16 units.
    pub const fn most(self, list: &Checklist) -> u32 {
        match self {
            Self::Headline => list.numbers.headline_most,
            Self::About => list.numbers.about_most,
            Self::Description => list.numbers.description_most,
        }
    }

    /// How much of it shows before it is cut, in UTF-16 units.
    pub const fn shown(self, list: &Checklist) -> Option<u32> {
        match self {
            Self::Headline => Some(list.numbers.headline_shown),
            Self::About => Some(list.numbers.about_shown),
            Self::Description => None,
        }
    }
}

/// What kind of hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HintKind {
    /// Shorter than advised.
    Short,
    /// Longer than LinkedIn takes.
    Long,
    /// Only "title at company", as LinkedIn writes it by itself.
    Default,
    /// No word of the goal, a skill or a title.
    NoTerm,
    /// Words that delay the first thing said.
    ThroatClearing,
    /// Not in the first person.
    NotFirstPerson,
    /// Words that prove nothing.
    Buzzwords,
    /// A long paragraph.
    Wall,
    /// Neither a number nor a result.
    NoResult,
}

/// Something to look at in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What kind.
    pub kind: HintKind,
    /// In words.
    pub text: String,
    /// The words of the text that it is about.
    pub matched: Vec<Match>,
}

/// The reading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which text.
    pub field: Field,
    /// Its length in UTF-16 units.
    pub units: usize,
    /// LinkedIn's limit in UTF-16 units.
    pub most: usize,
    /// Where a list or "see more" cuts it, in bytes; `None` where nothing is cut.
    pub cut: Option<usize>,
    /// The language of its words, where enough of them are known.
    pub language: Option<String>,
    /// The terms of the person that stand in what shows.
    pub terms: Vec<Match>,
    /// What to look at.
    pub hints: Vec<Hint>,
}

impl Reading {
    /// How many units are left; negative when it is too long.
    pub fn left(&self) -> i64 {
        let wide = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        wide(self.most).saturating_sub(wide(self.units))
    }

    /// The hint of a kind, if it was given.
    pub fn hint(&self, kind: HintKind) -> Option<&Hint> {
        self.hints.iter().find(|hint| hint.kind == kind)
    }
}

/// Reads a text. Nothing is said about an empty one but its length.
pub fn read(list: &Checklist, terms: &Terms, field: Field, text: &str) -> Reading {
    let text_tokens = tokens(text);
    let language = list.words.language_of(text);
    let most = field.most(list);
    let cut = field
        .shown(list)
        .and_then(|shown| cut_at(text, shown as usize));
    let shown_end = cut.unwrap_or(text.len());
    let found = text_tokens
        .iter()
        .filter(|token| token.end() <= shown_end && terms.has(token.stem()))
        .map(|token| Match {
            words: token.text.to_owned(),
            start: token.start,
            end: token.end(),
        })
        .collect();
    let mut reading = Reading {
        field,
        units: units(text),
        most: most as usize,
        cut,
        language: language.map(|l| l.name.clone()),
        terms: found,
        hints: Vec::new(),
    };
    if reading.units == 0 {
        return reading;
    }
    let reader = Reader {
        list,
        terms,
        text,
        tokens: &text_tokens,
        language,
    };
    reading.hints = reader.hints(field, &reading);
    reading
}

struct Reader<'a> {
    list: &'a Checklist,
    terms: &'a Terms,
    text: &'a str,
    tokens: &'a [Token<'a>],
    language: Option<&'a Language>,
}

impl Reader<'_> {
    fn hints(&self, field: Field, reading: &Reading) -> Vec<Hint> {
        let mut hints = Vec::new();
        if reading.units > reading.most + self.list.numbers.margin as usize {
            let text = format!(
                "{} characters; LinkedIn takes {}",
                reading.units, reading.most
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

    fn find(&self, which: impl Fn(&Language) -> &[super::words::Phrase]) -> Vec<Match> {
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
                    "{longest} characters without a break (the archive may have lost single line breaks)"
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

/// The matched words, each once: `"passionate", "results-driven"`.
pub(super) fn listed(matched: &[Match]) -> String {
    let mut words: Vec<String> = Vec::new();
    for m in matched {
        let quoted = format!("\"{}\"", m.words);
        if !words.contains(&quoted) {
            words.push(quoted);
        }
    }
    words.join(", ")
}

/// The byte at which a text of more than `most` units is cut.
fn cut_at(text: &str, most: usize) -> Option<usize> {
    let mut count = 0;
    for (at, c) in text.char_indices() {
        count += c.len_utf16();
        if count > most {
            return Some(at);
        }
    }
    None
}
