//! `cordial sync`: what an archive holds, from LinkedIn's Member Data Portability API.

use std::{cell::RefCell, collections::HashMap, thread, time::Duration};

use super::{
    failure::Failure,
    import::{self, Bar},
    output::Output,
    session::Session,
};
use crate::{
    domain::{day::Instant, describe::count},
    portability::{
        SyncError,
        client::{Client, Transport},
        cursor::{self, Cursor},
        domain::DOMAINS,
        fetch::{self, Fetched},
        kept::{self, Kept},
        page::{Authorization, Event},
        token::{self, NoToken},
    },
    workspace::Origin,
};

/// What the import is called in the history.
const NAME: &str = "Member Data Portability API";
/// The pause before a second try.
const PAUSE: Duration = Duration::from_secs(2);

/// `cordial sync`.
#[derive(Clone, Debug, clap::Args)]
pub struct SyncArgs {
    /// Fetch and show what would change, and import nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Only say what LinkedIn knows about the token
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,
    /// A server on this machine instead of LinkedIn, for tests
    #[arg(long, hide = true, value_name = "URL")]
    pub api: Option<String>,
    /// How long that server may take
    #[arg(
        long,
        hide = true,
        value_name = "MILLISECONDS",
        default_value_t = 20_000
    )]
    pub api_timeout: u64,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &SyncArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let transport = transport(args)?;
    let config = session.config(output)?;
    let program = config.sync.program();
    let token =
        token::find(session.env, program.as_ref(), &session.folders.config).map_err(no_token)?;
    let bar = RefCell::new(Bar::new(session.env.stderr_is_terminal && !output.quiet));
    let wait = |pause: Duration| {
        let seconds = pause.as_secs();
        bar.borrow_mut().say(&format!(
            "waiting {seconds} s before LinkedIn is asked again"
        ));
        thread::sleep(pause);
    };
    let client = Client {
        transport: &*transport,
        token,
        pause: if args.api.is_some() {
            Duration::from_millis(1)
        } else {
            PAUSE
        },
        wait: &wait,
    };
    let known = fetch::authorization(&client);
    bar.borrow().clear();
    let known = known.map_err(failure)?;
    if args.check {
        check(session, known.as_ref(), output);
        return Ok(());
    }
    // Before anything is fetched: a store that takes no import needs none.
    let opened = session.open(output)?;
    let member = known.and_then(|known| known.member);
    let member = member.as_deref().map(kept::hash);
    let now = session.clock.utc();
    let kept = Kept::open(&session.folders.cache, member.as_deref(), now).map_err(failure)?;
    if kept.resumed() {
        output.say("going on with the sync that was interrupted")?;
    }
    let fetched = fetch::snapshot(&client, &kept, &mut |index, call| {
        let (at, of) = (index + 1, DOMAINS.len());
        bar.borrow_mut().say(&format!("{at}/{of} {call}"));
    });
    bar.borrow().clear();
    let fetched = fetched.map_err(failure)?;
    for warning in &fetched.warnings {
        output.warn(warning)?;
    }
    if !fetched.empty.is_empty() {
        let empty = count(fetched.empty.len(), "domain", "domains");
        let names = fetched.empty.join(", ");
        output.say(&format!("{empty} empty or not ready: {names}"))?;
    }
    let member = member.unwrap_or_default();
    let told = cursor::read(&session.folders.state)
        .filter(|told| told.member == member)
        .map(|told| told.processed_at);
    let newest = changes(session, &client, &fetched, told, output)?;
    bar.borrow().clear();
    let folder = [fetched.folder];
    let origin = Origin::snapshot(&folder, NAME);
    import::take_in(session, opened, origin, args.dry_run, output)?;
    if args.dry_run {
        return output.say("what was fetched is kept: `cordial sync` within a day imports it");
    }
    if let Some(processed_at) = newest.filter(|_| newest > told) {
        let told = Cursor {
            member,
            processed_at,
        };
        cursor::write(&session.folders.state, &told).map_err(failure)?;
    }
    kept.done().map_err(failure)
}

