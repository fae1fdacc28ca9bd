//! A console that gives no bytes but events, as on Windows: crossterm's reader.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    time::Duration,
};

use ratatui::crossterm::event::{
    self, Event as Said, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use super::{Gate, Input};
use crate::{
    app::key::{Code, Key},
    tui::runner::Event,
};

/// How long the thread may not notice that it should stand still: nothing else can wake it.
const TICK: Duration = Duration::from_millis(200);

/// So many characters at once are pasted, not typed: the console does not say it, and pasted keys would
/// be commands. Chosen here.
const PASTED: usize = 8;
/// The most events that are taken at once.
const MOST: usize = 64 * 1024;

/// Says that the thread should stand still.
#[derive(Debug)]
pub(super) struct Wake(Arc<AtomicBool>);

/// The same, seen from the thread.
pub(super) struct Woken(Arc<AtomicBool>);

/// Both ends.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it is a pipe")]
pub(super) fn wake() -> io::Result<(Wake, Woken)> {
    let flag = Arc::<AtomicBool>::default();
    Ok((Wake(flag.clone()), Woken(flag)))
}

impl Wake {
    /// Whether somebody hears it.
    pub(super) fn wake(&self) -> bool {
        self.0.store(true, Ordering::SeqCst);
        Arc::strong_count(&self.0) > 1
    }
}

/// Reads until the console is gone or nobody listens.
pub(super) fn read_all(to: &Sender<Event>, gate: &Gate) {
    loop {
        if gate.woken.0.swap(false, Ordering::SeqCst) {
            if !gate.stand_still() {
                return;
            }
            continue;
        }
        match event::poll(TICK) {
            Ok(false) => continue,
            Ok(true) => {}
            Err(_) => return,
        }
        let Ok(all) = take() else { return };
        if all.into_iter().any(|event| to.send(event).is_err()) {
            return;
        }
    }
}

/// All that is there.
fn take() -> io::Result<Vec<Event>> {
    let (mut all, mut typed) = (Vec::new(), Vec::new());
    for _ in 0..MOST {
        match event::read()? {
            Said::Resize(..) => all.push(Event::Resized),
            said => typed.extend(input(&said)),
        }
        if !event::poll(Duration::ZERO)? {
            break;
        }
    }
    let text: Option<String> = typed.iter().map(written).collect();
    match text.filter(|text| text.chars().count() >= PASTED) {
        Some(text) => all.push(Event::Input(Input::Paste(text))),
        None => all.extend(typed.into_iter().map(Event::Input)),
    }
    Ok(all)
}

/// What a key writes, if it is one that writes.
const fn written(input: &Input) -> Option<char> {
    match input {
        Input::Key(Key {
            code: Code::Enter, ..
        }) => Some('\n'),
        Input::Key(Key {
            code: Code::Tab, ..
        }) => Some('\t'),
        Input::Key(key) => key.typed(),
        _ => None,
    }
}

fn input(said: &Said) -> Option<Input> {
    match said {
        Said::Key(key) if key.kind != KeyEventKind::Release => key_of(*key).map(Input::Key),
        Said::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollUp => Some(Input::Wheel(mouse.column, mouse.row, -1)),
            MouseEventKind::ScrollDown => Some(Input::Wheel(mouse.column, mouse.row, 1)),
            _ => None,
        },
        Said::FocusGained => Some(Input::FocusGained),
        _ => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        KeyCode::Char(char) => Code::Char(char),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number @ 1..=12) => Code::F(number),
        _ => return None,
    };
    let (ctrl, alt) = (
        key.modifiers.contains(KeyModifiers::CONTROL),
        key.modifiers.contains(KeyModifiers::ALT),
    );
    // AltGr is told as both: `@` on a German keyboard is a character, not a command.
    let altgr = ctrl && alt && matches!(code, Code::Char(c) if !c.is_ascii_alphabetic());
    Some(Key {
        code,
        ctrl: ctrl && !altgr,
        alt: alt && !altgr,
    })
}
