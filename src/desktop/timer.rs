//! The timer that calls `cordial notify` once a day: files of the system's own scheduler, written
//! and taken away. Only files that carry our mark are touched.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::notice::{self, SystemError};
use crate::{
    env::{Env, private_folder},
    export::file::{self, NotWritten},
};

/// What tells our files from others.
const MARK: &str =
    "Written by `cordial notify --install`; `cordial notify --uninstall` takes it away.";

/// When and how the program is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The program.
    pub program: PathBuf,
    /// A store of its own, if it is not the usual one.
    pub data: Option<PathBuf>,
    /// Hour and minute, by the clock on the wall.
    pub at: (u8, u8),
}

/// Why there is no timer, or still one.
#[derive(Debug, thiserror::Error)]
pub enum TimerError {
    /// This system has none that we know.
    #[error("this system has no timer that Cordial knows (systemd, launchd)")]
    NoTimer,
    /// There is no home folder.
    #[error("there is no home folder for the timer's files")]
    NoHome,
    /// A path that the scheduler's file cannot hold.
    #[error("{0} has a character that a timer's file cannot hold")]
    Path(String),
    /// A file of this name is somebody else's.
    #[error("{0} is not of this program")]
    Foreign(String),
    /// Writing failed.
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
    /// Reading, making a folder or removing failed.
    #[error("{0}")]
    System(String, #[source] io::Error),
}

/// The files of the timer, with what turns it on and off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// The files with what they hold.
    pub files: Vec<(PathBuf, String)>,
    /// The commands that turn it on, once the files are there.
    pub on: Vec<Vec<String>>,
    /// The commands that turn it off, while the files are there.
    pub off: Vec<Vec<String>>,
}

impl Timer {
    /// The timer of this system.
    pub fn new(call: &Call, env: &Env) -> Result<Self, TimerError> {
        let home = env
            .var("HOME")
            .map(PathBuf::from)
            .ok_or(TimerError::NoHome)?;
        if cfg!(target_os = "macos") {
            return Self::launchd(call, &home);
        }
        if cfg!(windows) {
            return Err(TimerError::NoTimer);
        }
        let config = env.var("XDG_CONFIG_HOME").map(PathBuf::from);
        let config = config.filter(|path| path.is_absolute());
        Self::systemd(call, &config.unwrap_or_else(|| home.join(".config")))
    }

    fn systemd(call: &Call, config: &Path) -> Result<Self, TimerError> {
        let folder = config.join("systemd/user");
        let (hour, minute) = call.at;
        let words: Vec<String> = call
            .words()?
            .iter()
            .map(|word| systemd_word(word))
            .collect();
        let service = format!(
            "# {MARK}\n[Unit]\nDescription=Tell what waits in Cordial\n\n\
             [Service]\nType=oneshot\nExecStart={}\n",
            words.join(" ")
        );
        let timer = format!(
            "# {MARK}\n[Unit]\nDescription=Tell once a day what waits in Cordial\n\n\
             [Timer]\nOnCalendar=*-*-* {hour:02}:{minute:02}:00\nPersistent=true\n\n\
             [Install]\nWantedBy=timers.target\n"
        );
        let control = |words: &[&str]| -> Vec<String> {
            let all = ["systemctl", "--user"].iter().chain(words);
            all.map(|word| (*word).to_owned()).collect()
        };
        Ok(Self {
            files: vec![
                (folder.join("cordial-notify.service"), service),
                (folder.join("cordial-notify.timer"), timer),
            ],
            on: vec![
                control(&["daemon-reload"]),
                control(&["enable", "--now", "cordial-notify.timer"]),
            ],
            off: vec![control(&["disable", "--now", "cordial-notify.timer"])],
        })
    }

    fn launchd(call: &Call, home: &Path) -> Result<Self, TimerError> {
        let path = home.join("Library/LaunchAgents/cordial.notify.plist");
        let (hour, minute) = call.at;
        let words = call.words()?;
        let string = |word: &String| format!("        <string>{}</string>\n", xml(word));
        let words: Vec<String> = words.iter().map(string).collect();
        let words = words.concat();
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {} -->\n\
             <plist version=\"1.0\">\n<dict>\n    <key>Label</key>\n    <string>cordial.notify</string>\n    \
             <key>ProgramArguments</key>\n    <array>\n{words}    </array>\n    \
             <key>StartCalendarInterval</key>\n    <dict>\n        \
             <key>Hour</key>\n        <integer>{hour}</integer>\n        \
             <key>Minute</key>\n        <integer>{minute}</integer>\n    </dict>\n</dict>\n</plist>\n",
            // Two hyphens end a comment.
            MARK.replace("--", "")
        );
        let file = path.display().to_string();
        let control = |word: &str| vec!["launchctl".to_owned(), word.to_owned(), file.clone()];
        Ok(Self {
            on: vec![control("load")],
            off: vec![control("unload")],
            files: vec![(path, text)],
        })
    }

    /// Writes the files. Nothing is written where one of them is somebody else's.
    pub fn write(&self) -> Result<(), TimerError> {
        for (path, _) in &self.files {
            is_ours(path)?;
        }
        for (path, text) in &self.files {
            let folder = path.parent().unwrap_or_else(|| Path::new("."));
            private_folder(folder).map_err(|error| {
                TimerError::System(format!("cannot make {}", folder.display()), error)
            })?;
            file::write(path, text.as_bytes(), true)?;
        }
        Ok(())
    }

    /// Which of the files are there; an error where one of them is somebody else's.
    pub fn there(&self) -> Result<Vec<&Path>, TimerError> {
        let mut found = Vec::new();
        for (path, _) in &self.files {
            if is_ours(path)? {
                found.push(path.as_path());
            }
        }
        Ok(found)
    }

    /// Takes the files away. Gives those that were there.
    pub fn remove(&self) -> Result<Vec<&Path>, TimerError> {
        let found = self.there()?;
        for path in &found {
            fs::remove_file(path).map_err(|error| {
                TimerError::System(format!("cannot remove {}", path.display()), error)
            })?;
        }
        Ok(found)
    }
}

