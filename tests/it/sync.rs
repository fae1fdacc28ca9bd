//! `cordial sync` against a server that behaves as LinkedIn's API is documented and reported to.

use std::{
    fs,
    io::Write as _,
    os::unix::fs::PermissionsExt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use pty_process::blocking;

use crate::support::{
    linkedin::{LinkedIn, Reply, Request, connection, member, robin},
    world::{NOW, Run, World},
};
use crate::tui_pty::Terminal;

const TOKEN: &str = "AQX-invented-token_0123456789";

/// A run with the token in the variable.
fn sync(world: &World, server: &LinkedIn, args: &[&str]) -> Run {
    sync_at(NOW, world, server, args)
}

fn sync_at(now: &str, world: &World, server: &LinkedIn, args: &[&str]) -> Run {
    let all = [&["sync", "--api", &server.base], args].concat();
    world.run_with(&[("CORDIAL_TOKEN", TOKEN), ("CORDIAL_NOW", now)], &all)
}

fn usual() -> LinkedIn {
    LinkedIn::start(|request, _| robin(request))
}

/// The usual server, but for one domain.
fn but(
    domain: &'static str,
    reply: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static,
) -> LinkedIn {
    LinkedIn::start(move |request, before| {
        if request.domain() == domain {
            reply(request, before)
        } else {
            robin(request)
        }
    })
}

fn asked_for(server: &LinkedIn, domain: &str) -> Vec<String> {
    let asked = server.asked();
    let asked = asked.iter().filter(|request| request.domain() == domain);
    asked
        .map(|one| one.value("start").unwrap().to_owned())
        .collect()
}

/// Whether a text stands in any file below a folder.
fn found_in(folder: &Path, text: &str) -> Option<String> {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if let Some(found) = found_in(&path, text) {
                return Some(found);
            }
        } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(text) {
            return Some(path.display().to_string());
        }
    }
    None
}

#[test]
fn a_sync_is_one_import_that_can_be_undone() {
    let (world, server) = (World::new(), usual());
    let run = sync(&world, &server, &[]);
    assert!(run.err.contains("imported; `cordial undo"), "{}", run.err);
    assert!(
        run.err
            .contains("27 domains empty or not ready: INVITATIONS, INBOX"),
        "{}",
        run.err
    );
    run.ok();
    let asked = server.asked();
    assert_eq!(
        asked[0].path,
        "/rest/memberAuthorizations?q=memberAndApplication"
    );
    assert_eq!(
        asked[1].path,
        "/rest/memberSnapshotData?q=criteria&domain=PROFILE&start=0"
    );
    for request in &asked {
        let bearer = format!("Bearer {TOKEN}");
        assert_eq!(request.header("authorization"), Some(bearer.as_str()));
        assert_eq!(request.header("linkedin-version"), Some("202312"));
        assert_eq!(request.header("x-restli-protocol-version"), Some("2.0.0"));
        assert_eq!(request.header("cookie"), None);
    }
    let people = world.run(&["people", "--format", "json"]).ok();
    assert!(
        people.contains("Mira Example") && people.contains("Lee Example"),
        "{people}"
    );
    let history = world.run(&["history"]).ok();
    assert!(history.contains("Member Data Portability API"), "{history}");
    assert_eq!(
        found_in(world.home.path(), TOKEN),
        None,
        "the token is in no file"
    );
    let cache = world.home.path().join(".cache/cordial/sync");
    assert_eq!(
        found_in(&cache, "Mira"),
        None,
        "pages go when they are imported"
    );

    let again = sync(&world, &server, &[]);
    assert!(again.err.contains("nothing is new"), "{}", again.err);
    world.run(&["undo"]).ok();
    let people = world.run(&["people", "--format", "json"]).ok();
    assert!(!people.contains("Mira Example"), "{people}");
}

