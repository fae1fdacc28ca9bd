use super::*;
use crate::domain::{
    paste::{CardKind, Count, Section},
    person::PersonKey,
};

const PAGE: &str = "\
0 notifications
Home
My Network
Manage invitations
Received
Sent
All (23)
Mutual Connections (4)
Your School (1)
Mira Example
Mira Example
Mira Example follows you and is inviting you to connect
Staff Engineer at Northwind | Rust, databases
Jon Sample and 3 other mutual connections
2 days ago
Ignore
Accept
Hi Ada, we met at RustConf today 2 days ago
and talked about allocators… show more
Reply to Mira
Pat Placeholder, PhD
Pat Placeholder, PhD
Verified
Recruiter
Lee Testcase is a mutual connection
Northwind
1 week ago
Ignore
Accept
Ana Prueba
Ana Prueba
12 mutual connections
Ignore
Accept
About
Accessibility
";

/// A line that answers a note stands behind the next inviter: the note is theirs, and so is the card.
#[test]
fn the_next_inviter_is_nobodys_note() {
    let page = "Lee Testcase\nLee Testcase is inviting you to connect\nIgnore\nAccept\n\
                Ana Prueba\nAna Prueba is inviting you to connect\nBaker\nGood day!\nReply to Ana\n\
                Ignore\nAccept\n";
    let cards = read(page).cards;
    let names: Vec<&str> = cards.iter().map(|card| &*card.name).collect();
    assert_eq!(names, ["Lee Testcase", "Ana Prueba"]);
    assert_eq!(cards[0].note, None);
    assert_eq!(cards[1].headline.as_deref(), Some("Baker"));
}

#[test]
fn a_page_of_invitations_becomes_cards() {
    let pasted = read(PAGE);
    assert_eq!(pasted.listed, Some(23));
    let [mira, pat, ana] = pasted.cards.as_slice() else {
        panic!("{pasted:#?}")
    };
    assert_eq!(mira.name, "Mira Example");
    assert_eq!(mira.kind, CardKind::Invitation);
    assert_eq!(
        mira.headline.as_deref(),
        Some("Staff Engineer at Northwind | Rust, databases")
    );
    assert_eq!((mira.mutual, mira.age_days), (Some(4), Some(2)));
    assert_eq!(
        mira.note.as_deref(),
        Some("Hi Ada, we met at RustConf today 2 days ago and talked about allocators")
    );
    assert_eq!(
        (pat.name.as_str(), pat.headline.as_deref()),
        ("Pat Placeholder, PhD", Some("Recruiter"))
    );
    assert_eq!(
        (pat.mutual, pat.shared.as_deref(), pat.age_days),
        (Some(1), Some("Northwind"), Some(7))
    );
    assert_eq!(
        (ana.name.as_str(), ana.headline.as_deref(), ana.mutual),
        ("Ana Prueba", None, Some(12))
    );
    assert_eq!(ana.note, None);
    // `0 notifications`, `About`, `Accessibility`.
    assert_eq!(pasted.unread, 3);
}

#[test]
fn other_languages_have_the_same_cards() {
    let pages = [
        "Mira Beispiel\nMira Beispiel\nMira Beispiel möchte sich mit Ihnen vernetzen\nLeiterin Technik bei Nordwind\nJon Muster und 5 weitere gemeinsame Kontakte\nvor 3 Monaten\nIgnorieren\nAnnehmen\nGuten Tag!\nMira antworten\n",
        "Mira Exemple\nMira Exemple\nMira Exemple vous invite à rejoindre son réseau\nDirectrice chez Ventdunord\nJon Modèle et 5 autres relations en commun\nil y a 3 mois\nIgnorer\nAccepter\nBonjour !\nRépondre à Mira\n",
        "Mira Ejemplo\nMira Ejemplo\nMira Ejemplo te ha invitado a conectar\nDirectora en Viento\nJon Muestra y 5 contactos más en común\nhace 3 meses\nIgnorar\nAceptar\n¡Hola!\nResponder a Mira\n",
    ];
    for page in pages {
        let pasted = read(page);
        let [card] = pasted.cards.as_slice() else {
            panic!("{page}: {pasted:#?}")
        };
        assert!(card.name.starts_with("Mira "), "{page}");
        assert!(card.headline.is_some(), "{page}");
        assert_eq!(card.mutual, Some(6), "{page}");
        assert_eq!(card.age_days, Some(90), "{page}");
        assert!(
            card.note
                .as_deref()
                .is_some_and(|note| note.chars().count() < 12),
            "{page}"
        );
        assert_eq!(pasted.unread, 0, "{page}");
    }
}

