//! How good the words are, on invented titles and notes. Fixtures and rules were written by the
//! same hand, so this keeps the quality and proves little about real notes. `notes_blind.tsv` was
//! written after the rules, which were never fitted to it: its shares are the ones to believe.
#![expect(clippy::print_stderr, reason = "what was measured is read by people")]

use std::{collections::BTreeMap, fmt::Write as _};

use cordial::domain::triage::{Class, Severity};

use super::{of_note, of_title};

const TITLES: &str = include_str!("../../fixtures/triage/titles.tsv");
const BLIND: &str = include_str!("../../fixtures/triage/notes_blind.tsv");
const NOTES: [&str; 4] = [
    include_str!("../../fixtures/triage/notes_dev.tsv"),
    include_str!("../../fixtures/triage/notes.tsv"),
    include_str!("../../fixtures/triage/notes_second.tsv"),
    include_str!("../../fixtures/triage/notes_signs.tsv"),
];

/// Label and text of each row.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut cells = line.splitn(3, '\t');
            let label = cells.next().unwrap();
            (label, cells.nth(1).unwrap_or_else(|| panic!("{line}")))
        })
}

/// Right ones, wrong ones and those that were missed.
#[derive(Default)]
struct Shares {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Shares {
    fn add(&mut self, wanted: bool, found: bool) {
        match (wanted, found) {
            (true, true) => self.right += 1.0,
            (true, false) => self.missed += 1.0,
            (false, true) => self.wrong += 1.0,
            (false, false) => {}
        }
    }

