//! The five hottest paths, one at a time, for `.ci/paths`, which counts their instructions.
//!
//! `paths PATH TIMES` prepares a path, takes it once to fill what is filled once, and then takes it so
//! many times: the difference between two counts is the path alone. The clock stands still, and what is
//! read is made here, so that a count means the same on another day.

use std::{error::Error, fs, hint::black_box, ops::ControlFlow, path::Path, sync::Arc};

use cordial::{
    app::{Model, Msg, key::Key, lens, update::update},
    clock::Clock,
    config::{self, Me},
    demo,
    domain::{
        book::Book,
        people::{Column, Everyone},
        plan::{Settings, agenda},
        triage::{Context, Subject, judge},
    },
    drafts::Writer,
    env::{Env, Folders},
    templates::Library,
    tui::{
        theme::Theme,
        view::{Memory, Style, draw},
    },
    workspace::{Origin, Workspace},
};
use ratatui::{buffer::Buffer, layout::Rect};

const TITLES: &str = include_str!("../tests/fixtures/triage/titles.tsv");
const NOTES: &str = include_str!("../tests/fixtures/triage/notes.tsv");
const NOW: &str = "2026-11-23T09:14:05+01:00";
/// People, and messages, of the archive.
const PEOPLE: usize = 5_000;
/// Invitations that are judged.
const JUDGED: usize = 200;
/// Keys that move the cursor.
const MOVES: usize = 20;
const SIZE: Rect = Rect::new(0, 0, 120, 36);

type Fallible<T> = Result<T, Box<dyn Error>>;

fn main() -> Fallible<()> {
    let args = std::env::args_os().skip(1);
    let args: Vec<String> = args.filter_map(|arg| arg.into_string().ok()).collect();
    // Without a path: `cargo bench` starts every benchmark.
    let [path, times, ..] = &args[..] else {
        return Ok(());
    };
    let home = tempfile::tempdir()?;
    let home = home.path();
    let mut path = match path.as_str() {
        "load" => load(home)?,
        "judge" => judging()?,
        "search" => search(home)?,
        "draw" => drawing(home)?,
        "import" => importing(home),
        _ => return Err(format!("no path is called {path}").into()),
    };
    for _ in 0..=times.parse::<u32>()? {
        path()?;
    }
    Ok(())
}

/// Takes a path once.
type Taken<'h> = Box<dyn FnMut() -> Fallible<()> + 'h>;

/// Opens a store whose facts are kept, and plans the day.
fn load(home: &Path) -> Fallible<Taken<'_>> {
    drop(imported(home, &home.join("store"), people)?);
    Ok(Box::new(move || {
        let (workspace, book) = open(&home.join("store"))?;
        black_box(agenda(&book, &Settings::default(), clock()?.today()));
        drop(workspace);
        Ok(())
    }))
}

/// Judges invitations with a headline and a note each.
fn judging() -> Fallible<Taken<'static>> {
    let rules = config::rules::load(None)?;
    let (titles, notes) = (texts(TITLES), texts(NOTES));
    Ok(Box::new(move || {
        let context = Context::default();
        let pairs = titles.iter().cycle().zip(notes.iter().cycle());
        for (headline, note) in pairs.take(JUDGED) {
            let subject = Subject {
                name: Some("Mira Example"),
                slug: Some("mira-example"),
                headline: Some(headline),
                note: Some(note),
                ..Subject::default()
            };
            black_box(judge(&rules, &context, &subject));
        }
        Ok(())
    }))
}

/// Finds people while somebody types, a key at a time.
fn search(home: &Path) -> Fallible<Taken<'_>> {
    let (_, book) = imported(home, &home.join("store"), people)?;
    let mut everyone = Everyone::new(&book);
    everyone.arrange(&book, Column::Name);
    Ok(Box::new(move || {
        for typed in ["mira example 17", "recruiter 2", "mrxmpl"] {
            for (at, c) in typed.char_indices() {
                let part = typed.get(..at + c.len_utf8()).unwrap_or_default();
                black_box(everyone.find(part).len());
            }
        }
        Ok(())
    }))
}

