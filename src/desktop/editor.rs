//! The person's own editor: a private file goes out, its text comes back.
//!
//! Rules and their reasons: safety.md 5.4 and T22. Whatever the editor leaves behind is looked at
//! through a fresh open that follows no link; anything odd changes nothing.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Child, ExitStatus},
};

use tempfile::TempDir;

use crate::{
    env::{self, Env},
    text::Safe,
};

/// The longest text that is read back, in bytes: 1 MiB.
const MOST: u64 = 1024 * 1024;

/// Why nothing came back from the editor. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// Neither variable names a program.
    #[error("no editor is set")]
    NotSet,
    /// The variable cannot be split into words.
    #[error("{variable}: {problem}")]
    Words {
        /// `VISUAL` or `EDITOR`.
        variable: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// The private file could not be made.
    #[error("the text cannot be put into a file: {0}")]
    Write(io::Error),
    /// The program could not be started.
    #[error("{program} cannot be started: {source}")]
    Start {
        /// Its name.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// It said that it failed, or was ended.
    #[error("{program} ended with {status}; nothing is changed")]
    Failed {
        /// Its name.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// What it left cannot be read.
    #[error("the text cannot be read back: {0}; nothing is changed")]
    Read(io::Error),
    /// What it left is no plain file.
    #[error("the editor left no plain file behind; nothing is changed")]
    NoFile,
    /// It was ended by a signal. What it kept of the text is beside it.
    #[error("{program} ended with {status}; nothing is changed, and what it left is kept in {}", kept.display())]
    Killed {
        /// Its name.
        program: String,
        /// How it ended.
        status: ExitStatus,
        /// The folder of the text.
        kept: PathBuf,
    },
    /// What it left is too long.
    #[error("the text is longer than 1 MiB; nothing is changed, and it is kept in {}", .0.display())]
    TooLong(PathBuf),
    /// What it left is no text.
    #[error("the text is not UTF-8; nothing is changed, and it is kept in {}", .0.display())]
    NoText(PathBuf),
}

/// A text that is in the hands of the editor. Dropping it takes the file away.
#[derive(Debug)]
pub struct Editing {
    folder: TempDir,
    path: PathBuf,
    argv: Vec<String>,
    text: String,
}

impl Editing {
    /// Puts a text into a file that only the person can read, in a folder of its own: below
    /// `XDG_RUNTIME_DIR`, else below `state`.
    pub fn begin(text: &Safe, env: &Env, state: &Path) -> Result<Self, EditorError> {
        let argv = command(env)?;
        let folder = folder(env, state).map_err(EditorError::Write)?;
        let path = folder.path().join("text.txt");
        let text = settled(text.as_str());
        let mut file = create(&path).map_err(EditorError::Write)?;
        let written = file.write_all(text.as_bytes());
        written
            .and_then(|()| file.write_all(b"\n"))
            .map_err(EditorError::Write)?;
        Ok(Self {
            folder,
            path,
            argv,
            text,
        })
    }

    /// Starts the editor on this terminal; the path is its last argument.
    pub fn start(&self) -> Result<Child, EditorError> {
        start(&self.argv, &self.path)
    }

    /// Whether the folder holds the text as it went out, and nothing else.
    fn is_untouched(&self) -> bool {
        let files = fs::read_dir(self.folder.path()).map_or(0, Iterator::count);
        let mut bytes = Vec::new();
        let read = open(&self.path).and_then(|file| file.take(MOST).read_to_end(&mut bytes));
        files == 1 && read.is_ok() && bytes.strip_suffix(b"\n") == Some(self.text.as_bytes())
    }

    /// The text that the editor left; `None` if it is the one that went out. Words of the person's
    /// own that cannot be taken stay where they are, and the error says where.
    pub fn finish(self, status: ExitStatus) -> Result<Option<String>, EditorError> {
        let program = || self.argv.first().cloned().unwrap_or_default();
        if status.code().is_none() && !self.is_untouched() {
            let program = program();
            return Err(EditorError::Killed {
                program,
                status,
                kept: self.folder.keep(),
            });
        }
        if !status.success() {
            let program = program();
            return Err(EditorError::Failed { program, status });
        }
        let file = open(&self.path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => EditorError::NoFile,
            _ if is_link(&self.path) => EditorError::NoFile,
            _ => EditorError::Read(error),
        })?;
        let meta = file.metadata().map_err(EditorError::Read)?;
        if !meta.is_file() {
            return Err(EditorError::NoFile);
        }
        if meta.len() > MOST {
            return Err(EditorError::TooLong(self.folder.keep()));
        }
        let mut bytes = Vec::new();
        let read = file.take(MOST + 1).read_to_end(&mut bytes);
        read.map_err(EditorError::Read)?;
        if bytes.len() as u64 > MOST {
            return Err(EditorError::TooLong(self.folder.keep()));
        }
        let Ok(text) = String::from_utf8(bytes) else {
            return Err(EditorError::NoText(self.folder.keep()));
        };
        let text = settled(&text);
        drop(self.folder);
        Ok((text != self.text).then_some(text))
    }
}

/// Line ends as we write them, and none at the end: editors add one.
fn settled(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").trim_end().to_owned()
}

/// Opens a file of the person's own in the editor, on this terminal, and waits for its end.
pub fn open_file(path: &Path, env: &Env) -> Result<(), EditorError> {
    let argv = command(env)?;
    let program = || argv.first().cloned().unwrap_or_default();
    let status = start(&argv, path)?.wait();
    let status = status.map_err(|source| EditorError::Start {
        program: program(),
        source,
    })?;
    if status.success() {
        return Ok(());
    }
    Err(EditorError::Failed {
        program: program(),
        status,
    })
}

fn start(argv: &[String], path: &Path) -> Result<Child, EditorError> {
    let (program, arguments) = argv.split_first().ok_or(EditorError::NotSet)?;
    super::command(program)
        .args(arguments)
        .arg(path)
        .spawn()
        .map_err(|source| EditorError::Start {
            program: program.clone(),
            source,
        })
}

/// `VISUAL`, then `EDITOR`, split as a shell would.
fn command(env: &Env) -> Result<Vec<String>, EditorError> {
    for variable in ["VISUAL", "EDITOR"] {
        let Some(value) = env.var(variable) else {
            continue;
        };
        let words = shell_words::split(value).map_err(|error| EditorError::Words {
            variable,
            problem: error.to_string(),
        })?;
        if !words.is_empty() {
            return Ok(words);
        }
    }
    Err(EditorError::NotSet)
}

fn folder(env: &Env, state: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("cordial-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let runtime = env.var("XDG_RUNTIME_DIR").map(PathBuf::from);
    let runtime = runtime.filter(|path| path.is_absolute());
    if let Some(made) = runtime.and_then(|base| builder.tempdir_in(base).ok()) {
        return Ok(made);
    }
    env::private_folder(state)?;
    builder.tempdir_in(state)
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Opens without following a link, and without waiting for a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = rustix::fs::open(path, flags, Mode::empty())?;
    Ok(File::from(file))
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    if is_link(path) {
        return Err(io::Error::from(io::ErrorKind::NotFound));
    }
    File::open(path)
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_symlink())
}

#[cfg(unix)]
#[cfg(test)]
mod tests;
