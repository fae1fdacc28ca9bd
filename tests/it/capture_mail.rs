//! Invitations by e-mail, through the real program: shown, taken, decided, and met again in an archive.

use std::{fs, path::PathBuf};

use crate::support::world::World;

/// An e-mail in the form of LinkedIn's; the people are invented.
fn mail(name: &str, slug: &str, date: &str) -> String {
    format!(
        "From: {name} via LinkedIn <invitations@linkedin.com>\n\
         Subject: Robin, please add me to your LinkedIn network\n\
         Date: {date}\n\nHi Robin,\n\nYour talk on queues stayed with me.\n\n{name}\n\
         Head of Platform at Northwind\n\n\
         View profile: https://www.linkedin.com/comm/in/{slug}?midToken=AQsecret\n\n\
         Accept: https://www.linkedin.com/comm/people/invite-accept?sharedKey=k3y&invitationId=62\n"
    )
}

fn write(world: &World, name: &str, text: &str) -> PathBuf {
    let path = world.home.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

fn everything(world: &World) -> String {
    let journal = fs::read_dir(world.data().join("journal")).unwrap();
    let files = journal.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    files.collect()
}

#[test]
fn an_invitation_by_mail_is_shown_taken_in_one_step_decided_and_taken_back() {
    let world = World::new();
    let text = mail(
        "Nora Newcomer",
        "nora-newcomer",
        "Sun, 22 Nov 2026 09:00:10 +0000",
    );
    let path = write(&world, "nora.eml", &text);
    let path = path.to_str().unwrap();
    let seen = world.run(&["capture", "--dry-run", path]).ok();
    assert!(seen.contains("Head of Platform at Northwind"), "{seen}");
    assert!(seen.contains("Your talk on queues"), "{seen}");
    assert!(!world.data().exists(), "a preview writes nothing");

    world.run(&["capture", path]).ok();
    let list = world.run(&["invitations", "--format", "json"]).json();
    assert_eq!(list[0]["name"], "Nora Newcomer", "{list}");
    assert!(list[0]["note"].as_str().unwrap().contains("stayed with me"));
    let people = world.run(&["people", "show", "nora-newcomer"]).ok();
    assert!(people.contains("Head of Platform at Northwind"), "{people}");
    for secret in ["AQsecret", "k3y", "sharedKey", "midToken", "http"] {
        assert!(!everything(&world).contains(secret), "{secret} was kept");
    }
    let again = world.run(&["capture", path]);
    assert!(again.err.contains("all of it is known"), "{}", again.err);

    world.run(&["decide", "nora-newcomer", "accept"]).ok();
    assert!(world.run(&["outbox"]).ok().contains("Nora Newcomer"));
    let history = world.run(&["history"]).ok();
    assert!(
        history.contains("take the invitation of Nora Newcomer by e-mail"),
        "{history}"
    );
    world.run(&["undo"]).ok();
    world.run(&["undo"]).ok();
    let list = world.run(&["invitations", "--format", "json"]).json();
    assert_eq!(list.as_array().unwrap().len(), 0);
}

#[test]
fn what_was_decided_stays_when_the_archive_lists_the_invitation_too() {
    let world = World::new();
    // The archive dates hers to the minute, by another clock: the mail came two hours later.
    let listed = World::imported()
        .run(&["invitations", "--format", "json"])
        .json();
    let ids: Vec<&str> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["id"].as_str().unwrap())
        .collect();
    let mira = ids
        .iter()
        .find(|id| id.starts_with("mira-example@"))
        .unwrap();
    let sent =
        chrono::NaiveDateTime::parse_from_str(mira.split_once('@').unwrap().1, "%Y-%m-%dT%H:%MZ");
    let date = (sent.unwrap() + chrono::TimeDelta::hours(2)).format("%a, %d %b %Y %H:%M:%S +0000");
    let text = mail("Mira Example", "mira-example", &date.to_string());
    let path = write(&world, "mira.eml", &text);
    world.run(&["capture", path.to_str().unwrap()]).ok();
    world.run(&["decide", "mira-example", "decline"]).ok();
    world
        .run(&["import", world.archive().to_str().unwrap()])
        .ok();
    let after = world.run(&["invitations", "--format", "json"]).json();
    let after = after.as_array().unwrap();
    assert!(
        !after.iter().any(|i| i["name"] == "Mira Example"),
        "the archive's is the same invitation: {after:?}"
    );
    assert_eq!(after.len(), ids.len() - 1);
    let outbox = world.run(&["outbox"]).ok();
    assert_eq!(outbox.matches("Mira Example").count(), 1, "{outbox}");
}

