//! A program that writes drafts, in `config.toml`.

use std::{num::NonZeroU16, time::Duration};

use serde::{Deserialize, Serialize};

use crate::desktop::program::{Program, Variables};

/// A program of the person's own that writes drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Drafts {
    /// The program with its arguments; empty for none.
    pub command: Command,
    /// How many seconds it may take.
    pub seconds: NonZeroU16,
}

impl Default for Drafts {
    fn default() -> Self {
        Self {
            command: Command::default(),
            // A model on one's own machine has to be loaded first. Chosen here.
            seconds: NonZeroU16::MIN.saturating_add(59),
        }
    }
}

impl Drafts {
    /// The program, if there is one.
    pub fn program(&self) -> Option<Program> {
        let Command(argv) = &self.command;
        (!argv.is_empty()).then(|| Program {
            argv: argv.clone(),
            limit: Duration::from_secs(self.seconds.get().into()),
            variables: Variables::Few,
        })
    }
}

/// A program with its arguments, parted as a shell would, but never given to one. Empty for none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Vec<String>")]
pub struct Command(pub Vec<String>);

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a command such as \"my-model --short\", or a list of its words"
)]
enum Written {
    One(String),
    Several(Vec<String>),
}

impl TryFrom<Written> for Command {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let words = match written {
            Written::One(line) => shell_words::split(&line)
                .map_err(|error| format!("`{line}` is no command: {error}"))?,
            Written::Several(words) => words,
        };
        match words.first() {
            Some(program) if program.trim().is_empty() => {
                Err("the first word of a command is the program, and is not empty".to_owned())
            }
            _ => Ok(Self(words)),
        }
    }
}

impl From<Command> for Vec<String> {
    fn from(command: Command) -> Self {
        command.0
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn a_command_is_a_line_or_a_list_and_is_parted_once() {
        for text in [
            "[drafts]\ncommand = \"my-model --style 'short and warm'\"\n",
            "[drafts]\ncommand = [\"my-model\", \"--style\", \"short and warm\"]\n",
        ] {
            let drafts = Config::parse("c.toml", text).unwrap().config.drafts;
            assert_eq!(drafts.command.0, ["my-model", "--style", "short and warm"]);
        }
        let none = Config::parse("c.toml", "[drafts]\ncommand = \"\"\n").unwrap();
        assert!(none.config.drafts.command.0.is_empty());
    }

    #[test]
    fn a_wrong_one_is_an_error_with_its_place() {
        for (text, place, word) in [
            (
                "command = \"my-model 'short\"",
                "c.toml:2:11: ",
                "no command",
            ),
            ("command = [\"\", \"x\"]", "c.toml:2:11: ", "the program"),
            ("command = 3", "c.toml:2:11: ", "a list of its words"),
            ("seconds = 0", "c.toml:2:11: ", "nonzero"),
        ] {
            let text = format!("[drafts]\n{text}\n");
            let error = Config::parse("c.toml", &text).unwrap_err().to_string();
            assert!(error.starts_with(place) && error.contains(word), "{error}");
        }
    }
}
