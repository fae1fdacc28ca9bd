//! The `cordial` program: everything is in the library.

use std::process::ExitCode;

use cordial::{cli, clock::Clock, env::Env};

fn main() -> ExitCode {
    let env = Env::read();
    // A fixed clock makes runs repeatable; a malformed one is refused rather than ignored.
    let clock = match env.var("CORDIAL_NOW").map(Clock::fixed) {
        None => Clock::system(),
        Some(Some(clock)) => clock,
        Some(None) => {
            let failure = cli::failure::Failure::usage("CORDIAL_NOW is no RFC 3339 date and time")
                .hint("for example 2026-11-23T09:14:05+01:00");
            failure.print(&mut std::io::stderr());
            return ExitCode::from(failure.code());
        }
    };
    let (mut stdout, mut stderr) = (std::io::stdout(), std::io::stderr());
    cli::run(std::env::args_os(), &env, clock, &mut stdout, &mut stderr)
}
