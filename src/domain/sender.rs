//! The sender check: five questions about an inviter, yes, no or unknown. It is kept with the
//! decision, and calls nobody anything.

use crate::domain::words::words;

/// So many times no and it is worth a second look; source: features.md, "flagged above three".
const MANY: usize = 3;

/// An answer to a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Said {
    /// Not looked at, or not to be told.
    #[default]
    Unknown,
    /// Yes.
    Yes,
    /// No.
    No,
}

words! {
    Said:
    Unknown "unknown",
    Yes "yes",
    No "no",
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The word of the journal and the command line.
    pub word: &'static str,
    /// The question.
    pub words: &'static str,
    /// Where to look.
    pub hint: &'static str,
}

/// The questions, in their order.
pub const QUESTIONS: [Question; 5] = [
    Question {
        word: "photo",
        words: "a photo of their own",
        hint: "a reverse image search finds it nowhere else under another name",
    },
    Question {
        word: "history",
        words: "a work history that fits",
        hint: "More > About this profile: joined, last update, verifications; the employer's own site",
    },
    Question {
        word: "connections",
        words: "connections that fit the history",
        hint: "the number stands under the place",
    },
    Question {
        word: "mutuals",
        words: "mutual connections you could ask",
        hint: "their number alone says nothing: they are collected on purpose",
    },
    Question {
        word: "note",
        words: "a reason to write to you",
        hint: "a note, or something that you share; else ask \"What made you think of connecting?\"",
    },
];

/// The answers about one inviter, in the order of [`QUESTIONS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SenderCheck {
    answers: [Said; QUESTIONS.len()],
}

impl SenderCheck {
    /// The questions with their answers.
    pub fn all(&self) -> impl Iterator<Item = (&'static Question, Said)> {
        QUESTIONS.iter().zip(self.answers)
    }

    /// Answers a question; `false` if there is none with this word.
    pub fn say(&mut self, word: &str, said: Said) -> bool {
        let at = QUESTIONS.iter().position(|question| question.word == word);
        match at.and_then(|at| self.answers.get_mut(at)) {
            Some(answer) => {
                *answer = said;
                true
            }
            None => false,
        }
    }

    /// How many questions have this answer.
    pub fn count(&self, said: Said) -> usize {
        self.answers
            .iter()
            .filter(|answer| **answer == said)
            .count()
    }

    /// Whether more than three answers are no: look again before accepting.
    pub fn is_doubtful(&self) -> bool {
        self.count(Said::No) > MANY
    }

    /// The answers in a few words.
    pub fn summary(&self) -> String {
        let said = self.all().filter(|(_, said)| *said != Said::Unknown);
        let words: Vec<String> = said
            .map(|(question, said)| format!("{} {}", question.word, said.word()))
            .collect();
        if words.is_empty() {
            "nothing is known".to_owned()
        } else {
            words.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_three_no_are_worth_a_second_look() {
        let mut check = SenderCheck::default();
        for (nth, question) in QUESTIONS.iter().enumerate() {
            assert_eq!(check.is_doubtful(), nth > 3);
            assert!(check.say(question.word, Said::No));
        }
        assert!(check.is_doubtful());
        assert!(!check.say("shoes", Said::No));
        assert_eq!(SenderCheck::default().summary(), "nothing is known");
    }
}
