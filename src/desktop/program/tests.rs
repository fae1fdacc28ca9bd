use std::{
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use super::{Program, ProgramError, Variables};
use crate::env::Env;

fn program(argv: Vec<String>, limit: Duration) -> Program {
    Program {
        argv,
        limit,
        variables: Variables::Few,
    }
}

/// A script that stands for the person's program, with the input `Mira`.
fn run_within(script: &str, limit: Duration) -> Result<String, ProgramError> {
    let vars = [
        ("PATH", "/usr/bin:/bin"),
        ("HOME", "/home/x"),
        ("TOKEN", "secret"),
    ];
    let env = Env {
        vars: vars.map(|(name, value)| (name.into(), value.into())).into(),
        ..Env::default()
    };
    let argv = ["sh", "-c", script].map(str::to_owned).into();
    program(argv, limit).run("Mira\n".to_owned(), &env, &AtomicBool::new(false))
}

fn run(script: &str) -> Result<String, ProgramError> {
    run_within(script, Duration::from_secs(20))
}

fn error(script: &str) -> String {
    run(script).unwrap_err().to_string()
}

#[test]
fn the_input_goes_in_and_the_text_comes_out() {
    assert_eq!(run("printf 'Hi %s!\\n\\n' \"$(cat)\"").unwrap(), "Hi Mira!");
    assert_eq!(run("echo Hi").unwrap(), "Hi", "one that reads nothing");
    let long = "i=0; while [ $i -lt 3000 ]; do echo warning >&2; i=$((i+1)); done; echo Hi";
    assert_eq!(run(long).unwrap(), "Hi", "one that talks a lot");
}

#[test]
fn only_harmless_variables_are_given() {
    let seen = run("env").unwrap();
    assert!(seen.contains("HOME=/home/x"), "{seen}");
    assert!(!seen.contains("secret"), "{seen}");
}

#[test]
fn what_goes_wrong_is_said() {
    assert_eq!(
        error("echo loading >&2; echo 'no such model' >&2; echo half; exit 3"),
        "sh ended with exit status: 3: no such model"
    );
    assert_eq!(error("printf ' \\n'"), "sh printed nothing");
    assert_eq!(
        error("printf '\\377'"),
        "what sh printed is no text in UTF-8"
    );
    assert_eq!(error("yes"), "sh printed more than 64 KiB and was ended");
    assert_eq!(
        error("head -c 65537 /dev/zero"),
        "sh printed more than 64 KiB and was ended"
    );
    let argv = vec!["/there/is/none".to_owned()];
    let none = program(argv, Duration::from_secs(1));
    let none = none.run(String::new(), &Env::default(), &AtomicBool::new(false));
    let none = none.unwrap_err().to_string();
    assert!(none.starts_with("none cannot be started: "), "{none}");
}

#[test]
fn a_slow_one_is_ended_with_all_that_it_started() {
    let begun = Instant::now();
    let slow = run_within("sleep 100 & sleep 100", Duration::from_secs(1));
    assert_eq!(
        slow.unwrap_err().to_string(),
        "sh took longer than 1 s and was ended"
    );
    // Its child holds the output open although the program itself is gone.
    let left = run_within("echo Hi; sleep 100 &", Duration::from_secs(1));
    assert!(
        matches!(left, Err(ProgramError::TooSlow { .. })),
        "{left:?}"
    );
    let stop = AtomicBool::new(true);
    let argv = ["sleep", "100"].map(str::to_owned).into();
    let limit = Duration::from_secs(100);
    let env = Env {
        vars: [("PATH".into(), "/usr/bin:/bin".into())].into(),
        ..Env::default()
    };
    let stopped = program(argv, limit).run(String::new(), &env, &stop);
    assert!(matches!(stopped, Err(ProgramError::Stopped)), "{stopped:?}");
    assert!(begun.elapsed() < Duration::from_secs(20));
}
