//! Texts folded for comparison with word lists: one form for all the ways a word can be written.
//!
//! Other than [`super::search`], which brings everything to ASCII for typing, this keeps other
//! alphabets as they are: a word list in Cyrillic stays possible.

use std::{
    ops::{Range, RangeInclusive},
    sync::LazyLock,
};

use regex::Regex;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The folded form of a text: compatible forms made plain, lower case, no accents, no invisible
/// signs, straight apostrophes, one space between words. `𝗪hats\u{200B}App` becomes `whatsapp`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        push_ascii(text, &mut folded);
    } else if text.chars().all(is_single) {
        for c in text.chars() {
            match single(c) {
                Some(letters) => letters.chars().for_each(|c| push(c, &mut folded)),
                None => push(c.to_ascii_lowercase(), &mut folded),
            }
        }
    } else {
        plain(text.chars(), |c| push(c, &mut folded));
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    if !folded.is_ascii() {
        let words = folded.split_inclusive(|c: char| !c.is_alphanumeric());
        folded = words.map(unmask).collect();
    }
    join_spelled(folded)
}

/// A pattern over folded texts whose letters are folded, so that it may be written with accents.
/// ASCII stays as it is: a pattern knows `\W` from `\w`.
pub fn fold_letters(pattern: &str) -> String {
    let mut folded = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        if c.is_ascii() {
            folded.push(c);
        } else {
            plain(std::iter::once(c), |c| folded.push(c));
        }
    }
    folded
}

/// The part of a text that is folded to a part of its folded form, as it was written; `None` where no
/// part of it is, because letters were joined or taken for others. `how` folds: [`fold`] or [`fold_title`].
pub fn written<'t>(
    text: &'t str,
    folded: &str,
    place: Range<usize>,
    how: impl Fn(&str) -> String,
) -> Option<&'t str> {
    let words = folded.get(place.clone())?;
    if folded.eq_ignore_ascii_case(text) {
        return text.get(place);
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = std::iter::once(0).chain(ends).collect();
    let length = |end: usize| text.get(..end).map_or(0, |part| how(part).len());
    // What is folded to nothing or to a space stands before the words, not among them.
    let from = ends.partition_point(|end| length(*end) <= place.start);
    let from = *ends.get(from.checked_sub(1)?)?;
    let to = *ends.get(ends.partition_point(|end| length(*end) < place.end))?;
    let accents = text
        .get(to..)?
        .chars()
        .take_while(|c| is_combining_mark(*c));
    let to = to + accents.map(char::len_utf8).sum::<usize>();
    text.get(from..to).filter(|part| how(part) == words)
}

/// The characters in their plain, small form, without accents.
fn plain(text: impl Iterator<Item = char>, mut push: impl FnMut(char)) {
    let plain = text.nfkc().filter(|c| !is_invisible(*c));
    let lower: String = plain.flat_map(char::to_lowercase).collect();
    for c in lower.nfkd().filter(|c| !is_combining_mark(*c)) {
        match latin(c) {
            Some(letters) => letters.chars().for_each(&mut push),
            None => push(c),
        }
    }
}

/// Accented letters of Latin alphabets, and the dashes and quotes of running text.
const SINGLE: [RangeInclusive<char>; 2] = ['\u{A0}'..='\u{17F}', '\u{2010}'..='\u{2027}'];

/// Whether a character folds by itself, whatever stands beside it: most texts have no others.
fn is_single(c: char) -> bool {
    c.is_ascii()
        || SINGLE.iter().any(|range| range.contains(&c))
        || matches!(c, '€' | '\u{1F300}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}')
}

/// What each of [`SINGLE`] folds to, in their order.
static FOLDED: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
    SINGLE.map(|range| {
        let fold = |c| {
            let mut letters = String::new();
            plain(std::iter::once(c), |c| letters.push(c));
            letters
        };
        range.map(fold).collect()
    })
});

/// What a single character folds to; `None` is the character itself.
fn single(c: char) -> Option<&'static str> {
    let mut of = SINGLE.iter().zip(&*FOLDED);
    let (range, letters) = of.find(|(range, _)| range.contains(&c))?;
    let at = u32::from(c) - u32::from(*range.start());
    letters.get(at as usize).map(String::as_str)
}

