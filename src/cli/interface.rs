//! `cordial` without a subcommand: the interface.

use super::{
    demo,
    failure::{Failure, Kind},
    output::Output,
    session::Session,
};
use crate::tui::{self, ExitReason, Options, Rules, TuiError, World};

pub(super) fn run(session: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let failed = |error: TuiError| match error {
        TuiError::NoTerminal => {
            Failure::user("the interface needs a terminal for input and output")
                .hint("the commands do not: see `cordial --help`")
        }
        TuiError::Keys(_) => Failure::user(error.to_string())
            .hint("`?` in the interface lists the actions; --no-config starts with the defaults"),
        TuiError::Terminal(_) => Failure::user(error.to_string()),
    };
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
    let options = Options::new(&config, session.env).map_err(failed)?;
    let lens = Rules {
        triage: session.rules()?,
        role: config.me.target_role.clone(),
        sensitive: config.judging.sensitive,
        place: config.me.place,
        plan: session.plan(output)?,
        checklist: session.checklist()?,
        remind: config.audit.remind,
        targets: session.targets(output)?,
    };
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
