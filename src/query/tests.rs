use proptest::prelude::*;

use super::*;
use crate::text::search::Key;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

struct Row(&'static str, Vec<(Field, Value<'static>)>);

impl Subject for Row {
    fn value(&self, field: Field) -> Value<'_> {
        let found = self.1.iter().find(|(has, _)| *has == field);
        found.map_or(Value::Unknown, |(_, value)| value.clone())
    }
}

fn rows() -> Vec<Row> {
    vec![
        Row(
            "Mira Example",
            vec![
                (Field::Company, Value::Text("North Wind GmbH")),
                (Field::Class, Value::Words(vec!["recruiter", "manager"])),
                (Field::Mutual, Value::Number(8)),
                (Field::Last, Value::Day(day("2026-06-01"))),
                (Field::Sent, Value::Day(day("2026-11-20"))),
                (Field::Age, Value::Day(day("2026-11-20"))),
                (Field::Tag, Value::Texts(vec!["Kolleg\u{ed}", "berlin"])),
                (Field::Has, Value::Words(vec!["note"])),
            ],
        ),
        Row(
            "Zo\u{eb} Dummy",
            vec![
                (Field::Company, Value::Text("Cometa")),
                (Field::Mutual, Value::Number(0)),
                (Field::Sent, Value::Day(day("2025-11-30"))),
                (Field::Age, Value::Day(day("2025-11-30"))),
            ],
        ),
    ]
}

fn found(text: &str) -> Vec<&'static str> {
    let parsed = parse(text, Rows::Invitations);
    assert_eq!(parsed.faults, [], "{text}");
    let mut search = Search::new(&parsed.query, day("2026-11-23"));
    let rows = rows().into_iter();
    rows.filter(|row| {
        let rest = Key::new("we met at the North Sea meetup");
        let rest = if row.0.starts_with('M') {
            rest
        } else {
            Key::default()
        };
        search.rank(row, &Key::new(row.0), &rest).is_some()
    })
    .map(|row| row.0.split(' ').next().unwrap())
    .collect()
}

fn complaint(text: &str, rows: Rows) -> String {
    parse(text, rows).faults.first().unwrap().to_string()
}

