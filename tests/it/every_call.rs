//! The real program, killed before every system call and refused every system call.
//!
//! strace counts and strikes: `inject=CALLS:signal=KILL:when=N` ends the program where its Nth call
//! begins, so that walking N up to the first run that ends by itself meets every state that a kill can
//! leave. What lies on a disk changes by few calls only ([`CHANGING`]); CI takes a sample of those,
//! `CORDIAL_EVERY_CALL=1` all of them, and `CORDIAL_EVERY_CALL=all` kills at every call of the system:
//!
//! ```text
//! CORDIAL_EVERY_CALL=1 cargo test --test it -- --nocapture every_call
//! ```
#![cfg(unix)]

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::{
    privacy::can_trace,
    support::world::{NOW, World},
};

/// What changes a disk, or says that it was changed. A `?` is for a call that not every machine has.
/// Not `close`: a file is closed after its sync, and the standard library takes a refused close of a
/// folder, which no system refuses, for a bug.
const CHANGING: &str = "write,writev,pwrite64,openat,?open,?creat,?mkdir,mkdirat,?rename,?renameat,\
    renameat2,?unlink,unlinkat,?rmdir,?link,linkat,ftruncate,fallocate,copy_file_range,sendfile,fchmod,\
    fchmodat,?chmod,fsync,fdatasync,flock,fcntl";

/// What happens at a call.
#[derive(Clone, Copy, Debug)]
enum Blow {
    /// The program is no more.
    Kill,
    /// The call fails with this error, and the later ones work.
    Once(&'static str),
    /// The call and all after it fail.
    From(&'static str),
}

impl Blow {
    /// How often a command is struck so in CI.
    fn sample(self) -> usize {
        if matches!(self, Self::Kill) { 4 } else { 1 }
    }

    fn inject(self, calls: &str, number: usize) -> String {
        match self {
            Self::Kill => format!("inject={calls}:signal=KILL:when={number}"),
            Self::Once(error) => format!("inject={calls}:error={error}:when={number}"),
            Self::From(error) => format!("inject={calls}:error={error}:when={number}+"),
        }
    }
}

/// One command, and the home in which it is run again and again.
struct Scene {
    world: World,
    /// The home as it was before the command.
    pristine: TempDir,
    args: Vec<String>,
    before: String,
    after: String,
}

/// What a struck run left.
struct Struck<'a> {
    scene: &'a Scene,
    /// Where it was struck, for messages.
    place: String,
    done: bool,
    said: String,
}

impl Scene {
    fn new(world: World, args: &[&str]) -> Self {
        let pristine = tempfile::tempdir().unwrap();
        copy(world.home.path(), pristine.path());
        let before = world.run(&["dump"]).ok();
        let args: Vec<String> = args.iter().map(ToString::to_string).collect();
        let mut scene = Self {
            world,
            pristine,
            args,
            before,
            after: String::new(),
        };
        scene.run().ok();
        scene.after = scene.dump();
        scene
    }

    fn dump(&self) -> String {
        self.world.run(&["dump"]).ok()
    }

    /// The command, left in peace.
    fn run(&self) -> crate::support::world::Run {
        let args: Vec<&str> = self.args.iter().map(String::as_str).collect();
        self.world.run(&args)
    }

    fn reset(&self) {
        for entry in fs::read_dir(self.world.home.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                fs::remove_dir_all(path).unwrap();
            } else {
                fs::remove_file(path).unwrap();
            }
        }
        copy(self.pristine.path(), self.world.home.path());
    }

