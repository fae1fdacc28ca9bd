//! The table of fields: help, completion and documents are made from it.

/// Where rows stand that a query chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rows {
    /// Invitations.
    Invitations,
    /// People.
    People,
    /// Follow-ups.
    FollowUps,
    /// The outbox.
    Outbox,
    /// The checks of the own profile.
    Profile,
}

words! {
    Rows:
    Invitations "invitations",
    People "people",
    FollowUps "follow-ups",
    Outbox "outbox",
    Profile "profile",
}

/// What is asked about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table says what each means")]
pub enum Field {
    Has,
    Is,
    Name,
    Note,
    Company,
    Title,
    Place,
    Tag,
    Circle,
    Class,
    Verdict,
    Warn,
    Score,
    Mutual,
    Age,
    Sent,
    Connected,
    Last,
    Due,
    Kind,
    Do,
    State,
    Id,
    Weight,
    Points,
}

/// A word that a field may be, and of which rows.
pub type Choice = (&'static str, &'static [Rows]);

/// What a field is compared with.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text, found where one of its words begins.
    Text,
    /// One of a few words.
    Choice(&'static [Choice]),
    /// A number.
    Number,
    /// How long ago: `30d`, `4w`, `6m`, `1y`.
    Age,
    /// A day: how long ago, or a date, a month or a year.
    Day,
}

impl Kind {
    /// What to write behind the field, in a few words.
    pub const fn form(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Choice(_) => "a word",
            Self::Number => "a number",
            Self::Age => "how long ago: 30d, 4w, 6m, 1y",
            Self::Day => "how long ago (30d, 4w, 6m, 1y) or a date (2026-11-23, 2026-11, 2026)",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    /// The field.
    pub field: Field,
    /// What is typed.
    pub name: &'static str,
    /// What it is compared with.
    pub kind: Kind,
    /// What it means.
    pub means: &'static str,
    /// A term with it.
    pub example: &'static str,
    /// Of which rows it is known.
    pub rows: &'static [Rows],
}

use crate::domain::words::words;

use Rows::{FollowUps, Invitations, Outbox, People, Profile};

const PERSONS: &[Rows] = &[Invitations, People, FollowUps, Outbox];
const JUDGED: &[Rows] = &[Invitations];

const HAS: &[Choice] = &[
    ("note", PERSONS),
    ("company", PERSONS),
    ("title", PERSONS),
    ("tag", PERSONS),
    ("messages", PERSONS),
    ("email", PERSONS),
    ("warning", JUDGED),
    ("reason", &[Invitations, Outbox]),
];
const IS: &[Choice] = &[("connection", PERSONS)];
const CIRCLES: &[Choice] = &[
    ("close", PERSONS),
    ("active", PERSONS),
    ("light", PERSONS),
    ("yearly", PERSONS),
    ("none", PERSONS),
];
const CLASSES: &[Choice] = &[
    ("recruiter", PERSONS),
    ("hr", PERSONS),
    ("mentor", PERSONS),
    ("exec", PERSONS),
    ("manager", PERSONS),
    ("sales", PERSONS),
];
const VERDICTS: &[Choice] = &[
    ("stop", JUDGED),
    ("check", JUDGED),
    ("follow-up", JUDGED),
    ("accept", JUDGED),
    ("look", JUDGED),
    ("sells", JUDGED),
];
const WARNINGS: &[Choice] = &[("stop", JUDGED), ("check", JUDGED), ("none", JUDGED)];
const KINDS: &[Choice] = &[
    ("reply", &[FollowUps]),
    ("welcome", &[FollowUps]),
    ("planned", &[FollowUps]),
    ("question", &[FollowUps]),
    ("note", &[FollowUps]),
    ("nudge", &[FollowUps]),
    ("revive", &[FollowUps]),
];
const ACTS: &[Choice] = &[
    ("accept", &[Outbox]),
    ("reply", &[Outbox]),
    ("ignore", &[Outbox]),
    ("write", &[Outbox]),
    ("update", &[Outbox]),
];
const STATES: &[Choice] = &[
    ("open", &[Invitations]),
    ("back", &[Invitations]),
    ("replied", &[Invitations]),
    ("silent", &[Invitations]),
    ("resting", &[Invitations]),
    ("asked", &[Invitations]),
    ("accepted", &[Invitations]),
    ("declined", &[Invitations]),
    ("sent", &[Invitations]),
    ("to-do", &[Outbox]),
    ("ticked", &[Outbox]),
    ("confirmed", &[Outbox]),
    ("contradicted", &[Outbox]),
    ("full", &[Profile]),
    ("part", &[Profile]),
    ("missing", &[Profile]),
    ("ask-you", &[Profile]),
    ("not-applicable", &[Profile]),
    ("unanswerable", &[Profile]),
];

macro_rules! fields {
    ($($field:ident $name:literal $kind:expr, $rows:expr, $example:literal, $means:literal;)*) => {
        /// All fields, in the order of help and documents.
        pub const FIELDS: &[FieldRow] = &[$(FieldRow {
            field: Field::$field,
            name: $name,
            kind: $kind,
            means: $means,
            example: $example,
            rows: $rows,
        }),*];
    };
}

fields! {
    Has "has" Kind::Choice(HAS), PERSONS, "has:note", "something is there";
    Is "is" Kind::Choice(IS), PERSONS, "is:connection", "what they are to you";
    Name "name" Kind::Text, PERSONS, "name:mira", "the name alone, not the note";
    Note "note" Kind::Text, PERSONS, "note:meetup", "the note of an invitation, else your own notes";
    Company "company" Kind::Text, PERSONS, "company:northwind", "the company, as far as it is known";
    Title "title" Kind::Text, PERSONS, "title:designer", "headline or position";
    Place "place" Kind::Text, PERSONS, "place:leeds", "town or region, as far as it is known";
    Tag "tag" Kind::Text, PERSONS, "tag:colleague", "one of your tags";
    Circle "circle" Kind::Choice(CIRCLES), PERSONS, "circle:active", "how often you want to be in touch";
    Class "class" Kind::Choice(CLASSES), &[Invitations, People], "class:recruiter|hr", "what the title says";
    Verdict "verdict" Kind::Choice(VERDICTS), JUDGED, "verdict:accept", "what the rules advise";
    Warn "warn" Kind::Choice(WARNINGS), JUDGED, "warn:check", "the worst warning";
    Score "score" Kind::Number, JUDGED, "score>=65", "the score, 0 to 100";
    Mutual "mutual" Kind::Number, PERSONS, "mutual>5", "mutual connections, where you typed them";
    Age "age" Kind::Age, &[Invitations, Outbox], "age<30d", "since when: sent, or decided here";
    Sent "sent" Kind::Day, &[Invitations], "sent:2026-11", "when the invitation was sent";
    Connected "connected" Kind::Day, PERSONS, "connected<1y", "since when you are connected";
    Last "last" Kind::Day, PERSONS, "last>90d", "the last contact: messages, and what you logged";
    Due "due" Kind::Day, &[FollowUps], "due>7d", "since when it is due";
    Kind "kind" Kind::Choice(KINDS), &[FollowUps], "kind:welcome", "what kind of follow-up";
    Do "do" Kind::Choice(ACTS), &[Outbox], "do:accept", "what is to be done on LinkedIn";
    State "state" Kind::Choice(STATES), &[Invitations, Outbox, Profile], "state:missing", "where it stands";
    Id "id" Kind::Text, &[Profile], "id:about", "the name of a check";
    Weight "weight" Kind::Number, &[Profile], "weight>3", "what a check can add to the score";
    Points "points" Kind::Number, &[Profile], "points:0", "what it adds now";
}

impl FieldRow {
    /// Whether it is known of these rows.
    pub fn is_of(&self, rows: Rows) -> bool {
        self.rows.contains(&rows)
    }

