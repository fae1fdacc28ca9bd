//! `cordial doctor`: checks store, configuration and terminal, explains, offers the repair.

use super::{
    failure::Failure,
    interface,
    output::{Output, Table},
    session::{Session, failure},
    templates,
};
use crate::{
    domain::describe::count,
    workspace::{Health, Workspace},
};

/// `cordial doctor`.
#[derive(Clone, Debug, clap::Args)]
pub struct DoctorArgs {
    /// Move bad lines aside, and confirm damage so that writing goes on
    #[arg(long)]
    pub repair: bool,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &DoctorArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, _) =
        Workspace::open(&session.folders, session.env, session.clock).map_err(failure)?;
    if args.repair {
        let moved = workspace.repair().map_err(failure)?;
        let mut book = workspace.reload().map_err(failure)?;
        let erased = workspace.finish_erasures(&mut book).map_err(failure)?;
        if erased > 0 {
            let people = count(erased, "person", "people");
            output.say(&format!("the erasure of {people} is finished"))?;
        }
        output.say(&match moved {
            0 if erased > 0 => "no bad lines".to_owned(),
            0 => "nothing to repair".to_owned(),
            moved => format!(
                "{} moved to rejected.jsonl; the store takes steps again",
                count(moved, "line", "lines")
            ),
        })?;
    }
    let book = workspace.reload().map_err(failure)?;
    let findings = workspace.check(&book);
    let mut table = Table::new(&["state", "what", "place"]);
    for (what, place) in places(session) {
        table.push(vec!["".into(), what.into(), place.into()]);
    }
    let mut faulty = Vec::new();
    for (what, read) in own_files(session, output) {
        let (state, place) = match read {
            Ok(()) => ("ok", String::new()),
            Err(bad) => {
                faulty.push(what);
                ("bad", bad.to_string())
            }
        };
        table.push(vec![state.into(), what.into(), place.into()]);
    }
    table.push(terminal(session));
    for finding in &findings {
        let state = match finding.health {
            Health::Damage => "damage",
            Health::Note => "note",
        };
        table.push(vec![
            state.into(),
            finding.words.as_str().into(),
            finding.place.as_str().into(),
        ]);
    }
    let damage = findings
        .iter()
        .filter(|finding| finding.health == Health::Damage)
        .count();
    if damage == 0 {
        let steps = count(book.log().count(), "step", "steps");
        table.push(vec![
            "ok".into(),
            format!(
                "store: {steps}, {}",
                if findings.is_empty() {
                    "all sound"
                } else {
                    "nothing lost; see the notes"
                }
            )
            .into(),
            "".into(),
        ]);
    }
    if !output.quiet {
        output.table(&table)?;
    }
    match damage {
        0 if faulty.is_empty() => Ok(()),
        0 => Err(Failure::user(format!("to be mended: {}", faulty.join(", ")))
            .hint("`cordial config check`, `rules check` and `templates check` say more")),
        damage => Err(Failure::store(format!("the store has {}", count(damage, "damage", "damages")))
            .hint("`cordial doctor --repair` moves bad lines to rejected.jsonl and goes on; nothing is deleted")
            .hint("a missing import comes back when its archive is imported again")),
    }
}

/// What the person may write of their own, each with its fault.
fn own_files(
    session: &Session<'_>,
    output: &mut Output<'_>,
) -> [(&'static str, Result<(), Failure>); 4] {
    [
        (
            "configuration",
            interface::keys(session, output).map(|_| ()),
        ),
        ("rules", session.rules().map(|_| ())),
        ("checklist", session.checklist().map(|_| ())),
        ("templates", templates::sound(session).map(|_| ())),
    ]
}

fn places(session: &Session<'_>) -> [(&'static str, String); 4] {
    let folders = &session.folders;
    [
        ("data folder", folders.data.display().to_string()),
        ("state folder", folders.state.display().to_string()),
        ("cache folder", folders.cache.display().to_string()),
        ("configuration folder", folders.config.display().to_string()),
    ]
}

fn terminal(session: &Session<'_>) -> Vec<super::output::Cell> {
    let env = session.env;
    let kind = env.var("TERM").unwrap_or("unknown").to_owned();
    let words = match (
        env.stdin_is_terminal && env.stdout_is_terminal,
        kind.as_str(),
    ) {
        (false, _) => "no terminal here: the interface needs one, the commands do not",
        (true, "dumb" | "unknown") => "a terminal without capabilities: use the commands",
        (true, _) => "terminal",
    };
    let colours = match (env.var("NO_COLOR"), env.var("COLORTERM")) {
        (Some(_), _) => "no colours (NO_COLOR)",
        (None, Some("truecolor" | "24bit")) => "all colours",
        _ => "sixteen to 256 colours",
    };
    vec![
        "ok".into(),
        words.into(),
        format!("TERM={kind}, {colours}").into(),
    ]
}
