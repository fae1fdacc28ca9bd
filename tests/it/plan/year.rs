//! A simulated year, and how fast a plan is made. The numbers of each day:
//!
//! ```sh
//! cargo test --test it -- --nocapture a_year_of_three_sessions
//! ```

use std::{collections::HashMap, sync::Arc};

use chrono::{Datelike as _, Days, Weekday};
use cordial::domain::{
    book::Book,
    day::Day,
    person::PersonKey,
    plan::{Circle, CircleRule, FollowUp, Kind, Readings, Settings, Whom, agenda},
    records::Traits,
    step::{Channel, Step},
};

use super::people::{World, day, import, key, stamp};

/// Five in each of three sessions are the fifteen a week that a person may set.
const CAP: usize = 5;
const SESSIONS: [Weekday; 3] = [Weekday::Mon, Weekday::Wed, Weekday::Fri];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn percent(&mut self) -> u64 {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % 100
    }
}

/// Robin's year: what LinkedIn knows, what was decided, and what waits.
struct Year {
    world: World,
    book: Book,
    dice: Dice,
    steps: usize,
    today: Day,
    /// Messages that arrive later.
    coming: Vec<(Day, PersonKey)>,
    longest: HashMap<Kind, i64>,
}

impl Year {
    fn new() -> Self {
        let mut world = World::default();
        world.settings.limits.week = [CAP, 0, CAP, 0, CAP, 0, 0];
        let mut dice = Dice(7);
        for n in 0..1200_u64 {
            let slug = format!("old-{n}");
            world.connect_on(&slug, day("2016-01-01") + Days::new(n * 3));
            if n % 4 == 0 {
                let on = day("2022-01-01") + Days::new(dice.percent() * 9);
                world.message(&slug, on, Traits::MINE);
                world.message(&slug, on + Days::new(1), Traits::default());
            }
        }
        let mut year = Self {
            world,
            book: Book::default(),
            dice,
            steps: 0,
            today: day("2026-01-05"),
            coming: Vec::new(),
            longest: HashMap::new(),
        };
        year.step(import());
        let circles = [
            (Circle::Close, 3),
            (Circle::Active, 6),
            (Circle::Light, 20),
            (Circle::Yearly, 40),
        ];
        let mut next = 0;
        for (circle, number) in circles {
            for at in 0..number {
                let person = key(&format!("old-{}", next * 7 + 1));
                next += 1;
                let ago = circle.interval().unwrap() * at / number;
                year.contact(&person, year.today - Days::new(ago.unsigned_abs()));
                year.circle(person, circle);
            }
        }
        year
    }

    fn step(&mut self, step: Step) {
        self.steps += 1;
        self.book.take([stamp(self.steps, self.today, step)]);
    }

    fn contact(&mut self, person: &PersonKey, on: Day) {
        let (people, channel) = (vec![person.clone()], Channel::Call);
        self.step(Step::Contact {
            people,
            on,
            channel,
            text: None,
        });
    }

    fn circle(&mut self, person: PersonKey, circle: Circle) {
        let people = vec![person];
        self.step(Step::Circle { people, circle });
    }

    /// Eighteen are accepted a month, and messages come in.
    fn morning(&mut self, number: u64) {
        if number * 18 / 30 != (number + 1) * 18 / 30 {
            self.world.connect_on(&format!("new-{number}"), self.today);
        }
        let today = self.today;
        let (arrived, later) = self.coming.drain(..).partition(|(on, _)| *on <= today);
        self.coming = later;
        let arrived: Vec<(Day, PersonKey)> = arrived;
        for (on, person) in arrived {
            self.world.message(person.as_str(), on, Traits::default());
        }
    }

