//! Lines of a copied page, and what a line says by its form alone.

use super::words;
use crate::{
    domain::{
        paste::{Count, Section},
        person::PersonKey,
    },
    import::profile_url,
    text::{Safe, fold::fold},
};

/// A headline has at most 220 characters; what is longer is no line about a number.
const LONG: usize = 240;

/// A line that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What it says, cleaned.
    pub(super) text: String,
    /// The same, folded to compare it.
    pub(super) folded: String,
    /// Whether it stood there twice: what is a link, and read to the blind, is copied twice.
    pub(super) doubled: bool,
    /// The profile that it links to.
    pub(super) link: Option<PersonKey>,
}

/// The lines of a text that hold something, doubles joined.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for raw in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let Some(line) = Line::read(raw) else {
            continue;
        };
        match lines.last_mut() {
            // An address on a line of its own belongs to the one before.
            Some(last) if line.text.is_empty() => last.link = last.link.take().or(line.link),
            Some(last) if last.folded == line.folded => {
                last.doubled = true;
                last.link = last.link.take().or(line.link);
            }
            None if line.text.is_empty() => {}
            _ => lines.push(line),
        }
    }
    lines
}

impl Line {
    fn read(raw: &str) -> Option<Self> {
        let clean = Safe::outgoing(raw);
        let (text, link) = take_link(clean.trim());
        let text = text
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '•' | '|'))
            .to_owned();
        let folded = fold(&text);
        (!folded.is_empty() || link.is_some()).then_some(Self {
            text: if folded.is_empty() {
                String::new()
            } else {
                text
            },
            folded,
            doubled: false,
            link,
        })
    }

    fn is(&self, table: &[&str]) -> bool {
        table.contains(&self.folded.as_str())
    }

    /// The section whose heading this is.
    pub(super) fn heading(&self) -> Option<Section> {
        let mut rows = words::HEADINGS.iter();
        rows.find(|(_, words)| self.is(words))
            .map(|(section, _)| *section)
    }

    /// Whether it refuses an invitation.
    pub(super) fn is_ignore(&self) -> bool {
        self.is(words::IGNORE)
    }

    /// Whether it accepts an invitation.
    pub(super) fn is_accept(&self) -> bool {
        self.is(words::ACCEPT)
    }

    /// Whether it is a button of the page.
    pub(super) fn is_chrome(&self) -> bool {
        let chip = chip(&self.folded).map_or(self.folded.as_str(), |(words, _)| words);
        words::CHROME.contains(&chip)
            || chip != self.folded && (words::MUTUAL.contains(&chip) || chip.starts_with("your "))
            || self.is_fold()
    }

    /// Whether it is only the key that opens or closes a long text.
    pub(super) fn is_fold(&self) -> bool {
        let bare = self.folded.trim_start_matches(['.', '…', ' ']);
        words::MORE.contains(&bare) || words::LESS.contains(&bare)
    }

    /// Whether it answers a note.
    pub(super) fn is_reply(&self) -> bool {
        self.folded.len() < LONG
            && (words::REPLY
                .iter()
                .any(|start| self.folded.starts_with(start))
                || words::REPLY_END
                    .iter()
                    .any(|end| self.folded.ends_with(end)))
    }

    /// The name in `Mira Example is inviting you to connect`.
    pub(super) fn inviter(&self) -> Option<&str> {
        let phrase = words::INVITES
            .iter()
            .filter(|phrase| self.folded.ends_with(*phrase))
            .max_by_key(|phrase| phrase.len())?;
        let words = phrase.split(' ').count();
        let mut rest = self.text.trim_end_matches('.');
        for _ in 0..words {
            rest = rest
                .trim_end()
                .rsplit_once(char::is_whitespace)
                .map_or("", |(before, _)| before);
        }
        Some(undoubled(rest.trim()))
    }

    /// How near somebody is; nothing about them.
    pub(super) fn is_degree(&self) -> bool {
        self.is(words::DEGREES)
            || self.folded.len() < 40 && words::DEGREE_WORDS.iter().any(|w| self.folded.contains(w))
    }

    /// Pronouns such as `she/her`.
    pub(super) fn is_pronouns(&self) -> bool {
        let bare = self.folded.trim_matches(['(', ')']);
        let mut parts = bare.split('/');
        bare.len() <= 20
            && bare.contains('/')
            && parts
                .all(|part| (2..=6).contains(&part.len()) && part.chars().all(char::is_alphabetic))
    }

    /// Whether it opens the contact data.
    pub(super) fn is_contact_info(&self) -> bool {
        self.is(words::CONTACT_INFO)
    }

    /// A number of connections: `500+ connections`.
    pub(super) fn connections(&self) -> Option<Count> {
        counted(&self.folded, words::CONNECTIONS)
    }

    /// A number of followers.
    pub(super) fn followers(&self) -> Option<Count> {
        counted(&self.folded, words::FOLLOWERS)
    }

    /// How many mutual connections a line names: `Jon Sample and 3 other mutual connections`.
    pub(super) fn mutual(&self) -> Option<u32> {
        if self.folded.len() > LONG {
            return None;
        }
        let rest = words::MUTUAL
            .iter()
            .filter_map(|end| self.folded.strip_suffix(end))
            .min_by_key(|rest| rest.len())?;
        let rest = rest.trim_end();
        let words: Vec<&str> = rest.split_whitespace().collect();
        let number = |word: &str| word.parse::<Count>().ok().map(|count| count.number);
        let last = words.iter().rposition(|word| number(word).is_some());
        if let Some(at) = last {
            let others = words.get(at).and_then(|word| number(word))?;
            let before = words.get(..at).unwrap_or_default().join(" ");
            return others.checked_add(names(&before));
        }
        // `Jon Sample is a mutual connection`: without a verb it is no count.
        let named = names(rest);
        (named > 0 && words.len() > 2).then_some(named)
    }

    /// How many days ago: `2 weeks ago`.
    pub(super) fn age(&self) -> Option<u32> {
        if self.folded.len() > 30 {
            return None;
        }
        if let Some((_, days)) = words::DAYS.iter().find(|(word, _)| *word == self.folded) {
            return Some(*days);
        }
        let (mut number, mut unit) = (None, None);
        for word in self.folded.split(' ') {
            let split = word
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(word.len());
            let (digits, letters) = word.split_at_checked(split).unwrap_or((word, ""));
            if !digits.is_empty() && number.is_none() {
                number = Some(digits.parse::<u32>().ok()?);
                if letters.is_empty() {
                    continue;
                }
            } else if !digits.is_empty() {
                return None;
            }
            let days = words::UNITS
                .iter()
                .find(|(_, words)| words.contains(&letters));
            match days {
                Some((days, _)) if number.is_some() && unit.is_none() => unit = Some(*days),
                _ if words::AROUND_AGE.contains(&letters) => {}
                _ if number.is_none() && words::ONE.contains(&letters) => number = Some(1),
                _ => return None,
            }
        }
        number?.checked_mul(unit?)
    }
}

