//! What LinkedIn writes wrongly, what spreadsheet programs make of it, and what is not kept.

use std::{borrow::Cow, io, ops::ControlFlow};

use cordial::import::{self, Encoding, Fault, FileReport, Kind, Reason, SectionEnd, SectionSink};
use proptest::prelude::*;

use crate::support::{self, zip::Zip};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,\
                        RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER";

/// A sink that keeps the cells as they come.
#[derive(Default)]
struct Cells {
    kinds: Vec<Kind>,
    rows: Vec<Vec<String>>,
}

impl SectionSink for Cells {
    fn begin(&mut self, kind: Kind, _: &[&'static str]) -> io::Result<()> {
        self.kinds.push(kind);
        Ok(())
    }

    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        self.rows
            .push(cells.iter().map(|cell| cell.clone().into_owned()).collect());
        Ok(())
    }

    fn end(&mut self, end: SectionEnd) -> io::Result<()> {
        assert!(end.rows <= self.rows.len() as u64);
        Ok(())
    }
}

/// Reads one file, and gives its report and its rows.
fn read(name: &str, bytes: &[u8]) -> (FileReport, Vec<Vec<String>>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut cells = Cells::default();
    let mut heard = |_: import::Progress<'_>| ControlFlow::Continue(());
    let report = import::read(&[path], support::now(), &mut heard, &mut cells).unwrap();
    let file = report.files.into_iter().next().unwrap();
    assert_eq!(
        file.rows,
        file.used + file.unused(),
        "every row is accounted for"
    );
    (file, cells.rows)
}

fn column(rows: &[Vec<String>], index: usize) -> Vec<&str> {
    rows.iter().map(|row| row[index].as_str()).collect()
}

#[test]
fn comments_that_spill_over_lines_are_joined_and_told() {
    let text = "Date,Link,Message\r\n\
                2024-01-09 15:45:12,https://l/1,Well said\r\n\r\nand true\r\n\
                2024-01-09 15:45:13,https://l/2,\"Yes, indeed\"\r\n";
    let (report, rows) = read("Comments_12345.csv", text.as_bytes());
    assert_eq!(
        column(&rows, 2),
        ["Well said\r\n\r\nand true", "Yes, indeed"]
    );
    assert_eq!((report.joined.first, report.rows), (vec![2], 2));
}

#[test]
fn comments_saved_again_by_a_spreadsheet_are_read_as_csv() {
    let text = "Link;Date;Message\nhttps://l/1;2024-01-09 15:45:12;\"a\nb\"\n";
    let (report, rows) = read("Comments.csv", text.as_bytes());
    assert_eq!(column(&rows, 2), ["a\nb"]);
    assert_eq!((report.joined.count, report.used), (0, 1));
    let text = "Date,Link,Message\n1/9/24 15:45,https://l/1,a\n1/9/24 15:46,https://l/2,b\n";
    let (report, rows) = read("Comments.csv", text.as_bytes());
    assert_eq!(column(&rows, 2), ["a", "b"], "with other dates");
    assert_eq!(report.used, 2);
}

#[test]
fn quotes_around_the_line_breaks_of_posts_go() {
    let text = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n\
                2024-01-09 15:45:12,https://l/1,\"one\"\"\n\"\"\"\"\n\"\"two\",,,MEMBER_NETWORK\n";
    let (_, rows) = read("Shares.csv", text.as_bytes());
    assert_eq!(column(&rows, 2), ["one\n\ntwo"]);
}

