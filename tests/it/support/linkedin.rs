//! A server on this machine that answers as LinkedIn's API does, or worse.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// What the server does with a request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// A status, further headers, a body.
    Http(u16, String, Vec<u8>),
    /// Half of an answer, and then the connection is cut.
    Cut,
    /// Nothing for so long.
    Slow(Duration),
}

impl Reply {
    pub(crate) fn json(status: u16, body: impl Into<String>) -> Self {
        Self::Http(status, String::new(), body.into().into_bytes())
    }

    /// The end of a domain, as it is documented.
    pub(crate) fn none() -> Self {
        let body = r#"{"status":404,"message":"No data found for this memberId"}"#;
        Self::json(404, body)
    }

    /// A page of a domain, and whether it links to another one.
    pub(crate) fn page(domain: &str, rows: &str, more: bool) -> Self {
        let links = if more {
            r#"{"type":"application/json","rel":"next","href":"/rest/x?start=99"}"#
        } else {
            ""
        };
        Self::json(
            200,
            format!(
                r#"{{"paging":{{"start":0,"count":10,"links":[{links}],"total":7}},"elements":[
                {{"snapshotDomain":"{domain}","snapshotData":[{rows}]}}]}}"#
            ),
        )
    }
}

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Path and query.
    pub(crate) path: String,
    /// The header lines, in lower case but for their values.
    pub(crate) headers: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn domain(&self) -> &str {
        self.value("domain").unwrap_or_default()
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let (_, query) = self.path.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The server.
pub(crate) struct LinkedIn {
    pub(crate) base: String,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl LinkedIn {
    /// Answers each request by a function, which is told how many of the same came before.
    pub(crate) fn start(answer: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (seen, answer) = (Arc::clone(&asked), Arc::new(answer));
        let paths: Arc<Mutex<Vec<String>>> = Arc::default();
        // It ends with the tests.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                let paths = Arc::clone(&paths);
                thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let Some(request) = read(&stream) else { return };
                    seen.lock().unwrap().push(request.clone());
                    let before = {
                        let mut paths = paths.lock().unwrap();
                        paths.push(request.path.clone());
                        paths.iter().filter(|path| **path == request.path).count() - 1
                    };
                    // The other side may have gone.
                    drop(send(&mut stream, answer(&request, before)));
                });
            }
        });
        Self { base, asked }
    }

    /// The requests since the last look.
    pub(crate) fn asked(&self) -> Vec<Request> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let headers = lines
        .map_while(|line| line.ok().filter(|line| !line.is_empty()))
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_lowercase(), value.trim().to_owned()))
        })
        .collect();
    Some(Request { path, headers })
}

fn send(stream: &mut TcpStream, reply: Reply) -> std::io::Result<()> {
    let (status, headers, body) = match reply {
        Reply::Http(status, headers, body) => (status, headers, body),
        Reply::Cut => {
            return stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"elem");
        }
        Reply::Slow(time) => {
            thread::sleep(time);
            return Ok(());
        }
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

/// Robin's data: a profile, two connections on two pages, nothing else; no changes.
pub(crate) fn robin(request: &Request) -> Reply {
    if request.path.starts_with("/rest/memberAuthorizations?") {
        return member("urn:li:person:R0bin");
    }
    if request.path.starts_with("/rest/memberChangeLogs?") {
        return Reply::json(200, r#"{"paging":{"total":0},"elements":[]}"#);
    }
    match (request.domain(), request.value("start").unwrap()) {
        ("PROFILE", "0") => Reply::page(
            "PROFILE",
            r#"{"First Name":"Robin","Last Name":"Example","Headline":"Rust developer","Summary":""}"#,
            false,
        ),
        ("CONNECTIONS", "0") => {
            Reply::page("CONNECTIONS", &connection("Mira", "09 Nov 2026"), true)
        }
        ("CONNECTIONS", "1") => {
            Reply::page("CONNECTIONS", &connection("Lee", "10 Nov 2026"), false)
        }
        _ => Reply::none(),
    }
}

pub(crate) fn member(urn: &str) -> Reply {
    Reply::json(
        200,
        format!(
            r#"{{"elements":[{{"memberComplianceAuthorizationKey":{{"developerApplication":
            "urn:li:developerApplication:123456","member":"{urn}"}},"regulatedAt":1763900000000,
            "memberComplianceScopes":["DMA"]}}]}}"#
        ),
    )
}

/// A row of connections.
pub(crate) fn connection(name: &str, day: &str) -> String {
    let slug = name.to_lowercase();
    format!(
        r#"{{"First Name":"{name}","Last Name":"Example","URL":"https://www.linkedin.com/in/{slug}-example",
        "Email Address":"","Company":"Northwind","Position":"Engineer","Connected On":"{day}"}}"#
    )
}
