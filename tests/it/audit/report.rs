//! The report: what is in it, and what cannot get out of it.

use cordial::export::report::{Form, report};

use super::{
    fixtures::{career_changer, complete, typical},
    list,
};

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
