//! The near miss of a mistyped word.

/// The known word nearest to a mistyped one, if it is near at all.
pub fn near_miss<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edit distance in characters, with a swap of neighbours as one edit.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or_default();
            let replaced = at(&last, j) + usize::from(x != y);
            let mut best = replaced.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_found_and_far_ones_are_not() {
        let known = ["accept", "decline", "later", "ask"];
        for (typed, meant) in [("acept", "accept"), ("lated", "later"), ("aks", "ask")] {
            assert_eq!(near_miss(typed, known.into_iter()), Some(meant));
        }
        assert_eq!(near_miss("frobnicate", known.into_iter()), None);
    }

    #[test]
    fn a_longer_word_may_be_further_away() {
        let near = |typed| near_miss(typed, ["followup", "nudge"].into_iter());
        assert_eq!(near("folowp"), Some("followup"));
        assert_eq!(near("fllwup"), Some("followup"));
        assert_eq!(near("folwp"), Some("followup"), "three of eight letters");
        assert_eq!(near("folp"), None);
    }

    #[test]
    fn letters_that_are_missing_added_wrong_or_swapped_count_one_each() {
        for (a, b, edits) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "abd", 1),
            ("abc", "ac", 1),
            ("abc", "xabc", 1),
            ("ab", "ba", 1),
            ("aks", "ask", 1),
            ("abcd", "badc", 2),
            ("xabx", "xbax", 1),
            ("ab", "ca", 2),
            ("ab", "bc", 2),
            ("aab", "baa", 2),
            ("kitten", "sitting", 3),
            ("flaw", "lawn", 2),
            ("\u{e9}a", "a\u{e9}", 1),
        ] {
            assert_eq!(distance(a, b), edits, "{a} {b}");
            assert_eq!(distance(b, a), edits, "{b} {a}");
        }
    }
}