/// Runs commands that turn a timer on or off, until one fails.
pub fn run(commands: &[Vec<String>]) -> Result<(), SystemError> {
    commands.iter().try_for_each(|argv| notice::run(argv))
}

impl Call {
    /// The words of the command.
    fn words(&self) -> Result<Vec<String>, TimerError> {
        let text = |path: &Path| {
            let text = path
                .to_str()
                .filter(|text| !text.chars().any(char::is_control));
            text.map(str::to_owned)
                .ok_or_else(|| TimerError::Path(path.display().to_string()))
        };
        let mut words = vec![text(&self.program)?];
        if let Some(data) = &self.data {
            words.extend(["--data-dir".to_owned(), text(data)?]);
        }
        words.push("notify".to_owned());
        Ok(words)
    }
}

/// Whether a file is there and ours; an error if it is there and not.
fn is_ours(path: &Path) -> Result<bool, TimerError> {
    let name = || path.display().to_string();
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_file() => {
            let text = fs::read_to_string(path)
                .map_err(|error| TimerError::System(format!("cannot read {}", name()), error))?;
            let head = text.get(..text.len().min(300)).unwrap_or(&text);
            let ours = head.contains(MARK) || head.contains(&MARK.replace("--", ""));
            if ours {
                Ok(true)
            } else {
                Err(TimerError::Foreign(name()))
            }
        }
        Ok(_) => Err(TimerError::Foreign(name())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(TimerError::System(format!("cannot read {}", name()), error)),
    }
}

/// A word of `ExecStart`: in quotes, with what systemd would fill in taken as it is.
/// Source: systemd.service(5), "Command lines".
fn systemd_word(word: &str) -> String {
    let mut quoted = String::from("\"");
    for char in word.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '%' | '$' => quoted.extend([char, char]),
            char => quoted.push(char),
        }
    }
    quoted + "\""
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stand_in_the_files_as_they_are() {
        let call = Call {
            program: "/opt/my tools/cor\"di$al%h/cordial".into(),
            data: Some("/data/<a&b>".into()),
            at: (8, 5),
        };
        let timer = Timer::systemd(&call, Path::new("/home/robin/.config")).unwrap();
        let service = &timer.files[0].1;
        assert!(
            service.contains(r#"ExecStart="/opt/my tools/cor\"di$$al%%h/cordial" "--data-dir" "/data/<a&b>" "notify""#),
            "{service}"
        );
        assert!(timer.files[1].1.contains("OnCalendar=*-*-* 08:05:00"));
        let plist = &Timer::launchd(&call, Path::new("/Users/robin"))
            .unwrap()
            .files[0];
        assert!(
            plist.1.contains("<string>/data/&lt;a&amp;b&gt;</string>"),
            "{}",
            plist.1
        );
        assert_eq!(
            plist.1.matches("--").count(),
            3,
            "a comment, and one option: {}",
            plist.1
        );
        let broken = Call {
            program: "/a\nExecStart=/b".into(),
            ..call
        };
        assert!(Timer::systemd(&broken, Path::new("/x")).is_err());
    }

    /// By a reader of property lists that is not ours; where there is no Python, nothing is read.
    #[test]
    fn the_property_list_is_read_by_another_program_as_it_was_meant() {
        let call = Call {
            program: "/Applications/Cor & dial's/<cordial>".into(),
            data: Some("/data/\"é\"".into()),
            at: (8, 5),
        };
        let timer = Timer::launchd(&call, Path::new("/Users/robin")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cordial.notify.plist");
        fs::write(&file, &timer.files[0].1).unwrap();
        let script = "import json, plistlib, sys\n\
                      print(json.dumps(plistlib.load(open(sys.argv[1], 'rb'))))";
        let python = std::process::Command::new("python3")
            .args(["-c", script])
            .arg(&file)
            .output();
        let Ok(out) = python else {
            return;
        };
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        let read: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        let meant = serde_json::json!({
            "Label": "cordial.notify",
            "ProgramArguments":
                ["/Applications/Cor & dial's/<cordial>", "--data-dir", "/data/\"é\"", "notify"],
            "StartCalendarInterval": {"Hour": 8, "Minute": 5},
        });
        assert_eq!(read, meant);
    }
}
