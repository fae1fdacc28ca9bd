//! Dates are dates: a day ends where the person is, whatever clocks are changed to, and a day is
//! added to a calendar, not to a number of seconds.

use chrono::{DateTime, Days, FixedOffset, TimeZone as _};
use chrono_tz::{Europe::Berlin, Pacific::Auckland, Tz};
use cordial::domain::{
    day::DayStart,
    plan::{Circle, Kind, agenda},
    step::{Channel, Stamped, Step},
};

use super::people::{World, day, key, stamp};

/// The moment at which a clock on the wall of a zone shows this.
fn at(zone: Tz, year: i32, month: u32, day: u32, hour: u32) -> DateTime<FixedOffset> {
    let at = zone.with_ymd_and_hms(year, month, day, hour, 30, 0);
    at.earliest().unwrap().fixed_offset()
}

fn logged(number: usize, on: &str) -> Stamped {
    let (people, on) = (vec![key("mira")], day(on));
    let step = Step::Contact {
        people,
        on,
        channel: Channel::Call,
        text: None,
    };
    stamp(number, on, step)
}

/// The day on which the note to Mira is due, close contact since the year before.
fn due(last: &str) -> String {
    let mut world = World::default();
    world.import("2026-01-01");
    world.connect("mira", "2019-01-01");
    let (people, circle) = (vec![key("mira")], Circle::Close);
    world.step("2026-01-01", Step::Circle { people, circle });
    let mut book = world.book();
    book.take([logged(9, last)]);
    let agenda = agenda(&book, &world.settings, day(last));
    let note = agenda.resting.iter().find(|f| f.kind == Kind::Note);
    note.unwrap().due.to_string()
}

#[test]
fn an_interval_counts_calendar_days_over_changed_clocks_and_leap_days() {
    // Twenty-five days, with an hour more, an hour less, a 29 February, and none.
    assert_eq!(due("2026-10-20"), "2026-11-14");
    assert_eq!(due("2027-03-20"), "2027-04-14");
    assert_eq!(due("2028-02-20"), "2028-03-16");
    assert_eq!(due("2027-02-20"), "2027-03-17");
    assert_eq!(due("2028-02-29"), "2028-03-25");
}

#[test]
fn a_step_belongs_to_the_day_that_the_person_had() {
    let mut stamped = logged(1, "2026-11-23");
    for (moment, own) in [
        (at(Berlin, 2026, 11, 23, 0), "2026-11-23"),
        (at(Berlin, 2026, 11, 23, 23), "2026-11-23"),
        (at(Auckland, 2026, 11, 23, 1), "2026-11-23"),
        // 02:30 comes twice in this night.
        (at(Berlin, 2026, 10, 25, 2), "2026-10-25"),
    ] {
        stamped.at = moment;
        assert_eq!(stamped.day(DayStart::default()), day(own), "{moment}");
    }
    // In UTC the first and the third were still the evening before.
    assert_eq!(
        at(Auckland, 2026, 11, 23, 1).to_utc().date_naive(),
        day("2026-11-22")
    );
}

#[test]
fn a_day_that_begins_at_four_keeps_the_night_before_it() {
    let start = DayStart::at(4, 0).unwrap();
    let mut stamped = logged(0, "2026-11-23");
    for (moment, own) in [
        (at(Berlin, 2026, 11, 24, 3), "2026-11-23"),
        (at(Berlin, 2026, 11, 24, 4), "2026-11-24"),
        // Clocks go back and forward in these nights: the wall counts.
        (at(Berlin, 2026, 10, 25, 3), "2026-10-24"),
        (at(Berlin, 2026, 10, 25, 4), "2026-10-25"),
        (at(Berlin, 2027, 3, 28, 3), "2027-03-27"),
        (at(Berlin, 2027, 3, 28, 4), "2027-03-28"),
        (at(Berlin, 2028, 3, 1, 3), "2028-02-29"),
        (at(Auckland, 2027, 1, 1, 1), "2026-12-31"),
    ] {
        stamped.at = moment;
        assert_eq!(stamped.day(start), day(own), "{moment}");
    }
    assert_eq!(DayStart::at(12, 0), None);
    assert_eq!(DayStart::at(3, 60), None);
    let end = start.end_of(day("2026-11-23")).unwrap();
    assert_eq!(end.to_string(), "2026-11-24 04:00:00");
    // What is skipped at one in the night was skipped on the evening before.
    let skip = Step::Skip {
        people: vec![key("mira")],
    };
    let mut skipped = stamp(0, day("2026-11-24"), skip);
    skipped.at = at(Berlin, 2026, 11, 24, 1);
    let book = cordial::domain::book::Book::of_days(start, [skipped]);
    let touch = book.touch(&key("mira")).unwrap();
    assert_eq!(touch.skipped, [day("2026-11-23")]);
}

#[test]
fn travel_to_the_west_takes_no_contact_back() {
    let mut world = World::default();
    world.import("2026-01-01");
    world.connect("mira", "2019-01-01");
    let (people, circle) = (vec![key("mira")], Circle::Close);
    world.step("2026-01-01", Step::Circle { people, circle });
    let mut book = world.book();
    book.take([logged(8, "2026-11-23")]);
    // Where the person is now it is still the day before, and an older call is logged, too.
    let today = day("2026-11-22");
    let before = agenda(&book, &world.settings, today);
    book.take([logged(9, "2026-11-10")]);
    let after = agenda(&book, &world.settings, today);
    assert_eq!(after, before, "logging never moves the last contact back");
    let note = after.resting.iter().find(|f| f.kind == Kind::Note).unwrap();
    assert_eq!(note.due, day("2026-11-23") + Days::new(25));
}
