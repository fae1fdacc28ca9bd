//! The judgement of one invitation.

pub use super::verdict::Verdict;

use super::{
    context::Context,
    read::Read,
    rules::{Kind, Rules, Severity},
    score,
    titles::{Class, TitleClass},
    warn,
};
use crate::domain::reach::Weights;

/// What is known of an inviter. `None` is unknown, and never counts against anybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The name.
    pub name: Option<&'a str>,
    /// The profile's slug.
    pub slug: Option<&'a str>,
    /// The headline or position.
    pub headline: Option<&'a str>,
    /// The company.
    pub company: Option<&'a str>,
    /// Town or region.
    pub place: Option<&'a str>,
    /// The note of the invitation.
    pub note: Option<&'a str>,
    /// Mutual connections.
    pub mutual: Option<u32>,
    /// How many connections their profile shows, as the person read it off.
    pub connections: Option<u32>,
    /// Days since it was sent.
    pub sent_days: Option<i64>,
}

/// Points, and what they are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub id: String,
    /// Points, after limits.
    pub points: i32,
    /// The rule's words.
    pub words: String,
    /// What matched. It may quote a stranger: clean it where it is shown.
    pub matched: String,
}

impl Reason {
    /// Whether the reason speaks of the person's own network, so that every inviter has it alike.
    pub fn is_for_everybody(&self) -> bool {
        self.id == "V12"
    }
}

/// A warning. It stands beside the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The rule.
    pub id: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The rule's words.
    pub words: String,
    /// What to do.
    pub advice: String,
    /// What matched. It may quote a stranger: clean it where it is shown.
    pub matched: String,
}

/// Something that a note shows, or information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The rule.
    pub id: String,
    /// The rule's words.
    pub words: String,
    /// What matched. It may quote a stranger: clean it where it is shown.
    pub matched: String,
}

/// All that can be said about an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What to do.
    pub verdict: Verdict,
    /// 0 to 100.
    pub score: u8,
    /// Why: the largest first, and last what is the same for everybody.
    pub reasons: Vec<Reason>,
    /// Warnings, stops first.
    pub warnings: Vec<Warning>,
    /// Shown, worth nothing.
    pub info: Vec<Mark>,
    /// Where the note sells.
    pub pitch: Vec<Mark>,
    /// What speaks for the note.
    pub good: Vec<Mark>,
    /// What the title says.
    pub classes: Vec<TitleClass>,
    /// How many of the nine fields are known.
    pub known: u8,
    /// The others.
    pub unknown: Vec<&'static str>,
}

impl Judgement {
    /// What the title says of today.
    pub fn classes_today(&self) -> impl Iterator<Item = Class> {
        let today = self.classes.iter().filter(|found| !found.past_or_aspiring);
        today.map(|found| found.class)
    }

    /// Whether it has waited so long that an answer may look odd.
    pub fn is_late(&self) -> bool {
        self.info.iter().any(|mark| mark.id == "I3")
    }

    /// The words for what could not be seen, and for no warning.
    pub fn known_words(&self) -> String {
        let known = self.known;
        if self.warnings.is_empty() {
            format!("no warning sign found in what you gave me ({known} of 9 fields known)")
        } else {
            format!("{known} of 9 fields known")
        }
    }
}

impl Rules {
    /// The weights of the reach.
    pub const fn weights(&self) -> Weights {
        Weights {
            target: self.numbers.reach_target,
            recruiter: self.numbers.reach_recruiter,
            leader: self.numbers.reach_leader,
            function: self.numbers.reach_function,
            company: self.numbers.reach_company,
            school: self.numbers.reach_school,
            place: self.numbers.reach_place,
        }
    }
}

/// Words of the rules, with those that matched; hostile until cleaned.
pub fn with_matched(words: &str, matched: &str) -> String {
    if matched.is_empty() {
        words.to_owned()
    } else {
        format!("{words}: \u{201c}{matched}\u{201d}")
    }
}

/// What a message warns of, read as a note is: some scams send none, and begin once they are accepted.
pub fn warned(rules: &Rules, message: &str) -> Vec<Warning> {
    let subject = Subject {
        note: Some(message),
        ..Subject::default()
    };
    judge(rules, &Context::default(), &subject).warnings
}

/// Judges an invitation.
pub fn judge(rules: &Rules, context: &Context, subject: &Subject<'_>) -> Judgement {
    let mut read = Read::new(rules, context, subject);
    read.show_as_written();
    let reasons = score::reasons(&read);
    let numbers = &rules.numbers;
    let sum = reasons.iter().map(|reason| reason.points).sum::<i32>();
    let base = i32::try_from(numbers.baseline).unwrap_or_default();
    let score = u8::try_from((base + sum).clamp(0, 100)).unwrap_or_default();
    let (warnings, mut info) = warn::warnings(&read);
    let worst = warnings.iter().map(|warning| warning.severity).max();
    let points = u32::from(score);
    let verdict = match worst {
        Some(Severity::Stop) => Verdict::Stop,
        Some(Severity::Check) => Verdict::Check,
        None if points >= numbers.follow_up_from => Verdict::FollowUp,
        None if points >= numbers.accept_from => Verdict::Accept,
        None if points >= numbers.look_from => Verdict::Look,
        None => Verdict::Sells,
    };
    let marks = |kind| -> Vec<Mark> {
        let hits = read.hits.iter().filter(|hit| hit.row.kind == kind);
        hits.map(|hit| Mark {
            id: hit.row.id.to_string(),
            words: hit.row.title.to_string(),
            matched: hit.shown.clone(),
        })
        .collect()
    };
    info.extend(marks(Kind::Info));
    info.extend(score::reach_words(&read).map(|(words, matched)| Mark {
        id: "R".to_owned(),
        words: words.to_owned(),
        matched,
    }));
    let (pitch, good) = (marks(Kind::Pitch), marks(Kind::Good));
    let unknown = unknown(&read);
    Judgement {
        verdict,
        score,
        reasons,
        warnings,
        info,
        pitch,
        good,
        known: FIELDS - u8::try_from(unknown.len()).unwrap_or(FIELDS).min(FIELDS),
        unknown,
        classes: read.classes,
    }
}

/// Name, slug, date, direction, note, headline, company, mutual count, place. The direction is
/// always known.
const FIELDS: u8 = 9;

fn unknown(read: &Read<'_>) -> Vec<&'static str> {
    let subject = read.subject;
    let some = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let fields = [
        ("name", some(subject.name)),
        ("profile address", some(subject.slug)),
        ("date", subject.sent_days.is_some()),
        // LinkedIn's own text is no note.
        ("note", !read.note.is_empty()),
        ("headline", some(subject.headline)),
        ("company", some(subject.company) || read.company.is_some()),
        ("mutual connections", subject.mutual.is_some()),
        ("place", some(subject.place)),
    ];
    let unknown = fields.into_iter().filter(|(_, known)| !known);
    unknown.map(|(field, _)| field).collect()
}