/// `All (23)`: the words and the number of a chip.
pub(super) fn chip(folded: &str) -> Option<(&str, u32)> {
    let (words, number) = folded.strip_suffix(')')?.rsplit_once('(')?;
    let number: Count = number.parse().ok()?;
    Some((words.trim_end(), number.number))
}

/// A number and nothing but a word of a table, with `more than` before it or not.
fn counted(folded: &str, table: &[&str]) -> Option<Count> {
    if folded.len() > 60 {
        return None;
    }
    let (front, word) = folded.rsplit_once(' ')?;
    if !table.contains(&word) {
        return None;
    }
    let number = front.find(|c: char| c.is_ascii_digit())?;
    let (before, digits) = front.split_at_checked(number)?;
    let more = matches!(
        before.trim_end(),
        "more than" | "mehr als" | "plus de" | "mas de" | "piu di" | "mais de" | "over"
    );
    if !more && !before.is_empty() {
        return None;
    }
    let count: Count = digits.parse().ok()?;
    Some(Count {
        more: more || count.more,
        ..count
    })
}

/// How many names stand in a list such as `jon sample, pat placeholder and`.
fn names(list: &str) -> u32 {
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for word in list.split_whitespace() {
        let comma = word.ends_with(',');
        let word = word.trim_end_matches(',');
        let joins = words::AND.contains(&word);
        if !joins && !word.is_empty() {
            all.last_mut().into_iter().for_each(|name| name.push(word));
        }
        if comma || joins {
            all.push(Vec::new());
        }
    }
    // Behind a comma stands a name of several words, or what somebody may put behind their own.
    let named = all
        .iter()
        .enumerate()
        .filter(|(nth, name)| name.len() > 1 || *nth == 0 && !name.is_empty());
    u32::try_from(named.count()).unwrap_or_default()
}

/// `Mira ExampleMira Example` and `Mira Example Mira Example`, once.
fn undoubled(name: &str) -> &str {
    let half = name.len() / 2;
    let (Some((front, back)), Some((_, spaced))) = (
        name.split_at_checked(half),
        name.split_at_checked(name.len() - half),
    ) else {
        return name;
    };
    // Without a space between them the halves are as long; with one, one character is over.
    if front == back || half * 2 < name.len() && front == spaced {
        front.trim()
    } else {
        name
    }
}

/// The text of a line without the address of a profile in it, and whom that means.
fn take_link(text: &str) -> (String, Option<PersonKey>) {
    const PATHS: [&str; 2] = ["linkedin.com/in/", "linkedin.com/comm/in/"];
    let found = PATHS.iter().filter_map(|path| text.find(path)).min();
    let Some(found) = found else {
        return (text.to_owned(), None);
    };
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | '"' | '\'' | ',')
    };
    let (before, from) = text.split_at_checked(found).unwrap_or((text, ""));
    let start = before.rfind(ends).map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|s| s.chars().next())
            .map_or(1, char::len_utf8)
    });
    let end = found + from.find(ends).unwrap_or(from.len());
    let link = text.get(start..end).and_then(profile_url::key);
    let front = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let rest = format!("{front} {behind}");
    let rest = rest
        .replace("]( )", "]")
        .replace("( )", " ")
        .replace("< >", " ");
    let rest = rest
        .trim()
        .trim_matches(['[', ']', '<', '>', '"', ':'])
        .trim();
    (rest.to_owned(), link)
}

/// A name without what LinkedIn puts behind it: nearness, pronouns, marks.
pub(super) fn bare_name(text: &str) -> String {
    let mut name = text;
    for sign in [" · ", " • ", "· ", "• "] {
        if let Some((front, _)) = name.split_once(sign) {
            name = front;
        }
    }
    let mut name = name.trim().to_owned();
    for mark in [
        " Verified",
        ", Verified",
        " Premium",
        ", Premium",
        " (Verified)",
        " 2nd",
        " 3rd",
        " 3rd+",
    ] {
        if let Some(front) = name.strip_suffix(mark) {
            name = front.trim_end().to_owned();
        }
    }
    if let Some((front, inside)) = name.strip_suffix(')').and_then(|n| n.rsplit_once('('))
        && inside.contains('/')
    {
        name = front.trim_end().to_owned();
    }
    undoubled(&name).to_owned()
}