    /// No day of the plan holds more than it takes, today's neither; and what may give way does
    /// before what is due.
    fn holds(&self) {
        let (settings, today) = (&self.world.settings, self.today);
        let plan = agenda(&self.book, settings, today);
        for (day, load) in &plan.forecast {
            let cap = settings.limits.of(*day);
            assert!(*load <= cap, "{load} of {cap} on {day}, seen on {today}");
        }
        let due = plan
            .resting
            .iter()
            .find(|f| f.until < today && !matches!(f.kind, Kind::Revive | Kind::Nudge));
        let gave_way = plan.today.iter().all(|f| f.kind != Kind::Revive);
        assert!(
            due.is_none() || gave_way,
            "{due:?} rests on {today} while a revival is shown"
        );
    }

    /// Does what the plan shows, as people do: some answer, some do not.
    fn session(&mut self) -> Week {
        let mut week = Week::default();
        let before = agenda(&self.book, &self.world.settings, self.today);
        week.resting = before
            .resting
            .iter()
            .filter(|f| f.due <= self.today)
            .count();
        // A skip makes room for the next one, so it looks again.
        loop {
            let shown = agenda(&self.book, &self.world.settings, self.today).today;
            assert!(
                shown.len() + week.done() <= CAP,
                "over the cap on {}",
                self.today
            );
            let Some(follow_up) = shown.first().cloned() else {
                return week;
            };
            self.answer(&follow_up, &mut week);
        }
    }

    fn answer(&mut self, follow_up: &FollowUp, week: &mut Week) {
        let person = follow_up.person.clone();
        self.waited(follow_up);
        if follow_up.kind == Kind::Nudge && self.dice.percent() < 50 {
            // Nothing had been asked.
            let people = vec![person];
            return self.step(Step::Skip { people });
        }
        *week.by_kind.entry(follow_up.kind).or_default() += 1;
        self.step(Step::Sent {
            person: person.clone(),
            template: "W1".to_owned(),
            text: String::new(),
        });
        self.world
            .message(person.as_str(), self.today, Traits::MINE);
        let answers = match follow_up.kind {
            Kind::Reply => 15,
            Kind::Nudge => 20,
            _ => 40,
        };
        if self.dice.percent() < answers {
            let on = self.today + Days::new(1 + self.dice.percent() % 5);
            self.coming.push((on, person.clone()));
        }
        if follow_up.kind == Kind::Welcome && self.dice.percent() < 5 {
            self.circle(person, Circle::Light);
        }
    }

    fn waited(&mut self, follow_up: &FollowUp) {
        let days = (self.today - follow_up.due).num_days();
        let longest = self.longest.entry(follow_up.kind).or_default();
        *longest = days.max(*longest);
        let interval = follow_up.interval;
        assert!(
            days <= interval,
            "{follow_up:?} waited {days} of {interval} days"
        );
    }
}

#[derive(Default)]
struct Week {
    by_kind: HashMap<Kind, usize>,
    resting: usize,
}

impl Week {
    fn done(&self) -> usize {
        self.by_kind.values().sum()
    }

