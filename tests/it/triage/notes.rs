use cordial::domain::triage::{Severity, Verdict};

use super::{of_note, warned};

#[test]
fn notes_that_must_stay_silent() {
    for note in [
        "I had some pipeline ideas after your talk.",
        "We work on signal measurement in Oslo.",
        "How do you tax outside income in your tool?",
        "The pretty manual of your library helped me.",
        "I like your photography.",
        "I enjoyed your open approach to hiring.",
        "My profile is https://de.linkedin.com/in/mira-example",
        "See https://www.linkedin.com/in/mira-example.",
        "I also write Erlang/OTP for a living.",
        "Your article on inheritance versus composition was clear.",
        "We raised 5 million euro and are hiring in Berlin.",
        "I am a product manager for bank account opening at Northwind.",
        "I run the gift card team at Globex.",
        "Hola Robin, busco ingenieros de plataforma para nuestro equipo en Contoso. ¿Te puedo contar más?",
        "Bonjour, nous cherchons deux développeurs Rust, puis-je vous en dire plus ?",
        "Olá, procuro engenheiras para a nossa equipa, posso contar mais?",
        "I studied at ETH and moved into investment research.",
        "Please call me at 10 on Monday, as agreed.",
        "Nice to meet you; I hope to get to know you better at the offsite.",
        "My dear friend Anna suggested I write to you.",
        "Your photos of the Lofoten are on my wall.",
        "I run projects in Berlin for Acme.",
        "I study multilevel models and read your paper.",
        "Our alumni group is on WhatsApp, you may know it.",
        "The lecture notes are at https://example.org/rust, thanks for your talk.",
        "Tomorrow I give a talk on WhatsApp groups in schools.",
        "Здравствуйте! Мы познакомились на конференции, буду рад быть на связи.",
        "Мы ищем разработчика в команду, удалённо, зарплата до 300 тыс., интересно?",
        "先日のセミナーでお会いした田中です。よろしくお願いします。",
        "エンジニアのポジションで募集しております。ご興味があればご面談ください。",
        "我在银行做反诈工作,很喜欢您的文章。",
        "我们公司在招后端工程师,年薪40万,感兴趣可以聊聊吗?",
        "Vi söker en controller, heltid, kan du tänka dig ett kort samtal?",
        "Kami mencari analis data untuk kantor Jakarta, gaji 15 juta, tertarik?",
        "नमस्ते, हम पिछले हफ्ते सम्मेलन में मिले थे",
        "مرحبا، التقينا في المؤتمر الأسبوع الماضي",
    ] {
        let judgement = of_note(note);
        assert!(
            judgement.warnings.is_empty(),
            "{note}: {:?}",
            judgement.warnings
        );
        assert!(judgement.pitch.is_empty(), "{note}: {:?}", judgement.pitch);
    }
}

#[test]
fn an_exciting_opportunity_of_a_recruiter_is_no_scheme() {
    let judgement = of_note("We have an exciting opportunity for a Rust engineer at Acme.");
    assert!(judgement.pitch.is_empty() && judgement.warnings.is_empty());
}

#[test]
fn notes_that_must_warn() {
    for note in [
        "Look at http://linkedin.com.evil.example/x",
        "Look at https://linkedin.com@evil.example",
        "Please write to me on 𝗪𝗵𝗮𝘁𝘀𝗔𝗽𝗽",
        "Please write to me on Whats\u{200B}App",
        "See bit.ly/3xyzab",
        "Please email me at mira@gmail.com",
    ] {
        let judgement = of_note(note);
        assert_eq!(
            judgement.warnings.len(),
            1,
            "{note}: {:?}",
            judgement.warnings
        );
        assert_eq!(judgement.verdict, Verdict::Check, "{note}");
    }
}

