//! What is done for a line: in the store, on the desktop, by programs of the person's own.

use std::{collections::VecDeque, io};

use super::Plain;
use crate::{
    app::{Effect, Msg, msg::Trouble, update::update},
    desktop::editor::EditorError,
    safe,
    text::Safe,
    tui::runner::{Copied, Report, to_store},
};

impl Plain<'_> {
    pub(super) fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut todo = VecDeque::from(effects);
        while let Some(effect) = todo.pop_front() {
            let book = self.model.book();
            let effect = match to_store(self.backend, book, self.clock, effect) {
                Ok(answer) => {
                    if let Some(msg) = answer {
                        todo.extend(update(&mut self.model, msg));
                    }
                    continue;
                }
                Err(effect) => effect,
            };
            let answer = match effect {
                Effect::Quit => {
                    self.over = true;
                    continue;
                }
                Effect::Open(link) => match self.backend.open(&link) {
                    Ok(()) => Msg::Did(safe!("opened {}", link.shown())),
                    Err(trouble) => {
                        self.say(&safe!("The page is {}", link.shown()))?;
                        Msg::Failed(trouble)
                    }
                },
                Effect::Copy { text, what } => match self.backend.copy(&text) {
                    Ok(Copied::ByProgram) => Msg::Did(safe!("copied {}", what)),
                    Ok(Copied::AskTerminal) | Err(_) => {
                        self.print(&text)?;
                        continue;
                    }
                },
                Effect::AskProgram(asked) => {
                    self.say(&Safe::own("Your program writes; that may take a while."))?;
                    self.output.flush()?;
                    let job = self.backend.draft(self.model.book(), &asked);
                    self.model.hear();
                    self.interrupt.stops(|stop| job(&Report::stopped_by(stop)))
                }
                Effect::Edit { purpose, text } => match self.edit(&text) {
                    Ok(Some(text)) => Msg::Edited { purpose, text },
                    Ok(None) => Msg::Did(Safe::own("nothing was changed")),
                    Err(trouble) => Msg::Failed(trouble),
                },
                // Lines come one after the other: what a card needs is made for it.
                Effect::MakeAhead => continue,
                _ => Msg::Did(Safe::own("that needs the screen; `cordial` opens it")),
            };
            todo.extend(update(&mut self.model, answer));
        }
        Ok(())
    }

    /// Lets the person's editor have the terminal. Ctrl-C is meant for the editor.
    fn edit(&mut self, text: &Safe) -> Result<Option<String>, Trouble> {
        if !self.on_terminal {
            return Err(Trouble::new("an editor needs a terminal")
                .hint("the command without an editor takes a line"));
        }
        let editing = self.backend.edit(text)?;
        let ended = self.interrupt.stops(|_| {
            let mut child = editing.start()?;
            let status = child.wait().map_err(EditorError::Read)?;
            editing.finish(status)
        });
        ended.map_err(|error| Trouble::new(&error.to_string()))
    }

    /// A text to be taken from here, as nothing else could take it.
    fn print(&mut self, text: &Safe) -> io::Result<()> {
        writeln!(self.output, "The text begins below this line.")?;
        writeln!(self.output, "{text}")?;
        writeln!(self.output, "The text ends above this line.")
    }
}
