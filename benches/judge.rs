//! How long it takes to judge ten thousand invitations.
//!
//! `cargo bench --bench judge`

use std::time::Instant;

use cordial::{
    config::rules,
    domain::triage::{Context, Judgement, Subject, judge, judge_all},
    text::fold::fold,
};

const TITLES: &str = include_str!("../tests/fixtures/triage/titles.tsv");
const NOTES: &str = include_str!("../tests/fixtures/triage/notes.tsv");
const COUNT: usize = 10_000;
/// What judging as many may take, in milliseconds, on a quiet machine.
const BAR: u32 = 50;
/// So many notes are read without the filter, too.
const UNFILTERED: usize = 100;

/// The last cell of each row.
fn texts(table: &'static str) -> Vec<&'static str> {
    table
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit('\t').next())
        .collect()
}

#[expect(clippy::print_stdout, reason = "it is read by people")]
#[expect(clippy::unwrap_used, reason = "a benchmark may")]
fn main() {
    let start = Instant::now();
    let rules = rules::load(None).unwrap();
    println!("{:>20}: {:.1?}", "rules read", start.elapsed());
    // What a start pays for the first title, and for the first note.
    for (what, headline, note) in [
        ("first title", Some("Head of Data at Acme"), None),
        (
            "first note",
            None,
            Some("We met at the fair, it was good to talk."),
        ),
    ] {
        let start = Instant::now();
        let subject = Subject {
            headline,
            note,
            ..Subject::default()
        };
        judge(&rules, &Context::default(), &subject);
        println!("{what:>20}: {:.1?}", start.elapsed());
    }
    let (titles, notes) = (texts(TITLES), texts(NOTES));
    let context = Context::default();
    // One note in twenty is what archives hold (domain.md 13); the first round compiles the patterns.
    for (what, noted) in [
        ("first round", 1),
        ("one note in twenty", 20),
        ("a note each", 1),
    ] {
        let subject = |n: usize| Subject {
            name: Some("Mira Example"),
            slug: Some("mira-example"),
            headline: titles.get(n % titles.len()).copied(),
            note: notes
                .get(n / noted % notes.len())
                .copied()
                .filter(|_| n.is_multiple_of(noted)),
            ..Subject::default()
        };
        let subjects: Vec<Subject<'_>> = (0..COUNT).map(subject).collect();
        let sum = |judged: &[Judgement]| judged.iter().map(|one| u32::from(one.score)).sum::<u32>();
        let start = Instant::now();
        let judged: Vec<Judgement> = subjects
            .iter()
            .map(|subject| judge(&rules, &context, subject))
            .collect();
        let alone = start.elapsed();
        let start = Instant::now();
        let together = judge_all(&rules, &context, &subjects);
        let took = start.elapsed();
        assert!(judged == together, "threads change nothing");
        println!(
            "{what:>20}: {COUNT} judged in {took:.1?}, on one thread {alone:.1?} (bar {BAR} ms; sum of scores {})",
            sum(&judged)
        );
    }
    // The same notes with the filter and without it, in one run: the ratio says what it saves. Without
    // it each takes thousands of searches, so a few will do.
    let folded: Vec<String> = notes.iter().map(|note| fold(note)).collect();
    let of = |filtered: bool| {
        let start = Instant::now();
        let found: usize = folded
            .iter()
            .take(UNFILTERED)
            .map(|note| rules.find_in_note(note, filtered).len())
            .sum();
        (start.elapsed(), found)
    };
    // The first round reads the patterns.
    of(false);
    let ((all, same), (filtered, found)) = (of(false), of(true));
    assert_eq!(same, found);
    println!(
        "{:>20}: {UNFILTERED} in {filtered:.1?} filtered, {all:.1?} not: {:.1} times",
        "notes alone",
        all.as_secs_f64() / filtered.as_secs_f64()
    );
}
