//! `cordial invitations`: what is open or declined.

use super::{
    asked::{self, Asked},
    failure::Failure,
    output::{Cell, Output, Table},
    session::Session,
};
use crate::{
    domain::{
        book::Book,
        day::Day,
        edit::Field,
        invitation::Standing,
        records::Invitation,
        sender::SenderCheck,
        triage::{Class, Judgement},
    },
    query::{InvitationRow, Rank, Rows, Search},
    text::search::Key,
};

/// `cordial invitations`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = super::asked::help(Rows::Invitations))]
pub struct InvitationsArgs {
    /// Words and terms such as `has:note mutual>5`; --help lists them
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Start from a saved view of config.toml; QUERY narrows it
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// Also the answered and the resting ones
    #[arg(long)]
    pub all: bool,
    /// The sent ones that are open, instead
    #[arg(long, conflicts_with = "all")]
    pub sent: bool,
}

/// What a row shows.
struct Shown<'a> {
    invitation: &'a Invitation,
    standing: Option<Standing>,
    judgement: Option<Judgement>,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &InvitationsArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let today = session.clock.today();
    let config = session.config(output)?;
    let view = asked::view(&config, args.view.as_deref(), Rows::Invitations)?;
    let rules = session.rules()?;
    let (_, book) = session.open(output)?;
    let mut asked = Asked::viewed(view, &args.query, Rows::Invitations, today)?;
    let mut table = table(args.all || args.sent);
    let mut rows: Vec<Shown<'_>> = if args.sent {
        let sent = book
            .facts()
            .invitations()
            .iter()
            .filter(|i| i.is_open_sent());
        sent.map(|invitation| Shown {
            invitation,
            standing: None,
            judgement: None,
        })
        .collect()
    } else {
        let wishes = config.wishes(&book, today);
        let judged = book.judge_open(&rules, &wishes).into_iter();
        let shown = judged.map(|(invitation, judgement)| Shown {
            invitation,
            standing: Some(book.standing(&invitation.id, today)),
            judgement: Some(judgement),
        });
        shown
            .filter(|row| args.all || row.standing.is_some_and(Standing::in_queue))
            .collect()
    };
    asked.keep(&mut rows, |search, row| row.rank(search, &book, today));
    let newest = |row: &Shown<'_>| {
        (
            std::cmp::Reverse(row.invitation.id.sent),
            row.invitation.id.clone(),
        )
    };
    rows.sort_by_cached_key(newest);
    for shown in &rows {
        table.push(row(&book, shown, today));
    }
    if table.is_empty() {
        output.say(nothing(&book, args))?;
    }
    output.table(&table)
}

impl Shown<'_> {
    fn rank(&self, search: &mut Search, book: &Book, today: Day) -> Option<Rank> {
        let invitation = self.invitation;
        let said = self.judgement.as_ref();
        let classes: Vec<Class> = said
            .into_iter()
            .flat_map(Judgement::classes_today)
            .collect();
        let row = InvitationRow {
            book,
            invitation,
            today,
            verdict: said.map(|said| said.verdict),
            score: said.map(|said| said.score.into()),
            warning: said.and_then(|said| said.warnings.first().map(|first| first.severity)),
            classes: &classes,
        };
        let name = format!("{} {}", invitation.name, invitation.id.person);
        search.rank(&row, &Key::new(&name), &Key::new(&invitation.note))
    }
}

/// The columns; the state says nothing where all are in the queue.
fn table(states: bool) -> Table {
    const HIDDEN: [&str; 8] = [
        "id",
        "sent",
        "warnings",
        "headline",
        "company",
        "mutual",
        "sender check",
        "state",
    ];
    let shown = usize::from(states);
    let hidden = HIDDEN.get(..HIDDEN.len() - shown).unwrap_or_default();
    Table::new(&[
        "id",
        "name",
        "verdict",
        "score",
        "warnings",
        "state",
        "sent",
        "age",
        "note",
        "person",
        "headline",
        "company",
        "mutual",
        "sender check",
    ])
    .hide(hidden)
    .keep(&["person"])
}

fn row(book: &Book, shown: &Shown<'_>, today: Day) -> Vec<Cell> {
    let invitation = shown.invitation;
    let judgement = shown.judgement.as_ref();
    let sent = invitation.id.sent.map(|sent| sent.date_naive());
    let age = sent.map(|sent| format!("{}d", (today - sent).num_days().max(0)));
    let warnings = judgement.map(|said| {
        let warned = said.warnings.iter();
        Cell::List(
            warned
                .map(|w| format!("{}: {}", w.severity.word(), w.words))
                .collect(),
        )
    });
    let known = |field| book.known(&invitation.id.person, field).value();
    let mutual = known(Field::Mutual).and_then(|number| number.parse::<i64>().ok());
    let check = book.sender_check(&invitation.id);
    // Somebody without a name is still somebody.
    let name = if invitation.name.trim().is_empty() {
        invitation.id.person.as_str()
    } else {
        &invitation.name
    };
    vec![
        invitation.id.to_string().into(),
        name.into(),
        judgement.map(|said| said.verdict.words()).into(),
        judgement.map(|said| i64::from(said.score)).into(),
        warnings.unwrap_or(Cell::Nothing),
        shown
            .standing
            .map_or_else(|| "sent".to_owned(), state)
            .into(),
        invitation
            .id
            .sent
            .map(|sent| sent.format("%Y-%m-%dT%H:%MZ").to_string())
            .into(),
        age.into(),
        Some(invitation.note.as_ref())
            .filter(|note| !note.is_empty())
            .into(),
        invitation.id.person.as_str().into(),
        known(Field::Headline).into(),
        known(Field::Company).into(),
        mutual.into(),
        check.map(SenderCheck::summary).into(),
    ]
}

fn state(standing: Standing) -> String {
    match standing {
        Standing::Undecided => "open or declined".to_owned(),
        Standing::Resting(until) => format!("resting until {until}"),
        Standing::Back(since) => format!("back since {since}"),
        Standing::Asked(on) => format!("asked on {on}"),
        Standing::Replied(_) => "they replied".to_owned(),
        Standing::Silent(on) => format!("asked on {on}, silent"),
        Standing::Accepted(on) => format!("accepted on {on}"),
        Standing::Declined(on) => format!("declined on {on}"),
    }
}

fn nothing(book: &Book, args: &InvitationsArgs) -> &'static str {
    if book.facts().is_empty() {
        "no archive yet: `cordial import PATH` takes one in, `cordial demo` shows one"
    } else if args.query.is_empty() && args.view.is_none() {
        "nothing waits for a decision"
    } else {
        "no invitation matches"
    }
}
