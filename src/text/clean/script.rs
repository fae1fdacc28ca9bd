//! Which alphabets a text is written in.

use unicode_script::{Script, UnicodeScript as _};

/// Whether a name mixes Latin letters with Cyrillic or Greek ones, which look the same.
///
/// Such a name is marked, never refused: people write their name in two alphabets.
/// (The rule of UTS #39 for identifiers, moderately restrictive.)
pub fn mixes_scripts(name: &str) -> bool {
    if name.is_ascii() {
        return false;
    }
    let (mut latin, mut alike) = (false, false);
    for c in name.chars() {
        match c.script() {
            Script::Latin => latin = true,
            Script::Cyrillic | Script::Greek => alike = true,
            _ => {}
        }
    }
    latin && alike
}

/// Whether a character is a letter of a script in which the zero-width non-joiner changes how
/// letters are drawn: the joining scripts, and those of India and its neighbours.
pub(super) fn needs_non_joiner(c: char) -> bool {
    // Nothing below Arabic belongs to them, and this is asked for every non-joiner only.
    c.is_alphabetic()
        && matches!(
            c.script(),
            Script::Arabic
                | Script::Syriac
                | Script::Mandaic
                | Script::Mongolian
                | Script::Nko
                | Script::Phags_Pa
                | Script::Adlam
                | Script::Hanifi_Rohingya
                | Script::Manichaean
                | Script::Psalter_Pahlavi
                | Script::Sogdian
                | Script::Old_Uyghur
                | Script::Chorasmian
                | Script::Devanagari
                | Script::Bengali
                | Script::Gurmukhi
                | Script::Gujarati
                | Script::Oriya
                | Script::Tamil
                | Script::Telugu
                | Script::Kannada
                | Script::Malayalam
                | Script::Sinhala
                | Script::Khmer
                | Script::Myanmar
                | Script::Tibetan
                | Script::Balinese
                | Script::Javanese
                | Script::Sundanese
                | Script::Kaithi
                | Script::Sharada
                | Script::Grantha
                | Script::Newa
                | Script::Tirhuta
                | Script::Modi
                | Script::Meetei_Mayek
                | Script::Chakma
        )
}