#[test]
fn a_page_without_ages_and_doubles_is_read_as_well() {
    let page = "Received\nSent\nMira Example\nEngineer at Northwind\nIgnore\nAccept\nJon Sample is inviting you to connect\nBuilder\nAccept\nIgnore\n";
    let cards = read(page).cards;
    let names: Vec<&str> = cards.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(names, ["Mira Example", "Jon Sample"]);
    assert_eq!(cards[1].headline.as_deref(), Some("Builder"));
}

#[test]
fn links_name_the_person() {
    let page = "[Mira Example](https://www.linkedin.com/in/Mira-Example-1?miniProfileUrn=x)\nEngineer\nIgnore\nAccept\n";
    let cards = read(page).cards;
    assert_eq!(cards[0].name, "Mira Example");
    assert_eq!(cards[0].person, PersonKey::slug("mira-example-1"));
    let bare = "Mira Example\nhttps://www.linkedin.com/in/mira-example-1/\n2nd\nEngineer at Northwind\nLeeds\nConnect\n";
    let cards = read(bare).cards;
    assert_eq!(cards[0].person, PersonKey::slug("mira-example-1"));
    assert_eq!(cards[0].headline.as_deref(), Some("Engineer at Northwind"));
}

#[test]
fn the_top_of_a_profile_is_one_person() {
    let pasted = read(
        "Mira Example\nShe/Her\n· 2nd\n2nd degree connection\nStaff Engineer | Rust\nNorthwind · University of Somewhere\n\
         Leeds, England, United Kingdom · Contact info\n1,234 followers\n500+ connections\n\
         Jon Sample, Pat Placeholder, and 12 other mutual connections\nConnect\nMessage\nMore\n",
    );
    let card = &pasted.cards[0];
    assert_eq!(card.name, "Mira Example");
    assert_eq!(card.headline.as_deref(), Some("Staff Engineer | Rust"));
    assert_eq!(card.company.as_deref(), Some("Northwind"));
    assert_eq!(
        card.place.as_deref(),
        Some("Leeds, England, United Kingdom")
    );
    assert_eq!(card.mutual, Some(14));
    assert_eq!(
        card.connections,
        Some(Count {
            number: 500,
            more: true
        })
    );
    assert_eq!(pasted.unread, 0);
    assert!(pasted.profile.is_none());
}

#[test]
fn a_card_of_a_search_is_one_person() {
    let pasted = read(
        "Mira Example\nView Mira Example’s profile\n• 2nd\n2nd degree connection\nStaff Engineer\nLeeds\n\
         Current: Head of Data at Northwind\nJon Sample is a mutual connection\nConnect\n",
    );
    let card = &pasted.cards[0];
    assert_eq!(
        (card.headline.as_deref(), card.place.as_deref()),
        (Some("Staff Engineer"), Some("Leeds"))
    );
    assert_eq!(
        (card.title.as_deref(), card.company.as_deref()),
        (Some("Head of Data"), Some("Northwind"))
    );
    assert_eq!(card.mutual, Some(1));
}

const PROFILE: &str = "\
Mira Example
Mira Example
She/Her
2nd
Staff Engineer at Northwind
Leeds, England, United Kingdom
Contact info
640 followers
500+ connections
About
About
I build storage engines.

