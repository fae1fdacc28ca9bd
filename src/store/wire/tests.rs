use super::*;
use crate::domain::{person::PersonKey, plan::Circle, template::Occasion};

fn people() -> Vec<PersonKey> {
    vec![PersonKey::from_text("mira"), PersonKey::from_text("row:1f")]
}

fn day() -> Day {
    "2026-11-23".parse().unwrap()
}

#[test]
fn steps_of_follow_ups_keep_their_form() {
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
    ];
    for (step, json) in cases {
        assert_eq!(encode(&step).unwrap(), json);
        assert_eq!(decode(json).unwrap(), step);
    }
}

#[test]
fn steps_of_texts_keep_their_form() {
    let (person, template) = (PersonKey::from_text("mira"), "W1".to_owned());
    let cases = [
        (
            Step::Sent {
                person: person.clone(),
                template,
                text: String::new(),
            },
            r#"{"sent":{"person":"mira","template":"W1"}}"#,
        ),
        (
            Step::Sent {
                person: person.clone(),
                template: "W1".to_owned(),
                text: "Hi Mira".to_owned(),
            },
            r#"{"sent":{"person":"mira","template":"W1","text":"Hi Mira"}}"#,
        ),
        (
            Step::Draft {
                person: person.clone(),
                occasion: Occasion::Reply,
                template: String::new(),
                text: "Hi Mira".to_owned(),
            },
            r#"{"draft":{"person":"mira","occasion":"reply","text":"Hi Mira"}}"#,
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
const FORMS: &[&str] = &[
    r#"{"import":{"source":"Basic_LinkedInDataExport_11-23-2026.zip","taken":"2026-11-23T02:01:00Z","files":[{"id":"00112233445566778899aabbccddeeff","bytes":42,"sha256":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","sections":[{"kind":"connections","rows":3,"digest":"ab"}]}],"unchanged":["skills"],"set_aside":2}}"#,
    r#"{"import":{"source":"folder","files":[]}}"#,
    r#"{"answer":{"invitations":["mira-example@2026-11-20T17:04Z","row:00000000000000ff@"],"answer":"accept"}}"#,
    r#"{"answer":{"invitations":["jon-sample@2026-11-20T17:04Z"],"answer":"later","until":"2026-12-24","reason":"after the holidays"}}"#,
    r#"{"answer":{"invitations":["jon-sample@2026-11-20T17:04Z"],"answer":"decline"}}"#,
    r#"{"answer":{"invitations":["jon-sample@2026-11-20T17:04Z"],"answer":"ask"}}"#,
    r#"{"done":{"items":["accept:mira-example@2026-11-20T17:04Z"]}}"#,
    r#"{"note":{"people":["mira-example","name:Ada Nobody"],"text":"met at RustConf"}}"#,
    r#"{"contact":{"people":["mira-example"],"on":"2026-11-23","channel":"call","text":"about Rust"}}"#,
    r#"{"contact":{"people":["mira-example"],"on":"2026-11-23","channel":"message"}}"#,
    r#"{"snooze":{"people":["mira-example"],"until":"2026-12-01"}}"#,
    r#"{"skip":{"people":["mira-example"]}}"#,
    r#"{"check":{"item":"featured","said":"not-applicable","reason":"nothing to show"}}"#,
    r#"{"targets":{"changes":[{"kind":"company","name":"Northwind","weight":5},{"kind":"role","name":"Data Lead"}]}}"#,
    r#"{"profile_draft":{"section":"headline","text":"Rust at sea","was":"Engineer"}}"#,
    r#"{"profile_draft":{"section":"about","text":""}}"#,
    r#"{"profile_draft":{"section":"description","title":"Engineer","company":"Contoso","text":"Cut it by 30%"}}"#,
    r#"{"merge":{"keep":"mira-example","other":"mira-example-2"}}"#,
    r#"{"merge":{"keep":"mira-example","other":"member:7","take":["name","company","position","email"]}}"#,
    r#"{"not_same":{"people":["mira-example","mira-example-2"]}}"#,
    r#"{"archive":{"people":["mira-example"],"on":true}}"#,
    r#"{"no_contact":{"people":["mira-example"],"on":false}}"#,
    r#"{"edit":{"edits":[{"person":"mira-example","field":"headline","value":"Engineer at Northwind"},{"person":"name:Ada Nobody","field":"mutual","value":""}]}}"#,
    r#"{"add":{"person":"name:Ada Nobody","facts":{"company":"Northwind","met":"met at RustConf"},"on":"2026-12-07"}}"#,
    r#"{"add":{"person":"name:Ada Nobody"}}"#,
    r#"{"received":{"invitations":[{"invitation":"mira-example@2026-11-20T17:04Z","name":"Mira Example","text":"met at RustConf","facts":{"headline":"Engineer at Northwind"}},{"invitation":"name:Jon Sample@","name":"Jon Sample"}]}}"#,
    r#"{"received":{"invitations":[{"invitation":"name:Jon Sample@2026-11-20T00:00Z","name":"Jon Sample","between":["2026-11-19","2026-11-21"]}]}}"#,
    r#"{"sender_check":{"invitation":"jon-sample@2026-11-20T17:04Z","said":{"history":"no","photo":"yes"}}}"#,
    r#"{"seen":{"what":"accepting"}}"#,
    r#"{"undo":{"id":"w0h5324g"}}"#,
    r#"{"redo":{"id":"w0h5324g"}}"#,
    r#"{"repair":{"missing":[{"device":"k3f9x2m7","epoch":1,"from":3,"to":5}]}}"#,
    r#"{"erased":true}"#,
];

#[test]
fn every_form_reads_and_is_written_the_same() {
    for form in FORMS {
        let step = decode(form).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(encode(&step).unwrap(), *form);
    }
}

#[test]
fn what_this_version_does_not_know_is_an_error_and_never_half_a_step() {
    for form in [
        r#"{"teleport":{"people":["mira-example"]}}"#,
        r#"{"note":{"people":["mira-example"],"text":"x","colour":"red"}}"#,
        r#"{"answer":{"invitations":["no id"],"answer":"accept"}}"#,
        r#"{"answer":{"invitations":["a@"],"answer":"later"}}"#,
        r#"{"answer":{"invitations":["a@"],"answer":"accept","until":"2026-12-24"}}"#,
        r#"{"contact":{"people":["a"],"on":"2026-02-30","channel":"call"}}"#,
        r#"{"contact":{"people":["a"],"on":"2026-02-03","channel":"pigeon"}}"#,
        r#"{"done":{"items":["later:a@"]}}"#,
        r#"{"targets":{"changes":[{"kind":"planet","name":"x","weight":5}]}}"#,
        r#"{"targets":{"changes":[{"kind":"company","name":"x","weight":6}]}}"#,
        r#"{"profile_draft":{"section":"photo","text":"x"}}"#,
        r#"{"profile_draft":{"section":"headline","title":"Engineer","text":"x"}}"#,
        r#"{"profile_draft":{"section":"description","title":"Engineer","text":"x"}}"#,
        r#"{"merge":{"keep":"a","other":"b","take":["shoe size"]}}"#,
        r#"{"edit":{"edits":[{"person":"a","field":"shoes","value":"9"}]}}"#,
        r#"{"sender_check":{"invitation":"a@","said":{"shoes":"no"}}}"#,
        r#"{"sender_check":{"invitation":"a@","said":{"photo":"perhaps"}}}"#,
        "[]",
        "",
    ] {
        assert!(decode(form).is_err(), "{form}");
    }
}

#[test]
fn erased_steps_keep_their_form() {
    let skip = Step::Skip { people: people() };
    let cases = [
        (Step::Erased { rest: None }, r#"{"erased":true}"#),
        (
            Step::Erased {
                rest: Some(Box::new(skip)),
            },
            r#"{"erased":true,"rest":{"skip":{"people":["mira","row:1f"]}}}"#,
        ),
        (
            Step::Erase {
                salt: "0f".to_owned(),
                hash: "9a".to_owned(),
            },
            r#"{"erase":{"salt":"0f","hash":"9a"}}"#,
        ),
    ];
    for (step, json) in cases {
        assert_eq!(encode(&step).unwrap(), json);
        assert_eq!(decode(json).unwrap(), step);
    }
    assert!(
        decode(r#"{"erased":true,"more":1}"#).is_err(),
        "of a newer program"
    );
}