    fn add(&mut self, other: &Self) {
        for (kind, number) in &other.by_kind {
            *self.by_kind.entry(*kind).or_default() += number;
        }
        self.resting = other.resting;
    }
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the table of days is read with --nocapture"
)]
fn a_year_of_three_sessions_a_week_with_a_month_away() {
    const KINDS: [Kind; 5] = [
        Kind::Reply,
        Kind::Nudge,
        Kind::Welcome,
        Kind::Note,
        Kind::Revive,
    ];
    let mut year = Year::new();
    let (away, back) = (day("2026-08-01"), day("2026-08-31"));
    let (mut week, mut weeks) = (Week::default(), Vec::new());
    println!("day             cap  reply nudge welcome note revive  done  due and resting");
    for number in 0..364 {
        year.morning(number);
        if year.today == away {
            year.step(Step::Away { until: back });
        }
        let at_home = year.today < away || year.today >= back;
        let cap = year.world.settings.limits.of(year.today);
        let on = year.today.format("%a %d %b %Y");
        year.book.set_facts(Arc::new(year.world.facts()));
        year.holds();
        if at_home && SESSIONS.contains(&year.today.weekday()) {
            let session = year.session();
            let of = |kind| session.by_kind.get(&kind).copied().unwrap_or(0);
            let [reply, nudge, welcome, note, revive] = KINDS.map(of);
            println!(
                "{on} {cap:>3}  {reply:>5} {nudge:>5} {welcome:>7} {note:>4} {revive:>6} {:>5}  {}",
                session.done(),
                session.resting
            );
            assert!(session.done() <= cap, "over the cap on {on}");
            week.add(&session);
        } else {
            let why = if at_home { "no session" } else { "away" };
            println!("{on} {cap:>3}  {why}");
        }
        if year.today.weekday() == Weekday::Sun {
            weeks.push(std::mem::take(&mut week));
        }
        year.today = year.today + Days::new(1);
    }
    println!("longest waits in days: {:?}", year.longest);
    assert_eq!(weeks.len(), 52);
    let total: usize = weeks.iter().map(Week::done).sum();
    assert!(total > 500, "the year was idle: {total}");
    for kind in KINDS {
        let number: usize = weeks.iter().filter_map(|w| w.by_kind.get(&kind)).sum();
        assert!(number > 10, "{kind:?} came {number} times");
    }
    // What gathered in the month away goes by and by, without a day over the cap.
    let rests = |from: usize| {
        let weeks = weeks[from..from + 4].iter();
        weeks.map(|w| w.resting).max().unwrap()
    };
    let (before, back, later) = (rests(26), rests(34), rests(48));
    // No more than the welcomes of a month, and as much again.
    assert!(
        back <= before + 2 * 18,
        "{back} rest after the month, {before} before"
    );
    assert!(
        later < back && later <= before + 2 * CAP,
        "{back}, then {later}"
    );
}

#[test]
#[ignore = "measures: other work on the machine makes it slower; run it alone, with --ignored"]
#[expect(clippy::print_stdout, reason = "the figures are read with --nocapture")]
fn a_plan_of_thirty_thousand_people_is_still_a_few_a_day() {
    let mut world = World::default();
    for n in 0..30_000_u64 {
        let slug = format!("p{n}");
        world.connect_on(&slug, day("2010-01-01") + Days::new(n % 6000));
        if n % 10 == 0 {
            let on = day("2015-01-01") + Days::new(n % 4300);
            world.message(&slug, on, Traits::MINE);
            world.message(&slug, on + Days::new(n % 3), Traits::default());
        }
    }
    world.import("2026-11-01");
    for (circle, from, number) in [
        (Circle::Active, 0, 50),
        (Circle::Light, 100, 150),
        (Circle::Yearly, 300, 300),
    ] {
        let people = (from..from + number)
            .map(|n| key(&format!("p{}", n * 7)))
            .collect();
        world.step("2026-11-02", Step::Circle { people, circle });
    }
    let book = world.book();
    // Rules about what LinkedIn says look at everybody.
    let rule = |whom| CircleRule {
        whom,
        circle: Circle::Light,
    };
    let settings = Settings {
        circles: vec![
            rule(Whom::Company("Contoso".to_owned())),
            rule(Whom::Position("recruit*".to_owned())),
        ],
        ..Settings::default()
    };
    let best = (0..20)
        .map(|_| {
            let start = std::time::Instant::now();
            let agenda = agenda(&book, &settings, day("2026-11-23"));
            assert_eq!(agenda.today.len(), 3);
            start.elapsed()
        })
        .min()
        .unwrap();
    let start = std::time::Instant::now();
    let facts = book.facts();
    let readings = Readings::new(facts);
    println!(
        "a plan takes {best:?}, reading the facts {:?}",
        start.elapsed()
    );
    let place = facts.place(&key("p10")).unwrap();
    assert!(readings.talks.get(place).is_some());
}
