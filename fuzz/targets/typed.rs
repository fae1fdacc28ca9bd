//! What is typed, and dates as archives write them.

use std::collections::BTreeMap;

use cordial::{
    app::{
        key,
        keymap::{self, Keymap},
    },
    domain::{book::Book, entry::Entry, mention, step::Channel, when},
    import::dates,
    query::{self, Rows},
};

use super::{today, words};
use crate::engine::{Target, outcome};

/// Dates of archives: one, or none, never a panic.
pub(crate) const ARCHIVE_DATE: Target = Target::new(
    archive_date,
    &[
        "2024-01-09 15:45:12 UTC",
        "1/9/24, 3:45 PM",
        "09 Jan 2024",
        "Jan 2024",
        "AM",
        "\u{202f}PM",
        "UTC",
        "12:00",
        "29 Feb",
        "9999",
        "You uploaded a photo on ",
    ],
);

fn archive_date(input: &[u8]) -> u64 {
    let text = words(input);
    let wall = dates::wall(&text);
    if let Some(wall) = wall {
        dates::pacific_to_utc(wall);
    }
    let days = [
        dates::iso_day(&text),
        dates::connected_on(&text),
        dates::upload_day(&text),
    ];
    let instants = [
        dates::utc(&text),
        dates::ctime(&text),
        dates::pacific(&text),
    ];
    let month = dates::month_year(&text);
    assert!(month.is_none_or(|m| m.month.is_none_or(|m| (1..=12).contains(&m))));
    let days = days.map(|day| day.is_some());
    outcome(&(
        days,
        instants.map(|at| at.is_some()),
        wall.is_some(),
        month.is_some(),
    ))
}

/// Dates as people type them: a day on the right side of today, and the same in another case.
pub(crate) const TYPED_DATE: Target = Target::new(
    typed_date,
    &[
        "tomorrow",
        "next ",
        "last ",
        "in ",
        "ago",
        "weeks",
        "months",
        "+2w",
        "-3d",
        "1 dec",
        "2026-12-24",
        "24.12.",
        "12/24",
        "fri",
        "end of month",
        "morgen",
        "th",
    ],
);

fn typed_date(input: &[u8]) -> u64 {
    let text = words(input);
    let (next, last) = (
        when::parse(&text, today()),
        when::parse_past(&text, today()),
    );
    assert!(next.as_ref().is_ok_and(|day| *day >= today()) || next.is_err());
    assert!(last.as_ref().is_ok_and(|day| *day <= today()) || last.is_err());
    if let Ok(day) = next {
        assert_eq!(when::parse(&day.to_string(), today()), Ok(day), "{text:?}");
    }
    for why in next.iter().map(ToString::to_string) {
        assert!(!why.contains(char::is_control));
    }
    let (day, rest) = when::within(&text, today());
    assert!(text.contains(rest));
    outcome(&(
        next.map(drop).map_err(|e| e.to_string()),
        last.is_ok(),
        day.is_some(),
    ))
}

/// A line about a contact: never a day to come, and no words that were not typed.
pub(crate) const ENTRY: Target = Target::new(
    entry,
    &[
        "yesterday ",
        "coffee with ",
        "@",
        ", ",
        "on friday",
        "called ",
        "met ",
        "2 days ago",
        "\n",
    ],
);

fn entry(input: &[u8]) -> u64 {
    let text = words(input);
    let entry = Entry::read(&text, today());
    assert!(entry.on <= today());
    if let Some(about) = &entry.text {
        assert!(!about.is_empty());
    }
    let book = Book::default();
    let named = mention::mentions(&book, &text).is_empty();
    let is_message = entry.channel == Channel::Message;
    outcome(&(entry.on == today(), is_message, entry.text.is_some(), named))
}

/// Keys: what is read is shown in a form that reads back the same.
pub(crate) const KEYS: Target = Target::new(
    typed_keys,
    &[
        "Ctrl-", "Alt-", "Shift-", "Space", "Tab", "Esc", "Enter", "F12", "F0", "PgUp", "<C-x>",
        " ",
    ],
);

fn typed_keys(input: &[u8]) -> u64 {
    let text = words(input);
    let keys = key::sequence(&text);
    if let Ok(keys) = &keys {
        let shown = keymap::words(keys);
        assert_eq!(key::sequence(&shown).as_ref(), Ok(keys), "{shown:?}");
    }
    let own = BTreeMap::from([("accept".to_owned(), vec![text.into_owned()])]);
    let faults = Keymap::new(&own)
        .map(drop)
        .map_err(|faults| faults.len().min(3));
    outcome(&(keys.map(|keys| keys.len().min(3)).map_err(drop), faults))
}

/// Queries: what was understood prints as a text that reads back the same, faults stand inside
/// of the text, and what completion offers is understood or only begun.
pub(crate) const QUERY: Target = Target::new(
    typed_query,
    &[
        "class:",
        "company:",
        "has:note",
        "mutual>",
        "last<90d",
        "-",
        " or ",
        "\"",
        "|",
        "2024-05",
        "is:",
        ">=",
        "..",
        "circle:none",
        "warn:",
        ":",
    ],
);

fn typed_query(input: &[u8]) -> u64 {
    let text = words(input);
    let mut outcomes = Vec::new();
    for (rows, _) in Rows::ALL {
        let parsed = query::parse(&text, rows);
        for fault in &parsed.faults {
            assert!(text.get(fault.range.clone()).is_some(), "{fault:?}");
            fault.carets(&text);
        }
        let printed = parsed.query.to_string();
        let again = query::parse(&printed, rows);
        assert_eq!(again.faults, [], "{printed:?} of {text:?}");
        assert_eq!(again.query, parsed.query, "{printed:?} of {text:?}");
        query::Search::new(&parsed.query, today());
        query::aside(&text, rows);
        let offered = query::complete(&text, rows);
        assert!(text.is_char_boundary(offered.from));
        offered.apply(&text);
        outcomes.push((
            parsed.faults.len().min(2),
            parsed.query.is_empty(),
            offered.words.len().min(2),
        ));
    }
    outcome(&outcomes)
}
