use super::*;

fn name() -> JournalName {
    JournalName {
        device: "k3f9x2m7".to_owned(),
        epoch: 1,
    }
}

fn encoded(json: &str) -> Vec<u8> {
    let step = step(json).unwrap();
    let name = name();
    Draft::new(
        &name,
        17,
        412,
        ("2026-11-23T09:14:05+01:00", "Europe/Berlin"),
        &step,
    )
    .encode()
    .unwrap()
}

fn why(bytes: &[u8]) -> String {
    match parse(bytes, &name()) {
        Parsed::Bad(why) => why,
        other => panic!("read {other:?}"),
    }
}

/// Any line with a right checksum, also one that this program would not write.
fn sealed(body: &str) -> Vec<u8> {
    format!(
        "{body},\"crc\":\"{:08x}\"}}",
        crc32c::crc32c(body.as_bytes())
    )
    .into_bytes()
}

#[test]
fn a_line_is_written_as_frozen_and_read_back() {
    let bytes = encoded(r#"{"note":"hello"}"#);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(
        text,
        "{\"v\":1,\"device\":\"k3f9x2m7\",\"epoch\":1,\"seq\":17,\"clock\":412,\"id\":\"5289stm1\",\
         \"at\":\"2026-11-23T09:14:05+01:00\",\"tz\":\"Europe/Berlin\",\
         \"step\":{\"note\":\"hello\"},\"crc\":\"51a805bb\"}"
    );
    let Parsed::Good(line) = parse(&bytes, &name()) else {
        panic!("not good")
    };
    assert_eq!(line.key(), ("k3f9x2m7", 1, 17));
    assert_eq!((line.clock, line.tz.as_str()), (412, "Europe/Berlin"));
    assert_eq!(line.step.get(), r#"{"note":"hello"}"#);
    assert_eq!(line.id.len(), 8);
    assert!(!line.is_erased());
}

#[test]
fn an_older_program_checks_a_newer_line_and_goes_no_further() {
    let newer = sealed(
        r#"{"v":2,"device":"k3f9x2m7","epoch":1,"seq":18,"moment":[[1,2]],"change":"no object""#,
    );
    assert!(matches!(
        parse(&newer, &name()),
        Parsed::Newer {
            version: 2,
            seq: 18,
            ..
        }
    ));
    let mut broken = newer;
    broken[40] ^= 1;
    assert_eq!(why(&broken), "its checksum does not match");
}

#[test]
fn what_is_wrong_with_a_line_is_said() {
    assert_eq!(why(b"{}"), "it is too short for a line");
    assert_eq!(
        why(b"<<<<<<< merge marker of a tool"),
        "it does not end in a checksum"
    );
    assert_eq!(
        why(&sealed(r#"{"v":1,"device":"otherone","epoch":1,"seq":1"#)),
        "it belongs to otherone-0001, not to this file"
    );
    assert_eq!(
        why(&sealed(r#"{"v":1,"device":"k3f9x2m7","epoch":1,"seq":0"#)),
        "its version or number is 0"
    );
    assert_eq!(
        why(&sealed(
            r#"{"v":1,"v":1,"device":"k3f9x2m7","epoch":1,"seq":1"#
        )),
        "duplicate field `v` at byte 10"
    );
    assert_eq!(why(&sealed("[")), "expected value at byte 2");
    let deep = format!(
        r#"{{"v":1,"device":"k3f9x2m7","epoch":1,"seq":1,"clock":1,"id":"a","at":"","tz":"","step":{{"a":{}{}}}"#,
        "[".repeat(40),
        "]".repeat(40)
    );
    assert_eq!(why(&sealed(&deep)), "it nests deeper than 32 levels");
}

#[test]
fn brackets_without_end_cost_no_stack() {
    let hostile = sealed(&format!(
        r#"{{"v":9,"device":"k3f9x2m7","epoch":1,"seq":1,"x":{}"#,
        "[".repeat(1_000_000)
    ));
    assert!(why(&hostile).contains("at byte"));
}

#[test]
fn a_step_is_one_object_on_one_line() {
    assert_eq!(
        step("{\n  \"a\": \"b\"\r\n}").unwrap().get(),
        "{   \"a\": \"b\"  }"
    );
    assert!(step("[1]").unwrap_err().contains("no JSON object"));
    assert!(step("{\"a\":1} {\"b\":2}").is_err());
    assert!(step("{\"a\":\"line\nbreak\"}").is_err());
    let deep = |levels: usize| {
        format!(
            "{}{}{}",
            "{\"a\":".repeat(levels - 1),
            "{}",
            "}".repeat(levels - 1)
        )
    };
    assert!(step(&deep(31)).is_ok());
    assert!(step(&deep(32)).is_err());
    assert!(step(&format!("{{\"text\":\"{}\"}}", "[{".repeat(100))).is_ok());
}

#[test]
fn two_contents_of_one_key_have_two_ids() {
    let id = |step| id_of("k3f9x2m7", 1, 17, 412, step);
    assert_ne!(id(r#"{"a":1}"#), id(r#"{"a":2}"#));
    assert_eq!(base32(0b00001_00010_11111, 3), "12z");
}

fn good(bytes: &[u8]) -> Line {
    match parse(bytes, &name()) {
        Parsed::Good(line) => line,
        other => panic!("read {other:?}"),
    }
}

#[test]
fn a_line_gives_its_bytes_only_where_they_are_the_ones_in_the_file() {
    let written = encoded(r#"{"note":"hello"}"#);
    assert_eq!(good(&written).bytes(), Some(written.clone()));
    // Somebody else's spaces: another checksum than ours would be.
    let text = String::from_utf8(written).unwrap();
    let body = text
        .split(",\"crc\":")
        .next()
        .unwrap()
        .replace("\"seq\":17", "\"seq\": 17");
    assert_eq!(good(&sealed(&body)).bytes(), None);
}

#[test]
fn lines_are_equal_in_key_checksum_and_content_together() {
    let line = good(&encoded(r#"{"note":"hello"}"#));
    let step = |json: &str| RawValue::from_string(json.to_owned()).unwrap();
    assert_eq!(line, line.clone());
    let seq = Line {
        seq: 18,
        ..line.clone()
    };
    let crc = Line {
        crc: !line.crc,
        ..line.clone()
    };
    let other = Line {
        step: step(r#"{"note":"hallo"}"#),
        ..line.clone()
    };
    let all = Line {
        seq: 18,
        crc: !line.crc,
        ..other.clone()
    };
    for different in [seq, crc, other, all] {
        assert_ne!(line, different);
    }
}
