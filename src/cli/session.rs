//! What every subcommand starts from: folders, clock, configuration, the opened store.

use std::{
    cell::Cell,
    fs,
    io::{
        self,
        ErrorKind::{NotADirectory, NotFound},
        Read as _,
    },
    path::Path,
    sync::Arc,
};

use super::{Args, failure::Failure, output::Output};
use crate::{
    clock::Clock,
    config::{
        Config, Loaded, TimeOfDay, checklist,
        place::{Fault, near_miss},
        rules,
    },
    domain::{
        book::{Book, Judged},
        checklist::Checklist,
        late::Late,
        plan::Settings,
        triage::{Rules, Wishes},
    },
    env::{Env, Folders},
    workspace::{Workspace, WorkspaceError, hooks::Hooks},
};

/// The most that is read of a file of the person's own: 1 MiB. Chosen here.
const OWN_BYTES: u64 = 1 << 20;

/// What every subcommand starts from.
#[derive(Debug)]
pub(super) struct Session<'a> {
    /// The world outside.
    pub(super) env: &'a Env,
    /// The clock.
    pub(super) clock: Clock,
    /// Where everything lies.
    pub(super) folders: Folders,
    no_config: bool,
    /// Who is told of steps.
    pub(super) hooks: Option<Arc<Hooks>>,
    /// Why the options of `config.toml` do not count, if they do not.
    fault: Option<Fault>,
    /// Whether the store was opened.
    opened: Cell<bool>,
}

impl<'a> Session<'a> {
    pub(super) fn new(args: &Args, env: &'a Env, clock: Clock) -> Result<Self, Failure> {
        let folders = env.folders(args.data_dir.as_deref()).map_err(|_| {
            Failure::user("there is no home folder to keep a store in")
                .hint("set HOME to an absolute path, or name a store with --data-dir DIR")
        })?;
        let mut session = Self {
            env,
            clock,
            folders,
            no_config: args.no_config,
            hooks: None,
            fault: None,
            opened: Cell::new(false),
        };
        match session.loaded() {
            Ok(Ok(loaded)) => {
                let TimeOfDay(start) = loaded.config.followups.day_starts_at;
                session.clock = clock.starting_days(start);
                let programs = loaded.config.hooks.programs();
                if !programs.is_empty() {
                    session.hooks = Some(Arc::new(Hooks::new(programs, env.clone())));
                }
            }
            Ok(Err(fault)) => session.fault = Some(fault),
            // A file that cannot be read is said by what needs it.
            Err(_) => {}
        }
        Ok(session)
    }

    /// Says which files of the configuration folder look like tables and are read by nothing.
    pub(super) fn say_unread(&self, output: &mut Output<'_>) -> Result<(), Failure> {
        if self.no_config {
            return Ok(());
        }
        for file in entries(&self.folders.config)? {
            if let Some(out) = unread(&file) {
                let path = self.folders.config.join(&file);
                output.warn(&format!(
                    "{}: nothing reads this file; {out}",
                    path.display()
                ))?;
            }
        }
        Ok(())
    }

    /// Says after a command that needed no option, and so did its work, that there are none: its step
    /// was told to no hook.
    pub(super) fn say_fault(&self, output: &mut Output<'_>) -> Result<(), Failure> {
        match &self.fault {
            Some(fault) if self.opened.get() => output.warn(&format!(
                "{fault}; until that is mended no option counts, and no hook is told"
            )),
            _ => Ok(()),
        }
    }

    /// The configuration: defaults where there is no file, or with `--no-config`.
    pub(super) fn config(&self, output: &mut Output<'_>) -> Result<Config, Failure> {
        let loaded = self.loaded()?.map_err(|fault| {
            Failure::user(fault.to_string())
                .hint("`cordial config edit` opens it; --no-config starts with the defaults")
        })?;
        for warning in &loaded.warnings {
            output.warn(&warning.to_string())?;
        }
        Ok(loaded.config)
    }

    /// The checklist, with the person's own file over it.
    pub(super) fn checklist(&self) -> Result<Late<Checklist>, Failure> {
        let own = self.own_file("checklist.toml")?;
        late(own, checklist::built_in, |own| checklist::load(Some(own)))
    }

    /// The rules that judge invitations, with the person's own file over them.
    pub(super) fn rules(&self) -> Result<Late<Rules>, Failure> {
        let own = self.own_file("rules.toml")?;
        late(own, rules::built_in, |own| rules::load(Some(own)))
    }

    /// The configuration, if nothing is wrong with it; nothing is said.
    pub(super) fn sound_config(&self) -> Option<Config> {
        Some(self.loaded().ok()?.ok()?.config)
    }

    /// The person's own `config.toml` as it was read, or its fault; the defaults where there is none.
    fn loaded(&self) -> Result<Result<Loaded, Fault>, Failure> {
        let own = self.own_file("config.toml")?;
        Ok(match own {
            Some((file, text)) => Config::parse(&file, &text),
            None => Ok(Loaded::default()),
        })
    }

    /// What these rules say of the open invitations, kept for the next start.
    pub(super) fn judged(
        &self,
        workspace: &Workspace,
        book: &Book,
        rules: &Late<Rules>,
        wishes: &Wishes<'_>,
    ) -> Result<Judged, Failure> {
        let own = self.own_file("rules.toml")?;
        let own = own.map(|(_, text)| text).unwrap_or_default();
        Ok(workspace.judged(book, (rules, &own), wishes))
    }