    fn precision(&self) -> f64 {
        self.right / (self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        self.right / (self.right + self.missed)
    }
}

/// Precision and recall of a class, and what was wrong.
fn measure(words: &[&str], classes: &[Class]) -> (f64, f64, String) {
    let mut shares = Shares::default();
    let mut faults = String::new();
    for (label, title) in rows(TITLES) {
        let wanted = label.split(' ').any(|l| words.contains(&l));
        let judgement = of_title(title);
        let found = judgement
            .classes
            .iter()
            .find(|c| classes.contains(&c.class));
        shares.add(wanted, found.is_some());
        match (wanted, found) {
            (true, None) => writeln!(faults, "  missed {title}").unwrap(),
            (false, Some(found)) => {
                writeln!(faults, "  wrong  {title}: {}", found.matched).unwrap();
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    (shares.precision(), shares.recall(), faults)
}

#[test]
fn titles_are_put_into_the_right_class() {
    let hr = [Class::Recruiter, Class::Hr];
    let rows: [(&[&str], &[Class], f64, f64); 3] = [
        (&["exec"], &[Class::Exec], 0.90, 0.90),
        (&["manager"], &[Class::Manager], 0.92, 0.85),
        (&["recruiter", "hr"], &hr, 0.90, 0.88),
    ];
    let mut low = Vec::new();
    for (words, classes, least_precision, least_recall) in rows {
        let (precision, recall, faults) = measure(words, classes);
        eprintln!("{words:?}: precision {precision:.3}, recall {recall:.3}\n{faults}");
        if precision < least_precision || recall < least_recall {
            low.push(words);
        }
    }
    assert!(low.is_empty(), "too low: {low:?}");
}

#[derive(Default, Debug)]
struct Tally {
    all: usize,
    warned: usize,
    stopped: usize,
    pitched: usize,
}

/// How the notes of each label were read; what was read wrongly is printed.
fn tally(tables: &[&'static str]) -> BTreeMap<&'static str, Tally> {
    let mut of: BTreeMap<&str, Tally> = BTreeMap::new();
    for (label, note) in tables.iter().copied().flat_map(rows) {
        let judgement = of_note(note);
        let tally = of.entry(label).or_default();
        tally.all += 1;
        let warned = !judgement.warnings.is_empty();
        let mut severities = judgement.warnings.iter().map(|w| w.severity);
        let stopped = severities.any(|severity| severity == Severity::Stop);
        let pitched = !judgement.pitch.is_empty();
        tally.warned += usize::from(warned);
        tally.stopped += usize::from(stopped);
        tally.pitched += usize::from(pitched);
        let harmless = label != "scam" && label != "pitch";
        if (label == "scam") != warned || label == "pitch" && !pitched || harmless && pitched {
            let marks = judgement.warnings.iter().map(|w| (&w.id, &w.matched));
            let pitch = judgement.pitch.iter().map(|p| (&p.id, &p.matched));
            let marks: Vec<_> = marks.chain(pitch).collect();
            eprintln!("  {label}: {note}\n    {marks:?}");
        }
    }
    eprintln!("{of:?}");
    of
}

/// A floor, not an aim: nothing may fall below what notes that nobody fitted show today.
#[test]
fn notes_that_the_rules_were_not_fitted_to() {
    let of = tally(&[BLIND]);
    assert!(of["scam"].warned * 2 >= of["scam"].all);
    assert!(of["pitch"].pitched * 3 >= of["pitch"].all);
    let harmless = ["genuine", "recruiter"].map(|label| &of[label]);
    assert_eq!(harmless.map(|tally| tally.stopped), [0, 0]);
    assert!(
        harmless
            .iter()
            .map(|tally| tally.warned + tally.pitched)
            .sum::<usize>()
            <= 1
    );
}

#[test]
fn notes_are_read_as_they_are_meant() {
    let of = tally(&NOTES);
    let share = |part: usize, all: usize| part * 100 / all.max(1);
    let scam = &of["scam"];
    assert!(
        share(scam.warned, scam.all) >= 85,
        "scams warned of: {scam:?}"
    );
    let harmless = of.iter().filter(|(label, _)| **label != "scam");
    let (mut all, mut warned, mut stopped) = (0, 0, 0);
    for (_, tally) in harmless {
        all += tally.all;
        warned += tally.warned;
        stopped += tally.stopped;
    }
    eprintln!("harmless: {all}, warned {warned}, stopped {stopped}");
    assert!(stopped * 100 <= all, "harmless stopped");
    assert!(warned * 20 <= all, "harmless warned of");
    let pitch = &of["pitch"];
    assert!(
        share(pitch.pitched, pitch.all) >= 80,
        "pitches marked: {pitch:?}"
    );
    let (mut all, mut marked) = (0, 0);
    for label in ["genuine", "recruiter"] {
        all += of[label].all;
        marked += of[label].pitched;
    }
    eprintln!("genuine and recruiter: {all}, marked as a pitch {marked}");
    assert!(marked * 20 <= all, "harmless marked as a pitch");
}

/// Written by other hands than the rules: set, label, language, note; and set, language, classes,
/// title. The third and the fourth had read the rules before they wrote; the fifth had not, but
/// had been told of three known faults. What the rules of that day found at the first measure:
///
/// | written by | scams warned | harmless warned | pitches marked | genuine, recruiters marked |
/// |---|---|---|---|---|
/// | second | 85.9 % | 0 % | 83.7 % | (not kept) |
/// | third | 38 of 60 | 0 of 56 | 23 of 42 | 1 of 47 |
/// | fourth, meant to be hard | 19 of 30 | 2 of 80 | 7 of 22 | 16 of 80 |
/// | fifth | 57 of 70 | 1 of 110 (a stop) | 35 of 60 | 1 of 75 |
/// | sixth, after the signs | 66 of 70 | 1 of 110 | 48 of 60 | 1 of 75 |
/// | seventh, meant to be indirect | 37 of 70 | 2 of 110 | 26 of 60 | 1 of 75 |
///
/// Titles of the third (precision / recall): exec .88 / .90, people leader .79 / .65, recruiter or
/// hr .91 / .87. What these found missing became rules afterwards, so that they are blind no more:
/// what they keep is the quality reached, and the bars below hold for all together.
const OTHER_NOTES: [&str; 6] = [
    include_str!("../../fixtures/triage/notes_second_writer.tsv"),
    include_str!("../../fixtures/triage/notes_third_writer.tsv"),
    include_str!("../../fixtures/triage/notes_fourth_writer.tsv"),
    include_str!("../../fixtures/triage/notes_fifth_writer.tsv"),
    include_str!("../../fixtures/triage/notes_set6.tsv"),
    include_str!("../../fixtures/triage/notes_set7.tsv"),
];
/// Notes that avoid the usual words, to which nothing was fitted.
const INDIRECT_NOTES: &str = include_str!("../../fixtures/triage/notes_set8.tsv");
/// Plain notes of a ninth set, in thirteen languages; halves `tune` and `test`, neither fitted to.
const NINTH_NOTES: &str = include_str!("../../fixtures/triage/notes_set9.tsv");
/// Notes of a tenth set, by a writer who knew nothing of the program, in sixteen languages. Only the rows
/// marked `tune` were read.
const TENTH_NOTES: &str = include_str!("../../fixtures/triage/notes_set10.tsv");
/// Notes of an eleventh set, by another who knew nothing of the program, four fifths of them English. No
/// rule was changed because of them.
const ELEVENTH_NOTES: &str = include_str!("../../fixtures/triage/notes_set11.tsv");
const OTHER_TITLES: [&str; 3] = [
    include_str!("../../fixtures/triage/titles_second_writer.tsv"),
    include_str!("../../fixtures/triage/titles_third_writer.tsv"),
    include_str!("../../fixtures/triage/titles_fourth_writer.tsv"),
];
/// Titles of a fifth writer, who knew nothing of the program, in thirteen languages: what somebody is
/// today. Only the rows marked `tune` were read before the bars were reached by those marked `test`.
const FIFTH_TITLES: &str = include_str!("../../fixtures/triage/titles_fifth_writer.tsv");

fn cells(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    let lines = table.lines().skip(1).filter(|line| !line.is_empty());
    lines.map(|line| {
        let mut cells = line.splitn(4, '\t');
        [(); 4].map(|()| cells.next().unwrap())
    })
}

/// Precision and recall by themselves, of the half that nobody read.
#[test]
fn titles_of_a_writer_who_knows_nothing_reach_the_bars() {
    let leaders: (&[Class], &[&str]) = (&[Class::Exec, Class::Manager], &["exec", "manager"]);
    let hiring: (&[Class], &[&str]) = (&[Class::Recruiter, Class::Hr], &["recruiter", "hr"]);
    for ((classes, labels), precision, recall) in [
        ((&[Class::Exec][..], &["exec"][..]), 0.90, 0.90),
        (leaders, 0.92, 0.85),
        (hiring, 0.90, 0.88),
    ] {
        let mut shares = Shares::default();
        let unread = cells(FIFTH_TITLES).filter(|row| row[0] == "test");
        for [_, _, wanted, title] in unread {
            let wanted = wanted.split(',').any(|label| labels.contains(&label));
            let said = of_title(title).classes.into_iter();
            let mut today = said.filter(|found| !found.past_or_aspiring);
            shares.add(wanted, today.any(|found| classes.contains(&found.class)));
        }
        let (p, r) = (shares.precision(), shares.recall());
        eprintln!("fifth writer, {labels:?}: precision {p:.3}, recall {r:.3}");
        assert!(p >= precision && r >= recall, "{labels:?}: {p:.3} / {r:.3}");
    }
}

#[test]
fn titles_of_other_writers_reach_the_bars() {
    // Class, the labels that count, precision and recall to reach.
    let bars: [(&[Class], &[&str], f64, f64); 3] = [
        (&[Class::Exec], &["exec"], 0.90, 0.90),
        (&[Class::Manager], &["manager"], 0.92, 0.85),
        (
            &[Class::Recruiter, Class::Hr],
            &["recruiter", "hr"],
            0.90,
            0.88,
        ),
    ];
    for (table, (classes, labels, precision, recall)) in OTHER_TITLES
        .iter()
        .flat_map(|table| bars.map(|bar| (table, bar)))
    {
        let mut shares = Shares::default();
        for [_, _, wanted, title] in cells(table) {
            let is = |label: &&str| wanted.split([' ', ',']).any(|one| one == *label);
            let found = of_title(title)
                .classes
                .iter()
                .any(|c| classes.contains(&c.class));
            // An exec leads people, too: neither right nor wrong for that class.
            if classes == [Class::Manager] && is(&"exec") {
                continue;
            }
            shares.add(labels.iter().any(is), found);
        }
        let (p, r) = (shares.precision(), shares.recall());
        eprintln!("other writers, {labels:?}: precision {p:.3}, recall {r:.3}");
        assert!(p >= precision && r >= recall, "{labels:?}: {p:.3} / {r:.3}");
    }
}

/// Label and note of each row; the table's first line says where they stand.
fn notes(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut lines = table.lines();
    let names: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let at = |name| names.iter().position(|known| *known == name).unwrap();
    let (label, note) = (at("label"), at("note"));
    let columns = names.len();
    lines.filter(|line| !line.is_empty()).map(move |line| {
        let cells: Vec<&str> = line.splitn(columns, '\t').collect();
        (cells[label], cells[note])
    })
}

/// Hits and all, of: scams warned of, harmless warned of, harmless stopped, pitches marked, genuine
/// notes and those of recruiters marked.
fn counted(table: &str) -> [u32; 10] {
    let warned = |note: &str| !of_note(note).warnings.is_empty();
    let stopped = |note: &str| {
        let warnings = of_note(note).warnings;
        warnings.iter().any(|w| w.severity == Severity::Stop)
    };
    let pitched = |note: &str| !of_note(note).pitch.is_empty();
    let harmless: &[&str] = &[
        "genuine",
        "recruiter",
        "generic",
        "harmless",
        "other-harmless",
        "other",
    ];
    let count = |labels: &[&str], which: &dyn Fn(&str) -> bool| -> [u32; 2] {
        let rows = notes(table).filter(|(label, _)| labels.contains(label));
        let found: Vec<bool> = rows.map(|(_, note)| which(note)).collect();
        let hits = found.iter().filter(|found| **found).count();
        [hits, found.len()].map(|n| u32::try_from(n).unwrap())
    };
    let counts = [
        count(&["scam"], &warned),
        count(harmless, &warned),
        count(harmless, &stopped),
        count(&["pitch"], &pitched),
        count(&["genuine", "recruiter"], &pitched),
    ];
    eprintln!("warned, harmless warned, stopped, pitched, harmless pitched: {counts:?}");
    let mut flat = [0; 10];
    flat.iter_mut()
        .zip(counts.iter().flatten())
        .for_each(|(to, n)| *to = *n);
    flat
}

fn share(all: &[u32; 10], at: usize) -> f64 {
    f64::from(all[2 * at]) / f64::from(all[2 * at + 1])
}

/// Fails if a share is beyond the bars of the rules.
fn reach_the_bars(all: &[u32; 10]) {
    assert!(share(all, 0) >= 0.85, "scams warned of");
    assert!(share(all, 1) <= 0.05, "harmless warned of");
    assert!(share(all, 2) <= 0.01, "harmless stopped");
    assert!(share(all, 3) >= 0.80, "pitches marked");
    assert!(share(all, 4) <= 0.05, "harmless marked");
}

#[test]
fn notes_of_other_writers_reach_the_bars() {
    let mut all = [0_u32; 10];
    for table in OTHER_NOTES {
        all.iter_mut()
            .zip(counted(table))
            .for_each(|(sum, n)| *sum += n);
    }
    reach_the_bars(&all);
    reach_the_bars(&counted(NINTH_NOTES));
    reach_the_bars(&counted(ELEVENTH_NOTES));
}

/// Not the bars, which these notes miss, but what was reached: 42 of 70 scams and 34 of 60 pitches.
/// What is harmless stays in peace here, too.
#[test]
fn notes_that_avoid_the_usual_words_are_read_as_well_as_before() {
    let all = counted(INDIRECT_NOTES);
    assert!(all[0] >= 42, "scams warned of: {}", all[0]);
    assert!(all[6] >= 34, "pitches marked: {}", all[6]);
    assert!(share(&all, 1) <= 0.05, "harmless warned of");
    assert!(share(&all, 4) <= 0.05, "harmless marked");
}

/// The half of the tenth set that nobody read misses the bar for scams by two, so what was reached is held:
/// 41 of 50 scams and 40 of 50 pitches. What is harmless is within the bars.
#[test]
fn notes_of_a_writer_who_knows_nothing_are_read_as_well_as_before() {
    let unread = |line: &&str| line.starts_with("test\t") || line.starts_with("set\t");
    let table: Vec<&str> = TENTH_NOTES.lines().filter(unread).collect();
    let all = counted(&table.join("\n"));
    assert!(all[0] >= 41, "scams warned of: {}", all[0]);
    assert!(all[6] >= 40, "pitches marked: {}", all[6]);
    assert!(share(&all, 1) <= 0.05, "harmless warned of");
    assert!(share(&all, 2) <= 0.01, "harmless stopped");
    assert!(share(&all, 4) <= 0.05, "harmless marked");
}
