//! The forms of format version 1. A line of this table never changes; new ones are added.

use super::*;

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
        "[]",
        "",
    ] {
        assert!(decode(form).is_err(), "{form}");
    }
}
