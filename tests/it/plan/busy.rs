//! A busy year: 1,200 connections, 130 of them in circles from the first day though most were silent
//! for years, 18 accepted a month, and three days a week on which the person sits down. The cap
//! holds, nobody starves, and a month away ends without a wall, whether it was said or not.
//! Everything is drawn by a fixed generator, so each run tells the same year.
//!
//! `cargo test --test it plan::busy -- --nocapture` prints the numbers of each week.

mod world;

use chrono::Datelike as _;
use cordial::domain::{day::Day, plan::Kind, step::Step};

use world::{World, day};

/// The first Monday of the year that is told.
const START: &str = "2027-01-04";
const WEEKS: i64 = 52;

/// What a week came to.
#[derive(Default)]
struct Week {
    done: [usize; 7],
    resting: usize,
    /// Days from due to done, the longest of the week, as a share of the interval.
    longest: f64,
}

const KINDS: [Kind; 7] = [
    Kind::Reply,
    Kind::Nudge,
    Kind::Welcome,
    Kind::Dated,
    Kind::Question,
    Kind::Note,
    Kind::Revive,
];

/// Lives through the weeks; `away` says on which days nobody sits down.
fn live(world: &mut World, weeks: i64, away: impl Fn(Day) -> bool) -> Vec<Week> {
    let mut told = Vec::new();
    for _ in 0..weeks {
        let mut week = Week::default();
        world.import();
        for _ in 0..7 {
            world.strangers_ask();
            let sits = matches!(world.today.weekday().num_days_from_monday(), 0 | 2 | 4);
            if sits && !away(world.today) {
                session(world, &mut week);
            }
            week.resting = {
                let agenda = world.agenda();
                agenda.resting.len() + agenda.beyond
            };
            world.sleep();
        }
        told.push(week);
    }
    told
}

fn session(world: &mut World, week: &mut Week) {
    world.accept_all();
    let cap = world.settings.limits.of(world.today);
    let mut done = 0;
    loop {
        let agenda = world.agenda();
        assert!(
            done + agenda.today.len() <= cap,
            "{}: {done} done, {} shown, cap {cap}",
            world.today,
            agenda.today.len()
        );
        let Some(next) = agenda.today.first().cloned() else {
            return;
        };
        let waited = (world.today - next.due.max(world.back)).num_days();
        let float = |days: i64| f64::from(i32::try_from(days).unwrap());
        let share = float(waited) / float(next.interval);
        week.longest = week.longest.max(share);
        let at = KINDS.iter().position(|kind| *kind == next.kind).unwrap();
        week.done[at] += 1;
        world.write(&next);
        done += 1;
    }
}

#[expect(
    clippy::print_stdout,
    reason = "the table of weeks is read with --nocapture"
)]
fn print(title: &str, weeks: &[Week]) {
    println!("\n{title}");
    println!("week  reply nudge welcome dated question note revive | done resting longest wait");
    for (at, week) in weeks.iter().enumerate() {
        let [reply, nudge, welcome, dated, question, note, revive] = week.done;
        let all: usize = week.done.iter().sum();
        println!(
            "{:4}  {reply:5} {nudge:5} {welcome:7} {dated:5} {question:8} {note:4} {revive:6} | {all:4} {:7} {:.2} intervals",
            at + 1,
            week.resting,
            week.longest,
        );
    }
}

#[test]
fn a_year_keeps_the_cap_and_starves_nobody() {
    let mut world = World::new(day(START));
    let weeks = live(&mut world, WEEKS, |_| false);
    print("a year", &weeks);
    for (at, week) in weeks.iter().enumerate() {
        assert!(week.longest <= 1.0, "week {}: {}", at + 1, week.longest);
    }
    // What still rests has not starved either: the next ones all come within an interval.
    for next in world.agenda().resting {
        let waits = (next.on - next.due).num_days();
        assert!(waits <= next.interval, "{next:?}");
    }
    let of = |kind: usize| weeks.iter().map(|week| week.done[kind]).sum::<usize>();
    let met = world.accepted();
    assert!((200..=230).contains(&met), "{met} accepted");
    assert!(of(2) + 12 >= met, "{} welcomes for {met}", of(2));
    // The circles are held by what was really written: after two silences the next turn is twice
    // as far, and it may wait an interval.
    for (circle, person, silent) in world.silences() {
        let most = 3 * circle.interval().unwrap();
        assert!(silent <= most, "{person} in {circle:?}: {silent} days");
    }
}

#[test]
fn a_month_away_ends_without_a_wall() {
    let gone = |today: Day| (day("2027-04-05")..day("2027-05-05")).contains(&today);
    for (said, title) in [
        (false, "a month away, unsaid"),
        (true, "a month away, said"),
    ] {
        let mut world = World::new(day(START));
        live(&mut world, 13, |_| false);
        let before = world.agenda();
        if said {
            world.step(Step::Away {
                until: day("2027-05-05"),
            });
            assert_eq!(world.agenda().today, []);
        }
        world.back = day("2027-05-05");
        let weeks = live(&mut world, 14, gone);
        print(title, &weeks);
        // It came back to what it was, and no day ever showed more than its few.
        let after = weeks.last().unwrap().resting;
        let was = before.resting.len() + before.beyond;
        assert!(
            after <= was + 30,
            "{title}: {was} rested before, {after} after"
        );
        for week in &weeks {
            assert!(week.longest <= 1.0, "{title}: waited {}", week.longest);
        }
    }
}

#[test]
fn the_same_year_is_told_twice() {
    let tell = || {
        let mut world = World::new(day(START));
        let weeks = live(&mut world, 8, |_| false);
        let done: Vec<[usize; 7]> = weeks.iter().map(|week| week.done).collect();
        (done, world.agenda())
    };
    assert_eq!(tell(), tell());
}
