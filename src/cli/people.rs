//! `cordial people`: search everyone, or show one.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{
    asked::{self, Asked},
    failure::Failure,
    output::{Output, Table},
    session::Session,
    who,
};
use crate::{
    domain::{
        book::Book,
        day::Day,
        edit::Field,
        late::Late,
        people::{self, Column, Everyone},
        person::PersonKey,
        plan::{self, Circle, Settings},
        triage::{self, Rules},
    },
    query::Rows,
    text::{clean::Safe, link::Link, search::Key},
    workspace::{Said, Workspace},
};

/// `cordial people`.
#[derive(Clone, Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_long_help = super::asked::help(Rows::People)
)]
pub struct PeopleArgs {
    /// Words in any spelling, and terms such as `tag:friend last>90d`; --help lists them
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Start from a saved view of config.toml; QUERY narrows it
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// The order of those that fit equally well
    #[arg(long, value_name = "COLUMN", value_parser = columns())]
    pub sort: Option<Column>,
    /// Those who were put away, instead of the others
    #[arg(long)]
    pub archived: bool,
    /// Show one person instead
    #[command(subcommand)]
    pub command: Option<PeopleCommand>,
}

/// The words of the columns.
fn columns() -> impl TypedValueParser<Value = Column> {
    let words = Column::ALL.map(|(_, word, _)| word);
    PossibleValuesParser::new(words).map(|word| Column::from_word(&word).unwrap_or_default())
}

/// `cordial people …`.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum PeopleCommand {
    /// Everything about one person
    Show {
        /// A name or a slug
        #[arg(required = true, value_name = "NAME")]
        name: Vec<String>,
        /// The whole story, not only what is newest
        #[arg(long)]
        all: bool,
    },
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &PeopleArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let config = session.config(output)?;
    let view = asked::view(&config, args.view.as_deref(), Rows::People)?;
    let (workspace, book) = session.open(output)?;
    if let Some(PeopleCommand::Show { name, all }) = &args.command {
        let settings = session.plan(output)?.of(&book);
        let today = session.clock.today();
        let asked = (&*name.join(" "), *all);
        let rules = session.rules()?;
        let known = (&settings, &rules, today);
        return show((&workspace, &book), known, asked, output);
    }
    let mut table = Table::new(&[
        "person",
        "name",
        "company",
        "position",
        "connected",
        "last contact",
        "tags",
        "email",
    ])
    .hide(&["tags", "email"])
    .keep(&["person"]);
    let away = if args.archived { Away::Only } else { Away::Out };
    let column = view.and_then(|view| Column::ALL.get(view.order?));
    let sort = args.sort.or(column.map(|(column, ..)| *column));
    let asked = Asked::viewed(view, &args.query, Rows::People, session.clock.today())?;
    let found = arranged(session, &book, (asked, away), sort)?;
    for key in found {
        let person = book.facts().person(&key);
        let known = |field| book.known(&key, field).value().unwrap_or_default();
        table.push(vec![
            key.as_str().into(),
            people::name(&book, &key).into(),
            known(Field::Company).into(),
            known(Field::Title).into(),
            person.and_then(|p| p.connected_on).into(),
            book.last_contact(&key).into(),
            tags(&book, &key).into(),
            known(Field::Email).into(),
        ]);
    }
    if table.is_empty() {
        output.say(if book.facts().is_empty() {
            "nobody yet: `cordial import PATH` takes an archive in"
        } else {
            "nobody matches"
        })?;
    }
    output.table(&table)
}

/// What becomes of those who were put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Away {
    /// They are left out.
    Out,
    /// Nobody else is wanted.
    Only,
}

/// Those who fit a query, the best first.
pub(super) fn select(
    session: &Session<'_>,
    book: &Book,
    query: &[String],
    away: Away,
) -> Result<Vec<PersonKey>, Failure> {
    let asked = Asked::new(query, Rows::People, session.clock.today())?;
    arranged(session, book, (asked, away), None)
}

fn arranged(
    session: &Session<'_>,
    book: &Book,
    (asked, away): (Asked, Away),
    sort: Option<Column>,
) -> Result<Vec<PersonKey>, Failure> {
    let mut everyone = Everyone::new(book);
    everyone.arrange(book, sort.unwrap_or_default());
    let rules = session.rules()?;
    let mut found = asked.people(&everyone, book, &rules);
    found.retain(|key| {
        let touch = book.touch(key);
        touch.is_some_and(|touch| touch.archived.is_some()) == (away == Away::Only)
    });
    Ok(found)
}

/// The tags of somebody, in one cell.
fn tags(book: &Book, key: &PersonKey) -> String {
    match people::value(book, key, Column::Tags) {
        people::Value::Text(tags) => tags,
        _ => String::new(),
    }
}

/// How many moments a briefing tells: with what stands above them it fits a screen.
const MOMENTS: usize = 10;

/// Facts about somebody, with where they come from.
fn known(book: &Book, key: &PersonKey) -> Vec<(&'static str, String)> {
    let fact = |(field, word, _): (Field, &'static str, _)| {
        let known = book.known(key, field);
        let value = known.value()?;
        let words = match (known.given, known.beside()) {
            (Some(given), Some(other)) => {
                format!("{value} (yours, {}; LinkedIn: {other})", given.day)
            }
            (Some(given), None) => format!("{value} (yours, {})", given.day),
            (None, _) => value.to_owned(),
        };
        Some((word, words))
    };
    Field::ALL.into_iter().filter_map(fact).collect()
}

/// The last words of each side: so much of each is told.
const WORDS: usize = 400;

