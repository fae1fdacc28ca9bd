//! The page of invitations. Each card ends with its buttons; the note, if there is one, stands
//! behind them.

use super::{
    count,
    line::{Line, bare_name, chip},
};
use crate::{
    domain::paste::{Card, CardKind, Pasted},
    text::fold::fold,
};

/// The most lines of a card above its buttons, without evidence for where it begins.
const HEAD_LINES: usize = 6;

/// Where the buttons of the cards are: the places of the first and the last of the two.
fn buttons(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, pair) in lines.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let both =
            first.is_ignore() && second.is_accept() || first.is_accept() && second.is_ignore();
        if both && found.last().is_none_or(|(_, last)| *last < at) {
            found.push((at, at + 1));
        }
    }
    found
}

/// Whether this is a page of invitations.
pub(super) fn has_buttons(lines: &[Line]) -> bool {
    !buttons(lines).is_empty()
}

/// The cards of a page of invitations.
pub(super) fn page(lines: &[Line]) -> Pasted {
    let mut pasted = Pasted {
        listed: lines.iter().find_map(|line| {
            let (words, number) = chip(&line.folded)?;
            [
                "all", "alle", "tout", "todas", "tutti", "people", "personen", "personas",
            ]
            .contains(&words)
            .then_some(number)
        }),
        ..Pasted::default()
    };
    let buttons = buttons(lines);
    let mut from = 0;
    for (nth, (first, last)) in buttons.iter().enumerate() {
        let head = lines.get(from..*first).unwrap_or_default();
        let end = buttons.get(nth + 1).map_or(lines.len(), |(next, _)| *next);
        let behind = lines.get(last + 1..end).unwrap_or_default();
        let (note, taken) = note(behind);
        from = last + 1 + taken;
        let Some(mut card) = head_of(head, &mut pasted.unread) else {
            pasted.unread += count(head.len());
            continue;
        };
        card.note = note;
        pasted.cards.push(card);
    }
    let rest = lines.get(from..).unwrap_or_default();
    pasted.unread += count(rest.iter().filter(|line| !line.is_chrome()).count());
    pasted
}

/// The note behind a card's buttons, and how many lines it takes with the line that answers it.
/// Without such a line, and without the key that folds it, there is none: it would be the next
/// card's.
fn note(behind: &[Line]) -> (Option<String>, usize) {
    // What stands behind the next inviter is theirs.
    let next = behind.iter().position(|line| line.inviter().is_some());
    let behind = behind
        .get(..next.unwrap_or(behind.len()))
        .unwrap_or_default();
    let reply = behind.iter().position(Line::is_reply);
    let fold = behind
        .iter()
        .position(|line| line.is_fold() || cut(&line.text).is_some());
    let (lines, taken) = match (reply, fold) {
        (Some(at), _) => (at, at + 1),
        (None, Some(at)) => (at + 1, at + 1),
        (None, None) => return (None, 0),
    };
    let lines = behind.get(..lines).unwrap_or_default();
    let words: Vec<&str> = lines
        .iter()
        .filter(|line| !line.is_fold())
        .map(|line| cut(&line.text).unwrap_or(&line.text))
        .collect();
    let note = words.join(" ");
    ((!note.is_empty()).then_some(note), taken)
}

/// A text without the key at its end that shows the rest of it: `… show more`.
pub(super) fn cut(text: &str) -> Option<&str> {
    let (front, end) = text.rsplit_once(['…', '.'])?;
    let end = fold(end);
    let key =
        super::words::MORE.contains(&end.as_str()) || super::words::LESS.contains(&end.as_str());
    let front = front.trim_end_matches(['…', ' ']);
    key.then(|| front.strip_suffix("..").unwrap_or(front).trim_end())
}

/// What stands above the buttons.
fn head_of(lines: &[Line], unread: &mut u32) -> Option<Card> {
    let told = lines
        .iter()
        .rev()
        .find_map(|line| line.inviter().filter(|name| !name.is_empty()));
    let chrome = lines.iter().rposition(Line::is_chrome);
    let begins = if let Some(name) = told {
        let name = fold(name);
        let first = lines
            .iter()
            .position(|line| fold(&bare_name(&line.text)) == name);
        // `<Name> is inviting you to connect` alone names them, too.
        first.or_else(|| lines.iter().rposition(|line| line.inviter().is_some()))?
    } else {
        let named = |line: &Line| line.doubled && !line.is_chrome();
        let after = chrome.map_or(0, |at| at + 1);
        let least = after.max(lines.len().saturating_sub(HEAD_LINES));
        lines.iter().position(named).unwrap_or(least)
    };
    let before = lines.get(..begins).unwrap_or_default();
    *unread += count(before.iter().filter(|line| !line.is_chrome()).count());
    let mut rest = lines.get(begins..).unwrap_or_default().iter();
    let first = rest.next()?;
    let name = first
        .inviter()
        .map_or_else(|| bare_name(&first.text), str::to_owned);
    if name.is_empty() || first.mutual().is_some() || first.age().is_some() {
        return None;
    }
    let mut card = Card::new(CardKind::Invitation, &name);
    card.person.clone_from(&first.link);
    for line in rest {
        card.person = card.person.take().or_else(|| line.link.clone());
        if line.inviter().is_some() || line.is_degree() || line.is_pronouns() || line.is_chrome() {
        } else if let Some(number) = line.mutual().filter(|_| card.mutual.is_none()) {
            card.mutual = Some(number);
        } else if let Some(days) = line.age().filter(|_| card.age_days.is_none()) {
            card.age_days = Some(days);
        } else if card.headline.is_none() && card.mutual.is_none() && card.age_days.is_none() {
            card.headline = Some(line.text.clone());
        } else if card.shared.is_none() && card.age_days.is_none() {
            card.shared = Some(line.text.clone());
        } else {
            *unread += 1;
        }
    }
    Some(card)
}
