//! Runs a target: over its seeds, then, if asked to, over inputs that are changed from them.
//!
//! Inputs that lead to an outcome not seen before join the seeds for the rest of the run: a
//! poor man's coverage, which needs no instrumented build. What breaks a promise is made smaller,
//! written to `fuzz/found`, and fails the test with the command that repeats it.

use std::{
    collections::HashSet,
    fmt::Debug,
    fs,
    hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crate::mutate::{Mutator, Random};

/// The longest input that is made.
const MOST_BYTES: usize = 1 << 16;
/// The most inputs that are kept beside the seeds.
const MOST_KEPT: usize = 4_096;
/// An input that takes longer is a finding, also in a build without optimisation.
const SLOW: Duration = Duration::from_secs(2);
/// How long a finding is made smaller.
const SHRINKING: Duration = Duration::from_secs(10);

const PANICS: &str = "panics";

/// What is fuzzed.
pub(crate) struct Target {
    /// Takes an input, panics when a promise is broken, and says how it went, see [`outcome`].
    pub(crate) run: fn(&[u8]) -> u64,
    /// Seeds that are made rather than kept in files.
    pub(crate) made: fn() -> Vec<Vec<u8>>,
    /// Words that mean something in the format.
    pub(crate) words: &'static [&'static str],
}

impl Target {
    pub(crate) const fn new(run: fn(&[u8]) -> u64, words: &'static [&'static str]) -> Self {
        Self {
            run,
            made: Vec::new,
            words,
        }
    }
}

/// How a run went, as a number: the same for things that differ in quoted texts and in all but the
/// first digit of numbers only.
pub(crate) fn outcome(what: &impl Debug) -> u64 {
    let text = format!("{what:?}");
    let (mut quoted, mut number) = (false, false);
    let told = text.chars().take(1_000).filter(|c| {
        quoted ^= matches!(c, '"' | '`');
        let goes_on = std::mem::replace(&mut number, c.is_ascii_digit()) && number;
        !quoted && !goes_on
    });
    BuildHasherDefault::<DefaultHasher>::default().hash_one(told.collect::<String>())
}

/// Replays the seeds of a target, and goes on from them for `CORDIAL_FUZZ_SECONDS`.
pub(crate) fn fuzz(name: &str, target: &Target) {
    let mut seeds = (target.made)();
    for file in files(&folder("seeds").join(name)) {
        seeds.extend(inputs(&file));
    }
    let mut seen = HashSet::new();
    for seed in &seeds {
        match trial(target, seed) {
            Ok(outcome) => drop(seen.insert(outcome)),
            Err(why) => panic!(
                "a seed of {name} {why}: {:?}",
                String::from_utf8_lossy(seed)
            ),
        }
    }
    let Some(seconds) = number("CORDIAL_FUZZ_SECONDS") else {
        return;
    };
    let end = Instant::now() + Duration::from_secs(seconds);
    let start = number("CORDIAL_FUZZ_SEED").unwrap_or_else(cordial::store::entropy);
    let mut mutator = Mutator::new(Random(start | 1), target.words, MOST_BYTES);
    let (mut runs, mut kept) = (0_u64, seeds.len());
    let most = kept + MOST_KEPT;
    while Instant::now() < end {
        let input = mutator.change(&seeds);
        runs += 1;
        match trial(target, &input) {
            Ok(outcome) if kept < most && seen.insert(outcome) => {
                seeds.push(input);
                kept += 1;
            }
            Ok(_) => {}
            Err(why) => found(name, target, input, &why),
        }
    }
    let outcomes = seen.len();
    // Only told where tests are run with `--nocapture`.
    #[expect(clippy::print_stderr, reason = "the figures of a long run")]
    {
        eprintln!("{name}: {runs} runs in {seconds} s, {outcomes} outcomes, seed {start}");
    }
}

/// Every folder of seeds belongs to a target, and has something in it.
pub(crate) fn folders(targets: &[&str]) {
    for folder in files(&folder("seeds")) {
        let name = folder.file_name().unwrap().to_str().unwrap();
        assert!(targets.contains(&name), "{name} is no target");
    }
    for target in targets {
        assert!(!files(&folder("seeds").join(target)).is_empty(), "{target}");
    }
}

/// Runs an input: the outcome, or what is wrong. Slowness must show twice, the second time by the time
/// that the processor spent, as machines are busy.
fn trial(target: &Target, input: &[u8]) -> Result<u64, String> {
    let run = || catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    let start = Instant::now();
    let Ok(outcome) = run() else {
        return Err(PANICS.to_owned());
    };
    if start.elapsed() < SLOW {
        return Ok(outcome);
    }
    let (start, at_work) = (Instant::now(), at_work());
    drop(run());
    let took = match (at_work, self::at_work()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    };
    if took < SLOW {
        Ok(outcome)
    } else {
        Err(format!("takes {} ms", took.as_millis()))
    }
}

/// How long this thread was at work so far, where the system tells.
fn at_work() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn found(name: &str, target: &Target, input: Vec<u8>, why: &str) {
    let small = if why == PANICS {
        shrink(target, input)
    } else {
        input
    };
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(&small);
    let file = folder("found").join(name).join(format!("{hash:016x}"));
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, &small).unwrap();
    panic!(
        "{name} {why} on {}: {:?}\nmend it, then keep the file as fuzz/seeds/{name}/NAME",
        file.display(),
        String::from_utf8_lossy(&small[..small.len().min(500)])
    );
}

/// Takes pieces out for as long as it still fails, the large ones first. What is slow stays as it is.
fn shrink(target: &Target, mut input: Vec<u8>) -> Vec<u8> {
    let end = Instant::now() + SHRINKING;
    let mut size = input.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < input.len() && Instant::now() < end {
            let mut less = input.clone();
            less.drain(at..(at + size).min(input.len()));
            if trial(target, &less).is_err() {
                input = less;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    input
}

/// The inputs of a file of seeds: each line of a `.lines` file, the whole of any other.
fn inputs(file: &Path) -> Vec<Vec<u8>> {
    let bytes = fs::read(file).unwrap();
    if file.extension().is_some_and(|ending| ending == "lines") {
        let lines = bytes.split(|byte| *byte == b'\n');
        return lines.map(<[u8]>::to_vec).collect();
    }
    vec![bytes]
}

/// What is in a folder, in the order of the names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz")
        .join(name)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the program's rule; this is none of its settings"
)]
fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}
