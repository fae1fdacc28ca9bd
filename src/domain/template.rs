//! Templates of short texts: what they are for, and which one is next. Their words are rendered
//! outside the domain.

mod known;

pub use known::{situations, used, values};

use std::{collections::BTreeSet, sync::Arc};

use super::day::Day;
use crate::domain::words::words;

/// Two people of one company do not get the same words within so many days. Source: domain.md 10.5.
pub const SAME_COMPANY_DAYS: i64 = 30;
/// Longer messages are read less: the advice, in UTF-16 units. Source: domain.md 10.5.
pub const ADVISED_UNITS: usize = 400;
/// The most that LinkedIn takes in a message, in UTF-16 units. Source: domain.md 10.5.
pub const MESSAGE_UNITS: usize = 8_000;
/// A role is new for so many days after the archive that shows it. Judgement.
pub const NEW_ROLE_DAYS: i64 = 90;
/// The language that every text is there in.
pub const FALLBACK_LANGUAGE: &str = "en";

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// The first words to a new connection.
    Welcome,
    /// An occasional note.
    Note,
    /// An important question.
    Question,
    /// Words after a long silence.
    Revive,
    /// A reminder after one silence.
    Nudge,
    /// Good wishes for a new job.
    Congratulation,
    /// The note of an invitation.
    Invitation,
    /// An answer to an invitation.
    Answer,
}

words! {
    Use:
    Welcome "welcome",
    Note "note",
    Question "question",
    Revive "revive",
    Nudge "nudge",
    Congratulation "congratulation",
    Invitation "invitation",
    Answer "answer",
}

/// What somebody gets a text for: on a card, or by the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// The first words to a new connection.
    Welcome,
    /// An occasional note.
    Note,
    /// An important question.
    Question,
    /// Words after a long silence.
    Revive,
    /// A reminder after one silence.
    Nudge,
    /// Good wishes for a new job.
    Congratulation,
    /// An answer to what they wrote; no text is made for it, it is the person's own.
    Reply,
    /// The note of an invitation.
    Invitation,
    /// A question before accepting.
    Ask,
    /// A polite no.
    Decline,
}

impl Occasion {
    /// All occasions, with the word of the journal and the command line, what texts for it are used
    /// for, and what is true beside what archives tell.
    pub const ALL: [(Self, &'static str, Option<Use>, &'static [Situation]); 10] = [
        (Self::Welcome, "welcome", Some(Use::Welcome), &[]),
        (Self::Note, "note", Some(Use::Note), &[]),
        (Self::Question, "question", Some(Use::Question), &[]),
        (Self::Revive, "revive", Some(Use::Revive), &[]),
        (Self::Nudge, "nudge", Some(Use::Nudge), &[]),
        (
            Self::Congratulation,
            "congratulation",
            Some(Use::Congratulation),
            &[],
        ),
        (Self::Reply, "reply", None, &[]),
        (Self::Invitation, "invitation", Some(Use::Invitation), &[]),
        (Self::Ask, "ask", Some(Use::Answer), &[Situation::Asking]),
        (
            Self::Decline,
            "decline",
            Some(Use::Answer),
            &[Situation::Declining],
        ),
    ];

    /// The word of the journal and the command line.
    pub fn word(self) -> &'static str {
        let row = Self::ALL.iter().find(|(occasion, ..)| *occasion == self);
        row.map_or("note", |(_, word, ..)| word)
    }

    /// The occasion of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let row = Self::ALL.iter().find(|(_, known, ..)| *known == word);
        row.map(|(occasion, ..)| *occasion)
    }

    /// Whether it answers an invitation that is not accepted.
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Ask | Self::Decline)
    }

    /// What texts for it are used for, and what is true then; `None` if none is made.
    pub fn wants(self) -> Option<(Use, &'static [Situation])> {
        let row = Self::ALL.iter().find(|(occasion, ..)| *occasion == self);
        row.and_then(|(_, _, used, also)| Some(((*used)?, *also)))
    }
}

/// Where a text is written on LinkedIn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A message.
    Message,
    /// The note of an invitation.
    InvitationNote,
}

words! {
    Form:
    Message "message",
    InvitationNote "invitation_note",
}

/// A situation that makes a text's words true: "thank you for accepting" needs that you asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Situation {
    /// They invited you.
    Invited,
    /// You invited them.
    Asked,
    /// They recruit.
    Recruiter,
    /// They hire at a company that you follow.
    Hiring,
    /// You share a school or an employer.
    Past,
    /// You met in person.
    Met,
    /// They have a new role.
    NewRole,
    /// They are no longer among your connections.
    Gone,
    /// You applied at their company.
    Applied,
    /// You want to know more before accepting.
    Asking,
    /// You say no.
    Declining,
}

words! {
    Situation:
    Invited "invited",
    Asked "asked",
    Recruiter "recruiter",
    Hiring "hiring",
    Past "past",
    Met "met",
    NewRole "new_role",
    Gone "gone",
    Applied "applied",
    Asking "asking",
    Declining "declining",
}

