//! Drafts in words that are fit to be shown.

use crate::{
    app::{
        draft::{Draft, Request, TextId},
        pane::{full_day, thousands},
    },
    domain::{
        book::{Book, OwnWords},
        day::Day,
        describe,
        template::{self, Occasion, Template},
    },
    drafts::{self, Drafted, Writer},
    safe,
    templates::{Refused, Values},
    text::Safe,
};

/// The text for a request; `None` if there is none, and it is the person who writes it.
pub(super) fn draft(writer: &Writer, book: &Book, asked: &Request) -> Option<Draft> {
    if let Some(words) = &asked.words {
        return Some(by_program(writer, book, asked, words));
    }
    let own = book.touch(&asked.person);
    let own = own.and_then(|touch| touch.drafts.get(&asked.occasion));
    if let (Some(own), None) = (own, &asked.template) {
        return Some(written(own));
    }
    let values = Values::new();
    let drafted = match writer.draft(book, request(asked, &values)) {
        Ok(drafted) => drafted?,
        // The person's own template is at fault: it says so in place of the text.
        Err(error) => {
            let words = Safe::line(&error.to_string());
            return Some(Draft {
                title: Safe::own(asked.occasion.word()),
                refused: Some(words.clone()),
                text: words,
                ..Draft::default()
            });
        }
    };
    Some(made(&drafted))
}

/// The templates that fit, the next one first.
pub(super) fn texts(writer: &Writer, book: &Book, asked: &Request) -> Vec<TextId> {
    let values = Values::new();
    let anew = Request {
        template: None,
        ..asked.clone()
    };
    let choices = writer.choices(book, request(&anew, &values));
    choices.iter().map(|choice| id(choice.template)).collect()
}

fn request<'a>(asked: &'a Request, values: &'a Values) -> drafts::Request<'a> {
    let template = asked.template.as_ref();
    drafts::Request {
        person: &asked.person,
        occasion: asked.occasion,
        language: template.map(|(_, language)| &**language),
        template: template.map(|(id, _)| &**id),
        values,
        today: asked.today,
    }
}

fn id(template: &Template) -> TextId {
    (template.id.clone(), template.language.clone())
}

/// A draft of a template.
fn made(drafted: &Drafted) -> Draft {
    let Drafted {
        template, draft, ..
    } = drafted;
    let mut about = vec![safe!(
        "{} · {}, {}",
        counter(draft.units, draft.limit),
        Safe::line(&template.id),
        Safe::line(&template.language)
    )];
    if draft.is_long() && template.form == template::Form::Message {
        let most = thousands(template::ADVISED_UNITS);
        about.push(safe!("shorter than {} characters is read more", most));
    }
    let day = |day: Option<Day>| day.map(full_day);
    about.extend(day(drafted.sent_on).map(|day| safe!("they got this text on {}", day)));
    about.extend(day(drafted.same_words_on).map(|day| {
        safe!(
            "somebody of their company got it on {}: change the words",
            day
        )
    }));
    let describe = |name: &String| (name.clone(), Safe::line(template::describe(name)));
    let refused = match draft.to_copy() {
        Err(why @ Refused::TooLong { .. }) => Some(Safe::line(&why.to_string())),
        _ => None,
    };
    Draft {
        title: Safe::line(&template.name),
        text: Safe::text(&draft.text),
        outgoing: Safe::outgoing(&draft.text),
        about,
        template: Some(id(template)),
        own: false,
        missing: draft.missing.iter().map(describe).collect(),
        refused,
    }
}

/// What the person's own program wrote.
fn by_program(writer: &Writer, book: &Book, asked: &Request, words: &Safe) -> Draft {
    let values = Values::new();
    let limit = writer.limit(book, request(asked, &values));
    let units = words.encode_utf16().count();
    let counter = counter(units, limit);
    Draft {
        title: Safe::own("by your program"),
        text: Safe::text(words),
        outgoing: words.clone(),
        refused: (units > limit).then(|| safe!("{}: shorten it first", counter)),
        about: vec![counter, Safe::own("read it before you send it")],
        ..Draft::default()
    }
}

/// The person's own words. What they left in brackets is not filled in yet.
fn written(own: &OwnWords) -> Draft {
    let draft = drafts::written(own);
    let refused = draft.to_copy().err();
    let template = (!own.template.is_empty())
        .then(|| (own.template.clone(), template::FALLBACK_LANGUAGE.into()));
    Draft {
        title: safe!("your own words of {}", full_day(own.day)),
        text: Safe::text(&own.text),
        outgoing: Safe::outgoing(&own.text),
        about: vec![counter(draft.units, draft.limit)],
        template,
        own: true,
        missing: Vec::new(),
        refused: refused.map(|why| Safe::line(&why.to_string())),
    }
}

/// `182 of 8,000 characters`.
pub(crate) fn counter(units: usize, limit: usize) -> Safe {
    Safe::line(&describe::characters(units, limit))
}

/// What a follow-up of this kind, by its word, is an occasion for.
pub(super) fn occasion(kind: crate::domain::plan::Kind) -> Occasion {
    use crate::domain::plan::Kind;
    match kind {
        Kind::Reply => Occasion::Reply,
        Kind::Welcome => Occasion::Welcome,
        Kind::Question => Occasion::Question,
        Kind::Dated | Kind::Note => Occasion::Note,
        Kind::Nudge => Occasion::Nudge,
        Kind::Revive => Occasion::Revive,
    }
}
