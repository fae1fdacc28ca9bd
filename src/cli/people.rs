//! `cordial people`: search everyone, or show one.

use super::{
    failure::Failure,
    output::{Cell, Output, Table},
    session::Session,
    who,
};
use crate::{
    domain::{book::Book, day::Day, edit::Field, facts::Person, person::PersonKey},
    text::{
        clean::Safe,
        link::Link,
        search::{Key, Query},
    },
};

/// `cordial people`.
#[derive(Clone, Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct PeopleArgs {
    /// Part of a name, company or position, in any spelling
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Show one person instead
    #[command(subcommand)]
    pub command: Option<PeopleCommand>,
}

/// `cordial people …`.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum PeopleCommand {
    /// Everything about one person
    Show {
        /// A name or a slug
        #[arg(required = true, value_name = "NAME")]
        name: Vec<String>,
    },
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &PeopleArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    if let Some(PeopleCommand::Show { name }) = &args.command {
        return show(&book, &name.join(" "), output);
    }
    let mut table = Table::new(&[
        "person",
        "name",
        "company",
        "position",
        "connected",
        "last contact",
        "email",
    ])
    .hide(&["email"])
    .keep(&["person"]);
    for person in search(&book, &args.query.join(" ")) {
        table.push(vec![
            person.key.as_str().into(),
            person.name.as_ref().into(),
            person.company.as_ref().into(),
            person.position.as_ref().into(),
            person.connected_on.into(),
            last_contact(&book, &person.key).into(),
            person.email.as_ref().into(),
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

/// Everyone whom a query finds, the best first; everyone for an empty one.
fn search<'a>(book: &'a Book, text: &str) -> Vec<&'a Person> {
    let mut query = Query::new(text);
    let people = book.facts().people();
    if query.is_empty() {
        return people.iter().collect();
    }
    let mut found: Vec<(u32, &Person)> = people
        .iter()
        .filter_map(|person| {
            let text = format!(
                "{} {} {} {}",
                person.name, person.key, person.company, person.position
            );
            Some((query.score(&Key::new(&text))?, person))
        })
        .collect();
    found.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.name.cmp(&y.name)));
    found.into_iter().map(|(_, person)| person).collect()
}

/// The last day of a message of two or of a logged contact, in UTC for messages.
fn last_contact(book: &Book, key: &PersonKey) -> Option<Day> {
    let talked = book
        .facts()
        .person(key)
        .and_then(|person| person.talk.last());
    let logged = book
        .touch(key)
        .into_iter()
        .flat_map(|touch| &touch.contacts)
        .map(|c| c.on)
        .max();
    talked.map(|at| at.date_naive()).max(logged)
}

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

fn show(book: &Book, text: &str, output: &mut Output<'_>) -> Result<(), Failure> {
    let key = whom(book, text)?;
    let mut line = |what: &str, value: &str| {
        if !value.is_empty() {
            output.line(&format!("{what:<14}{}", Safe::line(value)));
        }
    };
    line("name", &who::name(book, &key));
    line("key", key.as_str());
    for (word, value) in known(book, &key) {
        line(word, &value);
    }
    if let Some(person) = book.facts().person(&key) {
        let connected = person.connected_on.map(|day| day.to_string());
        line(
            "connected",
            &connected.unwrap_or_else(|| {
                if person.connection {
                    "yes".into()
                } else {
                    "no".into()
                }
            }),
        );
        let talk = &person.talk;
        if talk.sent + talk.received > 0 {
            let words = format!("{} from you, {} from them", talk.sent, talk.received);
            line("messages", &words);
        }
    }
    if let Some(link) = key.as_slug().and_then(|slug| Link::profile(slug).ok()) {
        line("page", link.as_str());
    }
    line(
        "last contact",
        &last_contact(book, &key)
            .map(|day| day.to_string())
            .unwrap_or_default(),
    );
    for invitation in book
        .facts()
        .invitations()
        .iter()
        .filter(|i| i.id.person == key)
    {
        let sent = invitation
            .id
            .sent
            .map(|at| at.date_naive().to_string())
            .unwrap_or_default();
        line("invitation", &format!("{sent} {}", invitation.note));
        if let Some(check) = book.sender_check(&invitation.id) {
            line("sender check", &check.summary());
        }
        for answered in book.answers(&invitation.id) {
            line(
                "answer",
                &format!("{} on {}", answered.answer.word(), answered.day),
            );
        }
    }
    for note in book.notes(&key) {
        line("note", &format!("{}  {}", note.day, note.text));
    }
    for contact in book
        .touch(&key)
        .into_iter()
        .flat_map(|touch| &touch.contacts)
    {
        let about = contact.text.as_deref().unwrap_or_default();
        line(
            "contact",
            &format!("{}  {} {about}", contact.on, contact.channel.word()),
        );
    }
    Ok(())
}

/// Somebody known: by key, URL or whole name, else the only one whom a search finds.
fn whom(book: &Book, text: &str) -> Result<PersonKey, Failure> {
    let key = who::find(book, text)?;
    if book.facts().person(&key).is_some() || !book.notes(&key).is_empty() {
        return Ok(key);
    }
    let found = search(book, text);
    let wanted = Key::new(text);
    let plainly = |person: &&&Person| Key::new(&person.name).as_str().contains(wanted.as_str());
    let plain: Vec<&Person> = found.iter().filter(plainly).copied().collect();
    // Scattered letters find many; a name that has the words as they stand is meant.
    match if plain.is_empty() { found } else { plain }.as_slice() {
        [] => Err(Failure::user(format!("nobody is called `{text}`"))
            .hint("`cordial people QUERY` searches in any spelling")),
        [one] => Ok(one.key.clone()),
        many => Err(who::ambiguous(text, many)),
    }
}

impl From<&Person> for Cell {
    fn from(person: &Person) -> Self {
        person.name.as_ref().into()
    }
}
