//! Texts that others collected: what Unicode tests segmentation, direction and normal forms with, and
//! strings that broke other programs. `tests/corpora/README.md` says where they come from.

use super::{every::judge_any, *};
use crate::text::{fold::fold, width};

/// `÷ 0061 × 0308 ÷`: the clusters of a line of Unicode's test.
fn clusters(line: &str) -> Vec<String> {
    let line = line.split('#').next().unwrap_or_default();
    let clusters = line.split('÷').map(|cluster| {
        let codes = cluster.split_whitespace().filter(|part| *part != "×");
        codes.map(code_point).collect()
    });
    clusters.filter(|text: &String| !text.is_empty()).collect()
}

fn code_point(code: &str) -> char {
    let code = u32::from_str_radix(code, 16).unwrap();
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[test]
fn every_test_of_segmentation_stays_text_and_is_cut_between_clusters() {
    let lines = include_str!("GraphemeBreakTest.txt").lines();
    let mut count = 0;
    for clusters in lines.map(clusters).filter(|found| !found.is_empty()) {
        let text = clusters.concat();
        judge_any(&text);
        // A text that is shown as it came is cut where Unicode says that one may.
        let safe = Safe::line(&text);
        if safe == *text {
            for most in 0..=width::cells(&safe) {
                let cut = width::cut(&safe, most);
                let kept = cut.trim_end_matches('…');
                let whole = (0..=clusters.len()).any(|n| clusters[..n].concat() == kept);
                assert!(whole, "{clusters:?} in {most} cells: {cut:?}");
            }
        }
        count += 1;
    }
    assert_eq!(count, 602);
}

#[test]
fn strings_that_broke_other_programs_stay_text() {
    assert!(naughty_strings::BLNS.len() > 500);
    for text in naughty_strings::BLNS {
        judge_any(text);
        // One that is shown in full is found by what was typed, and leaves as it is.
        let folded = fold(text);
        assert_eq!(fold(&folded), folded, "{text:?}");
    }
}