/// A word of Latin letters with Cyrillic or Greek look-alikes among them becomes Latin. A word in
/// one alphabet stays as it is, and so do the parts of `HR-директор`.
fn unmask(word: &str) -> String {
    let has_latin = word.contains(|c: char| c.is_ascii_alphabetic());
    if !has_latin || word.is_ascii() {
        return word.to_owned();
    }
    word.chars().map(|c| looks_like(c).unwrap_or(c)).collect()
}

/// The Latin letter that a lower-case Cyrillic or Greek one is taken for. Source: the confusables
/// of UTS #39, those of small letters.
const fn looks_like(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' => 'a',
        'в' => 'b',
        'с' | 'ς' => 'c', // NFKC has made the lunate sigma this one by now.
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'ɡ' => 'g',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'п' | 'η' => 'n',
        'о' | 'ο' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ᴢ' => 'z',
        _ => return None,
    })
}

/// How many single letters in a row are a word that was spelled apart: `w h a t s a p p`.
const SPELLED: usize = 5;

fn join_spelled(folded: String) -> String {
    let single = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_alphanumeric) && chars.next().is_none()
    };
    // Nearly no text has as many, and spaces are quickly counted.
    let spaces = folded.bytes().filter(|byte| *byte == b' ').count();
    if spaces + 1 < SPELLED || folded.split(' ').filter(single).count() < SPELLED {
        return folded;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let mut joined: Vec<String> = Vec::new();
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let run = rest.iter().take_while(|word| single(word)).count();
        if run >= SPELLED {
            joined.push(rest.iter().take(run).copied().collect());
            rest = rest.get(run..).unwrap_or_default();
        } else {
            joined.push((*first).to_owned());
            rest = after;
        }
    }
    joined.join(" ")
}

/// As [`push`] for each character in small letters; at once, if white space needs no care.
fn push_ascii(text: &str, to: &mut String) {
    let mut before = b' ';
    let mut is_plain = |byte: u8| {
        let plain = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        before = byte;
        plain
    };
    if text.bytes().all(&mut is_plain) {
        to.push_str(text);
        to.make_ascii_lowercase();
    } else {
        for c in text.chars() {
            push(c.to_ascii_lowercase(), to);
        }
    }
}

/// Appends one character; a run of white space becomes one space, none at the beginning.
fn push(c: char, to: &mut String) {
    if !c.is_whitespace() && !c.is_control() {
        to.push(c);
    } else if c.is_whitespace() && !to.is_empty() && !to.ends_with(' ') {
        to.push(' ');
    }
}

/// Zero-width signs, and those that turn the direction of writing.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Letters that no decomposition takes apart.
const fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'þ' => "th",
        '‘' | '’' | 'ʼ' | '`' | '´' => "'",
        '‐' | '‑' | '‒' => "-",
        _ => return None,
    })
}

/// The endings that write one title for all genders: `:in`, `*in`, `(e)`, `/trice`, `·rice`.
static GENDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"([a-z])(?:[:*_·.]|\s?/\s?-?|\s?\(-?)",
        r"(?:innen|in|trice|rice|euse|ere|se|ne|ora|e|a|o)\)?([^a-z]|$)"
    ))
    .ok()
});

/// Three or four single letters with dots between them: `C.E.O.`
static DOTTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(^|[^a-z0-9.])([a-z])\.([a-z])\.([a-z])\.?([^a-z0-9.]|$)").ok());

/// The folded form of a job title: as [`fold`], and with the forms for several genders brought to
/// one. Not for notes or addresses: it would eat a `.in`.
pub fn fold_title(title: &str) -> String {
    let mut folded = fold(title);
    if folded.contains('.')
        && let Some(dotted) = &*DOTTED
    {
        folded = dotted
            .replace_all(&folded, "${1}${2}${3}${4}${5}")
            .into_owned();
    }
    if folded.contains([':', '*', '_', '·', '.', '/', '('])
        && let Some(gender) = &*GENDER
    {
        folded = gender.replace_all(&folded, "${1}${2}").into_owned();
    }
    folded
}

#[cfg(test)]
mod tests;