    /// How the plan of follow-ups behaves.
    pub(super) fn plan(&self, output: &mut Output<'_>) -> Result<Settings, Failure> {
        Ok(self.config(output)?.plan())
    }

    /// The person's own templates: each as its path below `templates/`, with its text.
    pub(super) fn own_templates(&self) -> Result<Vec<(String, String)>, Failure> {
        let folder = self.folders.config.join("templates");
        let mut found = Vec::new();
        if self.no_config {
            return Ok(found);
        }
        for language in entries(&folder)? {
            for file in entries(&folder.join(&language))? {
                if Path::new(&file).extension() != Some("txt".as_ref()) {
                    continue;
                }
                let path = format!("{language}/{file}");
                let text = self.own_file(&format!("templates/{path}"))?;
                found.extend(text.map(|(_, text)| (path, text)));
            }
        }
        Ok(found)
    }

    /// A file of the person's own in the configuration folder: its name and text.
    pub(super) fn own_file(&self, name: &str) -> Result<Option<(String, String)>, Failure> {
        let path = self.folders.config.join(name);
        if self.no_config {
            return Ok(None);
        }
        match own_text(&path) {
            Ok(text) => Ok(Some((path.display().to_string(), text))),
            Err(error) if error.kind() == NotFound => Ok(None),
            Err(error) => Err(Failure::user(format!("{}: {error}", path.display()))
                .hint("look at the file, its owner and its modes; --no-config goes without")),
        }
    }

    /// The titles of the work that is wanted, as the configuration says.
    pub(super) fn targets(&self, output: &mut Output<'_>) -> Result<Vec<String>, Failure> {
        let wanted = self.config(output)?.me.target_role;
        Ok(Some(wanted)
            .filter(|wanted| !wanted.is_empty())
            .into_iter()
            .collect())
    }

    /// Opens the store and folds it. What is odd about it is said on standard error.
    pub(super) fn open(&self, output: &mut Output<'_>) -> Result<(Workspace, Book), Failure> {
        self.opened.set(true);
        let (mut workspace, mut book) =
            Workspace::open(&self.folders, self.env, self.clock).map_err(failure)?;
        if workspace.has_cut_erasure() {
            // What somebody wanted away must not wait for a command that few know.
            output.warn(&match workspace.finish_erasures(&mut book) {
                Ok(_) => "an erasure was cut short before; it is finished now".to_owned(),
                Err(error) => format!(
                    "an erasure was cut short and is not finished: {error}; \
                     `cordial doctor --repair` finishes it"
                ),
            })?;
        }
        for notice in workspace.notices().iter().chain(workspace.coming()) {
            output.warn(notice)?;
        }
        Ok((workspace.with_hooks(self.hooks.clone()), book))
    }
}

impl Session<'_> {
    /// Waits for the programs that are told of steps, and says which of them failed.
    pub(super) fn finish_hooks(&self, output: &mut Output<'_>) -> Result<(), Failure> {
        let failures = self.hooks.as_ref().map(|hooks| hooks.finish());
        failures
            .iter()
            .flatten()
            .try_for_each(|words| output.warn(words))
    }
}

/// What is said of a file of the configuration folder that is named like a table and is none.
fn unread(file: &str) -> Option<String> {
    const READ: [&str; 3] = ["config.toml", "rules.toml", "checklist.toml"];
    let is_table = Path::new(file)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    if !is_table || READ.contains(&file) {
        return None;
    }
    // The program's own tables of these names are read under one name.
    if matches!(file, "notes.toml" | "note_words.toml" | "titles.toml") {
        return Some("rules, words and titles of your own go into rules.toml".to_owned());
    }
    Some(match near_miss(file, READ.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", READ.join(", ")),
    })
}

/// A table: the built-in one is read when it is first looked at, which most starts never do; one with
/// the person's own file over it at once, so that what is wrong there is told.
fn late<T: Send + 'static>(
    own: Option<(String, String)>,
    built_in: fn() -> T,
    load: impl FnOnce((&str, &str)) -> Result<T, Fault>,
) -> Result<Late<T>, Failure> {
    match own {
        None => Ok(Late::new(built_in)),
        Some((name, text)) => load((&name, &text))
            .map(Late::from)
            .map_err(|fault| Failure::user(fault.to_string())),
    }
}

/// The names in a folder, in order; none if there is no folder.
fn entries(folder: &Path) -> Result<Vec<String>, Failure> {
    let failed = |error: io::Error| Failure::user(format!("{}: {error}", folder.display()));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        names.extend(name.into_string().ok());
    }
    names.sort();
    Ok(names)
}

/// The text of a file of the person's own, which may be a link to where they keep it.
fn own_text(path: &Path) -> io::Result<String> {
    // A pipe would be waited for, and a device has no end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path)?;
    file.take(OWN_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > OWN_BYTES {
        return Err(io::Error::other("it is larger than 1 MiB"));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is no text in UTF-8"))
}

/// A workspace's error as a failure with its way out.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn failure(error: WorkspaceError) -> Failure {
    let message = error.to_string();
    let mut failure = if error.is_about_the_store() {
        Failure::store(message.as_str())
    } else {
        Failure::user(message.as_str())
    };
    let mut cause = std::error::Error::source(&error);
    while let Some(behind) = cause {
        let words = behind.to_string();
        // Some errors repeat what is behind them; once is enough.
        if !message.contains(&words) {
            failure = failure.because(words);
        }
        cause = behind.source();
    }
    match error.hint() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