#[test]
fn another_warning_makes_a_move_elsewhere_a_stop() {
    let judgement = of_note("Passive income from home. Write me on WhatsApp.");
    let stops = judgement
        .warnings
        .iter()
        .filter(|w| w.severity == Severity::Stop);
    assert_eq!(stops.count(), 2, "{:?}", judgement.warnings);
}

#[test]
fn a_messenger_that_is_only_named_is_information() {
    let named = of_note("Our alumni group is on WhatsApp, you may know it.");
    assert!(named.warnings.is_empty());
    assert_eq!(named.info[0].id, "I_MESSENGER");
    let asked = of_note("Could you write to me on WhatsApp?");
    assert_eq!(warned(&asked), ["W_OFFPLATFORM"]);
    assert!(asked.info.is_empty(), "the warning says it");
}

#[test]
fn a_link_is_a_warning_beside_a_pitch_only() {
    let alone = of_note("The slides are at https://example.org/slides");
    assert!(alone.warnings.is_empty());
    assert_eq!(alone.info[0].id, "I_LINK");
    let pitch = of_note("We help founders find clients, see https://example.org/offer");
    assert_eq!(warned(&pitch), ["W_LINK"]);
}

#[test]
fn phone_numbers_are_information() {
    for note in [
        "Call 020 7946 0000",
        "Call (415) 555 0100",
        "+49 30 901820 works",
        "415-555-0100",
    ] {
        let judgement = of_note(note);
        assert!(
            judgement.info.iter().any(|mark| mark.id == "I_PHONE"),
            "{note}"
        );
        assert!(judgement.warnings.is_empty(), "{note}");
    }
}

#[test]
fn linkedins_own_texts_are_no_note() {
    for note in [
        "I'd like to add you to my professional network on LinkedIn.",
        "I’d like to join your LinkedIn network.",
        "Ich würde mich gerne mit Ihnen vernetzen.",
        "J'aimerais vous ajouter à mon réseau professionnel.",
        "Me gustaría añadirte a mi red profesional.",
    ] {
        let judgement = of_note(note);
        assert!(
            judgement.pitch.is_empty() && judgement.good.is_empty(),
            "{note}"
        );
        assert_eq!(judgement.score, 50);
    }
}

#[test]
fn the_matched_words_are_shown() {
    let judgement = of_note("It is only a small processing fee, and then you start.");
    assert_eq!(warned(&judgement), ["W_MONEY"]);
    assert_eq!(judgement.warnings[0].matched, "small processing fee");
}

#[test]
fn weak_signs_warn_together_and_are_shown() {
    let alone = "My sister is a widow and paints.";
    assert!(warned(&of_note(alone)).is_empty());
    let together = of_note(
        "We look for owners of old LinkedIn profiles. You keep the password, our staff logs in, and \
         your first pay comes tonight.",
    );
    assert_eq!(warned(&together), ["W_SIGNS"]);
    let warning = &together.warnings[0];
    assert_eq!(warning.severity, Severity::Check);
    assert!(
        warning.matched.split(" · ").count() >= 2,
        "{}",
        warning.matched
    );
}

#[test]
fn weak_signs_of_selling_mark_a_pitch_unless_others_speak_against_it() {
    let sells = of_note("Our print shop saves restaurants a day a month, from 90 euros.");
    assert_eq!(sells.pitch[0].id, "P_SIGNS");
    assert!(
        sells.pitch[0].matched.contains(" · "),
        "{}",
        sells.pitch[0].matched
    );
    assert_eq!(sells.score, 42);
    let asks = of_note(
        "Our print shop saves restaurants a day a month, I read in your thesis. May I ask two \
         questions for my own?",
    );
    assert!(asks.pitch.is_empty(), "{:?}", asks.pitch);
}

#[test]
fn signs_say_nothing_beside_a_plainer_rule() {
    let judgement = of_note("Passive income, risk free, withdraw daily, kindly text me.");
    assert!(!warned(&judgement).contains(&"W_SIGNS"));
    assert!(!judgement.warnings.is_empty());
}
