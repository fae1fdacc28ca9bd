use std::collections::BTreeSet;

use super::*;

fn built_in() -> Checklist {
    load(None).unwrap()
}

fn fault(own: &str) -> String {
    load(Some(("checklist.toml", own))).unwrap_err().to_string()
}

#[test]
fn the_built_in_table_has_28_items_that_weigh_100_together() {
    let list = built_in();
    assert_eq!(list.rows.len(), 28);
    let weight: u32 = list.rows.iter().map(|row| row.weight).sum();
    assert_eq!(weight, 100);
    let ids: BTreeSet<_> = list.rows.iter().map(|row| &row.id).collect();
    assert_eq!(ids.len(), 28, "ids are unique");
    for row in &list.rows {
        let good = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-');
        assert!(row.id.chars().all(good), "{}", row.id);
        assert!(
            !row.title.is_empty() && !row.why.is_empty() && !row.fix.is_empty(),
            "{}",
            row.id
        );
        let link = row
            .link
            .as_ref()
            .unwrap_or_else(|| panic!("{} has no link", row.id));
        assert!(link.url.starts_with("https://www.linkedin.com/") && !link.path.is_empty());
    }
    assert_eq!(list.stars.len(), 7);
    assert_eq!(list.thresholds, [50, 150, 500]);
}

#[test]
fn every_number_is_set_by_the_built_in_table() {
    let raw: toml::Table = toml::from_str(TABLE.1).unwrap();
    let given: BTreeSet<&str> = raw["numbers"]
        .as_table()
        .unwrap()
        .keys()
        .map(|k| &**k)
        .collect();
    let known: BTreeSet<&str> = Numbers::NAMES.iter().copied().collect();
    assert_eq!(given, known);
}

#[test]
fn every_rule_is_used_or_offered_for_own_checks() {
    let list = built_in();
    let offered = ["websites"];
    for name in Rule::names() {
        let used = list
            .rows
            .iter()
            .any(|row| matches!(&row.how, How::Rule(rule) if rule.name() == name));
        assert!(used || offered.contains(&name), "{name} is used nowhere");
    }
}

#[test]
fn what_the_person_changes_is_laid_over_the_built_in_row() {
    let own = "[numbers]\nvoice_words = 30\n[[item]]\nid = \"photo\"\nweight = 3\n";
    let list = load(Some(("checklist.toml", own))).unwrap();
    let photo = list.row("photo").unwrap();
    assert_eq!(photo.weight, 3);
    assert_eq!(&*photo.title, "Profile photo", "what is not named stays");
    assert_eq!(list.rows.len(), 28);
    assert_eq!(list.numbers.voice_words, 30);
    assert_eq!(list.numbers.headline_most, 220);
}

#[test]
fn a_new_id_is_a_check_of_the_persons_own() {
    let own = "[[item]]\nid = \"says-rust\"\ntitle = \"Says Rust\"\nweight = 2\n\
               contains = { in = \"headline\", any = [\"rust\"] }\n\
               [[item]]\nid = \"talk\"\ntitle = \"Gave a talk\"\nweight = 1\n";
    let list = load(Some(("checklist.toml", own))).unwrap();
    assert_eq!(list.row("says-rust").unwrap().basis, Basis::Decided);
    assert_eq!(list.row("talk").unwrap().basis, Basis::Confirmed);
}

#[test]
fn mistakes_are_told_with_their_place_and_the_way_out() {
    for (own, says) in [
        (
            "[numbers]\nwal = 3\n",
            "checklist.toml:2:1: unknown number `wal`; did you mean `wall`?",
        ),
        (
            "[[item]]\nid = \"photo\"\nrule = \"skilz\"\n",
            "checklist.toml:3:8: unknown rule `skilz`; did you mean `skills`?",
        ),
        (
            "[[item]]\nid = \"mine\"\n",
            "checklist.toml:2:6: `mine` is new, so it needs a `title` and a `weight`",
        ),
        (
            "[[item]]\nid = \"Mine!\"\n",
            "checklist.toml:2:6: `Mine!` is no id; write small letters, digits, `-` and `_`",
        ),
        (
            "[[item]]\nid = \"photo\"\n[[item]]\nid = \"photo\"\n",
            "checklist.toml:4:6: the item `photo` stands here twice",
        ),
        (
            "[[item]]\nid = \"photo\"\nweight = 5000\n",
            "checklist.toml:3:10: a weight is at most 1000",
        ),
        (
            "[[item]]\nid = \"skills\"\ngrades = [{ share = 101 }]\n",
            "checklist.toml:3:21: a share is a percentage: 0 to 100",
        ),
        (
            "[[item]]\nid = \"photo\"\nbasis = \"guessed\"\n",
            "checklist.toml:3:9: unknown basis `guessed`; there are decided, inferred, confirmed",
        ),
        (
            "links_as_of = \"soon\"\n",
            "checklist.toml:1:15: `soon` is no day; write it as 2026-11-23",
        ),
        (
            "[[item]]\nid = \"x\"\ntitle = \"X\"\nweight = 1\ncontains = { in = \"headline\", any = [\"!\"] }\n",
            "checklist.toml:5:37: `any` needs a word to look for",
        ),
    ] {
        assert_eq!(fault(own), says);
    }
    assert!(fault("[[item]]\nid = \"photo\"\nwieght = 1\n").contains("checklist.toml:3:1"));
}

#[test]
fn each_language_is_told_by_its_own_words() {
    let list = built_in();
    for (code, text) in [
        (
            "en",
            "I work with the people of a small town, and for them.",
        ),
        (
            "de",
            "Ich arbeite seit zehn Jahren mit den Menschen und für die Stadt.",
        ),
        (
            "fr",
            "Je travaille depuis dix ans avec les gens de la ville et pour elle.",
        ),
        (
            "es",
            "Trabajo desde hace diez años con la gente de la ciudad y para ella.",
        ),
        (
            "it",
            "Lavoro da dieci anni con la gente della città e per gli abitanti.",
        ),
        (
            "pt",
            "Trabalho há dez anos com as pessoas da cidade e para os moradores.",
        ),
        (
            "nl",
            "Ik werk al tien jaar met de mensen van een stad en voor het land.",
        ),
    ] {
        let told = list.words.language_of(text).map(|language| &*language.code);
        assert_eq!(told, Some(code), "{text}");
    }
    assert!(list.words.language_of("Rust, Kubernetes, Linux").is_none());
    assert_eq!(
        list.words.languages[0].code, "en",
        "its words are looked for in every text"
    );
}