#[test]
fn copies_from_spreadsheets_are_read() {
    let expected = vec!["José", "Example", "", "", "Northwind", "", "6-Feb-26"];
    let body = "José,Example,,,Northwind,,6-Feb-26";
    let with = |delimiter: &str, text: &str| text.replace(',', delimiter);
    for (what, text) in [
        ("mark", format!("\u{feff}{CONNECTIONS}\r\n{body}\r\n")),
        ("semicolons", with(";", &format!("{CONNECTIONS}\n{body}\n"))),
        ("tabs", with("\t", &format!("{CONNECTIONS}\n{body}\n"))),
        ("stray semicolons", format!("{CONNECTIONS};\n{body};\n")),
        ("an index", format!(",{CONNECTIONS}\n0,{body}\n")),
        (
            "a blank line at the end",
            format!("{CONNECTIONS}\n{body}\n\n"),
        ),
        (
            "a preamble",
            format!("Notes:\n\"When, at\nlength\"\n\n{CONNECTIONS}\n{body}\n"),
        ),
        (
            "numbered columns",
            format!("{CONNECTIONS},Company.1\n{body},x\n"),
        ),
        (
            "quoted names",
            format!("\"{}\"\n{body}\n", CONNECTIONS.replace(',', "\",\"")),
        ),
        (
            "other letters",
            format!("{}\n{body}\n", CONNECTIONS.to_uppercase()),
        ),
        ("no last line end", format!("{CONNECTIONS}\n{body}")),
    ] {
        let (report, rows) = read("Connections.csv", text.as_bytes());
        assert_eq!(rows, std::slice::from_ref(&expected), "{what}");
        assert_eq!(
            (report.used, report.ragged.count, report.replaced),
            (1, 0, 0),
            "{what}"
        );
    }
    let latin1: Vec<u8> = format!("{CONNECTIONS}\n{body}\n")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let (report, rows) = read("Connections.csv", &latin1);
    assert_eq!(
        (report.encoding, rows),
        (
            Encoding::Latin1,
            vec![expected.iter().map(|&c| c.into()).collect()]
        )
    );
}

#[test]
fn every_row_that_is_not_used_is_told_with_its_line() {
    let row = "a,,Mira,,Robin,,2024-01-09 15:45:12 UTC,,Hello,INBOX\n";
    let text = format!("{MESSAGES}\n{row}{row}\n,,,,,,,,,\n,,,,,,,Subject only,,\n");
    let (report, rows) = read("messages.csv", text.as_bytes());
    assert_eq!(rows.len(), 1);
    let aside = |reason| report.set_aside(reason).first.clone();
    assert_eq!(aside(Reason::Duplicate), [3]);
    assert_eq!(aside(Reason::Blank), [4, 5]);
    assert_eq!(aside(Reason::NoIdentity), [6]);
}

#[test]
fn only_the_first_twenty_lines_are_named() {
    let text = format!("Name\nRust\n{}", "\n".repeat(50));
    let (report, _) = read("Skills.csv", text.as_bytes());
    let blank = report.set_aside(Reason::Blank);
    assert_eq!((blank.count, blank.first.len()), (50, 20));
}

#[test]
fn ragged_rows_are_used_and_told() {
    let text = format!("{CONNECTIONS}\nMira,Example\nJon,Sample,,,,,09 Jan 2024,more\n");
    let (report, rows) = read("Connections.csv", text.as_bytes());
    assert_eq!(column(&rows, 0), ["Mira", "Jon"]);
    assert_eq!(report.ragged.first, [2, 3]);
}

#[test]
fn a_quote_that_stays_open_is_an_error_with_its_line() {
    let text = format!("{CONNECTIONS}\nMira,Example,,,,,\n\"Jon,Sample,,,,,\n");
    let error = support::read_bytes("Connections.csv", text.as_bytes())
        .map(|_| ())
        .unwrap_err();
    assert!(
        matches!(error.fault, Fault::OpenQuote { line: 3 }),
        "{error:?}"
    );
    assert!(
        error.to_string().contains("Connections.csv: line 3"),
        "{error}"
    );
}

#[test]
fn broken_utf8_is_replaced_and_counted() {
    let text = [CONNECTIONS.as_bytes(), b"\nJos\xc3\xa9,Ex\xffample,,,,,\n"].concat();
    let (report, rows) = read("Connections.csv", &text);
    assert_eq!(rows[0][..2], ["José", "Ex\u{fffd}ample"]);
    assert_eq!((report.encoding, report.replaced), (Encoding::Utf8, 1));
}

