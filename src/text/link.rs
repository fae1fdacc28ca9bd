//! Addresses that may be opened: judged by a parser far stricter than a browser's.
//!
//! What is opened is the text that was judged, not the one that came. An address that is refused
//! can still be shown and copied, as [`Safe`] text.

use std::fmt::{self, Write as _};

use super::Safe;

/// The most bytes of an address.
pub const LINK_BYTES: usize = 2_048;
/// LinkedIn's page where the archive is asked for.
pub const ARCHIVE_PAGE: &str = "https://www.linkedin.com/mypreferences/d/download-my-data";
/// The most characters of a name that is searched for on LinkedIn.
const SEARCH_CHARS: usize = 100;

/// Why an address is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LinkRefused {
    /// More than [`LINK_BYTES`].
    #[error("the address is longer than {LINK_BYTES} bytes")]
    TooLong,
    /// A blank, a control character, a quote, a letter outside ASCII.
    #[error("the address has a character that does not belong into one")]
    Character,
    /// Not `http://` or `https://`.
    #[error("the address does not begin with https:// or http://")]
    Scheme,
    /// A user or a password before the host.
    #[error("the address has a user name in it")]
    User,
    /// A port that the scheme does not imply.
    #[error("the address names a port")]
    Port,
    /// No host, or none by the rules of host names.
    #[error("the address has no proper host name")]
    Host,
    /// A number instead of a name.
    #[error("the address names a host by number")]
    Number,
    /// This machine, or one of the local network.
    #[error("the address points into the local network")]
    Local,
    /// A host name in another alphabet, in its encoded form: it can look like another.
    #[error("the host name is in another alphabet and can look like another one")]
    International,
    /// A path with `.` or `..` in it.
    #[error("the path of the address goes back")]
    Path,
    /// A `%` that is not followed by two digits, or that hides a control character.
    #[error("the address has a wrong or hidden character after %")]
    Escape,
    /// Not on linkedin.com.
    #[error("the address is not on linkedin.com")]
    NotLinkedIn,
    /// A profile needs a name that can stand in an address.
    #[error("the profile has no usable name in its address")]
    Slug,
}

/// An address that may be opened: `https://` or `http://`, a named host in lower case, no user, no
/// port, at most [`LINK_BYTES`] of printable ASCII.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    text: String,
    /// Where the host ends; it begins behind the `//`.
    host_end: usize,
}

impl Link {
    /// An address on LinkedIn, raised to `https`.
    pub fn linkedin(text: &str) -> Result<Self, LinkRefused> {
        let parts = Parts::judge(text)?;
        if !is_linkedin(&parts.host) {
            return Err(LinkRefused::NotLinkedIn);
        }
        Ok(Self::build("https", &parts))
    }

    /// An address anywhere on the web. Show its [`host`](Self::host) before opening it, unless it
    /// [`is_linkedin`](Self::is_linkedin).
    pub fn web(text: &str) -> Result<Self, LinkRefused> {
        let parts = Parts::judge(text)?;
        Ok(Self::build(parts.scheme, &parts))
    }

    /// The page of a profile, from its decoded slug.
    pub fn profile(slug: &str) -> Result<Self, LinkRefused> {
        if matches!(slug, "" | "." | "..") || slug.chars().any(char::is_control) {
            return Err(LinkRefused::Slug);
        }
        Self::linkedin(&format!("https://www.linkedin.com/in/{}", Encoded(slug)))
    }

    /// The search for people of this name on LinkedIn.
    pub fn people_search(name: &str) -> Self {
        let words = Safe::outgoing_line(name);
        let words: String = words.chars().take(SEARCH_CHARS).collect();
        let path = format!("/search/results/people/?keywords={}", Encoded(&words));
        Self::build(
            "https",
            &Parts {
                scheme: "https",
                host: "www.linkedin.com".to_owned(),
                path: &path,
            },
        )
    }

