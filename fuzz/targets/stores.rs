//! What lies beside the journal: the share folder of others, and the cache.

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use cordial::{
    clock::Clock,
    demo,
    domain::{
        book::Book,
        people::{Column, Everyone},
    },
    env::{Env, Folders},
    export::dump,
    query::{self, Rows},
    store::{JournalName, State, Store},
    workspace::{
        Origin, Workspace,
        share::{self, Exchange, ShareError},
    },
};
use tempfile::TempDir;

use crate::engine::{Target, outcome};

const NOW: &str = "2026-11-23T09:14:05+01:00";

/// A machine with a home below a folder.
fn home(root: &Path, machine: &str) -> (Folders, Env) {
    let under = |name: &str| root.join(machine).join(name);
    let folders = Folders {
        data: under("data"),
        state: under("state"),
        cache: under("cache"),
        config: under("config"),
        downloads: None,
    };
    let env = Env {
        machine: machine.to_owned(),
        host: machine.to_owned(),
        ..Env::default()
    };
    (folders, env)
}

/// Lines in a share folder, each sealed with its right checksum and in the file that it says it is
/// of; one that begins with `r` is passed on by somebody. `@a` and `@b` are the two devices that then
/// exchange through it: what each had is still there, both end with the same, and nothing moves then.
pub(crate) const SHARE: Target = Target::new(
    exchange,
    &[
        "{\"v\":1,\"device\":\"",
        "\"device\":\"@a\"",
        "\"device\":\"@b\"",
        "\"epoch\":1,",
        "\"epoch\":9999,",
        "\"seq\":",
        "\"clock\":",
        "\"step\":{\"note\":{\"people\":[\"mira\"],\"text\":\"",
        "\"step\":{\"erased\":true}",
        "\"step\":{\"undo\":\"",
        "\"repair\":{\"missing\":[{",
        "\nr{",
        "\n",
    ],
);

fn exchange(input: &[u8]) -> u64 {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("shared");
    fs::create_dir(&folder).unwrap();
    let stores = ["a", "b"].map(|machine| {
        let (folders, env) = home(root.path(), machine);
        let (mut workspace, mut book) = open(&folders, &env);
        let note = r#"{"note":{"people":["mira"],"text":"own"}}"#;
        let step = cordial::store::wire::decode(note).unwrap();
        workspace.commit(&mut book, &step).unwrap();
        share::init(workspace.store(), &folder).unwrap();
        workspace
    });
    let ids = stores.each_ref().map(|w| w.store().device().unwrap());
    put(&folder, input, &ids);
    let before = stores.each_ref().map(held);
    let mut went = Vec::new();
    let homes = ["a", "b"].map(|machine| home(root.path(), machine));
    // In turns, until the last exchange of both moves nothing.
    for turn in 0..5 {
        let (folders, env) = &homes[turn % 2];
        went.push(once(&mut Workspace::store_of(folders, env), &folder));
    }
    let after = homes.each_ref().map(|(folders, env)| open(folders, env));
    for (number, (workspace, _)) in after.iter().enumerate() {
        let now = held(workspace);
        for line in &before[number] {
            assert!(now.contains(line), "{line:?} is lost");
        }
        assert!(!matches!(workspace.store().state(), State::NewerFormat(_)));
    }
    if went.iter().all(Result::is_ok) {
        assert_eq!(held(&after[0].0), held(&after[1].0));
        let [one, other] = after.each_ref().map(|(_, book)| dump::state(book));
        assert_eq!(one, other);
        assert_eq!(went[3..], [Ok(true), Ok(true)], "{went:?}");
    }
    let states = after.each_ref().map(|(w, _)| w.store().state());
    let kinds: Vec<_> = after[0].0.store().faults().iter().map(|f| f.kind).collect();
    outcome(&(went, kinds, states))
}

fn open(folders: &Folders, env: &Env) -> (Workspace, Book) {
    Workspace::open(folders, env, Clock::fixed(NOW).unwrap()).unwrap()
}

