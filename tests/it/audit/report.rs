//! The report: what is in it, and what cannot get out of it.

use cordial::export::report::{Form, report};

use super::{
    fixtures::{
        Fixture, career_changer, complete, german, not_looking, skeleton, small_archive, student,
        typical, very_senior,
    },
    list,
};

#[test]
fn the_json_of_every_profile_has_exactly_its_names_and_says_where_each_figure_is_from() {
    let all: [fn() -> Fixture; 9] = [
        skeleton,
        typical,
        complete,
        student,
        career_changer,
        very_senior,
        not_looking,
        small_archive,
        german,
    ];
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    for fixture in all {
        let audit = fixture().audit(&list());
        let json = cordial::export::audit::audit(&audit);
        assert_eq!(keys(&json), ["items", "level", "score"]);
        let items = json["items"].as_array().unwrap();
        assert_eq!(items.len(), 28);
        for item in items {
            let expected = [
                "evidence", "fix", "id", "link", "points", "state", "title", "weight", "why",
            ];
            assert_eq!(keys(item), expected);
            let evidence = item["evidence"].as_array().unwrap();
            let decided = matches!(item["state"].as_str().unwrap(), "full" | "part" | "missing");
            assert!(!evidence.is_empty() || !decided, "{item}");
            for one in evidence {
                // A figure from an archive names its file and the archive's day.
                assert!(
                    one["file"].is_null() || one["archive"].is_string(),
                    "{item}"
                );
                // The wanted words are the person's own, and those of several files.
                let own = one["text"].as_str().unwrap().ends_with("from your targets");
                let counted = !own
                    && one["text"]
                        .as_str()
                        .unwrap()
                        .contains(|c: char| c.is_ascii_digit());
                assert!(!counted || one["file"].is_string(), "{item}");
            }
        }
    }
}

#[test]
fn a_report_says_the_score_with_its_parts_and_each_gap_with_its_page() {
    let audit = typical().audit(&list());
    let page = report(&audit, Form::Markdown, false);
    let (score, got, of) = (audit.score.unwrap(), audit.got, audit.answerable);
    let parts = format!("{score} of 100 (good): {got} of {of} points");
    assert!(page.replace('\\', "").contains(&parts), "{page}");
    assert!(page.contains("### Profile photo: 6 of 12\n"), "{page}");
    assert!(
        page.contains("(<https://www.linkedin.com/in/me/edit/intro/>)"),
        "{page}"
    );
    assert!(
        page.replace('\\', "")
            .contains("[Rich_Media.csv, 2026-11-20]"),
        "{page}"
    );
}

#[test]
fn private_facts_are_left_out_unless_asked_for() {
    let audit = career_changer().audit(&list());
    for form in [Form::Markdown, Form::Html] {
        let page = report(&audit, form, false);
        for word in [
            "Researcher",
            "Hamburg",
            "Mira Example",
            "open to recruiters",
        ] {
            assert!(!page.contains(word), "{word} is in the report");
            let whole = report(&audit, form, true);
            assert!(whole.contains(word), "{word} is not in the whole report");
        }
    }
}

#[test]
fn a_headline_cannot_become_markup() {
    let mut fixture = complete();
    fixture.profile.headline =
        "<script>alert(1)</script> [x](javascript:1) \u{202e}\u{1b}[31m **Rust** engineer".into();
    let audit = fixture.audit(&list());
    let html = report(&audit, Form::Html, true);
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
    let markdown = report(&audit, Form::Markdown, true);
    assert!(!markdown.contains("[x](") && markdown.contains("\\*\\*Rust\\*\\*"));
    for page in [html, markdown] {
        assert!(!page.contains(['\u{202e}', '\u{1b}']));
    }
}

#[test]
fn the_form_follows_the_files_ending() {
    assert_eq!(Form::of_file("audit.md"), Some(Form::Markdown));
    assert_eq!(Form::of_file("a.b.HTML"), Some(Form::Html));
    assert_eq!(Form::of_file("audit.pdf"), None);
    assert_eq!(Form::of_file("audit"), None);
}

#[test]
fn the_whole_report_of_a_typical_profile() {
    let page = report(&typical().audit(&list()), Form::Markdown, true);
    insta::assert_snapshot!("typical", page);
    let page = report(&typical().audit(&list()), Form::Html, false);
    insta::assert_snapshot!("typical_html", page);
}