    /// The words that it may be, of these rows.
    pub fn words(&self, rows: Rows) -> impl Iterator<Item = &'static str> + Clone {
        let all = match self.kind {
            Kind::Choice(choices) => choices,
            _ => &[],
        };
        let fits = move |(_, of): &&Choice| of.contains(&rows);
        all.iter().filter(fits).map(|(word, _)| *word)
    }
}

impl Field {
    /// Its row.
    pub fn row(self) -> Option<&'static FieldRow> {
        FIELDS.iter().find(|row| row.field == self)
    }
}

/// The fields of some rows.
pub fn fields(rows: Rows) -> impl Iterator<Item = &'static FieldRow> + Clone {
    FIELDS.iter().filter(move |row| row.is_of(rows))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::{checklist::State, outbox::Act, plan, triage::Class};

    fn words(field: Field, rows: Rows) -> Vec<&'static str> {
        field.row().unwrap().words(rows).collect()
    }

    #[test]
    fn each_field_has_one_name_and_something_to_say() {
        let names: HashSet<&str> = FIELDS.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), FIELDS.len());
        for row in FIELDS {
            assert!(
                !row.rows.is_empty() && !row.means.is_empty(),
                "{}",
                row.name
            );
            assert!(row.example.starts_with(row.name));
            for rows in row.rows {
                let choice = matches!(row.kind, Kind::Choice(_));
                assert_eq!(row.words(*rows).next().is_some(), choice, "{}", row.name);
            }
        }
    }

    #[test]
    fn the_words_are_those_of_the_domain() {
        let circles: Vec<&str> = plan::Circle::ALL.iter().map(|(_, word)| *word).collect();
        assert_eq!(words(Field::Circle, People), circles);
        let classes: Vec<&str> = Class::ALL.iter().map(|(_, word)| *word).collect();
        assert_eq!(words(Field::Class, People), classes);
        let states: Vec<&str> = State::ALL.iter().map(|(_, word)| *word).collect();
        assert_eq!(words(Field::State, Profile), states);
        let kinds: Vec<&str> = plan::Kind::words_of_all().collect();
        assert_eq!(words(Field::Kind, FollowUps), kinds);
        let acts = Act::ALL.map(|(_, word)| word);
        assert_eq!(words(Field::Do, Outbox), acts);
    }
}
