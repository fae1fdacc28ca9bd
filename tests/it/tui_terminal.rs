//! What the terminal is asked, and what it is told beside text.
#![cfg(unix)]

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{support::world::World, tui_pty::Terminal};

fn interface(world: &World, variables: &[(&str, &str)]) -> Terminal {
    let variables = [&[("TERM", "xterm-256color")], variables].concat();
    let mut terminal = Terminal::at_home(world.home.path(), &variables);
    terminal.wait_for("14 open or declined");
    terminal
}

const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";

#[test]
fn the_colours_follow_the_background_when_the_terminal_tells_it() {
    let world = World::imported();
    let mut terminal = interface(&world, &[]);
    let dark = terminal.colours();
    // The screen stood before the answer, and nothing of the answer is a key.
    terminal.keys(LIGHT);
    terminal.wait_until("the light theme", |now| now.colours() != dark);
    assert!(terminal.contents().contains("14 open or declined"));
    let light = terminal.colours();
    // It is asked once: what comes unasked changes nothing.
    terminal.keys("\x1b]11;rgb:0/0/0\x07j");
    terminal.wait_for("2 of 14");
    assert_eq!(terminal.colours(), light);
    terminal.keys("q");
    terminal.left();
    let same = interface(&world, &[("COLORFGBG", "0;15")]);
    assert_eq!(same.colours(), light, "the other word for light");
}

#[test]
fn a_terminal_far_away_or_a_theme_of_ones_own_is_not_asked() {
    let world = World::imported();
    for variables in [("SSH_TTY", "/dev/pts/9"), ("NO_COLOR", "1")] {
        let mut terminal = interface(&world, &[variables]);
        let before = terminal.colours();
        terminal.keys(LIGHT);
        terminal.keys("j");
        terminal.wait_for("2 of 14");
        assert_eq!(terminal.colours(), before, "{variables:?}");
        terminal.keys("q");
        terminal.left();
    }
}

#[test]
fn a_pasted_invitation_mail_is_shown_and_taken_as_capture_does() {
    let world = World::imported();
    let mail = "From: Nora Newcomer via LinkedIn <invitations@linkedin.com>\r\
        Subject: Robin, please add me to your LinkedIn network\r\
        Date: Sun, 22 Nov 2026 09:00:10 +0000\r\rHi Robin,\r\r\
        Your talk on queues stayed with me.\r\rNora Newcomer\r\
        Head of Platform at Northwind\r\r\
        View profile: https://www.linkedin.com/comm/in/nora-newcomer?midToken=AQsecret\r\r\
        Accept: https://www.linkedin.com/comm/people/invite-accept?sharedKey=k3y&invitationId=62\r";
    let pasted = format!("\x1b[200~{mail}\x1b[201~");
    let mut terminal = interface(&world, &[]);
    terminal.keys(&pasted);
    terminal.wait_for("nothing is changed yet");
    terminal.wait_for("Your talk on queues stayed with me.");
    assert!(!terminal.contents().contains("AQsecret"));
    terminal.keys("q");
    terminal.wait_for("14 open or declined");
    assert!(!world.run(&["invitations"]).ok().contains("Nora"));
    terminal.keys(&pasted);
    terminal.wait_for("nothing is changed yet");
    terminal.keys("\r");
    terminal.wait_for("15 open or declined");
    assert!(world.run(&["invitations"]).ok().contains("Nora Newcomer"));
    // What is known is said, and taken by nobody twice.
    terminal.keys(&pasted);
    terminal.wait_for("all of it is known");
    terminal.keys("\r");
    terminal.keys("q");
    terminal.left();
    assert_eq!(world.run(&["invitations", "-q"]).ok().lines().count(), 15);
}

#[test]
fn far_away_the_terminal_is_asked_to_copy_the_cleaned_text_and_nothing_else() {
    let world = World::imported();
    let mut terminal = interface(&world, &[("SSH_TTY", "/dev/pts/9"), ("DISPLAY", ":0")]);
    terminal.keys("/mira\rY");
    terminal.wait_for("copied the address, if the terminal allows it");
    terminal.keys("y");
    terminal.wait_for("what you work on");
    terminal.keys("queues\r");
    terminal.wait_until("the text", |now| {
        let raw = now.raw();
        raw.split("\x1b]52;")
            .nth(2)
            .is_some_and(|asked| asked.contains('\x07'))
    });
    let raw = terminal.raw();
    let asked: Vec<&str> = raw.split("\x1b]52;").skip(1).collect();
    let texts: Vec<String> = asked
        .iter()
        .map(|asked| {
            let encoded = asked.strip_prefix("c;").unwrap();
            let encoded = encoded.split('\x07').next().unwrap();
            String::from_utf8(STANDARD.decode(encoded).unwrap()).unwrap()
        })
        .collect();
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[0], "https://www.linkedin.com/in/mira-example");
    assert!(
        texts[1].starts_with("Hi Mira") && !texts[1].ends_with('\n'),
        "{}",
        texts[1]
    );
    terminal.keys("q");
    terminal.left();
}
