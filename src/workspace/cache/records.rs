//! The records in the form of the cache.

use std::{
    iter,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use super::form::{
    Bytes, Form, choices, put_even_list, put_late, put_late_list, put_text, records,
    take_even_list, take_late, take_late_list,
};
use crate::{
    domain::{
        book::Said,
        facts::{Counts, Facts, Folded, Former, Parts, Person, Talk},
        invitation::InvitationId,
        late::{Late, Runs},
        news::{Event, Job, News},
        plan::{Dormant, Reading, Readings, Told},
        records::{
            Activity, ActivityKind, AdTargeting, Archive, Certification, CompanyFollow, Connection,
            Conversation, Course, Direction, Education, EmailAddress, Endorsement, Honor,
            ImportedContact, Invitation, JobApplication, JobPreferences, Language, Media,
            MediaKind, Message, Messages, Owner, OwnerNote, Party, Position, Profile, Project,
            Recommendation, SavedJob, Traits, Verification, Volunteering,
        },
        triage::{Class, Judgement, Mark, Reason, Severity, TitleClass, Verdict, Warning},
    },
    import::Kind,
    store::Pieces,
    text::search::Letters,
};

records! {
    Archive { owner, connections, date_only, invitations, messages, texts, profile, contacts, notes, kinds }
    Owner { key, name }
    Connection { key, first, last, email, company, position, connected_on }
    InvitationId { person, sent }
    Invitation { id, direction, name, note, connected, by_name }
    Reading { sent, received, last_sent, last_received, theirs_last, attempts, first_sent_since_connected, quick, congratulated }
    Dormant { person, since, wrote, higher, told, score }
    Said { on, of }
    Reason { id, points, words, matched }
    Mark { id, words, matched }
    Warning { id, severity, words, advice, matched }
    TitleClass { class, matched, past_or_aspiring }
    Party { key, name }
    Conversation { with, messages }
    Message { at, text_at, text_bytes, text_hash, conversation, traits }
    OwnerNote { person, name, text }
    Person { key, name, first, company, position, email, connected_on, connection, talk }
    Talk { sent, received, last_sent, last_received }
    Counts { connections, date_only, invitations, incoming, open_incoming, open_sent, messages, people }
    Former { company, position, email }
    Folded { keys, texts, ends, letters, days, messages, by_name }
    News { seen, person, name, event }
    Job { company, position }
    Profile { first, last, headline, summary, generated_summary, industry, location, websites, has_birth_date, has_address, positions, educations, skills, recommendations, recommendations_given, endorsements, endorsements_given, emails, phone_numbers, follows, applications, saved_jobs, preferences, courses, honors, ad_targeting, media, languages, certifications, verifications, volunteering, projects, activity, registered }
    Position { company, title, description, location, started, finished, current }
    Education { school, degree, notes, activities, started, finished }
    Recommendation { name, company, title, text, on, status }
    Endorsement { skill, person, name, at, status }
    EmailAddress { address, confirmed, primary }
    CompanyFollow { company, since }
    JobApplication { company, title, on }
    SavedJob { company, title, on }
    JobPreferences { locations, industries, titles, dream_companies, open_to_recruiters, urgency, activity_level }
    Course { name, number }
    Honor { title, on }
    AdTargeting { seniorities, functions, years, locale }
    Media { kind, on }
    Language { name, proficiency }
    Certification { name, authority, started, finished }
    Verification { kind, organization, verified, expires }
    Volunteering { company, role, started, finished }
    Project { title, started, finished }
    Activity { kind, at }
    ImportedContact { name, emails, company, title, person }
}

choices! {
    Direction { Incoming, Outgoing }
    Told { Moved, Shared }
    Verdict { Stop, Check, FollowUp, Accept, Look, Sells }
    Severity { Check, Stop }
    Class { Recruiter, Hr, Mentor, Exec, Manager, Sales }
    MediaKind { Photo, Background, Other }
    ActivityKind { Share, Comment, Reaction }
}

/// What the interface shows of a judgement: not the marks of notes, which are among the reasons.
impl Form for Judgement {
    fn put(&self, out: &mut Vec<u8>) {
        self.verdict.put(out);
        self.score.put(out);
        self.reasons.put(out);
        self.warnings.put(out);
        self.classes.put(out);
        self.known.put(out);
        self.info.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        Some(Self {
            verdict: Form::take(from)?,
            score: Form::take(from)?,
            reasons: Form::take(from)?,
            warnings: Form::take(from)?,
            classes: Form::take(from)?,
            known: Form::take(from)?,
            info: Form::take(from)?,
            pitch: Vec::new(),
            good: Vec::new(),
            unknown: Vec::new(),
        })
    }
}

impl Form for Traits {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        u8::take(from).map(Self)
    }
}

impl Form for Letters {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        u32::take(from).map(Self)
    }
}