/// Says what happened since the last sync, adds the messages that the snapshot lacks, and gives the
/// time of the newest event. The snapshot is there without it, so a fault here is only told.
fn changes(
    session: &Session<'_>,
    client: &Client<'_>,
    fetched: &Fetched,
    told: Option<i64>,
    output: &mut Output<'_>,
) -> Result<Option<i64>, Failure> {
    // From where the snapshot ends, if that is earlier: what it lacks was told, but is in no file.
    let reach = fetched.talks.newest();
    let since = told.map(|told| reach.map_or(told, |reach| told.min(reach)));
    let mut events = match fetch::changes(client, since) {
        Ok(events) => events,
        Err(error) => {
            let step = error.step();
            output.warn(&format!(
                "{error}; the rest is there without them; to have them, {step}"
            ))?;
            return Ok(None);
        }
    };
    let since = told.and_then(|told| day(session, told));
    let since = since.map_or_else(
        || "of the last 28 days".to_owned(),
        |day| format!("since {day}"),
    );
    let added = fetched.add(&events).map_err(failure)?;
    events.retain(|event| told.is_none_or(|told| event.processed_at > told));
    output.say(&format!("changes {since}: {}", summary(&events)))?;
    if added > 0 {
        let messages = count(added, "message", "messages");
        output.say(&format!(
            "{messages} newer than the snapshot, of conversations that it knows"
        ))?;
    }
    Ok(events.iter().map(|event| event.processed_at).max())
}

/// How many things happened, of each kind. Several events can belong to one action.
fn summary(events: &[Event]) -> String {
    let done = events.iter().filter(|event| !event.failed);
    let actions: HashMap<&str, &str> = done
        .map(|event| (&*event.action, &*event.resource))
        .collect();
    let of = |resource: &str| actions.values().filter(|one| **one == resource).count();
    let (messages, invitations) = (of("messages"), of("invitations"));
    let others = actions.len() - messages - invitations;
    let all = [
        (messages, "message", "messages"),
        (
            invitations,
            "invitation sent or answered",
            "invitations sent or answered",
        ),
        (others, "other", "others"),
    ];
    let words: Vec<String> = all
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    if words.is_empty() {
        return "none".to_owned();
    }
    words.join(", ")
}

fn check(session: &Session<'_>, known: Option<&Authorization>, output: &mut Output<'_>) {
    output.line("LinkedIn takes the token");
    output.line(&match known {
        None => "it makes no data for you yet: it begins some minutes after the token was made"
            .to_owned(),
        Some(known) => match known.since.and_then(|since| day(session, since)) {
            Some(day) => format!("it makes your data since {day}"),
            None => "it makes your data".to_owned(),
        },
    });
}

/// The day of milliseconds since 1970, here.
fn day(session: &Session<'_>, milliseconds: i64) -> Option<String> {
    let at = Instant::from_timestamp_millis(milliseconds)?;
    let here = at.with_timezone(session.clock.now().offset());
    Some(here.date_naive().to_string())
}

#[cfg(feature = "online")]
fn transport(args: &SyncArgs) -> Result<Box<dyn Transport>, Failure> {
    use crate::portability::http::Http;
    let Some(api) = &args.api else {
        return Ok(Box::new(Http::linkedin()));
    };
    let limit = Duration::from_millis(args.api_timeout);
    match Http::loopback(api, limit) {
        Some(http) => Ok(Box::new(http)),
        None => Err(Failure::usage(
            "--api takes http://127.0.0.1:PORT: the token goes to LinkedIn or stays here",
        )),
    }
}

#[cfg(not(feature = "online"))]
fn transport(_args: &SyncArgs) -> Result<Box<dyn Transport>, Failure> {
    Err(
        Failure::user("this cordial was built without the network (feature `online`)")
            .hint("import an archive: `cordial import FILE`"),
    )
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn failure(error: SyncError) -> Failure {
    Failure::user(error.to_string()).hint(error.hint())
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn no_token(error: NoToken) -> Failure {
    Failure::user(error.to_string()).hint(error.hint())
}
