//! `cordial` without a subcommand: the interface.

use std::{
    io::{self, BufRead},
    sync::Arc,
    thread,
};

use super::{
    demo, draft,
    failure::{Failure, Kind},
    output::Output,
    session::Session,
};
use crate::{
    config::{Config, place::Place},
    domain::book::Book,
    tui::{
        self, ExitReason, Options, Rules, TuiError, Wish, World,
        plain::Start,
        theme::{self, Theme},
    },
    workspace::Workspace,
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
    let options = options(session, &config)?;
    let mut lens = Box::new(lens(session, config, output)?);
    let (workspace, book) = opened(session, &mut lens, output)?;
    let (folders, env) = (session.folders.clone(), session.env.clone());
    let world = World::new(workspace, folders, env, session.clock);
    let world = world.with_writer(lens.writer.clone());
    let mut world = world.with_plan(lens.plan.clone());
    let start = Start {
        backend: &mut world,
        book,
        lens,
        clock: session.clock,
        keymap: options.keymap,
        wish,
        on_terminal: session.env.stdin_is_terminal,
    };
    tui::plain::run(start, input, output.live()?).map_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::closed_pipe()
        } else {
            Failure::user(format!("the session in lines: {error}"))
        }
    })
}

/// The effective keys of all actions.
///
/// # Errors
/// The configuration's faults; those of its keys all at once, each with its place.
pub(super) fn keys(
    session: &Session<'_>,
    output: &mut Output<'_>,
) -> Result<Vec<tui::KeyRow>, Failure> {
    let config = session.config(output)?;
    own_themes(session)?;
    tui::key_rows(&config, session.env).map_err(|error| failed(session, error))
}

fn options(session: &Session<'_>, config: &Config) -> Result<Options, Failure> {
    let options = Options::new(config, session.env).map_err(|error| failed(session, error))?;
    Ok(options.dressed(config, session.env, &own_themes(session)?))
}

/// The person's own themes, each over the built-in one of its name.
fn own_themes(session: &Session<'_>) -> Result<theme::Own, Failure> {
    let mut own = theme::Own::new();
    for (name, _) in theme::FILES {
        let Some((file, text)) = session.own_file(&format!("themes/{name}.toml"))? else {
            continue;
        };
        let place = Place::new(&file, &text);
        let roles: toml::Table = toml::from_str(&text)
            .map_err(|error| Failure::user(place.fault(&error).to_string()))?;
        Theme::check(name, roles.clone()).map_err(|fault| {
            let place = place.at_key(fault.role(), fault.to_string());
            Failure::user(place.to_string()).hint("--no-config starts in the built-in colours")
        })?;
        own.insert(name, roles);
    }
    Ok(own)
}

fn failed(session: &Session<'_>, error: TuiError) -> Failure {
    match error {
        TuiError::NoTerminal => {
            Failure::user("the interface needs a terminal for input and output")
                .hint("the commands do not: see `cordial --help`")
        }
        TuiError::Keys(faults) => {
            // The file was read a moment ago; without it there would be no faults.
            let own = session.own_file("config.toml").ok().flatten();
            let (file, text) = own.unwrap_or_default();
            let place = Place::new(&file, &text);
            let given: toml::Table = toml::from_str(&text).unwrap_or_default();
            let given = given.get("keys").and_then(|keys| keys.as_table());
            let own = |action: &&str| given.is_some_and(|keys| keys.contains_key(*action));
            // A clash stands where the later one of the two was written.
            let mut placed: Vec<(Option<usize>, String)> = faults
                .iter()
                .map(|fault| {
                    let actions = fault.actions().into_iter().filter(own);
                    let places =
                        actions.map(|action| place.in_table("keys", action, fault.to_string()));
                    match places.max_by_key(|place| place.line) {
                        Some(place) => (Some(place.line), place.to_string()),
                        None => (None, fault.to_string()),
                    }
                })
                .collect();
            placed.sort_by_key(|(line, _)| *line);
            let words: Vec<String> = placed.into_iter().map(|(_, words)| words).collect();
            Failure::user(words.join("\n"))
                .hint("`cordial --no-config config keys` lists the actions and their keys")
        }
        TuiError::Terminal(_) => Failure::user(error.to_string()),
    }
}

fn lens(session: &Session<'_>, config: Config, output: &mut Output<'_>) -> Result<Rules, Failure> {
    session.say_unread(output)?;
    Ok(Rules {
        triage: session.rules()?,
        role: config.me.target_role.clone(),
        sensitive: config.judging.sensitive,
        place: config.me.place,
        plan: session.plan(output)?,
        checklist: session.checklist()?,
        remind: config.audit.remind,
        targets: session.targets(output)?,
        writer: Arc::new(draft::writer(session, output)?),
        judged: Arc::default(),
    })
}

/// Has a thread read what the first frame needs beside the store, while that is opened. Without a
/// thread it is read where it is needed.
fn make_ahead(lens: &Rules) {
    let (checklist, writer) = (lens.checklist.clone(), Arc::clone(&lens.writer));
    let thread = thread::Builder::new().name("tables".to_owned());
    drop(thread.spawn(move || {
        checklist.make();
        writer.library.make();
    }));
}

/// The store, and what the lens says of its open invitations.
fn opened(
    session: &Session<'_>,
    lens: &mut Rules,
    output: &mut Output<'_>,
) -> Result<(Workspace, Book), Failure> {
    let (workspace, book) = session.open(output)?;
    let wishes = lens.wishes(&book, session.clock.today());
    let judged = session.judged(&workspace, &book, &lens.triage, &wishes)?;
    lens.judged = Arc::new(judged);
    Ok((workspace, book))
}

fn open(
    session: &mut Session<'_>,
    wish: Option<Wish>,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    if !(session.env.stdin_is_terminal && session.env.stdout_is_terminal) {
        return Err(failed(session, TuiError::NoTerminal));
    }
    if session.env.var("TERM") == Some("dumb") {
        return Err(
            Failure::user("this terminal (TERM=dumb) can show no screen")
                .hint("the commands need none: see `cordial --help`"),
        );
    }
    let config = session.config(output)?;
    let mut options = options(session, &config)?;
    options.session = wish;
    let mut lens = lens(session, config, output)?;
    make_ahead(&lens);
    let (workspace, book) = opened(session, &mut lens, output)?;
    output.flush()?;
    let (folders, env) = (session.folders.clone(), session.env.clone());
    let world = World::new(workspace, folders, env, session.clock);
    let world = world.with_writer(lens.writer.clone());
    let mut world = world.with_plan(lens.plan.clone());
    match tui::run(&mut world, book, Box::new(lens), session.clock, options)
        .map_err(|error| failed(session, error))?
    {
        ExitReason::Quit | ExitReason::HungUp => Ok(()),
        ExitReason::Demo => demo::run(session, output),
        ExitReason::Signal(signal) => Err(Failure::of(Kind::Signal(signal))),
    }
}
