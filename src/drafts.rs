//! Drafts: which text is for whom, with all that is known filled in. The one place for that, for
//! the interface and the command line; it sends nothing.

use crate::{
    config::Me,
    domain::{
        book::Book,
        day::Day,
        person::PersonKey,
        template::{self, Choice, Situation, Template, Use, Wish},
    },
    templates::{Draft, Library, NoText, Values},
};

/// Makes drafts.
#[derive(Debug)]
pub struct Writer {
    /// All texts.
    pub library: Library,
    /// What texts say about the person.
    pub me: Me,
}

/// What a draft is wanted for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// For whom.
    pub person: &'a PersonKey,
    /// What for.
    pub used_for: Use,
    /// What is true beside what archives tell: asking, declining.
    pub also: &'a [Situation],
    /// In which language; English where that one has nothing.
    pub language: &'a str,
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
        let used = template::used(book);
        let mut situations = template::situations(book, person);
        situations.extend(request.also);
        let known = book.facts().person(person);
        let wish = Wish {
            used_for: request.used_for,
            language: request.language,
            situations: &situations,
            company: known.map_or("", |known| &known.company),
            today: request.today,
        };
        let choice = match request.template {
            Some(id) => self
                .library
                .find(id, request.language)
                .map(|template| Choice {
                    template,
                    same_words_on: template::same_words(template, &wish, &used),
                }),
            None => template::choose(self.library.list(), wish, &used),
        };
        let Some(choice) = choice else {
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
