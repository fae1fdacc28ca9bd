//! `cordial demo`: the whole program on an invented archive, in a store that is thrown away.

use std::ops::ControlFlow;

use super::{
    failure::Failure,
    interface, invitations,
    output::Output,
    session::{Session, failure},
};
use crate::{demo, import::Progress, workspace::Origin};

pub(super) fn run(session: &mut Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::user("cannot make the demo's store").because(error.to_string())
    };
    let folder = tempfile::Builder::new()
        .prefix("cordial-demo-")
        .tempdir()
        .map_err(failed)?;
    let archive = folder.path().join("Basic_LinkedInDataExport");
    std::fs::create_dir(&archive).map_err(failed)?;
    demo::write(&archive, session.clock.today()).map_err(failed)?;
    // Nobody is told of what is only tried.
    session.finish_hooks(output)?;
    session.hooks = None;
    session.folders.data = folder.path().join("data");
    session.folders.state = folder.path().join("state");
    session.folders.cache = folder.path().join("cache");
    let (mut workspace, mut book) = session.open(output)?;
    let mut on = |_: Progress<'_>| ControlFlow::Continue(());
    workspace
        .import(&mut book, Origin::archive(&[archive]), &mut on)
        .map_err(failure)?;
    drop(workspace);
    if session.env.stdin_is_terminal && session.env.stdout_is_terminal {
        interface::run(session, output)
    } else {
        output.say("no terminal here, so this is only the demo's list of invitations")?;
        let all = invitations::InvitationsArgs {
            view: None,
            query: Vec::new(),
            all: false,
            sent: false,
        };
        invitations::run(session, &all, output)
    }
    // The folder goes when it is dropped.
}
