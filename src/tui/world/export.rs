//! Exports: what would be written, and writing it.

use std::{fs, path::PathBuf};

use crate::{
    app::{
        msg::Trouble,
        overlay::{ExportView, export::Wanted},
    },
    domain::{
        book::Book,
        day::{Day, Instant},
        plan::{self, Settings},
    },
    export::{
        file::{self, NotWritten},
        icalendar,
        made::{self, Form},
    },
    text::Safe,
};

/// So many lines of a file are shown before it is written.
const SHOWN: usize = 200;

/// Makes the file, and looks at where it would go.
pub(super) fn prepare(
    book: &Book,
    settings: Settings,
    (today, now): (Day, Instant),
    (wanted, file): (Wanted, PathBuf),
) -> Result<ExportView, Trouble> {
    let made = match wanted.form {
        Form::People(form) => made::people(book, &wanted.people, form, wanted.private)
            .map_err(|error| Trouble::new(&format!("cannot write csv: {error}")))?,
        Form::Plan(component) => {
            let form = icalendar::Form {
                component,
                alarm: made::ALARM,
                now,
            };
            let agenda = plan::agenda(book, &settings.of(book), today);
            made::plan(book, &agenda, form)
        }
    };
    let text = String::from_utf8_lossy(&made.bytes);
    let lines: Vec<Safe> = text.lines().take(SHOWN).map(Safe::line).collect();
    Ok(ExportView {
        rest: text.lines().count() - lines.len(),
        replaces: fs::symlink_metadata(&file).is_ok_and(|there| there.is_file()),
        what: Safe::line(&made.what),
        lines,
        wanted,
        file,
        bytes: made.bytes,
    })
}

/// Writes it. A file that came there since is left alone.
pub(super) fn write(view: &ExportView) -> Result<(), Trouble> {
    file::write(&view.file, &view.bytes, view.replaces).map_err(|error| {
        let trouble = Trouble::new(&error.to_string());
        match error {
            NotWritten::System(_, why) => trouble.hint(&why.to_string()),
            NotWritten::Exists(_) | NotWritten::NoFile(..) => trouble.hint("name another file"),
        }
    })
}
