//! Forms: labelled fields to fill in. What a form is for is told by its [`Purpose`]; the mechanism
//! knows texts and choices.

use super::super::{
    edit::Line,
    key::{Code, Key},
};
use crate::{
    domain::{invitation::InvitationId, person::PersonKey},
    text::Safe,
};

/// What a form fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Facts about somebody.
    Facts(PersonKey),
    /// The five questions about the sender of an invitation.
    Sender(InvitationId),
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A text is typed.
    Text(Line),
    /// One of a few words is chosen.
    Choice {
        /// The words.
        words: Vec<&'static str>,
        /// Which one it is.
        at: usize,
    },
}

impl Input {
    /// A text to type, which begins with this one.
    pub fn text(text: &str) -> Self {
        Self::Text(Line::new(text))
    }

    /// What was filled in.
    pub fn value(&self) -> String {
        match self {
            Self::Text(line) => line.text(),
            Self::Choice { words, at } => (*words.get(*at).unwrap_or(&"")).to_owned(),
        }
    }

    /// All words of a choice; none for a text.
    pub fn choices(&self) -> impl Iterator<Item = &'static str> {
        let words = match self {
            Self::Text(_) => &[][..],
            Self::Choice { words, .. } => words,
        };
        words.iter().copied()
    }

    fn press(&mut self, key: Key) -> bool {
        match self {
            Self::Text(line) => line.press(key),
            Self::Choice { words, at } => {
                let next = match key.code {
                    Code::Right | Code::Char(' ') => (*at + 1) % words.len().max(1),
                    Code::Left => (*at + words.len().max(1) - 1) % words.len().max(1),
                    Code::Char(c) => {
                        let c = c.to_ascii_lowercase();
                        let found = words.iter().position(|word| word.starts_with(c));
                        found.unwrap_or(*at)
                    }
                    _ => return false,
                };
                *at = next;
                true
            }
        }
    }
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is.
    pub label: Safe,
    /// What is said about it while it has the keys.
    pub hint: Safe,
    /// What is filled in.
    pub input: Input,
}

/// Fields to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The title of the box.
    pub title: Safe,
    /// What it fills in.
    pub purpose: Purpose,
    /// The fields.
    pub fields: Vec<Field>,
    /// What is wrong with the field that has the keys.
    pub trouble: Option<Safe>,
    at: usize,
}

/// What a key did to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// The form stays.
    Stay,
    /// It closes, and nothing is kept.
    Close,
    /// It is to be kept.
    Done,
}

impl Form {
    /// A form; the first field has the keys.
    pub fn new(title: Safe, purpose: Purpose, fields: Vec<Field>) -> Self {
        Self {
            title,
            purpose,
            fields,
            trouble: None,
            at: 0,
        }
    }

    /// Which field has the keys.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether the field that has the keys is answered by one of a few words.
    pub fn is_choice(&self) -> bool {
        let field = self.fields.get(self.at);
        field.is_some_and(|field| matches!(field.input, Input::Choice { .. }))
    }

    /// Says what is wrong with a field, and gives it the keys.
    pub fn complain(&mut self, at: usize, words: Safe) {
        self.at = at;
        self.trouble = Some(words);
    }

    /// Fills the field that has the keys with a text, or with the choice of this word or of its
    /// beginning; `false` if there is none.
    pub fn set(&mut self, text: &str) -> bool {
        match self.fields.get_mut(self.at).map(|field| &mut field.input) {
            Some(Input::Text(line)) => *line = Line::new(text),
            Some(Input::Choice { words, at }) => {
                let text = text.to_lowercase();
                match words.iter().position(|word| word.starts_with(&text)) {
                    Some(found) => *at = found,
                    None => return false,
                }
            }
            None => return false,
        }
        true
    }

    /// Types a text into the field that has the keys.
    pub fn paste(&mut self, text: &str) {
        if let Some(Field {
            input: Input::Text(line),
            ..
        }) = self.fields.get_mut(self.at)
        {
            line.insert(text.trim_end_matches(['\r', '\n']));
        }
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Filled {
        let fields = self.fields.len().max(1);
        match key.code {
            Code::Enter => return Filled::Done,
            Code::Esc => return Filled::Close,
            Code::Tab | Code::Down => self.at = (self.at + 1) % fields,
            Code::BackTab | Code::Up => self.at = (self.at + fields - 1) % fields,
            _ => {
                let field = self.fields.get_mut(self.at);
                let chosen = field.is_some_and(|field| {
                    let choice = matches!(field.input, Input::Choice { .. });
                    field.input.press(key)
                        && choice
                        && matches!(key.code, Code::Char(c) if c != ' ')
                });
                // A letter answers; the next question comes by itself.
                if chosen && self.at + 1 < fields {
                    self.at += 1;
                }
            }
        }
        self.trouble = None;
        Filled::Stay
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let field = |input| Field {
            label: Safe::own("x"),
            hint: Safe::EMPTY,
            input,
        };
        let words = vec!["unknown", "yes", "no"];
        let fields = vec![
            field(Input::text("a")),
            field(Input::Choice {
                words: words.clone(),
                at: 0,
            }),
            field(Input::Choice { words, at: 0 }),
        ];
        let person = PersonKey::name("Mira");
        Form::new(Safe::own("Form"), Purpose::Facts(person), fields)
    }

    fn press(form: &mut Form, keys: &str) -> Vec<String> {
        for key in keys.split(' ') {
            form.press(key.parse().unwrap());
        }
        form.fields
            .iter()
            .map(|field| field.input.value())
            .collect()
    }

    #[test]
    fn fields_are_typed_and_chosen() {
        assert_eq!(press(&mut form(), "b Tab n y"), ["ab", "no", "yes"]);
        assert_eq!(
            press(&mut form(), "Up Left Down Space"),
            ["a ", "unknown", "no"]
        );
        let mut filled = form();
        assert!(filled.set("whole") && filled.fields[0].input.value() == "whole");
        filled.press("Tab".parse().unwrap());
        assert!(filled.set("Y") && filled.fields[1].input.value() == "yes");
        assert!(!filled.set("perhaps"));
        assert_eq!(form().press("Enter".parse().unwrap()), Filled::Done);
        assert_eq!(form().press("Esc".parse().unwrap()), Filled::Close);
    }
}
