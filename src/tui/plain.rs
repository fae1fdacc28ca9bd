//! Plain mode: the session line by line, for screen readers, dumb terminals and pipes. A line is a
//! command, by its key or its word, and goes through the same model as the keys of the screen:
//! what an action asks for is asked in a line, what it says is said in one.

mod fill;
mod interrupt;
mod perform;
mod told;

use std::io::{self, BufRead, Read as _, Write};

use interrupt::Interrupt;

use super::runner::Backend;
use crate::{
    app::{
        Action, Model, Msg,
        action::{ACTIONS, Chapter, Row},
        key::{Code, Key},
        keymap::Keymap,
        lens::Lens,
        overlay::Overlay,
        session::Wish,
        update::{start, update},
    },
    clock::Clock,
    config::place::near_miss,
    domain::book::Book,
    safe,
    text::Safe,
};

/// The longest line that is read as one.
const LONGEST: u64 = 64 << 10;

/// What a session in lines is started with.
pub struct Start<'a> {
    /// The world.
    pub backend: &'a mut dyn Backend,
    /// Facts and decisions.
    pub book: Book,
    /// The rules of the domain.
    pub lens: Box<dyn Lens>,
    /// The clock.
    pub clock: Clock,
    /// Which key does what.
    pub keymap: Keymap,
    /// What is wished for.
    pub wish: Wish,
    /// Whether the lines are typed on a terminal, which an editor can have for a while.
    pub on_terminal: bool,
}

impl std::fmt::Debug for Start<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start")
            .field("wish", &self.wish)
            .finish_non_exhaustive()
    }
}

/// Runs a session in lines until the input ends or the person leaves. Gives how many lines were
/// not understood or could not be done.
///
/// # Errors
///
/// If the input cannot be read, or the output cannot be written.
pub fn run(
    start_with: Start<'_>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<usize> {
    let today = start_with.clock.today();
    let mut model = Model::of(start_with.book, start_with.lens, today)
        .with_keymap(start_with.keymap)
        .with_session(start_with.wish);
    // Nothing is cut: what is said goes into lines, however wide they are.
    update(&mut model, Msg::Resize(u16::MAX, u16::MAX));
    let trouble = start_with.backend.store_trouble(model.book());
    update(&mut model, Msg::Store(trouble));
    let mut plain = Plain {
        backend: start_with.backend,
        clock: start_with.clock,
        on_terminal: start_with.on_terminal,
        interrupt: Interrupt::new()?,
        model,
        output,
        refused: 0,
        told: None,
        draft: None,
        over: false,
    };
    let effects = start(&plain.model);
    plain.perform(effects)?;
    plain.tell()?;
    while !plain.over {
        let mut bytes = Vec::new();
        if (&mut *input).take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        plain.line(line.trim())?;
    }
    // The process ends: to give back a large archive piece by piece would only make people wait.
    let refused = plain.refused;
    std::mem::forget(plain.model);
    Ok(refused)
}

struct Plain<'a> {
    backend: &'a mut dyn Backend,
    clock: Clock,
    on_terminal: bool,
    interrupt: Interrupt,
    model: Model,
    output: &'a mut dyn Write,
    refused: usize,
    /// What was told last, so that it is not told again.
    told: Option<String>,
    /// The text of the card that was told last.
    draft: Option<Safe>,
    over: bool,
}

