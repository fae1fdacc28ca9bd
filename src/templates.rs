//! The texts of templates: the built-in ones and the person's own, and drafts made from them.
//!
//! A file is a TOML front matter between two lines `+++`, then the text in Jinja:
//!
//! ```text
//! +++
//! id = "W2"
//! name = "welcome, somebody you asked"
//! use = "welcome"
//! kind = "message"
//! limit = 8000                  # UTF-16 units
//! fits = ["asked"]              # when its words are true; without it: always
//! optional = ["company"]        # what it can do without
//! +++
//! Thank you for accepting, {{ first }}. … {% if company %} … {{ company }}{% endif %}
//! ```
//!
//! An own file `templates/<language>/<name>.txt` with a built-in id takes its place.

mod built_in;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Environment, UndefinedBehavior};

use crate::{
    config::place::Fault,
    domain::{
        describe,
        template::{self, Template},
    },
};

/// Values of variables, by name.
pub type Values = BTreeMap<String, String>;

/// All texts. One is parsed when it is used: a start knows some hundred and shows one.
#[derive(Debug)]
pub struct Library {
    jinja: Environment<'static>,
    list: Vec<Template>,
    /// The words in Jinja, by [`key`].
    words: BTreeMap<String, String>,
}

/// A text with its variables filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The words; what is missing stands in square brackets.
    pub text: String,
    /// The variables without a value that the text cannot do without.
    pub missing: Vec<String>,
    /// The length of the text in UTF-16 units, as LinkedIn counts.
    pub units: usize,
    /// The most that LinkedIn takes, in UTF-16 units.
    pub limit: usize,
}

/// Why a draft is not copied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Something is not filled in.
    #[error("fill in first: {}", .0.iter().map(|v| template::describe(v)).collect::<Vec<_>>().join("; "))]
    Unfilled(Vec<String>),
    /// LinkedIn would not take it.
    #[error("{}; shorten it first", describe::characters(*.units, *.limit))]
    TooLong {
        /// Its length in UTF-16 units.
        units: usize,
        /// The most that LinkedIn takes.
        limit: usize,
    },
}

impl Draft {
    /// The text to copy, if nothing is missing and it is not too long.
    pub fn to_copy(&self) -> Result<&str, Refused> {
        if !self.missing.is_empty() {
            return Err(Refused::Unfilled(self.missing.clone()));
        }
        if self.units > self.limit {
            let (units, limit) = (self.units, self.limit);
            return Err(Refused::TooLong { units, limit });
        }
        Ok(&self.text)
    }

    /// Whether it is longer than what people like to read.
    pub const fn is_long(&self) -> bool {
        self.units > template::ADVISED_UNITS
    }
}

/// The most work that one text may take: instructions of the template, and 64 bytes of what it makes
/// each. A message of LinkedIn's length takes a hundredth of it.
const MOST_WORK: u64 = 50_000;

/// A text could not be made, as when an own text divides by a name, or has a loop without a near end.
#[derive(Debug, thiserror::Error)]
#[error("template {id}, line {}: it gives no text: {}", source.line().unwrap_or(1), why(source))]
pub struct NoText {
    id: String,
    source: minijinja::Error,
}

fn why(error: &minijinja::Error) -> &str {
    match error.kind() {
        minijinja::ErrorKind::OutOfFuel => {
            "it takes too much work; shorten its loops, or take them out"
        }
        _ => error.detail().unwrap_or("this cannot be filled in"),
    }
}

impl Library {
    /// The built-in texts, and then the person's own, each as its path below `templates/` with its
    /// text. A file with a fault is left out and told.
    pub fn load<'a>(own: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Fault>) {
        let mut jinja = Environment::new();
        jinja.set_undefined_behavior(UndefinedBehavior::Strict);
        jinja.set_fuel(Some(MOST_WORK));
        let mut library = Self {
            jinja,
            list: Vec::new(),
            words: BTreeMap::new(),
        };
        let mut faults = Vec::new();
        let all = built_in::files().map(|file| (false, file));
        for (own, (path, text)) in all.chain(own.into_iter().map(|file| (true, file))) {
            if let Err(fault) = library.add(path, text, own) {
                faults.push(fault);
            }
        }
        (library, faults)
    }

    fn add(&mut self, path: &str, text: &str, own: bool) -> Result<(), Fault> {
        let (template, words) = read::read(path, text, own)?;
        // The built-in ones are checked by tests.
        if own {
            read::check(path, text, &self.jinja, &template, &words)?;
        }
        self.words.insert(key(&template), words);
        let same = |t: &&mut Template| t.id == template.id && t.language == template.language;
        match self.list.iter_mut().find(same) {
            Some(old) => *old = template,
            None => self.list.push(template),
        }
        Ok(())
    }

    /// All texts: what [`template::choose`] chooses from.
    pub fn list(&self) -> &[Template] {
        &self.list
    }

    /// The text with this id, in this language or else in English.
    pub fn find(&self, id: &str, language: &str) -> Option<&Template> {
        [language, template::FALLBACK_LANGUAGE]
            .into_iter()
            .find_map(|language| {
                let mut all = self.list.iter();
                all.find(|t| t.id.eq_ignore_ascii_case(id) && *t.language == *language)
            })
    }

    /// The draft of a text. A value of white space counts as none.
    pub fn render(&self, template: &Template, values: &Values) -> Result<Draft, NoText> {
        let mut missing = Vec::new();
        let mut filled: BTreeMap<String, String> = BTreeMap::new();
        for name in self.variables(template)? {
            let value = values.get(&name).map_or("", |value| value.trim());
            let shown = if !value.is_empty() || template.optional.contains(&name) {
                value.to_owned()
            } else {
                missing.push(name.clone());
                format!("[{}]", template::describe(&name))
            };
            filled.insert(name, shown);
        }
        let text = self.made(template, |words| words.render(&filled))?;
        let text = text.trim().to_owned();
        Ok(Draft {
            missing,
            units: text.encode_utf16().count(),
            limit: template.limit,
            text,
        })
    }

    /// The variables of a text, by name.
    pub fn variables(&self, template: &Template) -> Result<BTreeSet<String>, NoText> {
        let names = self.made(template, |words| Ok(words.undeclared_variables(false)))?;
        Ok(names.into_iter().collect())
    }

    /// What Jinja makes of the words of a text.
    fn made<T>(
        &self,
        template: &Template,
        make: impl FnOnce(minijinja::Template<'_, '_>) -> Result<T, minijinja::Error>,
    ) -> Result<T, NoText> {
        let words = self.words.get(&key(template)).map_or("", String::as_str);
        let words = self.jinja.template_from_str(words);
        words.and_then(make).map_err(|source| NoText {
            id: template.id.to_string(),
            source,
        })
    }
}

fn key(template: &Template) -> String {
    format!("{}/{}.txt", template.language, template.id)
}

#[cfg(test)]
mod tests;