/// The variables that the built-in texts know, with what to fill in.
pub const VARIABLES: [(&str, &str); 23] = [
    ("first", "their first name"),
    ("company", "their company"),
    ("my_topic", "what you work on"),
    ("topic", "a subject you share or spoke about"),
    ("target_role", "the work you look for"),
    ("place", "town or region"),
    ("when", "month or date"),
    ("reason", "why that company"),
    ("school", "the shared school or employer"),
    ("year", "a year"),
    ("event", "where you met"),
    ("detail", "what they said"),
    ("thing", "what you promised, or read of theirs"),
    ("title", "the title of an article or link"),
    ("my_news", "your news, as in 'started at ...'"),
    ("a", "the first choice"),
    ("b", "the second choice, the one they know"),
    ("role", "the job you want or applied for"),
    ("other", "the person you want to meet"),
    ("memory", "a thing you remember together"),
    ("my_company", "your company"),
    ("my_role", "your job title"),
    ("field", "the field of work"),
];

/// What to fill in for a variable; its own name for one that only an own text has.
pub fn describe(variable: &str) -> &str {
    VARIABLES
        .iter()
        .find(|(name, _)| *name == variable)
        .map_or(variable, |(_, words)| words)
}

/// A text to copy, without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name in steps and on the command line: `W1`.
    pub id: Arc<str>,
    /// Its language: `en`.
    pub language: Arc<str>,
    /// What it is called on the screen.
    pub name: String,
    /// What it is for.
    pub used_for: Use,
    /// Where it is written.
    pub form: Form,
    /// The most that LinkedIn takes, in UTF-16 units.
    pub limit: usize,
    /// The situations that make its words true, one of them at least; none: always true.
    pub fits: Vec<Situation>,
    /// Those it can do without.
    pub optional: BTreeSet<String>,
    /// Whether the person wrote it.
    pub own: bool,
}

/// What a text is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish<'a> {
    /// What for.
    pub used_for: Use,
    /// In which language; English where that one has nothing.
    pub language: &'a str,
    /// What is true of the two.
    pub situations: &'a [Situation],
    /// The company of the one who gets it, empty for unknown.
    pub company: &'a str,
    /// The day it would be sent on.
    pub today: Day,
}

/// A text that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Which one.
    pub template: Arc<str>,
    /// The company of the one who got it, empty for unknown.
    pub company: Box<str>,
    /// On which day.
    pub on: Day,
}

/// A chosen text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice<'a> {
    /// Which one.
    pub template: &'a Template,
    /// The day on which somebody of the same company got it, if that is within
    /// [`SAME_COMPANY_DAYS`] and no other text's words are true: change them.
    pub same_words_on: Option<Day>,
}

/// The text that is next: the first one of [`ranked`].
pub fn choose<'a>(list: &'a [Template], wish: Wish<'_>, used: &[Used]) -> Option<Choice<'a>> {
    ranked(list, wish, used).into_iter().next()
}

/// The texts whose words are true, the next one first: those of the language before English ones and
/// these before all others; then one that the company did not get of late, that was never used, or
/// else the least recently used one. Ties go to the earlier one of the list, texts of a situation
/// before those that always fit.
pub fn ranked<'a>(list: &'a [Template], wish: Wish<'_>, used: &[Used]) -> Vec<Choice<'a>> {
    let fits = |template: &&Template| {
        template.used_for == wish.used_for && is_true(template, wish.situations)
    };
    let mut all: Vec<_> = list
        .iter()
        .filter(fits)
        .enumerate()
        .map(|(at, template)| {
            let sent = used.iter().filter(|u| u.template == template.id);
            let newest = sent.map(|u| u.on).max();
            let same_words_on = same_words(template, &wish, used);
            let wanted = *template.language == *wish.language;
            let known = *template.language == *FALLBACK_LANGUAGE;
            let choice = Choice {
                template,
                same_words_on,
            };
            let rank = (same_words_on, newest, template.fits.is_empty(), at);
            ((!wanted, !known, rank), choice)
        })
        .collect();
    all.sort_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, choice)| choice).collect()
}

fn is_true(template: &Template, situations: &[Situation]) -> bool {
    template.fits.is_empty() || template.fits.iter().any(|fit| situations.contains(fit))
}

/// The newest day within [`SAME_COMPANY_DAYS`] on which somebody of the company got this text.
pub fn same_words(template: &Template, wish: &Wish<'_>, used: &[Used]) -> Option<Day> {
    let company = wish.company.trim().to_lowercase();
    used.iter()
        .filter(|u| u.template == template.id && !company.is_empty())
        .filter(|u| u.company.trim().to_lowercase() == company)
        .filter(|u| (wish.today - u.on).num_days() < SAME_COMPANY_DAYS)
        .map(|u| u.on)
        .max()
}

#[cfg(test)]
mod tests;
