//! Lines to type, at the bottom of the screen.

use super::super::{
    edit::Line,
    key::{Code, Key},
    pane::Pane,
};
use crate::{
    domain::{
        day::Day, entry::Entry, invitation::InvitationId, person::PersonKey, step::Channel,
        target::TargetKind,
    },
    export::made::Form,
    query, safe,
    text::Safe,
};

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The filter of a pane, live.
    Filter(Pane),
    /// What to mark.
    Pattern(Pane),
    /// A note about people.
    Note(Vec<PersonKey>),
    /// What a contact was about, and how it was, unless the words tell; Enter skips it.
    Contact(Vec<PersonKey>, Option<Channel>),
    /// A tag, or one to take off with a minus before it.
    Tag(Vec<PersonKey>),
    /// Until when invitations rest.
    LaterDay(Vec<InvitationId>),
    /// Until when follow-ups rest.
    SnoozeDay(Vec<PersonKey>),
    /// Until when people are paused.
    PauseDay(Vec<PersonKey>),
    /// How many connections are shared with people.
    Mutual(Vec<PersonKey>),
    /// Somebody in one line.
    Add,
    /// The value of a variable in a text to somebody.
    Fill(PersonKey, String),
    /// Why a check does not apply.
    Waive(String),
    /// Whether to take somebody's data away for good.
    Erase(PersonKey),
    /// The name of a target.
    Target(TargetKind),
    /// The path of an archive.
    Path,
    /// The file of an export in this form.
    Export(Form),
}

impl Ask {
    /// The key of its history: prompts of one kind share one.
    pub const fn history(&self) -> usize {
        match self {
            Self::Filter(_) | Self::Pattern(_) => 0,
            Self::Target(_)
            | Self::Note(_)
            | Self::Contact(..)
            | Self::Waive(_)
            | Self::Mutual(_)
            | Self::Fill(..)
            | Self::Add => 1,
            Self::LaterDay(_) | Self::SnoozeDay(_) | Self::PauseDay(_) => 2,
            Self::Path | Self::Export(_) => 3,
            Self::Tag(_) => 4,
            // A yes is not to be had by a key.
            Self::Erase(_) => usize::MAX,
        }
    }
}

/// A line to type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What for.
    pub ask: Ask,
    /// The words before the line.
    pub label: Safe,
    /// The line.
    pub line: Line,
    /// What the line means, or why it cannot be taken: shown behind it.
    pub aside: Result<Safe, Safe>,
    /// What Tab completes the line to, the likeliest first.
    pub choices: Vec<String>,
    /// How far back in the history; 0 is the line itself.
    back: usize,
    /// The line that was left for the history.
    kept: String,
}

/// What a key did to a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Nothing,
    /// The line changed.
    Changed,
    /// Enter.
    Done,
    /// Esc.
    Cancelled,
}

impl Prompt {
    /// An empty line.
    pub fn new(ask: Ask, label: Safe) -> Self {
        Self {
            ask,
            label,
            line: Line::default(),
            aside: Ok(Safe::EMPTY),
            choices: Vec::new(),
            back: 0,
            kept: String::new(),
        }
    }

    /// With words behind the line: what it is for, and which keys end it.
    #[must_use]
    pub fn with_aside(mut self, words: &'static str) -> Self {
        self.aside = Ok(Safe::own(words));
        self
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key, history: &[String]) -> Typed {
        match key.code {
            Code::Enter => Typed::Done,
            Code::Esc => Typed::Cancelled,
            // An empty line is left by the key that would shorten it.
            Code::Backspace if self.line.is_empty() => Typed::Cancelled,
            Code::Tab => self.complete(),
            Code::Up => self.recall(self.back + 1, history),
            Code::Down => self.recall(self.back.saturating_sub(1), history),
            _ if self.line.press(key) => Typed::Changed,
            _ => Typed::Nothing,
        }
    }

    /// Completes a query at its end, else takes the first choice that goes on as the line does.
    fn complete(&mut self) -> Typed {
        if let Some(rows) = self.rows() {
            let text = self.line.text();
            let Some(longer) = query::complete(&text, rows).apply(&text) else {
                return Typed::Nothing;
            };
            self.line = Line::new(&longer);
            return Typed::Changed;
        }
        let Some(choice) = self.fitting().next().cloned() else {
            return Typed::Nothing;
        };
        let minus = if self.line.text().starts_with('-') {
            "-"
        } else {
            ""
        };
        self.line = Line::new(&format!("{minus}{choice}"));
        Typed::Changed
    }

