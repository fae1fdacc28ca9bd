//! `cordial import`: an archive becomes facts; with `--dry-run` it only says what would change.

use std::{io::Write as _, ops::ControlFlow};

use serde_json::{Value, json};

use super::{
    args::ImportArgs,
    failure::Failure,
    output::{Format, Output},
    session::{Session, failure},
    who,
};
use crate::{
    domain::{book::Book, describe::count, news::Event},
    import::{FileReport, Lines, Progress, Reason},
    text::clean::Safe,
    workspace::Plan,
};

pub(super) fn run(
    session: &mut Session<'_>,
    args: &ImportArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (mut workspace, mut book) = session.open(output)?;
    let mut bar = Bar::new(session.env.stderr_is_terminal && !output.quiet);
    let mut progress = |step: Progress<'_>| bar.show(step);
    let done = if args.dry_run {
        workspace
            .plan_import(&book, &args.paths, &mut progress)
            .map(|plan| (plan, None))
    } else {
        let outcome = workspace.import(&mut book, &args.paths, &mut progress);
        outcome.map(|outcome| (outcome.plan, outcome.step))
    };
    bar.clear();
    let (plan, step) = done.map_err(failure)?;
    if output.format == Format::Json {
        output.json(&as_json(&plan, step.as_ref().map(ToString::to_string)));
        return Ok(());
    }
    if output.quiet {
        if let Some(step) = &step {
            output.line(step.as_str());
        }
        return Ok(());
    }
    for line in report(&plan) {
        output.line(Safe::line(&line).as_str());
    }
    for line in changes(&book, &plan) {
        output.line(Safe::line(&line).as_str());
    }
    match (args.dry_run, step) {
        (true, _) => output.say("nothing was written (--dry-run)"),
        (false, Some(step)) => {
            output.say(&format!("imported; `cordial undo {step}` takes it back"))
        }
        (false, None) => output.say("nothing is new: nothing was changed"),
    }
}

/// One line for each file: rows read, used, set aside and why.
fn report(plan: &Plan) -> Vec<String> {
    let mut lines = vec![format!(
        "{}: {}",
        plan.source,
        count(plan.report.files.len(), "file", "files")
    )];
    for file in &plan.report.files {
        let mut line = format!("  {}: {} rows, {} used", file.name, file.rows, file.used);
        for reason in Reason::ALL {
            let aside = file.set_aside(reason);
            if aside.count > 0 {
                line += &format!(", {} {}{}", aside.count, reason.text(), places(aside));
            }
        }
        lines.push(line);
        lines.extend(oddities(file));
    }
    for name in &plan.report.unread {
        lines.push(format!("  {name}: left out, its header is not known"));
    }
    if !plan.report.ignored.is_empty() {
        let ignored = plan.report.ignored.len();
        lines.push(format!(
            "  {} not needed",
            count(ignored, "other file is", "other files are")
        ));
    }
    lines
}

fn oddities(file: &FileReport) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |what: &str, where_: &Lines| {
        if where_.count > 0 {
            lines.push(format!(
                "    warning: {} {what}{}",
                where_.count,
                places(where_)
            ));
        }
    };
    say(
        "rows have more or fewer fields than the header",
        &file.ragged,
    );
    say(
        "rows were spread over lines without quotes, and were joined",
        &file.joined,
    );
    if file.replaced > 0 {
        lines.push(format!(
            "    warning: {} places were no {} and became \u{fffd}",
            file.replaced, file.encoding
        ));
    }
    lines
}

fn places(lines: &Lines) -> String {
    let shown: Vec<String> = lines
        .first
        .iter()
        .take(5)
        .map(ToString::to_string)
        .collect();
    let more = if lines.count > 5 { ", …" } else { "" };
    let word = if lines.count == 1 { "line" } else { "lines" };
    format!(" ({word} {}{more})", shown.join(", "))
}

