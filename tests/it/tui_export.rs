//! `X`: people and the plan as files, looked at before they are written.
#![cfg(unix)]

use std::{fs, os::unix::fs::PermissionsExt as _};

use crate::{support::world::World, tui_pty::Terminal};

fn interface(world: &World) -> Terminal {
    let mut terminal = Terminal::at_home(world.home.path(), &[]);
    terminal.wait_for("14 open or declined");
    terminal
}

#[test]
fn the_marked_are_shown_as_they_would_be_written_and_then_are() {
    let world = World::imported();
    world.run(&["note", "ines-muster", "owes me a book"]).ok();
    let file = world.home.path().join("two.vcf");
    let mut terminal = interface(&world);
    terminal.keys("4T");
    terminal.wait_for("mark all that match");
    terminal.keys("ines muster\r");
    terminal.wait_for("1 more marked");
    terminal.keys("X");
    terminal.wait_for("Export Ines Muster");
    terminal.keys("1");
    terminal.wait_for("cordial-people.vcf");
    // Ctrl-u: another name than the one that is proposed.
    terminal.keys("\x15~/two.vcf\r");
    terminal.wait_for("nothing is written yet");
    terminal.wait_for("FN:Ines Muster");
    assert!(!terminal.contents().contains("owes me a book"));
    assert!(!file.exists(), "it is only shown");
    // Leaving leaves nothing behind.
    terminal.keys("q");
    terminal.wait_for("Card");
    assert!(!file.exists());
    terminal.keys("X1\x15~/two.vcf\r");
    terminal.wait_for("FN:Ines Muster");
    terminal.keys("p");
    terminal.wait_for("owes me a book");
    terminal.keys("p");
    terminal.wait_for("END:VCARD");
    terminal.keys("\r");
    terminal.wait_for("1 person written to");
    let written = fs::read_to_string(&file).unwrap();
    assert_eq!(
        written,
        world.run(&["export", "vcard", "-", "ines", "muster"]).ok(),
        "the same as on the command line"
    );
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // Back to Today, and out.
    terminal.keys("qq");
    terminal.left();
}

#[test]
fn a_file_that_is_there_is_named_before_it_is_replaced_and_a_link_never_is() {
    let world = World::imported();
    let file = world.home.path().join("plan.ics");
    fs::write(&file, "mine").unwrap();
    let other = world.home.path().join("other");
    let link = world.home.path().join("link.ics");
    std::os::unix::fs::symlink(&other, &link).unwrap();
    let mut terminal = interface(&world);
    terminal.keys("3X5\x15~/link.ics\r");
    terminal.wait_for("BEGIN:VCALENDAR");
    terminal.keys("\r");
    terminal.wait_for("link.ics is a link");
    assert!(!other.exists());
    terminal.keys("X5\x15~/plan.ics\r");
    terminal.wait_for("a file of this name is there: Enter replaces it");
    terminal.keys("q");
    terminal.wait_for("Follow-ups");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    terminal.keys("X5\x15~/plan.ics\r");
    terminal.wait_for("Enter replaces it");
    terminal.keys("\r");
    terminal.wait_for("follow-ups written to");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        world.run(&["export", "ics", "-"]).ok()
    );
    terminal.keys("q");
    terminal.left();
}
