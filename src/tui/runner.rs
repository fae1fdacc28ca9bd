//! The loop: one channel in, messages to the model, its effects done, frames out.
//!
//! ```text
//!  ┌─ events of the channel, until it is empty ─► update ─► perform ─┐
//!  └───────────── wait ◄── draw, if something changed ◄──────────────┘
//! ```
//!
//! Nothing wakes it up but an event, and a new day.

mod backend;
mod edit;
mod perform;

use std::{
    collections::VecDeque,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitStatus,
    sync::{
        Arc,
        atomic::AtomicBool,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    time::Instant,
};

use ratatui::crossterm::terminal;

pub use backend::{Backend, Copied, Job, Report, Work};
pub(super) use perform::to_store;

use super::{
    Options,
    input::{self, ASK_BACKGROUND, Input, Listener},
    screen::{Frame, Screen},
    signals,
    terminal::Guard,
    theme::ByBackground,
    view::{self, Memory, Style},
    watch::{self, Watch},
};
use crate::{
    app::{
        Effect, Model, Msg,
        keymap::KeyFault,
        lens::Lens,
        msg::Mouse,
        update::{greet, start, update},
    },
    clock::Clock,
    domain::book::Book,
};

/// What comes through the channel.
#[derive(Debug)]
#[cfg_attr(not(unix), expect(dead_code, reason = "some of it only signals say"))]
pub(super) enum Event {
    /// The terminal said something.
    Input(Input),
    /// The terminal has another size.
    Resized,
    /// The terminal went away.
    HungUp,
    /// A signal that ends the program.
    Signal(i32),
    /// The shell wants the program to stop for a while.
    Stop,
    /// The program goes on.
    Continued,
    /// Other programs wrote to the store.
    Files,
    /// A thread has an answer.
    Answer(Msg),
    /// The person's own editor ended.
    EditorEnded(io::Result<ExitStatus>),
}

/// Why the interface ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// The person left.
    Quit,
    /// The person wants to see the demo.
    Demo,
    /// A signal, by its number: exit with 128 and that.
    Signal(i32),
    /// The terminal went away.
    HungUp,
}

/// Why the interface could not begin, or go on.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// Standard input or output is no terminal.
    #[error("standard input and output must be a terminal")]
    NoTerminal,
    /// The table of keys has faults; all of them.
    #[error("{}", faults(.0))]
    Keys(Vec<KeyFault>),
    /// The terminal refused something.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
}

fn faults(faults: &[KeyFault]) -> String {
    let words: Vec<String> = faults.iter().map(KeyFault::to_string).collect();
    words.join("\n")
}

/// Everything that the loop holds.
struct Runner<'a> {
    backend: &'a mut dyn Backend,
    clock: Clock,
    model: Model,
    memory: Memory,
    style: Style,
    /// The colours that the background of the terminal decides about, until it answered.
    by_background: Option<ByBackground>,
    /// Whether the terminal is told of links.
    links: bool,
    screen: Screen,
    guard: Guard,
    sender: Sender<Event>,
    /// Tells the thread that works to stop.
    stop: Option<Arc<AtomicBool>>,
    /// Tells the search in messages to stop.
    seeking: Option<Arc<AtomicBool>>,
    /// Tells the thread that waits for the person's program to stop.
    drafting: Option<Arc<AtomicBool>>,
    /// Tells the thread that exchanges with other devices to hurry.
    sharing: Option<Arc<AtomicBool>>,
    /// Whether the interface is about to end.
    leaving: bool,
    /// The one channel.
    events: Receiver<Event>,
    /// Folders that are watched, by whom.
    watch: (Vec<PathBuf>, Option<Watch>),
    /// What came while an editor had the terminal, oldest first.
    waiting: VecDeque<Event>,
    /// Who reads the terminal, once that was begun.
    input: Option<Listener>,
    /// Until when interrupts are those of an editor that ended.
    deaf_until: Option<Instant>,
}

/// Runs the interface until the person leaves. The terminal is given back in every case.
///
/// # Errors
///
/// If there is no terminal, or it cannot be set up or written to.
pub fn run(
    backend: &mut dyn Backend,
    book: Book,
    lens: Box<dyn Lens>,
    clock: Clock,
    options: Options,
) -> Result<ExitReason, TuiError> {
    use std::io::IsTerminal as _;
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TuiError::NoTerminal);
    }
    let (sender, events) = mpsc::channel();
    signals::listen(sender.clone())?;
    let (columns, rows) = terminal::size()?;
    let mut model = Model::of(book, lens, clock.today())
        .with_keymap(options.keymap)
        .with_views(options.views);
    model.columns = options.columns;
    if let Some(wish) = options.session {
        model = model.with_session(wish);
    }
    update(&mut model, Msg::Resize(columns, rows));
    let trouble = backend.store_trouble(model.book());
    update(&mut model, Msg::Store(trouble));
    backend.listen(Report::new(sender.clone(), Arc::default()));
    let guard = Guard::enter(options.mouse)?;
    let mut runner = Runner {
        backend,
        clock,
        model,
        memory: Memory::default(),
        style: Style {
            theme: options.theme,
            ascii: options.ascii,
        },
        by_background: options.by_background,
        links: options.links,
        screen: Screen::new(columns, rows),
        guard,
        sender: sender.clone(),
        stop: None,
        seeking: None,
        drafting: None,
        sharing: None,
        leaving: false,
        events,
        watch: (Vec::new(), None),
        waiting: VecDeque::new(),
        input: None,
        deaf_until: None,
    };
    // The first frame stands before anything that is not on it is begun.
    let greeting = greet(&mut runner.model);
    runner.draw()?;
    runner.input = Some(input::listen(sender)?);
    if runner.by_background.is_some() {
        runner.guard.output().write_all(ASK_BACKGROUND)?;
    }
    runner.watch();
    runner.share();
    let reason = runner.run(greeting);
    runner.end_draft();
    runner.end_share();
    let Runner { guard, model, .. } = runner;
    drop(guard);
    // The process ends: to give back a large archive piece by piece would only make people wait.
    std::mem::forget(model);
    reason
}