fn changes(book: &Book, plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(newer) = plan.newer {
        lines.push(format!(
            "this archive is older than the one of {}: where that one holds the same files, its facts go on counting",
            newer.date_naive()
        ));
    }
    for warning in &plan.warnings {
        lines.push(format!(
            "warning: {}: {} {}, row {}",
            warning.kind.id().replace('_', " "),
            warning.rows.count,
            warning.problem.text(),
            warning
                .rows
                .first
                .iter()
                .take(5)
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    let kinds: Vec<String> = plan
        .changes
        .iter()
        .map(|change| {
            let before = change
                .before
                .map(|before| format!(" (before: {before})"))
                .unwrap_or_default();
            format!(
                "{} {}{before}",
                change.rows,
                change.kind.id().replace('_', " ")
            )
        })
        .collect();
    if !kinds.is_empty() {
        lines.push(format!("new: {}", kinds.join(", ")));
    }
    if !plan.unchanged.is_empty() {
        let unchanged: Vec<String> = plan
            .unchanged
            .iter()
            .map(|kind| kind.id().replace('_', " "))
            .collect();
        lines.push(format!("there already: {}", unchanged.join(", ")));
    }
    let news = [
        (
            plan.count(|event| matches!(event, Event::Connected(_))),
            "new connection",
            "new connections",
        ),
        (
            plan.count(|event| matches!(event, Event::JobChanged { .. })),
            "changed job",
            "changed jobs",
        ),
        (
            plan.count(|event| *event == Event::Gone),
            "person gone",
            "people gone",
        ),
        (
            plan.confirmed.len(),
            "decision confirmed",
            "decisions confirmed",
        ),
    ];
    let told: Vec<String> = news
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| count(n, one, many))
        .collect();
    if !told.is_empty() {
        lines.push(format!("news: {}", told.join(", ")));
    }
    for id in plan.confirmed.iter().take(10) {
        lines.push(format!(
            "  accepted, LinkedIn shows it: {}",
            who::name(book, &id.invitation.person)
        ));
    }
    lines
}

fn as_json(plan: &Plan, step: Option<String>) -> Value {
    let files = plan.report.files.iter().map(|file| {
        let aside = Reason::ALL.iter().map(|reason| {
            let lines = file.set_aside(*reason);
            json!({ "reason": reason.text(), "count": lines.count, "lines": lines.first })
        });
        json!({
            "name": file.name,
            "kind": file.kind.map(|kind| kind.id()),
            "rows": file.rows,
            "used": file.used,
            "set_aside": aside.collect::<Vec<_>>(),
            "ragged": file.ragged.count,
            "joined": file.joined.count,
            "replaced": file.replaced,
        })
    });
    let changes = plan.changes.iter().map(
        |change| json!({ "kind": change.kind.id(), "rows": change.rows, "before": change.before }),
    );
    let news = plan.news.iter().map(|news| {
        let (event, detail) = match &news.event {
            Event::Connected(on) => ("connected", on.map(|day| day.to_string())),
            Event::Gone => ("gone", None),
            Event::JobChanged { before, now } => (
                "job_changed",
                Some(format!("{}, {} -> {}, {}", before.position, before.company, now.position, now.company)),
            ),
        };
        json!({ "person": news.person.as_str(), "name": &*news.name, "event": event, "detail": detail })
    });
    json!({
        "source": plan.source,
        "step": step,
        "files": files.collect::<Vec<_>>(),
        "unread": plan.report.unread,
        "ignored": plan.report.ignored,
        "changes": changes.collect::<Vec<_>>(),
        "unchanged": plan.unchanged.iter().map(|kind| kind.id()).collect::<Vec<_>>(),
        "news": news.collect::<Vec<_>>(),
        "confirmed": plan.confirmed.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// A bar on standard error, for a terminal only. It is talk, and gone when the work is done.
struct Bar {
    on: bool,
    shown: Option<u64>,
}

impl Bar {
    const CELLS: u64 = 30;

    const fn new(on: bool) -> Self {
        Self { on, shown: None }
    }

    fn show(&mut self, step: Progress<'_>) -> ControlFlow<()> {
        let percent = (step.done * 100)
            .checked_div(step.total)
            .unwrap_or(0)
            .min(100);
        if self.on && self.shown != Some(percent) {
            self.shown = Some(percent);
            let full = usize::try_from(percent * Self::CELLS / 100).unwrap_or(0);
            let rest = usize::try_from(Self::CELLS)
                .unwrap_or(0)
                .saturating_sub(full);
            let file = Safe::name(step.file);
            let bar = format!(
                "\r\x1b[K{}{} {percent:>3}% {file}",
                "#".repeat(full),
                "-".repeat(rest)
            );
            // The bar is a comfort: if it cannot be shown, the import goes on.
            drop(std::io::stderr().write_all(bar.as_bytes()));
        }
        ControlFlow::Continue(())
    }

    fn clear(&self) {
        if self.on && self.shown.is_some() {
            drop(std::io::stderr().write_all(b"\r\x1b[K"));
        }
    }
}
