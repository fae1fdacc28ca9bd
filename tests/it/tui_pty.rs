//! The interface on a pseudo-terminal: it opens, works, and gives the terminal back, whatever ends
//! it. The program under test is this test binary itself, which runs [`child`] with a store in
//! memory.
#![cfg(unix)]

use std::{
    io::{Read as _, Write as _},
    num::NonZero,
    path::{Path, PathBuf},
    process::Child,
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use cordial::{
    app::{
        Msg,
        msg::{Change, Trouble},
    },
    clock::Clock,
    config::Config,
    desktop::editor::Editing,
    domain::{
        book::Book,
        facts::Facts,
        step::{Step, StepId},
    },
    env::Env,
    text::{Link, Safe},
    tui::{self, Backend, Copied, Job, Options, Report, Work},
};
use pty_process::{Size, blocking};
use rustix::{
    process::{Pid, Signal, WaitOptions, kill_process, waitpid},
    termios::{LocalModes, tcgetattr},
};

use crate::{
    support::world::NOW,
    tui_story::{Rules, Store, archive, downloads, plan},
};

/// How long anything may take on a machine that is busy: reached only by a failure.
const PATIENCE: Duration = Duration::from_secs(20);

/// The world in memory.
#[derive(Debug)]
struct World(Store);

impl Backend for World {
    fn commit(&mut self, _: &Book, step: Step) -> Result<Change, Trouble> {
        Ok(self.0.commit(step))
    }
    fn undo_target(&self, book: &Book) -> Option<StepId> {
        Store::undo_target(book)
    }
    fn undo(&mut self, _: &Book, id: &StepId) -> Result<Change, Trouble> {
        Ok(self.0.commit(Step::Undo { id: id.clone() }))
    }
    fn redo(&mut self, book: &Book) -> Result<Option<Change>, Trouble> {
        Ok(self.0.redo(book))
    }
    fn poll(&mut self, _: &Book) -> Result<Change, Trouble> {
        Ok(Change::default())
    }
    fn open(&mut self, _: &Link) -> Result<(), Trouble> {
        panic!("the browser bites")
    }
    fn copy(&mut self, _: &Safe) -> Result<Copied, Trouble> {
        Ok(Copied::AskTerminal)
    }
    fn edit(&mut self, text: &Safe) -> Result<Editing, Trouble> {
        let state = std::env::temp_dir().join("cordial-pty-test");
        Editing::begin(text, &Env::read(), &state).map_err(|e| Trouble::new(&e.to_string()))
    }
    fn watched(&self) -> Vec<PathBuf> {
        Vec::new()
    }
    fn job(&mut self, work: Work) -> Job {
        Box::new(move |report: &Report| match work {
            Work::FindPaths(typed, _) => Msg::Paths {
                typed,
                found: Vec::new(),
            },
            Work::ReadPast => Msg::Past(Vec::new()),
            Work::ScanDownloads => Msg::Found(downloads()),
            Work::PlanImport(path) => Msg::Planned(Box::new(plan(&path))),
            Work::Import(_) | Work::Erase(_) => {
                while !report.is_cancelled() {
                    thread::yield_now();
                }
                panic!("the importer bites")
            }
        })
    }
}

/// The program under test; alone, it says that there is no terminal.
#[test]
#[ignore = "started by the other tests of this file"]
#[expect(clippy::print_stdout, reason = "it is a program of its own")]
fn child() {
    let env = Env::read();
    let clock = Clock::fixed("2026-11-23T09:00:00+00:00").unwrap();
    let options = Options::new(&Config::default(), &env).unwrap();
    let mut book = Book::default();
    if env.var("FIRST_RUN").is_none() {
        book.set_facts(Arc::new(Facts::new(archive())));
    }
    let mut world = World(Store::default());
    let reason = tui::run(&mut world, book, Box::new(Rules), clock, options);
    println!("\r\nended: {reason:?}\r\n");
}

fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// A terminal with a program in it.
pub(crate) struct Terminal {
    pty: blocking::Pty,
    pub(crate) child: Child,
    bytes: mpsc::Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All that came, as it came.
    raw: Vec<u8>,
}

impl Terminal {
    fn start(vars: &[(&str, &str)]) -> Self {
        let program = blocking::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tui_pty::child", "--ignored", "--nocapture"])
            .envs(vars.iter().copied());
        Self::of(program)
    }

    /// Starts a program.
    pub(crate) fn bare(program: blocking::Command) -> Self {
        let (pty, pts) = blocking::open().unwrap();
        pty.resize(Size::new(24, 80)).unwrap();
        let program = program
            .env("RUST_BACKTRACE", "0")
            .env("TERM", "xterm-256color");
        let child = program.spawn(pts).unwrap();
        let master = std::os::fd::AsFd::as_fd(&pty).try_clone_to_owned().unwrap();
        let mut master = std::fs::File::from(master);
        let (to, bytes) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = master.read(&mut buffer) {
                if to.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            pty,
            child,
            bytes,
            screen: vt100::Parser::new(cells(24), cells(80), 0),
            raw: Vec::new(),
        }
    }

    /// Opens the real interface in a home, with further variables.
    pub(crate) fn at_home(home: &Path, variables: &[(&str, &str)]) -> Self {
        let program = blocking::Command::new(env!("CARGO_BIN_EXE_cordial"))
            .env_clear()
            .env("HOME", home)
            .env("CORDIAL_NOW", NOW)
            .envs(variables.iter().copied());
        Self::of(program)
    }

    /// Starts a program, and waits until its first screen stands.
    pub(crate) fn of(program: blocking::Command) -> Self {
        let mut terminal = Self::bare(program);
        // What is shown once stands before everything: it closes.
        terminal.wait_for_any(&["? keys", "Esc close"]);
        if terminal.contents().contains("Esc close") {
            terminal.keys("q");
        }
        terminal.wait_for("? keys");
        terminal
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    /// All that was written to it, what is no text on a screen included.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    pub(crate) fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_for_any(&[text]);
    }

    #[track_caller]
    fn wait_for_any(&mut self, texts: &[&str]) {
        while !texts.iter().any(|text| self.contents().contains(text)) {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{texts:?} did not come: {error}\n{}", self.contents()),
            }
        }
    }

    /// The colours of the two lines on top.
    pub(crate) fn colours(&self) -> Vec<String> {
        let places = (0..2).flat_map(|y| (0..80).map(move |x| (y, x)));
        let cells = places.filter_map(|(y, x)| self.screen.screen().cell(y, x));
        cells
            .map(|cell| format!("{:?} on {:?}", cell.fgcolor(), cell.bgcolor()))
            .collect()
    }

    /// Waits until something is as it should be on the screen.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        while !holds(self) {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{what} did not come: {error}\n{}", self.contents()),
            }
        }
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        (&self.pty).write_all(keys.as_bytes()).unwrap();
    }

    /// Presses keys, unless the program is gone.
    pub(crate) fn try_keys(&mut self, keys: &str) -> bool {
        (&self.pty).write_all(keys.as_bytes()).is_ok()
    }

    /// Takes what comes within this time.
    pub(crate) fn take_for(&mut self, time: Duration) {
        while let Ok(bytes) = self.bytes.recv_timeout(time) {
            self.take(&bytes);
        }
    }

    /// All that was written to it, byte by byte.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.raw
    }

    /// Whether the program is still there.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, rows: u16, columns: u16) {
        self.pty.resize(Size::new(rows, columns)).unwrap();
        let screen = self.screen.screen_mut();
        screen.set_size(cells(rows), cells(columns));
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Whether the terminal takes whole lines, as a shell needs it.
    fn is_cooked(&self) -> bool {
        let modes = tcgetattr(&self.pty).unwrap().local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// The program ended, said why, and the terminal is whole.
    #[track_caller]
    fn ended(mut self, why: &str) {
        self.wait_for(why);
        self.left();
    }

    /// The program ends by itself, and the terminal is whole.
    #[track_caller]
    pub(crate) fn left(mut self) {
        while self.screen.screen().alternate_screen() {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("it does not end: {error}\n{}", self.contents()),
            }
        }
        self.child.wait().unwrap();
        while let Ok(bytes) = self.bytes.try_recv() {
            self.take(&bytes);
        }
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "still in the alternate screen");
        assert!(!screen.hide_cursor(), "no cursor");
        assert!(!screen.bracketed_paste(), "pasting is still bracketed");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is still taken"
        );
        assert!(self.is_cooked(), "still in raw mode");
    }
}

