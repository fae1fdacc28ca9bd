//! Reading a file of a template: the front matter, and the variables of the text.

use minijinja::Environment;
use serde::Deserialize;

use crate::{
    config::place::{Fault, Place, near_miss},
    domain::template::{Form, Situation, Template, Use},
};

const FENCE: &str = "+++";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    id: String,
    name: String,
    #[serde(rename = "use")]
    used_for: String,
    kind: String,
    limit: usize,
    #[serde(default)]
    fits: Vec<String>,
    #[serde(default)]
    optional: Vec<String>,
}

/// The template of a file, with its words in Jinja: they stand on the lines that they have in the file.
/// The words are not looked at: see [`check`].
pub(super) fn read(path: &str, text: &str, own: bool) -> Result<(Template, String), Fault> {
    let place = Place::new(path, text);
    let language = path
        .split_once('/')
        .map(|(language, _)| language)
        .filter(|language| !language.is_empty())
        .ok_or_else(|| place.at(0, "put it into a folder of its language, as `en/`"))?;
    let (start, front, body) = parts(text).ok_or_else(|| {
        place.at(0, "begin with the template's `id`, `name`, `use`, `kind` and `limit` between two lines `+++`")
    })?;
    let raw: Front = toml::from_str(front).map_err(|error| {
        let at = start + error.span().map_or(0, |span| span.start);
        place.at(at, error.message().trim().replace('\n', ", "))
    })?;
    let word_at = |word: &str| place_of(text, word);
    let mut fits = Vec::new();
    for word in &raw.fits {
        fits.push(named(
            &place,
            word_at(word),
            "situation",
            word,
            &Situation::ALL,
        )?);
    }
    let above = text.len() - body.len();
    let above = text.get(..above).unwrap_or_default().matches('\n').count();
    let body = "\n".repeat(above) + body;
    let template = Template {
        used_for: named(
            &place,
            word_at(&raw.used_for),
            "use",
            &raw.used_for,
            &Use::ALL,
        )?,
        form: named(&place, word_at(&raw.kind), "kind", &raw.kind, &Form::ALL)?,
        id: raw.id.into(),
        language: language.into(),
        name: raw.name,
        limit: raw.limit,
        fits,
        optional: raw.optional.into_iter().collect(),
        own,
    };
    Ok((template, body))
}

/// Whether the words of a file are sound.
pub(super) fn check(
    path: &str,
    text: &str,
    jinja: &Environment<'_>,
    template: &Template,
    words: &str,
) -> Result<(), Fault> {
    let variables = jinja
        .template_from_str(words)
        .map(|words| words.undeclared_variables(false))
        .map_err(|error| syntax(path, text, &error))?;
    // The one that stands first is told.
    let unused = template.optional.iter();
    let unused = unused.filter(|name| !variables.contains(*name));
    match unused.min_by_key(|name| place_of(text, name)) {
        Some(unused) => {
            let message = format!("`{unused}` is optional, but the text does not have it");
            Err(Place::new(path, text).at(place_of(text, unused), message))
        }
        None => Ok(()),
    }
}

/// Where the front matter begins, the front matter, and the text behind it.
fn parts(text: &str) -> Option<(usize, &str, &str)> {
    let after = text.strip_prefix(FENCE)?;
    let front = after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix('\n'))?;
    let start = text.len() - front.len();
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((start, front.get(..at)?, front.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

fn named<T: Copy>(
    place: &Place<'_>,
    at: usize,
    what: &str,
    word: &str,
    all: &[(T, &'static str)],
) -> Result<T, Fault> {
    if let Some((value, _)) = all.iter().find(|(_, known)| *known == word) {
        return Ok(*value);
    }
    let known = all.iter().map(|(_, known)| *known);
    let out = match near_miss(word, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", known.collect::<Vec<_>>().join(", ")),
    };
    Err(place.at(at, format!("unknown {what} `{word}`; {out}")))
}

/// Where a quoted word stands.
fn place_of(text: &str, word: &str) -> usize {
    text.find(&format!("\"{word}\"")).unwrap_or(0)
}

/// The fault that Jinja found.
fn syntax(path: &str, text: &str, error: &minijinja::Error) -> Fault {
    let line = error.line().unwrap_or(1).saturating_sub(1);
    let at: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let message = error.detail().unwrap_or("this is no template").to_owned();
    Place::new(path, text).at(at, message)
}
