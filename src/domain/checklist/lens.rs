//! The lens of the wanted job: which words of wanted titles stand in the profile, and which do not.

use std::collections::BTreeSet;

use super::{
    Checklist, Subject,
    subject::{GoalFrom, Terms, stems},
};

/// A word of the wanted titles, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensWord {
    /// The word.
    pub word: String,
    /// In how many wanted titles it stands.
    pub titles: usize,
    /// Where those titles are.
    pub from: Vec<GoalFrom>,
    /// Whether it stands in the headline.
    pub headline: bool,
    /// Whether it stands in About.
    pub about: bool,
    /// Whether it stands in a skill.
    pub skills: bool,
}

impl LensWord {
    /// Whether it stands nowhere in headline, About and skills.
    pub const fn missing(&self) -> bool {
        !(self.headline || self.about || self.skills)
    }

    /// Where its titles are, in words: `your targets, saved jobs`.
    pub fn places(&self) -> String {
        let places: Vec<&str> = self.from.iter().map(|from| from.words()).collect();
        places.join(", ")
    }
}

/// The lens: words by how many titles ask for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// The words, the most wanted first.
    pub words: Vec<LensWord>,
}

impl Lens {
    pub(super) fn of(list: &Checklist, subject: &Subject<'_>, terms: &Terms) -> Self {
        let headline = stems(list, &subject.profile.headline);
        let about = stems(list, &subject.profile.summary);
        let skills: &BTreeSet<String> = &terms.skills;
        let mut words: Vec<LensWord> = terms
            .goal
            .iter()
            .map(|(stem, word)| LensWord {
                word: word.word.clone(),
                titles: word.titles,
                from: word.from.iter().copied().collect(),
                headline: headline.contains(stem),
                about: about.contains(stem),
                skills: skills.contains(stem),
            })
            .collect();
        words.sort_by(|a, b| b.titles.cmp(&a.titles).then_with(|| a.word.cmp(&b.word)));
        Self { words }
    }

    /// The words that an item of the checklist misses: those that do not stand in its text or list.
    /// Empty for items without words.
    pub fn missing_for(&self, item: &str) -> Vec<&LensWord> {
        let stands: fn(&LensWord) -> bool = match item {
            "headline" => |word| word.headline,
            "about" | "about_opening" => |word| word.about,
            "skills" | "skills_fit" => |word| word.skills,
            _ => return Vec::new(),
        };
        self.words.iter().filter(|word| !stands(word)).collect()
    }

    /// Words that stand nowhere in headline, About and skills, the most wanted first.
    pub fn missing(&self) -> impl Iterator<Item = &LensWord> {
        self.words.iter().filter(|word| word.missing())
    }
}
