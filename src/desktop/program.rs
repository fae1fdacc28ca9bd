//! A program of the person's own: a text goes in, a text comes out. No shell, no variables but the
//! harmless ones where it gets strangers' text, a time limit, a limit of what is read.
//!
//! Rules and their reasons: safety.md 5.4.

use std::{
    io::{self, Read, Write as _},
    path::Path,
    process::{Child, ChildStderr, ChildStdin, ChildStdout, ExitStatus, Stdio},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use crate::env::Env;

/// The most bytes that a program may print: 64 KiB. Source: safety.md 5.4.
pub const MOST_BYTES: u64 = 64 * 1024;
/// The most bytes that are kept of what it complains about.
const COMPLAINT_BYTES: u64 = 4 * 1024;
/// How long its end may go unnoticed.
const TICK: Duration = Duration::from_millis(20);
/// The only variables that a program gets which is told strangers' text: nobody's tokens are among
/// them. Source: safety.md 5.4.
const VARIABLES: &[&str] = if cfg!(windows) {
    // Without the first of these hardly any program starts there.
    &["SYSTEMROOT", "PATH", "PATHEXT", "USERPROFILE", "TEMP", "TZ"]
} else {
    &["PATH", "HOME", "LANG", "TERM", "TZ"]
};

/// Which variables a program gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variables {
    /// The harmless ones.
    Few,
    /// All but the token, and the terminal: a store of passwords needs its agent, its bus, its
    /// display, and may ask for its own password.
    AllButToken,
}

/// A program with its arguments, and how long it may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The program and its arguments, already parted.
    pub argv: Vec<String>,
    /// How long it may take.
    pub limit: Duration,
    /// Which variables it gets.
    pub variables: Variables,
}

