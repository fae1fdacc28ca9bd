//! `cordial man`: manual pages, made from the same table as the help.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::CommandFactory as _;

use super::{failure::Failure, output::Output, session::Session};
use crate::export::file;

/// `cordial man`.
#[derive(Clone, Debug, clap::Args)]
pub struct ManArgs {
    /// The page of a subcommand, such as `decide` or `config check`
    #[arg(value_name = "COMMAND", conflicts_with_all = ["dir", "install"])]
    pub command: Vec<String>,
    /// Write all pages into a folder, such as a package's share/man/man1
    #[arg(long, value_name = "DIR", conflicts_with = "install")]
    pub dir: Option<PathBuf>,
    /// Write all pages to where `man` looks for yours
    #[arg(long)]
    pub install: bool,
}

/// How our pages begin: others of the same name are left alone.
const MARK: &str = ".\\\" Made by `cordial man`.\n";

/// What the program's own page says beside its arguments.
const ABOUT: [(&str, &str); 4] = [
    (
        "ENVIRONMENT",
        "\
CORDIAL_DATA_DIR   a store of its own, as --data-dir
CORDIAL_NOW        the time that it is, for trying things out: 2026-11-23T09:14:05+01:00
CORDIAL_TOKEN      the token of LinkedIn's API, for sync
VISUAL, EDITOR     the editor for notes, texts and the configuration
BROWSER            what opens pages
NO_COLOR           no colours
XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME
                   where the folders are that `cordial doctor` prints",
    ),
    (
        "FILES",
        "\
~/.local/share/cordial         journal and imports: the truth
~/.config/cordial/config.toml  options; rules.toml, checklist.toml, templates/ beside it",
    ),
    (
        "EXIT STATUS",
        "\
0    done
1    the input or the data
2    usage
3    the store is damaged, locked or read-only
130  interrupted",
    ),
    ("SEE ALSO", "`cordial config example` prints every option."),
];

/// A section of lines that stay as they are.
fn section(title: &str, text: &str) -> String {
    let mut lines = format!(".SH \"{title}\"\n.nf\n");
    for line in text.lines() {
        // A line that begins with these is a request to roff.
        lines += if line.starts_with(['.', '\'']) {
            "\\&"
        } else {
            ""
        };
        lines += &line.replace('\\', "\\e").replace('-', "\\-");
        lines.push('\n');
    }
    lines + ".fi\n"
}

pub(super) fn run(
    session: &Session<'_>,
    args: &ManArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let pages = pages()?;
    let folder = match (&args.dir, args.install) {
        (Some(dir), _) => dir.clone(),
        (None, true) => own_folder(session)?,
        (None, false) => {
            let mut name = vec!["cordial".to_owned()];
            name.extend(args.command.iter().cloned());
            let name = name.join("-");
            let page = pages.iter().find(|(known, _)| *known == name);
            let (_, page) = page.ok_or_else(|| {
                Failure::usage(format!("there is no page `{name}`")).hint(
                    "`cordial --help` lists the commands; without one it is the program's page",
                )
            })?;
            output.raw(page);
            return Ok(());
        }
    };
    write(&folder, &pages)?;
    output.say(&format!(
        "{} pages written to {}; `man cordial` shows the first",
        pages.len(),
        folder.display()
    ))
}

/// All pages with their names, the program's first.
fn pages() -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut command = super::Args::command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    add(&command, "cordial", &mut pages)?;
    Ok(pages)
}

fn add(
    command: &clap::Command,
    name: &str,
    pages: &mut Vec<(String, Vec<u8>)>,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::user(format!("the page {name}: {error}"));
    let mut page = MARK.as_bytes().to_vec();
    // Its lines are a table, which would be filled as a paragraph.
    let titled = command
        .clone()
        .display_name(name.to_owned())
        .after_long_help(clap::builder::Resettable::Reset);
    let man = clap_mangen::Man::new(titled)
        .title(name)
        // An empty date keeps its place, or the source would stand there. The pages of one version are
        // the same whenever they are made.
        .date("\"\"")
        .source(concat!("Cordial ", env!("CARGO_PKG_VERSION")))
        .manual("Cordial");
    man.render(&mut page).map_err(failed)?;
    if let Some(more) = command.get_after_long_help() {
        page.extend(section("MORE", &more.to_string()).into_bytes());
    }
    if command.get_name() == name {
        for (title, text) in ABOUT {
            page.extend(section(title, text).into_bytes());
        }
    }
    pages.push((name.to_owned(), page));
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        add(sub, &format!("{name}-{}", sub.get_name()), pages)?;
    }
    Ok(())
}

/// Where `man` looks for a person's own pages. Source: manpath(5), the folder beside `~/.local/bin`.
fn own_folder(session: &Session<'_>) -> Result<PathBuf, Failure> {
    let data = session.env.var("XDG_DATA_HOME").map(PathBuf::from);
    let home = session.env.var("HOME").map(PathBuf::from);
    let data = data.or_else(|| Some(home?.join(".local/share")));
    let data = data.ok_or_else(|| {
        Failure::user("there is no home folder for the pages").hint("name one: --dir DIR")
    })?;
    Ok(data.join("man/man1"))
}

/// Writes the pages; nothing where one of them would replace another program's.
fn write(folder: &Path, pages: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let failed = |what: &Path, error: std::io::Error| {
        Failure::user(format!("cannot write {}", what.display())).because(error.to_string())
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let place = |name: &str| folder.join(format!("{name}.1"));
    for (name, _) in pages {
        let path = place(name);
        match fs::read(&path) {
            Ok(there) if !there.starts_with(MARK.as_bytes()) => {
                return Err(
                    Failure::user(format!("{} is not of this program", path.display()))
                        .hint("nothing was written; move it away, or name another folder"),
                );
            }
            _ => {}
        }
    }
    for (name, page) in pages {
        let path = place(name);
        let written = file::write(&path, page, true);
        written.map_err(|error| Failure::user(error.to_string()))?;
        readable(&path).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

/// Manual pages are for everybody: files of ours are else for the person alone.
#[cfg(unix)]
fn readable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
