//! How the keys of a rule work together, shown on rules of one's own.

use cordial::{
    config::rules::load,
    domain::triage::{Context, Judgement, Rules, Severity, Subject, judge},
};

fn judged(rules: &Rules, note: &str) -> Judgement {
    let subject = Subject {
        note: Some(note),
        ..Subject::default()
    };
    judge(rules, &Context::default(), &subject)
}

/// A rule of one's own that sells, with its keys and the groups of words that these read.
fn pitch(keys: &str) -> Rules {
    let words = [
        "quick = ['quokka!?']\n",
        "slow = ['sloth!?', '!koala']\n",
        "fox = ['redfox']\n",
    ];
    let read = words.into_iter().filter(|group| {
        let name = group.split_once(' ').map(|(name, _)| name);
        name.is_some_and(|name| keys.contains(name))
    });
    let own = format!(
        "[words]\n{}[[rule]]\nid = \"P_OWN\"\nkind = \"pitch\"\npoints = -8\ntitle = \"animals\"\n{keys}\n",
        read.collect::<String>()
    );
    load(Some(("rules.toml", &own))).unwrap()
}

fn matched(rules: &Rules, note: &str) -> Option<String> {
    let mut pitch = judged(rules, note).pitch.into_iter();
    pitch
        .find(|mark| mark.id == "P_OWN")
        .map(|mark| mark.matched)
}

#[test]
fn words_are_near_each_other_up_to_so_many_letters() {
    let near = |within, ordered| {
        pitch(&format!(
            "near = [{{ a = \"quick\", b = \"slow\", within = {within}, ordered = {ordered} }}]"
        ))
    };
    let (any_order, ordered) = (near(5, false), near(5, true));
    for (note, both_orders) in [
        ("a quokka, sloth here", true),
        ("a quokka-----sloth here", true),
        ("a quokka------sloth here", false),
        ("a quokka, much later a sloth here", false),
        // The closest counts, wherever the others stand.
        ("quokka and quokka and quokka sloth", true),
        ("quokka sloth and then a sloth", true),
    ] {
        for rules in [&any_order, &ordered] {
            assert_eq!(matched(rules, note).is_some(), both_orders, "{note}");
        }
    }
    for note in ["a sloth-----quokka here", "sloth, sloth, sloth quokka"] {
        assert!(matched(&any_order, note).is_some(), "{note}");
        assert_eq!(matched(&ordered, note), None, "{note}");
    }
    assert_eq!(matched(&any_order, "a sloth------quokka here"), None);
    for (within, note, found) in [
        (0, "quokka!sloth", [true, true]),
        (0, "sloth!quokka", [true, false]),
        (0, "quokka sloth", [false, false]),
        (1, "quokka sloth", [true, true]),
        (1, "sloth quokka", [true, false]),
        (1, "sloth  quokka-sloth", [true, true]),
    ] {
        let finds = [false, true].map(|ordered| matched(&near(within, ordered), note).is_some());
        assert_eq!(finds, found, "{note} within {within}");
    }
    let closest = matched(&any_order, "a sloth-----quokka sloth");
    assert_eq!(closest.as_deref(), Some("quokka sloth"));
}

#[test]
fn signs_speak_together_once_they_weigh_enough_and_stand_at_two_places() {
    let rules = pitch("from = 5\nsigns = { quick = 2, slow = 3, fox = -1 }");
    assert_eq!(
        matched(&rules, "a sloth and a quokka").as_deref(),
        Some("sloth \u{b7} quokka"),
        "exactly as much as is asked for"
    );
    for note in [
        "a quokka, a quokka, a quokka",
        "a sloth",
        "a sloth, a redfox and a quokka",
        // One place for both.
        "the quokka!koala",
    ] {
        assert_eq!(matched(&rules, note), None, "{note}");
    }
    let beside = matched(&rules, "the quokka!sloth");
    assert_eq!(
        beside.as_deref(),
        Some("quokka! \u{b7} sloth"),
        "two that touch"
    );
}

#[test]
fn a_rule_that_is_switched_off_says_nothing_and_linkedins_own_text_sells_nothing() {
    let keys = "any = ['network']";
    let own_text = "I'd like to join your network.";
    let mine = "I love your network of friends";
    let on = pitch(keys);
    assert!(matched(&on, mine).is_some());
    assert_eq!(matched(&on, own_text), None, "nobody wrote that");
    let unknown = |note| judged(&on, note).unknown.contains(&"note");
    assert!(unknown(own_text) && !unknown(mine));
    assert_eq!(matched(&pitch(&format!("{keys}\noff = true")), mine), None);
    let warns = "[[rule]]\nid = \"W_OWN\"\nkind = \"warning\"\nseverity = \"check\"\n\
                 advice = \"Ask.\"\ntitle = \"network\"\nany = ['network']\n";
    let warns = load(Some(("rules.toml", warns))).unwrap();
    let warned = judged(&warns, own_text).warnings;
    assert_eq!(
        warned.len(),
        1,
        "a warning is heard in any text: {warned:?}"
    );
}

#[test]
fn rules_are_the_same_whether_a_note_was_read_or_not() {
    let (unread, read) = (pitch("any = ['quo']"), pitch("any = ['quo']"));
    read.get_ready();
    assert!(unread == read && unread != pitch("any = ['sloth']"));
    let copy = read.clone();
    assert!(copy == read);
    assert_eq!(matched(&copy, "a quokka"), matched(&unread, "a quokka"));
}

#[test]
fn a_warning_stops_only_beside_the_one_that_it_names() {
    let warning = |id: &str, word: &str, more: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nkind = \"warning\"\nseverity = \"check\"\n\
             advice = \"Ask.\"\ntitle = \"{word}\"\nany = ['{word}']\n{more}\n"
        )
    };
    let own = [
        warning("W_ONE", "quokka", "stop_with = [\"W_TWO\"]"),
        warning("W_TWO", "sloth", ""),
        warning("W_THREE", "redfox", ""),
    ];
    let rules = load(Some(("rules.toml", &own.concat()))).unwrap();
    let stops = |note| {
        let warnings = judged(&rules, note).warnings.into_iter();
        let stops = warnings.filter(|warning| warning.severity == Severity::Stop);
        stops.map(|warning| warning.id).collect::<Vec<_>>()
    };
    assert_eq!(stops("a quokka and a sloth"), ["W_ONE"]);
    assert_eq!(stops("a quokka and a redfox"), [""; 0]);
    assert_eq!(stops("a quokka"), [""; 0]);
}
