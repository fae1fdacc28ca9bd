//! The command line: one file for each subcommand, [`output`] prints.

mod args;
mod asked;
mod audit;
mod backup;
mod capture;
mod circle;
mod columns;
mod complete;
mod config;
mod copy;
mod count;
mod decide;
mod demo;
mod doctor;
mod draft;
mod due;
mod dump;
mod edit;
mod erase;
mod export;
pub mod failure;
mod followup;
mod history;
mod import;
mod interface;
mod invitations;
mod log;
mod man;
mod merge;
mod news;
mod note;
mod notify;
mod outbox;
pub mod output;
mod people;
mod privacy;
mod reach;
mod rules;
mod search;
mod session;
mod share;
mod sitting;
mod status;
mod sync;
mod table;
mod targets;
mod templates;
mod timeline;
mod undo;
mod who;

use std::{ffi::OsString, io::Write, process::ExitCode};

use clap::{CommandFactory as _, FromArgMatches as _, error::ErrorKind};

use crate::{clock::Clock, env::Env};
pub use args::Args;
use args::Command;
use failure::Failure;
use output::Output;
use session::Session;

/// Runs the program: reads the arguments, does what they say, returns the exit code.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    env: &Env,
    clock: Clock,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> ExitCode {
    let mut output = Output::new(stdout, stderr, env);
    let result = parse(arguments, &mut output).and_then(|args| match args {
        Some(args) => dispatch(args, env, clock, &mut output),
        None => Ok(()),
    });
    // What was printed before a failure is still data.
    let result = result
        .and(Ok(()))
        .or_else(|failure| output.flush().and(Err(failure)));
    match result.and_then(|()| output.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(stderr);
            ExitCode::from(failure.code())
        }
    }
}

fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    output: &mut Output<'_>,
) -> Result<Option<Args>, Failure> {
    let matches = Args::command().try_get_matches_from(arguments);
    match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => Ok(Some(args)),
        Err(error) if error.use_stderr() => Err(usage(&error)),
        Err(help) => {
            output.raw(help.render().to_string().as_bytes());
            Ok(None)
        }
    }
}

/// clap's message, without its own `error:`, as a failure of usage. Where a command of a command is
/// missing that is the help alone, which is no error's words.
fn usage(error: &clap::Error) -> Failure {
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text).trim_end();
    match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Failure::usage(format!("a command is missing\n\n{text}"))
        }
        _ => Failure::usage(text),
    }
}

fn dispatch(args: Args, env: &Env, clock: Clock, output: &mut Output<'_>) -> Result<(), Failure> {
    output.format = args.format.unwrap_or_default();
    output.quiet = args.quiet;
    let format = args.format;
    let mut session = Session::new(&args, env, clock)?;
    let command = args.command.unwrap_or(Command::Tui);
    let result = perform(command, format, &mut session, output);
    // The step counts, whatever becomes of those who are told.
    let told = session.finish_hooks(output);
    result.and(told)?;
    session.say_fault(output)
}

fn perform(
    command: Command,
    format: Option<output::Format>,
    session: &mut Session<'_>,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    match command {
        Command::Tui => interface::run(session, output),
        Command::Import(args) => import::run(session, &args, output),
        Command::Sync(args) => sync::run(session, &args, output),
        Command::Invitations(args) => invitations::run(session, &args, output),
        Command::Decide(args) => decide::run(session, &args, output),
        Command::Backup(args) => backup::backup_to(session, &args, output),
        Command::Restore(args) => backup::restore(session, &args, output),
        Command::Audit(args) => audit::run(session, &args, output),
        Command::Due(args) => due::run(session, &args, output),
        Command::Status(args) => status::run(session, &args, output),
        Command::Notify(args) => notify::run(session, &args, output),
        Command::Draft(args) => draft::draft(session, &args, output),
        Command::Copy(args) => copy::copy(session, &args, output),
        Command::Open(args) => copy::open(session, &args, output),
        Command::Sent(args) => draft::sent(session, &args, output),
        Command::Templates(args) => templates::run(session, &args, output),
        Command::Outbox(args) => outbox::run(session, &args, output),
        Command::People(args) => people::run(session, &args, output),
        Command::Reach(args) => reach::run(session, &args, output),
        Command::Search(args) => search::run(session, &args, output),
        Command::Session(args) => sitting::run(session, args, output),
        Command::Review(args) => sitting::review(session, args, output),
        Command::Merge(args) => merge::run(session, &args, output),
        Command::Archive(args) => merge::archive(session, &args, output),
        Command::NoContact(args) => merge::no_contact(session, &args, output),
        Command::News(args) => news::run(session, &args, output),
        Command::Timeline(args) => timeline::run(session, &args, output),
        Command::Note(args) => note::run(session, &args, output),
        Command::Log(args) => log::run(session, &args, output),
        Command::Circle(args) => circle::run(session, &args, output),
        Command::Capture(args) => capture::run(session, &args, output),
        Command::Edit(args) => edit::run(session, &args, output),
        Command::Add(args) => edit::add(session, &args, output),
        Command::CheckSender(args) => edit::check_sender(session, &args, output),
        Command::FollowUp(command) => followup::run(session, &command, output),
        Command::Erase(args) => erase::run(session, &args, output),
        Command::Export(args) => export::run(session, &args, output),
        Command::History(args) => history::run(session, &args, output),
        Command::Undo(args) => undo::run(session, &args, output),
        Command::Redo(args) => undo::redo(session, &args, output),
        Command::Count(args) => count::run(session, &args, output),
        Command::Dump => match format {
            None | Some(output::Format::Json) => dump::run(session, output),
            Some(_) => Err(Failure::usage("the dump is JSON; it has no other format")),
        },
        Command::Privacy => privacy::run(session, output),
        Command::Doctor(args) => doctor::run(session, &args, output),
        Command::Share(args) => share::run(session, &args.command, output),
        Command::Rules(args) => rules::run(session, args.command, output),
        Command::Targets(args) => targets::run(session, &args, output),
        Command::Config(args) => config::run(session, args.command, output),
        Command::Demo => demo::run(session, output),
        Command::Completions(args) => complete::run(&args, output),
        Command::Man(args) => man::run(session, &args, output),
    }
}
