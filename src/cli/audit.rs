//! `cordial audit`: the own profile, item by item, with evidence.

mod draft;
mod explain;
mod pasted;
mod views;

use super::{
    failure::Failure,
    output::{Format, Output, Table},
    session::{Session, failure},
};
use crate::{
    config::place::near_miss,
    domain::{
        book::Book,
        checklist::{Audit, Item, Word, reminder},
        describe::count,
        step::Step,
    },
    export::{
        audit, file,
        report::{Form, report},
    },
    text::link::ARCHIVE_PAGE,
};

/// `cordial audit`.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(group(clap::ArgGroup::new("what")
    .args(["explain", "history", "all_star", "words", "said", "draft", "report", "say", "pasted"])))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag that is typed"
)]
pub struct AuditArgs {
    /// Everything about one item: evidence, why, how, where
    #[arg(long, value_name = "ITEM")]
    pub explain: Option<String>,
    /// The score of each archive, and what changed from one to the next
    #[arg(long)]
    pub history: bool,
    /// The seven parts of LinkedIn's own rule of completeness, yes or no
    #[arg(long)]
    pub all_star: bool,
    /// The words of the wanted job, and where they stand in the profile
    #[arg(long)]
    pub words: bool,
    /// What was said about items, with the reasons
    #[arg(long)]
    pub said: bool,
    /// Show or write a draft: of `headline`, `about` or `"Title at Company"`; FILE, or - for
    /// standard input, replaces it, an empty one drops it
    #[arg(long, num_args = 1..=2, value_names = ["TEXT", "FILE"])]
    pub draft: Vec<String>,
    /// Audit somebody's profile from its copied page: FILE, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub pasted: Option<String>,
    /// Exit with 1 if the score is lower
    #[arg(long, value_name = "N")]
    pub fail_under: Option<u8>,
    /// Write a report to print or to send to a friend: FILE.md or FILE.html
    #[arg(long, value_name = "FILE")]
    pub report: Option<std::path::PathBuf>,
    /// With private facts in the report
    #[arg(long, requires = "report")]
    pub private: bool,
    /// Replace the file if it exists
    #[arg(long, requires = "report")]
    pub force: bool,
    /// Say something about an item: `confirmed`, `denied`, `not-applicable` (with --reason), `open`
    #[arg(long, num_args = 2, value_names = ["ITEM", "WORD"])]
    pub say: Vec<String>,
    /// Why; private
    #[arg(long, value_name = "WORDS", requires = "say")]
    pub reason: Option<String>,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &AuditArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let list = session.checklist()?;
    if let Some(file) = &args.pasted {
        return pasted::run(&list, file, session.clock.today(), output);
    }
    let (mut workspace, mut book) = session.open(output)?;
    if let [item, word] = args.say.as_slice() {
        let step = said(&list, item, word, args.reason.as_deref())?;
        let id = workspace.commit(&mut book, &step).map_err(failure)?;
        return output.say(&format!(
            "{item}: {word}; `cordial undo {id}` takes it back"
        ));
    }
    let today = session.clock.today();
    let targets = session.targets(output)?;
    if args.history {
        let pasts = workspace.past(&book);
        let entries = book.audit_history(&list, &pasts, &targets, today);
        return views::history(&entries, output);
    }
    if !args.draft.is_empty() {
        return draft::run(
            session,
            (&mut workspace, &mut book),
            &list,
            &args.draft,
            output,
        );
    }
    let audit = book.audit(&list, &targets, today);
    if args.all_star {
        return views::stars(&audit, output);
    }
    if args.words {
        return views::words(&audit, output);
    }
    if args.said {
        return views::said(&book, output);
    }
    if let Some(path) = &args.report {
        let form = Form::of_file(&path.to_string_lossy()).ok_or_else(|| {
            Failure::usage(format!("{}: no form of a report", path.display()))
                .hint("name it .md or .html")
        })?;
        let page = report(&audit, form, args.private);
        file::write(path, page.as_bytes(), args.force).map_err(super::export::failure)?;
        return output.say(&format!("written to {}", path.display()));
    }
    if let Some(id) = &args.explain {
        explain::run(&book, &list, &audit, id, output)?;
    } else {
        all(&audit, &book, output)?;
        look_again(&audit, session.config(output)?.audit.remind, output)?;
    }
    match (args.fail_under, audit.score) {
        (Some(least), score) if score.is_none_or(|score| score < least) => {
            let shown = score.map_or_else(|| "unknown".to_owned(), |score| score.to_string());
            Err(Failure::user(format!(
                "the score is {shown}, under {least}"
            )))
        }
        _ => Ok(()),
    }
}