#[test]
fn a_maildir_and_an_mbox_are_read_and_other_mail_is_counted() {
    let world = World::new();
    let nora = mail(
        "Nora Newcomer",
        "nora-newcomer",
        "Sun, 22 Nov 2026 09:00:10 +0000",
    );
    let olaf = mail(
        "Olaf Other",
        "olaf-other",
        "Sat, 21 Nov 2026 09:00:10 +0000",
    );
    write(&world, "box/new/1.host", &nora);
    write(
        &world,
        "box/cur/2.host:2,S",
        "From: a@example.org\nSubject: hi\n\nhi\n",
    );
    write(&world, "box/tmp/3.host", &olaf);
    let folder = world.home.path().join("box");
    let run = world.run(&[
        "capture",
        "-n",
        folder.to_str().unwrap(),
        "--format",
        "json",
    ]);
    assert!(run.err.contains("1 e-mail is no invitation"), "{}", run.err);
    let rows = run.json();
    let rows = rows.as_array().unwrap();
    assert!(
        rows.iter().all(|row| row["name"] == "Nora Newcomer"),
        "{rows:?}"
    );

    let mbox =
        format!("From x Sun Nov 22\n{nora}\nFrom x Sun Nov 22\n{olaf}\nFrom x Sun Nov 22\n{nora}");
    let mbox = write(&world, "mail.mbox", &mbox);
    let run = world.run(&["capture", mbox.to_str().unwrap()]);
    assert!(run.err.contains("2 new invitations taken"), "{}", run.err);
    assert!(
        run.err.contains("another of these e-mails says the same"),
        "{}",
        run.err
    );
    let quiet = world
        .run(&["-q", "capture", "-n", mbox.to_str().unwrap()])
        .ok();
    assert_eq!(quiet, "olaf-other\nnora-newcomer\n", "each once");
    let only = write(&world, "hi.eml", "From: a@example.org\nSubject: hi\n\nhi\n");
    world.run(&["capture", only.to_str().unwrap()]).fails(1);
}

#[test]
fn who_was_erased_does_not_come_back_by_mail() {
    let world = World::new();
    let text = mail(
        "Nora Newcomer",
        "nora-newcomer",
        "Sun, 22 Nov 2026 09:00:10 +0000",
    );
    let path = write(&world, "nora.eml", &text);
    let path = path.to_str().unwrap();
    world.run(&["capture", path]).ok();
    world.run(&["erase", "nora-newcomer", "--yes"]).ok();
    assert!(
        !everything(&world).contains("Nora"),
        "{}",
        everything(&world)
    );
    let run = world.run(&["capture", path]);
    assert!(run.err.contains("erased before"), "{}", run.err);
    assert!(!everything(&world).contains("Nora"));
    world.run(&["doctor"]).ok();
}

#[test]
fn one_title_at_one_company_with_made_up_addresses_is_a_batch() {
    let world = World::new();
    let people = [
        ("Nora Newcomer", "nora-newcomer-5b3a81a2"),
        ("Olaf Other", "olaf-other-0c41d9e7"),
        ("Pia Third", "pia-third-77aa10b3"),
        ("Quinn Own", "quinn-own"),
    ];
    for (name, slug) in people {
        let text = mail(name, slug, "Sun, 22 Nov 2026 09:00:10 +0000");
        let path = write(
            &world,
            &format!("{slug}.eml"),
            &text.replace("queues", name),
        );
        world.run(&["capture", path.to_str().unwrap()]).ok();
    }
    let list = world.run(&["invitations", "warn:check", "--format", "json"]);
    let list = list.json();
    let mut warned: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["name"].clone())
        .collect();
    warned.sort_by_key(ToString::to_string);
    assert_eq!(warned, ["Nora Newcomer", "Olaf Other", "Pia Third"]);
}
