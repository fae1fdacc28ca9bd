//! Unicode's large tables of tests, where the package `unicode-data` brings them: what a text may do to
//! the direction of a line, and all forms of a character.

use std::{fs, process::Command};

use cordial::text::{Safe, fold::fold};

/// A table of the system; the larger ones are packed.
#[expect(clippy::print_stderr, reason = "a test that is not run says so")]
fn table(name: &str) -> Option<String> {
    let path = format!("/usr/share/unicode/{name}");
    let unpacked = || {
        let packed = format!("{path}.bz2");
        let run = Command::new("bzip2").args(["-dc", &packed]).output().ok()?;
        Some(run.stdout)
    };
    let bytes = fs::read(&path).ok().or_else(unpacked).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap();
    if text.is_empty() {
        eprintln!("not run: {path} is not there; the package unicode-data has it");
    }
    Some(text).filter(|text| !text.is_empty())
}

/// `0061 0308`, without the halves of surrogates, which no text can have.
fn text(codes: &str) -> String {
    let code = |code| char::from_u32(u32::from_str_radix(code, 16).unwrap());
    codes.split_whitespace().filter_map(code).collect()
}

/// Nothing that a terminal obeys comes out, and what came out is shown as it is.
fn judge(text: &str) {
    for clean in [Safe::line, Safe::name, Safe::text, Safe::outgoing] {
        let safe = clean(text);
        let bad = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{61C}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        };
        assert!(!safe.contains(bad), "{text:?}: {safe:?}");
        assert_eq!(clean(&safe), safe, "{text:?}");
    }
}

#[test]
fn no_test_of_direction_turns_a_line_round() {
    let Some(table) = table("BidiCharacterTest.txt") else {
        return;
    };
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let texts: Vec<String> = lines
        .filter_map(|l| Some(text(l.split(';').next()?)))
        .collect();
    assert!(texts.len() > 90_000, "{}", texts.len());
    for text in &texts {
        judge(text);
    }
}

#[test]
fn every_form_of_a_character_stays_text_and_is_read_alike() {
    let Some(table) = table("NormalizationTest.txt") else {
        return;
    };
    let mut count = 0;
    for line in table.lines().filter(|line| !line.starts_with(['#', '@'])) {
        // The source, and its forms NFC, NFD, NFKC, NFKD.
        let forms: Vec<String> = line.split(';').take(5).map(text).collect();
        for form in &forms {
            judge(form);
        }
        // A grave accent by itself is an apostrophe to us where it is Greek, and else a character.
        if forms[0] != "\u{1FEF}" {
            assert_eq!(fold(&forms[0]), fold(&forms[1]), "{line}");
            assert_eq!(fold(&forms[0]), fold(&forms[2]), "{line}");
        }
        count += 1;
    }
    assert!(count > 18_000, "{count}");
}