    fn traced(&self, calls: &str, inject: Option<&str>, to: &Path) -> Output {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", &format!("trace={calls}"), "-o"]);
        command.arg(to);
        if let Some(inject) = inject {
            command.args(["-e", inject]);
        }
        command
            .arg(env!("CARGO_BIN_EXE_cordial"))
            .args(&self.args)
            .env_clear()
            .env("HOME", self.world.home.path())
            .env("CORDIAL_NOW", NOW)
            .env("TZ", "Europe/Berlin")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// The number of calls of the thread that makes the most: strace counts for each thread.
    fn calls(&self, calls: &str) -> usize {
        let file = tempfile::NamedTempFile::new().unwrap();
        self.reset();
        let output = self.traced(calls, None, file.path());
        assert!(output.status.success(), "{output:?}");
        let trace = fs::read_to_string(file.path()).unwrap();
        let mut threads = std::collections::HashMap::new();
        for line in trace.lines().filter(|line| line.contains('(')) {
            let thread = line.split_whitespace().next().unwrap();
            *threads.entry(thread.to_owned()).or_insert(0) += 1;
        }
        threads.into_values().max().unwrap()
    }

    /// Strikes at every call, or at a sample of them, and lets a check see what each left.
    #[expect(clippy::print_stdout, reason = "a long run tells how long it was")]
    #[expect(
        clippy::disallowed_methods,
        reason = "how long to run is asked for here alone"
    )]
    fn survives(&self, blow: Blow, check: impl Fn(&Struck<'_>)) {
        let how = std::env::var_os("CORDIAL_EVERY_CALL");
        let calls = match &how {
            // No program loads where nothing can be mapped: of those calls, kills only.
            Some(how) if how == "all" && matches!(blow, Blow::Kill) => "all",
            _ => CHANGING,
        };
        let total = self.calls(calls);
        // The sample lies in the second half, where the work is: the first calls load the program.
        let parts = blow.sample();
        let sample = (0..parts).map(|part| total - total * (2 * part + 1) / (4 * parts));
        let numbers: Vec<usize> = match how {
            Some(_) => (1..=total).collect(),
            None => sample.collect(),
        };
        let struck = numbers.len();
        for number in numbers {
            self.reset();
            let inject = blow.inject(calls, number);
            let output = self.traced(calls, Some(&inject), Path::new("/dev/null"));
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let place = format!("{:?}, {inject}: {said}", self.args);
            assert!(!said.contains("panicked"), "{place}");
            check(&Struck {
                scene: self,
                place,
                done: output.status.success(),
                said: String::from_utf8_lossy(&output.stdout).into_owned() + &said,
            });
        }
        println!("{:?} {blow:?}: {struck} of {total} calls", self.args);
    }

    /// Refuses each change of a name, once and from then on, in CI as well: there are few.
    fn survives_no_names(&self, check: impl Fn(&Struck<'_>)) {
        const CALLS: &str = "?rename,?renameat,renameat2";
        let blows = [Blow::Once("ENOSPC"), Blow::From("EIO")];
        let numbers = 1..=self.calls(CALLS);
        for (number, blow) in numbers.flat_map(|number| blows.map(|blow| (number, blow))) {
            self.reset();
            let inject = blow.inject(CALLS, number);
            let output = self.traced(CALLS, Some(&inject), Path::new("/dev/null"));
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            check(&Struck {
                scene: self,
                place: format!("{:?}, {inject}: {said}", self.args),
                done: output.status.success(),
                said,
            });
        }
    }

    /// Kills, a full disk and a broken one.
    fn survives_all(&self, check: impl Fn(&Struck<'_>)) {
        let blows = [
            Blow::Kill,
            Blow::Once("EIO"),
            Blow::From("ENOSPC"),
            Blow::Once("EINTR"),
            Blow::From("EACCES"),
        ];
        for blow in blows {
            self.survives(blow, &check);
        }
    }
}

impl Struck<'_> {
    /// Half of it is never shown, and what was acknowledged is there.
    fn before_or_after(&self) {
        let (scene, place) = (self.scene, &self.place);
        let dump = scene.dump();
        let after = dump == scene.after;
        assert!(after || dump == scene.before, "half of it: {place}");
        assert!(after || !self.done, "acknowledged and lost: {place}");
    }

    /// Run again in peace, the command completes, and nothing is damaged.
    fn again(&self) {
        let (scene, place) = (self.scene, &self.place);
        let run = scene.run();
        assert_eq!(run.code, 0, "{place}: {run:?}");
        assert_eq!(scene.dump(), scene.after, "{place}");
        self.sound();
    }

    /// No damage, and room for another step.
    fn sound(&self) {
        let (world, place) = (&self.scene.world, &self.place);
        let run = world.run(&["doctor"]);
        assert_eq!(run.code, 0, "{place}: {run:?}");
        let run = world.run(&["note", "ada-afterwards", "there is room"]);
        assert_eq!(run.code, 0, "{place}: {run:?}");
        let dump = self.scene.dump();
        // Once in the notes, once among the steps.
        assert_eq!(dump.matches("there is room").count(), 2, "{place}");
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&path, &target);
            let mode = fs::metadata(&path).unwrap().permissions();
            fs::set_permissions(&target, mode).unwrap();
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Everything below a folder whose name a test asks about.
fn named(folder: &Path, wanted: impl Fn(&OsStr) -> bool + Copy) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if wanted(path.file_name().unwrap()) {
            found.push(path.clone());
        }
        if path.is_dir() {
            found.extend(named(&path, wanted));
        }
    }
    found
}

