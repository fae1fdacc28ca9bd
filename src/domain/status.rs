//! What waits, in a few numbers: for bars, prompts and notifications. No stranger's text is in it,
//! as such places understand commands inside a text.

use super::{book::Book, day::Day, describe::count, outbox::outbox, plan};

/// What waits on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Follow-ups of today.
    pub due: usize,
    /// Follow-ups that rest.
    pub resting: usize,
    /// Invitations that wait for a decision.
    pub invitations: usize,
    /// Lines of the outbox to do on LinkedIn.
    pub outbox: usize,
}

impl Status {
    /// What waits.
    pub fn new(book: &Book, settings: &plan::Settings, today: Day) -> Self {
        let agenda = plan::agenda(book, settings, today);
        let outbox = outbox(book);
        Self {
            due: agenda.today.len(),
            resting: agenda.resting.len() + agenda.beyond,
            invitations: book.queue(today).count(),
            outbox: outbox.iter().filter(|i| i.progress.is_open()).count(),
        }
    }

    /// All numbers: the word of templates, with what it counts.
    pub fn all(self) -> [(&'static str, usize); 4] {
        [
            ("due", self.due),
            ("invitations", self.invitations),
            ("outbox", self.outbox),
            ("resting", self.resting),
        ]
    }

    /// What is to be done today, in words; empty where nothing is.
    pub fn words(self) -> Vec<String> {
        let kinds = [
            (self.due, "follow-up", "follow-ups"),
            (self.invitations, "invitation", "invitations"),
            (
                self.outbox,
                "thing to do on LinkedIn",
                "things to do on LinkedIn",
            ),
        ];
        let there = kinds.into_iter().filter(|(number, ..)| *number > 0);
        there
            .map(|(number, one, many)| count(number, one, many))
            .collect()
    }
}

/// The template of a status line: text, numbers as `{due}`, and parts in brackets that are left out
/// when all their numbers are 0. A backslash before a sign takes it as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Part>);

/// What is printed where no template is given.
pub const USUAL: &str = "{due} due · {invitations} to decide · {outbox} to do";

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Number(&'static str),
    IfAny(Vec<Self>),
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTemplate {
    /// `{…}` with another word.
    #[error("`{{{0}}}` is no number; {{due}}, {{invitations}}, {{outbox}} and {{resting}} are")]
    Word(String),
    /// A bracket that is not closed, or not opened, or one within another.
    #[error("a `{0}` stands without its other half; a backslash before it takes it as it is")]
    Bracket(char),
}

impl std::str::FromStr for Template {
    type Err = BadTemplate;

    fn from_str(text: &str) -> Result<Self, BadTemplate> {
        let mut parts = Vec::new();
        let mut outer: Option<Vec<Part>> = None;
        let mut chars = text.chars();
        while let Some(char) = chars.next() {
            match char {
                '[' if outer.is_none() => outer = Some(std::mem::take(&mut parts)),
                ']' if outer.is_some() => {
                    let inner = std::mem::replace(&mut parts, outer.take().unwrap_or_default());
                    parts.push(Part::IfAny(inner));
                }
                '[' | ']' | '}' => return Err(BadTemplate::Bracket(char)),
                '{' => {
                    let rest = chars.as_str();
                    let (word, behind) = rest.split_once('}').ok_or(BadTemplate::Bracket('{'))?;
                    let mut all = Status::default().all().into_iter();
                    let known = all.find(|(known, _)| *known == word);
                    let (known, _) = known.ok_or_else(|| BadTemplate::Word(word.to_owned()))?;
                    parts.push(Part::Number(known));
                    chars = behind.chars();
                }
                '\\' => add(&mut parts, chars.next().unwrap_or('\\')),
                char => add(&mut parts, char),
            }
        }
        match outer {
            Some(_) => Err(BadTemplate::Bracket('[')),
            None => Ok(Self(parts)),
        }
    }
}

fn add(parts: &mut Vec<Part>, char: char) {
    match parts.last_mut() {
        Some(Part::Text(text)) => text.push(char),
        _ => parts.push(Part::Text(char.to_string())),
    }
}

impl Template {
    /// The line. Empty where every number stands in brackets and is 0.
    pub fn fill(&self, status: Status) -> String {
        let line = fill(&self.0, status).0;
        line.trim().to_owned()
    }
}

/// The text of parts, and whether a number in it is more than 0.
fn fill(parts: &[Part], status: Status) -> (String, bool) {
    let mut line = String::new();
    let mut any = false;
    for part in parts {
        match part {
            Part::Text(text) => line += text,
            Part::Number(word) => {
                let mut all = status.all().into_iter();
                let number = all.find(|(known, _)| known == word).map_or(0, |(_, n)| n);
                any |= number > 0;
                line += &number.to_string();
            }
            Part::IfAny(inner) => {
                let (text, there) = fill(inner, status);
                any |= there;
                if there {
                    line += &text;
                }
            }
        }
    }
    (line, any)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: Status = Status {
        due: 3,
        resting: 7,
        invitations: 0,
        outbox: 1,
    };

    fn fill(template: &str, status: Status) -> Result<String, String> {
        let template: Template = template.parse().map_err(|e: BadTemplate| e.to_string())?;
        Ok(template.fill(status))
    }

    #[test]
    fn numbers_are_filled_in_and_brackets_go_when_nothing_waits() {
        for (template, some, none) in [
            (
                USUAL,
                "3 due · 0 to decide · 1 to do",
                "0 due · 0 to decide · 0 to do",
            ),
            ("[☎ {due}] [✉ {invitations}] [{resting}]", "☎ 3  7", ""),
            ("[{due}/{invitations} x]", "3/0 x", ""),
            (r"\[{due}\] \{x\} \\", r"[3] {x} \", r"[0] {x} \"),
            ("[plain]", "", ""),
        ] {
            assert_eq!(fill(template, SOME).as_deref(), Ok(some), "{template}");
            assert_eq!(
                fill(template, Status::default()).as_deref(),
                Ok(none),
                "{template}"
            );
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (template, word) in [
            ("{dew}", "`{dew}` is no number"),
            ("{due", "a `{` stands"),
            ("due}", "a `}` stands"),
            ("[{due}", "a `[` stands"),
            ("[[{due}]]", "a `[` stands"),
            ("{due}]", "a `]` stands"),
        ] {
            let error = fill(template, SOME).unwrap_err();
            assert!(error.contains(word), "{template}: {error}");
        }
    }
}