#[test]
fn a_dry_run_shows_and_keeps_for_the_next_one() {
    let (world, server) = (World::new(), usual());
    let run = sync(&world, &server, &["--dry-run"]);
    assert!(run.err.contains("nothing was written"), "{}", run.err);
    assert!(run.ok().contains("2 connections"));
    assert!(
        world
            .run(&["history", "--format", "json"])
            .json()
            .as_array()
            .unwrap()
            .is_empty()
    );
    server.asked();
    sync(&world, &server, &[]).ok();
    assert!(asked_for(&server, "CONNECTIONS").is_empty());
    let check = sync(&world, &server, &["--check"]).ok();
    assert_eq!(
        check,
        "LinkedIn takes the token\nit makes your data since 2025-11-23\n"
    );
}

#[test]
fn pages_are_counted_by_one_and_rows_count_once() {
    let server = but("CONNECTIONS", |request, _| {
        match request.value("start").unwrap() {
            "0" => Reply::page(
                "CONNECTIONS",
                &[
                    connection("Mira", "09 Nov 2026"),
                    connection("Lee", "10 Nov 2026"),
                ]
                .join(","),
                true,
            ),
            // Blank pages in between, and a whole page again.
            "1" => Reply::json(
                200,
                r#"{"paging":{"links":[{"rel":"next"}]},"elements":{}}"#,
            ),
            "2" => Reply::page("CONNECTIONS", "", true),
            "3" => Reply::page("CONNECTIONS", &connection("Mira", "09 Nov 2026"), true),
            "4" => Reply::page(
                "CONNECTIONS",
                r#"{"First Name":"Jon","URL":"","":"x","Connected On":"11 Nov 2026"}"#,
                true,
            ),
            _ => Reply::json(
                404,
                r#"{"message":"No data found for this domain and memberId."}"#,
            ),
        }
    });
    let world = World::new();
    let shown = sync(&world, &server, &[]).ok();
    assert_eq!(
        asked_for(&server, "CONNECTIONS"),
        ["0", "1", "2", "3", "4", "5"]
    );
    assert!(shown.contains("3 connections"), "{shown}");
}

#[test]
fn blank_pages_end_a_domain_at_last() {
    let server = but("SKILLS", |_, _| Reply::page("SKILLS", "", true));
    sync(&World::new(), &server, &[]).ok();
    assert_eq!(asked_for(&server, "SKILLS").len(), 4);
}

#[test]
fn every_documented_refusal_says_what_mends_it() {
    let gone = "No data here";
    for (status, says, words, mends) in [
        (
            401,
            "Expired access token",
            "expired or revoked",
            "oauth/token-generator",
        ),
        (
            403,
            "Not enough permissions",
            "lacks the product",
            "r_dma_portability_self_serve",
        ),
        (404, gone, "nothing at this address", "update cordial"),
        (
            426,
            "NONEXISTENT_VERSION",
            "does not take this version",
            "update cordial",
        ),
        (
            500,
            "Internal Server Error",
            "a fault of its own (500)",
            "later: it goes on where it stopped",
        ),
        (418, "A teapot", "not documented (418)", "later"),
    ] {
        let body = format!(
            r#"{{"message":"{says} \u001b[31m{TOKEN}","serviceErrorCode":7,"status":{status}}}"#
        );
        let server = but("PROFILE", move |_, _| Reply::json(status, body.clone()));
        let error = sync(&World::new(), &server, &[]).fails(1);
        for part in ["PROFILE, page 1", words, says, mends] {
            assert!(error.contains(part), "{status}: {part}: {error}");
        }
        assert!(
            !error.contains(TOKEN) && !error.contains('\u{1b}'),
            "{error}"
        );
        let tries = if status == 500 { 4 } else { 1 };
        assert_eq!(asked_for(&server, "PROFILE").len(), tries, "{status}");
    }
}