impl Plain<'_> {
    fn line(&mut self, line: &str) -> io::Result<()> {
        let (today, now) = (self.clock.today(), self.clock.utc());
        self.send(Msg::Today(today))?;
        self.send(Msg::Time(now))?;
        if self.model.overlays.is_empty() {
            self.command(line)?;
        } else {
            self.feed(line)?;
        }
        self.tell()
    }

    fn command(&mut self, line: &str) -> io::Result<()> {
        let (word, rest) = match line.split_once(char::is_whitespace) {
            Some((word, rest)) => (word, rest.trim()),
            None => (line, ""),
        };
        match word {
            // The card again.
            "" => self.told = None,
            "?" | "help" => {
                for line in told::choices(&self.model, known) {
                    self.say(&line)?;
                }
            }
            "q" | "quit" | "exit" => {
                let left = self.model.sitting().map_or(0, |s| s.left.cards());
                self.say(&safe!("{} left. Everything is kept.", left))?;
                self.over = true;
            }
            _ => match self.action(word) {
                Ok(action) => {
                    self.send(Msg::Run(action))?;
                    if !rest.is_empty() && !self.model.overlays.is_empty() {
                        self.feed(rest)?;
                    } else if !rest.is_empty() {
                        self.say(&Safe::own("What stands behind the command was not used."))?;
                    }
                }
                Err(why) => self.refuse(&why)?,
            },
        }
        Ok(())
    }

    /// The action that a word names: by its key, its name, or the beginning of one.
    fn action(&self, word: &str) -> Result<Action, Safe> {
        let here: Vec<&Row> = ACTIONS
            .iter()
            .filter(|row| known(row) && self.model.applies(row.action))
            .collect();
        let key = word.parse::<Key>().ok();
        let by_key = |row: &&&Row| {
            let mut keys = self.model.keymap.keys(row.action);
            key.is_some_and(|key| keys.any(|bound| bound == [key]))
        };
        let lower = word.to_lowercase();
        if let Some(row) = here.iter().find(by_key) {
            return Ok(row.action);
        }
        if let Some(row) = here
            .iter()
            .find(|row| told::word(row) == lower || row.name == lower)
        {
            return Ok(row.action);
        }
        let begins: Vec<_> = here
            .iter()
            .filter(|row| lower.chars().count() > 1 && row.name.starts_with(&lower))
            .collect();
        match begins.as_slice() {
            [row] => return Ok(row.action),
            [] => {}
            many => {
                let names: Vec<Safe> = many.iter().map(|row| Safe::own(row.name)).collect();
                let word = Safe::line(word);
                return Err(safe!("{} could be {}.", word, Safe::join(&names, " or ")));
            }
        }
        let names = here.iter().flat_map(|row| [row.name, told::word(row)]);
        let near = near_miss(&lower, names);
        let word = Safe::line(&word.chars().take(40).collect::<String>());
        let none = safe!("There is no command {} here.", word);
        Err(near.map_or_else(
            || safe!("{} A question mark lists the commands.", none),
            |near| safe!("{} Did you mean {}?", none, Safe::line(near)),
        ))
    }

    /// A line for what an action asked. A dot leaves it, as an empty line may be an answer.
    fn feed(&mut self, line: &str) -> io::Result<()> {
        if line == "." {
            let before = self.model.overlays.len();
            // A form keeps what was typed until it is told twice.
            for _ in 0..2 {
                if self.model.overlays.len() == before {
                    self.press(Code::Esc)?;
                }
            }
            return Ok(());
        }
        match self.model.overlays.last() {
            Some(Overlay::Prompt(_)) => {
                if !line.is_empty() {
                    self.send(Msg::Paste(line.to_owned()))?;
                }
                self.press(Code::Enter)?;
                if let Some(Overlay::Prompt(prompt)) = self.model.overlays.last()
                    && let Err(why) = prompt.aside.clone()
                {
                    self.refuse(&safe!("That cannot be taken: {}.", why))?;
                    self.press(Code::Esc)?;
                }
            }
            Some(Overlay::Picker(picker)) => {
                let Some((hot, typed)) = fill::chosen(picker, line) else {
                    if line.is_empty() {
                        return self.press(Code::Esc);
                    }
                    return self.refuse(&safe!("{} is none of the choices.", Safe::line(line)));
                };
                self.press(Code::Char(hot))?;
                // Another day: the line is that day.
                if typed && matches!(self.model.overlays.last(), Some(Overlay::Prompt(_))) {
                    self.feed(line)?;
                }
            }
            Some(Overlay::Confirm(_)) => {
                let yes = matches!(line.to_lowercase().as_str(), "y" | "yes");
                self.press(if yes { Code::Char('y') } else { Code::Esc })?;
            }
            Some(Overlay::Form(form)) => {
                let last = form.at() + 1 == form.fields.len();
                self.fill(line, last)?;
            }
            Some(Overlay::Text(text)) => {
                let purpose = text.purpose.clone();
                self.write(purpose, line)?;
            }
            Some(_) => self.press(Code::Esc)?,
            None => {}
        }
        Ok(())
    }

    fn press(&mut self, code: Code) -> io::Result<()> {
        self.send(Msg::Key(Key {
            code,
            ctrl: false,
            alt: false,
        }))
    }

    fn send(&mut self, msg: Msg) -> io::Result<()> {
        let effects = update(&mut self.model, msg);
        self.perform(effects)
    }

    /// Says what happened, what is asked, and the card, as far as they are new.
    fn tell(&mut self) -> io::Result<()> {
        if let Some(notice) = self.model.notice.clone() {
            self.model.hear();
            if notice.trouble {
                self.refused += 1;
            }
            let error = Safe::own(if notice.trouble { "Error: " } else { "" });
            let words = safe!("{}{}", error, notice.words);
            match notice.hint {
                Some(hint) => {
                    let (words, hint) = (told::sentence(&words), told::sentence(&hint));
                    self.say(&safe!("{} {}", words, hint))?;
                }
                None => self.say(&told::sentence(&words))?,
            }
        }
        while let Some(Overlay::Words(words)) = self.model.overlays.last() {
            let lines: Vec<Safe> = words.lines.clone();
            let title = words.title.clone();
            self.model.overlays.pop();
            self.say(&title)?;
            for line in lines {
                self.say(&line)?;
            }
        }
        if let Some(asked) = self.model.overlays.last().and_then(told::asked) {
            self.say(&asked)?;
            return self.output.flush();
        }
        if self.over {
            return self.output.flush();
        }
        let lines = told::card(&self.model, known);
        let about = told::about(&self.model);
        if self.told.as_ref() != Some(&about) {
            writeln!(self.output)?;
            for line in &lines {
                self.say(line)?;
            }
            self.told = Some(about);
        } else if let Some(draft) = self
            .model
            .draft()
            .filter(|draft| self.draft.as_ref() != Some(&draft.text))
        {
            for line in told::draft(&draft) {
                self.say(&line)?;
            }
        }
        self.draft = self.model.draft().map(|draft| draft.text);
        self.output.flush()
    }

    fn refuse(&mut self, why: &Safe) -> io::Result<()> {
        self.refused += 1;
        self.say(why)
    }

    fn say(&mut self, words: &Safe) -> io::Result<()> {
        writeln!(self.output, "{}", told::spoken(words))
    }
}

/// Whether an action makes sense in lines.
fn known(row: &Row) -> bool {
    let moves = matches!(row.action, Action::Down | Action::Up);
    let program = matches!(
        row.action,
        Action::Undo | Action::Redo | Action::Session | Action::Why
    );
    moves || program || row.chapter == Chapter::Here
}
