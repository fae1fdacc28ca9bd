//! The only code that opens a socket.
//!
//! HTTPS only, one host, no redirect followed, certificates checked against the built-in roots.
//! Rules: safety.md T18.

use std::{io::Read as _, time::Duration};

#[cfg(target_os = "linux")]
#[cfg(test)]
use ureq::tls::Certificate;
use ureq::{
    Agent, Body, Error,
    config::ConfigBuilder,
    http::{Response, header},
    tls::{RootCerts, TlsConfig},
    typestate::AgentScope,
};

use super::{
    client::{API, Answer, Broken, Transport, VERSION},
    page::MOST_BYTES,
};
use crate::env::Secret;

/// How long one answer may take, from the first byte sent to the last received. Source: safety.md T18.
pub const MOST_TIME: Duration = Duration::from_secs(30);

/// What is settled about a connection so far.
type Config = ConfigBuilder<AgentScope>;

/// A connection to the API.
#[derive(Debug)]
pub struct Http {
    agent: Agent,
    base: String,
}

impl Http {
    /// A connection to LinkedIn.
    pub fn linkedin() -> Self {
        Self {
            agent: settled(secure(RootCerts::WebPki), MOST_TIME),
            base: API.to_owned(),
        }
    }

    /// A connection to a server on this machine, for tests: `http://127.0.0.1:PORT` and nothing
    /// else, past any proxy. `None` for every other address.
    pub fn loopback(base: &str, limit: Duration) -> Option<Self> {
        let port = base.strip_prefix("http://127.0.0.1:")?;
        port.parse::<u16>().ok()?;
        let config = Agent::config_builder().proxy(None);
        Some(Self {
            agent: settled(config, limit),
            base: base.to_owned(),
        })
    }
}

/// HTTPS alone, with servers that one of these roots vouches for.
fn secure(roots: RootCerts) -> Config {
    let tls = TlsConfig::builder().root_certs(roots).build();
    Agent::config_builder().https_only(true).tls_config(tls)
}

fn settled(config: Config, limit: Duration) -> Agent {
    config
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(limit))
        .user_agent(concat!("cordial/", env!("CARGO_PKG_VERSION")))
        .build()
        .new_agent()
}

impl Transport for Http {
    fn get(&self, path: &str, token: &Secret) -> Result<Answer, Broken> {
        let response = self
            .agent
            .get(format!("{}{path}", self.base))
            .header(header::AUTHORIZATION, format!("Bearer {}", token.expose()))
            .header("LinkedIn-Version", VERSION)
            .header("X-Restli-Protocol-Version", "2.0.0")
            .header(header::CONTENT_TYPE, "application/json")
            .call()
            .map_err(|error| broken(&error))?;
        let text = |name: header::HeaderName| {
            let value = response.headers().get(name)?.to_str().ok()?;
            Some(value.trim().to_owned())
        };
        let seconds = text(header::RETRY_AFTER).and_then(|value| value.parse().ok());
        Ok(Answer {
            status: response.status().as_u16(),
            retry_after: seconds.map(Duration::from_secs),
            location: text(header::LOCATION),
            body: body(response)?,
        })
    }
}

/// The body, counted as it is unpacked.
fn body(response: Response<Body>) -> Result<Vec<u8>, Broken> {
    let mut bytes = Vec::new();
    let mut reader = response.into_body().into_reader().take(MOST_BYTES + 1);
    match reader.read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > MOST_BYTES => Err(Broken::TooLarge),
        Ok(_) => Ok(bytes),
        Err(error) => Err(broken(&Error::from(error))),
    }
}

fn broken(error: &Error) -> Broken {
    match error {
        Error::Timeout(_) => Broken::Slow,
        // Without the `io: ` that the library puts before it.
        Error::Io(error) => Broken::Unreachable(error.to_string()),
        other => Broken::Unreachable(other.to_string()),
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests;
