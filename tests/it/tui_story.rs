//! Stories: an invented archive, keys in, screens out. Everything runs with a store in memory.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Days, NaiveDate};
use cordial::{
    app::{
        Effect, Model, Msg,
        draft::{Draft, Request},
        key::Key,
        lens::{self, Judged, Lens, Reason, Warning},
        msg::{ArchiveFile, Change, Plan, PlanRow, Progress, Trouble},
        pane::{
            followups::{Agenda, FollowUp, View},
            profile::{Audit, AuditItem, State},
        },
        update::{start, update},
    },
    config::{self, Me},
    domain::{
        book::Book,
        day::{Day, Instant},
        facts::Facts,
        invitation::InvitationId,
        person::PersonKey,
        plan::Settings,
        records::{Archive, Connection, Direction, Invitation, Owner},
        session::Kept,
        step::{Stamped, Step, StepId},
        template::Occasion,
        triage::Verdict,
    },
    drafts::Writer,
    safe,
    templates::Library,
    text::{Link, Safe},
    tui::{
        theme::Theme,
        view::{Memory, Style, draw},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// The day of all stories: a Monday.
pub(crate) const TODAY: Day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
const DEVICE: &str = "d1";

/// Days before [`TODAY`], name, note.
const INVITATIONS: &[(u64, &str, &str)] = &[
    (
        2,
        "Mira Example",
        "Hi Robin, we met at the Northwind meetup and talked about schedulers. \
        I would love to stay in touch!",
    ),
    (5, "Jon Sample", ""),
    (
        9,
        "Pat Placeholder",
        "Great profile! Let us move to Telegram, I have an offer for you.",
    ),
    (12, "Zoë Ångström-Müller, PhD", "Hello from Contoso"),
    (19, "山田 太郎", ""),
    (33, "Ada Test 🚀", "Fellow Globex alumni here."),
    (40, "Kim Proxy", ""),
    (61, "Alex Stub", "I read your article on queues."),
    (75, "Sam Dummy", ""),
    (120, "Chris Mock", ""),
    (300, "\u{202e}Evil Name\u{1b}[31m", "line one\rline two"),
    (700, "An Extraordinarily Long Name That Goes On And On", "x"),
];

pub(crate) fn archive() -> Archive {
    let mut archive = Archive {
        owner: Owner {
            key: PersonKey::slug("robin-example"),
            ..Owner::default()
        },
        kinds: vec!["connections", "invitations"],
        ..Archive::default()
    };
    for (days, name, note) in INVITATIONS {
        archive
            .invitations
            .push(invitation(*days, name, note, Direction::Incoming));
    }
    archive
        .invitations
        .push(invitation(30, "Terry Fixture", "", Direction::Outgoing));
    archive.connections.push(Connection {
        key: PersonKey::slug("lee-testcase").unwrap(),
        first: "Lee".into(),
        last: "Testcase".into(),
        company: "Acme".into(),
        position: "Engineer".into(),
        email: "".into(),
        connected_on: TODAY.pred_opt(),
    });
    archive
}

fn invitation(days: u64, name: &str, note: &str, direction: Direction) -> Invitation {
    let slug: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let sent = TODAY - Days::new(days);
    Invitation {
        id: InvitationId {
            person: PersonKey::slug(&slug).unwrap(),
            sent: Some(sent.and_hms_opt(9, 30, 0).unwrap().and_utc()),
        },
        direction,
        name: name.into(),
        note: note.into(),
        connected: false,
        by_name: false,
    }
}

/// The rules of the domain, invented.
#[derive(Debug)]
pub(crate) struct Rules;

impl Lens for Rules {
    fn audit(&self, _: &Book, _: Day) -> Option<Audit> {
        let item = |id, title, weight, points, state| AuditItem {
            id: Safe::own(id),
            title: Safe::own(title),
            weight,
            points,
            state,
            evidence: Safe::own("Profile.csv, column Summary"),
            why: Safe::own("About is read before anything else, and found by its words."),
            fix: Safe::own("Write three sentences: what you do, for whom, what you look for."),
            link: Link::linkedin("https://www.linkedin.com/in/me/edit/forms/summary/new/").ok(),
            ..AuditItem::default()
        };
        Some(Audit {
            score: Some(71),
            level: Safe::own("good"),
            items: vec![
                item(
                    "about",
                    "About is 84 of 2,600 characters",
                    10,
                    2,
                    State::Part,
                ),
                item(
                    "position",
                    "Current position has no description",
                    5,
                    0,
                    State::Missing,
                ),
                item("skills", "3 of 5 skills", 4, 2, State::Part),
                item("photo", "Is your face on the photo?", 5, 0, State::AskYou),
                item(
                    "headline",
                    "Headline is 64 of 220 characters",
                    8,
                    8,
                    State::Full,
                ),
                item("services", "Services page", 2, 0, State::NotApplicable),
            ],
            ..Audit::default()
        })
    }

    fn agenda(&self, book: &Book, _: View, today: Day) -> (Agenda, Vec<FollowUp>) {
        let lee = PersonKey::slug("lee-testcase").unwrap();
        let touched = book.touch(&lee).is_some();
        let follow_up = FollowUp {
            person: lee,
            name: Safe::own("Lee Testcase"),
            kind: Safe::own("welcome"),
            due: Safe::own("connected yesterday"),
            since: Safe::own("since 22 Nov"),
            propose: None,
            why: Safe::own("A welcome within the first days is answered most often."),
            circle: Safe::EMPTY,
            guard: Safe::EMPTY,
            last: None,
            occasion: Occasion::Welcome,
            link: None,
            day: today,
        };
        let agenda = Agenda {
            today: if touched { vec![] } else { vec![follow_up] },
            resting: 41,
            forecast: (0..)
                .map(|n| today + Days::new(n))
                .zip([1, 3, 2, 4, 3, 2])
                .collect(),
        };
        (agenda, Vec::new())
    }

    fn draft(&self, book: &Book, asked: &Request) -> Option<Draft> {
        let name = book.facts().name_of(&asked.person)?;
        let first = Safe::name(name.split(' ').next()?);
        let text = match asked.occasion {
            Occasion::Welcome => safe!("Hi {},\n\nthank you for connecting!", first),
            Occasion::Ask => safe!("Hi {},\n\nwhat made you think of me?", first),
            Occasion::Decline => safe!("Hi {},\n\nI wish you all the best.", first),
            _ => return None,
        };
        Some(Draft {
            title: Safe::own(asked.occasion.word()),
            outgoing: text.clone(),
            text,
            ..Draft::default()
        })
    }

    fn judge(&self, book: &Book, _: Day) -> HashMap<InvitationId, Judged> {
        let open = book
            .facts()
            .invitations()
            .iter()
            .filter(|invitation| invitation.is_open());
        open.map(|invitation| (invitation.id.clone(), judged(invitation)))
            .collect()
    }
}

fn judged(invitation: &Invitation) -> Judged {
    let reason = |points, words| Reason {
        for_everybody: false,
        rule: "test".into(),
        points,
        words: Safe::own(words),
    };
    let warned = invitation.note.contains("Telegram");
    Judged {
        verdict: Safe::own(if warned {
            "Check first: asks to move to another place"
        } else {
            "Accept: nothing speaks against it"
        }),
        score: 50 + i32::try_from(invitation.note.len() % 40).unwrap(),
        warning: warned.then(|| Warning {
            short: Safe::own("asks to move to Telegram"),
            stop: false,
            advice: vec![Safe::own(
                "matched 'move to Telegram'; look at the profile first",
            )],
        }),
        reasons: vec![reason(12, "wrote a note"), reason(-3, "long ago")],
        info: Vec::new(),
        late: invitation.sent() < "2026-08-25T00:00:00Z".parse().ok(),
        unknown: Safe::own("4 of 9 known"),
        group: Some(if warned {
            Verdict::Check
        } else {
            Verdict::Accept
        }),
        classes: Vec::new(),
    }
}

/// All these words are on the screen.
#[track_caller]
pub(crate) fn shows(story: &mut Story, words: &[&str]) {
    let screen = story.screen();
    for word in words {
        assert!(screen.contains(word), "{word} in\n{screen}");
    }
}

/// The lens of the real program, with the built-in tables.
pub(crate) fn rules() -> lens::Rules {
    lens::Rules {
        remind: 90,
        triage: config::rules::load(None).unwrap().into(),
        role: String::new(),
        place: String::new(),
        plan: Settings::default(),
        checklist: config::checklist::load(None).unwrap().into(),
        targets: Vec::new(),
        sensitive: false,
        writer: Arc::new(Writer {
            library: Library::load([]).0.into(),
            me: Me::default(),
            program: None,
        }),
        judged: Arc::default(),
    }
}

/// A store in memory: what the journal would confirm.
#[derive(Debug, Default)]
pub(crate) struct Store {
    steps: u64,
}

impl Store {
    pub(crate) fn commit(&mut self, step: Step) -> Change {
        self.steps += 1;
        let at = format!("2026-11-23T09:{:02}:00+00:00", self.steps);
        Change {
            steps: vec![Stamped {
                id: StepId::new(&format!("s{}", self.steps)),
                device: DEVICE.into(),
                clock: self.steps,
                at: DateTime::parse_from_rfc3339(&at).unwrap(),
                step,
            }],
            facts: None,
        }
    }

    /// The same store, after another program opened it.
    pub(crate) fn continue_after(&mut self, other: &Self) {
        self.steps = other.steps;
    }

    pub(crate) fn undo_target(book: &Book) -> Option<StepId> {
        Some(book.undo_target(DEVICE)?.id.clone())
    }

    pub(crate) fn redo(&mut self, book: &Book) -> Option<Change> {
        let id = book.redo_target(DEVICE)?.id.clone();
        Some(self.commit(Step::Redo { id }))
    }
}

/// The archives that lie in Downloads.
pub(crate) fn downloads() -> Vec<ArchiveFile> {
    vec![ArchiveFile {
        path: "/downloads/Complete_LinkedInDataExport_11-20-2026.zip".into(),
        name: Safe::own("Complete_LinkedInDataExport_11-20-2026.zip"),
        day: NaiveDate::from_ymd_opt(2026, 11, 20),
        bytes: 3_650_000,
    }]
}

pub(crate) fn plan(path: &std::path::Path) -> Plan {
    let row = |what, rows, news| PlanRow {
        what: Safe::own(what),
        rows,
        news: Safe::own(news),
    };
    Plan {
        path: path.to_owned(),
        source: Safe::own("Complete_LinkedInDataExport_11-20-2026.zip"),
        taken: NaiveDate::from_ymd_opt(2026, 11, 20),
        rows: vec![
            row("connections", 1_204, "31 new, 2 changed"),
            row("invitations", 48, "12 open"),
            row("messages", 5_120, "new"),
            row("profile", 1, "as before"),
        ],
        warnings: vec![Safe::own(
            "3 rows of messages.csv have a date that cannot be read",
        )],
        nothing_new: false,
    }
}

/// A model with a store behind it, and a screen before it.
pub(crate) struct Story {
    pub(crate) model: Model,
    pub(crate) store: Store,
    /// What was to be done outside, in words.
    pub(crate) did: Vec<String>,
    /// Whether the disk is full: no step is taken.
    pub(crate) full: bool,
    /// What a session left in the state folder.
    pub(crate) kept: Option<Kept>,
    /// The time.
    pub(crate) now: Instant,
    size: (u16, u16),
    style: Style,
    memory: Memory,
}

impl Story {
    /// With the invented archive, at 120 × 36.
    pub(crate) fn new() -> Self {
        let mut book = Book::default();
        book.set_facts(Arc::new(Facts::new(archive())));
        Self::of(Model::of(book, Box::new(Rules), TODAY))
    }

    /// Without any archive.
    pub(crate) fn first_run() -> Self {
        Self::of(Model::of(Book::default(), Box::new(Rules), TODAY))
    }

    pub(crate) fn of(model: Model) -> Self {
        let mut story = Self {
            store: Store::default(),
            did: Vec::new(),
            full: false,
            kept: None,
            now: "2026-11-23T09:00:00Z".parse().unwrap(),
            size: (0, 0),
            style: Style {
                theme: Theme::plain(),
                ascii: false,
            },
            memory: Memory::default(),
            model,
        };
        story.resize(120, 36);
        let effects = start(&story.model);
        story.perform(effects);
        story
    }

    pub(crate) fn ascii(mut self) -> Self {
        self.style.ascii = true;
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.size = (columns, rows);
        self.send(Msg::Resize(columns, rows))
    }

    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = update(&mut self.model, msg);
        self.perform(effects);
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let own = |change| Msg::Changed { change, own: true };
            let answer = match effect {
                Effect::Commit(_) if self.full => {
                    Some(Msg::Failed(Trouble::new("the step is not saved: no space")))
                }
                Effect::Commit(step) => Some(own(self.store.commit(step))),
                Effect::FindUndo => {
                    let id = Store::undo_target(self.model.book());
                    Some(id.map_or(Msg::NothingToUndo, Msg::WouldUndo))
                }
                Effect::Undo(id) => Some(own(self.store.commit(Step::Undo { id }))),
                Effect::Redo => {
                    let change = self.store.redo(self.model.book());
                    Some(change.map_or(Msg::NothingToRedo, own))
                }
                Effect::BeginSession(wish) => Some(Msg::SessionBegins {
                    wish,
                    now: self.now,
                    kept: self.kept.clone().map(Box::new),
                }),
                Effect::KeepSession(kept) => {
                    self.kept = Some(*kept);
                    None
                }
                Effect::ScanDownloads => Some(Msg::Found(downloads())),
                Effect::PlanImport(path) => Some(Msg::Planned(Box::new(plan(&path)))),
                Effect::Open(link) => {
                    self.did.push(format!("open {}", link.as_str()));
                    None
                }
                Effect::Copy { text, what } => {
                    self.did.push(format!("copy {what}: {text}"));
                    None
                }
                // What nobody sees.
                Effect::MakeAhead => None,
                other => {
                    self.did.push(format!("{other:?}"));
                    None
                }
            };
            if let Some(msg) = answer {
                self.send(msg);
            }
        }
    }

    /// Presses keys: `jja`, `<Enter>`, `<Ctrl-d>`, and `<<>` for `<`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let (name, after) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((name, after)) => (name.to_owned(), after),
                None => (c.to_string(), &rest[c.len_utf8()..]),
            };
            rest = after;
            let key = if c == ' ' {
                Key::char(' ')
            } else {
                name.parse().unwrap()
            };
            self.send(Msg::Key(key));
        }
        self
    }

    pub(crate) fn buffer(&mut self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        draw(&mut buffer, &self.model, &self.style, &mut self.memory);
        buffer
    }

    /// What was drawn at a place.
    pub(crate) fn spot(&mut self, column: u16, row: u16) -> Option<cordial::app::msg::Spot> {
        self.buffer();
        self.memory.spot(column, row)
    }

    /// The screen as text, without spaces at the ends of lines.
    pub(crate) fn screen(&mut self) -> String {
        text(&self.buffer())
    }

    /// The last line of the screen.
    pub(crate) fn footer(&mut self) -> String {
        self.screen()
            .lines()
            .last()
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    pub(crate) fn running(&mut self, done: u64) -> &mut Self {
        self.send(Msg::Progress(Progress {
            what: Safe::own("messages.csv"),
            done,
            total: 100,
        }))
    }
}

/// A buffer as text: a wide character takes its cells once.
pub(crate) fn text(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut lines = Vec::new();
    for y in area.y..area.bottom() {
        let mut line = String::new();
        let mut skip = 0;
        for x in area.x..area.right() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = cordial::text::width::cells(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}