/// What tells the lines of a store apart; erased ones may be left of others.
fn held(workspace: &Workspace) -> Vec<(String, u32, u64)> {
    let lines = workspace.store().every_line().unwrap();
    let mut keys: Vec<_> = lines
        .iter()
        .map(|line| (line.device.clone(), line.epoch, line.seq))
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// One exchange; whether it moved nothing.
fn once(store: &mut Store, folder: &Path) -> Result<bool, String> {
    let whole = |error: ShareError| error.to_string();
    store.read();
    let mut exchange = Exchange::begin(store, folder).map_err(whole)?;
    exchange.take(store).map_err(whole)?;
    Ok(exchange.give(store).map_err(whole)?.is_nothing())
}

/// Writes the lines where a device would have written them.
fn put(folder: &Path, input: &[u8], ids: &[String; 2]) {
    for name in ["journal", "relay", "imports"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    let text = super::words(input)
        .replace("@a", &ids[0])
        .replace("@b", &ids[1]);
    for line in text.lines() {
        let (of, line) = match line.strip_prefix('r') {
            Some(line) => ("relay", line),
            None => ("journal", line),
        };
        let name = match of {
            "relay" => "k3f9x2m7.jsonl".to_owned(),
            _ => name_of(line),
        };
        let path = folder.join(of).join(name);
        let mut file = fs::read(&path).unwrap_or_default();
        file.extend(super::sealed(line.as_bytes()));
        fs::write(path, file).unwrap();
    }
}

/// The file that a line says it is of, if that is a name.
fn name_of(line: &str) -> String {
    let of = |mark: &str, end: char| Some(line.split_once(mark)?.1.split_once(end)?.0);
    let device = of("\"device\":\"", '"').unwrap_or_default();
    let epoch = of("\"epoch\":", ',').and_then(|epoch| epoch.parse().ok());
    let name = format!("{device}-{:04}.jsonl", epoch.unwrap_or(1_u32));
    match JournalName::parse(&name) {
        Some(_) => name,
        None => "k3f9x2m7-0001.jsonl".to_owned(),
    }
}

/// Bytes as the content of a cache that fits: the first says which, and the head is made right. It
/// is taken or not, and what is taken can be asked for everything.
pub(crate) const CACHE: Target = Target {
    run: cached,
    made: || {
        let kept = Kept::get();
        let seeds = kept.files.iter().enumerate();
        let seeds = seeds.map(|(number, file)| {
            let body = file.body.iter().copied();
            std::iter::once(u8::try_from(number).unwrap())
                .chain(body)
                .collect()
        });
        seeds.collect()
    },
    words: &["\0\0\0\0", "\u{1}\0\0\0", "\0\0\0\u{1}", "mira-example"],
};

/// A store with facts, and the caches that it made.
struct Kept {
    root: TempDir,
    files: Vec<CacheFile>,
}

struct CacheFile {
    path: PathBuf,
    covers: Vec<u8>,
    body: Vec<u8>,
}

impl Kept {
    fn get() -> &'static Self {
        static KEPT: OnceLock<Kept> = OnceLock::new();
        KEPT.get_or_init(Self::make)
    }

    fn make() -> Self {
        let root = tempfile::tempdir().unwrap();
        let archive = root.path().join("archive");
        fs::create_dir(&archive).unwrap();
        demo::write(&archive, super::today()).unwrap();
        let (folders, env) = home(root.path(), "a");
        let (mut workspace, mut book) = open(&folders, &env);
        let mut go_on = |_: cordial::import::Progress<'_>| ControlFlow::Continue(());
        workspace
            .import(&mut book, Origin::archive(&[archive]), &mut go_on)
            .unwrap();
        open(&folders, &env);
        let mut files: Vec<CacheFile> = fs::read_dir(&folders.cache)
            .unwrap()
            .map(|entry| CacheFile::read(entry.unwrap().path()))
            .collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        assert_eq!(files.len(), 3, "facts, folded texts, messages");
        Self { root, files }
    }
}

impl CacheFile {
    fn read(path: PathBuf) -> Self {
        let whole = fs::read(&path).unwrap();
        let end = whole.iter().position(|&byte| byte == b'\n').unwrap();
        let head = std::str::from_utf8(&whole[..end]).unwrap();
        let covers: usize = head.split(' ').nth(1).unwrap().parse().unwrap();
        let (covers, body) = whole[end + 1..].split_at(covers);
        Self {
            path,
            covers: covers.to_vec(),
            body: body.to_vec(),
        }
    }

    fn write(&self, body: &[u8]) {
        let crc = crc32c::crc32c_append(crc32c::crc32c(&self.covers), body);
        let head = format!(
            "cordial-cache-1 {} {} {crc:08x}\n",
            self.covers.len(),
            body.len()
        );
        fs::write(&self.path, [head.as_bytes(), &self.covers, body].concat()).unwrap();
    }
}

fn cached(input: &[u8]) -> u64 {
    let kept = Kept::get();
    let (which, body) = input.split_first().unwrap_or((&0, &[]));
    let struck = &kept.files[usize::from(*which) % kept.files.len()];
    for file in &kept.files {
        let body = if std::ptr::eq(file, struck) {
            body
        } else {
            &file.body
        };
        file.write(body);
    }
    let (folders, env) = home(kept.root.path(), "a");
    let (_, book) = open(&folders, &env);
    let facts = book.facts();
    let known = facts
        .people()
        .iter()
        .filter(|person| facts.person(&person.key).is_some())
        .count();
    let messages = &facts.archive().messages;
    let state = dump::state(&book).to_string();
    let mut everyone = Everyone::new(&book);
    everyone.arrange(&book, Column::Name);
    let find = |typed: &str| {
        let query = query::parse(typed, Rows::People).query;
        query::find_people(&everyone, &query, (&book, super::today()), None).len()
    };
    let found = [find(""), find("mi a"), find("company:north -is:connection")];
    let taken = CacheFile::read(struck.path.clone()).body == body;
    outcome(&(
        taken,
        known.min(3),
        found.map(|found| found.min(3)),
        messages.list.len().min(3),
        messages.conversations.len().min(3),
        state.len().ilog2(),
    ))
}
