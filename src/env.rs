//! The only place that reads the environment and the arguments.

mod secret;

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

pub use secret::{Secret, TOKEN_VARIABLE};

/// What the program knows of the world outside: injected, so that a test can replace it.
#[derive(Clone, Debug, Default)]
pub struct Env {
    /// The environment's variables, without the token.
    pub vars: BTreeMap<OsString, OsString>,
    /// The token of the API, if the variable gave one.
    pub token: Option<Secret>,
    /// Whether standard input is a terminal.
    pub stdin_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// What the system calls this machine for ever, or its name.
    pub machine: String,
    /// The host's name.
    pub host: String,
    /// The platform's own folders, for what no variable names.
    pub platform: Option<Folders>,
}

/// The folders of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The truth: journal and imports.
    pub data: PathBuf,
    /// The mark.
    pub state: PathBuf,
    /// What may be deleted at any time.
    pub cache: PathBuf,
    /// `config.toml`, and the person's own rules, templates, themes.
    pub config: PathBuf,
    /// Where browsers put archives.
    pub downloads: Option<PathBuf>,
}

/// There is no home folder to put anything into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHome;

impl Env {
    /// Reads the real environment.
    #[expect(clippy::disallowed_methods, reason = "this is the place")]
    pub fn read() -> Self {
        // A home that is no absolute path would put a store below whatever folder one is in.
        let dirs = directories::ProjectDirs::from("", "", "cordial");
        let dirs = dirs.filter(|dirs| dirs.data_dir().is_absolute());
        let platform = dirs.map(|dirs| Folders {
            data: dirs.data_dir().to_owned(),
            state: dirs
                .state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_owned(),
            cache: dirs.cache_dir().to_owned(),
            config: dirs.config_dir().to_owned(),
            downloads: directories::UserDirs::new()
                .and_then(|dirs| dirs.download_dir().map(Path::to_owned)),
        });
        let host = host_name();
        let machine = fs::read_to_string("/etc/machine-id").unwrap_or_default();
        let machine = machine.trim();
        // On Windows `Path` and `PATH` are one variable.
        let name = |name: OsString| {
            if cfg!(windows) {
                name.to_ascii_uppercase()
            } else {
                name
            }
        };
        let vars = std::env::vars_os().map(|(key, value)| (name(key), value));
        let mut vars: BTreeMap<OsString, OsString> = vars.collect();
        let token = vars.remove(&OsString::from(TOKEN_VARIABLE));
        Self {
            token: token
                .map(|text| Secret::new(text.to_string_lossy()))
                .filter(|text| !text.expose().is_empty()),
            machine: if machine.is_empty() {
                host.clone()
            } else {
                machine.to_owned()
            },
            host,
            vars,
            stdin_is_terminal: io::stdin().is_terminal(),
            stdout_is_terminal: io::stdout().is_terminal(),
            stderr_is_terminal: io::stderr().is_terminal(),
            platform,
        }
    }