/// The last words of each side, as lines of a briefing.
fn last_words(workspace: &Workspace, book: &Book, key: &PersonKey) -> Vec<Said> {
    // Without the texts, the rest of the briefing is as good.
    let texts = workspace.texts(book).and_then(Result::ok);
    let said = texts.and_then(|mut texts| texts.last_of_each(book, key).ok());
    said.into_iter().flatten().collect()
}

/// Who said it, and what as far as a line holds.
fn shown(said: &Said) -> (&'static str, String) {
    let who = if said.is_mine() {
        "you wrote"
    } else {
        "they wrote"
    };
    let day = said.day().map(|day| format!("{day}  ")).unwrap_or_default();
    let words: String = said.text.chars().take(WORDS).collect();
    let more = if words.len() < said.text.len() {
        "…"
    } else {
        ""
    };
    (who, format!("{day}{words}{more}"))
}

/// What the first messages of somebody who is a stranger still warn of.
fn warning(rules: &Rules, said: &[Said]) -> Option<String> {
    let mut theirs = said.iter().filter(|said| !said.is_mine());
    let found = theirs.find_map(|said| triage::warned(rules, &said.text).into_iter().next())?;
    let words = triage::with_matched(&found.words, &found.matched);
    Some(format!("{words}. {}", found.advice))
}

/// What the plan has for somebody, and why.
fn planned(book: &Book, settings: &Settings, key: &PersonKey, today: Day) -> Option<String> {
    let agenda = plan::agenda(book, settings, today);
    let mut all = agenda.today.iter().chain(&agenda.resting);
    let one = all.find(|one| one.person == *key)?;
    let on = if one.on == today {
        "today".to_owned()
    } else {
        format!("rests until {}", one.on)
    };
    Some(format!("{}, {on}: {}", one.kind.word(), one.why))
}

/// A briefing about somebody that fits one screen; `--all` is the whole story.
fn show(
    (workspace, book): (&Workspace, &Book),
    (settings, rules, today): (&Settings, &Late<Rules>, Day),
    (text, all): (&str, bool),
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let key = whom(book, text)?;
    let mut line = |what: &str, value: &str| {
        if !value.is_empty() {
            output.line(&format!("{what:<14}{}", Safe::line(value)));
        }
    };
    line("name", people::name(book, &key));
    line("key", key.as_str());
    for (word, value) in known(book, &key) {
        line(word, &value);
    }
    let talk = book.facts().person(&key).map(|person| {
        let connected = match person.connected_on {
            Some(day) => day.to_string(),
            None if person.connection => "yes".to_owned(),
            None => "no".to_owned(),
        };
        line("connected", &connected);
        person.talk
    });
    if let Some(talk) = talk.filter(|talk| talk.sent + talk.received > 0) {
        let words = format!("{} from you, {} from them", talk.sent, talk.received);
        line("messages", &words);
    }
    if let Some(link) = key.as_slug().and_then(|slug| Link::profile(slug).ok()) {
        line("page", link.as_str());
    }
    for invitation in book.facts().invitations() {
        if invitation.id.person == key
            && let Some(check) = book.sender_check(&invitation.id)
        {
            line("sender check", &check.summary());
        }
    }
    let last = book.last_contact(&key).map(|day| day.to_string());
    line("last contact", &last.unwrap_or_default());
    let said = last_words(workspace, book, &key);
    for (who, words) in said.iter().map(shown) {
        line(who, &words);
    }
    if talk.is_some_and(|talk| talk.is_new()) {
        line("warning", &warning(rules, &said).unwrap_or_default());
    }
    line(
        "follow-up",
        &planned(book, settings, &key, today).unwrap_or_default(),
    );
    line("tags", &tags(book, &key));
    for other in book.same().others(&key) {
        line("also", other.as_str());
    }
    if let Some(touch) = book.touch(&key) {
        if touch.no_contact {
            line("contact", "not to be contacted: never planned");
        }
        if let Some(day) = touch.archived {
            line("archived", &day.to_string());
        }
        if touch.circle() != Circle::None {
            line("circle", touch.circle().word());
        }
        for plan in &touch.planned {
            line("planned", &format!("{}  {}", plan.on, plan.what));
        }
    }
    let moments = people::timeline(book, &key);
    let most = if all { moments.len() } else { MOMENTS };
    let rest = moments.len().saturating_sub(most);
    for moment in moments.iter().take(most) {
        let day = moment.day.map(|day| day.to_string());
        line(&day.unwrap_or_else(|| "?".to_owned()), &moment.words());
    }
    if rest > 0 {
        output.say(&format!("{rest} earlier moments: --all shows them"))?;
    }
    Ok(())
}

/// Somebody known: by key, URL or whole name, else the only one whom a search finds.
fn whom(book: &Book, text: &str) -> Result<PersonKey, Failure> {
    let key = who::find(book, text)?;
    if who::is_known(book, &key) {
        return Ok(key);
    }
    let found = Everyone::new(book).find(text);
    let wanted = Key::new(text);
    let plainly = |person: &&PersonKey| {
        let name = Key::new(people::name(book, person));
        name.as_str().contains(wanted.as_str())
    };
    let plain: Vec<PersonKey> = found.iter().filter(plainly).cloned().collect();
    // Scattered letters find many; a name that has the words as they stand is meant.
    match if plain.is_empty() { found } else { plain }.as_slice() {
        [] => Err(Failure::user(format!("nobody is called `{text}`"))
            .hint("`cordial people QUERY` searches in any spelling")),
        [one] => Ok(one.clone()),
        many => Err(who::ambiguous(book, text, many)),
    }
}
