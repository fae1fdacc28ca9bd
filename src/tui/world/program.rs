//! The person's own program that writes texts. It runs on a thread.

use crate::{
    app::{Msg, draft::Request, msg::Trouble},
    desktop::program::ProgramError,
    domain::book::Book,
    drafts::{
        self, Writer,
        program::{Brief, NoDraft},
    },
    env::Env,
    templates::Values,
    text::Safe,
    tui::runner::Job,
    workspace::Workspace,
};

/// Asks the program; what it is told is read before, which takes no time.
pub(super) fn job(
    workspace: &Workspace,
    writer: Option<&Writer>,
    env: &Env,
    book: &Book,
    asked: &Request,
) -> Job {
    let values = Values::new();
    let request = drafts::Request {
        person: &asked.person,
        occasion: asked.occasion,
        language: None,
        template: None,
        values: &values,
        today: asked.today,
    };
    let program = writer.and_then(|writer| Some((writer, writer.program.clone()?)));
    let ready = match program {
        None => Err(Trouble::new("no program is set that writes drafts")
            .hint("name one as `command` under [drafts] in config.toml")),
        Some((writer, program)) => Brief::new(workspace, book, writer, request)
            .map(|brief| (brief, program))
            .map_err(|error| trouble(&error)),
    };
    let (person, occasion, env) = (asked.person.clone(), asked.occasion, env.clone());
    Box::new(move |report| {
        let text = ready.and_then(|(brief, program)| {
            let draft = brief.ask(&program, &env, report.stop());
            draft.map_err(|error| trouble(&error))
        });
        Msg::Drafted {
            person,
            occasion,
            text: text.map(|draft| Safe::outgoing(&draft.text)),
        }
    })
}

fn trouble(error: &NoDraft) -> Trouble {
    let hint = match error {
        NoDraft::Program(ProgramError::TooSlow { .. }) => {
            "`seconds` under [drafts] in config.toml gives it more time"
        }
        _ => "`cordial draft PERSON --brief` prints what it is told",
    };
    Trouble::new(&error.to_string()).hint(hint)
}
