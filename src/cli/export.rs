//! `cordial export`: people and follow-ups for other programs.

use std::path::Path;

use chrono::NaiveTime;

use super::{asked, failure::Failure, output::Output, people, session::Session};
use crate::{
    domain::plan::agenda,
    export::{
        file::{self, NotWritten},
        icalendar::{self, As},
        list::{self, Csv},
        made::{self, Made, People},
        vcard::Version,
    },
    query::Rows,
};

/// `cordial export`.
#[derive(Clone, Debug, clap::Args)]
pub struct ExportArgs {
    /// In which form
    #[command(subcommand)]
    pub form: Form,
}

/// The forms.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Form {
    /// People for address books: vCard 4.0
    #[command(after_long_help = asked::help(Rows::People))]
    Vcard {
        /// Where to and who
        #[command(flatten)]
        people: PeopleFile,
        /// vCard 3.0, for older address books
        #[arg(long)]
        v3: bool,
    },
    /// Follow-ups for calendars: iCalendar
    Ics {
        /// Where to
        #[command(flatten)]
        to: To,
        /// To-dos instead of events
        #[arg(long)]
        todo: bool,
        /// When the reminder of the day sounds; `none` for none
        #[arg(long, default_value = "09:00", value_name = "HH:MM", value_parser = alarm)]
        alarm: Alarm,
    },
    /// People for spreadsheets, safe against formulas
    #[command(after_long_help = asked::help(Rows::People))]
    Csv {
        /// Where to and who
        #[command(flatten)]
        people: PeopleFile,
        /// Texts as they are, also those that a spreadsheet would run
        #[arg(long)]
        raw: bool,
        /// With a byte order mark, for Excel
        #[arg(long)]
        bom: bool,
    },
    /// People for programs
    #[command(after_long_help = asked::help(Rows::People))]
    Json {
        /// Where to and who
        #[command(flatten)]
        people: PeopleFile,
    },
    /// Print the JSON Schema of `export json`
    Schema,
}

/// Where an export goes.
#[derive(Clone, Debug, clap::Args)]
pub struct To {
    /// The file to write; `-` is standard output
    #[arg(value_name = "FILE")]
    pub file: std::path::PathBuf,
    /// Replace a file that exists
    #[arg(long)]
    pub force: bool,
}

/// Where an export of people goes, and who is in it.
#[derive(Clone, Debug, clap::Args)]
pub struct PeopleFile {
    /// Where to
    #[command(flatten)]
    pub to: To,
    /// Only these: words and terms such as `tag:friend is:connection`; --help lists them
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// With your notes, how you met, and what you logged
    #[arg(long)]
    pub private: bool,
}

/// When a reminder sounds, if it does.
#[derive(Clone, Copy, Debug)]
pub struct Alarm(Option<NaiveTime>);

fn alarm(text: &str) -> Result<Alarm, String> {
    if text == "none" {
        return Ok(Alarm(None));
    }
    let time = NaiveTime::parse_from_str(text, "%H:%M");
    let time = time.map_err(|_| "not a time of day such as 09:00, nor `none`".to_owned())?;
    Ok(Alarm(Some(time)))
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &ExportArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    match &args.form {
        Form::Vcard { people, v3 } => {
            let version = if *v3 { Version::V3 } else { Version::V4 };
            of_people(session, people, People::Vcard(version), output)
        }
        Form::Csv { people, raw, bom } => {
            if *raw {
                output.warn("--raw keeps cells that a spreadsheet runs as formulas")?;
            }
            let form = Csv {
                raw: *raw,
                bom: *bom,
            };
            of_people(session, people, People::Csv(form), output)
        }
        Form::Json { people } => of_people(session, people, People::Json, output),
        Form::Ics { to, todo, alarm } => {
            let (_, book) = session.open(output)?;
            let settings = session.plan(output)?.of(&book);
            let form = icalendar::Form {
                component: if *todo { As::Todo } else { As::Event },
                alarm: alarm.0,
                now: session.clock.utc(),
            };
            let agenda = agenda(&book, &settings, session.clock.today());
            written(&made::plan(&book, &agenda, form), to, output)
        }
        Form::Schema => {
            output.raw(list::SCHEMA.as_bytes());
            Ok(())
        }
    }
}

fn of_people(
    session: &mut Session<'_>,
    people: &PeopleFile,
    form: People,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (_, book) = session.open(output)?;
    let found = people::select(session, &book, &people.query, people::Away::Out)?;
    let made = made::people(&book, &found, form, people.private)
        .map_err(|error| Failure::user(format!("cannot write csv: {error}")))?;
    written(&made, &people.to, output)
}

fn written(made: &Made, to: &To, output: &mut Output<'_>) -> Result<(), Failure> {
    if to.file == Path::new("-") {
        output.raw(&made.bytes);
        return Ok(());
    }
    file::write(&to.file, &made.bytes, to.force).map_err(failure)?;
    output.say(&format!("{} written to {}", made.what, to.file.display()))
}

/// A file that was not written, with the way out.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn failure(error: NotWritten) -> Failure {
    let failure = Failure::user(error.to_string());
    match &error {
        NotWritten::Exists(_) => failure.hint("--force replaces it"),
        NotWritten::NoFile(..) => failure.hint("name another file"),
        NotWritten::System(_, why) => failure.because(why.to_string()),
    }
}
