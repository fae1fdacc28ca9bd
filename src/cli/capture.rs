//! `cordial capture`: takes in what was copied from LinkedIn's pages, and e-mails of invitations.

mod mails;

use std::path::{Path, PathBuf};

use super::{
    failure::Failure,
    output::{Cell, Output, Table},
    session::{Session, failure},
};
use crate::{
    desktop,
    domain::{
        capture::{self, Captured},
        describe::count,
        received::Received,
        step::StepId,
    },
    import::{
        mail::{self, Mails},
        paste,
    },
    workspace,
};

/// `cordial capture`.
#[derive(Clone, Debug, clap::Args)]
pub struct CaptureArgs {
    /// The copied text, or e-mails: .eml, mbox, a Maildir; `-` or nothing is standard input
    #[arg(value_name = "FILE", conflicts_with = "clipboard")]
    pub files: Vec<PathBuf>,
    /// What was copied last, from the clipboard
    #[arg(long)]
    pub clipboard: bool,
    /// Show what it would change, and change nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &CaptureArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let bytes = match input(session, args)? {
        Input::Mails(mails) => return mails::run(session, &mails, args.dry_run, output),
        Input::Page(bytes) => bytes,
    };
    let mut pasted = paste::read(&String::from_utf8_lossy(&bytes));
    let (mut workspace, mut book) = session.open(output)?;
    pasted.leave_out(|who| workspace::is_erased(&book, who));
    let captured = capture::capture(&book, &pasted, session.clock.today());
    let mut table = Table::new(&["person", "name", "fact", "before", "now", "why not"])
        .keep(&["name", "fact", "now"]);
    for one in &captured {
        rows(&mut table, one);
    }
    output.table(&table)?;
    for one in &captured {
        let why_not = one.why_not();
        if !why_not.is_empty() {
            output.say(&format!("{}: {why_not}", one.card.name))?;
        }
    }
    if let Some(words) = pasted.erased_words() {
        output.say(&words)?;
    }
    if pasted.too_long {
        output.say("the text is too long: its end was not read")?;
    }
    if pasted.unread > 0 {
        let lines = usize::try_from(pasted.unread).unwrap_or(usize::MAX);
        let lines = count(lines, "line was", "lines were");
        output.say(&format!("{lines} not understood"))?;
    }
    if captured.is_empty() && pasted.erased == 0 {
        return Err(Failure::user("no card of a person was found in the text")
            .hint("copy the page of invitations, or the top of a profile, with its buttons"));
    }
    let Some(step) = capture::step(&captured) else {
        return output.say("nothing was changed");
    };
    if args.dry_run {
        return output.say("nothing was changed: without --dry-run it is taken");
    }
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    let new = captured.iter().filter(|one| one.new_invitation().is_some());
    let new = new.count();
    let known = captured.iter().filter(|one| one.is_kept()).count() - new;
    output.say(&taken(new, known, &id))
}

/// The words for what was taken in.
fn taken(new: usize, known: usize, step: &StepId) -> String {
    let mut parts = Vec::new();
    if new > 0 {
        parts.push(count(new, "new invitation", "new invitations"));
    }
    if known > 0 {
        parts.push(format!("facts about {}", count(known, "person", "people")));
    }
    let parts = parts.join(" and ");
    format!("{parts} taken; `cordial undo {step}` takes it back")
}

fn rows(table: &mut Table, one: &Captured) {
    let person = one.whom.person().map(|person| person.as_str().to_owned());
    let mut row = |fact: Cell, before: Cell, now: Cell, why: Cell| {
        let name = one.card.name.as_str();
        table.push(vec![
            person.clone().into(),
            name.into(),
            fact,
            before,
            now,
            why,
        ]);
    };
    let nothing = || Cell::Nothing;
    if !one.is_kept() {
        row(nothing(), nothing(), nothing(), one.why_not().into());
    }
    if let Some(new) = one.new_invitation() {
        invitation(new, &mut row);
    }
    for change in &one.changes {
        let before = change.before.clone().into();
        row(
            change.field.word().into(),
            before,
            change.now.as_str().into(),
            nothing(),
        );
    }
}

/// The rows of a new invitation.
fn invitation(new: &Received, row: &mut impl FnMut(Cell, Cell, Cell, Cell)) {
    let nothing = || Cell::Nothing;
    let sent = new.id.sent.map(|at| at.date_naive());
    row("invitation".into(), nothing(), sent.into(), nothing());
    if !new.note.is_empty() {
        row(
            "note".into(),
            nothing(),
            new.note.as_str().into(),
            nothing(),
        );
    }
}

/// What was given.
enum Input {
    Mails(Mails),
    Page(Vec<u8>),
}

/// Reads what was given, no more of it than is looked at.
fn input(session: &Session<'_>, args: &CaptureArgs) -> Result<Input, Failure> {
    if args.clipboard {
        let most = u64::try_from(paste::MOST_BYTES).unwrap_or(u64::MAX) + 1;
        let found = desktop::pasted(session.env, most);
        let bytes = found.map_err(|error| {
            Failure::user(error.to_string()).hint("pipe the text in instead: `… | cordial capture`")
        })?;
        return Ok(Input::of(bytes));
    }
    let files: Vec<&Path> = args.files.iter().map(PathBuf::as_path).collect();
    match files.as_slice() {
        [] => Ok(Input::of(mails::standard_input()?)),
        [one] if *one == Path::new("-") => Ok(Input::of(mails::standard_input()?)),
        [one] if !one.is_dir() => Ok(Input::of(mails::file(one)?)),
        many => mails::all(many).map(Input::Mails),
    }
}

impl Input {
    fn of(bytes: Vec<u8>) -> Self {
        if !mail::is_mail(&bytes) {
            return Self::Page(bytes);
        }
        let mut mails = Mails::default();
        mails.read(&bytes);
        Self::Mails(mails)
    }
}