#[test]
fn secrets_that_no_screen_shows_are_not_kept() {
    let secret = "5550100";
    for (name, text) in [
        (
            "PhoneNumbers.csv",
            format!("Extension,Number,Type\n9{secret}, +1{secret},Mobile\n"),
        ),
        (
            "Registration.csv",
            format!(
                "Registered At,Registration Ip,Subscription Types\n\"1/9/24, 3:45 PM\",{secret},x\n"
            ),
        ),
        (
            "Contacts.csv",
            format!(
                "Source,FirstName,LastName,PhoneNumbers,CreatedAt,Addresses,Birthday\nx,Mira,Example,{secret},,{secret},{secret}\n"
            ),
        ),
        (
            "Profile.csv",
            format!(
                "First Name,Last Name,Headline,Address,Birth Date,Instant Messengers\nRobin,Example,x,{secret},{secret},{secret}\n"
            ),
        ),
        (
            "Job Applications.csv",
            format!(
                "Application Date,Contact Email,Contact Phone Number,Job Title,Question And Answers\n,{secret},{secret},Engineer,{secret}\n"
            ),
        ),
        (
            "Verifications.csv",
            format!(
                "Verification type,Email address,Year of birth,Verified date\nWork,{secret},{secret},2024-01-09\n"
            ),
        ),
    ] {
        let (report, rows) = read(name, text.as_bytes());
        assert_eq!(report.used, 1, "{name}");
        assert!(!format!("{rows:?}").contains(secret), "{name}: {rows:?}");
    }
}

#[test]
fn a_file_whose_form_is_not_known_is_left_out_and_told() {
    let zip = Zip::new(&[
        ("Endorsement Received Info.csv", "Something,Else\n1,2\n"),
        ("Skills.csv", "Name\nRust\n"),
    ]);
    let (report, _) = support::read_bytes("a.zip", &zip.bytes).unwrap();
    assert_eq!(report.unread, ["Endorsement Received Info.csv"]);
    let zip = Zip::new(&[
        ("Connections.csv", "Something,Else\n1,2\n"),
        ("Skills.csv", "Name\nRust\n"),
    ]);
    let error = support::read_bytes("a.zip", &zip.bytes)
        .map(|_| ())
        .unwrap_err();
    assert!(matches!(
        error.fault,
        Fault::MissingColumns {
            kind: Kind::Connections
        }
    ));
}

#[test]
fn progress_reaches_the_end_and_can_stop_it() {
    let rows = "a,,Mira,,Robin,,2024-01-09 15:45:12 UTC,,Hello,INBOX\n".repeat(60_000);
    let zip = Zip::new(&[
        ("messages.csv", &format!("{MESSAGES}\n{rows}")),
        ("Skills.csv", "Name\nRust\n"),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    std::fs::write(&path, &zip.bytes).unwrap();
    let limits = import::Limits {
        ratio: u64::MAX,
        ..import::Limits::default()
    };
    let mut steps = Vec::new();
    let mut heard = |step: import::Progress<'_>| {
        steps.push((step.done, step.total));
        ControlFlow::Continue(())
    };
    let paths = [path];
    import::read_within(
        &paths,
        support::now(),
        &limits,
        &mut heard,
        &mut Cells::default(),
    )
    .unwrap();
    assert!(steps.is_sorted() && steps.len() >= 3, "{steps:?}");
    let (done, total) = steps[steps.len() - 1];
    assert_eq!(done, total);
    let mut heard = |_: import::Progress<'_>| ControlFlow::Break(());
    let error =
        import::read(&paths, support::now(), &mut heard, &mut Cells::default()).unwrap_err();
    assert!(error.is_cancelled());
}

proptest! {
    #[test]
    fn rows_are_accounted_for_whatever_they_hold(body in "[ab,;\"\n\r\t é]{0,80}") {
        for (name, header) in [("Connections.csv", CONNECTIONS), ("messages.csv", MESSAGES), ("Comments.csv", "Date,Link,Message")] {
            let result = support::read_bytes(name, format!("{header}\n{body}").as_bytes());
            match result {
                Ok((report, kept)) => {
                    let file = &report.files[0];
                    prop_assert_eq!(file.rows, file.used + file.unused());
                    prop_assert_eq!(kept.ends[0].1, file.used);
                }
                Err(error) => prop_assert!(matches!(error.fault, Fault::OpenQuote { .. }), "{error:?}"),
            }
        }
    }
}
