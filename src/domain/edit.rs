//! Facts that the person typed or pasted. They lie over LinkedIn's: an archive never replaces
//! them, and where it says otherwise, that is shown beside them.

use super::{
    paste::{Card, Count},
    person::PersonKey,
};

/// A fact about somebody that can be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The headline.
    Headline,
    /// Today's company.
    Company,
    /// Today's title.
    Title,
    /// Town or region.
    Place,
    /// Mutual connections.
    Mutual,
    /// How many connections they have: `312` or `500+`.
    Connections,
    /// How the person met them.
    Met,
    /// E-mail.
    Email,
}

impl Field {
    /// All fields: the word of the journal and the command line, and the label of a form.
    pub const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Headline, "headline", "headline"),
        (Self::Company, "company", "company"),
        (Self::Title, "title", "title"),
        (Self::Place, "place", "place"),
        (Self::Mutual, "mutual", "mutual connections"),
        (Self::Connections, "connections", "their connections"),
        (Self::Met, "met", "how you met"),
        (Self::Email, "email", "e-mail"),
    ];

    fn row(self) -> (&'static str, &'static str) {
        let mut rows = Self::ALL.iter();
        rows.find(|(field, ..)| *field == self)
            .map_or(("", ""), |(_, word, label)| (word, label))
    }

    /// The word of the journal and the command line.
    pub fn word(self) -> &'static str {
        self.row().0
    }

    /// The label of a form.
    pub fn label(self) -> &'static str {
        self.row().1
    }

    /// The field with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut rows = Self::ALL.iter();
        rows.find(|(_, known, _)| *known == word)
            .map(|(field, ..)| *field)
    }

    /// The form in which a typed value is kept; empty takes the fact away.
    pub fn read(self, typed: &str) -> Result<String, NotAValue> {
        let text = typed.trim();
        match self {
            _ if text.is_empty() => Ok(String::new()),
            Self::Mutual | Self::Connections => {
                let count: Count = text.parse().map_err(|_| NotAValue(self))?;
                if self == Self::Mutual && count.more {
                    return Err(NotAValue(self));
                }
                Ok(count.to_string())
            }
            Self::Email if !text.contains('@') || text.contains(' ') => Err(NotAValue(self)),
            _ => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }
}

/// What was typed does not fit the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAValue(pub Field);

impl std::fmt::Display for NotAValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let wanted = match self.0 {
            Field::Connections => "a number, or 500+",
            Field::Email => "an e-mail address",
            _ => "a number",
        };
        write!(f, "{} is {wanted}", self.0.label())
    }
}

impl std::error::Error for NotAValue {}

/// One fact that was typed about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// About whom.
    pub person: PersonKey,
    /// Which fact.
    pub field: Field,
    /// What it is, as [`Field::read`] gives it; empty takes it away.
    pub value: String,
}

impl Card {
    /// The facts of a copied card, in the form in which they are kept.
    pub fn facts(&self) -> Vec<(Field, String)> {
        let texts = [
            (Field::Headline, self.headline.clone()),
            (Field::Company, self.company.clone()),
            (Field::Title, self.title.clone()),
            (Field::Place, self.place.clone()),
            (Field::Mutual, self.mutual.map(|number| number.to_string())),
            (
                Field::Connections,
                self.connections.map(|count| count.to_string()),
            ),
        ];
        let said = texts.into_iter().filter_map(|(field, text)| {
            let value = field.read(&text?).ok()?;
            (!value.is_empty()).then_some((field, value))
        });
        said.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_in_one_form() {
        let read = |field: Field, text| field.read(text).ok();
        assert_eq!(read(Field::Mutual, " 1,204 ").as_deref(), Some("1204"));
        assert_eq!(read(Field::Connections, "500+").as_deref(), Some("500+"));
        assert_eq!(
            read(Field::Company, "  North\n wind ").as_deref(),
            Some("North wind")
        );
        assert_eq!(read(Field::Mutual, "").as_deref(), Some(""));
        assert_eq!(read(Field::Mutual, "many"), None);
        assert_eq!(read(Field::Mutual, "12+"), None);
        assert_eq!(read(Field::Email, "mira"), None);
        let said = Field::Connections.read("lots").map_err(|e| e.to_string());
        assert_eq!(
            said,
            Err("their connections is a number, or 500+".to_owned())
        );
    }

    #[test]
    fn each_field_has_a_word_of_its_own() {
        for (field, word, _) in Field::ALL {
            assert_eq!(Field::from_word(word), Some(field));
            assert_eq!(field.word(), word);
        }
    }
}
