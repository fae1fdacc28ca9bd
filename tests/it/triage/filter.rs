//! The one pass over a note finds what every pattern finds by itself.

use cordial::text::fold::fold;
use proptest::prelude::*;

use super::RULES;

const NOTES: [&str; 4] = [
    include_str!("../../fixtures/triage/notes.tsv"),
    include_str!("../../fixtures/triage/notes_second_writer.tsv"),
    include_str!("../../fixtures/triage/notes_third_writer.tsv"),
    include_str!("../../fixtures/triage/notes_fourth_writer.tsv"),
];

fn notes() -> impl Iterator<Item = &'static str> {
    let lines = NOTES.iter().flat_map(|table| table.lines().skip(1));
    lines.filter_map(|line| line.rsplit('\t').next())
}

#[test]
fn the_pass_changes_nothing_on_known_notes() {
    // Every sixth will do: without the pass each takes thousands of searches.
    for note in notes().step_by(6) {
        let note = fold(note);
        assert_eq!(
            RULES.find_in_note(&note, true),
            RULES.find_in_note(&note, false),
            "{note}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Words of real notes in any order, and any signs between them: phrases meet that nobody wrote.
    #[test]
    fn the_pass_changes_nothing(
        picks in prop::collection::vec((any::<prop::sample::Index>(), "[ ,.!?%$€0-9-]{1,3}"), 1..40),
    ) {
        let words: Vec<&str> = notes().flat_map(str::split_whitespace).collect();
        let text: String = picks
            .iter()
            .flat_map(|(at, sign)| [*at.get(&words), sign])
            .collect();
        let text = fold(&text);
        prop_assert_eq!(RULES.find_in_note(&text, true), RULES.find_in_note(&text, false), "{}", text);
    }
}