fn said(
    list: &crate::domain::checklist::Checklist,
    item: &str,
    word: &str,
    reason: Option<&str>,
) -> Result<Step, Failure> {
    if list.row(item).is_none() {
        return Err(unknown(item, list.rows.iter().map(|row| &*row.id)));
    }
    let said = Word::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = Word::ALL.iter().map(|(_, word)| *word).collect();
        Failure::usage(format!("`{word}` is nothing to say about an item"))
            .hint(format!("one of {}", words.join(", ")))
    })?;
    if said.needs_reason() && reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Failure::usage("`not-applicable` needs a --reason"));
    }
    Ok(Step::Check {
        item: item.to_owned(),
        said,
        reason: reason.map(str::to_owned),
    })
}

fn unknown<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let failure = Failure::user(format!("no item `{id}` in the checklist"));
    match near_miss(id, known) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint("`cordial audit -q` prints the ids"),
    }
}

fn all(audit: &Audit, book: &Book, output: &mut Output<'_>) -> Result<(), Failure> {
    if output.format == Format::Json && !output.quiet {
        output.json(&audit::audit(audit));
        return Ok(());
    }
    items(audit, output)?;
    if book.facts().is_empty() {
        return output.say("no archive yet: `cordial import PATH` takes one in");
    }
    for line in summary(audit) {
        output.say(&line)?;
    }
    Ok(())
}

/// The items as a table, what could earn most first.
fn items(audit: &Audit, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&[
        "id", "item", "state", "points", "weight", "evidence", "why", "fix", "link",
    ])
    .hide(&["why", "fix", "link"])
    .keep(&["id"]);
    let gaps = audit.gaps();
    let rest = audit
        .items
        .iter()
        .filter(|item| !gaps.iter().any(|gap| gap.id == item.id));
    for item in gaps.iter().copied().chain(rest) {
        table.push(vec![
            item.id.as_ref().into(),
            item.title.as_ref().into(),
            item.state.word().into(),
            points(item).into(),
            i64::from(item.weight).into(),
            evidence(item).into(),
            item.why.as_ref().into(),
            item.fix.as_ref().into(),
            item.link.as_ref().map(|link| link.url.clone()).into(),
        ]);
    }
    output.table(&table)
}

fn points(item: &Item) -> String {
    if item.state.counts() {
        item.points.to_string()
    } else {
        String::new()
    }
}

fn evidence(item: &Item) -> String {
    let texts: Vec<&str> = item
        .evidence
        .iter()
        .map(|evidence| evidence.text.as_str())
        .collect();
    texts.join("; ")
}

/// The score with its parts, never a bare number.
fn summary(audit: &Audit) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(score), Some(level)) = (audit.score, &audit.level) {
        let age = audit.archive_age().map(|days| match days {
            0 => "the archive is of today".to_owned(),
            days => format!("the archive is {} old", days_words(days)),
        });
        lines.push(format!(
            "score {score} of 100, {level}: {} of {} answerable points; {}",
            audit.got,
            audit.answerable,
            age.unwrap_or_else(|| "the archive's age is unknown".to_owned())
        ));
    } else {
        lines.push(format!(
            "no score: the archives answer {} of {} points; a whole archive says more",
            audit.answerable, audit.possible
        ));
    }
    let asked = audit.needs_your_word().len();
    if asked > 0 {
        lines.push(format!(
            "{} your word: `cordial audit --say ITEM confirmed`",
            count(asked, "item needs", "items need")
        ));
    }
    let stars = audit.all_star.len();
    lines.push(format!(
        "LinkedIn's own \"All-Star\": {} of {stars} parts",
        audit.stars_met()
    ));
    if let Some(growth) = &audit.connections
        && let Some(next) = growth
            .thresholds
            .iter()
            .find(|threshold| threshold.missing > 0)
    {
        lines.push(format!(
            "{}, {} to {}",
            count(growth.now as usize, "connection", "connections"),
            next.missing,
            next.at
        ));
    }
    let missing: Vec<&str> = audit
        .lens
        .missing()
        .take(8)
        .map(|word| &*word.word)
        .collect();
    if !missing.is_empty() {
        lines.push(format!(
            "words of your target jobs that stand nowhere: {}",
            missing.join(", ")
        ));
    }
    lines
}

/// A calm line when the newest archive is old, and how to get a new one.
fn look_again(audit: &Audit, remind: u32, output: &mut Output<'_>) -> Result<(), Failure> {
    match reminder(remind, audit.newest, audit.today) {
        Some(again) if again.ready => {
            let age = days_words((audit.today - again.looked).num_days());
            output.say(&format!(
                "the newest archive is {age} old: a new one is asked for at \
                 {ARCHIVE_PAGE} and takes up to a day"
            ))
        }
        _ => Ok(()),
    }
}

fn days_words(days: i64) -> String {
    count(usize::try_from(days).unwrap_or(0), "day", "days")
}
