//! Notifications of the desktop: a program of the system shows them. No shell; the text is one
//! argument of its own, and never a stranger's.

use std::{
    io::{self, Read as _},
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use crate::text::Safe;

/// How long a program of the system may take. Chosen here: a bus that hangs must not hold a timer.
const LIMIT: Duration = Duration::from_secs(10);
const TICK: Duration = Duration::from_millis(20);
/// The most bytes that are kept of what a program complains about.
const COMPLAINT_BYTES: u64 = 4 * 1024;

/// Why a program of the system did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum SystemError {
    /// It could not be started.
    #[error("{program} cannot be started: {source}")]
    Start {
        /// Its name.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// It said that it failed, or took too long.
    #[error("{program} {how}")]
    Failed {
        /// Its name.
        program: String,
        /// How it ended: hostile until cleaned.
        how: String,
    },
}

/// What PowerShell runs. The texts are variables of its environment: as arguments they would be
/// parsed as a part of the script. The notification is PowerShell's own, as only programs that
/// were installed have notifications of theirs.
const TOAST: &str = r"
[Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime] > $null
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent(1)
$lines = $toast.GetElementsByTagName('text')
$lines.Item(0).InnerText = $env:CORDIAL_TITLE
$lines.Item(1).InnerText = $env:CORDIAL_TEXT
$id = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\WindowsPowerShell\v1.0\powershell.exe'
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($id).Show($toast)
";

/// What `osascript` runs: the texts are its arguments, and no part of it.
const SCRIPT: &str = "on run argv
display notification (item 2 of argv) with title (item 1 of argv)
end run";

/// Shows a text, until the person or the desktop takes it away.
pub fn show(title: &Safe, text: &Safe) -> Result<(), SystemError> {
    let (title, text) = (title.as_str(), text.as_str());
    let texts = [("CORDIAL_TITLE", title), ("CORDIAL_TEXT", text)];
    finish(
        &command(title, text),
        if cfg!(windows) { &texts } else { &[] },
    )
}

/// The program with its arguments.
fn command(title: &str, text: &str) -> Vec<String> {
    let words: Vec<&str> = if cfg!(target_os = "macos") {
        vec!["osascript", "-e", SCRIPT, title, text]
    } else if cfg!(windows) {
        vec![
            "powershell.exe",
            "-NoProfile",
            "-NonInteractive",
            "-Command",
            TOAST,
        ]
    } else {
        vec!["notify-send", "--app-name=Cordial", "--", title, text]
    };
    words.into_iter().map(str::to_owned).collect()
}

/// Runs a program of the system to its end, and no longer than [`LIMIT`].
pub(super) fn run(argv: &[String]) -> Result<(), SystemError> {
    finish(argv, &[])
}

fn finish(argv: &[String], variables: &[(&str, &str)]) -> Result<(), SystemError> {
    let (program, arguments) = argv
        .split_first()
        .map_or(("", argv), |(p, a)| (p.as_str(), a));
    let mut child = super::command(program)
        .args(arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| SystemError::Start {
            program: program.to_owned(),
            source,
        })?;
    let stderr = child.stderr.take();
    let complaint = thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stderr) = stderr {
            let _short = stderr.take(COMPLAINT_BYTES).read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let failed = |how: String| SystemError::Failed {
        program: program.to_owned(),
        how,
    };
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => {
                let said = complaint.join().unwrap_or_default();
                let last = said.lines().rev().find(|line| !line.trim().is_empty());
                let last = last.map(|line| format!(": {}", line.trim()));
                return Err(failed(format!(
                    "ended with {status}{}",
                    last.unwrap_or_default()
                )));
            }
            Ok(None) if begun.elapsed() < LIMIT => thread::sleep(TICK),
            Ok(None) => {
                let _gone = child.kill();
                let _status = child.wait();
                let seconds = LIMIT.as_secs();
                return Err(failed(format!(
                    "took longer than {seconds} s and was ended"
                )));
            }
            Err(error) => return Err(failed(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_are_arguments_of_their_own_behind_all_options() {
        let argv = command("Cordial", "--help; $(x) \"y\"");
        assert_eq!(argv.last().unwrap(), "--help; $(x) \"y\"");
        let at = argv.len() - 2;
        assert_eq!(argv[at], "Cordial");
        if cfg!(target_os = "linux") {
            assert_eq!(argv[at - 1], "--");
        }
    }
}
