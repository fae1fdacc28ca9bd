use super::*;
use crate::domain::{person::PersonKey, plan::Circle};

fn people() -> Vec<PersonKey> {
    vec![PersonKey::from_text("mira"), PersonKey::from_text("row:1f")]
}

fn day() -> Day {
    "2026-11-23".parse().unwrap()
}

#[test]
fn steps_of_follow_ups_keep_their_form() {
    let (person, template) = (PersonKey::from_text("mira"), "W1".to_owned());
    let cases = [
        (
            Step::Circle {
                people: people(),
                circle: Circle::Light,
            },
            r#"{"circle":{"people":["mira","row:1f"],"circle":"light"}}"#,
        ),
        (
            Step::Tag {
                people: people(),
                tag: "fair".to_owned(),
                on: false,
            },
            r#"{"tag":{"people":["mira","row:1f"],"tag":"fair","on":false}}"#,
        ),
        (
            Step::Plan {
                people: people(),
                on: day(),
                what: "her talk".to_owned(),
            },
            r#"{"plan":{"people":["mira","row:1f"],"on":"2026-11-23","what":"her talk"}}"#,
        ),
        (
            Step::Plan {
                people: people(),
                on: day(),
                what: String::new(),
            },
            r#"{"plan":{"people":["mira","row:1f"],"on":"2026-11-23"}}"#,
        ),
        (
            Step::Pause {
                people: people(),
                until: day(),
            },
            r#"{"pause":{"people":["mira","row:1f"],"until":"2026-11-23"}}"#,
        ),
        (
            Step::Away { until: day() },
            r#"{"away":{"until":"2026-11-23"}}"#,
        ),
        (Step::FreshStart, r#"{"fresh_start":true}"#),
        (
            Step::Sent {
                person: person.clone(),
                template,
            },
            r#"{"sent":{"person":"mira","template":"W1"}}"#,
        ),
        (
            Step::Fill {
                person,
                variable: "topic".to_owned(),
                value: "rust".to_owned(),
            },
            r#"{"fill":{"person":"mira","variable":"topic","value":"rust"}}"#,
        ),
    ];
    for (step, json) in cases {
        assert_eq!(encode(&step).unwrap(), json);
        assert_eq!(decode(json).unwrap(), step);
    }
}

#[test]
fn an_unknown_circle_is_told() {
    let error = decode(r#"{"circle":{"people":["mira"],"circle":"vip"}}"#).unwrap_err();
    assert_eq!(error.to_string(), "`vip` is no circle");
}
