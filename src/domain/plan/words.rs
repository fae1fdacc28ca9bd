//! Words in positions. The title classes of the invitations are finer; these only weigh revivals
//! and suggest circles.

/// People who find people for positions. A star lets a word go on there.
pub(super) const RECRUITER: [&str; 6] = [
    "recruit*",
    "talent",
    "sourcer",
    "headhunt*",
    "rekrut*",
    "recrut*",
];
/// People of higher status.
pub(super) const HIGHER: [&str; 14] = [
    "chief",
    "head of",
    "head",
    "director",
    "founder",
    "cofounder",
    "president",
    "partner",
    "vp",
    "cto",
    "ceo",
    "cfo",
    "*leiter*",
    "directeur",
];
/// People who help others along.
pub(super) const MENTOR: [&str; 2] = ["mentor*", "coach"];

/// Whether a position is that of somebody who finds people for positions.
pub fn recruits(position: &str) -> bool {
    found(position, &RECRUITER).is_some()
}

/// The first of these words in a text, as it stands there.
pub(super) fn found<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| find(text, word))
}

fn find<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let bare = word.trim_matches('*');
    let goes_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut before = None;
    for (at, next) in text.char_indices() {
        let starts = word.starts_with('*') || !goes_on(before);
        before = Some(next);
        if !starts {
            continue;
        }
        let rest = text.get(at..)?;
        if let Some(bytes) = same_start(rest, bare) {
            let ends = !goes_on(rest.get(bytes..)?.chars().next());
            if ends || word.ends_with('*') {
                return rest.get(..bytes);
            }
        }
    }
    None
}

/// How many bytes of a text say the same as a word in lower case, if it begins with that.
fn same_start(text: &str, word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let mut bytes = 0;
    let mut wanted = letters.next();
    for c in text.chars() {
        if wanted.is_none() {
            break;
        }
        for lower in c.to_lowercase() {
            if wanted != Some(lower) {
                return None;
            }
            wanted = letters.next();
        }
        bytes += c.len_utf8();
    }
    wanted.is_none().then_some(bytes)
}

/// Whether two names are the same but for case and outer spaces.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    lowered(a).eq(lowered(b))
}

fn lowered(text: &str) -> impl Iterator<Item = char> + '_ {
    text.trim().chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_as_it_stands_and_not_inside_another_one() {
        for (text, word) in [
            ("CTO", Some("CTO")),
            ("Co-Founder & CEO", Some("Founder")),
            ("Head of Data", Some("Head of")),
            ("Abteilungsleiterin Einkauf", Some("leiter")),
            ("Contractor", None),
            ("Doctor of Physics", None),
            ("Instructor", None),
            ("Partnerships Manager", None),
            ("MVP of the year", None),
            ("", None),
        ] {
            assert_eq!(found(text, &HIGHER), word, "{text}");
        }
        assert_eq!(found("Senior Recruiterin", &RECRUITER), Some("Recruit"));
        assert_eq!(found("talented engineer", &RECRUITER), None);
    }

    #[test]
    fn letters_that_grow_in_lower_case_break_nothing() {
        for text in ["İİİ vp", "ẞ head of ẞ", "é\u{301}CEO", "ﬀ"] {
            let _ = found(text, &HIGHER);
        }
        assert_eq!(found("İ VP", &HIGHER), Some("VP"));
        assert!(same_name(" Müller GMBH", "müller gmbh "));
        assert!(!same_name("Acme", "Acme Labs"));
    }
}
