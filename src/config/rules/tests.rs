use super::*;

fn fault(own: &str) -> String {
    load(Some(("rules.toml", own))).unwrap_err().to_string()
}

#[test]
fn every_built_in_pattern_can_be_compiled() {
    let rules = load(None).unwrap();
    let notes = rules.rows.iter().filter_map(|row| row.note.as_ref());
    let patterns = notes.flat_map(|note| {
        let any = note.any.iter().map(AsRef::as_ref);
        let silent = note.silent.iter().map(AsRef::as_ref);
        any.chain(&note.unless).chain(silent)
    });
    let words = rules.words.values().map(|words| &**words);
    let rest = rules.titles.patterns().chain(&rules.default_notes);
    let mut count = 0;
    for pattern in patterns
        .chain(words)
        .chain(rest)
        .chain(&rules.sensitive_titles)
    {
        assert_eq!(pattern.check(), Ok(()), "{}", pattern.text());
        count += 1;
    }
    assert!(count > 50, "{count} patterns");
}

#[test]
fn every_row_says_its_words_and_what_is_behind_it() {
    let rules = load(None).unwrap();
    for row in &rules.rows {
        assert!(
            !row.title.is_empty() && !row.source.is_empty(),
            "{}",
            row.id
        );
        let warns = row.kind == Kind::Warning;
        assert_eq!(warns, !row.advice.is_empty(), "{}", row.id);
        assert_eq!(warns, row.severity.is_some(), "{}", row.id);
        for word in ["genuine", "safe", "fake"] {
            let said = format!("{} {}", row.title, row.advice);
            assert!(
                !said.split(' ').any(|w| w == word),
                "{} says {word}",
                row.id
            );
        }
    }
    let ids = |ids: &[Arc<str>]| ids.iter().all(|id| rules.position(id).is_some());
    assert!(rules.limits.iter().all(|limit| ids(&limit.rules)));
    let notes = rules.rows.iter().filter_map(|row| row.note.as_ref());
    for note in notes {
        let others: Vec<_> = note
            .stop_with
            .iter()
            .filter(|id| &***id != "*")
            .cloned()
            .collect();
        assert!(ids(&others) && ids(&note.covers), "{others:?}");
    }
}

#[test]
fn every_number_is_set_by_the_built_in_table() {
    let table: toml::Table = toml::from_str(TABLES[0].1).unwrap();
    let given = table["numbers"].as_table().unwrap();
    for name in Numbers::NAMES {
        assert!(given.contains_key(*name), "{name}");
    }
}

#[test]
fn the_persons_words_are_added_to_those_that_the_built_in_rules_read() {
    let own = "[words]\nurgency = ['zack zack']\nmessenger = ['threema']\n";
    let rules = load(Some(("mine.toml", own))).unwrap();
    let found = |rules: &Rules, note| {
        let found = rules.find_in_note(note, true).into_iter();
        found.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    };
    let note = "please write me on threema";
    assert_eq!(found(&load(None).unwrap(), note), [""; 0]);
    assert_eq!(found(&rules, note), ["W_OFFPLATFORM"]);
    let built_in = "please write me on telegram";
    assert!(
        found(&rules, built_in).contains(&"W_OFFPLATFORM".to_owned()),
        "added, not replaced"
    );
    let mine = Origin::File("mine.toml".into());
    for id in ["W_OFFPLATFORM", "W_SIGNS"] {
        assert_eq!(rules.row(id).unwrap().origin, mine, "{id}");
    }
    assert_eq!(rules.row("W_ATTACH").unwrap().origin, Origin::BuiltIn);
    let fault = fault("[words]\nurgency = ['(']\n");
    assert!(
        fault.contains("rules.toml:2:11") && fault.contains("no pattern"),
        "{fault}"
    );
}

#[test]
fn the_persons_file_changes_single_keys_of_a_row() {
    let own = "[[rule]]\nid = \"V2\"\npoints = 3\n[[rule]]\nid = \"P_CTA\"\noff = true\n";
    let rules = load(Some(("mine.toml", own))).unwrap();
    let row = rules.row("V2").unwrap();
    assert_eq!((row.points, &*row.title), (3, "recruiter"));
    assert_eq!(row.origin, Origin::File("mine.toml".into()));
    assert!(rules.row("P_CTA").is_none(), "taken out");
    assert_eq!(rules.row("V1").unwrap().origin, Origin::BuiltIn);
}

#[test]
fn a_rule_of_ones_own_reads_notes() {
    let own = "[[rule]]\nid = \"MINE\"\nkind = \"pitch\"\ntitle = \"golf\"\npoints = -9\n\
               any = ['\\bgolf\\b']\n[titles.recruiter]\nown = [\"people finder\"]\n";
    let rules = load(Some(("mine.toml", own))).unwrap();
    assert!(rules.row("MINE").unwrap().note.is_some());
    assert_eq!(rules.titles.classes("people finder").len(), 1);
}

