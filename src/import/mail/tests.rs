use super::*;
use proptest::prelude::*;

/// The form of 2016, with today's sender; all people are invented.
pub(super) const PLAIN: &str = "\
From: Mira Example via LinkedIn <invitations@linkedin.com>
To: robin@example.org
Subject: Robin, please add me to your LinkedIn network
Date: Fri, 20 Nov 2026 17:04:31 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b1

--b1
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

Hi Robin,

We met at RustConf; your talk on caf=C3=A9 queues stayed with me.

Mira Example
Head of Platform at Northwind

View profile: https://www.linkedin.com/comm/in/mira-example?midToken=3DAQsecret&otpToken=3Dxyz

Accept: https://www.linkedin.com/comm/mynetwork/invite-accept/invitationId/6200000000000000001/sharedKey/k3y/?trk=3Deml-email_m2m_invite_single_01

Unsubscribe: https://www.linkedin.com/e/v2?e=3Dxx
This email was intended for Robin Example (Engineer).
--b1
Content-Type: text/html; charset=UTF-8

<html><body><a href=\"https://www.linkedin.com/comm/in/robin-own?x=1\">Robin</a></body></html>
--b1--
";

fn read(text: &str) -> Mails {
    let mut mails = Mails::default();
    mails.read(text.as_bytes());
    mails
}