    /// The choices that go on as the line does.
    fn fitting(&self) -> impl Iterator<Item = &String> {
        let typed = self.line.text();
        let typed = typed.trim_start_matches('-').trim().to_lowercase();
        let goes_on = move |choice: &&String| choice.to_lowercase().starts_with(&typed);
        self.choices.iter().filter(goes_on)
    }

    /// The tag that was typed, spelled as it is known already.
    pub fn tag(&self) -> String {
        let typed = self.line.text();
        let typed = typed.trim().trim_start_matches('-').trim();
        let known = self
            .choices
            .iter()
            .find(|c| c.to_lowercase() == typed.to_lowercase());
        known.map_or_else(|| typed.to_owned(), Clone::clone)
    }

    /// Says behind the line which choices go on as it does.
    pub fn explain_choices(&mut self) {
        let shown: Vec<Safe> = self
            .fitting()
            .take(6)
            .map(|choice| Safe::line(choice))
            .collect();
        self.aside = Ok(if self.choices.is_empty() {
            Safe::own("a word of yours; a minus before it takes it off")
        } else if shown.is_empty() {
            Safe::own("a new tag")
        } else {
            safe!("Tab: {}", Safe::join(&shown, ", "))
        });
    }

    /// Says behind the line on which day and how a contact was.
    pub fn explain_contact(&mut self, today: Day) {
        let Ask::Contact(_, channel) = self.ask else {
            return;
        };
        let entry = Entry::read(&self.line.text(), today);
        let how = channel.unwrap_or(entry.channel).word();
        let on = if entry.on == today {
            Safe::own("today; a day may stand before or behind it")
        } else {
            super::super::pane::full_day(entry.on)
        };
        self.aside = Ok(safe!("{}, {}", how, on));
    }

    fn recall(&mut self, back: usize, history: &[String]) -> Typed {
        if back > history.len() || back == self.back {
            return Typed::Nothing;
        }
        if self.back == 0 {
            self.kept = self.line.text();
        }
        self.back = back;
        let text = match back.checked_sub(1) {
            None => self.kept.as_str(),
            Some(nth) => history.iter().rev().nth(nth).map_or("", String::as_str),
        };
        self.line = Line::new(text);
        Typed::Changed
    }

    /// The rows that a typed query chooses from, if it is one.
    const fn rows(&self) -> Option<query::Rows> {
        match self.ask {
            Ask::Filter(pane) | Ask::Pattern(pane) => pane.rows(),
            _ => None,
        }
    }

    /// Says behind the line what is wrong with a typed query, else what can come next.
    pub fn explain_query(&mut self) {
        let Some(rows) = self.rows() else { return };
        let text = self.line.text();
        self.aside = match query::parse(&text, rows).complaint() {
            Some(fault) => Err(Safe::line(&fault.to_string())),
            None => Ok(Safe::line(&query::aside(&text, rows))),
        };
    }

    /// Says behind the line what a typed day means.
    pub fn explain_day(&mut self, today: Day) {
        let text = self.line.text();
        self.aside = match crate::domain::when::parse(&text, today) {
            _ if text.trim().is_empty() => Ok(Safe::own(crate::domain::when::EXAMPLES)),
            Ok(day) => Ok(super::super::pane::full_day(day)),
            Err(why) => Err(Safe::line(&why.to_string())),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_comes_back_and_the_own_line_is_kept() {
        let history = ["old".to_owned(), "newer".to_owned()];
        let mut prompt = Prompt::new(Ask::Path, Safe::EMPTY);
        let press = |prompt: &mut Prompt, key: &str| prompt.press(key.parse().unwrap(), &history);
        assert_eq!(press(&mut prompt, "x"), Typed::Changed);
        press(&mut prompt, "Up");
        assert_eq!(prompt.line.text(), "newer");
        press(&mut prompt, "Up");
        assert_eq!(press(&mut prompt, "Up"), Typed::Nothing);
        assert_eq!(prompt.line.text(), "old");
        press(&mut prompt, "Down");
        press(&mut prompt, "Down");
        assert_eq!(prompt.line.text(), "x");
        assert_eq!(press(&mut prompt, "Backspace"), Typed::Changed);
        assert_eq!(press(&mut prompt, "Backspace"), Typed::Cancelled);
    }

    #[test]
    fn a_day_is_explained_while_it_is_typed() {
        let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
        let mut prompt = Prompt::new(Ask::LaterDay(vec![]), Safe::EMPTY);
        prompt.line.insert("next tue");
        prompt.explain_day(today);
        assert_eq!(prompt.aside, Ok(Safe::own("Tue 1 Dec 2026")));
        prompt.line.insert("xx");
        prompt.explain_day(today);
        assert!(prompt.aside.is_err());
    }
}
