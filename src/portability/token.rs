//! Where the token comes from: a variable, a command, or a file that only the person can read.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use crate::{
    desktop::program::{Program, ProgramError},
    env::{Env, Secret, TOKEN_VARIABLE},
};

/// The file in the configuration folder, which is not the one that people share between machines.
pub const FILE: &str = "linkedin-token";
/// The most that is read of it.
const MOST_BYTES: u64 = 16 * 1024;

/// Why there is no token. None of these says anything of what was found.
#[derive(Debug, thiserror::Error)]
pub enum NoToken {
    /// Nothing says where it is.
    #[error("there is no token for LinkedIn's API")]
    Nowhere {
        /// The file that could hold it.
        file: PathBuf,
    },
    /// What was found cannot be one.
    #[error("{0} gives no token: it is one line of visible characters")]
    NoToken(String),
    /// The command failed.
    #[error("[sync] token_command: {0}")]
    Command(#[from] ProgramError),
    /// The file cannot be read.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no plain file, or a link.
    #[error("{0} is no regular file")]
    NoFile(PathBuf),
    /// Others can read the file.
    #[error("{0} can be read by others")]
    Open(PathBuf),
}

impl NoToken {
    /// The way out.
    pub fn hint(&self) -> String {
        match self {
            Self::Nowhere { file } => format!(
                "docs/guide/sync.md says how to get one; then set token_command under [sync] in config.toml, \
                 or {TOKEN_VARIABLE}, or put it into {} (chmod 600)",
                file.display()
            ),
            Self::NoToken(_) => "copy the whole token again; its first line counts".to_owned(),
            Self::Command(_) => "run the command yourself: it should print the token".to_owned(),
            Self::File { .. } => "look at its owner and its modes".to_owned(),
            Self::NoFile(_) => "put the token into a file of its own".to_owned(),
            Self::Open(path) => format!("chmod 600 {}", path.display()),
        }
    }
}

/// The token: of the variable, else of the command, else of the file in this folder.
pub fn find(env: &Env, command: Option<&Program>, config: &Path) -> Result<Secret, NoToken> {
    let (given, place) = if let Some(given) = &env.token {
        (given.clone(), TOKEN_VARIABLE.to_owned())
    } else if let Some(command) = command {
        let printed = command.run(String::new(), env, &AtomicBool::new(false))?;
        (Secret::new(printed), "[sync] token_command".to_owned())
    } else {
        let path = config.join(FILE);
        (read(&path)?, path.display().to_string())
    };
    given.token().ok_or(NoToken::NoToken(place))
}

fn read(path: &Path) -> Result<Secret, NoToken> {
    let failed = |source: io::Error| NoToken::File {
        path: path.to_owned(),
        source,
    };
    let meta = match path.symlink_metadata() {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let file = path.to_owned();
            return Err(NoToken::Nowhere { file });
        }
        Err(error) => return Err(failed(error)),
    };
    if !meta.is_file() {
        return Err(NoToken::NoFile(path.to_owned()));
    }
    let file = File::open(path).map_err(failed)?;
    // Of what was opened: the name may mean another file by now.
    if others_can_read(&file).map_err(failed)? {
        return Err(NoToken::Open(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let read = file.take(MOST_BYTES).read_to_end(&mut bytes);
    read.map_err(failed)?;
    // What is no text is no token either, and that is what is said about it.
    Ok(Secret::new(String::from_utf8_lossy(&bytes)))
}

#[cfg(unix)]
fn others_can_read(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    Ok(file.metadata()?.mode() & 0o077 != 0)
}

/// Elsewhere a folder of the person's own keeps others out.
#[cfg(not(unix))]
fn others_can_read(file: &File) -> io::Result<bool> {
    file.metadata().map(|_| false)
}
