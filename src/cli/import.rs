//! `cordial import`: an archive becomes facts; with `--dry-run` it only says what would change.

use std::{io::Write as _, ops::ControlFlow, thread};

use serde_json::{Value, json};

use super::{
    failure::Failure,
    output::{Format, Output},
    session::{Session, failure},
};
use crate::{
    domain::{book::Book, late::Late, news::Event, step::StepId, triage::Rules},
    import::{Progress, Reason},
    text::clean::Safe,
    workspace::{Origin, Plan, Workspace},
};

/// `cordial import`.
#[derive(Clone, Debug, clap::Args)]
pub struct ImportArgs {
    /// A zip, a folder or single csv files of one archive
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<std::path::PathBuf>,
    /// Show what would change, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &ImportArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let opened = session.open(output)?;
    take_in(
        session,
        opened,
        Origin::archive(&args.paths),
        args.dry_run,
        output,
    )
}

/// Imports and says what changed; with `dry_run` it only says what would.
pub(super) fn take_in(
    session: &Session<'_>,
    (mut workspace, mut book): (Workspace, Book),
    origin: Origin<'_>,
    dry_run: bool,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let rules = session.rules().ok().filter(|_| !dry_run);
    if let Some(rules) = rules.clone() {
        // Beside the reading, which takes about as long; without a thread it is done when they judge.
        drop(thread::Builder::new().spawn(move || rules.get_ready()));
    }
    let mut bar = Bar::new(session.env.stderr_is_terminal && !output.quiet);
    let mut progress = |step: Progress<'_>| bar.show(step);
    let done = if dry_run {
        workspace
            .plan_import(&book, origin, &mut progress)
            .map(|plan| (plan, None))
    } else {
        let outcome = workspace.import(&mut book, origin, &mut progress);
        outcome.map(|outcome| (outcome.plan, outcome.step))
    };
    bar.clear();
    let (plan, step) = done.map_err(failure)?;
    if let (Some(_), Some(rules)) = (&step, rules) {
        judge_ahead(session, &workspace, &book, &rules);
    }
    if output.format == Format::Json {
        output.json(&as_json(&plan, step.as_ref()));
        return Ok(());
    }
    if output.quiet {
        if let Some(step) = &step {
            output.line(step.as_str());
        }
        return Ok(());
    }
    for (indent, line) in plan.words(&book) {
        output.line(&format!("{}{}", "  ".repeat(indent), Safe::line(&line)));
    }
    match (dry_run, step) {
        (true, _) => output.say("nothing was written (--dry-run)"),
        (false, Some(step)) => {
            output.say(&format!("imported; `cordial undo {step}` takes it back"))
        }
        (false, None) => output.say("nothing is new: nothing was changed"),
    }
}

/// Judges the open invitations, which the next start shows, and finds judged. What is wrong with the
/// person's own tables is for that to say: the import is done.
fn judge_ahead(session: &Session<'_>, workspace: &Workspace, book: &Book, rules: &Late<Rules>) {
    if let Some(config) = session.sound_config() {
        let wishes = config.wishes(book, session.clock.today());
        drop(session.judged(workspace, book, rules, &wishes));
    }
}

fn as_json(plan: &Plan, step: Option<&StepId>) -> Value {
    let files = plan.report.files.iter().map(|file| {
        let aside = Reason::ALL.iter().map(|reason| {
            let lines = file.set_aside(*reason);
            json!({ "reason": reason.text(), "count": lines.count, "lines": lines.first })
        });
        json!({
            "name": file.name,
            "kind": file.kind.map(crate::import::Kind::id),
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
        "step": step.map(StepId::as_str),
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
pub(super) struct Bar {
    on: bool,
    shown: Option<u64>,
}

impl Bar {
    const CELLS: u64 = 30;

    pub(super) const fn new(on: bool) -> Self {
        Self { on, shown: None }
    }

    /// A line in its place.
    pub(super) fn say(&mut self, words: &str) {
        if self.on {
            self.shown = Some(u64::MAX);
            let line = format!("\r\x1b[K{words}");
            drop(std::io::stderr().write_all(line.as_bytes()));
        }
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

    pub(super) fn clear(&self) {
        if self.on && self.shown.is_some() {
            drop(std::io::stderr().write_all(b"\r\x1b[K"));
        }
    }
}
