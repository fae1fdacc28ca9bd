//! Handing the terminal to the person's own editor, and taking it back.

use std::{
    io,
    process::ExitStatus,
    sync::mpsc::Sender,
    thread,
    time::{Duration, Instant},
};

use super::{Event, ExitReason, Runner, TuiError, signals};
use crate::{
    app::{Msg, effect::Purpose, msg::Trouble},
    desktop::editor::{Editing, EditorError},
    text::Safe,
};

/// How long after the editor's end an interrupt may still be the one that was meant for it.
const ECHO: Duration = Duration::from_millis(500);

/// How an edit ended.
pub(super) enum Edited {
    /// With something for the model.
    Answer(Msg),
    /// As it began.
    Unchanged,
    /// The program has to go.
    Ended(ExitReason),
}

impl Runner<'_> {
    /// Lets the person edit a text in their own editor. What else happens meanwhile waits.
    pub(super) fn edit(&mut self, purpose: Purpose, text: &Safe) -> Result<Edited, TuiError> {
        let editing = match self.backend.edit(text) {
            Ok(editing) => editing,
            Err(trouble) => return Ok(Edited::Answer(Msg::Failed(trouble))),
        };
        // Two readers would each get half of what is typed.
        let parked = self.input.as_ref().map(super::input::Listener::park);
        self.guard.pause();
        let status = match begin(&editing, self.sender.clone()) {
            Ok(()) => match self.wait_for_editor()? {
                Ok(status) => Ok(status),
                Err(reason) => return Ok(Edited::Ended(reason)),
            },
            Err(error) => Err(error),
        };
        drop(parked);
        self.deaf_until = Some(Instant::now() + ECHO);
        self.resume()?;
        Ok(match status.and_then(|status| editing.finish(status)) {
            Ok(Some(text)) => Edited::Answer(Msg::Edited { purpose, text }),
            Ok(None) => Edited::Unchanged,
            Err(error) => Edited::Answer(Msg::Failed(Trouble::new(&error.to_string()))),
        })
    }

    /// Waits until the editor ended. Interrupts are meant for it; what ends us, ends us.
    fn wait_for_editor(&mut self) -> io::Result<Result<ExitStatus, ExitReason>> {
        loop {
            let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
            match self.events.recv().map_err(gone)? {
                Event::EditorEnded(status) => return Ok(Ok(status?)),
                Event::Signal(signals::INTERRUPT | signals::QUIT)
                | Event::Resized
                | Event::Continued => {}
                Event::Signal(signal) => return Ok(Err(ExitReason::Signal(signal))),
                Event::HungUp => return Ok(Err(ExitReason::HungUp)),
                // The terminal is not ours: only the process stops.
                Event::Stop => signals::stop(),
                later => self.waiting.push_back(later),
            }
        }
    }

    /// Whether a signal was meant for the editor that just ended.
    pub(super) fn is_echo(&self, signal: i32) -> bool {
        matches!(signal, signals::INTERRUPT | signals::QUIT)
            && self.deaf_until.is_some_and(|t| Instant::now() < t)
    }
}

/// Starts the editor, and a thread that says when it ended.
fn begin(editing: &Editing, to: Sender<Event>) -> Result<(), EditorError> {
    let mut child = editing.start()?;
    thread::spawn(move || to.send(Event::EditorEnded(child.wait())));
    Ok(())
}