#[test]
fn it_opens_decides_and_quits() {
    let mut terminal = Terminal::start(&[]);
    assert!(terminal.screen.screen().alternate_screen());
    assert!(!terminal.is_cooked());
    terminal.keys("ja");
    terminal.wait_for("accept Jon Sample · now in the outbox");
    terminal.keys("nhello\rq");
    terminal.ended("ended: Ok(Quit)");
}

#[test]
fn a_flood_of_keys_is_all_taken() {
    let mut terminal = Terminal::start(&[]);
    terminal.keys(&format!("{}{}d", "j".repeat(300), "k".repeat(300)));
    terminal.wait_for("decline Mira Example");
    terminal.keys("\u{3}");
    terminal.ended("ended: Ok(Quit)");
}

#[test]
fn signals_end_it_and_leave_the_terminal_whole() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let terminal = Terminal::start(&[]);
        terminal.signal(signal);
        terminal.ended(&format!("ended: Ok(Signal({}))", signal.as_raw()));
    }
}

#[test]
fn a_panic_leaves_the_terminal_whole_and_its_message_readable() {
    let mut terminal = Terminal::start(&[]);
    terminal.keys("o");
    terminal.ended("the browser bites");
}

#[test]
fn a_panic_of_a_thread_is_told_and_the_interface_goes_on() {
    let mut terminal = Terminal::start(&[("FIRST_RUN", "1")]);
    terminal.wait_for("Complete_LinkedInDataExport");
    terminal.keys("\r");
    terminal.wait_for("31 new, 2 changed");
    terminal.keys("\r");
    terminal.wait_for("Importing");
    terminal.keys("\u{1b}");
    terminal.wait_for("the import failed; nothing changed");
    assert!(!terminal.contents().contains("bites"));
    terminal.keys("q");
    terminal.ended("ended: Ok(Quit)");
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let terminal = Terminal::start(&[]);
    let pid = terminal.pid();
    let Terminal { pty, bytes, .. } = terminal;
    // The reader holds the terminal open until it ends: without it, nobody does.
    drop(bytes);
    drop(pty);
    kill_process(pid, Signal::WINCH).unwrap();
    let (to, ended) = mpsc::channel();
    thread::spawn(move || {
        let status = waitpid(Some(pid), WaitOptions::empty());
        to.send(status.is_ok()).unwrap();
    });
    assert_eq!(ended.recv_timeout(PATIENCE), Ok(true), "it spins or sleeps");
}

