use super::*;
use proptest::prelude::*;

type Rows = Vec<(u64, Vec<String>)>;

fn read(text: &str) -> Result<Rows, Fault> {
    read_within(text, &Limits::default())
}

fn read_within(text: &str, limits: &Limits) -> Result<Rows, Fault> {
    // A buffer of one byte: every state of the parser meets the end of the input.
    let source = std::io::BufReader::with_capacity(1, text.as_bytes());
    let mut records = Records::new(source, b',', limits);
    let mut rows = Vec::new();
    while let Some(record) = records.next()? {
        rows.push((record.line, record.fields().map(str::to_owned).collect()));
    }
    Ok(rows)
}

fn row(line: u64, fields: &[&str]) -> (u64, Vec<String>) {
    (line, fields.iter().map(|&f| f.to_owned()).collect())
}

/// The table of csv-spectrum, and what its authors read in it.
macro_rules! spectrum {
    ($name:literal) => {
        (
            include_str!(concat!(
                "../../../tests/corpora/csv-spectrum/",
                $name,
                ".csv"
            )),
            include_str!(concat!(
                "../../../tests/corpora/csv-spectrum/",
                $name,
                ".json"
            )),
        )
    };
}

#[test]
fn the_fields_are_those_that_others_read() {
    for (table, read_by_others) in [
        spectrum!("comma_in_quotes"),
        spectrum!("empty"),
        spectrum!("empty_crlf"),
        spectrum!("escaped_quotes"),
        spectrum!("json"),
        spectrum!("newlines"),
        spectrum!("newlines_crlf"),
        spectrum!("quotes_and_newlines"),
        spectrum!("simple"),
        spectrum!("simple_crlf"),
        spectrum!("utf8"),
    ] {
        let rows = read(table).unwrap();
        let mut rows = rows.into_iter().map(|(_, fields)| fields);
        let header = rows.next().unwrap();
        let rows: Vec<serde_json::Value> = rows
            .map(|fields| header.iter().cloned().zip(fields).collect())
            .collect();
        let theirs: Vec<serde_json::Value> = serde_json::from_str(read_by_others).unwrap();
        assert_eq!(rows, theirs, "{table}");
    }
}

#[test]
fn lines_are_counted_through_quotes_and_blank_lines() {
    let expected = vec![
        row(1, &["a", "b\nc"]),
        row(3, &[]),
        row(4, &["d", ""]),
        row(5, &["e"]),
    ];
    assert_eq!(read("a,\"b\nc\"\n\nd,\ne\n").unwrap(), expected);
    assert_eq!(
        read("a,\"b\nc\"\n\nd,\ne").unwrap(),
        expected,
        "no last newline"
    );
    let with_cr = read("a,\"b\nc\"\r\n\r\nd,\r\ne\r\n").unwrap();
    assert_eq!(with_cr, expected, "CRLF");
}

#[test]
fn a_quote_open_at_the_end_is_named_by_its_line() {
    let open = read("a,b\nc,\"d\ne\",\"f\ng").unwrap_err();
    assert!(matches!(open, Fault::OpenQuote { line: 3 }), "{open:?}");
    assert!(read("a,\"b\"").is_ok());
    assert!(read("a,\"b\"\"").is_err());
}

#[test]
fn fields_and_columns_have_limits() {
    let limits = Limits {
        field: 10,
        columns: 3,
        ..Limits::default()
    };
    assert!(read_within("1234567890,1234567890,1", &limits).is_ok());
    let long = read_within("a\n12345678901,b\n", &limits).unwrap_err();
    assert!(
        matches!(long, Fault::FieldTooLong { line: 2, .. }),
        "{long:?}"
    );
    let open = read_within("a\n\"1234567890123456789", &limits).unwrap_err();
    assert!(
        matches!(open, Fault::FieldTooLong { line: 2, .. }),
        "{open:?}"
    );
    let wide = read_within("1,2,3,4", &limits).unwrap_err();
    assert!(
        matches!(wide, Fault::TooManyFields { line: 1, limit: 3 }),
        "{wide:?}"
    );
}

proptest! {
    #[test]
    fn records_are_those_of_the_csv_crate(text in "[ab\",\n\r é]{0,60}") {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let theirs: Vec<Vec<String>> = reader
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        if let Ok(rows) = read(&text) {
            let ours: Vec<_> = rows.into_iter().map(|(_, row)| row).filter(|r| !r.is_empty()).collect();
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn written_records_read_back(rows in proptest::collection::vec(any::<[String; 3]>(), 0..4)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let read: Vec<_> = read(&text).unwrap().into_iter().map(|(_, row)| row).collect();
        let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
        prop_assert_eq!(read, rows);
    }
}
