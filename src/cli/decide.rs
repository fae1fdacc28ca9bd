//! `cordial decide`: answers invitations, as the keys of the interface do.

use super::{
    failure::Failure,
    output::Output,
    session::{Session, failure},
    who,
};
use crate::{
    domain::{
        book::Book,
        day::Day,
        invitation::{Answer, InvitationId},
        person::PersonKey,
        records::Invitation,
        step::Step,
        when,
    },
    import::profile_url,
};

/// `cordial decide`.
#[derive(Clone, Debug, clap::Args)]
pub struct DecideArgs {
    /// Invitations, by id or by the slug of the inviter
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// The answer
    #[arg(required = true)]
    pub answer: Word,
    /// When it comes back, for `later`: `tomorrow`, `next tue`, `+2w`, `2026-12-24`
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Why, in your words; kept with the decision
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

/// The answers to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Word {
    /// Accept it on LinkedIn; plans a welcome
    Accept,
    /// Leave the queue
    Decline,
    /// Reply with a question first
    Ask,
    /// Come back on a day
    Later,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &DecideArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let today = session.clock.today();
    let answer = answer(args, today)?;
    let (mut workspace, mut book) = session.open(output)?;
    let mut invitations = Vec::new();
    for text in &args.ids {
        let invitation = find(&book, text)?;
        if !invitations.contains(&invitation) {
            invitations.push(invitation);
        }
    }
    let asked = invitations.len();
    invitations.retain(|id| {
        book.answers(id)
            .last()
            .is_none_or(|last| last.answer != answer)
    });
    if invitations.is_empty() {
        let done = match answer {
            Answer::Accept => "accepted",
            Answer::Decline => "declined",
            Answer::Ask => "asked",
            Answer::Later(_) => "put off until that day",
        };
        return output.say(&format!("already {done}: nothing was changed"));
    }
    let count = invitations.len();
    let step = Step::Answer {
        invitations,
        answer,
        reason: args.reason.clone(),
    };
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    let plural = if count == 1 {
        "invitation"
    } else {
        "invitations"
    };
    let until = match answer {
        Answer::Later(until) => format!(", back on {until}"),
        _ => String::new(),
    };
    let rest = match asked - count {
        0 => String::new(),
        same => format!(" ({same} already)"),
    };
    output.say(&format!(
        "{count} {plural}: {}{until}{rest}; `cordial undo {id}` takes it back",
        answer.word()
    ))
}

fn answer(args: &DecideArgs, today: Day) -> Result<Answer, Failure> {
    match (args.answer, &args.until) {
        (Word::Later, Some(text)) => {
            let day = when::parse(text, today)
                .map_err(|error| Failure::usage(format!("--until `{text}`: {error}")))?;
            Ok(Answer::Later(day))
        }
        (Word::Later, None) => Err(Failure::usage("`later` needs a day")
            .hint("for example `--until tomorrow`, `--until +2w`, `--until 2026-12-24`")),
        (_, Some(_)) => Err(Failure::usage("only `later` takes --until")),
        (Word::Accept, None) => Ok(Answer::Accept),
        (Word::Decline, None) => Ok(Answer::Decline),
        (Word::Ask, None) => Ok(Answer::Ask),
    }
}

/// The open invitation that `text` means: its id, or the slug, URL or whole name of its inviter.
pub(super) fn find(book: &Book, text: &str) -> Result<InvitationId, Failure> {
    let open: Vec<&Invitation> = book
        .facts()
        .invitations()
        .iter()
        .filter(|i| i.is_open())
        .collect();
    if let Ok(id) = text.parse::<InvitationId>()
        && open.iter().any(|invitation| invitation.id == id)
    {
        return Ok(id);
    }
    let of = |key: &PersonKey| -> Vec<&InvitationId> {
        open.iter()
            .map(|i| &i.id)
            .filter(|id| id.person == *key)
            .collect()
    };
    let mut found = of(&PersonKey::from_text(text));
    if found.is_empty() {
        found = profile_url::key(text)
            .map(|key| of(&key))
            .unwrap_or_default();
    }
    if found.is_empty() {
        found = who::named(book, text).iter().flat_map(&of).collect();
    }
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Failure::user(format!("no open invitation `{text}`"))
            .hint("`cordial invitations --all` lists them with their ids")),
        many => {
            let failure = Failure::user(format!("{} open invitations match `{text}`", many.len()));
            Err(many
                .iter()
                .take(10)
                .fold(failure, |f, id| f.because(id.to_string())))
        }
    }
}
