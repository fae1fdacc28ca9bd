use super::*;

/// Each letter of another alphabet, in a word with a Latin one, is the letter that it looks like.
#[test]
fn look_alikes_are_read_as_the_letters_that_they_pass_for() {
    for (others, latin) in [
        ("аα", "a"),
        ("в", "b"),
        ("сϲ", "c"),
        ("ԁ", "d"),
        ("еε", "e"),
        ("ɡ", "g"),
        ("һ", "h"),
        ("іι", "i"),
        ("јϳ", "j"),
        ("кκ", "k"),
        ("ӏ", "l"),
        ("м", "m"),
        ("пη", "n"),
        ("оοσ", "o"),
        ("рρ", "p"),
        ("ԛ", "q"),
        ("г", "r"),
        ("ѕ", "s"),
        ("тτ", "t"),
        ("υ", "u"),
        ("ѵν", "v"),
        ("ԝω", "w"),
        ("хχ", "x"),
        ("уγ", "y"),
        ("ᴢ", "z"),
    ] {
        for other in others.chars() {
            assert_eq!(fold(&format!("q{other}q")), format!("q{latin}q"), "{other}");
            assert!(
                !fold(&other.to_string()).is_ascii(),
                "{other} alone is itself"
            );
        }
    }
}

#[test]
fn one_word_has_one_form() {
    for (written, folded) in [
        ("Geschäftsführerin", "geschaftsfuhrerin"),
        ("  Søren   ŁUKASZ\n", "soren lukasz"),
        ("𝗪𝗵𝗮𝘁𝘀𝗔𝗽𝗽", "whatsapp"),
        ("Whats\u{200B}App", "whatsapp"),
        ("Tеlеgrаm", "telegram"),
        (
            "message me on W h a t s A p p now",
            "message me on whatsapp now",
        ),
        ("привет, Ольга", "привет, ольга"),
        ("plan a b c", "plan a b c"),
        // Five letters are a word that was spelled apart, four are not.
        ("h e l l o", "hello"),
        ("p l a n", "p l a n"),
        (" mira", "mira"),
        ("mira\texample", "mira example"),
        (
            "Đặng Ægir Œuvre ılık Þór co‑op",
            "dang aegir oeuvre ilik thor co-op",
        ),
        ("J’aimerais", "j'aimerais"),
        ("Straße ﬁn ÅSE İstanbul", "strasse fin ase istanbul"),
        ("Директор", "директор"),
        ("HR-директор, Telegram-канал", "hr-директор, telegram-канал"),
        ("", ""),
    ] {
        assert_eq!(fold(written), folded);
    }
}

#[test]
fn titles_for_all_genders_read_as_one() {
    for (written, folded) in [
        ("Recruiter:in", "recruiter"),
        ("Recruiter*in (m/w/d)", "recruiter (m/w/d)"),
        ("Personalberater/in", "personalberater"),
        ("Personalberater (in)", "personalberater"),
        ("Chargé(e) de recrutement", "charge de recrutement"),
        ("Reclutador/a", "reclutador"),
        ("Directeur/trice", "directeur"),
        ("Directeur·rice", "directeur"),
        ("C.E.O. at Acme", "ceo at acme"),
        ("Founder/CEO", "founder/ceo"),
    ] {
        assert_eq!(fold_title(written), folded);
    }
}

#[test]
fn single_characters_fold_as_within_any_text() {
    let texts = SINGLE.into_iter().flatten().chain(['€', '🌹', '🚀']);
    for c in texts {
        let quick = fold(&format!("x{c}y {c} z"));
        // A combining mark brings the whole text to the slower way.
        let slow = fold(&format!("x{c}y {c} z a\u{301}"));
        assert_eq!(format!("{quick} a"), slow, "{c:?}");
    }
}

#[test]
fn plain_texts_fold_as_within_any_text() {
    for text in [
        "A Note",
        " first",
        "Two  Spaces ",
        "a\tTab",
        "a\u{7}Bell",
        "",
    ] {
        // A combining mark brings the whole text to the slower way.
        let slow = fold(&format!("{text} z\u{301}"));
        assert_eq!(fold(&format!("{text} z")), slow, "{text:?}");
    }
}

#[test]
fn words_are_found_as_they_were_written() {
    for (text, words, as_written) in [
        ("Pay a Small Fee", "small fee", Some("Small Fee")),
        ("Zahlen Sie  die  Gebühr!", "gebuhr", Some("Gebühr")),
        ("Die Gebu\u{308}hr", "gebuhr", Some("Gebu\u{308}hr")),
        ("Ask Jose\u{301} now", "jose", Some("Jose\u{301}")),
        (
            "Große STRASSE, Straße",
            "strasse, strasse",
            Some("STRASSE, Straße"),
        ),
        ("on W h a t s A p p", "whatsapp", Some("W h a t s A p p")),
    ] {
        let folded = fold(text);
        let at = folded.find(words).unwrap();
        let place = at..at + words.len();
        assert_eq!(written(text, &folded, place, fold), as_written, "{text}");
    }
    let title = "Leitende Personalberater:in für Köln";
    let folded = fold_title(title);
    let at = folded.find("personalberater").unwrap();
    let as_written = written(title, &folded, at..at + 15, fold_title);
    assert_eq!(as_written, Some("Personalberater"));
}

#[test]
fn a_folded_text_stays_as_it_is() {
    for text in ["Ærø Ǆ ǅ ﬀ ẞ İ", "a\u{301}b\u{202E}c", "１２３ ㎏"] {
        assert_eq!(fold(&fold(text)), fold(text));
    }
}
