use super::*;

#[test]
fn the_built_in_themes_are_whole() {
    for file in [DARK, LIGHT, ANSI16, NONE] {
        Theme::parse(file).unwrap();
    }
}

#[test]
fn a_ground_always_comes_with_the_colour_of_what_stands_on_it() {
    for file in [DARK, LIGHT, ANSI16, NONE] {
        let theme = Theme::parse(file).unwrap();
        for (role, name) in ROLES {
            let style = theme.style(*role);
            assert!(style.bg.is_none() || style.fg.is_some(), "{name}");
        }
    }
}

#[test]
fn a_theme_without_colours_has_none() {
    let theme = Theme::parse(NONE).unwrap();
    let plain = |style: &Style| style.fg.is_none() && style.bg.is_none();
    assert!(theme.styles.iter().all(plain));
    assert_ne!(
        theme.style(Role::Cursor),
        Style::new(),
        "the cursor is seen"
    );
}

#[test]
fn faults_are_named() {
    let fault = |text: &str| Theme::parse(text).unwrap_err().to_string();
    assert!(fault("colour = 'red'").starts_with("there is no role 'colour'; the roles are text, "));
    assert_eq!(fault("text = ''"), "the role 'strong' is missing");
    assert!(fault("text = 5").starts_with("text: '5' is neither"));
    assert!(fault("text = 'rde'").starts_with("text: 'rde' is neither"));
}

#[test]
fn exact_colours_become_the_nearest_of_256() {
    assert_eq!(nearest(255, 0, 0), 196);
    assert_eq!(nearest(8, 8, 8), 232);
    assert_eq!(nearest(0x8f, 0xb8, 0xde), 110);
}

#[test]
fn links_are_for_terminals_that_know_them() {
    let env = |pairs: &[(&str, &str)]| Env {
        vars: pairs.iter().map(|(k, v)| (k.into(), v.into())).collect(),
        ..Env::default()
    };
    let auto = |pairs: &[(&str, &str)]| shows_links(config::Links::Auto, &env(pairs));
    assert!(auto(&[("TERM", "xterm-256color")]));
    assert!(auto(&[("TERM", "screen-256color"), ("TMUX", "/tmp/x")]));
    for (term, name) in [
        ("linux", ""),
        ("screen-256color", ""),
        ("xterm-256color", "Apple_Terminal"),
    ] {
        assert!(!auto(&[("TERM", term), ("TERM_PROGRAM", name)]), "{term}");
    }
    assert!(shows_links(config::Links::On, &env(&[])));
    assert!(!shows_links(
        config::Links::Off,
        &env(&[("TERM", "xterm-256color")])
    ));
}

#[test]
fn the_terminal_may_say_that_it_is_light() {
    assert!(is_light(Some("0;15")) && is_light(Some("0;default;7")));
    assert!(!is_light(Some("15;0")) && !is_light(None));
}