impl Runner<'_> {
    fn run(&mut self, greeting: Vec<Effect>) -> Result<ExitReason, TuiError> {
        let effects = start(&self.model).into_iter().chain(greeting).collect();
        if let Some(reason) = self.perform(effects)? {
            return Ok(reason);
        }
        loop {
            // ===== Draw phase: everything that came is done. =====
            if self.model.take_changed() {
                self.draw()?;
            }
            // ===== Message phase =====
            let mut next = self.wait()?;
            while let Some(event) = next {
                if let Some(reason) = self.take(event)? {
                    return Ok(reason);
                }
                next = match self.waiting.pop_front() {
                    Some(event) => Some(event),
                    None => self.events.try_recv().ok(),
                };
            }
        }
    }

    /// Waits for an event; `None` when a new day has begun, and at each minute that a session
    /// counts.
    fn wait(&mut self) -> Result<Option<Event>, TuiError> {
        if let Some(event) = self.waiting.pop_front() {
            return Ok(Some(event));
        }
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let tomorrow = self.clock.until_tomorrow();
        // A clock that stands still has no minutes, either.
        let minute = tomorrow.and_then(|_| self.model.next_minute(self.clock.utc()));
        let minute = minute.map(std::time::Duration::from_secs);
        let event = match minute.into_iter().chain(tomorrow).min() {
            None => self.events.recv().map_err(|_| gone())?,
            Some(time) => match self.events.recv_timeout(time) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => {
                    update(&mut self.model, Msg::Today(self.clock.today()));
                    if minute.is_some() {
                        update(&mut self.model, Msg::Time(self.clock.utc()));
                    }
                    return Ok(None);
                }
                Err(RecvTimeoutError::Disconnected) => return Err(gone().into()),
            },
        };
        Ok(Some(event))
    }

    fn take(&mut self, event: Event) -> Result<Option<ExitReason>, TuiError> {
        let msg = match event {
            Event::Input(Input::Key(key)) => Msg::Key(key),
            Event::Input(Input::Paste(text)) => Msg::Paste(text),
            Event::Input(Input::Background { light }) => {
                self.turn(light)?;
                return Ok(None);
            }
            Event::Input(Input::FocusGained) => Msg::FocusGained,
            Event::Input(Input::Click(column, row)) => match self.memory.spot(column, row) {
                Some(spot) => Msg::Mouse(Mouse::Click(spot)),
                None => return Ok(None),
            },
            Event::Input(Input::Wheel(column, row, rows)) => {
                Msg::Mouse(Mouse::Wheel(self.memory.spot(column, row), rows))
            }
            Event::Resized => {
                let (columns, rows) = terminal::size()?;
                self.screen.resize(columns, rows);
                Msg::Resize(columns, rows)
            }
            Event::HungUp => return Ok(Some(ExitReason::HungUp)),
            Event::EditorEnded(_) => return Ok(None),
            Event::Signal(signal) if self.is_echo(signal) => return Ok(None),
            Event::Signal(signal) => return Ok(Some(ExitReason::Signal(signal))),
            Event::Stop => {
                self.suspend()?;
                return Ok(None);
            }
            Event::Continued => {
                self.resume()?;
                return Ok(None);
            }
            Event::Files => self.poll(),
            Event::Answer(msg) => msg,
        };
        let effects = update(&mut self.model, msg);
        self.perform(effects)
    }

    /// The terminal told its background: the colours for it, once.
    fn turn(&mut self, light: bool) -> io::Result<()> {
        let Some(themes) = self.by_background.take() else {
            return Ok(());
        };
        self.style.theme = if light { themes.light } else { themes.dark };
        self.draw()
    }

    /// Watches the folders that are there now.
    fn watch(&mut self) {
        let folders = self.backend.watched();
        if folders != self.watch.0 {
            let watch = watch::watch(&folders, self.sender.clone());
            self.watch = (folders, watch);
        }
    }

    /// What others did since the last look; and how the store is now.
    fn poll(&mut self) -> Msg {
        self.watch();
        self.share();
        let change = self.backend.poll(self.model.book());
        let trouble = self.backend.store_trouble(self.model.book());
        update(&mut self.model, Msg::Store(trouble));
        perform::answer(change, false)
    }

    fn draw(&mut self) -> io::Result<()> {
        let (model, style, memory) = (&self.model, &self.style, &mut self.memory);
        let links = self.links;
        self.screen.draw(self.guard.output(), |buffer| {
            let cursor = view::draw(buffer, model, style, memory);
            Frame {
                cursor,
                links: if links { memory.links() } else { Vec::new() },
            }
        })
    }

    fn suspend(&mut self) -> Result<(), TuiError> {
        self.guard.pause();
        signals::stop();
        self.resume()
    }

    /// The terminal is ours again, in whatever size.
    fn resume(&mut self) -> Result<(), TuiError> {
        self.guard.resume()?;
        let (columns, rows) = terminal::size()?;
        self.screen.resize(columns, rows);
        update(&mut self.model, Msg::Resize(columns, rows));
        update(&mut self.model, Msg::Today(self.clock.today()));
        update(&mut self.model, Msg::Time(self.clock.utc()));
        self.draw()?;
        Ok(())
    }
}