Before that I taught.…see more
Top skills
Rust • Databases
Activity
640 followers
Mira hasn't posted yet
Experience
Experience
Staff Engineer
Staff Engineer
Northwind · Full-time
Northwind · Full-time
Jan 2020 - Present · 4 yrs 2 mos
Jan 2020 to Present · 4 yrs 2 mos
Leeds, England
Leeds storage team: I cut the write path by half.
Globex
Full-time · 5 yrs 1 mo
Senior Engineer
Mar 2017 - Dec 2019 · 2 yrs 10 mos
Led the migration.
Engineer
Dec 2014 - Mar 2017 · 2 yrs 4 mos
Education
Education
University of Somewhere
University of Somewhere
BSc, Computing
2010 - 2014
Skills
Skills
Rust
Rust
3 endorsements
Databases
Show all 12 skills
More profiles for you
Ann Other
Engineer
";

#[test]
fn a_whole_profile_has_its_sections() {
    let pasted = read(PROFILE);
    let profile = pasted.profile.unwrap();
    assert_eq!(profile.top.name, "Mira Example");
    assert_eq!(
        profile.top.headline.as_deref(),
        Some("Staff Engineer at Northwind")
    );
    assert_eq!(
        profile.top.place.as_deref(),
        Some("Leeds, England, United Kingdom")
    );
    assert_eq!(profile.top.company.as_deref(), Some("Northwind"));
    assert_eq!(profile.followers.map(|count| count.number), Some(640));
    assert_eq!(
        profile.about,
        "I build storage engines.\nBefore that I taught."
    );
    assert!(profile.cut);
    let told: Vec<(&str, &str, bool)> = profile
        .positions
        .iter()
        .map(|p| (p.title.as_str(), p.company.as_str(), p.current))
        .collect();
    assert_eq!(
        told,
        [
            ("Staff Engineer", "Northwind", true),
            ("Senior Engineer", "Globex", false),
            ("Engineer", "Globex", false),
        ]
    );
    assert!(profile.positions[0].description.contains("write path"));
    assert_eq!(profile.positions[1].description, "Led the migration.");
    assert_eq!(profile.educations[0].school, "University of Somewhere");
    assert_eq!(profile.educations[0].degree, "BSc, Computing");
    assert_eq!(profile.skills, ["Rust", "Databases"]);
    assert!(profile.has(Section::Skills) && !profile.has(Section::Projects));
    assert_eq!(pasted.cards, std::slice::from_ref(&profile.top));
}

#[test]
fn a_text_that_is_no_page_is_nobody() {
    for text in [
        "",
        "\n\n",
        "https://example.org",
        "Dear Ada,\nthank you for the talk.\nMira",
    ] {
        let pasted = read(text);
        assert!(pasted.cards.is_empty(), "{text}: {pasted:?}");
    }
    assert_eq!(read("one\ntwo\nthree").unread, 3);
    let long = "x\n".repeat(MOST_BYTES);
    assert!(read(&long).too_long);
}

mod any {
    use proptest::prelude::*;

    use super::*;

    fn fragments() -> impl Strategy<Value = String> {
        let known = PAGE.lines().chain(PROFILE.lines()).collect::<Vec<_>>();
        let piece = prop_oneof![
            3 => proptest::sample::select(known).prop_map(str::to_owned),
            1 => any::<String>(),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            read(&text);
        }

        #[test]
        fn any_order_of_lines_is_read(text in fragments()) {
            let pasted = read(&text);
            for card in &pasted.cards {
                prop_assert!(!card.name.trim().is_empty());
                let texts = [&card.headline, &card.company, &card.title, &card.place, &card.note];
                for text in texts.into_iter().flatten().chain([&card.name]) {
                    prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
                }
            }
            let lines = u32::try_from(text.lines().count()).unwrap();
            prop_assert!(pasted.unread <= lines + 40);
        }
    }
}
