//! `cordial merge`, `archive` and `no-contact`: who is who, and who leaves the lists.

use super::{
    failure::Failure,
    output::{Output, Table},
    session::{Session, failure},
    who,
};
use crate::domain::{
    book::Book,
    people,
    person::PersonKey,
    step::{Field, Step},
};

/// `cordial merge`.
#[derive(Clone, Debug, clap::Args)]
pub struct MergeArgs {
    /// Two people: slugs or whole names; the first one stays
    #[arg(num_args = 2, value_names = ["A", "B"], required_unless_present_any = ["list", "not_same"])]
    pub people: Vec<String>,
    /// List who may be the same, with the reason, and what is merged already
    #[arg(long, conflicts_with_all = ["people", "not_same"])]
    pub list: bool,
    /// Say that these two are not the same; they are not suggested again
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "people")]
    pub not_same: Vec<String>,
    /// Which of the two stays
    #[arg(long, value_name = "A", requires = "people")]
    pub keep: Option<String>,
    /// Take these from the other one, where both say something
    #[arg(long, value_delimiter = ',', value_name = "FIELD", requires = "people")]
    pub take: Vec<TakeField>,
}

/// What can be taken from the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum TakeField {
    /// The name
    Name,
    /// The company
    Company,
    /// The position
    Position,
    /// The e-mail address
    Email,
}

impl From<TakeField> for Field {
    fn from(field: TakeField) -> Self {
        match field {
            TakeField::Name => Self::Name,
            TakeField::Company => Self::Company,
            TakeField::Position => Self::Position,
            TakeField::Email => Self::Email,
        }
    }
}

/// `cordial archive` and `cordial no-contact`.
#[derive(Clone, Debug, clap::Args)]
pub struct ArchiveArgs {
    /// Who: slugs, profile addresses or names
    #[arg(required = true, value_name = "PERSON")]
    pub people: Vec<String>,
    /// Take it back
    #[arg(long)]
    pub off: bool,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &MergeArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    if args.list {
        return list(&book, output);
    }
    if let [one, other] = args.not_same.as_slice() {
        let people = vec![who::known(&book, one)?, who::known(&book, other)?];
        let step = Step::NotSame { people };
        let id = workspace.commit(&mut book, &step).map_err(failure)?;
        return output.say(&format!(
            "they stay apart; `cordial undo {id}` takes it back"
        ));
    }
    let [one, other] = args.people.as_slice() else {
        return Err(Failure::usage("two people are needed"));
    };
    let (mut keep, mut other) = (who::known(&book, one)?, who::known(&book, other)?);
    if let Some(kept) = &args.keep {
        let kept = who::known(&book, kept)?;
        if kept == other {
            std::mem::swap(&mut keep, &mut other);
        } else if kept != keep {
            return Err(Failure::usage("--keep names neither of the two"));
        }
    }
    if book.same().of(&keep) == book.same().of(&other) {
        return Err(Failure::user("they are one person already")
            .hint("`cordial merge --list` shows what is merged"));
    }
    let step = Step::Merge {
        keep: keep.clone(),
        other,
        take: args.take.iter().map(|field| (*field).into()).collect(),
    };
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    let name = people::name(&book, &keep);
    output.say(&format!(
        "one person now: {name}; `cordial undo {id}` parts them, at any time"
    ))
}

/// Who may be the same, then what is merged.
fn list(book: &Book, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&["keep", "other", "name", "score", "why"]).keep(&["keep", "other"]);
    for found in people::duplicates(book) {
        table.push(vec![
            found.keep.as_str().into(),
            found.other.as_str().into(),
            people::name(book, &found.keep).into(),
            i64::from(found.score).into(),
            found.reason.words().into(),
        ]);
    }
    for (id, merged) in book.same().merges() {
        table.push(vec![
            merged.keep.as_str().into(),
            merged.other.as_str().into(),
            people::name(book, &merged.keep).into(),
            "".into(),
            format!("merged; `cordial undo {id}` parts them").into(),
        ]);
    }
    if table.is_empty() {
        output.say("nobody looks like somebody else")?;
    }
    output.table(&table)
}

pub(super) fn archive(
    session: &mut Session<'_>,
    args: &ArchiveArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let words = if args.off {
        "back in the lists"
    } else {
        "out of lists and plans"
    };
    put(session, args, words, output, |people, on| Step::Archive {
        people,
        on,
    })
}

pub(super) fn no_contact(
    session: &mut Session<'_>,
    args: &ArchiveArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let words = if args.off {
        "may be planned again"
    } else {
        "never planned from now on"
    };
    put(session, args, words, output, |people, on| Step::NoContact {
        people,
        on,
    })
}

fn put(
    session: &mut Session<'_>,
    args: &ArchiveArgs,
    words: &str,
    output: &mut Output<'_>,
    step: fn(Vec<PersonKey>, bool) -> Step,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    let people = args.people.iter().map(|text| who::known(&book, text));
    let people = people.collect::<Result<Vec<_>, _>>()?;
    let names: Vec<&str> = people.iter().map(|key| people::name(&book, key)).collect();
    let names = names.join(", ");
    let step = step(people, !args.off);
    let id = workspace.commit(&mut book, &step).map_err(failure)?;
    output.say(&format!(
        "{words}: {names}; `cordial undo {id}` takes it back"
    ))
}
