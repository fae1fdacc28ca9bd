//! What the person knows beside the archive: forms, a number in one line, a pasted page.

use crate::{
    app::{
        Effect, Model,
        key::{Code, Key},
        model::Deed,
        overlay::{
            Overlay, Prompt, Words,
            capture::CaptureView,
            form::{Field, Filled, Form, Input, Purpose},
            prompt::Ask,
        },
    },
    domain::{
        added,
        capture::{self, Captured},
        edit::{self, Edit},
        paste::Pasted,
        received::{self, Preview},
        sender::{QUESTIONS, Said},
        step::Step,
    },
    safe,
    text::Safe,
};

/// The facts that the form asks for, in its order.
const ASKED: [edit::Field; 8] = [
    edit::Field::Headline,
    edit::Field::Company,
    edit::Field::Title,
    edit::Field::Place,
    edit::Field::Mutual,
    edit::Field::Connections,
    edit::Field::Met,
    edit::Field::Email,
];

/// Keys of a form, said once.
const KEYS: &str = "Tab next · Enter keeps · Esc leaves";

/// `e`: the form of facts about who is under the cursor.
pub(super) fn facts(model: &mut Model) {
    let Some(person) = model.board(model.pane()).person().cloned() else {
        return;
    };
    let fields = ASKED.map(|field| {
        let known = model.book.known(&person, field);
        let beside = known
            .beside()
            .map(|text| safe!("LinkedIn says {}", Safe::line(text)));
        Field {
            label: Safe::own(field.label()),
            hint: beside.unwrap_or(Safe::own(KEYS)),
            input: Input::text(&Safe::line(known.value().unwrap_or_default())),
        }
    });
    let title = model.name(&person);
    let form = Form::new(title, Purpose::Facts(person), fields.into());
    model.overlays.push(Overlay::Form(form));
}

/// `f`: the five questions about a sender.
pub(super) fn sender(model: &mut Model) {
    let Some(id) = model.invitations.list.selected().cloned() else {
        return;
    };
    let check = model.book.sender_check(&id).copied().unwrap_or_default();
    let words: Vec<&str> = Said::ALL.iter().map(|(_, word)| *word).collect();
    let field = |(question, said): (&'static crate::domain::sender::Question, Said)| Field {
        label: Safe::own(question.words),
        hint: Safe::own(question.hint),
        input: Input::Choice {
            at: words
                .iter()
                .position(|word| *word == said.word())
                .unwrap_or(0),
            words: words.clone(),
        },
    };
    let fields = check.all().map(field).collect();
    let title = safe!("Sender check · {}", model.name(&id.person));
    let form = Form::new(title, Purpose::Sender(id), fields);
    model.overlays.push(Overlay::Form(form));
}

/// A key went to a form, which is off the stack.
pub(super) fn press(model: &mut Model, mut form: Form, key: Key) -> Vec<Effect> {
    match form.press(key) {
        Filled::Close => return Vec::new(),
        Filled::Stay => {}
        Filled::Done => {
            if let Some(effects) = keep(model, &mut form) {
                return effects;
            }
        }
    }
    model.overlays.push(Overlay::Form(form));
    Vec::new()
}

/// What keeps a form: nothing where nothing changed; `None` where something is wrong, and said.
fn keep(model: &mut Model, form: &mut Form) -> Option<Vec<Effect>> {
    let step = match form.purpose.clone() {
        Purpose::Facts(person) => {
            let mut edits = Vec::new();
            for (at, field) in ASKED.into_iter().enumerate() {
                let typed = form.fields.get(at).map(|field| field.input.value());
                let value = match field.read(&typed.unwrap_or_default()) {
                    Ok(value) => value,
                    Err(error) => {
                        form.complain(at, Safe::line(&error.to_string()));
                        return None;
                    }
                };
                // Compared as the form showed it.
                let known = model.book.known(&person, field).value();
                let before = Safe::line(known.unwrap_or_default());
                if field.read(&before).ok().as_ref() != Some(&value) {
                    let person = person.clone();
                    edits.push(Edit {
                        person,
                        field,
                        value,
                    });
                }
            }
            (!edits.is_empty()).then_some(Step::Edit { edits })
        }
        Purpose::Sender(invitation) => {
            let before = model.book.sender_check(&invitation).copied();
            let mut check = before.unwrap_or_default();
            for (question, field) in QUESTIONS.iter().zip(&form.fields) {
                let said = Said::from_word(&field.input.value());
                check.say(question.word, said.unwrap_or_default());
            }
            (before.unwrap_or_default() != check).then_some(Step::SenderCheck { invitation, check })
        }
    };
    if step.is_none() {
        model.say(Safe::own("nothing was changed"));
    }
    Some(step.map(Effect::Commit).into_iter().collect())
}

