use proptest::prelude::*;

use super::*;
use crate::{
    domain::records::{Conversation, Traits},
    import::section::text_hash,
};

const CONNECTIONS: &str = "First Name|Last Name|URL|Email Address|Company|Position|Connected On";
const INVITATIONS: &str = "From|To|Sent At|Message|Direction|inviterProfileUrl|inviteeProfileUrl";
const MESSAGES: &str = "CONVERSATION ID|FROM|SENDER PROFILE URL|TO|RECIPIENT PROFILE URLS|DATE|\
                        SUBJECT|TEXT AT|TEXT BYTES|TEXT HASH|MARK";

/// Sections as lines of cells. A cell `@x` is the address of a profile, `#x` the hash of a text.
fn build(sections: &[(Kind, &str, &[&str])]) -> (Archive, Vec<Warning>) {
    let mut builder = Builder::new();
    for (kind, columns, rows) in sections {
        let columns: Vec<&str> = columns.split('|').collect();
        builder.begin(kind.id(), &columns);
        for row in *rows {
            let cells: Vec<String> = row.split('|').map(cell).collect();
            builder.row(&cells);
        }
    }
    builder.finish()
}

fn cell(text: &str) -> String {
    let url = |slug: &str| format!("https://www.linkedin.com/in/{slug}");
    if let Some(text) = text.strip_prefix('#') {
        return format!("{:016x}", text_hash(text));
    }
    if !text.starts_with('@') {
        return text.to_owned();
    }
    let urls: Vec<String> = text
        .split(',')
        .map(|slug| url(slug.trim_matches('@')))
        .collect();
    urls.join(",")
}

fn problems(warnings: &[Warning]) -> Vec<(Problem, &[u64])> {
    warnings
        .iter()
        .map(|w| (w.problem, w.rows.first.as_slice()))
        .collect()
}

#[test]
fn an_invitation_is_open_until_its_sender_is_a_connection() {
    let (archive, warnings) = build(&[
        (
            Kind::Connections,
            CONNECTIONS,
            &[
                "José|Example|@jos%C3%A9-example||||09 Jan 2024",
                "||||||08 Jan 2024",
            ],
        ),
        (
            Kind::Invitations,
            INVITATIONS,
            &[
                "José Example|Robin Example|1/9/24, 3:45 PM|Hi|INCOMING|@josé-example|@robin",
                "Mira Example|Robin Example|1/9/24, 3:45 PM||INCOMING|@mira|@robin",
                "Robin Example|Jon Sample|bad||OUTGOING|@robin|www.linkedin.com/in/jon",
                "Robin Example|Jon Sample|1/9/24, 3:45 PM||SIDEWAYS||",
            ],
        ),
    ]);
    let open: Vec<&str> = archive
        .invitations
        .iter()
        .filter(|invitation| invitation.is_open())
        .map(|invitation| &*invitation.name)
        .collect();
    assert_eq!(open, ["Mira Example"]);
    assert_eq!(archive.date_only.len(), 1);
    assert_eq!(archive.owner.key.unwrap().as_str(), "robin");
    assert_eq!(&*archive.owner.name, "Robin Example");
    let [jose, _, jon] = &archive.invitations[..] else {
        panic!("the row without direction is left out")
    };
    assert_eq!(jose.id.to_string(), "josé-example@2024-01-09T23:45Z");
    assert!(jon.is_open_sent() && jon.sent().is_none());
    assert_eq!(
        problems(&warnings),
        [(Problem::Date, &[3][..]), (Problem::Direction, &[4])]
    );
}

#[test]
fn without_urls_only_a_name_that_one_connection_bears_is_a_match() {
    let (archive, _) = build(&[
        (
            Kind::Invitations,
            INVITATIONS,
            &[
                "Mira  EXAMPLE|Robin Example|1/9/24, 3:45 PM||INCOMING",
                "Lee Testcase|Robin Example|1/9/24, 3:45 PM||INCOMING",
                "Lee Testcase|Robin Example|1/8/24, 3:45 PM||INCOMING",
            ],
        ),
        (
            Kind::Connections,
            CONNECTIONS,
            &[
                "Mira|Example|||||09 Jan 2024",
                "Lee|Testcase|||||09 Jan 2024",
                "Lee|Testcase|||||09 Jan 2024",
            ],
        ),
    ]);
    let [mira, lee, other] = &archive.invitations[..] else {
        panic!("{:?}", archive.invitations)
    };
    assert!(mira.connected && mira.by_name);
    assert_eq!(mira.id.person, archive.connections[0].key);
    assert!(lee.is_open() && !lee.by_name);
    assert_ne!(lee.id.person, other.id.person, "never merged by themselves");
    assert_ne!(archive.connections[1].key, archive.connections[2].key);
}

#[test]
fn a_second_row_about_one_person_is_left_out_and_told() {
    let rows = ["Mira|Example|@mira||||09 Jan 2024"; 2];
    let (archive, warnings) = build(&[(Kind::Connections, CONNECTIONS, &rows)]);
    assert_eq!(archive.connections.len(), 1);
    assert_eq!(problems(&warnings), [(Problem::SamePerson, &[2][..])]);
}

