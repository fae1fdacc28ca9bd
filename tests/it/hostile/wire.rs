//! What goes over the wire to the terminal, read by a reader that knows what the program may say and
//! nothing else.

use std::{thread, time::Duration};

use super::{is_bad, sets::all};
use crate::{
    store::{Seed, number},
    support::world::World,
    tui_pty::Terminal,
};

/// What may end a control sequence: colours, places, erasing, scrolling, modes, the shape of the cursor.
const FINALS: &str = "mHGdJKhlABCDrSTXPLM@qun";

/// Reads the whole output. The first thing that no program of ours says, with what stands around it.
fn foreign(bytes: &[u8]) -> Option<String> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        // The last character may still be on its way.
        Err(error) if error.error_len().is_none() => {
            str::from_utf8(&bytes[..error.valid_up_to()]).unwrap()
        }
        Err(error) => return Some(format!("no UTF-8 at {}", error.valid_up_to())),
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let read = match c {
            '\r' | '\n' | '\u{8}' => Some(after),
            '\u{1b}' => sequence(after),
            c if is_bad(c) => None,
            _ => Some(after),
        };
        let Some(next) = read else {
            let around: String = rest.chars().take(60).collect();
            return Some(format!("{around:?}"));
        };
        rest = next;
    }
    None
}

/// Behind an ESC. What is behind the sequence, or nothing if it is none of ours.
fn sequence(rest: &str) -> Option<&str> {
    if rest.is_empty() {
        return Some(rest);
    }
    if let Some(rest) = rest.strip_prefix('[') {
        let end =
            rest.find(|c: char| !matches!(c, '0'..='9' | ';' | ':' | '?' | '>' | '<' | '=' | ' '));
        return match end {
            None => Some(""),
            Some(end) if rest[end..].starts_with(|c| FINALS.contains(c)) => Some(&rest[end + 1..]),
            Some(_) => None,
        };
    }
    if let Some(rest) = rest.strip_prefix(']') {
        let end = rest.find(['\u{7}', '\u{1b}']);
        let Some(end) = end else {
            return Some("");
        };
        let (said, rest) = rest.split_at(end);
        let is_ours = match said.split_once(';') {
            Some(("0" | "2", title)) => title == "cordial",
            Some(("11", query)) => query == "?",
            Some(("8", link)) => {
                link == ";"
                    || link.strip_prefix(';').is_some_and(is_link)
                    || link
                        .split_once(';')
                        .is_some_and(|(id, link)| id.starts_with("id=") && is_link(link))
            }
            Some(("52", copied)) => copied.strip_prefix("c;").is_some_and(|text| {
                text.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
            }),
            _ => false,
        };
        return is_ours.then(|| {
            rest.strip_prefix('\u{7}')
                .or_else(|| rest.strip_prefix("\u{1b}\\"))
                .unwrap_or("")
        });
    }
    rest.strip_prefix(['7', '8', '=', '>'])
}

fn is_link(link: &str) -> bool {
    link.starts_with("https://") && link.bytes().all(|b| b.is_ascii_graphic())
}

#[test]
fn the_reader_knows_ours_and_refuses_theirs() {
    for ours in [
        "\u{1b}[1;31mx\u{1b}[0m",
        "\u{1b}[?1049h\u{1b}]11;?\u{1b}\\",
        "\u{1b}]8;;https://www.linkedin.com/in/x\u{1b}\\x\u{1b}]8;;\u{1b}\\",
        "käse\r\n",
    ] {
        assert_eq!(foreign(ours.as_bytes()), None, "{ours:?}");
    }
    for theirs in [
        "\u{1b}]0;x\u{7}",
        "\u{9b}31m",
        "\u{1b}P1\u{1b}\\",
        "\u{1b}[6n\u{1b}[21t",
        "\u{1b}]8;;file:///x\u{1b}\\",
        "\u{7}",
        "\u{202e}",
        "\u{1b}c",
        "\u{1b}]52;c;?\u{7}",
    ] {
        assert!(foreign(theirs.as_bytes()).is_some(), "{theirs:?}");
    }
}

/// Keys that somebody may press, but for those that end it or, as the demo does, begin another one.
const KEYS: &[&str] = &[
    "j",
    "k",
    "g",
    "G",
    "h",
    "l",
    "\t",
    "\r",
    "\u{1b}",
    "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[5~",
    "\u{1b}[6~",
    "\u{4}",
    "\u{15}",
    "/",
    "?",
    "f",
    "e",
    "W",
    "v",
    "V",
    "s",
    "S",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "a",
    "i",
    "n",
    " ",
    "x",
    ".",
    "u",
    "t",
    "T",
    "p",
    "#",
    "z",
    "H",
    "L",
    "=",
    "|",
    "o",
    "y",
    "c",
    "C",
    "d",
    "m",
    "M",
    "w",
    "b",
    "B",
    "r",
    "R",
    "E",
    "N",
    "P",
    "A",
    "I",
];

/// A long run: `CORDIAL_KEYS=2000 cargo test --test it nothing_foreign`, in all five sizes.
///
/// No editor is set: while one has the terminal, the system itself shows the keys that come.
#[test]
fn nothing_foreign_goes_to_the_terminal_whatever_is_pressed() {
    const SIZES: [(u16, u16); 5] = [(36, 120), (24, 80), (16, 50), (60, 200), (14, 44)];
    let asked = number("CORDIAL_KEYS");
    let keys = asked.unwrap_or(60);
    for (turn, set) in all().iter().enumerate() {
        let world = World::new();
        let folder = world.home.path().join("hostile");
        set.write(&folder);
        world.run(&["import", folder.to_str().unwrap()]).ok();
        for (at, size) in SIZES.into_iter().enumerate() {
            // One size a set in CI, so that each has its turn.
            if asked.is_none() && at != turn % SIZES.len() {
                continue;
            }
            let mut seed = Seed(20_261_129 + (turn * 8 + at) as u64);
            let mut terminal = Terminal::at_home(
                world.home.path(),
                &[("BROWSER", "true"), ("PATH", "/usr/bin:/bin")],
            );
            terminal.resize(size.0, size.1);
            for batch in 0..keys.div_ceil(6) {
                let pressed: String = (0..6).map(|_| KEYS[seed.below(KEYS.len())]).collect();
                if !terminal.try_keys(&pressed) {
                    break;
                }
                terminal.take_for(Duration::from_millis(25));
                if batch % 8 == 7 {
                    // Out of whatever is open, so that the walk goes on.
                    for _ in 0..3 {
                        terminal.try_keys("\u{1b}");
                        thread::sleep(Duration::from_millis(5));
                    }
                }
            }
            terminal.take_for(Duration::from_millis(60));
            assert!(
                terminal.bytes().len() > 2_000,
                "{}: it drew nothing",
                set.name
            );
            assert_eq!(foreign(terminal.bytes()), None, "{} in {size:?}", set.name);
            assert!(
                terminal.runs(),
                "{} in {size:?}: {}",
                set.name,
                terminal.contents()
            );
        }
    }
}
