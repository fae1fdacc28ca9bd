//! Questions to the API: which there are, what answers mean, and when to ask again.

use std::{fmt, time::Duration};

use super::{SyncError, page};
use crate::env::Secret;

/// Where the API is.
pub const API: &str = "https://api.linkedin.com";
/// The version of the API: the only one that it takes, whatever newer ones other pages name.
pub const VERSION: &str = "202312";
/// How often a question is asked before it is given up. Chosen here.
const TRIES: u32 = 4;
/// The longest that LinkedIn may ask to wait; beyond it the person is told instead. Chosen here.
const MOST_WAIT: Duration = Duration::from_secs(60);
/// Events in one answer of the changelog: the most that the API gives.
pub const EVENTS: usize = 50;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Whether the member is registered.
    Authorization,
    /// A page of a domain of the snapshot. Pages count from 0.
    Snapshot(&'static str, u32),
    /// The changes since this moment, in milliseconds since 1970; all that there are without it.
    Changes(Option<i64>),
}

impl Call {
    /// What is behind the host.
    pub fn path(self) -> String {
        match self {
            Self::Authorization => "/rest/memberAuthorizations?q=memberAndApplication".to_owned(),
            // `start` is the number of the page, not of a row: reports lost data by steps of ten.
            Self::Snapshot(domain, page) => {
                format!("/rest/memberSnapshotData?q=criteria&domain={domain}&start={page}")
            }
            Self::Changes(since) => {
                let since = since.map(|since| format!("&startTime={since}"));
                format!(
                    "/rest/memberChangeLogs?q=memberAndApplication&count={EVENTS}{}",
                    since.unwrap_or_default()
                )
            }
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authorization => f.write_str("the authorization"),
            Self::Snapshot(domain, page) => write!(f, "{domain}, page {}", page + 1),
            Self::Changes(_) => f.write_str("the changes"),
        }
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// How long to wait before the next try, if it says so.
    pub retry_after: Option<Duration>,
    /// Where it leads, of a redirect.
    pub location: Option<String>,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// No connection, or one that was cut; what the system said.
    Unreachable(String),
    /// It took too long.
    Slow,
    /// More than [`page::MOST_BYTES`].
    TooLarge,
}

/// What carries a question to LinkedIn, once, and follows no redirect.
pub trait Transport {
    /// Asks for a path with the token in its header.
    fn get(&self, path: &str, token: &Secret) -> Result<Answer, Broken>;
}

/// Asks, and asks again where that helps.
pub struct Client<'a> {
    /// What carries the questions.
    pub transport: &'a dyn Transport,
    /// The token.
    pub token: Secret,
    /// The wait before the second try; it doubles with each further one.
    pub pause: Duration,
    /// Waits.
    pub wait: &'a dyn Fn(Duration),
}

impl fmt::Debug for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}

impl Client<'_> {
    /// The body of the answer; `None` where LinkedIn says that it has no such data.
    pub fn ask(&self, call: Call) -> Result<Option<Vec<u8>>, SyncError> {
        let mut pause = self.pause;
        for _ in 1..TRIES {
            match self.once(call) {
                Ok(body) => return Ok(body),
                Err((error, None)) => return Err(error),
                Err((_, Some(Again::After(asked)))) => (self.wait)(asked),
                Err((_, Some(Again::Soon))) => (self.wait)(pause),
            }
            pause *= 2;
        }
        self.once(call).map_err(|(error, _)| error)
    }

    /// One try: the body, or the error and whether another try may help.
    fn once(&self, call: Call) -> Result<Option<Vec<u8>>, (SyncError, Option<Again>)> {
        let call_name = call.to_string();
        let answer = match self.transport.get(&call.path(), &self.token) {
            Ok(answer) => answer,
            Err(Broken::TooLarge) => return Err((SyncError::TooLarge { call: call_name }, None)),
            Err(Broken::Slow) => {
                return Err((SyncError::Slow { call: call_name }, Some(Again::Soon)));
            }
            Err(Broken::Unreachable(why)) => {
                let why = self.token.hidden_in(&why);
                let error = SyncError::Unreachable {
                    call: call_name,
                    why,
                };
                return Err((error, Some(Again::Soon)));
            }
        };
        if answer.status == 200 {
            return Ok(Some(answer.body));
        }
        if let (300..=399, Some(to)) = (answer.status, &answer.location) {
            let to = self.token.hidden_in(to);
            return Err((
                SyncError::Redirect {
                    call: call_name,
                    to,
                },
                None,
            ));
        }
        let message = self.token.hidden_in(&page::message(&answer.body));
        // The words of the end of a snapshot, with or without a full stop.
        if answer.status == 404 && message.to_lowercase().contains("no data found") {
            return Ok(None);
        }
        let again = match (answer.status, answer.retry_after) {
            (429 | 500..=599, Some(asked)) => Some(asked)
                .filter(|asked| *asked <= MOST_WAIT)
                .map(Again::After),
            (429 | 500..=599, None) => Some(Again::Soon),
            _ => None,
        };
        let error = SyncError::Refused {
            call: call_name,
            status: answer.status,
            message,
        };
        Err((error, again))
    }
}

/// When another try may help.
#[derive(Clone, Copy, Debug)]
enum Again {
    /// When LinkedIn says.
    After(Duration),
    /// After a pause.
    Soon,
}
