//! Finds whom the person means: by key, profile URL or name.

use super::failure::Failure;
use crate::{
    domain::{book::Book, edit::Field, people, person::PersonKey},
    import::profile_url,
    text::search::Key,
};

/// Whom `text` means. Somebody nobody knows yet is taken by the slug or URL, else by the name.
pub(super) fn find(book: &Book, text: &str) -> Result<PersonKey, Failure> {
    let key = stated(book, text)?;
    Ok(book.same().of(&key).clone())
}

fn stated(book: &Book, text: &str) -> Result<PersonKey, Failure> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Failure::usage("the person's name is empty"));
    }
    let key = PersonKey::from_text(text);
    if book.facts().person(&key).is_some() || !book.notes(&key).is_empty() {
        return Ok(key);
    }
    if let Some(key) = profile_url::key(text) {
        return Ok(key);
    }
    match named(book, text).as_slice() {
        [] => Ok(PersonKey::name(text)),
        [one] => Ok(one.clone()),
        many => Err(ambiguous(book, text, many)),
    }
}

/// Whom `text` means, among people that are known: a wrong name must not make a new person.
pub(super) fn known(book: &Book, text: &str) -> Result<PersonKey, Failure> {
    let key = find(book, text)?;
    if is_known(book, &key) {
        return Ok(key);
    }
    Err(Failure::user(format!("nobody is called `{text}`"))
        .hint("`cordial people QUERY` searches in any spelling; a note makes somebody known"))
}

/// Whether an archive has somebody, or something was decided or typed about them.
pub(super) fn is_known(book: &Book, key: &PersonKey) -> bool {
    let here = !book.notes(key).is_empty() || book.touch(key).is_some() || book.is_given(key);
    here || book.facts().person(key).is_some()
}

/// Everybody with this whole name, in any spelling, whoever knows them.
pub(super) fn named(book: &Book, name: &str) -> Vec<PersonKey> {
    let wanted = Key::new(name);
    let mut people = people::everyone(book);
    people.retain(|person| Key::new(people::name(book, person)) == wanted);
    people
}

pub(super) fn ambiguous(book: &Book, text: &str, people: &[PersonKey]) -> Failure {
    let mut failure = Failure::user(format!("{} people are called `{text}`", people.len()));
    for person in people.iter().take(10) {
        let company = book.known(person, Field::Company).value();
        failure = failure.because(format!("{person}  {}", company.unwrap_or_default()));
    }
    failure.hint("name one by the slug in the first column")
}

/// The name to show for a key, whoever it is.
pub(super) fn name(book: &Book, key: &PersonKey) -> String {
    let known = book.facts().name_of(key).or_else(|| key.as_name());
    known.unwrap_or(key.as_str()).to_owned()
}