#[test]
fn a_first_step_struck_at_every_call() {
    if !can_trace("a_first_step_struck_at_every_call") {
        return;
    }
    let scene = Scene::new(World::new(), &["note", "mira-example", "owes me a book"]);
    scene.survives_all(|struck| {
        struck.before_or_after();
        struck.sound();
    });
}

#[test]
fn a_step_and_an_undo_struck_at_every_call() {
    if !can_trace("a_step_and_an_undo_struck_at_every_call") {
        return;
    }
    let world = World::imported();
    world.run(&["note", "mira-example", "owes me a book"]).ok();
    for args in [&["decide", "mira-example", "accept"][..], &["undo"]] {
        let copied = World::new();
        fs::remove_dir_all(copied.archive()).unwrap();
        copy(world.home.path(), copied.home.path());
        let scene = Scene::new(copied, args);
        scene.survives_all(|struck| {
            struck.before_or_after();
            struck.sound();
        });
    }
}

#[test]
fn an_import_struck_at_every_call() {
    if !can_trace("an_import_struck_at_every_call") {
        return;
    }
    let world = World::new();
    let archive = world.archive();
    let scene = Scene::new(world, &["import", archive.to_str().unwrap()]);
    scene.survives_all(|struck| {
        struck.before_or_after();
        struck.again();
        let part = |name: &OsStr| name.to_string_lossy().ends_with(".part");
        let left = named(&struck.scene.world.data(), part);
        assert_eq!(left, Vec::<PathBuf>::new(), "{}", struck.place);
    });
}

#[test]
fn an_erasure_struck_at_every_call_is_completed_by_the_next() {
    if !can_trace("an_erasure_struck_at_every_call_is_completed_by_the_next") {
        return;
    }
    let world = World::imported();
    world.run(&["note", "ines-muster", "a secret"]).ok();
    let scene = Scene::new(world, &["erase", "ines-muster", "--yes"]);
    scene.survives_all(|struck| {
        let dump = struck.scene.dump();
        assert!(
            !struck.done || dump == struck.scene.after,
            "{}",
            struck.place
        );
        struck.again();
    });
}

#[test]
fn an_erasure_that_can_remove_nothing_leaves_a_note_of_what_is_left() {
    if !can_trace("an_erasure_that_can_remove_nothing_leaves_a_note_of_what_is_left") {
        return;
    }
    let world = World::imported();
    let scene = Scene::new(world, &["erase", "ines-muster", "--yes"]);
    let trace = tempfile::NamedTempFile::new().unwrap();
    let calls = "?unlink,unlinkat";
    // The first ones are of temporary files, before anything is promised.
    let noted = (1..10).any(|number| {
        scene.reset();
        let inject = Blow::From("EIO").inject(calls, number);
        let output = scene.traced(calls, Some(&inject), trace.path());
        let noted = scene.world.data().join("erasing").exists();
        assert!(!(noted && output.status.success()), "{output:?}");
        noted
    });
    assert!(noted);
    let next = scene.world.run(&["people", "-q"]);
    assert!(next.err.contains("finished now"), "{}", next.err);
    assert!(!scene.world.data().join("erasing").exists());
    assert_eq!(scene.dump(), scene.after);
}

#[test]
fn an_exchange_struck_at_every_call_is_completed_by_the_next() {
    if !can_trace("an_exchange_struck_at_every_call_is_completed_by_the_next") {
        return;
    }
    // The other device lives in the same home, so that a reset brings back both and the folder.
    let world = World::new();
    let home = world.home.path().to_owned();
    let folder = home.join("shared").to_str().unwrap().to_owned();
    fs::create_dir(&folder).unwrap();
    let other = home.join("other").to_str().unwrap().to_owned();
    let there = |args: &[&str]| world.run(&[&["--data-dir", &other], args].concat());
    world
        .run(&["import", world.archive().to_str().unwrap()])
        .ok();
    world.run(&["note", "ines-muster", "from here"]).ok();
    world.run(&["share", "init", &folder]).ok();
    there(&["note", "ines-muster", "from there"]).ok();
    there(&["share", "init", &folder]).ok();
    there(&["share", "now"]).ok();
    let scene = Scene::new(world, &["share", "now"]);
    assert!(scene.after.contains("from there"));
    scene.survives_all(|struck| {
        struck.scene.dump();
        let run = struck.scene.run();
        assert_eq!(run.code, 0, "{}: {run:?}", struck.place);
        let ours = struck.scene.dump();
        assert_eq!(ours, struck.scene.after, "{}", struck.place);
        let there = |args: &[&str]| {
            struck
                .scene
                .world
                .run(&[&["--data-dir", &other], args].concat())
                .ok()
        };
        there(&["share", "now"]);
        assert_eq!(there(&["dump"]), ours, "{}", struck.place);
        struck.sound();
    });
}

