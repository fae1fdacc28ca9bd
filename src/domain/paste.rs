//! What a copied page of LinkedIn says: cards of people, and whole profiles.
//!
//! Texts are cleaned of control characters, and still a stranger's. Nothing is filled in that was
//! not there: what the page does not say stays empty, and lines that were not understood are
//! counted.

use std::{fmt, str::FromStr};

use super::{describe::count, person::PersonKey};

/// A number of connections as LinkedIn shows it: exact, or `500+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count {
    /// The number, or the least it is.
    pub number: u32,
    /// Whether it may be more.
    pub more: bool,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, if self.more { "+" } else { "" })
    }
}

/// The text is no number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number of people")]
pub struct NotACount;

impl FromStr for Count {
    type Err = NotACount;

    /// Reads `12`, `500+` and `1,234` as well as `1.234` and `1 234`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (digits, more) = match text.strip_suffix('+') {
            Some(digits) => (digits.trim_end(), true),
            None => (text, false),
        };
        let mut number = String::new();
        for (nth, group) in digits
            .split([',', '.', ' ', '\u{a0}', '\u{202f}'])
            .enumerate()
        {
            let whole = group.bytes().all(|byte| byte.is_ascii_digit()) && !group.is_empty();
            if !whole
                || nth > 0 && group.len() != 3
                || nth == 0 && digits != group && group.len() > 3
            {
                return Err(NotACount);
            }
            number.push_str(group);
        }
        let number = number.parse().map_err(|_| NotACount)?;
        Ok(Self { number, more })
    }
}

/// Where a card was copied from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardKind {
    /// The page of invitations: it has buttons to ignore and accept.
    Invitation,
    /// The top of a profile, or a card of a search.
    Person,
}

/// One person on a copied page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Where it was copied from.
    pub kind: CardKind,
    /// The name.
    pub name: String,
    /// Who it is, where the copy holds a link to the profile.
    pub person: Option<PersonKey>,
    /// The headline.
    pub headline: Option<String>,
    /// Today's company, where the page says it apart from the headline.
    pub company: Option<String>,
    /// Today's title, where the page says it apart from the headline.
    pub title: Option<String>,
    /// Town or region.
    pub place: Option<String>,
    /// Mutual connections.
    pub mutual: Option<u32>,
    /// How many connections they have.
    pub connections: Option<Count>,
    /// The note of the invitation.
    pub note: Option<String>,
    /// A company or school that both share. Which of the two, the page does not say.
    pub shared: Option<String>,
    /// How many days ago it was sent: LinkedIn rounds to weeks, months and years.
    pub age_days: Option<u32>,
}

impl Card {
    /// A card that says only a name.
    pub fn new(kind: CardKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            person: None,
            headline: None,
            company: None,
            title: None,
            place: None,
            mutual: None,
            connections: None,
            note: None,
            shared: None,
            age_days: None,
        }
    }
}

/// A section of a profile's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// About, the summary.
    About,
    /// Services that are offered.
    Services,
    /// Featured posts and links.
    Featured,
    /// Posts, comments.
    Activity,
    /// Positions.
    Experience,
    /// Schools.
    Education,
    /// Licences and certifications.
    Certifications,
    /// Projects.
    Projects,
    /// Volunteering.
    Volunteering,
    /// Skills.
    Skills,
    /// Recommendations.
    Recommendations,
    /// Publications.
    Publications,
    /// Courses.
    Courses,
    /// Honours and awards.
    Honors,
    /// Languages.
    Languages,
    /// Organisations.
    Organizations,
    /// Interests: who and what is followed.
    Interests,
    /// What LinkedIn puts beside a profile, about other people.
    Beside,
}

/// A position on a copied profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedPosition {
    /// The title.
    pub title: String,
    /// The company; empty where the page does not show it.
    pub company: String,
    /// When, as the page writes it: `Jan 2020 - Present`.
    pub dates: String,
    /// Whether it lasts until today.
    pub current: bool,
    /// Place, description and whatever else stands there, line by line.
    pub description: String,
}

/// A school on a copied profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedEducation {
    /// The school.
    pub school: String,
    /// Degree and field; can be empty.
    pub degree: String,
    /// When, as the page writes it; can be empty.
    pub dates: String,
}

/// A whole profile, copied from its page (select all, copy). A page shows only what was loaded and
/// opened: a section that is missing here may still be there, and a text may end at `see more`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedProfile {
    /// What the top of the page says: name, headline, place, counts.
    pub top: Card,
    /// How many follow them.
    pub followers: Option<Count>,
    /// The summary, line by line; empty where the page does not show it.
    pub about: String,
    /// Positions, in the order of the page.
    pub positions: Vec<PastedPosition>,
    /// Schools, in the order of the page.
    pub educations: Vec<PastedEducation>,
    /// Skills, in the order of the page; it shows a few of them.
    pub skills: Vec<String>,
    /// The sections that the page shows, in its order.
    pub sections: Vec<Section>,
    /// Whether some text was cut by LinkedIn: copied before `see more` was pressed.
    pub cut: bool,
}

impl PastedProfile {
    /// Whether the page shows a section.
    pub fn has(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }
}

/// What was found in a pasted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The people, in the order of the page. The owner of a whole profile is among them.
    pub cards: Vec<Card>,
    /// The profile, if the text was one.
    pub profile: Option<Box<PastedProfile>>,
    /// How many invitations the page says there are: `All (23)`. It shows about ten at a time.
    pub listed: Option<u32>,
    /// People who were erased before: their cards are left out.
    pub erased: u32,
    /// Lines that were not understood.
    pub unread: u32,
    /// Whether the text was too long, and its end was left out.
    pub too_long: bool,
}

impl Pasted {
    /// Leaves out of the cards who was erased.
    pub fn leave_out(&mut self, is_erased: impl Fn(&PersonKey) -> bool) {
        let all = self.cards.len();
        self.cards.retain(|card| {
            let linked = card.person.as_ref().is_some_and(&is_erased);
            !linked && !is_erased(&PersonKey::name(&card.name))
        });
        let left = u32::try_from(all - self.cards.len()).unwrap_or(u32::MAX);
        self.erased = self.erased.saturating_add(left);
    }

    /// The words for who was left out; `None` where nobody was.
    pub fn erased_words(&self) -> Option<String> {
        let many = usize::try_from(self.erased).unwrap_or(usize::MAX);
        let people = count(many, "person was", "people were");
        (many > 0).then(|| format!("{people} erased before, and not taken in again"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_linkedin_writes_them() {
        for (text, number, more) in [
            ("12", 12, false),
            ("500+", 500, true),
            ("1,234", 1_234, false),
            ("1.234", 1_234, false),
            ("1\u{202f}234 +", 1_234, true),
            ("0", 0, false),
        ] {
            assert_eq!(text.parse(), Ok(Count { number, more }), "{text}");
        }
        for text in [
            "",
            "+",
            "1,2",
            "12,34",
            "12a",
            "-1",
            "99999999999",
            "1234,567",
        ] {
            assert_eq!(text.parse::<Count>(), Err(NotACount), "{text}");
        }
        assert_eq!("500+".parse::<Count>().unwrap().to_string(), "500+");
    }
}