#[test]
fn terms_choose_rows() {
    let (mira, zoe, both) = (
        ["Mira"].as_slice(),
        ["Zo\u{eb}"].as_slice(),
        ["Mira", "Zo\u{eb}"],
    );
    for (text, expected) in [
        ("", both.as_slice()),
        ("zoe", zoe),
        ("mrexmpl", mira),
        ("sea", mira),
        ("\"north sea\"", mira),
        ("\"sea north\"", &[]),
        ("-\"north sea\"", zoe),
        ("-zoe", mira),
        ("company:\"north wind\"", mira),
        ("company:WIND", mira),
        ("company:meta", &[]),
        ("company:meta|comet", zoe),
        ("class:recruiter|hr", mira),
        ("-class:recruiter", zoe),
        ("mutual>5", mira),
        ("mutual:0|1", zoe),
        ("mutual>=8 mutual<=8", mira),
        ("mutual:>5", mira),
        ("age<30d", mira),
        ("age>1w age<30", &[]),
        ("age>6m", zoe),
        ("sent:2026-11", mira),
        ("sent<2026", zoe),
        ("sent>=2026-11-20", mira),
        ("last>90d", mira),
        ("-last<90d", &both),
        ("tag:kollegi", mira),
        ("has:note or mutual:0", &both),
        ("has:note OR mutual:0 zoe", zoe),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn faults_point_at_the_column_and_name_the_way_out() {
    let of = |text| complaint(text, Rows::Invitations);
    assert_eq!(
        of("zo\u{eb} mutul>5"),
        "1:5: unknown field `mutul`; did you mean `mutual`?"
    );
    assert_eq!(
        of("warn:chekc"),
        "1:6: `warn` is never `chekc`; did you mean `check`? there are stop, check, none"
    );
    assert_eq!(
        of("mutual>many"),
        "1:8: `mutual` is compared with a number, not `many`; `mutual>5` is how to ask"
    );
    assert_eq!(
        of("company>x"),
        "1:8: `company` has no order; `company:northwind` is how to ask"
    );
    assert_eq!(
        of("due>3d"),
        "1:1: `due` is known of follow-ups, not of invitations"
    );
    assert_eq!(of("or mira"), "1:1: nothing stands before this `or`");
    assert_eq!(
        of("age<soon"),
        "1:5: `age` is compared with how long ago: 30d, 4w, 6m, 1y, not `soon`; `age<30d` is how to ask"
    );
    assert!(of("frobnicate:x").contains("there are has, is, name"));
    assert_eq!(
        complaint("state:mising", Rows::Profile),
        "1:7: `state` is never `mising`; did you mean `missing`? there are full, part, missing, ask-you, not-applicable, unanswerable"
    );
}

#[test]
fn what_is_not_understood_filters_nothing_and_the_rest_filters_on() {
    let parsed = parse("mutul>5 mira -wrn:x", Rows::Invitations);
    assert_eq!(parsed.faults.len(), 2);
    assert_eq!(parsed.query.to_string(), "mira");
    for text in [
        "has:note or mutul>5",
        "mutul>5 or has:note",
        "has:note or mutul>5 or zoe",
    ] {
        assert!(parse(text, Rows::Invitations).query.is_empty(), "{text}");
    }
}

#[test]
fn what_is_still_being_typed_is_no_complaint() {
    for text in [
        "has:",
        "has:no",
        "has:note or",
        "mutual>",
        "sent:2026-1",
        "\"north",
        "class:hr|",
    ] {
        let parsed = parse(text, Rows::Invitations);
        assert_eq!(parsed.complaint(), None, "{text}");
        assert!(!parsed.faults.is_empty(), "{text}");
    }
    assert!(
        parse("has:no mira", Rows::Invitations)
            .complaint()
            .is_some()
    );
}

#[test]
fn words_and_addresses_are_words() {
    for text in [
        "10:30",
        "https://www.linkedin.com/in/mira",
        "c++",
        "-",
        "a=b",
    ] {
        let parsed = parse(text, Rows::People);
        if text != "a=b" {
            assert_eq!(parsed.faults, [], "{text}");
            assert_eq!(parsed.query.words(), text);
        }
    }
}

#[test]
fn carets_stand_below_what_is_meant() {
    let text = "\u{5317}\u{4eac} mutul>5";
    let parsed = parse(text, Rows::Invitations);
    let fault = parsed.faults.first().unwrap();
    assert_eq!(fault.column, 4);
    assert_eq!(fault.carets(text), "     ^^^^^");
}

#[test]
fn arguments_get_their_quotes_back() {
    let args = |args: &[&str]| from_args(&args.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!(
        args(&["company:north wind", "mira"]),
        "company:\"north wind\" mira"
    );
    assert_eq!(args(&["has:note mutual>5"]), "has:note mutual>5");
    assert_eq!(args(&["north sea", "x"]), "\"north sea\" x");
    assert_eq!(args(&[]), "");
}

#[test]
fn completion_goes_as_far_as_it_is_sure() {
    let tab = |text: &str, rows| complete(text, rows).apply(text);
    assert_eq!(tab("mira comp", Rows::People), Some("mira company:".into()));
    assert_eq!(
        tab("-class:rec", Rows::People),
        Some("-class:recruiter".into())
    );
    assert_eq!(
        tab("class:hr|e", Rows::People),
        Some("class:hr|exec".into())
    );
    assert_eq!(tab("las", Rows::People), Some("last".into()));
    assert_eq!(
        tab("c", Rows::People),
        None,
        "company, circle, class, connected"
    );
    assert_eq!(
        complete("c", Rows::People).words,
        ["company", "circle", "class", "connected"]
    );
    assert!(aside("", Rows::Outbox).contains("state"));
    assert_eq!(
        aside("do:", Rows::Outbox),
        "accept reply ignore write update"
    );
}

#[test]
fn every_example_is_understood_and_reads_back() {
    for row in FIELDS {
        for rows in row.rows {
            let known = !matches!(row.field, Field::State) || *rows == Rows::Profile;
            let parsed = parse(row.example, *rows);
            assert_eq!(parsed.faults.is_empty(), known, "{} {rows:?}", row.example);
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_and_prints_as_itself(text in any_query()) {
        for (rows, _) in Rows::ALL {
            let parsed = parse(&text, rows);
            for fault in &parsed.faults {
                prop_assert!(text.get(fault.range.clone()).is_some());
                fault.carets(&text);
            }
            let printed = parsed.query.to_string();
            let again = parse(&printed, rows);
            prop_assert_eq!(&again.faults, &[], "{}", printed);
            prop_assert_eq!(again.query, parsed.query);
            let next = complete(&text, rows);
            if let Some(longer) = next.apply(&text) {
                prop_assert!(longer.starts_with(text.get(..next.from).unwrap()));
            }
            aside(&text, rows);
        }
    }
}

/// Texts made of pieces of the language, and of anything.
fn any_query() -> impl Strategy<Value = String> {
    let pieces = FIELDS
        .iter()
        .flat_map(|row| [row.name, row.example])
        .chain([
            ":",
            "<",
            ">=",
            "=",
            "\"",
            "|",
            "-",
            " ",
            " ",
            " or ",
            "\\",
            "\\\"",
            "2026-02-30",
            "2026",
            "9999",
            "99999999999999999999",
            "30d",
            "-5",
            "\u{5317}",
            "\u{1f468}\u{200d}\u{1f469}",
            "\u{3000}",
            "://",
        ]);
    let piece = prop::sample::select(pieces.collect::<Vec<_>>()).prop_map(str::to_owned);
    let any = "\\PC{0,4}";
    prop::collection::vec(prop_oneof![6 => piece, 1 => any], 0..12).prop_map(|parts| parts.concat())
}
