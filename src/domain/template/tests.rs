use super::*;

fn template(id: &str, language: &str, fits: &[Situation]) -> Template {
    Template {
        id: id.into(),
        language: language.into(),
        name: id.to_owned(),
        used_for: Use::Welcome,
        form: Form::Message,
        limit: 8000,
        fits: fits.to_vec(),
        optional: BTreeSet::new(),
        own: false,
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn used(id: &str, company: &str, on: &str) -> Used {
    Used {
        template: id.into(),
        company: company.into(),
        on: day(on),
    }
}

fn wish<'a>(company: &'a str, situations: &'a [Situation]) -> Wish<'a> {
    Wish {
        used_for: Use::Welcome,
        language: "de",
        situations,
        company,
        today: day("2026-11-23"),
    }
}

fn chosen(list: &[Template], wish: Wish<'_>, used: &[Used]) -> (String, Option<Day>) {
    let choice = choose(list, wish, used).unwrap();
    (choice.template.id.to_string(), choice.same_words_on)
}

#[test]
fn an_unused_text_is_first_then_the_least_recently_used_one() {
    let list = [template("A", "de", &[]), template("B", "de", &[])];
    let mut log = Vec::new();
    assert_eq!(chosen(&list, wish("", &[]), &log).0, "A");
    log.push(used("A", "", "2026-11-20"));
    assert_eq!(chosen(&list, wish("", &[]), &log).0, "B");
    log.push(used("B", "", "2026-11-21"));
    assert_eq!(chosen(&list, wish("", &[]), &log).0, "A");
}

#[test]
fn two_people_of_one_company_get_other_words_for_thirty_days() {
    let list = [template("A", "de", &[]), template("B", "de", &[])];
    let log = [
        used("B", "Northwind", "2026-11-01"),
        used("A", "Contoso", "2026-11-02"),
    ];
    assert_eq!(chosen(&list, wish("", &[]), &log).0, "B");
    assert_eq!(chosen(&list, wish("NORTHWIND ", &[]), &log).0, "A");
    let long_ago = [
        used("B", "Northwind", "2026-10-24"),
        used("A", "Contoso", "2026-11-02"),
    ];
    assert_eq!(chosen(&list, wish("Northwind", &[]), &long_ago).0, "B");
    let only = [template("B", "de", &[])];
    let repeated = chosen(&only, wish("Northwind", &[]), &log);
    assert_eq!(repeated, ("B".to_owned(), Some(day("2026-11-01"))));
}

#[test]
fn words_that_are_not_true_are_never_chosen() {
    let list = [
        template("thanks-for-accepting", "de", &[Situation::Asked]),
        template("hello", "de", &[]),
    ];
    assert_eq!(
        chosen(&list, wish("", &[Situation::Invited]), &[]).0,
        "hello"
    );
    let asked = wish("", &[Situation::Asked]);
    assert_eq!(chosen(&list, asked, &[]).0, "thanks-for-accepting");
    let only = [template("thanks-for-accepting", "de", &[Situation::Asked])];
    assert_eq!(choose(&only, wish("", &[]), &[]), None);
}

#[test]
fn english_stands_in_for_a_language_that_has_nothing() {
    let list = [template("A", "en", &[]), template("B", "fr", &[])];
    assert_eq!(chosen(&list, wish("", &[]), &[]).0, "A");
}