/// Under `nohup`, in a container, or by `setsid`, no signal says that the terminal went away.
#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_it() {
    let home = tempfile::tempdir().unwrap();
    let done = home.path().join("done");
    let wait = "trap '' HUP; setsid -w \"$@\"; : > \"$DONE\"";
    let program = blocking::Command::new("sh")
        .args(["-c", wait, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "tui_pty::child", "--ignored", "--nocapture"])
        .env("DONE", &done);
    let Terminal {
        pty,
        bytes,
        mut child,
        ..
    } = Terminal::of(program);
    // The reader holds the terminal open until it can hand nothing on.
    drop(bytes);
    (&pty).write_all(b"j").unwrap();
    drop(pty);
    let (to, ended) = mpsc::channel();
    thread::spawn(move || to.send(child.wait().is_ok()));
    assert_eq!(ended.recv_timeout(PATIENCE), Ok(true), "it spins or sleeps");
    assert!(done.exists());
}

/// A loop that never waits takes what the other programs leave of a processor, which is more than this.
#[cfg(target_os = "linux")]
#[test]
fn while_nothing_happens_it_neither_works_nor_writes() {
    /// Hundredths of a second of the processor.
    const MOST: u64 = 5;
    let mut terminal = Terminal::start(&[]);
    let used = |terminal: &Terminal| -> u64 {
        let stat = format!("/proc/{}/stat", terminal.child.id());
        let stat = std::fs::read_to_string(stat).unwrap();
        let (_, fields) = stat.rsplit_once(')').unwrap();
        let times = fields.split_whitespace().skip(11).take(2);
        times.map(|time| time.parse::<u64>().unwrap()).sum()
    };
    // What follows the first screen is over when nothing more comes.
    while let Ok(bytes) = terminal.bytes.recv_timeout(Duration::from_millis(500)) {
        terminal.take(&bytes);
    }
    let before = used(&terminal);
    let wrote = terminal.bytes.recv_timeout(Duration::from_millis(1500));
    assert!(wrote.is_err(), "{wrote:?}");
    let used = used(&terminal) - before;
    assert!(used <= MOST, "{used} hundredths of a second");
    terminal.keys("q");
    terminal.ended("ended: Ok(Quit)");
}

