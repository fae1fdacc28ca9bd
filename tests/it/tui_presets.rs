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
    tui_story::{Rules, Story, TODAY, archive, rules},
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
fn lists_and_texts_over_the_panes_move_filter_and_close_by_the_persons_own_keys() {
    let own: &[(&str, &[&str])] = &[
        ("down", &["w"]),
        ("up", &["Ctrl-w"]),
        ("bottom", &["g e"]),
        ("top", &["g g"]),
        ("filter", &["K"]),
        ("quit", &["Q"]),
        ("why", &[]),
        ("news", &[]),
    ];
    let mut story = story(Preset::Vim, own);
    let at = |story: &mut Story| {
        let screen = story.screen();
        let line = screen.lines().rev().find(|line| line.contains('▸'));
        line.unwrap().to_owned()
    };
    story.keys("?");
    assert_eq!(
        story.footer(),
        "Enter choose  w Ctrl-w move  K filter  Esc close"
    );
    assert!(story.screen().contains("Enter runs, K filters"));
    let first = at(&mut story);
    story.keys("jq");
    assert_eq!(at(&mut story), first, "these letters mean nothing here");
    story.keys("w");
    let second = at(&mut story);
    assert_ne!(second, first);
    story.keys("<Ctrl-w>");
    assert_eq!(at(&mut story), first);
    story.keys("ge");
    assert_ne!(at(&mut story), second, "to the end");
    story.keys("gw");
    let last = at(&mut story);
    story.keys("<Home>");
    assert_eq!(at(&mut story), first);
    story.keys("<End>");
    assert_eq!(at(&mut story), last, "what ends a sequence does no more");
    story.keys("ggKdecline");
    assert!(at(&mut story).contains("Decline"), "{}", story.screen());
    story.keys("<Esc>?Q");
    assert!(!story.screen().contains("Enter runs"));
    // A text to read.
    story.resize(60, 16).keys(":who-answered<Enter>");
    story.keys("<Esc>:what-accepting<Enter>");
    let top = story.screen();
    assert!(
        story.footer().starts_with("w Ctrl-w scroll"),
        "{}",
        story.footer()
    );
    story.keys("w");
    assert_ne!(story.screen(), top);
    story.keys("gg");
    assert_eq!(story.screen(), top);
    story.keys("<End>");
    assert_ne!(story.screen(), top);
    story.keys("Q");
    assert!(!story.footer().contains("scroll"));
}

/// Each action on a key of its own, which nothing else has.
#[test]
fn whatever_is_remapped_help_footer_and_the_action_itself_follow() {
    const KEY: &str = "§";
    let usual = Keymap::default();
    let mut pressed = 0;
    for row in ACTIONS {
        let Some(pane) = Pane::ALL
            .into_iter()
            .find(|pane| row.is_in(Scope::of(*pane)))
        else {
            continue;
        };
        let open = |own: &[(&str, &[&str])]| {
            let mut book = Book::default();
            book.set_facts(Arc::new(Facts::new(archive())));
            // Without the tables of the real rules, which take long to be read so often.
            let model = Model::of(book, Box::new(Rules), TODAY);
            let mut story = Story::of(model.with_keymap(keymap(Preset::Vim, own)));
            story.keys(pane.number());
            story
        };
        let mut own = open(&[(row.name, &[KEY])]);
        let footer = own.footer();
        // The help itself may be what was remapped.
        if row.name != "help" {
            let help = own.resize(120, 100).keys("?").screen();
            let mut lines = help.lines();
            let there = lines.any(|line| line.contains(row.doc) && line.contains(KEY));
            assert!(there, "{}: {help}", row.name);
            own.keys("<Esc>").resize(120, 36);
        }
        let Some(before) = usual.keys(row.action).next().map(keymap::words) else {
            continue;
        };
        let hint = format!("{before} {}", row.label);
        if !row.label.is_empty() && open(&[]).footer().contains(&hint) {
            assert!(
                footer.contains(&format!("{KEY} {}", row.label)),
                "{}: {footer}",
                row.name
            );
        }
        // What the new key does is what the old one did, and the old one does it no more.
        let tag = |keys: &str| {
            let one = keys.split(' ').map(|key| format!("<{key}>"));
            one.collect::<String>()
        };
        let does = |story: &mut Story, keys: &str| {
            story.keys(&tag(keys));
            let steps = story.model.book().log().count();
            // But for the last line, where a longer key leaves no room for others.
            let screen = story.screen().replace(KEY, &before);
            let words = screen.rsplit_once('\n').unwrap().0.split_whitespace();
            (steps, words.collect::<Vec<_>>().join(" "))
        };
        let done = does(&mut own, KEY);
        assert_eq!(done, does(&mut open(&[]), &before), "{}", row.name);
        pressed += 1;
    }
    assert!(pressed > 60, "{pressed}");
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
