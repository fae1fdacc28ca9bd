//! `cordial outbox`: what is to be done on LinkedIn by hand.

use super::{
    asked::{self, Asked},
    failure::Failure,
    output::{Cell, Output, Table},
    session::{Session, failure},
};
use crate::{
    domain::{
        day::Day,
        outbox::{OutboxId, OutboxItem, Progress, outbox},
        person::PersonKey,
        step::Step,
    },
    import::profile_url,
    query::{OutboxRow, Rows},
    text::{Safe, link::Link, search::Key},
};

/// `cordial outbox`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = super::asked::help(Rows::Outbox))]
pub struct OutboxArgs {
    /// Words and terms such as `do:accept age>7d`; --help lists them
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Start from a saved view of config.toml; QUERY narrows it
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// Also what is done
    #[arg(long)]
    pub all: bool,
    /// Tick lines, by id or by the person's slug or name: done on LinkedIn
    #[arg(long, value_name = "ID|NAME", num_args = 1..)]
    pub done: Vec<String>,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &OutboxArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    let items = outbox(&book);
    if !args.done.is_empty() {
        let ids = args
            .done
            .iter()
            .map(|text| find(&items, text))
            .collect::<Result<Vec<_>, _>>()?;
        let count = ids.len();
        let id = workspace
            .commit(&mut book, &Step::Done { items: ids })
            .map_err(failure)?;
        return output.say(&format!(
            "{count} ticked; `cordial undo {id}` takes it back"
        ));
    }
    let config = session.config(output)?;
    let view = asked::view(&config, args.view.as_deref(), Rows::Outbox)?;
    let today = session.clock.today();
    let mut table = Table::new(&[
        "id", "where", "do", "name", "decided", "state", "page", "why",
    ])
    .hide(&["id", "why"])
    .keep(&["page"]);
    let wanted = |item: &&OutboxItem| args.all || item.progress.is_open();
    let mut shown: Vec<&OutboxItem> = items.iter().filter(wanted).collect();
    let mut asked = Asked::viewed(view, &args.query, Rows::Outbox, today)?;
    asked.keep(&mut shown, |search, item| {
        let row = OutboxRow { book: &book, item };
        search.rank(&row, &Key::new(&item.name), &Key::default())
    });
    for item in shown {
        if let Some((what, way_out)) = item.contradiction(today) {
            output.say(&format!("{}: {what} {way_out}", Safe::name(&item.name)))?;
        }
        table.push(row(item, today));
    }
    if table.is_empty() {
        output.say("nothing is to be done on LinkedIn")?;
    }
    output.table(&table)
}

fn row(item: &OutboxItem, today: Day) -> Vec<Cell> {
    let state = match item.progress {
        Progress::ToDo => "to do".to_owned(),
        Progress::Ticked(on) => format!("ticked on {on}"),
        Progress::Confirmed(on) => format!("{}, seen {on}", item.id.act().done()),
        Progress::Contradicted(_) => "an archive says otherwise".to_owned(),
    };
    let why = item.contradiction(today).map(|(what, _)| what);
    let slug = item.id.person().and_then(PersonKey::as_slug);
    let page = slug.and_then(|slug| Link::profile(slug).ok());
    vec![
        item.id.to_string().into(),
        item.page().heading().into(),
        item.id.act().word().into(),
        item.name.as_str().into(),
        item.decided.into(),
        state.into(),
        page.map(|link| link.as_str().to_owned()).into(),
        why.into(),
    ]
}

/// The line that `text` means: its id, or whom or which text of the profile it is about, if only
/// one line to do is. People go by slug, address of the profile, or name in any spelling.
fn find(items: &[OutboxItem], text: &str) -> Result<OutboxId, Failure> {
    if let Ok(id) = text.parse::<OutboxId>()
        && items.iter().any(|item| item.id == id)
    {
        return Ok(id);
    }
    let (key, name) = (profile_url::key(text), Key::new(text));
    let means = |item: &&OutboxItem| {
        let person = item.id.person();
        let passage = item.id.passage().map(ToString::to_string);
        person.is_some_and(|person| person.as_str() == text || Some(person) == key.as_ref())
            || passage.as_deref() == Some(text)
            || person.is_some() && Key::new(&item.name) == name
    };
    let to_do = items.iter().filter(|item| item.progress.is_open());
    match to_do.filter(means).collect::<Vec<_>>().as_slice() {
        [] => Err(
            Failure::user(format!("nothing is to be done for `{text}` on LinkedIn"))
                .hint("`cordial outbox` lists what is, and `cordial outbox -q` the ids"),
        ),
        [one] => Ok(one.id.clone()),
        many => Err(ambiguous(text, many)),
    }
}

fn ambiguous(text: &str, lines: &[&OutboxItem]) -> Failure {
    let mut failure = Failure::user(format!("`{text}` stands for {} lines", lines.len()));
    for line in lines.iter().take(10) {
        let (id, act) = (&line.id, line.id.act().word());
        let page = id.person().map_or("", PersonKey::as_str);
        failure = failure.because(format!("{id}  {act} {} {page}", Safe::name(&line.name)));
    }
    failure.hint("name one by the id in the first column")
}
