use super::*;
use crate::domain::template::{Form, VARIABLES};

/// The built-in texts, also taken as the person's own, which are checked when they are read.
fn library() -> Library {
    let (library, faults) = Library::load(built_in::files());
    assert_eq!(faults, []);
    assert!(library.list().iter().all(|template| template.own));
    library
}

/// Twelve characters for every variable, as domain.md's lengths are counted.
fn filled(library: &Library, template: &Template) -> Values {
    let fill = |name: String| (name, "abcdefghijkl".to_owned());
    let names = library.variables(template).unwrap();
    names.into_iter().map(fill).collect()
}

fn values(pairs: &[(&str, &str)]) -> Values {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(own).collect()
}

#[test]
fn every_language_has_every_text_with_the_same_use_and_variables() {
    let library = library();
    let of = |language: &str| -> Vec<&Template> {
        let all = library.list().iter();
        all.filter(|t| *t.language == *language).collect()
    };
    assert_eq!(of("en").len(), 26);
    for template in library.list() {
        let english = library.find(&template.id, "en").unwrap();
        assert_eq!(template.used_for, english.used_for, "{}", key(template));
        assert_eq!(template.form, english.form, "{}", key(template));
        assert_eq!(template.fits, english.fits, "{}", key(template));
        let variables = |template| library.variables(template).unwrap();
        assert_eq!(variables(template), variables(english), "{}", key(template));
        assert_eq!(template.optional, english.optional, "{}", key(template));
        assert_eq!(of(&template.language).len(), 26, "{}", template.language);
    }
}

#[test]
fn every_text_is_short_asks_one_question_at_most_and_knows_its_variables() {
    let library = library();
    for template in library.list() {
        let draft = library
            .render(template, &filled(&library, template))
            .unwrap();
        let name = key(template);
        assert!(draft.to_copy().is_ok(), "{name}: {draft:?}");
        let most = match template.form {
            Form::Message => 300,
            Form::InvitationNote => 199,
        };
        assert!(draft.units <= most, "{name} has {}", draft.units);
        assert!(
            draft.text.matches('?').count() <= 1,
            "{name}: {}",
            draft.text
        );
        assert!(!draft.text.contains("  "), "{name}: {}", draft.text);
        for variable in library.variables(template).unwrap() {
            let known = VARIABLES.iter().any(|(name, _)| *name == variable);
            assert!(known, "{name} has {variable}");
        }
    }
}

#[test]
fn every_text_reads_well_without_what_it_can_do_without() {
    let library = library();
    for template in library.list().iter().filter(|t| !t.optional.is_empty()) {
        let mut values = filled(&library, template);
        values.retain(|name, _| !template.optional.contains(name));
        let draft = library.render(template, &values).unwrap();
        let text = draft.to_copy().unwrap();
        for odd in ["  ", " .", " ,", "at .", "at ,"] {
            assert!(!text.contains(odd), "{}: {text}", key(template));
        }
    }
}

#[test]
fn a_draft_with_a_gap_shows_it_and_is_not_copied() {
    let library = library();
    let w1 = library.find("w1", "en").unwrap();
    let draft = library.render(w1, &values(&[("first", "Mira"), ("my_topic", " ")]));
    let draft = draft.unwrap();
    assert_eq!(draft.missing, ["my_topic"]);
    assert!(
        draft.text.contains("I work on [what you work on]. What"),
        "{}",
        draft.text
    );
    let refused = draft.to_copy().unwrap_err();
    assert_eq!(refused.to_string(), "fill in first: what you work on");
}

#[test]
fn a_name_with_jinja_in_it_stays_a_name_and_utf_16_is_counted() {
    let library = library();
    let a1 = library.find("A1", "en").unwrap();
    let draft = library
        .render(a1, &values(&[("first", "{{ 7*7 }}😀")]))
        .unwrap();
    assert!(draft.text.contains("{{ 7*7 }}😀"), "{}", draft.text);
    assert_eq!(draft.units, draft.text.chars().count() + 1);
}

#[test]
fn an_own_text_takes_the_place_of_a_built_in_one() {
    let own = "+++\r\nid = \"A1\"\r\nname = \"short\"\r\nuse = \"answer\"\r\nkind = \"message\"\r\nlimit = 10\r\n+++\r\nNo, {{ first }}\r\n";
    let (library, faults) = Library::load([("en/no.txt", own)]);
    assert_eq!(faults, []);
    let a1 = library.find("A1", "en").unwrap();
    assert!(a1.own);
    let draft = library.render(a1, &values(&[("first", "Jon")])).unwrap();
    assert_eq!(draft.to_copy(), Ok("No, Jon"));
    let draft = library
        .render(a1, &values(&[("first", "Jonathan")]))
        .unwrap();
    let why = draft.to_copy().unwrap_err().to_string();
    assert_eq!(why, "12 of 10 characters, 2 too many; shorten it first");
}

#[test]
fn a_fault_in_an_own_text_is_told_with_its_place_and_the_rest_loads() {
    let front =
        "+++\nid = \"X\"\nname = \"x\"\nuse = \"welcome\"\nkind = \"message\"\nlimit = 9\n+++\n";
    let cases = [
        ("en/a.txt", "Hi".to_owned(), "en/a.txt:1:1: begin with"),
        ("a.txt", front.to_owned(), "a.txt:1:1: put it into a folder"),
        (
            "en/a.txt",
            front.replace("welcome", "wellcome"),
            "did you mean `welcome`?",
        ),
        (
            "en/a.txt",
            format!("{front}\n{{% if x %}}"),
            "en/a.txt:9:1: ",
        ),
        (
            "en/a.txt",
            front.replace("limit = 9", "limit = -9"),
            "en/a.txt:6:9: ",
        ),
    ];
    for (path, text, told) in cases {
        let (library, faults) = Library::load([(path, text.as_str())]);
        let fault = faults.first().unwrap().to_string();
        assert!(fault.contains(told), "{fault}");
        assert!(library.find("W1", "en").is_some());
    }
}

#[test]
fn an_own_text_without_an_end_is_refused_with_its_line() {
    let front =
        "+++\nid = \"X\"\nname = \"x\"\nuse = \"welcome\"\nkind = \"message\"\nlimit = 9\n+++\n";
    for body in [
        "Hi\n{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
        "Hi\n{{ \"x\" * 9999999999 }}",
        "Hi\n{{ first | map(\"nothing\") | list }}",
    ] {
        let text = format!("{front}{body}");
        let (library, faults) = Library::load([("en/x.txt", text.as_str())]);
        assert_eq!(faults, [], "{body}");
        let own = library.find("X", "en").unwrap();
        let refused = library.render(own, &values(&[("first", "Mira")]));
        let why = refused.unwrap_err().to_string();
        assert!(
            why.starts_with("template X, line 9: it gives no text: "),
            "{why}"
        );
    }
    for template in library().list() {
        let library = library();
        library.render(template, &Values::new()).unwrap();
    }
}
