//! The interface is open on one device while another one works.
#![cfg(unix)]

use std::{fs, thread, time::Duration};

use super::Pair;
use crate::{support::world::World, tui_pty::Terminal};

fn interface(world: &World) -> Terminal {
    Terminal::at_home(world.home.path(), &[])
}

/// Two devices with one archive, the first one open.
fn open() -> (Pair, Terminal) {
    let pair = Pair::new();
    let archive = pair.a.archive();
    pair.a.run(&["import", archive.to_str().unwrap()]).ok();
    pair.exchange();
    let mut terminal = interface(&pair.a);
    terminal.wait_for("14 open or declined");
    (pair, terminal)
}

/// Waits until the second device has what the interface of the first one put into the folder.
fn arrives(pair: &Pair) {
    for _ in 0..100 {
        pair.b.run(&["share", "now"]).ok();
        if pair.a.run(&["dump"]).ok() == pair.b.run(&["dump"]).ok() {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    pair.agree();
}

#[test]
fn what_another_device_decides_appears_in_the_open_interface() {
    let (pair, mut terminal) = open();
    let waiting = pair.b.run(&["invitations", "-q"]).ok();
    let first = waiting.lines().next().unwrap();
    pair.b.run(&["decide", first, "decline"]).ok();
    pair.b.run(&["share", "now"]).ok();
    terminal.wait_for("13 open or declined");
    // And what is decided here is on its way without another command.
    terminal.keys("a");
    terminal.wait_for("12 open or declined");
    arrives(&pair);
    // The last step before leaving goes along, too.
    terminal.keys("dq");
    terminal.left();
    pair.b.run(&["share", "now"]).ok();
    pair.agree();
}

#[test]
fn an_import_of_another_device_appears_when_its_files_are_there() {
    let pair = Pair::new();
    let archive = pair.a.archive();
    pair.a.run(&["import", archive.to_str().unwrap()]).ok();
    pair.a
        .run(&["note", "ines-muster", "before the files"])
        .ok();
    pair.a.run(&["share", "now"]).ok();
    let (imports, later) = (
        pair.path().join("imports"),
        pair.folder.path().join("later"),
    );
    fs::rename(&imports, &later).unwrap();
    let mut terminal = interface(&pair.b);
    let steps = || pair.b.run(&["history"]).ok();
    while !(imports.is_dir() && steps().contains("before the files")) {
        thread::sleep(Duration::from_millis(50));
    }
    assert!(!terminal.contents().contains("store incomplete"));
    for entry in fs::read_dir(&later).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, imports.join(path.file_name().unwrap())).unwrap();
    }
    terminal.wait_for("14 open or declined");
    assert!(!terminal.contents().contains("store incomplete"));
    terminal.keys("q");
    terminal.left();
}

#[test]
fn a_folder_that_is_away_is_one_message_and_stops_nothing() {
    let (pair, mut terminal) = open();
    let away = pair.folder.path().join("elsewhere");
    fs::rename(pair.path(), &away).unwrap();
    terminal.keys("a");
    terminal.wait_for("13 open or declined");
    terminal.wait_for("the share folder is away");
    terminal.keys("d");
    terminal.wait_for("12 open or declined");
    // Back again: what was done meanwhile goes there.
    fs::rename(&away, pair.path()).unwrap();
    arrives(&pair);
    terminal.keys("q");
    terminal.left();
}

#[test]
fn a_folder_that_is_set_up_in_another_window_is_met_at_once_and_let_go_as_well() {
    let pair = Pair::new();
    let archive = pair.a.archive();
    pair.a.run(&["import", archive.to_str().unwrap()]).ok();
    pair.exchange();
    pair.a.run(&["share", "off"]).ok();
    let mut terminal = interface(&pair.a);
    terminal.wait_for("14 open or declined");
    // Nothing comes by that, so that no journal tells of it.
    let run = pair.init(&pair.a);
    assert!(!run.err.contains("took in"), "{}", run.err);
    let first = pair.b.run(&["invitations", "-q"]).ok();
    let first = first.lines().next().unwrap();
    pair.b.run(&["decide", first, "decline"]).ok();
    pair.b.run(&["share", "now"]).ok();
    terminal.wait_for("13 open or declined");
    // Let go again: what comes now stays there.
    pair.a.run(&["share", "off"]).ok();
    pair.b.run(&["undo"]).ok();
    pair.b.run(&["share", "now"]).ok();
    terminal.keys("d");
    terminal.wait_for("12 open or declined");
    terminal.keys("q");
    terminal.left();
}