#[test]
fn a_backup_struck_at_every_call_is_whole_or_not_there() {
    if !can_trace("a_backup_struck_at_every_call_is_whole_or_not_there") {
        return;
    }
    let world = World::imported();
    let file = world.home.path().join("safe.zip");
    let scene = Scene::new(world, &["backup", file.to_str().unwrap()]);
    scene.survives_all(|struck| {
        let (world, place) = (&struck.scene.world, &struck.place);
        assert!(file.exists() || !struck.done, "{place}");
        if file.exists() {
            let run = world.run(&["restore", file.to_str().unwrap(), "--check"]);
            assert_eq!(run.code, 0, "{place}: {run:?}");
            fs::remove_file(&file).unwrap();
        }
        struck.again();
    });
}

/// A restore over a store with a step that the backup lacks.
fn restoring() -> Scene {
    let world = World::imported();
    let file = world.home.path().join("safe.zip");
    world.run(&["backup", file.to_str().unwrap()]).ok();
    world.run(&["note", "mira-example", "made later"]).ok();
    Scene::new(world, &["restore", file.to_str().unwrap(), "--yes"])
}

#[test]
fn a_restore_struck_at_every_call_leaves_the_store_before_or_after() {
    if !can_trace("a_restore_struck_at_every_call_leaves_the_store_before_or_after") {
        return;
    }
    let scene = restoring();
    assert_ne!(scene.before, scene.after);
    scene.survives_all(|struck| {
        struck.before_or_after();
        let blamed = struck.said.contains("safe.zip: No space left");
        assert!(!blamed, "{}", struck.place);
        is_kept(struck);
        struck.again();
    });
}

/// The store from before a restore is in its place, or beside it under a name that is told.
fn is_kept(struck: &Struck<'_>) {
    let (scene, place) = (struck.scene, &struck.place);
    let mut stores = vec![scene.dump()];
    let aside = |name: &OsStr| name.to_string_lossy().contains("before-restore");
    for beside in named(scene.world.home.path(), aside) {
        let beside = beside.to_str().unwrap();
        stores.push(scene.world.run(&["--data-dir", beside, "dump"]).ok());
    }
    let whole = |dump: &String| *dump == scene.before || *dump == scene.after;
    assert!(stores.iter().all(whole), "half a store: {place}");
    assert!(stores.contains(&scene.before), "it is gone: {place}");
}

/// Each change of a name refused, once and from then on: the old store once lay in the folder that is
/// removed in the end when that happened.
#[test]
fn a_restore_that_may_change_no_name_removes_no_store() {
    if !can_trace("a_restore_that_may_change_no_name_removes_no_store") {
        return;
    }
    let scene = restoring();
    scene.survives_no_names(|struck| {
        struck.before_or_after();
        is_kept(struck);
    });
}

/// Its files count under their names only: without one of them, there is no import.
#[test]
fn an_import_that_may_change_no_name_is_whole_or_not_there() {
    if !can_trace("an_import_that_may_change_no_name_is_whole_or_not_there") {
        return;
    }
    let world = World::new();
    let archive = world.archive();
    let scene = Scene::new(world, &["import", archive.to_str().unwrap()]);
    scene.survives_no_names(|struck| {
        struck.before_or_after();
        struck.again();
    });
}

#[test]
fn a_cache_struck_at_every_call_decides_nothing() {
    if !can_trace("a_cache_struck_at_every_call_decides_nothing") {
        return;
    }
    let world = World::imported();
    fs::remove_dir_all(world.home.path().join(".cache")).unwrap();
    let scene = Scene::new(world, &["people", "mira"]);
    scene.survives_all(|struck| {
        struck.before_or_after();
        struck.again();
        assert!(!struck.said.contains("damaged"), "{}", struck.place);
    });
}