/// Moves the cursor over the invitations of the demo, a frame each.
fn drawing(home: &Path) -> Fallible<Taken<'_>> {
    let (_, book) = imported(home, &home.join("store"), |folder| {
        Ok(demo::write(folder, clock()?.today())?)
    })?;
    let lens = lens::Rules {
        remind: 90,
        triage: config::rules::load(None)?.into(),
        role: String::new(),
        place: String::new(),
        plan: Settings::default(),
        checklist: config::checklist::load(None)?.into(),
        targets: Vec::new(),
        sensitive: false,
        writer: Arc::new(Writer {
            library: Library::load([]).0.into(),
            me: Me::default(),
            program: None,
        }),
        judged: Arc::default(),
    };
    let mut model = Model::of(book, Box::new(lens), clock()?.today());
    update(&mut model, Msg::Resize(SIZE.width, SIZE.height));
    let style = Style {
        theme: Theme::plain(),
        ascii: false,
    };
    let mut memory = Memory::default();
    let mut buffer = Buffer::empty(SIZE);
    Ok(Box::new(move || {
        // Down and up again, so that each time is like the one before.
        for at in 0..MOVES {
            let key = if at < MOVES / 2 { 'j' } else { 'k' };
            black_box(update(&mut model, Msg::Key(Key::char(key))));
            buffer.reset();
            black_box(draw(&mut buffer, &model, &style, &mut memory));
        }
        Ok(())
    }))
}

/// Imports the archive into a new store.
fn importing(home: &Path) -> Taken<'_> {
    let mut stores = 0;
    Box::new(move || {
        stores += 1;
        let store = home.join(format!("store{stores}"));
        drop(imported(home, &store, people)?);
        Ok(())
    })
}

fn clock() -> Fallible<Clock> {
    Ok(Clock::fixed(NOW).ok_or("the time cannot be read")?)
}

fn open(home: &Path) -> Fallible<(Workspace, Book)> {
    let folders = Folders {
        data: home.join("data"),
        state: home.join("state"),
        cache: home.join("cache"),
        config: home.join("config"),
        downloads: None,
    };
    let env = Env {
        machine: "bench".to_owned(),
        ..Env::default()
    };
    Ok(Workspace::open(&folders, &env, clock()?)?)
}

/// A new store with an archive, which is written first if it is not there.
fn imported(
    home: &Path,
    store: &Path,
    write: impl Fn(&Path) -> Fallible<()>,
) -> Fallible<(Workspace, Book)> {
    let archive = home.join("archive");
    if !archive.exists() {
        fs::create_dir(&archive)?;
        write(&archive)?;
    }
    let (mut workspace, mut book) = open(store)?;
    workspace.import(&mut book, Origin::archive(&[archive]), &mut |_| {
        ControlFlow::Continue(())
    })?;
    Ok((workspace, book))
}

/// An archive of connections, each with a message.
fn people(folder: &Path) -> Fallible<()> {
    const FIRST: [&str; 7] = ["Mira", "Jon", "Zoë", "Łukasz", "Ada", "Ingrid", "Sam"];
    const LAST: [&str; 5] = ["Example", "Sample", "Testcase", "Fixture", "Ångström"];
    const JOBS: [&str; 3] = ["Engineer", "Talent Acquisition Partner", "Recruiter"];
    let pick =
        |from: &[&'static str], n: usize| from.get(n % from.len()).copied().unwrap_or_default();
    let mut connections =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    let mut messages =
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,\
                        DATE,SUBJECT,CONTENT,FOLDER\n"
            .to_owned();
    for n in 0..PEOPLE {
        let (first, last) = (pick(&FIRST, n), pick(&LAST, n / 7));
        let url = format!("https://www.linkedin.com/in/invented-{n:05}");
        let (job, day, month) = (pick(&JOBS, n / 3), n % 28 + 1, n % 11 + 1);
        connections += &format!(
            "{first},{last} {n},{url},,Acme {},{job},{day:02} Jan 2024\n",
            n % 90
        );
        messages += &format!(
            "c{n},,{first} {last} {n},{url},Robin Example,https://www.linkedin.com/in/robin-example,\
             2025-{month:02}-{day:02} 10:11:12 UTC,,\"Thank you for the talk, see you in week {n}.\",INBOX\n"
        );
    }
    fs::write(folder.join("Connections.csv"), connections)?;
    fs::write(folder.join("messages.csv"), messages)?;
    fs::write(
        folder.join("Profile.csv"),
        "First Name,Last Name,Headline\nRobin,Example,Engineer\n",
    )?;
    Ok(())
}

/// The last cell of each row.
fn texts(table: &'static str) -> Vec<&'static str> {
    let rows = table.lines().skip(1);
    rows.filter_map(|line| line.rsplit('\t').next()).collect()
}
