//! Lines that are typed and texts that are pasted: paths, history, the person's own editor.
#![cfg(unix)]

use std::fs;

use cordial::app::Msg;

use crate::{support::world::World, tui_pty::Terminal, tui_story::Story};

#[test]
fn a_typed_path_goes_on_by_tab_and_is_found_at_home() {
    let world = World::new();
    let folder = world.home.path().join("My Files");
    fs::rename(world.archive(), &folder).unwrap();
    let mut terminal = Terminal::at_home(world.home.path(), &[]);
    terminal.keys("I9~/nowhere.zip\r");
    terminal.wait_for("nowhere.zip: cannot be read: No such file or directory");
    terminal.keys("I9~/my\t");
    terminal.wait_for("~/My Files/");
    terminal.keys("\r");
    terminal.wait_for("nothing is changed yet");
    terminal.wait_for("29  connections");
    terminal.keys("\r");
    terminal.wait_for("14 open or declined");
    terminal.keys("q");
    terminal.left();
}

#[test]
fn an_archive_that_is_drawn_onto_the_terminal_before_the_first_import_is_shown() {
    let world = World::new();
    let file = world.home.path().join("My archive.zip");
    fs::write(&file, world.zipped()).unwrap();
    let path = file.to_str().unwrap();
    for pasted in [
        format!("'{path}' "),
        path.replace(' ', "\\ "),
        path.to_owned(),
    ] {
        let mut terminal = Terminal::at_home(world.home.path(), &[]);
        terminal.keys(&format!("\x1b[200~{pasted}\x1b[201~"));
        terminal.wait_for("nothing is changed yet");
        terminal.wait_for("29  connections");
        terminal.keys("qq");
        terminal.left();
    }
}

#[test]
fn an_invitation_mail_is_taken_before_any_archive_and_elsewhere_it_is_said_where() {
    let mail =
        "From: Nora Newcomer via LinkedIn <invitations@linkedin.com>\rSubject: Robin\r\rHi\r";
    let mut story = Story::first_run();
    story.send(Msg::Paste(mail.to_owned()));
    assert!(
        story.did.last().unwrap().starts_with("ReadPaste(Facts"),
        "{:?}",
        story.did
    );
    let mut story = Story::new();
    story.keys("3").send(Msg::Paste(mail.to_owned()));
    assert_eq!(
        story.footer(),
        "copied pages and e-mails are pasted among the invitations: 1"
    );
    assert_eq!(story.did, Vec::<String>::new());
    story.keys("1").send(Msg::Paste("one line".to_owned()));
    assert!(story.footer().starts_with("a accept"), "{}", story.footer());
    story.send(Msg::Paste(mail.to_owned()));
    assert!(story.did.last().unwrap().starts_with("ReadPaste(Facts"));
}

#[test]
fn the_path_of_an_export_is_completed_and_a_late_answer_changes_nothing() {
    let mut story = Story::new();
    story.keys("X1<Ctrl-u>~/ex<Tab>");
    assert_eq!(
        story.did.last().unwrap(),
        "FindPaths { typed: \"~/ex\", archives: false }"
    );
    let found = |typed: &str, found: &[&str]| Msg::Paths {
        typed: typed.to_owned(),
        found: found.iter().map(|path| (*path).to_owned()).collect(),
    };
    story.send(found("~/ex", &["~/example.csv", "~/exports/"]));
    assert!(
        story.footer().contains("~/ex ") && story.footer().contains("example.csv  exports/"),
        "{}",
        story.footer()
    );
    story.keys("p").send(found("~/ex", &["~/example.csv"]));
    assert!(story.footer().contains("~/exp "), "{}", story.footer());
    story.send(found("~/exp", &[]));
    assert!(
        story.footer().contains("nothing there begins like that"),
        "{}",
        story.footer()
    );
    story.keys("o").send(found("~/expo", &["~/exports/"]));
    assert!(
        story.footer().contains("~/exports/ ") && story.footer().contains("Tab completes"),
        "{}",
        story.footer()
    );
}

#[test]
fn a_day_is_completed_and_told_and_the_history_is_searched() {
    let mut story = Story::new();
    story.keys("s5thu<Tab>");
    assert!(
        story.footer().contains("thursday") && story.footer().contains("Thu 26 Nov 2026"),
        "{}",
        story.footer()
    );
    story.keys("<Enter>ns");
    story.keys("<Ctrl-g>nmet in Ghent<Enter>nmet in Leeds<Enter>nGh<Ctrl-r>");
    assert!(
        story.footer().contains("met in Ghent"),
        "{}",
        story.footer()
    );
    story.keys("<Ctrl-u><Ctrl-d>");
    assert!(!story.footer().contains("note about"), "{}", story.footer());
}
