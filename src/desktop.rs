//! The person's desktop: opening pages and copying texts. No shell anywhere, nothing of a stranger
//! but a judged address or a cleaned text, and only when the person asks.
//!
//! Rules and their reasons: safety.md 5.3 and 5.4.

pub mod editor;
pub mod notice;
pub mod program;
pub mod timer;

use std::{
    ffi::OsStr,
    io::{self, Read as _, Write as _},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    env::{Env, TOKEN_VARIABLE},
    text::{Link, Safe},
};

/// The most bytes that terminals take in one OSC 52, after encoding. Source: safety.md 5.4.
const OSC52_BYTES: usize = 74_994;

/// Why nothing was opened or copied.
#[derive(Debug, thiserror::Error)]
pub enum DesktopError {
    /// `BROWSER` cannot be understood.
    #[error("BROWSER: {0}")]
    Browser(String),
    /// No program could be started.
    #[error("no browser could be started ({tried})")]
    NoBrowser {
        /// The programs that were tried.
        tried: String,
    },
    /// No program gives what was copied.
    #[error("no program gives what was copied (wl-paste, xclip, xsel, pbpaste)")]
    NoClipboard,
    /// The program that pastes failed.
    #[error("{program}: {source}")]
    Copy {
        /// Its name.
        program: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// How a text was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A program took it.
    ByProgram(&'static str),
    /// There is no such program, or it would be on the wrong machine: the terminal must take it.
    AskTerminal,
}

/// Opens a page in the browser, detached; returns when the program was started.
pub fn open(link: &Link, env: &Env) -> Result<(), DesktopError> {
    let mut tried = Vec::new();
    for argv in browsers(link, env)? {
        let Some((program, arguments)) = argv.split_first() else {
            continue;
        };
        if start(program, arguments).is_ok() {
            return Ok(());
        }
        tried.push(program.clone());
    }
    Err(DesktopError::NoBrowser {
        tried: tried.join(", "),
    })
}

/// The command lines to try, each already split: the address is one argument of its own.
fn browsers(link: &Link, env: &Env) -> Result<Vec<Vec<String>>, DesktopError> {
    let url = link.as_str();
    let mut all = Vec::new();
    if let Some(browser) = env.var("BROWSER") {
        // It is split first; only then the address takes the place of `%s` inside one argument.
        let words = shell_words::split(browser)
            .map_err(|error| DesktopError::Browser(error.to_string()))?;
        let asks = words.iter().any(|word| word.contains("%s"));
        let mut argv: Vec<String> = words.iter().map(|word| word.replace("%s", url)).collect();
        if !asks {
            argv.push(url.to_owned());
        }
        all.push(argv);
    }
    let platform: &[&[&str]] = if cfg!(target_os = "macos") {
        &[&["open"]]
    } else if cfg!(windows) {
        &[&["rundll32", "url.dll,FileProtocolHandler"]]
    } else {
        &[
            &["xdg-open"],
            &["wslview"],
            &["gio", "open"],
            &["firefox"],
            &["chromium"],
        ]
    };
    for command in platform {
        let words = command.iter().copied().chain([url]);
        all.push(words.map(str::to_owned).collect());
    }
    Ok(all)
}

/// A program to be started. Nobody's token goes with it.
fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env_remove(TOKEN_VARIABLE);
    command
}

fn start<S: AsRef<OsStr>>(program: &str, arguments: &[S]) -> io::Result<()> {
    let mut command = command(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    // Somebody has to wait for it, or it stays as a zombie.
    thread::spawn(move || child.wait());
    Ok(())
}

/// Copies a text: through a program of this machine, or by asking the terminal.
///
/// Over SSH a program would copy on the wrong machine, and would even succeed; tmux alone hands the
/// text on to the terminal, and would not let a question of ours through.
pub fn copy(text: &Safe, env: &Env) -> Copied {
    let far = env.var("SSH_TTY").is_some() || env.var("SSH_CONNECTION").is_some();
    let here = |(needs, program, _): &&Clipboard| {
        needs.is_none_or(|needs| env.var(needs).is_some()) && (!far || *program == TMUX)
    };
    // One that is there and fails, such as for a display that is gone, is as good as none.
    let took = |(_, program, arguments): &&Clipboard| feed(program, arguments, text).is_ok();
    match CLIPBOARDS.iter().filter(here).find(took) {
        Some((_, program, _)) => Copied::ByProgram(program),
        None => Copied::AskTerminal,
    }
}

/// What asks a terminal to copy a text (OSC 52); `None` if it is too long for that.
pub fn ask_terminal(text: &Safe) -> Option<String> {
    let encoded = STANDARD.encode(text.as_str());
    (encoded.len() <= OSC52_BYTES).then(|| format!("\x1b]52;c;{encoded}\x07"))
}

/// What takes a text and hands it on to the terminal around it.
const TMUX: &str = "tmux";
/// How long a program that copies is waited for: it says so by then if it cannot. Chosen here.
const SETTLES: Duration = Duration::from_millis(500);

/// A program that copies: the variable it needs, its name, its arguments.
type Clipboard = (Option<&'static str>, &'static str, &'static [&'static str]);

const CLIPBOARDS: &[Clipboard] = if cfg!(target_os = "macos") {
    &[(None, "pbcopy", &[])]
} else if cfg!(windows) {
    &[(None, "clip.exe", &[])]
} else {
    &[
        (Some("WAYLAND_DISPLAY"), "wl-copy", &[]),
        (Some("DISPLAY"), "xclip", &["-selection", "clipboard"]),
        (Some("DISPLAY"), "xsel", &["--clipboard", "--input"]),
        (Some("WSL_DISTRO_NAME"), "clip.exe", &[]),
        (Some("TMUX"), TMUX, &["load-buffer", "-w", "-"]),
    ]
};

fn feed(program: &str, arguments: &[&str], text: &Safe) -> io::Result<()> {
    let mut child = command(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let written = match child.stdin.take() {
        Some(mut stdin) => stdin.write_all(text.as_str().as_bytes()),
        None => Ok(()),
    };
    // Programs like xclip go to the background once they serve the text, or say that they cannot.
    let begun = Instant::now();
    while begun.elapsed() < SETTLES {
        match child.try_wait()? {
            Some(end) if end.success() => return written,
            Some(end) => return Err(io::Error::other(format!("ended with {end}"))),
            None => thread::sleep(Duration::from_millis(2)),
        }
    }
    thread::spawn(move || child.wait());
    written
}

/// Programs that give what was copied, as [`CLIPBOARDS`].
const PASTERS: &[Clipboard] = if cfg!(target_os = "macos") {
    &[(None, "pbpaste", &[])]
} else if cfg!(windows) {
    &[(
        None,
        "powershell.exe",
        &["-NoProfile", "-Command", "Get-Clipboard -Raw"],
    )]
} else {
    &[
        (Some("WAYLAND_DISPLAY"), "wl-paste", &["--no-newline"]),
        (Some("DISPLAY"), "xclip", &["-selection", "clipboard", "-o"]),
        (Some("DISPLAY"), "xsel", &["--clipboard", "--output"]),
    ]
};

/// What was copied last, at most so many bytes of it.
pub fn pasted(env: &Env, most: u64) -> Result<Vec<u8>, DesktopError> {
    for (needs, program, arguments) in PASTERS {
        if needs.is_some_and(|needs| env.var(needs).is_none()) {
            continue;
        }
        match fetch(program, arguments, most) {
            Ok(bytes) => return Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(DesktopError::Copy { program, source }),
        }
    }
    Err(DesktopError::NoClipboard)
}

fn fetch(program: &str, arguments: &[&str], most: u64) -> io::Result<Vec<u8>> {
    let mut child = command(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut bytes = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(most).read_to_end(&mut bytes)?;
    }
    match child.wait()? {
        status if status.success() || !bytes.is_empty() => Ok(bytes),
        status => Err(io::Error::other(format!("ended with {status}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(vars: &[(&str, &str)]) -> Env {
        Env {
            vars: vars
                .iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
            ..Env::default()
        }
    }

    #[test]
    fn the_address_is_one_argument_whatever_browser_says() {
        let link = Link::profile("mira;rm -rf").unwrap();
        let env = env(&[("BROWSER", "my-browser --new 'a b' --url=%s")]);
        let first = browsers(&link, &env).unwrap().remove(0);
        assert_eq!(
            first,
            [
                "my-browser",
                "--new",
                "a b",
                &format!("--url={}", link.as_str())
            ]
        );
        let plain = browsers(&link, &env_of("firefox")).unwrap().remove(0);
        assert_eq!(plain, ["firefox", link.as_str()]);
        assert!(browsers(&link, &env_of("'open")).is_err());
    }

    fn env_of(browser: &str) -> Env {
        env(&[("BROWSER", browser)])
    }

    #[test]
    fn over_ssh_the_terminal_is_asked() {
        let ssh = env(&[("SSH_TTY", "/dev/pts/1"), ("DISPLAY", ":0")]);
        assert_eq!(copy(&Safe::own("x"), &ssh), Copied::AskTerminal);
        assert_eq!(copy(&Safe::own("x"), &env(&[])), Copied::AskTerminal);
    }
}