/// The weight of a sign of a rule.
fn weight(rules: &Rules, id: &str, group: &str) -> Option<i32> {
    let note = rules.row(id).unwrap().note.as_ref().unwrap();
    let sign = note.signs.iter().find(|sign| &*sign.name == group);
    sign.map(|sign| sign.weight)
}

#[test]
fn signs_are_laid_over_one_by_one() {
    let own = "[words]\ngolf = ['golf']\n[[rule]]\nid = \"P_SIGNS\"\nfrom = 20\n\
               signs = { golf = 7, trade = 1, who_runs = 0 }\n";
    let rules = load(Some(("mine.toml", own))).unwrap();
    assert_eq!(weight(&rules, "P_SIGNS", "golf"), Some(7));
    assert_eq!(weight(&rules, "P_SIGNS", "trade"), Some(1));
    assert_eq!(weight(&rules, "P_SIGNS", "who_runs"), None, "taken out");
    let before = load(None).unwrap();
    let kept = weight(&before, "P_SIGNS", "enrol");
    assert_eq!(weight(&rules, "P_SIGNS", "enrol"), kept);
}

#[test]
fn faults_say_the_place_and_the_way_out() {
    for (own, says) in [
        (
            "[[rule]]\nid = \"P_SIGNS\"\nsigns = { trades = 3 }\n",
            "rules.toml:3:11: unknown group of words `trades`; did you mean `trade`?",
        ),
        (
            "[[rule]]\nid = \"P_SIGNS\"\nsigns = { trade = 300 }\n",
            "rules.toml:3:19: a weight goes from -100 to 100",
        ),
        (
            "[[rule]]\nid = \"P_SIGNS\"\nfrom = 0\n",
            "rules.toml:3:8: `from` goes from 1 to 100",
        ),
        (
            "[[rule]]\nid = \"X\"\nkind = \"pitch\"\ntitle = \"x\"\nsigns = { trade = 3 }\n",
            "rules.toml:5:11: signs need `from`",
        ),
        (
            "[[rule]]\nid = \"X\"\nkind = \"pitch\"\ntitle = \"x\"\nfrom = 9\nsigns = { trade = 3 }\n",
            "rules.toml:5:8: the signs bring 3 at the most, so it is never reached",
        ),
        (
            "[[rule]]\nid = \"V22\"\n",
            "rules.toml:2:6: unknown rule `V22`; did you mean `V2`?",
        ),
        (
            "[[rule]]\nid = \"V2\"\npoints = 900\n",
            "rules.toml:3:10: points go from -100 to 100",
        ),
        (
            "[numbers]\nbaselin = 3\n",
            "rules.toml:2:1: unknown number `baselin`; did you mean `baseline`?",
        ),
        (
            "[titles.boss]\nown = []\n",
            "rules.toml:1:9: unknown class `boss`",
        ),
        (
            "[[rule]]\nid = \"W_LINK\"\nseverity = \"halt\"\n",
            "rules.toml:3:12: unknown severity `halt`",
        ),
        (
            "[[rule]]\nid = \"W_LINK\"\nany = ['(']\n",
            "rules.toml:3:7: this is no pattern: unclosed group",
        ),
        (
            "[[rule]]\nid = \"V2\"\n[[rule]]\nid = \"V2\"\n",
            "rules.toml:4:6: the rule `V2` stands here twice",
        ),
        (
            "[[rule]]\nid = \"X\"\nany = ['x']\n",
            "rules.toml:2:6: `X` is new, so it needs a `kind`",
        ),
        (
            "[words]\ntrusst = [\"faithful\"]\n",
            "rules.toml:2:1: no rule reads the words `trusst`; did you mean `trust`?",
        ),
        (
            "[[rule]]\nid = \"W_LINK\"\nstop_with = [\"*\", \"W_MONNEY\"]\n",
            "rules.toml:3:19: unknown rule `W_MONNEY`; did you mean `W_MONEY`?",
        ),
        (
            "[[limit]]\nrules = [\"P_CLAIMS\"]\nmost = 3\n",
            "rules.toml:2:10: unknown rule `P_CLAIMS`; did you mean `P_CLAIM`?",
        ),
        (
            "[[limit]]\nkind = \"pitsch\"\nleast = -3\n",
            "rules.toml:2:8: unknown kind `pitsch`; did you mean `pitch`?",
        ),
        (
            "[[rule]]\nid = \"golf\"\n",
            "unknown rule `golf`; a rule of your own needs `any`",
        ),
    ] {
        let fault = fault(own);
        assert!(fault.contains(says), "{fault}\nnot {says}");
    }
}
