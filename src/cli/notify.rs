//! `cordial notify`: says on the desktop what waits, and installs the timer that does so daily.

use super::{failure::Failure, output::Output, session::Session, status};
use crate::{
    desktop::{
        notice,
        timer::{self, Call, Timer, TimerError},
    },
    domain::status::Template,
    env,
    text::Safe,
};

/// `cordial notify`.
#[derive(Clone, Debug, clap::Args)]
pub struct NotifyArgs {
    /// The text, as for `status`; nothing is said where it is empty
    #[arg(value_name = "TEMPLATE", conflicts_with_all = ["install", "uninstall"])]
    pub template: Option<String>,
    /// Print what would be said
    #[arg(short = 'n', long, conflicts_with_all = ["install", "uninstall"])]
    pub dry_run: bool,
    /// Say it every day: a timer of systemd or launchd
    #[arg(long, conflicts_with = "uninstall")]
    pub install: bool,
    /// When, with --install
    #[arg(long, value_name = "HH:MM", default_value = "09:00", value_parser = time, requires = "install")]
    pub at: (u8, u8),
    /// Take that timer away
    #[arg(long)]
    pub uninstall: bool,
}

fn time(text: &str) -> Result<(u8, u8), String> {
    let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() == 2);
    let parts = text.split_once(':');
    let time = parts.and_then(|(hour, minute)| Some((number(hour)?, number(minute)?)));
    time.filter(|(hour, minute)| *hour < 24 && *minute < 60)
        .ok_or_else(|| "a time such as 09:00 or 18:30".to_owned())
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &NotifyArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    if args.install {
        return install(session, args.at, output);
    }
    if args.uninstall {
        return uninstall(session, output);
    }
    let template: Option<Template> = args
        .template
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|error| Failure::usage(format!("the template: {error}")))?;
    let (_, book) = session.open(output)?;
    let waits = status::status(session, &book, output)?;
    let text = match template {
        Some(template) => template.fill(waits),
        None => waits.words().join(", "),
    };
    if text.is_empty() {
        return Ok(());
    }
    if args.dry_run {
        output.line(&text);
        return Ok(());
    }
    notice::show(&Safe::own("Cordial"), &Safe::line(&text)).map_err(|error| {
        Failure::user("nothing was shown")
            .because(error.to_string())
            .hint("on Linux notify-send is of the package libnotify")
    })
}

/// The timer for this store.
fn timer(session: &Session<'_>, at: (u8, u8)) -> Result<Timer, Failure> {
    let program = env::executable()
        .ok_or_else(|| Failure::user("the path of this program cannot be told"))?;
    let usual = session.env.folders(None).ok().map(|folders| folders.data);
    let data = Some(session.folders.data.clone()).filter(|data| Some(data) != usual.as_ref());
    Timer::new(&Call { program, data, at }, session.env).map_err(failed)
}

fn failed(error: TimerError) -> Failure {
    let message = error.to_string();
    match error {
        TimerError::Foreign(_) => Failure::user(message).hint(
            "nothing was changed; move the file away, or keep it and call `cordial notify` from it",
        ),
        TimerError::NoTimer => Failure::user(message)
            .hint("let the system's scheduler call `cordial notify` once a day"),
        TimerError::System(_, source) => Failure::user(message).because(source.to_string()),
        _ => Failure::user(message),
    }
}

fn install(session: &Session<'_>, at: (u8, u8), output: &mut Output<'_>) -> Result<(), Failure> {
    let timer = timer(session, at)?;
    timer.write().map_err(failed)?;
    for (path, _) in &timer.files {
        output.say(&format!("wrote {}", path.display()))?;
    }
    for argv in &timer.on {
        let words = argv.join(" ");
        timer::run(std::slice::from_ref(argv)).map_err(|error| {
            Failure::user(format!("the files are there, but `{words}` failed"))
                .because(error.to_string())
                .hint("run it where your desktop runs, or take the files away: `cordial notify --uninstall`")
        })?;
        output.say(&format!("ran {words}"))?;
    }
    let (hour, minute) = at;
    output.say(&format!(
        "every day at {hour:02}:{minute:02} what waits is shown; `cordial notify --uninstall` ends it"
    ))
}

fn uninstall(session: &Session<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let timer = timer(session, (9, 0))?;
    if timer.there().map_err(failed)?.is_empty() {
        return output.say("no timer is installed");
    }
    for argv in &timer.off {
        let words = argv.join(" ");
        match timer::run(std::slice::from_ref(argv)) {
            Ok(()) => output.say(&format!("ran {words}"))?,
            // The files go all the same: without them nothing is started any more.
            Err(error) => output.warn(&format!("{words}: {error}"))?,
        }
    }
    for path in timer.remove().map_err(failed)? {
        output.say(&format!("removed {}", path.display()))?;
    }
    Ok(())
}
