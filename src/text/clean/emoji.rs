//! Which sequences of emoji are drawn as one.
//!
//! A joiner between any two emoji would count two cells here and be drawn as two pictures, over
//! the column beside it. So only the sequences that Unicode recommends for interchange (RGI) are
//! kept, with or without the presentation selectors that keyboards leave out.

use unicode_properties::{EmojiStatus, UnicodeEmoji as _};

const JOINER: char = '\u{200D}';
const SELECTOR: char = '\u{FE0F}';

/// The most elements of a sequence: a family of four.
const ELEMENTS: usize = 4;

/// The flags of England, Scotland and Wales: what follows the black flag.
const FLAGS: [&str; 3] = [
    "\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
];

/// Who can have a profession, hair, or somebody at their side.
const PEOPLE: &str = "🧑👨👩";
const CHILDREN: &str = "🧒👦👧";
/// Professions and hair.
const ROLES: &str = "⚕⚖✈🌾🍳🍼🎄🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯🦼🦽🩰🦰🦱🦲🦳";
/// The roles and activities that have a direction.
const MOVING_ROLES: &str = "🦯🦼🦽";
const MOVING: &str = "🚶🏃🧎";
/// The activities that come for men and women.
const GENDERED: &str = "⛹🏃🏄🏊🏋🏌👮👯👰👱👳👷💁💂💆💇🕵🙅🙆🙇🙋🙍🙎🚣🚴🚵🚶🤦🤵🤷🤸🤹🤼🤽🤾🦸🦹🧍🧎🧏🧔🧖🧗🧘🧙🧚🧛🧜🧝🧞🧟";
/// What two people can share.
const SHARED: &str = "❤🤝🐰\u{1FAEF}";
/// The pairs that follow no rule.
const PAIRS: &str =
    "🏳🌈 🏳⚧ 🏴☠ 🐈⬛ 🐦⬛ 🐦🔥 🐻❄ 🐕🦺 👁🗨 😶🌫 😮💨 😵💫 🙂↔ 🙂↕ ❤🔥 ❤🩹 🍋🟩 🍄🟫 ⛓💥 🫱🫲";

/// Whether a presentation selector may follow this character.
pub(super) fn takes_selector(c: char) -> bool {
    c.is_emoji_char()
}

/// Whether a character is drawn as a picture only with a presentation selector behind it.
pub(super) fn wants_selector(c: char) -> bool {
    matches!(
        c.emoji_status(),
        EmojiStatus::EmojiOther | EmojiStatus::EmojiModifierBase
    )
}

/// How many characters of `rest` belong to the sequence that `first` begins; 0 for none.
pub(super) fn sequence(first: char, rest: &str) -> usize {
    if first == '🏴'
        && let Some(flag) = FLAGS.iter().find(|flag| rest.starts_with(**flag))
    {
        return flag.chars().count();
    }
    if !rest.chars().take(3).any(|c| c == JOINER) || !first.is_emoji_char() {
        return 0;
    }
    let mut bases = [first; ELEMENTS];
    let mut length = 0;
    let mut longest = 0;
    let mut rest = rest;
    for count in 1..=ELEMENTS {
        // The skin and the selector of the element before.
        for skip in [is_skin as fn(char) -> bool, |c| c == SELECTOR] {
            if let Some(after) = rest.strip_prefix(skip) {
                rest = after;
                length += 1;
            }
        }
        if bases.get(..count).is_some_and(is_recommended) {
            longest = length;
        }
        let mut chars = rest.chars();
        match (bases.get_mut(count), chars.next(), chars.next()) {
            (Some(base), Some(JOINER), Some(next)) => *base = next,
            _ => break,
        }
        length += 2;
        rest = chars.as_str();
    }
    longest
}

fn is_skin(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether these, joined, are one picture.
fn is_recommended(bases: &[char]) -> bool {
    match *bases {
        [a, b] if PEOPLE.contains(a) && ROLES.contains(b) => true,
        [a, '♀' | '♂'] => GENDERED.contains(a),
        [a, '➡'] | [a, '♀' | '♂', '➡'] => MOVING.contains(a),
        [a, b, '➡'] => PEOPLE.contains(a) && MOVING_ROLES.contains(b),
        [a, '❤', '💋', b] => PEOPLE.contains(a) && PEOPLE.contains(b),
        [a, shared, b] if SHARED.contains(shared) => PEOPLE.contains(a) && PEOPLE.contains(b),
        [a, b] => is_family(bases) || PAIRS.split(' ').any(|pair| pair.chars().eq([a, b])),
        _ => is_family(bases),
    }
}

/// One or two grown-ups with one or two children.
fn is_family(bases: &[char]) -> bool {
    let grown = bases.iter().take_while(|c| PEOPLE.contains(**c)).count();
    let children = bases.get(grown..).unwrap_or_default();
    matches!(grown, 1 | 2)
        && matches!(children.len(), 1 | 2)
        && children.iter().all(|c| CHILDREN.contains(*c))
}