#[test]
fn ctrl_z_gives_the_terminal_back_until_it_goes_on() {
    let mut terminal = Terminal::start(&[]);
    terminal.keys("\u{1a}");
    let (_, status) = waitpid(Some(terminal.pid()), WaitOptions::UNTRACED)
        .unwrap()
        .unwrap();
    assert!(status.stopped());
    assert!(terminal.is_cooked());
    // What it wrote before it stopped is read before it is looked at.
    while terminal.screen.screen().alternate_screen() {
        let bytes = terminal.bytes.recv_timeout(PATIENCE).unwrap();
        terminal.take(&bytes);
    }
    terminal.signal(Signal::CONT);
    terminal.wait_for("? keys");
    assert!(!terminal.is_cooked());
    terminal.keys("q");
    terminal.ended("ended: Ok(Quit)");
}

#[test]
fn a_terminal_of_one_cell_and_of_very_many_does_no_harm() {
    let mut terminal = Terminal::start(&[]);
    for (rows, columns) in [(1, 1), (1, 200), (200, 1), (3, 3), (500, 900), (24, 80)] {
        terminal.resize(rows, columns);
        terminal.keys("j");
        thread::sleep(Duration::from_millis(60));
    }
    terminal.wait_for("? keys");
    terminal.keys("q");
    terminal.ended("ended: Ok(Quit)");
}

#[test]
fn it_is_drawn_anew_in_another_size() {
    let mut terminal = Terminal::start(&[]);
    terminal.wait_for("3 Follow-ups · 1 today");
    terminal.pty.resize(Size::new(16, 50)).unwrap();
    terminal.screen.screen_mut().set_size(cells(16), cells(50));
    terminal.wait_for("1·12");
    terminal.keys("q");
    terminal.ended("ended: Ok(Quit)");
}

#[test]
fn the_editor_gets_the_terminal_and_what_is_typed_and_its_text_becomes_the_note() {
    let editor = "sh -c 'stty -a | grep -q \" icanon\" || exit 9; echo it is cooked; read line; echo \"$line\" > \"$0\"'";
    let mut terminal = Terminal::start(&[("VISUAL", editor)]);
    terminal.keys("N");
    terminal.wait_for("it is cooked");
    assert!(terminal.is_cooked());
    terminal.keys("met at the fair\n");
    terminal.wait_for("note about Mira Example: met at the fair");
    assert!(!terminal.is_cooked());
    terminal.keys("q");
    terminal.ended("ended: Ok(Quit)");
}

#[test]
fn an_interrupt_is_for_the_editor_that_hangs_and_a_failure_is_told() {
    let mut terminal = Terminal::start(&[("VISUAL", "sh -c 'echo it hangs; exec sleep 1000'")]);
    terminal.keys("N");
    // Not before it runs: until then there is nobody to interrupt.
    terminal.wait_for("it hangs");
    // The terminal sends it to both of us.
    terminal.keys("\u{3}");
    terminal.wait_for("sh ended with signal: 2");
    terminal.keys("q");
    terminal.ended("ended: Ok(Quit)");
}
