//! People's names and words are shown as people write them.

use unicode_normalization::UnicodeNormalization as _;

use super::*;
use crate::text::width;

#[rustfmt::skip]
const HONEST: &[&str] = &[
    "Łukasz Ødegård-Straße", "Zoë Núñez y García", "Ðorđe Čović", "D’Angelo O'Neil", "Ng, 伟",
    // Vietnamese, composed and not.
    "Nguyễn Thị Diễm Quỳnh", "Nguye\u{302}\u{303}n",
    // Persian with non-joiners; Arabic with vowels; Urdu.
    "می\u{200C}خواهم", "نسیم\u{200C}السادات", "مُحَمَّد", "محمد علی", "عَبْدُ ٱللّٰه", "خان\u{200C}بہادر",
    // Hebrew with points.
    "יִצְחָק שָׁלוֹם", "בְּרֵאשִׁ֖ית",
    // Indian scripts: conjuncts, joiners and non-joiners.
    "श्रीलक्ष्मी स्त्री", "क\u{94D}\u{200D}ष", "क\u{94D}\u{200C}ष", "राजेश्वर्या", "র\u{9CD}যাম", "র\u{200D}\u{9CD}যাব",
    "ಸುಬ್ರಹ್ಮಣ್ಯ", "ರ\u{200D}\u{CCD}ಕ", "സന്തോഷ്\u{200C}കുമാർ", "ന\u{D4D}\u{200D}", "శ్రీనివాస్\u{200C}రావు", "தமிழ்ச்செல்வி", "ක්\u{200D}ෂ", "ਸਿੰਘ", "ગુજરાતી",
    // South-East Asia and the mountains.
    "สุภาพร น้ำผึ้ง", "ກ້ວຍ", "សុខ សុវណ្ណ", "မောင်မောင်", "བསྒྲུབས་བསོད་ནམས",
    // East Asia.
    "山田 太郎", "김민준", "김민준のデータ", "ｶﾞｷﾞ", "Ａｌｉｃｅ",
    "Анна Пример", "Μίρα Παράδειγμα", "Հայկ", "გიორგი", "ፍቅር", "ᏣᎳᎩ",
    // Emoji: families, skin, flags, keycaps, hearts, text form.
    "👨\u{200D}👩\u{200D}👧\u{200D}👦", "👩🏽\u{200D}💻 builds", "🏳\u{FE0F}\u{200D}🌈", "🇩🇪🇫🇷🇯🇵",
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
    "#\u{FE0F}\u{20E3}1\u{FE0F}\u{20E3}", "❤\u{FE0F}", "☎\u{FE0E} +1", "👍🏿", "🧑🏻\u{200D}🤝\u{200D}🧑🏿",
    "CTO | Speaker • “Data” – 10× ½ ™ © €5", "C++/C#", "naïve café", "𝐌𝐢𝐫𝐚",
];

#[test]
fn honest_names_are_unchanged() {
    for name in HONEST {
        let safe = Safe::name(name);
        assert_eq!(safe, *name, "{name:?}");
        assert!(!safe.is_marked() && !safe.more(), "{name:?}");
        assert!(removed(name).is_empty(), "{name:?}");
        assert_eq!(Safe::outgoing(name), *name);
        assert_eq!(Safe::text(name), *name);
    }
}

#[test]
fn decomposed_names_are_unchanged() {
    for name in HONEST {
        let name: String = name.nfd().collect();
        assert_eq!(Safe::name(&name), *name, "{name:?}");
    }
}

#[test]
fn every_recommended_emoji_sequence_is_unchanged_and_two_cells_wide() {
    let sequences = include_str!("emoji-zwj.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for sequence in sequences {
        let safe = Safe::name(sequence);
        assert_eq!(safe, *sequence);
        assert_eq!(width::cells(&safe), 2, "{sequence}");
        count += 1;
    }
    assert_eq!(count, 1_614);
}

#[test]
fn keyboards_that_leave_selectors_out_are_understood() {
    let shrug = Safe::line("🤷\u{200D}♂ ok");
    assert_eq!(shrug, "🤷\u{200D}♂\u{FE0F} ok");
    assert_eq!(width::cells(&shrug), 5);
    assert!(!shrug.is_marked());
    let every = include_str!("emoji-zwj.txt");
    for sequence in every.lines().filter(|line| !line.starts_with('#')) {
        let bare = sequence.replace('\u{FE0F}', "");
        assert_eq!(Safe::name(&bare), *sequence);
    }
}
