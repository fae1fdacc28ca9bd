//! Lines to type, at the bottom of the screen.

use super::super::{
    edit::Line,
    key::{Code, Key},
    pane::Pane,
};
use crate::{
    domain::{
        day::Day, entry::Entry, invitation::InvitationId, person::PersonKey, step::Channel,
        target::TargetKind, when,
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
    /// Tab on a path: folders are to be looked into.
    Path,
    /// Enter.
    Done,
    /// Esc.
    Cancelled,
}

impl Prompt {
    /// An empty line.
    pub fn new(ask: Ask, label: Safe) -> Self {
        let day = matches!(ask, Ask::LaterDay(_) | Ask::SnoozeDay(_) | Ask::PauseDay(_));
        let days = if day { when::WORDS } else { &[] };
        Self {
            ask,
            label,
            line: Line::default(),
            aside: Ok(Safe::EMPTY),
            choices: days.iter().map(|word| (*word).to_owned()).collect(),
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
            Code::Char('g') if key.ctrl => Typed::Cancelled,
            // An empty line is left by the keys that would shorten it.
            Code::Backspace if self.line.is_empty() => Typed::Cancelled,
            Code::Char('d') if key.ctrl && self.line.is_empty() => Typed::Cancelled,
            Code::Tab if matches!(self.ask, Ask::Path | Ask::Export(_)) => Typed::Path,
            Code::Tab => self.complete(),
            Code::Up => self.recall(self.back + 1, history),
            Code::Down => self.recall(self.back.saturating_sub(1), history),
            Code::Char('p') if key.ctrl => self.recall(self.back + 1, history),
            Code::Char('n') if key.ctrl => self.recall(self.back.saturating_sub(1), history),
            Code::Char('r') if key.ctrl => self.search(history),
            _ if self.line.press(key) => {
                // A line of the history that is changed is a new one.
                self.back = 0;
                Typed::Changed
            }
            _ => Typed::Nothing,
        }
    }

    /// The next older line of the history that has what was typed.
    fn search(&mut self, history: &[String]) -> Typed {
        let typed = self.line.text();
        let wanted = if self.back == 0 { &typed } else { &self.kept };
        let mut older = history.iter().rev().enumerate().skip(self.back);
        let found = older.find(|(_, line)| line.contains(wanted.as_str()));
        match found.map(|(at, _)| at + 1) {
            Some(back) => self.recall(back, history),
            None => Typed::Nothing,
        }
    }

    /// Takes the paths that go on as the typed one does: as much as they have in common, and their
    /// names behind the line.
    pub fn take_paths(&mut self, found: &[String]) {
        let typed = self.line.text();
        let common =
            found
                .iter()
                .skip(1)
                .fold(found.first().map_or("", String::as_str), |common, other| {
                    let alike = common
                        .chars()
                        .zip(other.chars())
                        .take_while(|(a, b)| a == b);
                    let bytes = alike.map(|(c, _)| c.len_utf8()).sum();
                    common.get(..bytes).unwrap_or_default()
                });
        let folder = common.rfind(std::path::is_separator).map_or(0, |at| at + 1);
        let name = |path: &String| Safe::line(path.get(folder..).unwrap_or_default());
        let names: Vec<Safe> = found.iter().map(name).take(9).collect();
        self.aside = match names.as_slice() {
            [] => Err(Safe::own("nothing there begins like that")),
            [_] => Ok(self.path_aside()),
            several => Ok(Safe::join(several, "  ")),
        };
        if common.len() >= typed.len() {
            self.line = Line::new(common);
        }
    }

    /// What the path is for, said behind the line.
    fn path_aside(&self) -> Safe {
        Safe::own(match self.ask {
            Ask::Export(_) => "Tab completes, Enter shows what would be written, Esc leaves",
            _ => "Tab completes, Enter reads it, Esc leaves",
        })
    }

    /// Says behind the line what the path is for.
    pub fn explain_path(&mut self) {
        self.aside = Ok(self.path_aside());
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
        self.aside = match when::parse(&text, today) {
            _ if text.trim().is_empty() => Ok(Safe::own(when::EXAMPLES)),
            Ok(day) => Ok(super::super::pane::full_day(day)),
            Err(why) => Err(Safe::line(&why.to_string())),
        };
    }
}

#[cfg(test)]
mod tests;
