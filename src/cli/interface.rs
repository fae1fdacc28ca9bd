//! `cordial` without a subcommand: the interface.

use std::io::{self, BufRead};

use super::{
    demo,
    failure::{Failure, Kind},
    output::Output,
    session::Session,
};
use crate::{
    config::Config,
    tui::{self, ExitReason, Options, Rules, TuiError, Wish, World, plain::Start},
};

pub(super) fn run(session: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    open(session, None, output)
}

/// The interface, with a session on its screen.
pub(super) fn session(
    session: &mut Session<'_>,
    wish: Wish,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    open(session, Some(wish), output)
}

/// A session in lines. Gives how many of them could not be done.
pub(super) fn plain(
    session: &mut Session<'_>,
    wish: Wish,
    input: &mut dyn BufRead,
    output: &mut Output<'_>,
) -> Result<usize, Failure> {
    let config = session.config(output)?;
    let options = Options::new(&config, session.env).map_err(failed)?;
    let lens = Box::new(lens(session, config, output)?);
    let (workspace, book) = session.open(output)?;
    let (folders, env) = (session.folders.clone(), session.env.clone());
    let mut world = World::new(workspace, folders, env, session.clock);
    let start = Start {
        backend: &mut world,
        book,
        lens,
        clock: session.clock,
        keymap: options.keymap,
        wish,
    };
    tui::plain::run(start, input, output.live()?).map_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::closed_pipe()
        } else {
            Failure::user(format!("the session in lines: {error}"))
        }
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn failed(error: TuiError) -> Failure {
    match error {
        TuiError::NoTerminal => {
            Failure::user("the interface needs a terminal for input and output")
                .hint("the commands do not: see `cordial --help`")
        }
        TuiError::Keys(_) => Failure::user(error.to_string())
            .hint("`?` in the interface lists the actions; --no-config starts with the defaults"),
        TuiError::Terminal(_) => Failure::user(error.to_string()),
    }
}

fn lens(session: &Session<'_>, config: Config, output: &mut Output<'_>) -> Result<Rules, Failure> {
    Ok(Rules {
        triage: session.rules()?,
        role: config.me.target_role.clone(),
        sensitive: config.judging.sensitive,
        place: config.me.place,
        plan: session.plan(output)?,
        checklist: session.checklist()?,
        remind: config.audit.remind,
        targets: session.targets(output)?,
    })
}

fn open(
    session: &mut Session<'_>,
    wish: Option<Wish>,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    if !(session.env.stdin_is_terminal && session.env.stdout_is_terminal) {
        return Err(failed(TuiError::NoTerminal));
    }
    if session.env.var("TERM") == Some("dumb") {
        return Err(
            Failure::user("this terminal (TERM=dumb) can show no screen")
                .hint("the commands need none: see `cordial --help`"),
        );
    }
    let config = session.config(output)?;
    let mut options = Options::new(&config, session.env).map_err(failed)?;
    options.session = wish;
    let lens = lens(session, config, output)?;
    let (workspace, book) = session.open(output)?;
    output.flush()?;
    let (folders, env) = (session.folders.clone(), session.env.clone());
    let mut world = World::new(workspace, folders, env, session.clock);
    match tui::run(&mut world, book, Box::new(lens), session.clock, options).map_err(failed)? {
        ExitReason::Quit | ExitReason::HungUp => Ok(()),
        ExitReason::Demo => demo::run(session, output),
        ExitReason::Signal(signal) => Err(Failure::of(Kind::Signal(signal))),
    }
}
