//! Keys as other programs have them, and the person's own: what is shown is what they do.

use std::{collections::BTreeMap, sync::Arc};

use cordial::{
    app::{
        Model,
        action::{ACTIONS, Scope},
        keymap::{self, Found, Keymap},
        pane::Pane,
    },
    config::keys::{self, Keys, Preset},
    domain::{book::Book, facts::Facts, step::Step},
};

use crate::{
    tui_keys::{last_step, titles},
    tui_story::{Story, TODAY, archive, rules},
};

fn keymap(preset: Preset, own: &[(&str, &[&str])]) -> Keymap {
    let own = own.iter().map(|(action, keys)| {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        ((*action).to_owned(), Keys(keys))
    });
    Keymap::new(&keys::table(preset, &own.collect::<BTreeMap<_, _>>())).unwrap()
}

/// The invented archive, with these keys.
fn story(preset: Preset, own: &[(&str, &[&str])]) -> Story {
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(archive())));
    let model = Model::of(book, Box::new(rules()), TODAY);
    Story::of(model.with_keymap(keymap(preset, own)))
}

#[test]
fn help_and_footer_of_every_pane_name_the_keys_that_do_it_in_every_preset() {
    for (preset, word, _) in Preset::ALL {
        let keymap = keymap(preset, &[]);
        let mut story = story(preset, &[]);
        for pane in Pane::ALL {
            story.keys(pane.number());
            let place = Scope::of(pane);
            let footer = story.footer();
            // In a window that is high enough for all of it.
            let help = story.resize(120, 100).keys("?").screen();
            story.keys("<Esc>").resize(120, 36);
            let mut named = 0;
            for row in ACTIONS.iter().filter(|row| row.is_in(place)) {
                let bound: Vec<_> = keymap.keys(row.action).collect();
                for keys in &bound {
                    let found = keymap.find(place, keys);
                    assert_eq!(found, Found::Action(row.action), "{word}: {}", row.name);
                }
                let shown: Vec<String> = bound.iter().map(|keys| keymap::words(keys)).collect();
                let shown = shown.join(" ");
                let line = help.lines().find(|line| line.contains(row.doc));
                assert_eq!(line.is_some(), !shown.is_empty(), "{word}: {}", row.name);
                assert!(
                    line.is_none_or(|line| line.contains(&format!(" {shown} "))),
                    "{word}: {} is on {shown}: {line:?}",
                    row.name
                );
                let first = bound.first().map(|keys| keymap::words(keys));
                let hint = format!("{} {}", first.unwrap_or_default(), row.label);
                named += usize::from(!row.label.is_empty() && footer.contains(&hint));
            }
            assert!(named >= 4, "{word}, {pane:?}: {footer}");
        }
    }
}

#[test]
fn mutt_limits_with_l_and_marks_with_t() {
    let mut story = story(Preset::Mutt, &[]);
    story.keys("lsample<Enter>");
    assert!(
        titles(&mut story).contains("1 match 'sample'"),
        "{}",
        titles(&mut story)
    );
    story.keys("<Esc>ttd");
    let Step::Answer { invitations, .. } = last_step(&story) else {
        panic!("no answer");
    };
    assert_eq!(invitations.len(), 2);
    story.keys("<Ctrl-t>colleague<Enter>");
    assert!(matches!(last_step(&story), Step::Tag { .. }));
}

#[test]
fn in_taskwarriors_keys_d_is_done_and_declines_nobody() {
    let mut story = story(Preset::Taskwarrior, &[]);
    story.keys("d");
    assert_eq!(story.model.book().log().count(), 0);
    story.keys("x0d");
    assert!(
        story.footer().starts_with("done on LinkedIn"),
        "{}",
        story.footer()
    );
    story.keys("3d<Enter>");
    assert!(matches!(last_step(&story), Step::Contact { .. }));
    story.keys("4d");
    assert!(
        story.footer().starts_with("about what?"),
        "among the people it logs, too: {}",
        story.footer()
    );
}

#[test]
fn lazygit_undoes_with_z_and_does_again_with_ctrl_z() {
    let mut story = story(Preset::Lazygit, &[]);
    story.keys("az");
    assert_eq!(
        story.footer(),
        "taken back: accept Mira Example  Ctrl-z does it again"
    );
    story.keys("<Ctrl-z>");
    assert!(
        story.footer().starts_with("done again: accept")
            && story.footer().ends_with("z takes it back"),
        "{}",
        story.footer()
    );
    story.keys("1+");
    assert!(!titles(&mut story).contains("of 11 "), "only the detail");
}

#[test]
fn with_arrows_letters_do_not_move_and_no_list_says_that_they_do() {
    let mut story = story(Preset::Arrows, &[]);
    story.keys("jjlG");
    assert!(
        story.screen().contains("▸   Mira Example"),
        "{}",
        story.screen()
    );
    story.keys("<Down>");
    assert!(!story.screen().contains("▸   Mira Example"));
    story.keys("?");
    assert_eq!(
        story.footer(),
        "Enter choose  ↑ ↓ move  / filter  Esc close"
    );
}

#[test]
fn a_sequence_shows_what_it_can_become_and_a_wrong_key_ends_it() {
    let own: &[(&str, &[&str])] = &[
        ("top", &["g g", "Home"]),
        ("bottom", &["g e"]),
        ("sort", &["g o s"]),
        ("accept", &["a", "F2"]),
    ];
    let mut story = story(Preset::Vim, own);
    story.keys("jjg");
    assert_eq!(story.footer(), "g …  o s sort  g top  e bottom");
    story.keys("x");
    assert_eq!(story.model.book().log().count(), 0, "x alone declines");
    assert!(story.footer().contains("a accept"), "{}", story.footer());
    story.keys("ge");
    assert!(
        story.screen().contains("▸   An Extraordinarily"),
        "{}",
        story.screen()
    );
    story.keys("gg<F2>");
    assert!(
        story.footer().starts_with("accept Mira Example"),
        "{}",
        story.footer()
    );
    story.keys("go<Esc>");
    assert!(
        !story.screen().contains("Order"),
        "Esc leaves the sequence, too"
    );
    story.keys("gos");
    assert!(story.screen().contains("oldest first"));
}