#[test]
fn a_domain_that_linkedin_gave_up_does_not_end_the_others() {
    let server = but("AD_TARGETING", |_, _| {
        Reply::json(400, r#"{"message":"domain is not supported"}"#)
    });
    let run = sync(&World::new(), &server, &[]);
    assert!(
        run.err.contains("AD_TARGETING, page 1") && run.err.contains("imported"),
        "{}",
        run.err
    );
    let server = but("CONNECTIONS", |_, _| {
        Reply::page("CONNECTIONS", r#"{"Vorname":"Mira"}"#, false)
    });
    let run = sync(&World::new(), &server, &[]);
    assert!(
        run.err.contains("CONNECTIONS: left out") && run.err.contains("imported"),
        "{}",
        run.err
    );
}

#[test]
fn a_limit_is_waited_for_if_it_is_short_and_told_if_it_is_not() {
    let limit = |wait: &str| {
        let header = if wait.is_empty() {
            String::new()
        } else {
            format!("Retry-After: {wait}\r\n")
        };
        Reply::Http(
            429,
            header,
            br#"{"message":"Resource level throttle limit reached"}"#.to_vec(),
        )
    };
    let server = but("PROFILE", move |request, before| {
        if before < 2 {
            limit("0")
        } else {
            robin(request)
        }
    });
    sync(&World::new(), &server, &[]).ok();
    assert_eq!(asked_for(&server, "PROFILE").len(), 3);
    for (wait, tries) in [
        ("86400", 1),
        ("", 4),
        ("0", 4),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 4),
    ] {
        let server = but("INBOX", move |_, _| limit(wait));
        let world = World::new();
        let error = sync(&world, &server, &[]).fails(1);
        assert!(
            error.contains("429") && error.contains("midnight UTC"),
            "{error}"
        );
        assert_eq!(asked_for(&server, "INBOX").len(), tries, "{wait}");
    }
}

#[test]
fn slow_and_cut_connections_are_tried_again() {
    let server = but("PROFILE", |request, before| {
        if before < 2 {
            Reply::Cut
        } else {
            robin(request)
        }
    });
    sync(&World::new(), &server, &[]).ok();
    assert_eq!(asked_for(&server, "PROFILE").len(), 3);

    let server = but("SKILLS", |_, _| Reply::Cut);
    let error = sync(&World::new(), &server, &[]).fails(1);
    assert!(
        error.contains("SKILLS, page 1: LinkedIn cannot be reached"),
        "{error}"
    );

    let server = but("PROFILE", |_, _| Reply::Slow(Duration::from_secs(30)));
    let error = sync(&World::new(), &server, &["--api-timeout", "50"]).fails(1);
    assert!(error.contains("did not answer in time"), "{error}");

    let nobody = ["sync", "--api", "http://127.0.0.1:9"];
    let with = [("CORDIAL_TOKEN", TOKEN)];
    let error = World::new().run_with(&with, &nobody).fails(1);
    assert!(
        error.contains("cannot be reached") && error.contains("look at the connection"),
        "{error}"
    );
}

#[test]
fn an_answer_that_is_too_large_or_no_answer_is_refused_and_not_kept() {
    let large = format!(r#"{{"elements":[],"x":"{}"}}"#, "x".repeat(10_000_000));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(large.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 100_000);
    let deep = format!(r#"{{"elements":{}{}}}"#, "[".repeat(40), "]".repeat(40));
    for (headers, body, words) in [
        ("", large.into_bytes(), "larger than 10 MB"),
        ("Content-Encoding: gzip\r\n", packed, "larger than 10 MB"),
        (
            "",
            b"<html>Sign in</html>".to_vec(),
            "cannot be read: it is no JSON",
        ),
        (
            "",
            br#"{"elements":[{"snapshot"#.to_vec(),
            "cannot be read: it is no JSON",
        ),
        ("", deep.into_bytes(), "deeper than 32"),
    ] {
        let reply = Reply::Http(200, headers.to_owned(), body);
        let server = but("CONNECTIONS", move |_, _| reply.clone());
        let world = World::new();
        for _ in 0..2 {
            let error = sync(&world, &server, &[]).fails(1);
            assert!(error.contains(words), "{words}: {error}");
            assert_eq!(asked_for(&server, "CONNECTIONS").len(), 1);
        }
    }
}

#[test]
fn the_token_goes_nowhere_else() {
    let other = usual();
    let base = other.base.clone();
    let server = but("PROFILE", move |request, _| {
        Reply::Http(
            302,
            format!("Location: {base}{}\r\n", request.path),
            Vec::new(),
        )
    });
    let error = sync(&World::new(), &server, &[]).fails(1);
    assert!(
        error.contains("leads elsewhere") && error.contains(&other.base),
        "{error}"
    );
    assert_eq!(other.asked().len(), 0);

    for api in [
        "http://localhost:80",
        "http://127.0.0.1:80@example.com",
        "https://example.com",
        "http://127.0.0.1.example.com:80",
    ] {
        let error = World::new()
            .run_with(&[("CORDIAL_TOKEN", TOKEN)], &["sync", "--api", api])
            .fails(2);
        assert!(error.contains("127.0.0.1:PORT"), "{api}: {error}");
    }
    let server = usual();
    let proxy = usual();
    let world = World::new();
    let run = world.run_with(
        &[
            ("CORDIAL_TOKEN", TOKEN),
            ("HTTP_PROXY", &proxy.base),
            ("http_proxy", &proxy.base),
            ("ALL_PROXY", &proxy.base),
        ],
        &["sync", "--api", &server.base],
    );
    run.ok();
    assert_eq!(proxy.asked().len(), 0);
}

#[test]
fn an_interrupted_sync_goes_on_where_it_stopped() {
    let server = but("INBOX", |_, before| {
        if before < 4 {
            Reply::json(503, "{}")
        } else {
            Reply::none()
        }
    });
    let world = World::new();
    let error = sync(&world, &server, &[]).fails(1);
    assert!(error.contains("goes on where it stopped"), "{error}");
    let people = world.run(&["people", "--format", "json"]).json();
    assert!(people.as_array().unwrap().is_empty(), "nothing by halves");
    server.asked();
    let run = sync(&world, &server, &[]);
    assert!(
        run.err
            .contains("going on with the sync that was interrupted"),
        "{}",
        run.err
    );
    assert!(run.ok().contains("2 connections"));
    let asked = server.asked();
    let first = asked.iter().find(|request| !request.domain().is_empty());
    assert_eq!(first.unwrap().domain(), "INBOX");
}

#[test]
fn two_at_once_do_not_fetch_twice() {
    let (world, server) = (World::new(), usual());
    let folder = world.home.path().join(".cache/cordial/sync");
    fs::create_dir_all(&folder).unwrap();
    let lock = fs::File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let error = sync(&world, &server, &[]).fails(1);
    assert!(
        error.contains("another `cordial sync` is at work"),
        "{error}"
    );
    assert!(asked_for(&server, "PROFILE").is_empty());
    drop(lock);
    sync(&world, &server, &[]).ok();
}

#[test]
fn pages_of_another_day_or_of_another_member_are_not_gone_on_with() {
    let stopped = |urn: &'static str| {
        LinkedIn::start(move |request, _| match request.domain() {
            "INBOX" => Reply::json(503, "{}"),
            "" if request.path.contains("Authorizations") => member(urn),
            _ => robin(request),
        })
    };
    let world = World::new();
    let (robin, other) = (
        stopped("urn:li:person:R0bin"),
        stopped("urn:li:person:0ther"),
    );
    for (server, now, again) in [
        (&robin, NOW, true),
        (&robin, NOW, false),
        (&robin, "2026-11-24T10:00:00+01:00", true),
        (&other, "2026-11-24T10:00:00+01:00", true),
        (&other, "2026-11-24T10:00:00+01:00", false),
    ] {
        sync_at(now, &world, server, &[]).fails(1);
        assert_eq!(!asked_for(server, "PROFILE").is_empty(), again, "{now}");
    }
}

#[test]
fn changes_are_told_since_the_last_sync_each_action_once() {
    let event = |id: u32, at: u64, resource: &str, action: &str, status: &str| {
        format!(
            r#"{{"id":{id},"processedAt":{at},"resourceName":"{resource}","activityId":"{action}",
            "activityStatus":"{status}","method":"CREATE","activity":{{}}}}"#
        )
    };
    // The event at the cursor comes again with each answer, as documented.
    let server = LinkedIn::start(move |request, _| {
        if !request.path.starts_with("/rest/memberChangeLogs?") {
            return robin(request);
        }
        let all = [
            (
                1_764_000_000_000,
                event(1, 1_764_000_000_000, "messages", "a", "SUCCESS"),
            ),
            (
                1_764_000_000_000,
                event(2, 1_764_000_000_000, "invitations", "b", "FAILURE"),
            ),
            (
                1_764_000_000_500,
                event(3, 1_764_000_000_500, "invitations", "b", "SUCCESS"),
            ),
            (
                1_764_000_000_600,
                event(4, 1_764_000_000_600, "skills", "c", "SUCCESS"),
            ),
        ];
        let since = request
            .value("startTime")
            .map_or(0_i64, |text| text.parse().unwrap());
        let from = all.iter().filter(|(at, _)| *at >= since).take(3);
        let events: Vec<&str> = from.map(|(_, event)| event.as_str()).collect();
        Reply::json(200, format!(r#"{{"elements":[{}]}}"#, events.join(",")))
    });
    let world = World::new();
    let first = sync(&world, &server, &[]);
    let words = "changes of the last 28 days: 1 message, 1 invitation sent or answered, 1 other\n";
    assert!(first.err.contains(words), "{}", first.err);
    server.asked();
    let second = sync(&world, &server, &[]);
    assert!(
        second.err.contains("changes since 2025-11-24: none\n"),
        "{}",
        second.err
    );
    let asked = server.asked();
    let since = asked.iter().find_map(|request| request.value("startTime"));
    assert_eq!(since, Some("1764000000600"));

    let broken = LinkedIn::start(|request, _| match request.path.as_str() {
        path if path.contains("ChangeLogs") => Reply::json(404, r#"{"message":"gone"}"#),
        _ => robin(request),
    });
    let run = sync(&World::new(), &broken, &[]);
    assert!(
        run.err.contains("warning: the changes") && run.err.contains("imported"),
        "{}",
        run.err
    );
    assert!(run.err.contains("to have them, update"), "{}", run.err);
}

/// A row of the inbox, between Mira and Robin.
fn inbox_row(from: &str, at: &str, text: &str) -> String {
    let side = |name: &str| {
        (
            format!("{name} Example"),
            format!(
                "https://www.linkedin.com/in/{}-example",
                name.to_lowercase()
            ),
        )
    };
    let ((from, from_url), (to, to_url)) = (
        side(from),
        side(if from == "Mira" { "Robin" } else { "Mira" }),
    );
    format!(
        r#"{{"CONVERSATION ID":"2-bWlyYQ==","FROM":"{from}","SENDER PROFILE URL":"{from_url}","TO":"{to}",
        "RECIPIENT PROFILE URLS":"{to_url}","DATE":"{at} UTC","CONTENT":"{text}","FOLDER":"INBOX"}}"#
    )
}

/// An event about a message; its text is its name, too.
fn message_event(
    id: u32,
    method: &str,
    thread: &str,
    author: &str,
    at: &str,
    text: &str,
) -> String {
    let at: DateTime<Utc> = format!("{at}Z").parse().unwrap();
    let at = at.timestamp_millis();
    format!(
        r#"{{"id":{id},"processedAt":{},"owner":"urn:li:person:R0bin","resourceName":"messages",
        "resourceId":"{text}","activityId":"{id}","activityStatus":"SUCCESS","method":"{method}",
        "activity":{{"author":"urn:li:person:{author}","thread":"urn:li:messagingThread:{thread}",
        "createdAt":{at},"content":{{"format":"TEXT","fallback":"{text}"}}}}}}"#,
        at + 5
    )
}