#[test]
fn messages_know_who_wrote_and_which_are_notes() {
    let (archive, warnings) = build(&[
        (
            Kind::Messages,
            MESSAGES,
            &[
                "a|Robin|@robin|Mira Example|@mira|2024-01-10 10:00:01 UTC||10|5|#x|",
                "a|Mira Example|@mira|Robin|@robin|2024-01-10 10:00:00 UTC||0|9|#Hi Robin|",
                "b|Pat||Robin|@robin|2024-01-11 10:00:00 UTC|Buy!|20|5|#x|",
                "c|Mira Example|@mira||@jon,@robin|2024-01-12 10:00:00 UTC||30|5|#x|",
                "d|LinkedIn Member||Robin|@robin|never||x|5|#x|empty",
            ],
        ),
        (
            Kind::Connections,
            CONNECTIONS,
            &["Mira|Example|@mira||||10 Jan 2024"],
        ),
        (
            Kind::Invitations,
            INVITATIONS,
            &["Mira Example|Robin|1/9/24, 3:45 PM|Hi  Robin|INCOMING|@mira|@robin"],
        ),
    ]);
    let messages = &archive.messages;
    let [a, b, c, d] = &messages.conversations[..] else {
        panic!("{:?}", messages.conversations)
    };
    let with = |c: &Conversation| c.with.map(|with| &*messages.parties[with as usize].name);
    assert_eq!(
        [a, b, c, d].map(with),
        [Some("Mira Example"), None, None, None]
    );
    let traits = |c| messages.of(c).iter().map(|m| m.traits).collect::<Vec<_>>();
    assert_eq!(traits(a), [Traits::NOTE, Traits::MINE], "oldest first");
    assert_eq!(
        traits(b),
        [Traits::SPONSORED],
        "a subject, a stranger, no answer"
    );
    assert_eq!(traits(c), [Traits::GROUP]);
    assert_eq!(traits(d), [Traits::EMPTY]);
    assert_eq!(messages.of(d)[0].at, 0);
    assert_eq!(
        problems(&warnings),
        [(Problem::Date, &[5][..]), (Problem::TextPlace, &[5])]
    );
}

#[test]
fn before_2023_the_other_side_of_a_sent_message_is_found_by_its_name() {
    let (archive, _) = build(&[
        (Kind::Profile, "First Name|Last Name", &["Robin|Example"]),
        (
            Kind::Messages,
            "CONVERSATION ID|FROM|SENDER PROFILE URL|TO|DATE|TEXT AT|TEXT BYTES|TEXT HASH|MARK",
            &[
                "a|Robin Example|@robin|Mira Example|2022-01-10 10:00:01 UTC|1|5|#x|",
                "b|Robin Example|@robin|Jon Sample|2022-01-10 10:00:01 UTC|1|5|#x|",
                "b|Jon Sample|@jon|Robin Example|2022-01-10 10:00:01 UTC|1|5|#x|",
            ],
        ),
        (
            Kind::Connections,
            CONNECTIONS,
            &["Mira|Example|||||10 Jan 2022", "Jon|Sample|||||10 Jan 2022"],
        ),
    ]);
    let messages = &archive.messages;
    let parties = messages
        .conversations
        .iter()
        .map(|c| c.with.unwrap() as usize);
    let keys: Vec<_> = parties
        .map(|with| messages.parties[with].key.clone())
        .collect();
    let connections = archive.connections.iter().map(|c| c.key.clone());
    assert_eq!(
        keys,
        connections.collect::<Vec<_>>(),
        "with and without an address"
    );
}

#[test]
fn the_owner_is_found_in_messages_when_invitations_do_not_tell() {
    let rows: Vec<String> = (0..10)
        .map(|n| format!("{n}|X|@other-{n}||@robin|2024-01-10 10:00:00 UTC||0|5|0|"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (archive, _) = build(&[(Kind::Messages, MESSAGES, &rows)]);
    assert_eq!(archive.owner.key.unwrap().as_str(), "robin");

    let (archive, _) = build(&[
        (Kind::Profile, "First Name|Last Name", &["Robin|Example"]),
        (
            Kind::Messages,
            MESSAGES,
            &["a|Robin Example|@robin|Mira||2024-01-10 10:00:01 UTC||1|5|0|"],
        ),
        (
            Kind::Invitations,
            INVITATIONS,
            &["Mira|Robin|1/9/24, 3:45 PM||INCOMING|urn:li:member:1|urn:li:member:2"],
        ),
    ]);
    assert_eq!(archive.owner.key.unwrap().as_str(), "robin");
    assert!(archive.messages.list.all()[0].traits.has(Traits::MINE));
    assert_eq!(archive.invitations[0].id.person.as_str(), "member:1");
}

#[test]
fn people_alike_in_everything_are_read_in_time_that_grows_with_their_number() {
    let rows = vec!["Mira|Example|||||09 Jan 2024"; 20_000];
    let (archive, _) = build(&[(Kind::Connections, CONNECTIONS, &rows)]);
    let keys: std::collections::HashSet<_> = archive.connections.iter().map(|c| &c.key).collect();
    assert_eq!(keys.len(), rows.len());
}

proptest! {
    #[test]
    fn any_cells_of_any_kind_are_read(
        kind in 0..Kind::ALL.len(),
        rows in proptest::collection::vec(proptest::collection::vec(".{0,12}|[0-9/:, APM|@;]{0,12}", 0..16), 0..6),
    ) {
        let kind = Kind::ALL[kind];
        let columns = crate::import::source::of(kind).unwrap().columns;
        let columns: Vec<&str> = columns.iter().map(|column| column.name).collect();
        let mut builder = Builder::new();
        builder.begin(kind.id(), &columns);
        for row in &rows {
            builder.row(row);
        }
        let (archive, _) = builder.finish();
        prop_assert_eq!(archive.kinds, [kind.id()]);
    }
}

#[test]
fn lists_lose_their_brackets_and_labels() {
    let (archive, _) = build(&[(
        Kind::Profile,
        "First Name|Websites|Birth Date",
        &["Robin|[PERSONAL:https://a.example,https://b.example]|yes"],
    )]);
    let websites: Vec<&str> = archive.profile.websites.iter().map(|w| &**w).collect();
    assert_eq!(websites, ["https://a.example", "https://b.example"]);
    assert!(archive.profile.has_birth_date && !archive.profile.has_address);
}