/// Why a program gave no text.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// It could not be started.
    #[error("{program} cannot be started: {source}")]
    Start {
        /// Its name.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// It took too long, and was ended.
    #[error("{program} took longer than {seconds} s and was ended")]
    TooSlow {
        /// Its name.
        program: String,
        /// How long it was given.
        seconds: u64,
    },
    /// It printed more than [`MOST_BYTES`], and was ended.
    #[error("{program} printed more than {} KiB and was ended", MOST_BYTES / 1024)]
    TooLong {
        /// Its name.
        program: String,
    },
    /// It said that it failed.
    #[error("{program} ended with {status}{}", after(.complaint))]
    Failed {
        /// Its name.
        program: String,
        /// How it ended.
        status: ExitStatus,
        /// The last line of what it said about it: hostile until cleaned.
        complaint: String,
    },
    /// What it printed is not UTF-8.
    #[error("what {program} printed is no text in UTF-8")]
    NoText {
        /// Its name.
        program: String,
    },
    /// It printed nothing but white space.
    #[error("{program} printed nothing{}", after(.complaint))]
    Nothing {
        /// Its name.
        program: String,
        /// The last line of what it said about it: hostile until cleaned.
        complaint: String,
    },
    /// Reading from it failed.
    #[error("{program}: {source}")]
    Read {
        /// Its name.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// It was not wanted any more, and was ended.
    #[error("stopped")]
    Stopped,
}

fn after(complaint: &str) -> String {
    match complaint {
        "" => String::new(),
        words => format!(": {words}"),
    }
}

impl Program {
    /// What the program prints for an input, without white space around it: hostile until cleaned.
    /// Returns when the program ended; `stop` ends it before.
    pub fn run(&self, input: String, env: &Env, stop: &AtomicBool) -> Result<String, ProgramError> {
        let (output, complaint) = self.finish(input, env, stop)?;
        let program = self.name();
        let Ok(text) = String::from_utf8(output) else {
            return Err(ProgramError::NoText { program });
        };
        match text.trim() {
            "" => Err(ProgramError::Nothing { program, complaint }),
            text => Ok(text.to_owned()),
        }
    }

    /// Gives the program an input; what it prints is forgotten. Returns when the program ended;
    /// `stop` ends it before.
    pub fn tell(&self, input: String, env: &Env, stop: &AtomicBool) -> Result<(), ProgramError> {
        self.finish(input, env, stop).map(drop)
    }

    /// Its name without the folder, which would leave no room in a notice for what went wrong.
    fn name(&self) -> String {
        let program = self.argv.first().map_or("", String::as_str);
        let name = Path::new(program).file_name();
        name.map_or_else(
            || program.to_owned(),
            |name| name.to_string_lossy().into_owned(),
        )
    }

    /// What the program printed, and the last line of what it complained about.
    fn finish(
        &self,
        input: String,
        env: &Env,
        stop: &AtomicBool,
    ) -> Result<(Vec<u8>, String), ProgramError> {
        let program = self.name();
        let mut running = self.start(input, env).map_err(|source| {
            let program = program.clone();
            ProgramError::Start { program, source }
        })?;
        let begun = Instant::now();
        let (status, output) = loop {
            if stop.load(Ordering::Relaxed) {
                return Err(ProgramError::Stopped);
            }
            if begun.elapsed() >= self.limit {
                let seconds = self.limit.as_secs();
                return Err(ProgramError::TooSlow { program, seconds });
            }
            match running.look() {
                Ok(Some(end)) => break end,
                Ok(None) if running.printed_too_much() => {
                    return Err(ProgramError::TooLong { program });
                }
                Ok(None) => {}
                Err(source) => return Err(ProgramError::Read { program, source }),
            }
        };
        let complaint = running.complaint();
        if output.len() as u64 > MOST_BYTES {
            return Err(ProgramError::TooLong { program });
        }
        if !status.success() {
            return Err(ProgramError::Failed {
                program,
                status,
                complaint,
            });
        }
        Ok((output, complaint))
    }

    fn start(&self, input: String, env: &Env) -> io::Result<Running> {
        let (program, arguments) = self.argv.split_first().ok_or(io::ErrorKind::NotFound)?;
        let passed = env.vars.iter().filter(|(name, _)| match self.variables {
            Variables::Few => name.to_str().is_some_and(|name| VARIABLES.contains(&name)),
            Variables::AllButToken => true,
        });
        let mut command = super::command(program);
        command
            .args(arguments)
            .env_clear()
            .envs(passed)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // A group of its own, so that what it started in turn ends with it. One that may ask for a
        // password stays in ours: the terminal lets no other group read, and Ctrl-C ends ours.
        #[cfg(unix)]
        if self.variables == Variables::Few {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let mut child = command.spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let stderr = child.stderr.take();
        feed(stdin, input);
        Ok(Running {
            child,
            ended: None,
            output: collect(stdout),
            printed: None,
            complaint: complain(stderr),
        })
    }
}

/// A program at work. Dropping it ends the program, and what that started.
struct Running {
    child: Child,
    ended: Option<ExitStatus>,
    /// What it printed, once that is complete or too much.
    output: Receiver<io::Result<Vec<u8>>>,
    printed: Option<Vec<u8>>,
    complaint: Receiver<String>,
}

impl Running {
    /// Waits a moment; its end and what it printed, once both are there.
    fn look(&mut self) -> io::Result<Option<(ExitStatus, Vec<u8>)>> {
        if self.printed.is_none() {
            match self.output.recv_timeout(TICK) {
                Ok(printed) => self.printed = Some(printed?),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => self.printed = Some(Vec::new()),
            }
        } else {
            thread::sleep(TICK);
        }
        if self.ended.is_none() {
            self.ended = self.child.try_wait()?;
        }
        Ok(match (self.ended, &self.printed) {
            (Some(status), Some(printed)) => Some((status, printed.clone())),
            _ => None,
        })
    }

    fn printed_too_much(&self) -> bool {
        let printed = self.printed.as_ref();
        printed.is_some_and(|printed| printed.len() as u64 > MOST_BYTES)
    }

    /// The last line of what it complained about, if that comes in a moment.
    fn complaint(&self) -> String {
        let all = self.complaint.recv_timeout(TICK * 5).unwrap_or_default();
        let mut lines = all.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.next_back().unwrap_or_default().to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Once all of it is over its number may belong to another one. As long as somebody holds the
        // output open it is not.
        if self.ended.is_some() && self.printed.is_some() {
            return;
        }
        #[cfg(unix)]
        {
            // Of one that has no group of its own there is none of this number.
            let group = rustix::process::Pid::from_child(&self.child);
            let _gone = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }
}

/// Gives the program its input on a thread: one that does not read must not hold us up.
fn feed(stdin: Option<ChildStdin>, input: String) {
    let Some(mut stdin) = stdin else { return };
    // A program that needs no input closes its end: no fault.
    thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
}

fn collect(stdout: Option<ChildStdout>) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = match stdout {
            Some(stdout) => stdout.take(MOST_BYTES + 1).read_to_end(&mut bytes),
            None => Ok(0),
        };
        drop(sender.send(read.map(|_| bytes)));
    });
    receiver
}

fn complain(stderr: Option<ChildStderr>) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let Some(mut stderr) = stderr else { return };
        let mut bytes = Vec::new();
        let _short = stderr
            .by_ref()
            .take(COMPLAINT_BYTES)
            .read_to_end(&mut bytes);
        drop(sender.send(String::from_utf8_lossy(&bytes).into_owned()));
        // The rest is read and forgotten: a full pipe would stop the program.
        let _rest = io::copy(&mut stderr, &mut io::sink());
    });
    receiver
}

#[cfg(unix)]
#[cfg(test)]
mod tests;