/// The snapshot lags; the changelog names people by numbers, and conversations as the snapshot does.
#[test]
fn messages_that_the_snapshot_lacks_join_the_conversations_that_it_knows() {
    const MIRA: &str = "2-bWlyYQ==";
    let caught_up = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&caught_up);
    let events = [
        message_event(
            1,
            "CREATE",
            MIRA,
            "M1ra",
            "2026-11-01T10:00:00.700",
            "an old hello",
        ),
        message_event(
            2,
            "CREATE",
            MIRA,
            "M1ra",
            "2026-11-20T10:00:00.300",
            "a fresh hello",
        ),
        message_event(
            3,
            "CREATE",
            MIRA,
            "R0bin",
            "2026-11-21T10:00:00",
            "a fresh answer",
        ),
        message_event(
            4,
            "CREATE",
            "2-bm9ib2R5",
            "N0body",
            "2026-11-21T10:00:00",
            "a stranger",
        ),
        message_event(5, "CREATE", MIRA, "M1ra", "2026-11-22T10:00:00", "a slip"),
        message_event(6, "DELETE", MIRA, "M1ra", "2026-11-22T10:00:05", "a slip"),
    ];
    let server = LinkedIn::start(move |request, _| {
        if request.domain() == "INBOX" {
            let new = || inbox_row("Mira", "2026-11-20 10:00:00", "a fresh hello");
            let mut rows = vec![inbox_row("Mira", "2026-11-01 10:00:00", "an old hello")];
            rows.extend(later.load(Ordering::Relaxed).then(new));
            return Reply::page("INBOX", &rows.join(","), false);
        }
        if request.path.starts_with("/rest/memberChangeLogs?") {
            return Reply::json(200, format!(r#"{{"elements":[{}]}}"#, events.join(",")));
        }
        robin(request)
    });
    let world = World::new();
    for (caught, said) in [
        (false, "2 messages newer than the snapshot"),
        (false, "nothing is new"),
        (true, "1 message newer than the snapshot"),
    ] {
        caught_up.store(caught, Ordering::Relaxed);
        let run = sync(&world, &server, &[]);
        assert!(run.err.contains(said), "{said}: {}", run.err);
        let found = world.run(&["search", "fresh"]).ok();
        assert!(
            found.contains("a fresh hello") && found.contains("a fresh answer"),
            "{found}"
        );
        let count = world.run(&["count", "--format", "json"]).json();
        assert_eq!(count["messages"], 3, "none is there twice");
        for text in ["stranger", "slip"] {
            assert!(!world.run(&["search", text]).out.contains(text), "{text}");
        }
    }
    let mira = world.run(&["people", "show", "mira-example"]).ok();
    assert!(mira.contains("a fresh answer"), "{mira}");
}

#[test]
fn nothing_yet_is_no_import() {
    let server = LinkedIn::start(|request, _| match request.path.as_str() {
        path if path.contains("Authorizations") => Reply::json(200, r#"{"elements":[]}"#),
        _ => Reply::none(),
    });
    let error = sync(&World::new(), &server, &[]).fails(1);
    assert!(
        error.contains("no data for this token yet") && error.contains("--check"),
        "{error}"
    );
    let check = sync(&World::new(), &server, &["--check"]).ok();
    assert!(check.contains("it makes no data for you yet"), "{check}");
}

/// LinkedIn's snapshot can lag by weeks: what an archive has since then goes on counting.
#[test]
fn a_snapshot_that_lags_counts_less_than_a_newer_archive() {
    let (world, server) = (World::new(), usual());
    let csv = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Jon,Sample,https://www.linkedin.com/in/jon-sample,,Northwind,Engineer,20 Nov 2026\n";
    let archive = world.home.path().join("Connections.csv");
    fs::write(&archive, csv).unwrap();
    world.run(&["import", archive.to_str().unwrap()]).ok();
    let shown = sync(&world, &server, &[]).ok();
    assert!(
        shown.contains("older than the archive of 2026-11-2"),
        "{shown}"
    );
    let people = world
        .run(&["people", "is:connection", "--format", "json"])
        .ok();
    assert!(
        people.contains("Jon Sample") && !people.contains("Mira Example"),
        "{people}"
    );
}

#[test]
fn erasing_somebody_takes_the_pages_along() {
    let server = but("INBOX", |_, _| Reply::json(503, "{}"));
    let world = World::imported();
    sync(&world, &server, &[]).fails(1);
    let cache = world.home.path().join(".cache/cordial/sync");
    assert!(found_in(&cache, "Mira").is_some());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&cache), 0o700);
    world.run(&["erase", "mira-example", "--yes"]).ok();
    assert!(!cache.exists());
}

