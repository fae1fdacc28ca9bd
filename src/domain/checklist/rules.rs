//! The rules: each looks at one thing in the archive, and brings a figure with its evidence. What
//! the figure is worth stands in the table.

mod intro;
mod path;
mod proof;

use std::fmt;

use super::{Checklist, Day, Subject, source::Source, subject::Terms};

/// Something that was found, with where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What. It may quote the archive: clean it where it is shown.
    pub text: String,
    /// The file that it was read from; `None` for what the person said.
    pub source: Option<Source>,
    /// The day of that file's archive, where known.
    pub archive: Option<Day>,
    /// Not for others' eyes: left out of a report unless asked for.
    pub private: bool,
}

/// What a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A number; the grades of the row say what it is worth.
    Number(u32),
    /// A share of the weight, in percent.
    Share(u32),
    /// The archive cannot tell.
    Unknown,
    /// It does not apply to this person.
    Exempt,
}

/// What a rule found, with the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The figure.
    pub figure: Figure,
    /// Where it comes from.
    pub evidence: Vec<Evidence>,
    /// The words that matched.
    pub matched: Vec<String>,
}

impl Found {
    fn new(figure: Figure) -> Self {
        Self {
            figure,
            evidence: Vec::new(),
            matched: Vec::new(),
        }
    }

    fn number(count: usize) -> Self {
        Self::new(Figure::Number(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    fn share(share: u32) -> Self {
        Self::new(Figure::Share(share))
    }

    fn with(mut self, evidence: Evidence) -> Self {
        self.evidence.push(evidence);
        self
    }

    fn matching(mut self, words: impl IntoIterator<Item = String>) -> Self {
        for word in words {
            if !self.matched.contains(&word) {
                self.matched.push(word);
            }
        }
        self
    }
}

/// What a rule may look at.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The checklist.
    pub list: &'a Checklist,
    /// Whose profile.
    pub subject: &'a Subject<'a>,
    /// The words that matter.
    pub terms: &'a Terms,
    /// Today.
    pub today: Day,
}

impl Look<'_> {
    /// Evidence from a file.
    fn from(&self, source: Source, text: impl Into<String>) -> Evidence {
        Evidence {
            text: text.into(),
            source: Some(source),
            archive: self.subject.held.get(source).taken(),
            private: false,
        }
    }

    /// Evidence from a file that is not for others' eyes.
    fn private(&self, source: Source, text: impl Into<String>) -> Evidence {
        Evidence {
            private: true,
            ..self.from(source, text)
        }
    }

    /// The day that an archive speaks for: its own, or today where that is unknown.
    fn as_of(&self, source: Source) -> Day {
        self.subject.held.get(source).taken().unwrap_or(self.today)
    }
}

/// A rule, known by its name.
#[derive(Clone, Copy)]
pub struct Rule {
    name: &'static str,
    files: &'static [Source],
    decide: fn(&Look<'_>) -> Found,
}

impl Rule {
    /// The rule with this name.
    pub fn named(name: &str) -> Option<Self> {
        RULES.iter().copied().find(|rule| rule.name == name)
    }

    /// The names of all rules.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        RULES.iter().map(|rule| rule.name)
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The files that it reads; it can tell something when one of them is known.
    pub const fn files(self) -> &'static [Source] {
        self.files
    }

    /// Looks.
    pub fn decide(self, look: &Look<'_>) -> Found {
        (self.decide)(look)
    }

    /// The figure as a number, to compare with what is needed; `None` where it is not known.
    pub fn count(self, look: &Look<'_>) -> Option<u32> {
        let known = |source: &Source| look.subject.held.get(*source).is_known();
        if !self.files.iter().any(known) {
            return None;
        }
        match self.decide(look).figure {
            Figure::Number(number) | Figure::Share(number) => Some(number),
            Figure::Unknown | Figure::Exempt => None,
        }
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

macro_rules! rules {
    ($($name:literal $decide:path [$($file:ident)*],)*) => {
        /// All rules: name, function, files.
        const RULES: &[Rule] = &[$(Rule {
            name: $name,
            files: &[$(Source::$file),*],
            decide: $decide,
        }),*];
    };
}

rules! {
    "photo" intro::photo [RichMedia],
    "background" intro::background [RichMedia],
    "headline" intro::headline [Profile],
    "about" intro::about [Profile],
    "about_opening" intro::about_opening [Profile],
    "industry" intro::industry [Profile],
    "location" intro::location [Profile],
    "contact" intro::contact [EmailAddresses],
    "custom_url" intro::custom_url [Invitations Messages],
    "privacy" intro::privacy [Profile],
    "websites" intro::websites [Profile],
    "current_position" path::current_position [Positions],
    "current_description" path::current_description [Positions],
    "past_positions" path::past_positions [Positions],
    "position_dates" path::position_dates [Positions],
    "education" path::education [Education],
    "certifications" path::certifications [Certifications],
    "languages" path::languages [Languages],
    "extras" path::extras [Volunteering Projects Courses Honors],
    "connections" proof::connections [Connections],
    "skills" proof::skills [Skills],
    "skills_fit" proof::skills_fit [Skills],
    "recommendations" proof::recommendations [Recommendations],
    "endorsements" proof::endorsements [Endorsements],
    "activity" proof::activity [Shares Comments Reactions],
    "open_to_work" proof::open_to_work [JobPreferences],
    "verification" proof::verification [Verifications],
}

/// A text of the archive in quotes, cut after `most` characters.
fn quote(text: &str, most: usize) -> String {
    let text = text.trim();
    let mut cut: String = text.chars().take(most).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("\"{cut}\"")
}

/// `1 skill`, `2 skills`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
