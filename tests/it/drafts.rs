//! Texts for people on the command line: chosen, filled in, refused, and not sent twice.

use std::fs;

use crate::support::world::World;

#[test]
fn a_draft_is_filled_in_and_what_is_missing_is_named() {
    let world = World::imported();
    let refused = world
        .run(&["draft", "lee-testcase", "--kind", "note"])
        .fails(1);
    assert!(
        refused.contains("a subject you share or spoke about"),
        "{refused}"
    );
    assert!(refused.contains("--set topic=…"), "{refused}");
    let args = [
        "draft",
        "lee-testcase",
        "--template",
        "O4",
        "--kind",
        "note",
    ];
    let run = world.run(&[&args[..], &["--set", "topic=Rust", "--remember"]].concat());
    assert!(
        run.err.contains("O4 to Lee Testcase: 86 of 8,000"),
        "{}",
        run.err
    );
    let text =
        "Hi Lee, only a hello today. When we last wrote you were busy with Rust. How did it go?\n";
    assert_eq!(run.ok(), text);
    assert_eq!(world.run(&args).ok(), text, "it is remembered");
    world.run(&["undo"]).ok();
    world.run(&args).fails(1);
}

#[test]
fn what_was_sent_is_not_offered_to_the_same_company_again() {
    let world = World::imported();
    let draft = |person: &str| {
        let set = [
            "--set",
            "topic=Rust",
            "--set",
            "title=a talk",
            "--set",
            "my_news=moved",
        ];
        world.run(&[&["draft", person, "--kind", "note"][..], &set].concat())
    };
    assert!(draft("lee-testcase").err.contains("O1 to Lee Testcase"));
    world
        .run(&["sent", "lee-testcase", "--template", "o1"])
        .ok();
    // Ines is with the same company.
    assert!(draft("ines-muster").err.contains("O3 to Ines Muster"));
    let again = world.run(&[
        "draft",
        "ines-muster",
        "--template",
        "O1",
        "--set",
        "topic=a",
        "--set",
        "title=b",
    ]);
    assert!(
        again.err.contains("their company got O1 on 2026-11-23"),
        "{}",
        again.err
    );
    let again = world.run(&[
        "draft",
        "lee-testcase",
        "--template",
        "O1",
        "--set",
        "topic=a",
        "--set",
        "title=b",
    ]);
    assert!(
        again.err.contains("Lee Testcase got O1 on 2026-11-23"),
        "{}",
        again.err
    );
    assert!(
        world
            .run(&["history"])
            .out
            .contains("sent O1 to Lee Testcase")
    );
}

#[test]
fn own_templates_take_the_place_of_built_in_ones_and_faults_have_a_place() {
    let world = World::imported();
    let list = world
        .run(&["templates", "--lang", "de", "--format", "csv"])
        .ok();
    assert_eq!(list.lines().count(), 27);
    assert!(list.contains("A1,de,answer,"), "{list}");
    let folder = world.config().join("templates/en");
    fs::create_dir_all(&folder).unwrap();
    let own = "+++\nid = \"A1\"\nname = \"short\"\nuse = \"answer\"\nkind = \"message\"\nlimit = 12\n+++\nNo, {{ first }}\n";
    fs::write(folder.join("no.txt"), own).unwrap();
    let check = world.run(&["templates", "check"]);
    assert!(
        check.err.contains("own templates: 1, all sound"),
        "{}",
        check.err
    );
    let args = ["draft", "--kind", "decline", "--template", "a1"];
    assert_eq!(
        world.run(&[&args[..], &["lee-testcase"]].concat()).ok(),
        "No, Lee\n"
    );
    let long = world
        .run(&[&args[..], &["oluwaseun-sample"]].concat())
        .fails(1);
    assert!(long.contains("13 of 12 characters"), "{long}");
    assert_eq!(
        world.run(&["templates", "--show", "A1"]).ok(),
        "No, [their first name]\n"
    );
    fs::write(folder.join("bad.txt"), own.replace("answer", "anwser")).unwrap();
    let check = world.run(&["templates", "check"]).fails(1);
    assert!(check.contains("en/bad.txt:4:"), "{check}");
    assert!(check.contains("did you mean `answer`?"), "{check}");
    // The rest goes on, with a warning; without the configuration there is none.
    assert!(world.run(&["templates"]).err.contains("en/bad.txt:4:"));
    assert_eq!(world.run(&["templates", "--no-config"]).err, "");
}

#[test]
fn words_are_for_what_comes_next_with_somebody() {
    let world = World::imported();
    let about = |person: &str| world.run(&["draft", person, "--set", "my_topic=Rust"]).err;
    // Connected since yesterday, asked lately, spoken to long ago, not connected yet.
    for (person, kind) in [
        ("lee-testcase", "welcome"),
        ("Jürgen Beispiel", "reply"),
        ("diego-ejemplo", "note"),
        ("bo-testling", "welcome"),
    ] {
        let brief = world.run(&["draft", person, "--brief"]).json();
        assert_eq!(brief["purpose"], kind, "{person}: {brief}");
    }
    let owed = about("oluwaseun-sample");
    assert!(owed.contains("waits for an answer of your own"), "{owed}");
    assert!(!about("lee-testcase").contains("waits"));
    world.run(&["skip", "oluwaseun-sample"]).ok();
    assert!(
        !about("oluwaseun-sample").contains("waits"),
        "it was let go"
    );
}

#[test]
fn what_the_person_says_about_themselves_fills_texts() {
    let world = World::imported();
    fs::create_dir_all(world.config()).unwrap();
    let me = "[me]\ntopic = \"compilers\"\n";
    fs::write(world.config().join("config.toml"), me).unwrap();
    let args = ["draft", "oluwaseun-sample", "--template", "W1"];
    assert!(
        world
            .run(&args)
            .ok()
            .contains("I work on compilers and saw that you are at Hooli.")
    );
    let none = world
        .run(&["draft", "lee-testcase", "--kind", "haiku"])
        .fails(2);
    assert!(none.contains("ask, decline"), "{none}");
    world.run(&["draft", "nobody-known"]).fails(1);
}