fn named_like(path: &Path, start: &str) -> bool {
    let name = path.file_name().and_then(OsStr::to_str);
    name.is_some_and(|name| name.starts_with(start))
}

/// What a run had written, made or renamed in the data folder and not given to the disk yet when it
/// spoke first: files that were written to, and folders with new names. And how many lines of the
/// journal it had written.
fn unsynced(trace: &str, data: &Path) -> (BTreeSet<PathBuf>, usize) {
    let (mut dirty, mut lines) = (BTreeSet::new(), 0);
    // What a lock says is for those who wait.
    let is_lock = |path: &Path| named_like(path, "lock");
    for call in trace.lines().filter_map(|line| line.split_once(' ')) {
        let call = call.1.trim_start();
        let quoted: Vec<&Path> = call.split('"').skip(1).step_by(2).map(Path::new).collect();
        let opened = Path::new(call.split(['<', '>']).nth(1).unwrap_or_default());
        match call.split('(').next().unwrap() {
            "write" if call.starts_with("write(1<") || call.starts_with("write(2<") => break,
            "write" if opened.starts_with(data) && !is_lock(opened) => {
                lines += usize::from(opened.starts_with(data.join("journal")));
                dirty.insert(opened.to_owned());
            }
            "fsync" | "fdatasync" => {
                dirty.remove(opened);
            }
            "openat" if call.contains("O_EXCL") && !call.contains("= -1") => {
                dirty.insert(quoted[0].parent().unwrap().to_owned());
            }
            "rename" | "renameat" | "renameat2" => {
                // A folder is renamed with all that is in it.
                assert!(
                    !dirty.iter().any(|path| path.starts_with(quoted[0])),
                    "renamed before its bytes are safe: {call}"
                );
                dirty.insert(quoted[1].parent().unwrap().to_owned());
            }
            _ => {}
        }
    }
    dirty.retain(|path| path.starts_with(data));
    (dirty, lines)
}

/// A pretended disk cannot show that the real one is asked: what is acknowledged was synced, and so
/// were the folders that name it.
#[test]
fn what_is_acknowledged_was_given_to_the_disk_first() {
    if !can_trace("what_is_acknowledged_was_given_to_the_disk_first") {
        return;
    }
    let world = World::new();
    let archive = world.archive();
    for args in [
        &["note", "mira-example", "owes me a book"][..],
        &["note", "mira-example", "gave it back"],
        &["import", archive.to_str().unwrap()],
        &["undo"],
        &["erase", "lee-testcase", "--yes"],
    ] {
        let (left, lines) = unsynced(&synced(&world, args), &world.data());
        assert_eq!(left, BTreeSet::new(), "{args:?}");
        assert!(lines > 0, "{args:?} wrote no line before it spoke");
    }
    // These two write past the pretended disk of the tests, so that this is all that is known of what a
    // power cut may leave of them.
    let safe = world.home.path().join("safe");
    fs::create_dir(&safe).unwrap();
    let file = safe.join("backup.zip");
    let file = file.to_str().unwrap();
    let (left, _) = unsynced(&synced(&world, &["backup", file]), &safe);
    assert_eq!(left, BTreeSet::new());
    let share = world.data().parent().unwrap().to_owned();
    for what in ["beside the old store", "where there is none"] {
        let trace = synced(&world, &["restore", file, "--yes", "--quiet"]);
        let restored = trace.find("rename").is_some() && trace.contains("imports/");
        assert!(restored, "{trace}");
        let (left, _) = unsynced(&trace, &share);
        assert_eq!(left, BTreeSet::new(), "{what}");
        fs::remove_dir_all(world.data()).unwrap();
    }
}

/// The calls that write, sync and name, of a command that succeeds.
fn synced(world: &World, args: &[&str]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    let output = Command::new("strace")
        .args(["-f", "-qq", "-y", "-s", "4096", "-e"])
        .arg("trace=openat,write,fsync,fdatasync,?rename,?renameat,renameat2")
        .arg("-o")
        .arg(file.path())
        .arg(env!("CARGO_BIN_EXE_cordial"))
        .args(args)
        .env_clear()
        .env("HOME", world.home.path())
        .env("CORDIAL_NOW", NOW)
        .env("TZ", "Europe/Berlin")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
    fs::read_to_string(file.path()).unwrap()
}
