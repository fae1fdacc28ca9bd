//! Drafts: which text is for whom, with all that is known filled in. The one place for that, for
//! the interface and the command line; it sends nothing.

pub mod program;

use crate::{
    config::Me,
    desktop::program::Program,
    domain::{
        book::{Book, OwnWords},
        day::Day,
        late::Late,
        person::PersonKey,
        records::Direction,
        template::{self, Choice, Occasion, Template, Wish},
    },
    templates::{Draft, Library, NoText, Values},
    text::language,
};

/// Makes drafts.
#[derive(Debug)]
pub struct Writer {
    /// All texts.
    pub library: Late<Library>,
    /// What texts say about the person.
    pub me: Me,
    /// The person's own program that writes drafts.
    pub program: Option<Program>,
}

/// What a draft is wanted for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// For whom.
    pub person: &'a PersonKey,
    /// What for.
    pub occasion: Occasion,
    /// In which language; `None` is the one they wrote in, as far as that can be told.
    pub language: Option<&'a str>,
    /// This text and no other, by its id.
    pub template: Option<&'a str>,
    /// Values that go before all others.
    pub values: &'a Values,
    /// The day it would be sent on.
    pub today: Day,
}

/// A draft with what to know about its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// The text it is made from.
    pub template: Template,
    /// The words, and what is missing in them.
    pub draft: Draft,
    /// The day on which they got this text before.
    pub sent_on: Option<Day>,
    /// The day on which somebody of their company got it, a short while ago.
    pub same_words_on: Option<Day>,
}

impl Writer {
    /// The draft for a request; `None` if there is no such text.
    ///
    /// # Errors
    ///
    /// If an own text of the person gives no words.
    pub fn draft(&self, book: &Book, request: Request<'_>) -> Result<Option<Drafted>, NoText> {
        let person = request.person;
        let Some(choice) = self.choose(book, request) else {
            return Ok(None);
        };
        let mut values = self.values(book, person);
        values.extend(request.values.clone());
        let draft = self.library.render(choice.template, &values)?;
        let sent = book.touch(person).into_iter().flat_map(|t| &t.sent);
        let same = sent.filter(|(id, _)| *id == choice.template.id);
        Ok(Some(Drafted {
            template: choice.template.clone(),
            draft,
            sent_on: same.map(|(_, on)| *on).max(),
            same_words_on: choice.same_words_on,
        }))
    }

    /// The texts that fit, the next one first.
    pub fn choices<'a>(&'a self, book: &Book, request: Request<'_>) -> Vec<Choice<'a>> {
        let Some((used_for, also)) = request.occasion.wants() else {
            return Vec::new();
        };
        let mut situations = template::situations(book, request.person, request.today);
        situations.extend(also);
        let wish = Wish {
            used_for,
            language: request
                .language
                .unwrap_or_else(|| language(book, request.person)),
            situations: &situations,
            company: company(book, request.person),
            today: request.today,
        };
        template::ranked(self.library.list(), wish, &template::used(book))
    }

    /// The most that LinkedIn takes for this, in UTF-16 units.
    pub fn limit(&self, book: &Book, request: Request<'_>) -> usize {
        let next = self.choices(book, request).into_iter().next();
        next.map_or(template::MESSAGE_UNITS, |next| next.template.limit)
    }

    /// The text that was asked for, whether it fits or not, else the next one that fits.
    fn choose<'a>(&'a self, book: &Book, request: Request<'_>) -> Option<Choice<'a>> {
        let Some(id) = request.template else {
            return self.choices(book, request).into_iter().next();
        };
        let language = request
            .language
            .unwrap_or_else(|| language(book, request.person));
        let template = self.library.find(id, language)?;
        let wish = Wish {
            used_for: template.used_for,
            language,
            situations: &[],
            company: company(book, request.person),
            today: request.today,
        };
        Some(Choice {
            template,
            same_words_on: template::same_words(template, &wish, &template::used(book)),
        })
    }

    /// All values that are known for texts to a person: about the owner, about them, and what was
    /// filled in, which goes first.
    pub fn values(&self, book: &Book, person: &PersonKey) -> Values {
        let mut values = self.own(book);
        let known = template::values(book, person);
        if !known.contains_key("first") {
            let name = book.facts().name_of(person).or_else(|| person.as_name());
            let first = name.and_then(|name| name.split_whitespace().next());
            values.extend(first.map(|first| ("first".to_owned(), first.to_owned())));
        }
        values.extend(known);
        values
    }

    /// What the person says about themselves: the configuration, else the archive.
    fn own(&self, book: &Book) -> Values {
        let profile = book.facts().profile();
        let now = profile.positions.iter().find(|position| position.current);
        let wanted = profile.preferences.as_ref();
        let title = wanted.and_then(|wanted| wanted.titles.first());
        let pairs = [
            ("my_topic", self.me.topic.as_str(), None),
            ("target_role", &self.me.target_role, title),
            ("role", &self.me.target_role, title),
            ("place", &self.me.place, None),
            ("question", &self.me.question, None),
            ("my_company", "", now.map(|now| &now.company)),
            ("my_role", "", now.map(|now| &now.title)),
        ];
        let pairs = pairs.into_iter().map(|(name, said, archive)| {
            let said = said.trim();
            let found = archive.map_or("", |archive| archive.trim());
            let value = if said.is_empty() { found } else { said };
            (name.to_owned(), value.to_owned())
        });
        pairs.filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// The person's own words as a draft: what they left in square brackets is missing.
pub fn written(own: &OwnWords) -> Draft {
    let left = |words: &str| own.text.contains(&format!("[{words}]"));
    let missing = template::VARIABLES.iter().filter(|(_, words)| left(words));
    Draft {
        text: own.text.to_string(),
        missing: missing.map(|(name, _)| (*name).to_owned()).collect(),
        units: own.text.encode_utf16().count(),
        limit: template::MESSAGE_UNITS,
    }
}

/// The language to write to somebody in: that of the newest note with which they invited, where it
/// is clear.
pub fn language(book: &Book, person: &PersonKey) -> &'static str {
    let invitations = book.facts().invitations().iter();
    let theirs = invitations
        .filter(|invitation| invitation.id.person == *person)
        .filter(|invitation| invitation.direction == Direction::Incoming);
    let newest = theirs.max_by_key(|invitation| invitation.id.sent);
    newest
        .and_then(|invitation| language::guess(&invitation.note))
        .unwrap_or(template::FALLBACK_LANGUAGE)
}

fn company<'a>(book: &'a Book, person: &PersonKey) -> &'a str {
    let known = book.known(person, crate::domain::edit::Field::Company);
    known.value().unwrap_or_default()
}