#[test]
fn the_token_comes_from_a_command_or_a_file_of_ones_own() {
    let (world, server) = (World::new(), usual());
    let run = |world: &World| world.run(&["sync", "--check", "--api", &server.base]);
    let error = run(&world).fails(1);
    assert!(
        error.contains("token_command") && error.contains("docs/guide/sync.md"),
        "{error}"
    );

    fs::create_dir_all(world.config()).unwrap();
    let file = world.config().join("linkedin-token");
    fs::write(&file, format!("{TOKEN}\n")).unwrap();
    fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    let error = run(&world).fails(1);
    assert!(
        error.contains("can be read by others") && error.contains("chmod 600"),
        "{error}"
    );
    fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    run(&world).ok();
    fs::write(&file, "two words\n").unwrap();
    let error = run(&world).fails(1);
    assert!(
        error.contains("gives no token") && !error.contains("two words"),
        "{error}"
    );

    fs::write(&file, [0xff, 0xfe]).unwrap();
    assert!(run(&world).fails(1).contains("gives no token"));

    let config = |command: &str| {
        let text = format!("[sync]\ntoken_command = {command}\n");
        fs::write(world.config().join("config.toml"), text).unwrap();
    };
    config(r#"["/bin/sh", "-c", "echo $OWN_AGENT; env >&2"]"#);
    let with = [("OWN_AGENT", TOKEN), ("PATH", "/usr/bin:/bin")];
    world
        .run_with(&with, &["sync", "--check", "--api", &server.base])
        .ok();
    let bearer = format!("Bearer {TOKEN}");
    assert!(
        server
            .asked()
            .iter()
            .all(|one| one.header("authorization") == Some(bearer.as_str()))
    );
    config(r#"["/bin/sh", "-c", "echo no key; exit 3"]"#);
    let error = run(&world).fails(1);
    assert!(
        error.contains("[sync] token_command: sh ended with") && !error.contains("no key"),
        "{error}"
    );
}

/// `pass` and `op` ask for their own password on the terminal.
#[test]
fn a_command_can_ask_on_the_terminal_and_ends_with_ctrl_c() {
    let (world, server) = (World::new(), usual());
    fs::create_dir_all(world.config()).unwrap();
    let script = "printf 'password? ' >/dev/tty; read -r word </dev/tty; echo $word";
    let config = format!("[sync]\ntoken_command = ['/bin/sh', '-c', \"{script}\"]\n");
    fs::write(world.config().join("config.toml"), config).unwrap();
    let start = || {
        let program = blocking::Command::new(env!("CARGO_BIN_EXE_cordial"))
            .args(["sync", "--check", "--api", &server.base])
            .env_clear()
            .env("HOME", world.home.path())
            .env("PATH", "/usr/bin:/bin");
        let mut terminal = Terminal::bare(program);
        terminal.wait_for("password?");
        terminal
    };
    let mut asked = start();
    asked.keys(&format!("{TOKEN}\n"));
    asked.wait_for("LinkedIn takes the token");
    assert!(asked.child.wait().unwrap().success());
    let mut stopped = start();
    stopped.keys("\u{3}");
    assert!(!stopped.child.wait().unwrap().success());
}

#[test]
fn programs_that_are_started_do_not_get_the_token() {
    let world = World::imported();
    let seen = world.home.path().join("seen");
    let script = world.home.path().join("editor");
    fs::write(&script, format!("#!/bin/sh\nenv > {}\n", seen.display())).unwrap();
    fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
    let with = [
        ("CORDIAL_TOKEN", TOKEN),
        ("EDITOR", script.to_str().unwrap()),
        ("PATH", "/usr/bin:/bin"),
    ];
    world.run_with(&with, &["config", "edit"]).ok();
    let seen = fs::read_to_string(seen).unwrap();
    assert!(seen.contains("EDITOR=") && !seen.contains(TOKEN), "{seen}");
}
