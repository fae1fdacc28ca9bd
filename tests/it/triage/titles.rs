use cordial::domain::triage::Class;

use super::of_title;

/// Classes of a title, with `+` before the past and the wished for.
fn classes(title: &str) -> String {
    let classes = of_title(title).classes;
    let word = |c: &cordial::domain::triage::TitleClass| {
        let mark = if c.past_or_aspiring { "+" } else { "" };
        format!("{mark}{}", c.class.word())
    };
    classes.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn has(title: &str, class: Class) -> bool {
    of_title(title).classes.iter().any(|c| c.class == class)
}

#[test]
fn titles_that_only_look_like_an_executive() {
    for title in [
        "Assistenz der Geschäftsführung",
        "Assistant to the CEO",
        "Chief of Staff",
        "Microsoft MVP",
        "Product Owner",
        "Process Owner",
        "Platform Owner",
        "Systems Administrator",
        "Administrador de sistemas",
        "Administrateur systèmes",
        "Erste Vorsitzende vom Kegelclub",
        "Presidenta de la comunidad de vecinos",
        "Assessora de imprensa do presidente da câmara",
        "总经理助理",
    ] {
        assert_eq!(classes(title), "", "{title}");
    }
    assert_eq!(classes("HR Business Partner"), "hr");
    assert!(!has("Partner Manager", Class::Exec));
    assert_eq!(classes("Partner"), "exec");
    assert_eq!(classes("Administrateur délégué"), "exec");
}

#[test]
fn titles_that_only_look_like_a_leader() {
    for title in [
        "Halbleiter-Ingenieur",
        "Projektleiter",
        "Bauleiter",
        "Kierownik projektu",
        "Projektipäällikkö",
        "Gerente de projetos",
        "Director of Photography",
        "Lead guitarist",
        "Commercial",
        "Thought Leader",
        "Servant leader",
        "Chef de cuisine",
        "Sistem yöneticisi",
        "Capotreno",
        "Классный руководитель",
        "产品经理",
        "プロダクトマネージャー",
    ] {
        assert_eq!(classes(title), "", "{title}");
    }
    assert_eq!(classes("Vertriebsleiterin"), "manager sales");
    assert_eq!(classes("Commercial Director"), "manager");
    assert_eq!(classes("Lead Generation Specialist"), "sales");
}

#[test]
fn titles_that_only_look_like_a_recruiter() {
    for title in [
        "Army Recruiter",
        "Student Recruiter",
        "Patient Recruiter",
        "Strategic Sourcing Manager",
        "Looking for a recruiter",
    ] {
        assert!(!has(title, Class::Recruiter), "{title}");
    }
    for title in ["24 hr Support Agent", "Personnel navigant"] {
        assert!(!has(title, Class::Hr), "{title}");
    }
}

#[test]
fn the_past_is_marked_in_its_own_part_of_a_headline() {
    assert_eq!(classes("Ex-Google recruiter"), "+recruiter");
    assert_eq!(classes("Geschäftsführer a.D."), "+exec");
    assert_eq!(classes("CEO at Acme | ex-Globex"), "exec");
    assert_eq!(
        classes("Founder of Acme | former recruiter"),
        "+recruiter exec"
    );
}

#[test]
fn titles_for_all_genders() {
    for title in [
        "Recruiter:in",
        "Recruiter*in",
        "Personalberater/in",
        "Personalberater (in)",
        "Chargé(e) de recrutement",
        "Reclutador/a",
    ] {
        assert!(has(title, Class::Recruiter), "{title}");
    }
    for title in ["Directeur/trice", "Directeur·rice"] {
        assert_eq!(classes(title), "manager", "{title}");
    }
}

#[test]
fn the_words_behind_a_class_are_shown() {
    let judgement = of_title("Senior Talent Acquisition Partner at Globex");
    assert_eq!(judgement.classes[0].matched, "Talent Acquisition");
}

#[test]
fn titles_in_other_alphabets_are_read() {
    for (title, said) in [
        ("Генеральный директор", "exec manager"),
        ("HR-директор", "hr manager"),
        ("Руководитель отдела подбора персонала", "recruiter manager"),
        ("人事部長", "hr manager"),
        ("代表取締役社長", "exec"),
        ("採用担当", "recruiter"),
        ("联合创始人兼首席技术官", "exec"),
        ("獵頭顧問", "recruiter"),
    ] {
        assert_eq!(classes(title), said, "{title}");
    }
}

#[test]
fn what_stands_between_other_commas_makes_no_title_past() {
    assert_eq!(classes("CTO, ex-Acme"), "exec");
    assert_eq!(classes("Former CTO, now potter"), "+exec");
    assert_eq!(classes("Former CTO, now CEO"), "exec");
    assert_eq!(classes("Managing Director, retired"), "+exec +manager");
    assert_eq!(classes("Eski banka müdürü, şimdi seramikçi"), "+manager");
}

/// Behind "at" stands a company, up to what cannot be part of its name.
#[test]
fn a_role_behind_the_company_counts_again() {
    for (title, found) in [
        ("Baker at Acme, CTO", "exec"),
        ("Very Senior Baker at Acme, CTO", "exec"),
        ("Very Senior Baker at CTO Partners", ""),
        ("Recruiter at Acme and CEO", "recruiter exec"),
    ] {
        assert_eq!(classes(title), found, "{title}");
    }
}

#[test]
fn what_somebody_says_not_to_be_counts_for_nothing() {
    assert_eq!(classes("Baker, not a recruiter"), "");
    assert_eq!(classes("Recruiter, not a baker"), "recruiter");
    assert_eq!(classes(", former CTO"), "+exec");
    assert_eq!(classes("CTO, former baker"), "exec");
}

/// `partner` is a class as a whole title only, `chief * officer` has a word or more between.
#[test]
fn an_entry_is_a_whole_title_where_it_says_so_and_leaves_a_gap_where_it_says_so() {
    assert_eq!(classes("Partner"), "exec");
    assert_eq!(classes("Baking Partner"), "");
    assert_eq!(classes("Partner of bakers"), "");
    assert_eq!(classes("Chief Sourdough Officer"), "exec");
    assert_eq!(classes("Great Chief Sourdough and Yeast Officer"), "exec");
    assert_eq!(classes("Chief of all that is Officer"), "");
}

#[test]
fn what_a_title_says_of_today_leaves_out_the_past() {
    let today = |title| of_title(title).classes_today().collect::<Vec<_>>();
    assert_eq!(today("Recruiter, former CTO"), [Class::Recruiter]);
    assert_eq!(today("Former CTO"), []);
}