#[test]
fn an_invitation_says_who_what_and_when_and_keeps_no_secret() {
    let mails = read(PLAIN);
    let [mail] = mails.invitations.as_slice() else {
        panic!("{mails:?}")
    };
    assert_eq!(mail.card.name, "Mira Example");
    assert_eq!(mail.card.person.as_ref().unwrap().as_str(), "mira-example");
    assert_eq!(
        mail.card.headline.as_deref(),
        Some("Head of Platform at Northwind")
    );
    assert_eq!(
        mail.card.note.as_deref(),
        Some("Hi Robin, We met at RustConf; your talk on café queues stayed with me.")
    );
    assert_eq!(mail.sent.unwrap().to_rfc3339(), "2026-11-20T17:04:00+00:00");
    assert!(!mail.reminder);
    let all = format!("{mails:?}");
    for secret in ["AQsecret", "xyz", "k3y", "sharedKey", "midToken"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[test]
fn the_words_that_linkedin_puts_in_are_no_note() {
    let mails = read(&PLAIN.replace(
        "We met at RustConf; your talk on caf=C3=A9 queues stayed with me.",
        "I'd like to join your LinkedIn network.",
    ));
    assert_eq!(mails.invitations[0].card.note, None);
    let greeting = read(&PLAIN.replace(
        "We met at RustConf; your talk on caf=C3=A9 queues stayed with me.\n",
        "",
    ));
    assert_eq!(greeting.invitations[0].card.note, None);
}

#[test]
fn links_in_a_note_lose_their_secrets() {
    let mails = read(&PLAIN.replace(
        "We met at RustConf;",
        "See https://example.org/a?midToken=3DAQsecret#otp and https://www.linkedin.com/x/sharedKey/k3y/ now,",
    ));
    let note = mails.invitations[0].card.note.clone().unwrap();
    assert!(
        note.contains("https://example.org/a and https://www.linkedin.com/x now,"),
        "{note}"
    );
    assert_eq!(
        link::without_secrets(
            "a https://e.org/p?t=1#x b (http://l.com/i/sharedKey/k/?z) http www.linkedin.com/c?otpToken=s why? #rust"
        ),
        "a https://e.org/p b (http://l.com/i) http www.linkedin.com/c why? #rust"
    );
}

#[test]
fn a_page_without_a_text_part_names_the_profile_by_its_links() {
    let mails = read(
        "From: =?UTF-8?Q?Jos=C3=A9_Example?= via LinkedIn <INVITATIONS@linkedin.com>\n\
         Subject: Voglio collegarmi\nDate: Fri, 20 Nov 2026 18:04:31 +0100\n\
         Content-Type: text/html\n\n\
         <p><a href='https://www.linkedin.com/comm/in/jos%C3%A9-example?otpToken=z'>Jos&eacute; Example</a></p>\
         <p>Engineer</p><a href=\"https://www.linkedin.com/comm/in/robin-own/\">you</a>",
    );
    let card = &mails.invitations[0].card;
    assert_eq!(card.name, "José Example");
    assert_eq!(card.person.as_ref().unwrap().as_str(), "josé-example");
}

#[test]
fn reminders_are_told_and_answers_and_other_mail_are_none() {
    let reminder = read(&PLAIN.replace(
        "Robin, please add me to your LinkedIn network",
        "Mira's invitation is waiting for your response",
    ));
    assert!(reminder.invitations[0].reminder);
    for (from, to) in [
        ("invitations@linkedin.com", "messages-noreply@linkedin.com"),
        (
            "invitations@linkedin.com",
            "invitations@linkedin.com.evil.example",
        ),
        (
            "Mira Example via LinkedIn <invitations@linkedin.com>",
            "nobody",
        ),
        ("Mira Example via LinkedIn <", "LinkedIn <"),
        ("Mira Example via LinkedIn <", "via LinkedIn <"),
    ] {
        let mails = read(&PLAIN.replace(from, to));
        assert_eq!((mails.invitations.len(), mails.others), (0, 1), "{to}");
    }
    let accepted = "From: Mira Example via LinkedIn <invitations@linkedin.com>\n\
                    Subject: Mira accepted your invitation, explore their network\n\nhello\n";
    assert_eq!(read(accepted).others, 1);
}

#[test]
fn an_mbox_holds_many_and_quotes_lines_that_look_like_its_separator() {
    let mbox = format!(
        "From a@b Fri Nov 20 17:04:31 2026\n{}\n\nFrom c@d Fri Nov 20 17:04:31 2026\r\n{}",
        PLAIN.replace("We met", "\n>From afar we met"),
        PLAIN.replace("Mira Example", "Jon Sample"),
    );
    let mails = read(&mbox);
    let names: Vec<&str> = mails
        .invitations
        .iter()
        .map(|m| m.card.name.as_str())
        .collect();
    assert_eq!(names, ["Mira Example", "Jon Sample"]);
    assert!(
        mails.invitations[0]
            .card
            .note
            .as_ref()
            .unwrap()
            .contains(" From afar")
    );
}

#[test]
fn mails_are_told_from_copied_pages() {
    assert!(is_mail(PLAIN.as_bytes()));
    assert!(is_mail(format!("From x Fri\n{PLAIN}").as_bytes()));
    assert!(is_mail(
        b"\r\nReceived: x\r\n by y\r\nFROM: <a@b>\r\n\r\nhi"
    ));
    for page in [
        "Mira Example\nIgnore\nAccept\n",
        "Note: x\n\nFrom: y\n",
        "",
        "From here on\nit is",
    ] {
        assert!(!is_mail(page.as_bytes()), "{page}");
    }
}

#[test]
fn limits_hold() {
    let mut large = PLAIN.as_bytes().to_vec();
    large.resize(MOST_BYTES + 1, b'x');
    let mut mails = Mails::default();
    mails.read(&large);
    assert_eq!((mails.invitations.len(), mails.too_large), (0, 1));
    // 15,000 parts within each other.
    let mut nested = "From: M <invitations@linkedin.com>\n".to_owned();
    for depth in 0..15_000 {
        nested += &format!("Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n");
    }
    mails.read(nested.as_bytes());
    let folded = format!(
        "From: M <invitations@linkedin.com>\nSubject: {}\n\n",
        "\n x".repeat(300_000)
    );
    mails.read(folded.as_bytes());
    let date = format!(
        "From: M <invitations@linkedin.com>\nDate: {}\n\n",
        "(".repeat(900_000)
    );
    mails.read(date.as_bytes());
    assert_eq!(mails.too_large, 1);
}

proptest! {
    #[test]
    fn any_bytes_are_some_mails(
        front in "(From: M <invitations@linkedin.com>\n)?(Subject: |Date: |Content-Type: |\n){0,4}",
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        text in "(<[a-z/!-]{0,9}>|&[a-z#]{0,9};?|=[0-9A-F]{0,2}|=\\?utf-8\\?[bq]\\?|[é\\u{0}-\\u{ff}]){0,60}",
    ) {
        let mut mails = Mails::default();
        let mut all = front.clone().into_bytes();
        all.extend(&bytes);
        mails.read(&all);
        mails.read(format!("{front}Content-Type: text/html\n\n{text}").as_bytes());
        mails.read(format!("{front}\n{text}").as_bytes());
        prop_assert!(mails.invitations.len() <= 3);
    }
}

/// E-mails that are broken on purpose: `tests/corpora/README.md`.
#[test]
fn broken_mails_that_others_collected_are_no_invitations() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpora/mail");
    let mut mails = Mails::default();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        mails.read(&std::fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert_eq!((mails.invitations.len(), mails.others), (0, count));
    assert_eq!(count, 24);
}