/// The kinds of file that some archive held.
impl Form for &'static str {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        Some(Kind::from_id(&Box::<str>::take(from)?)?.id())
    }
}

/// The messages: people and threads behind their length, then each message in as many bytes as
/// the next.
pub(super) fn put_messages(messages: &Messages, out: &mut Vec<u8>) {
    let begin = out.len();
    0_u64.put(out);
    messages.parties.put(out);
    messages.conversations.put(out);
    let head = (out.len() - begin - HEAD) as u64;
    if let Some(room) = out.get_mut(begin..begin + HEAD) {
        room.copy_from_slice(&head.to_le_bytes());
    }
    messages.list.len().put(out);
    for message in messages.list.all().iter() {
        message.put(out);
    }
}

/// The messages that [`put_messages`] wrote. The list is read run by run, and not held.
pub(super) fn take_messages(mut kept: Pieces) -> Option<Messages> {
    const LONG: u64 = HEAD as u64;
    let head = u64::take(&mut Bytes::new(&kept.read(0..LONG)?))?;
    let begin = head.checked_add(2 * LONG)?;
    let bytes = kept.read(LONG..begin)?;
    let mut from = Bytes::new(&bytes);
    let (parties, conversations) = (Form::take(&mut from)?, Form::take(&mut from)?);
    let length = usize::take(&mut from)?;
    let bytes = kept.size().checked_sub(begin)?;
    let each = bytes.checked_div(length as u64).unwrap_or_default();
    if !from.is_empty() || each * length as u64 != bytes {
        return None;
    }
    let kept = Mutex::new(kept);
    let read = move |range: Range<usize>| {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut list = Vec::with_capacity(range.len());
        for at in range.clone().step_by(AT_ONCE) {
            let run = at as u64..range.end.min(at + AT_ONCE) as u64;
            let place = |at: u64| begin + at * each;
            let bytes = kept.read(place(run.start)..place(run.end));
            let bytes = bytes.unwrap_or_default();
            let mut from = Bytes::new(&bytes);
            list.extend(iter::from_fn(|| Message::take(&mut from)));
        }
        list
    };
    Some(Messages {
        parties,
        conversations,
        list: Runs::new(length, read),
    })
}

/// The bytes of a length in the file of messages.
const HEAD: usize = size_of::<u64>();

/// So many messages are read at once.
const AT_ONCE: usize = 4096;

/// Messages are kept in a file of their own.
impl Form for Late<Messages> {
    fn put(&self, _: &mut Vec<u8>) {}

    fn take(_: &mut Bytes<'_>) -> Option<Self> {
        Some(Self::default())
    }
}

impl Form for Event {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Connected(day) => {
                0_u8.put(out);
                day.put(out);
            }
            Self::Gone => 1_u8.put(out),
            Self::JobChanged { before, now } => {
                2_u8.put(out);
                before.put(out);
                now.put(out);
            }
        }
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        match u8::take(from)? {
            0 => Form::take(from).map(Self::Connected),
            1 => Some(Self::Gone),
            2 => Some(Self::JobChanged {
                before: Form::take(from)?,
                now: Form::take(from)?,
            }),
            _ => None,
        }
    }
}

/// What the facts keep, without the messages and folded texts, which are kept apart.
pub(super) fn put(facts: &Facts, out: &mut Vec<u8>) {
    let parts = facts.parts();
    parts.archive.put(out);
    put_even_list(&parts.index, out);
    parts.counts.put(out);
    parts.news.put(out);
    put_late(&*parts.former, out);
    put_late_list(&parts.people, out);
    put_late_list(&parts.readings.talks, out);
    put_even_list(&parts.readings.owed, out);
    put_even_list(&parts.readings.waiting, out);
    put_even_list(&parts.readings.connected, out);
    put_late_list(&parts.readings.known, out);
    put_even_list(&parts.readings.at, out);
}

/// The facts that [`put`] wrote, with these messages and texts of people. People are read when they
/// are looked at.
pub(super) fn take(
    from: &mut Bytes<'_>,
    whole: &Arc<Vec<u8>>,
    (messages, folded): (Late<Messages>, Late<Folded>),
) -> Option<Facts> {
    let mut parts = Parts {
        archive: Form::take(from)?,
        index: take_even_list(from, whole)?,
        counts: Form::take(from)?,
        news: Form::take(from)?,
        former: take_late(from, whole)?,
        people: take_late_list(from, whole)?,
        readings: Arc::new(Readings {
            talks: take_late_list(from, whole)?,
            owed: take_even_list(from, whole)?,
            waiting: take_even_list(from, whole)?,
            connected: take_even_list(from, whole)?,
            known: take_late_list(from, whole)?,
            at: take_even_list(from, whole)?,
        }),
        folded,
    };
    parts.archive.messages = messages;
    Some(Facts::of(parts))
}
