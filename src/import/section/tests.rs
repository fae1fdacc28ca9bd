use super::*;
use proptest::prelude::*;

fn encode(rows: &[Vec<String>]) -> String {
    let mut encoder = Encoder::new(Vec::new());
    encoder.begin("skills", &["Name", "Said \"so\""]).unwrap();
    for row in rows {
        encoder.row(row).unwrap();
    }
    assert_eq!(encoder.written(), encoder.out.len() as u64);
    String::from_utf8(encoder.into_inner()).unwrap()
}

fn decode(text: &str) -> Vec<Vec<String>> {
    let mut decoder = Decoder::new();
    let mut rows = Vec::new();
    for line in text.lines() {
        match decoder.line(line).unwrap() {
            Line::Begin { kind, columns } => {
                assert_eq!(kind, "skills");
                assert_eq!(columns, ["Name", "Said \"so\""]);
            }
            Line::Row(cells) => rows.push(cells.to_vec()),
            Line::Blank => panic!("no blank lines are written"),
        }
    }
    rows
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

#[test]
fn a_long_text_that_stands_above_is_written_as_0() {
    let rows = [
        row(&["conversation-1", "short"]),
        row(&["conversation-1", "short"]),
        row(&["conversation-2", "a\t\"b\"\n\\\u{1}"]),
    ];
    let text = encode(&rows);
    let expected = concat!(
        "{\"kind\":\"skills\",\"columns\":[\"Name\",\"Said \\\"so\\\"\"]}\n",
        "[\"conversation-1\",\"short\"]\n",
        "[0,\"short\"]\n",
        "[\"conversation-2\",\"a\\t\\\"b\\\"\\n\\\\\\u0001\"]\n",
    );
    assert_eq!(text, expected);
    assert_eq!(decode(&text), rows);
}

#[test]
fn bad_lines_are_told_and_the_rest_goes_on() {
    let mut decoder = Decoder::new();
    assert_eq!(
        decoder.line("[\"a\"]"),
        Err(BadLine),
        "a row before any section"
    );
    assert!(
        decoder
            .line("{\"kind\":\"x\",\"rows\":3,\"columns\":[]}")
            .is_ok()
    );
    for bad in [
        "[\"a\"",
        "[\"a\",]",
        "[1]",
        "[\"a\"] x",
        "null",
        "[\"\\x\"]",
        "{\"kind\":\"x\"}",
        "[\"\\ud800\"]",
        "[\"\\u12\"]",
        "{",
        "[",
        "[\"é",
    ] {
        assert_eq!(decoder.line(bad), Err(BadLine), "{bad}");
    }
    assert_eq!(decoder.line(" \r\n"), Ok(Line::Blank));
    assert_eq!(
        decoder.line("[\"\\ud83d\\ude00\", \"b\"]\n"),
        Ok(Line::Row(&row(&["\u{1f600}", "b"])))
    );
    assert_eq!(decoder.line("[]"), Ok(Line::Row(&[])));
}

#[test]
fn a_message_is_split_into_row_and_text() {
    let columns = source_columns();
    let mut encoder = MessageEncoder::new(Vec::new(), Vec::new()).unwrap();
    let message = |text: &str| {
        let cell = |name: &&str| {
            if *name == "CONTENT" {
                text.to_owned()
            } else {
                (*name).to_owned()
            }
        };
        columns.iter().map(cell).collect::<Vec<_>>()
    };
    let texts = [
        "Hi\nRobin",
        "",
        "Congrats on your new role!",
        "<p class=\"spinmail-quill-editor__spin-break\">Buy",
    ];
    for text in texts {
        encoder.row(&message(text)).unwrap();
    }
    let (rows, file) = encoder.into_inner();
    let (rows, file) = (
        String::from_utf8(rows).unwrap(),
        String::from_utf8(file).unwrap(),
    );
    assert!(!rows.contains("Robin"));
    let mut decoder = Decoder::new();
    let mut marks = Vec::new();
    for (index, line) in rows.lines().enumerate() {
        let Line::Row(cells) = decoder.line(line).unwrap() else {
            continue;
        };
        let [.., at, bytes, hash, mark] = cells else {
            panic!("{cells:?}")
        };
        let at: usize = at.parse().unwrap();
        let line = file.get(at..at + bytes.parse::<usize>().unwrap()).unwrap();
        let text = texts[index - 1];
        assert_eq!(decode_text(line).unwrap(), text);
        assert_eq!(*hash, format!("{:016x}", text_hash(text)));
        marks.push(mark.clone());
    }
    assert_eq!(marks, ["", "empty", "congrats", "sponsored"]);
}

fn source_columns() -> Vec<&'static str> {
    let source = crate::import::source::of(crate::import::Kind::Messages).unwrap();
    source.columns.iter().map(|column| column.name).collect()
}

#[test]
fn the_hash_sees_letters_and_no_white_space() {
    assert_eq!(
        text_hash("Hi Robin,\n\nhello"),
        text_hash("HiRobin,  hello")
    );
    assert_ne!(text_hash("Hi Robin"), text_hash("Hi Robyn"));
    assert_eq!(text_hash("a"), 0xaf63_dc4c_8601_ec8c, "the published value");
}

proptest! {
    #[test]
    fn what_is_encoded_is_decoded(rows in proptest::collection::vec(proptest::collection::vec(any::<String>(), 0..4), 0..4)) {
        prop_assert_eq!(decode(&encode(&rows)), rows);
    }

    #[test]
    fn repeated_texts_come_back(rows in proptest::collection::vec(proptest::collection::vec("[ab]{9}|[ab]?", 0..4), 0..20)) {
        prop_assert_eq!(decode(&encode(&rows)), rows);
    }

    #[test]
    fn lines_are_json(row in proptest::collection::vec(any::<String>(), 0..4)) {
        let text = encode(std::slice::from_ref(&row));
        let read: Vec<String> = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
        prop_assert_eq!(read, row);
    }

    #[test]
    fn any_line_is_read_or_refused(line in ".{0,40}|[\\[\\]{}\",:0\\\\u a]{0,40}") {
        let mut decoder = Decoder::new();
        drop(decoder.line("{\"kind\":\"x\",\"columns\":[\"a\"]}"));
        drop(decoder.line(&line));
    }
}