    fn build(scheme: &str, parts: &Parts<'_>) -> Self {
        let slash = if parts.path.starts_with('/') { "" } else { "/" };
        let start = format!("{scheme}://{}", parts.host);
        Self {
            host_end: start.len(),
            text: format!("{start}{slash}{}", parts.path),
        }
    }

    /// The address as it is opened.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host, in lower case.
    pub fn host(&self) -> &str {
        self.text
            .get(..self.host_end)
            .and_then(|start| start.split_once("://"))
            .map_or("", |(_, host)| host)
    }

    /// Whether it leads to LinkedIn.
    pub fn is_linkedin(&self) -> bool {
        is_linkedin(self.host())
    }

    /// The address for the screen.
    pub fn shown(&self) -> Safe {
        Safe::line(&self.text)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

fn is_linkedin(host: &str) -> bool {
    host.strip_suffix("linkedin.com")
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// An address taken apart and judged.
struct Parts<'a> {
    scheme: &'static str,
    host: String,
    /// Everything behind the host.
    path: &'a str,
}

impl<'a> Parts<'a> {
    fn judge(text: &'a str) -> Result<Self, LinkRefused> {
        if text.len() > LINK_BYTES {
            return Err(LinkRefused::TooLong);
        }
        if !text.bytes().all(may_stand) {
            return Err(LinkRefused::Character);
        }
        let (scheme, rest) = text.split_once("://").ok_or(LinkRefused::Scheme)?;
        let (scheme, port) = match scheme.to_ascii_lowercase().as_str() {
            "https" => ("https", "443"),
            "http" => ("http", "80"),
            _ => return Err(LinkRefused::Scheme),
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).ok_or(LinkRefused::Host)?;
        if authority.contains('@') {
            return Err(LinkRefused::User);
        }
        if authority.starts_with('[') {
            return Err(LinkRefused::Number);
        }
        let host = match authority.split_once(':') {
            None => authority,
            Some((host, named)) if named == port => host,
            Some(_) => return Err(LinkRefused::Port),
        };
        let host = host.to_ascii_lowercase();
        judge_host(&host)?;
        judge_path(path)?;
        Ok(Self { scheme, host, path })
    }
}

/// Printable ASCII without what shells, markup and browsers read as something else.
fn may_stand(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'\''
        )
}

/// Judges a host name in lower case by RFC 1123, and by where it leads.
fn judge_host(host: &str) -> Result<(), LinkRefused> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if host.len() > 253 || !host.split('.').all(is_label) {
        return Err(LinkRefused::Host);
    }
    let (_, top) = host.rsplit_once('.').unwrap_or(("", host));
    // Browsers read `0x7f.1` and `2130706433` as addresses: a top-level domain is never a number.
    if top.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(LinkRefused::Number);
    }
    if !host.contains('.') || matches!(top, "localhost" | "local" | "internal" | "lan") {
        return Err(LinkRefused::Local);
    }
    if host.split('.').any(|label| label.starts_with("xn--")) {
        return Err(LinkRefused::International);
    }
    Ok(())
}

/// Judges what stands behind the host.
fn judge_path(path: &str) -> Result<(), LinkRefused> {
    let mut pieces = path.split('%');
    pieces.next();
    for piece in pieces {
        match piece.as_bytes() {
            [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let hides_control =
                    matches!(high, b'0' | b'1') || (*high == b'7' && matches!(low, b'f' | b'F'));
                if hides_control {
                    return Err(LinkRefused::Escape);
                }
            }
            _ => return Err(LinkRefused::Escape),
        }
    }
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let segments = path.get(..end).unwrap_or_default().split('/');
    let goes_back = |segment: &str| {
        let dots = segment.to_ascii_lowercase().replace("%2e", ".");
        matches!(dots.as_str(), "." | "..")
    };
    if segments.into_iter().any(goes_back) {
        return Err(LinkRefused::Path);
    }
    Ok(())
}

/// A text percent-encoded for any place of an address: all but the unreserved characters.
struct Encoded<'a>(&'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                f.write_char(char::from(byte))?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
