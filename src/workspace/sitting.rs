//! The place of the day's session, in the state folder: replaced as a whole, and worth nothing on
//! another day. One that cannot be read counts as none, one that cannot be written is no loss: the
//! decisions are in the journal.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        day::{Day, Instant},
        session::{Card, Kept},
        step::StepId,
    },
    env::private_folder,
};

const FILE: &str = "session.json";
/// A portion of a thousand cards is far below.
const MAX_BYTES: u64 = 1 << 20;
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Form {
    version: u32,
    day: Day,
    since: Option<String>,
    started: Instant,
    minutes: Option<u32>,
    only_invitations: bool,
    extra: usize,
    passed: Vec<String>,
    resting: Vec<String>,
}

/// What the last session left in a state folder.
pub fn read(state: &Path) -> Option<Kept> {
    let mut bytes = Vec::new();
    let file = fs::File::open(state.join(FILE)).ok()?;
    file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    let form: Form = serde_json::from_slice(&bytes).ok()?;
    let cards = |texts: Vec<String>| -> Vec<Card> {
        let cards = texts.iter().filter_map(|text| text.parse().ok());
        cards.collect()
    };
    (form.version == VERSION).then(|| Kept {
        day: form.day,
        since: form.since.as_deref().map(StepId::new),
        started: form.started,
        minutes: form.minutes,
        only_invitations: form.only_invitations,
        // A number that somebody else wrote must not overflow a sum.
        extra: form.extra.min(100_000),
        passed: cards(form.passed),
        resting: cards(form.resting),
    })
}

/// Keeps the place of a session, or leaves the old one there.
pub fn write(state: &Path, kept: &Kept) -> io::Result<()> {
    let texts = |cards: &[Card]| cards.iter().map(Card::to_string).collect();
    let form = Form {
        version: VERSION,
        day: kept.day,
        since: kept.since.as_ref().map(StepId::to_string),
        started: kept.started,
        minutes: kept.minutes,
        only_invitations: kept.only_invitations,
        extra: kept.extra,
        passed: texts(&kept.passed),
        resting: texts(&kept.resting),
    };
    private_folder(state)?;
    let mut file = tempfile::NamedTempFile::new_in(state)?;
    serde_json::to_writer(&mut file, &form)?;
    file.flush()?;
    file.persist(state.join(FILE))
        .map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_and_a_damaged_one_counts_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert_eq!(read(&state), None);
        let kept = Kept {
            day: "2026-11-23".parse().unwrap(),
            since: Some(StepId::new("s1")),
            started: "2026-11-23T08:14:05Z".parse().unwrap(),
            minutes: Some(10),
            only_invitations: false,
            extra: 12,
            passed: vec![Card::Gap("about".to_owned())],
            resting: vec!["invitation:mira-example@2026-11-20T17:04Z".parse().unwrap()],
        };
        write(&state, &kept).unwrap();
        assert_eq!(read(&state), Some(kept));
        let bytes = fs::read(state.join(FILE)).unwrap();
        for cut in 0..bytes.len() {
            fs::write(state.join(FILE), &bytes[..cut]).unwrap();
            assert_eq!(read(&state), None, "{cut}");
        }
        fs::write(state.join(FILE), b"\xff\x00[]").unwrap();
        assert_eq!(read(&state), None);
    }
}