/// `#`: the number of mutual connections, in one line.
pub(super) fn mutual(model: &mut Model) {
    let people = model.people();
    let label = safe!("{}: mutual connections", model.names(&people));
    let prompt = Prompt::new(Ask::Mutual(people), label).with_aside("a number · Enter keeps it");
    model.overlays.push(Overlay::Prompt(prompt));
}

/// The number was typed; `None` if it is none.
pub(super) fn mutual_typed(model: &mut Model, prompt: &mut Prompt, text: &str) -> Option<Step> {
    let Ask::Mutual(people) = &prompt.ask else {
        return None;
    };
    let field = edit::Field::Mutual;
    match field.read(text) {
        Ok(value) => {
            let edit = |person: &_| Edit {
                person: Clone::clone(person),
                field,
                value: value.clone(),
            };
            let edits = people.iter().map(edit).collect();
            model.last = Some(Deed::Mutual(value));
            Some(Step::Edit { edits })
        }
        Err(error) => {
            prompt.aside = Err(Safe::line(&error.to_string()));
            None
        }
    }
}

/// `+`: somebody in one line.
pub(super) fn add(model: &mut Model) {
    let prompt = Prompt::new(Ask::Add, Safe::own("add"))
        .with_aside("Mira Example, Northwind, met at RustConf, +2w");
    model.overlays.push(Overlay::Prompt(prompt));
}

/// A line of somebody was typed.
pub(super) fn add_typed(model: &Model, prompt: &mut Prompt, text: &str) -> Option<Step> {
    match added::read(text, model.today) {
        Ok(added) => {
            let person = capture::whom(&model.book, &added.name);
            match person {
                Ok(person) => return Some(added.step(person)),
                Err(number) => {
                    prompt.aside = Err(safe!("{} people have this name", number));
                }
            }
        }
        Err(error) => prompt.aside = Err(Safe::line(&error.to_string())),
    }
    None
}

/// A page was read: its preview.
pub(super) fn pasted(model: &mut Model, pasted: &Pasted) {
    let captured: Vec<Captured> = capture::capture(&model.book, pasted, model.today);
    let erased = pasted.erased_words().map(|words| Safe::line(&words));
    if captured.is_empty() && erased.is_none() {
        model.say(Safe::own("no card of a person is in what was pasted"));
        return;
    }
    model.overlays.push(Overlay::Capture(CaptureView {
        captured,
        listed: pasted.listed,
        erased,
        unread: pasted.unread,
        too_long: pasted.too_long,
        ..CaptureView::default()
    }));
}

/// E-mails were read: the preview of their invitations.
pub(super) fn mailed(model: &mut Model, mails: Vec<Preview>) {
    if mails.is_empty() {
        model.say(Safe::own("no invitation is in the e-mail that was pasted"));
        return;
    }
    model.overlays.push(Overlay::Capture(CaptureView {
        mails,
        ..CaptureView::default()
    }));
}

/// A key while the preview of a page is on top.
pub(super) fn press_capture(model: &mut Model, view: CaptureView, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Enter | Code::Char('y') => {
            let step = received::step(&view.mails).or_else(|| capture::step(&view.captured));
            return step.map(Effect::Commit).into_iter().collect();
        }
        Code::Esc | Code::Char('q' | 'n') => return Vec::new(),
        _ => {}
    }
    model.overlays.push(Overlay::Capture(view));
    Vec::new()
}

/// The word of the notice in the journal.
pub(crate) const ACCEPTING: &str = "accepting";

/// What accepting exposes; the first time it is remembered that it was shown.
pub(super) fn exposes(model: &mut Model) -> Vec<Effect> {
    model.overlays.push(Overlay::Words(Words {
        title: Safe::own("What accepting exposes"),
        lines: EXPOSES.iter().map(|line| Safe::own(line)).collect(),
    }));
    let first = !model.book.has_seen(ACCEPTING) && !model.is_read_only();
    let step = first.then(|| Step::Seen {
        what: ACCEPTING.to_owned(),
    });
    step.map(Effect::Commit).into_iter().collect()
}

/// Source: domain.md 1 and 6.
const EXPOSES: [&str; 5] = [
    "LinkedIn's own advice is to connect only with people you know and trust. Cordial helps you to \
     look first, and leaves the decision to you.",
    "Whom you accept can write to you. They usually see your contact e-mail and your list of \
     connections, and they become a mutual connection that makes them look known to your friends.",
    "Two settings of LinkedIn limit that: \"Who can see your connections\" and \"Who can see or \
     download your email address\".",
    "You can remove a connection later; LinkedIn does not tell them.",
    "This is shown once. The palette has it again: what accepting exposes.",
];
