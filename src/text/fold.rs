//! Texts folded for comparison with word lists: one form for all the ways a word can be written.
//!
//! Other than [`super::search`], which brings everything to ASCII for typing, this keeps other
//! alphabets as they are: a word list in Cyrillic stays possible.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The folded form of a text: compatible forms made plain, lower case, no accents, no invisible
/// signs, straight apostrophes, one space between words. `𝗪hats\u{200B}App` becomes `whatsapp`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for c in text.chars() {
            push(c.to_ascii_lowercase(), &mut folded);
        }
    } else {
        let plain = text.nfkc().filter(|c| !is_invisible(*c));
        let lower: String = plain.flat_map(char::to_lowercase).collect();
        for c in lower.nfkd().filter(|c| !is_combining_mark(*c)) {
            match latin(c) {
                Some(letters) => folded.push_str(letters),
                None => push(c, &mut folded),
            }
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
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
mod tests {
    use super::*;

    #[test]
    fn one_word_has_one_form() {
        for (written, folded) in [
            ("Geschäftsführerin", "geschaftsfuhrerin"),
            ("  Søren   ŁUKASZ\n", "soren lukasz"),
            ("𝗪𝗵𝗮𝘁𝘀𝗔𝗽𝗽", "whatsapp"),
            ("Whats\u{200B}App", "whatsapp"),
            ("J’aimerais", "j'aimerais"),
            ("Straße ﬁn ÅSE İstanbul", "strasse fin ase istanbul"),
            ("Директор", "директор"),
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
    fn a_folded_text_stays_as_it_is() {
        for text in ["Ærø Ǆ ǅ ﬀ ẞ İ", "a\u{301}b\u{202E}c", "１２３ ㎏"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
