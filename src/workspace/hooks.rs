//! Programs of the person's own that are told of steps: one after the other, on a thread, so that
//! nobody waits for them.
//!
//! Strangers' text goes in cleaned, as values of one JSON object on standard input, and nowhere
//! else. Rules: safety.md 5.4.

use std::{
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use serde_json::{Map, Value, json};

use crate::{
    desktop::program::Program,
    domain::{
        book::Book,
        describe,
        edit::Field,
        outbox::OutboxId,
        people,
        person::PersonKey,
        step::{Event, Stamped, Step},
    },
    env::Env,
    store::wire,
    text::{Link, Safe},
};

/// The version of what is told: a program can refuse another one.
const VERSION: u32 = 1;
/// How often the end of the last program is looked for.
const TICK: Duration = Duration::from_millis(10);

/// Who hears of a program that failed.
type Listener = Box<dyn Fn(&str) + Send>;

/// The programs, and the thread that runs them.
pub struct Hooks {
    programs: Vec<(Event, Program)>,
    env: Env,
    shared: Arc<Shared>,
    worker: Mutex<Option<(Sender<Job>, JoinHandle<()>)>>,
}

/// A program with what it is told.
struct Job(Event, Program, String);

#[derive(Default)]
struct Shared {
    /// How many programs are waited for.
    waiting: AtomicUsize,
    stop: AtomicBool,
    failures: Mutex<Vec<String>>,
    listener: Mutex<Option<Listener>>,
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks")
            .field("programs", &self.programs)
            .finish_non_exhaustive()
    }
}

impl Hooks {
    /// These programs; none is started before its first step.
    pub fn new(programs: Vec<(Event, Program)>, env: Env) -> Self {
        Self {
            programs,
            env,
            shared: Arc::default(),
            worker: Mutex::default(),
        }
    }

    /// Failures are told here from now on, on the thread that met them.
    pub fn listen(&self, listener: impl Fn(&str) + Send + 'static) {
        *locked(&self.shared.listener) = Some(Box::new(listener));
    }

    /// Tells the programs of a step that became durable. Returns at once.
    pub(super) fn told(&self, book: &Book, stamped: &Stamped) {
        let Some(event) = Event::of(&stamped.step) else {
            return;
        };
        let programs = self.programs.iter().filter(|(when, _)| *when == event);
        for (_, program) in programs {
            let told = format!("{}\n", told(event, book, stamped));
            self.shared.waiting.fetch_add(1, Ordering::AcqRel);
            let job = Job(event, program.clone(), told);
            let mut worker = locked(&self.worker);
            let (sender, _) = worker.get_or_insert_with(|| self.begin());
            if sender.send(job).is_err() {
                self.shared.waiting.fetch_sub(1, Ordering::AcqRel);
            }
        }
    }

    fn begin(&self) -> (Sender<Job>, JoinHandle<()>) {
        let (sender, jobs) = mpsc::channel();
        let (shared, env) = (Arc::clone(&self.shared), self.env.clone());
        (sender, thread::spawn(move || shared.work(&jobs, &env)))
    }

    /// Waits for the programs, together no longer than the longest may take. Gives the failures that
    /// nobody heard.
    pub fn finish(&self) -> Vec<String> {
        *locked(&self.shared.listener) = None;
        let longest = self.programs.iter().map(|(_, program)| program.limit);
        let longest = longest.max().unwrap_or_default();
        let begun = Instant::now();
        while self.waiting() > 0 && begun.elapsed() < longest {
            thread::sleep(TICK);
        }
        let left = self.waiting();
        self.shared.stop.store(true, Ordering::Relaxed);
        if let Some((sender, thread)) = locked(&self.worker).take() {
            drop(sender);
            drop(thread.join());
        }
        let mut failures = std::mem::take(&mut *locked(&self.shared.failures));
        if left > 0 {
            let steps = describe::count(left, "step", "steps");
            failures.push(format!(
                "hooks were ended: {steps} not told after {} s",
                longest.as_secs()
            ));
        }
        failures
    }

    fn waiting(&self) -> usize {
        self.shared.waiting.load(Ordering::Acquire)
    }
}

impl Shared {
    fn work(&self, jobs: &Receiver<Job>, env: &Env) {
        for Job(event, program, told) in jobs {
            // What was ended is told in one sentence.
            if !self.stop.load(Ordering::Relaxed)
                && let Err(error) = program.tell(told, env, &self.stop)
                && !self.stop.load(Ordering::Relaxed)
            {
                self.failed(&format!("the hook on_{}: {error}", event.word()));
            }
            self.waiting.fetch_sub(1, Ordering::AcqRel);
        }
    }

    fn failed(&self, words: &str) {
        match &*locked(&self.listener) {
            Some(listener) => listener(words),
            None => locked(&self.failures).push(words.to_owned()),
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a program is told of a step.
fn told(event: Event, book: &Book, stamped: &Stamped) -> Value {
    let people: Vec<&PersonKey> = match &stamped.step {
        Step::Answer { invitations, .. } => invitations.iter().map(|id| &id.person).collect(),
        Step::Contact { people, .. } => people.iter().collect(),
        Step::Sent { person, .. } => vec![person],
        Step::Done { items } => {
            let words = items.iter().filter(|line| line.is_words());
            words.filter_map(OutboxId::person).collect()
        }
        _ => Vec::new(),
    };
    let step = wire::encode(&stamped.step).ok();
    let step = step.and_then(|json| serde_json::from_str(&json).ok());
    json!({
        "version": VERSION,
        "event": event.word(),
        "id": stamped.id.to_string(),
        "at": stamped.at.to_rfc3339(),
        "day": book.day_of(stamped).to_string(),
        "words": clean(&describe::step(book, &stamped.step)),
        "people": people.iter().map(|key| person(book, key)).collect::<Vec<_>>(),
        "step": cleaned(step.unwrap_or_default()),
    })
}

fn person(book: &Book, key: &PersonKey) -> Value {
    let mut known = Map::new();
    known.insert("key".to_owned(), clean(key.as_str()));
    known.insert("name".to_owned(), clean(people::name(book, key)));
    for (field, word, _) in Field::ALL {
        let value = book.known(key, field).value();
        known.extend(value.map(|value| (word.to_owned(), clean(value))));
    }
    let page = key.as_slug().and_then(|slug| Link::profile(slug).ok());
    known.extend(page.map(|page| ("page".to_owned(), page.as_str().into())));
    known.into()
}

fn clean(hostile: &str) -> Value {
    Safe::outgoing(hostile).to_string().into()
}

/// A value with all its texts cleaned.
fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) => clean(&text),
        Value::Array(items) => items.into_iter().map(cleaned).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            fields.map(|(name, value)| (name, cleaned(value))).collect()
        }
        other => other,
    }
}