    /// The value of a variable; an empty one counts as absent.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars
            .get(&OsString::from(name))?
            .to_str()
            .filter(|value| !value.is_empty())
    }

    /// A path as a person types it where no shell reads it: `~/` is the home folder. It is absolute
    /// then, from the folder that the program was started in.
    pub fn typed_path(&self, typed: &str) -> PathBuf {
        let home = self.path("HOME").or_else(|| self.path("USERPROFILE"));
        let below = typed
            .strip_prefix('~')
            .and_then(|rest| rest.strip_prefix(std::path::is_separator));
        let path = match (home, below) {
            (Some(home), Some(below)) => home.join(below),
            _ => PathBuf::from(typed),
        };
        std::path::absolute(&path).unwrap_or(path)
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        let value = self.vars.get(&OsString::from(name))?;
        let path = PathBuf::from(value);
        path.is_absolute().then_some(path)
    }

    /// The program's folders. `data_dir` (flag or `CORDIAL_DATA_DIR`) names a store of its own:
    /// then mark and cache lie apart for it, so that two stores never touch.
    pub fn folders(&self, data_dir: Option<&Path>) -> Result<Folders, NoHome> {
        let home = self.path("HOME");
        let folder = |variable: &str, under_home: &str, platform: Option<PathBuf>| {
            self.path(variable)
                .map(|base| base.join("cordial"))
                .or(platform)
                .or_else(|| Some(home.as_ref()?.join(under_home).join("cordial")))
        };
        let platform = self.platform.clone();
        let of = |pick: fn(&Folders) -> &PathBuf| platform.as_ref().map(|p| pick(p).clone());
        let state = folder("XDG_STATE_HOME", ".local/state", of(|p| &p.state));
        let cache = folder("XDG_CACHE_HOME", ".cache", of(|p| &p.cache));
        let config = folder("XDG_CONFIG_HOME", ".config", of(|p| &p.config));
        let downloads = self
            .path("XDG_DOWNLOAD_DIR")
            .or_else(|| platform.as_ref().and_then(|p| p.downloads.clone()))
            .or_else(|| Some(home.as_ref()?.join("Downloads")));
        let Some(data) = data_dir else {
            let data = folder("XDG_DATA_HOME", ".local/share", of(|p| &p.data)).ok_or(NoHome)?;
            return Ok(Folders {
                state: state.ok_or(NoHome)?,
                cache: cache.ok_or(NoHome)?,
                config: config.ok_or(NoHome)?,
                data,
                downloads,
            });
        };
        // Without a home the store is on its own: its mark and cache are kept inside it.
        let absolute = std::path::absolute(data).unwrap_or_else(|_| data.to_owned());
        let own = format!(
            "{:08x}",
            crc32c::crc32c(absolute.as_os_str().as_encoded_bytes())
        );
        let apart = |base: Option<PathBuf>, inside: &str| {
            base.map_or_else(|| absolute.join(inside), |base| base.join(&own))
        };
        Ok(Folders {
            state: apart(state, "state"),
            cache: apart(cache, "cache"),
            config: config.unwrap_or_else(|| absolute.join("config")),
            downloads,
            data: absolute.clone(),
        })
    }
}

#[cfg(unix)]
fn host_name() -> String {
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "this is the place")]
fn host_name() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "this machine".to_owned())
}

/// Where this program lies; `None` where that cannot be told.
pub fn executable() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

/// Which build of the program this is, as its file shows: what one build has prepared for itself,
/// another one does not take. `None` where that cannot be told.
pub fn program() -> Option<String> {
    let file = executable()?;
    let meta = fs::metadata(&file).ok()?;
    let written = meta.modified().ok()?;
    let written = written.duration_since(std::time::UNIX_EPOCH).ok()?;
    let (name, version) = (file.display(), env!("CARGO_PKG_VERSION"));
    Some(format!(
        "{version} {name} {} {}",
        meta.len(),
        written.as_nanos()
    ))
}

/// Makes a folder, with those that it lies in, that only the person can read.
///
/// # Errors
/// The file system's own.
pub fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
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
    fn xdg_variables_win_over_home() {
        let env = env(&[
            ("HOME", "/home/robin"),
            ("XDG_DATA_HOME", "/data"),
            ("XDG_CACHE_HOME", "relative"),
        ]);
        let folders = env.folders(None).unwrap();
        assert_eq!(folders.data, Path::new("/data/cordial"));
        assert_eq!(
            folders.cache,
            Path::new("/home/robin/.cache/cordial"),
            "a relative one counts as unset"
        );
        assert_eq!(
            folders.downloads.as_deref(),
            Some(Path::new("/home/robin/Downloads"))
        );
    }

    #[test]
    fn a_store_of_its_own_needs_no_home_and_touches_no_other() {
        assert_eq!(env(&[]).folders(None), Err(NoHome));
        let alone = env(&[]).folders(Some(Path::new("/tmp/a"))).unwrap();
        assert_eq!(alone.state, Path::new("/tmp/a/state"));
        let homed = env(&[("HOME", "/home/robin")]);
        let (a, b) = (
            homed.folders(Some(Path::new("/tmp/a"))),
            homed.folders(Some(Path::new("/tmp/b"))),
        );
        assert_ne!(a.unwrap().state, b.unwrap().state);
    }
}
