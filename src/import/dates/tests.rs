use super::*;
use chrono::TimeZone;
use chrono_tz::America::Los_Angeles;
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn the_pacific_rule_is_that_of_the_zone_database_for_every_hour() {
    let mut wall = day("2003-01-01").and_hms_opt(0, 30, 0).unwrap();
    let end = day("2041-01-01").and_hms_opt(0, 0, 0).unwrap();
    while wall < end {
        let expected = match Los_Angeles.from_local_datetime(&wall).earliest() {
            Some(at) => at.to_utc(),
            None => Los_Angeles
                .from_local_datetime(&(wall + TimeDelta::hours(1)))
                .unwrap()
                .to_utc(),
        };
        assert_eq!(pacific_to_utc(wall), expected, "{wall}");
        wall += TimeDelta::hours(1);
    }
}

#[test]
fn each_form_reads_as_it_is_meant() {
    let moment = at("2024-01-09T15:45:12Z");
    assert_eq!(utc("2024-01-09 15:45:12 UTC"), Some(moment));
    assert_eq!(utc("2024/01/09 15:45:12 UTC"), Some(moment));
    assert_eq!(utc("2024-01-09 15:45:12"), Some(moment));
    assert_eq!(ctime("Tue Jan 09 15:45:12 UTC 2024"), Some(moment));
    let invited = Some(at("2024-01-09T23:45:00Z"));
    for text in [
        "1/9/24, 3:45 PM",
        "01/09/24, 03:45 PM",
        "1/9/24, 3:45\u{202f}PM",
        "1/9/2024, 3:45\u{a0}pm",
    ] {
        assert_eq!(pacific(text), invited, "{text}");
    }
    assert_eq!(
        pacific("7/9/24, 12:00 AM"),
        Some(at("2024-07-09T07:00:00Z"))
    );
    for text in ["09 Jan 2024", "9-Jan-24", "2024-01-09", "1/9/24, 3:45 PM"] {
        assert_eq!(connected_on(text), Some(day("2024-01-09")), "{text}");
    }
    assert_eq!(
        connected_on("1/9/18, 5:00 PM"),
        Some(day("2018-01-10")),
        "the day in UTC"
    );
    assert_eq!(connected_on("05 Dec 2003"), Some(day("2003-12-05")));
    let january = Some(MonthYear {
        year: 2024,
        month: Some(1),
    });
    for text in ["Jan 2024", "January 2024", "2024-01"] {
        assert_eq!(month_year(text), january, "{text}");
    }
    assert_eq!(
        month_year("2024"),
        Some(MonthYear {
            year: 2024,
            month: None
        })
    );
    let upload = "You uploaded a photo on January 9, 2024 at 3:45 PM (GMT)";
    assert_eq!(upload_day(upload), Some(day("2024-01-09")));
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "N/A",
        "09 Foo 2024",
        "31 Feb 2024",
        "1/9",
        "13/1/24, 1:00 AM",
        "1/9/24, 13:00 PM",
        "1/9/24, 0:10 AM",
        "24",
        "Not Available",
        "2024-13",
        "é",
        "1/9/24, é",
    ] {
        assert_eq!(connected_on(text), None, "{text}");
        assert_eq!(pacific(text), None, "{text}");
        assert_eq!(month_year(text), None, "{text}");
        assert_eq!(
            (utc(text), ctime(text), upload_day(text)),
            (None, None, None),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_a_date_or_none(text in ".{0,30}|[0-9/:, APMJan-]{0,24}") {
        let _ = (connected_on(&text), pacific(&text), month_year(&text));
        let _ = (utc(&text), ctime(&text), upload_day(&text), iso_day(&text));
    }
}
