//! `cordial templates`: which texts there are, and whether the own ones are sound.

use super::{
    failure::Failure,
    output::{Output, Table},
    session::Session,
};
use crate::{
    config::place::Fault,
    domain::{
        late::Late,
        template::{self, Template},
    },
    templates::{Library, Values},
    text::Safe,
};

/// `cordial templates`.
#[derive(Clone, Debug, clap::Args)]
pub struct TemplatesArgs {
    /// What to do; nothing lists them
    #[command(subcommand)]
    pub command: Option<TemplatesCommand>,
    /// Print the words of one
    #[arg(long, value_name = "ID")]
    pub show: Option<String>,
    /// Only in this language; for --show, which one
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
}

/// `cordial templates …`.
#[derive(Clone, Copy, Debug, clap::Subcommand)]
pub enum TemplatesCommand {
    /// Check the own ones in the configuration folder
    Check,
}

fn library(session: &Session<'_>) -> Result<(Late<Library>, Vec<Fault>), Failure> {
    let own = session.own_templates()?;
    if own.is_empty() {
        return Ok((Late::new(|| Library::load([]).0), Vec::new()));
    }
    let own = own
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let (library, faults) = Library::load(own);
    Ok((library.into(), faults))
}

/// The library; faults of own texts are warned of, the rest goes on.
pub(super) fn warned(
    session: &Session<'_>,
    output: &mut Output<'_>,
) -> Result<Late<Library>, Failure> {
    let (library, faults) = library(session)?;
    for fault in &faults {
        output.warn(&fault.to_string())?;
    }
    Ok(library)
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &TemplatesArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    if let Some(TemplatesCommand::Check) = args.command {
        return check(session, output);
    }
    let library = warned(session, output)?;
    if let Some(id) = &args.show {
        let language = args.lang.as_deref().unwrap_or(template::FALLBACK_LANGUAGE);
        let template = find(&library, id, language)?;
        // What is to be filled in shows in its place.
        let draft = library
            .render(template, &Values::new())
            .map_err(|error| Failure::user(error.to_string()))?;
        output.line(Safe::text(&draft.text).as_str());
        return Ok(());
    }
    let mut table = Table::new(&["id", "language", "kind", "name", "fill in", "own"]);
    let wanted = |template: &&Template| {
        args.lang
            .as_deref()
            .is_none_or(|l| l == &*template.language)
    };
    for template in library.list().iter().filter(wanted) {
        let variables = library
            .variables(template)
            .map_err(|error| Failure::user(error.to_string()))?;
        let needed = variables.difference(&template.optional);
        let needed: Vec<&str> = needed.map(String::as_str).collect();
        table.push(vec![
            (&*template.id).into(),
            (&*template.language).into(),
            template.used_for.word().into(),
            template.name.as_str().into(),
            needed.join(", ").into(),
            template.own.into(),
        ]);
    }
    output.table(&table)
}

fn check(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let own = sound(session)?;
    output.say(&format!("own templates: {own}, all sound"))
}

/// How many templates of their own the person has.
///
/// # Errors
/// All their faults, the first one first.
pub(super) fn sound(session: &Session<'_>) -> Result<usize, Failure> {
    let (library, faults) = library(session)?;
    let Some((first, rest)) = faults.split_first() else {
        return Ok(library.list().iter().filter(|own| own.own).count());
    };
    let failed = Failure::user(first.to_string());
    Err(rest
        .iter()
        .fold(failed, |failed, fault| failed.because(fault.to_string())))
}

pub(super) fn find<'a>(
    library: &'a Library,
    id: &str,
    language: &str,
) -> Result<&'a Template, Failure> {
    library.find(id, language).ok_or_else(|| {
        Failure::user(format!("there is no template `{id}`")).hint("`cordial templates` lists them")
    })
}
