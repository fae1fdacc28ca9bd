//! `cordial copy`: a text for somebody to the clipboard. `cordial open`: their page. Neither sends
//! anything.

use super::{
    draft::{self, TextArgs},
    failure::Failure,
    output::Output,
    session::Session,
    who,
};
use crate::{
    desktop::{self, Copied},
    domain::{book::Book, person::PersonKey},
    text::{Link, Safe},
};

/// `cordial copy`.
#[derive(Clone, Debug, clap::Args)]
pub struct CopyArgs {
    /// Which text
    #[command(flatten)]
    pub text: TextArgs,
    /// Print the text instead of copying it
    #[arg(long)]
    pub print: bool,
}

/// `cordial open`.
#[derive(Clone, Debug, clap::Args)]
pub struct OpenArgs {
    /// Whose page: a slug, a profile URL or a name
    pub person: String,
    /// Print the address instead of opening it
    #[arg(long)]
    pub print: bool,
}

pub(super) fn copy(
    session: &mut Session<'_>,
    args: &CopyArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let ready = draft::ready(session, &args.text, output)?;
    if args.print {
        output.line(ready.text.as_str());
        return output.say(&format!("would be copied: {}", ready.about));
    }
    let by = to_clipboard(session, &ready.text, output)?;
    output.say(&format!("copied{by}: {}", ready.about))?;
    let person = ready.person.as_str();
    let log = match ready.template {
        Some(id) => format!("cordial sent {person} --template {id}"),
        None => format!("cordial log {person} \"…\""),
    };
    output.say(&format!("when you sent it: `{log}`"))
}

/// Copies a text; what to say about how.
fn to_clipboard(
    session: &Session<'_>,
    text: &Safe,
    output: &mut Output<'_>,
) -> Result<&'static str, Failure> {
    match desktop::copy(text, session.env) {
        Copied::ByProgram(_) => Ok(""),
        Copied::AskTerminal if session.env.stdout_is_terminal => {
            let sequence = desktop::ask_terminal(text).ok_or_else(|| {
                Failure::user("the text is too long for the terminal to copy").hint(BY_HAND)
            })?;
            output.raw(sequence.as_bytes());
            output.flush()?;
            Ok(", if the terminal allows it")
        }
        Copied::AskTerminal => Err(Failure::user(
            "nothing here takes what is copied (wl-copy, xclip, xsel, pbcopy, or a terminal)",
        )
        .hint(BY_HAND)),
    }
}

const BY_HAND: &str = "--print prints it, for copying by hand";

pub(super) fn open(
    session: &mut Session<'_>,
    args: &OpenArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let person = who::known(&book, &args.person)?;
    let link = page(&book, &person);
    if args.print {
        output.line(link.as_str());
        return Ok(());
    }
    desktop::open(&link, session.env).map_err(|error| {
        Failure::user(error.to_string()).hint("set BROWSER; --print prints the address")
    })?;
    output.say(&format!("opened {link}"))
}

/// The page of somebody; where no address is known, the search for their name.
fn page(book: &Book, person: &PersonKey) -> Link {
    let others = book.same().others(person);
    let mut slugs = std::iter::once(person)
        .chain(others)
        .filter_map(PersonKey::as_slug);
    slugs
        .find_map(|slug| Link::profile(slug).ok())
        .unwrap_or_else(|| Link::people_search(&who::name(book, person)))
}
