//! `X`: people or the plan as a file for other programs. The form is chosen, the file named, what
//! would be written is shown, and only then it is.

use super::menu_row;
use crate::{
    app::{
        Effect, Model,
        edit::Line,
        key::{Code, Key},
        overlay::{
            ExportView, Overlay, Picker, Prompt,
            export::Wanted,
            picker::{Choice, Row},
            prompt::Ask,
        },
        pane::count,
    },
    export::{
        icalendar::As,
        list::Csv,
        made::{Form, People},
        vcard::Version,
    },
    safe,
    text::Safe,
};

/// The forms: key, what it is for, what it is.
const PEOPLE: [(&str, &str, &str, Form); 4] = [
    (
        "1",
        "address book",
        "vCard 4.0",
        Form::People(People::Vcard(Version::V4)),
    ),
    (
        "2",
        "older address book",
        "vCard 3.0",
        Form::People(People::Vcard(Version::V3)),
    ),
    (
        "3",
        "spreadsheet",
        "CSV",
        Form::People(People::Csv(Csv {
            raw: false,
            bom: false,
        })),
    ),
    ("4", "programs", "JSON", Form::People(People::Json)),
];
const PLAN: [(&str, &str, &str, Form); 2] = [
    (
        "5",
        "all follow-ups for a calendar",
        "iCalendar",
        Form::Plan(As::Event),
    ),
    (
        "6",
        "all follow-ups as to-dos",
        "iCalendar",
        Form::Plan(As::Todo),
    ),
];

/// Asks for the form.
pub(super) fn menu(model: &mut Model) {
    let people = model.shown_people();
    let forms = if people.is_empty() { &[] } else { &PEOPLE[..] };
    let row = |(key, words, aside, form): &(&'static str, &'static str, &'static str, Form)| {
        menu_row(key, words, Safe::own(aside), Choice::Export(*form))
    };
    let rows: Vec<Row> = forms.iter().chain(&PLAN).map(row).collect();
    let who = match people.as_slice() {
        [] => Safe::own("Export the plan"),
        [one] => safe!("Export {}", model.name(one)),
        many if model.board(model.pane()).list().marked() > 0 => {
            safe!("Export the {} marked", many.len())
        }
        many => safe!("Export all {} shown", many.len()),
    };
    model.overlays.push(Overlay::Picker(Picker::new(who, rows)));
}

/// The form was chosen: asks for the file.
pub(super) fn ask(model: &mut Model, form: Form) {
    let mut prompt = Prompt::new(Ask::Export(form), Safe::own("file"));
    prompt.explain_path();
    prompt.line = Line::new(form.file_name());
    model.overlays.push(Overlay::Prompt(prompt));
}

/// The file was named.
pub(super) fn named(model: &Model, form: Form, path: &str) -> Vec<Effect> {
    let people = match form {
        Form::People(_) => model.shown_people(),
        Form::Plan(_) => Vec::new(),
    };
    vec![Effect::PrepareExport(Wanted {
        form,
        people,
        private: false,
        path: path.trim_matches(['\'', '"']).to_owned(),
    })]
}

/// A key went to the preview, which is off the stack.
pub(super) fn press(model: &mut Model, view: Box<ExportView>, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Enter | Code::Char('y') => return vec![Effect::WriteExport(view)],
        Code::Esc | Code::Char('q' | 'n') => return Vec::new(),
        Code::Char('p') if matches!(view.wanted.form, Form::People(_)) => {
            let private = !view.wanted.private;
            return vec![Effect::PrepareExport(Wanted {
                private,
                ..view.wanted
            })];
        }
        _ => {}
    }
    model.overlays.push(Overlay::Export(view));
    Vec::new()
}

/// How much there is behind the lines that are shown.
pub(crate) fn rest(view: &ExportView) -> Option<Safe> {
    let more = count(view.rest, "more line", "more lines");
    (view.rest > 0).then(|| safe!("… and {}", more))
}
