//! Invented exports of any month, in the forms of `tests/fixtures/eras.json`.
//!
//! Robin Example owns them. Mira Example is a connection who invited Robin and wrote; Jon Sample
//! invited Robin and is no connection; Robin invited Lee Testcase.

use std::collections::BTreeMap;

/// The forms of all files.
#[derive(serde::Deserialize)]
pub(crate) struct Eras {
    preamble: Vec<String>,
    rows: Vec<Form>,
}

/// One form of one file.
#[derive(Clone, serde::Deserialize)]
struct Form {
    file: String,
    #[serde(default)]
    also_named: Vec<String>,
    era_from: Option<String>,
    #[serde(default)]
    header: Vec<String>,
    preamble: bool,
    quoted_all: bool,
    encoding: String,
    delimiter: Option<String>,
    line_end: String,
    final_newline: bool,
    #[serde(default)]
    dates: BTreeMap<String, String>,
}

/// A file of an invented export.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    /// Whether it has a header and [`ROWS`] rows.
    pub(crate) has_rows: bool,
}

/// Rows of every file that has any.
pub(crate) const ROWS: usize = 3;

impl Eras {
    pub(crate) fn load() -> Self {
        serde_json::from_str(include_str!("../../fixtures/eras.json")).unwrap()
    }

    /// Every month in which a form was first seen.
    pub(crate) fn months(&self) -> Vec<&str> {
        let mut months: Vec<&str> = self
            .rows
            .iter()
            .filter_map(|f| f.era_from.as_deref())
            .collect();
        months.sort_unstable();
        months.dedup();
        months
    }

    /// The export of a month. Where a file has several forms at that time, `choice` takes one; it
    /// also chooses between a file's names.
    pub(crate) fn export(&self, month: &str, choice: usize) -> Vec<File> {
        let mut newest: BTreeMap<String, Vec<&Form>> = BTreeMap::new();
        for form in &self.rows {
            let from = form.era_from.as_deref().unwrap_or("2021-01");
            if from > month {
                continue;
            }
            let name: String = form.file.to_lowercase().replace([' ', '_'], "");
            let forms = newest.entry(name).or_default();
            let other = forms
                .first()
                .and_then(|f| f.era_from.as_deref())
                .unwrap_or("");
            if from > other {
                forms.clear();
            }
            if from >= other || forms.is_empty() {
                forms.push(form);
            }
        }
        newest
            .values()
            .map(|forms| self.file(forms[choice % forms.len()], choice))
            .collect()
    }

    fn file(&self, form: &Form, choice: usize) -> File {
        let mut names = vec![form.file.clone()];
        let also = form.also_named.iter();
        names.extend(also.map(|n| n.replace("<memberid>", "12345678").replace("<n>", "1")));
        let line_end = if form.line_end == "CRLF" {
            "\r\n"
        } else {
            "\n"
        };
        let mut lines = Vec::new();
        if form.preamble {
            lines.extend(self.preamble.iter().cloned());
        }
        if form.header.is_empty() {
            lines.push("No conversations found".to_owned());
        } else {
            lines.push(form.line(&form.header));
            for row in 0..ROWS {
                let cells: Vec<String> = form.header.iter().map(|c| form.cell(c, row)).collect();
                lines.push(form.line(&cells));
            }
        }
        let mut text = lines.join(line_end);
        if form.final_newline {
            text += line_end;
        }
        File {
            path: names[choice % names.len()].clone(),
            bytes: encode(&text, &form.encoding),
            has_rows: !form.header.is_empty(),
        }
    }
}

impl Form {
    fn line(&self, cells: &[String]) -> String {
        let delimiter = self.delimiter.as_deref().unwrap_or(",");
        let quote = |cell: &String| {
            let special = cell.contains(['"', '\n', '\r']) || cell.contains(delimiter);
            if self.quoted_all || special {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        cells.iter().map(quote).collect::<Vec<_>>().join(delimiter)
    }

    fn cell(&self, column: &str, row: usize) -> String {
        if let Some(form) = self.dates.get(column) {
            return date(form, row).to_owned();
        }
        let own_address = self.era_from.as_deref() != Some("2023-12");
        let people = ["Mira Example", "Jon Sample", "Lee Testcase"];
        let parts = [
            ["Mira", "Example"],
            ["Jon", "Sample"],
            ["Pat", "Placeholder"],
        ];
        let slugs = ["mira-example", "jon-sample", "lee-testcase"];
        let invitations = self.file == "Invitations.csv";
        let connections = self.file == "Connections.csv";
        let to_owner = row < 2;
        let address = |slug: &str| format!("https://www.linkedin.com/in/{slug}");
        let text = match column {
            "First Name" | "FirstName" if connections => ["Mira", "Pat", "José"][row],
            "Last Name" | "LastName" if connections => ["Example", "Placeholder", "Example"][row],
            "First Name" if self.file == "Profile.csv" => "Robin",
            "Last Name" if self.file == "Profile.csv" => "Example",
            "First Name" | "FirstName" => parts[row][0],
            "Last Name" | "LastName" => parts[row][1],
            "URL" => return address(["mira-example", "pat", "jos%C3%A9"][row]),
            "ConnectedOn" => "1/9/17, 3:45 PM",
            "From" | "FROM" | "To" | "TO" => {
                let sender = column.eq_ignore_ascii_case("from");
                let other = if invitations { people[row] } else { people[0] };
                if sender == to_owner {
                    other
                } else {
                    "Robin Example"
                }
            }
            "Direction" => {
                if to_owner {
                    "INCOMING"
                } else {
                    "OUTGOING"
                }
            }
            "inviterProfileUrl" | "inviteeProfileUrl" if !own_address => {
                "https://www.linkedin.com/in"
            }
            "inviterProfileUrl" | "inviteeProfileUrl" => {
                let inviter = column == "inviterProfileUrl";
                return address(if inviter == to_owner {
                    slugs[row]
                } else {
                    "robin-example"
                });
            }
            "inviterProfileUrn" | "inviteeProfileUrn" => {
                let inviter = column == "inviterProfileUrn";
                return format!(
                    "urn:li:member:{}",
                    if inviter == to_owner { 10 + row } else { 1 }
                );
            }
            "SENDER PROFILE URL" | "RECIPIENT PROFILE URLS" => {
                let sender = column == "SENDER PROFILE URL";
                return address(if sender == to_owner {
                    "mira-example"
                } else {
                    "robin-example"
                });
            }
            "CONVERSATION ID" => "2-aW52ZW50ZWQ=",
            "IS MESSAGE DRAFT" | "IS CONVERSATION DRAFT" => "No",
            "CONVERSATION TITLE" | "SUBJECT" | "Subject" => "",
            "CONTENT" | "Content" if self.quoted_all => {
                return format!("Hi, \"Robin\"\nline {row}");
            }
            // What ISO 8859-1 can say too, and what must be quoted.
            _ => return format!("{column}, \"é\" {row}"),
        };
        text.to_owned()
    }
}

/// A date of a form, different in each row.
fn date(form: &str, row: usize) -> &'static str {
    let all = match form {
        "DD Mon YYYY" => ["09 Jan 2024", "08 Jan 2024", "07 Dec 2003"],
        "M/D/YY, h:mm AM" | "M/D/YY, h:mm AM (Pacific)" => {
            ["1/9/24, 3:45 PM", "7/10/23, 12:00 AM", "12/31/21, 11:59 PM"]
        }
        "M/D/YY, h:mm AM or Not Available" => ["1/9/24, 3:45 PM", "Not Available", ""],
        "MM/DD/YY, hh:mm AM" => [
            "01/09/24, 03:45 PM",
            "07/10/23, 12:00 AM",
            "12/31/21, 11:59 PM",
        ],
        "YYYY-MM-DD HH:MM:SS UTC" => [
            "2024-01-09 15:45:12 UTC",
            "2024-01-09 15:45:11 UTC",
            "2024-01-09 15:45:10 UTC",
        ],
        "YYYY/MM/DD HH:MM:SS UTC" => [
            "2024/01/09 15:45:12 UTC",
            "2024/01/09 15:45:11 UTC",
            "2024/01/09 15:45:10 UTC",
        ],
        "YYYY-MM-DD HH:MM:SS" => [
            "2024-01-09 15:45:12",
            "2024-01-09 15:45:11",
            "2024-01-09 15:45:10",
        ],
        "Www Mon DD HH:MM:SS UTC YYYY" => [
            "Tue Jan 09 15:45:12 UTC 2024",
            "Wed Jan 10 15:45:12 UTC 2024",
            "Thu Jan 11 15:45:12 UTC 2024",
        ],
        "Mon YYYY or YYYY" | "Mon YYYY" => ["Jan 2024", "2021", ""],
        "YYYY-MM-DD or N/A" => ["2024-01-09", "N/A", ""],
        "You uploaded a photo on Month D, YYYY at h:mm AM (GMT)" => [
            "You uploaded a photo on January 9, 2024 at 3:45 PM (GMT)",
            "You uploaded a background photo on May 10, 2024 at 3:45 AM (GMT)",
            "You uploaded a document on March 1, 2024 at 12:00 PM (GMT)",
        ],
        // Files of which nothing is kept.
        _ => ["x", "y", "z"],
    };
    all[row]
}

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "utf-8" => text.as_bytes().to_vec(),
        "iso-8859-1" => text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect(),
        "utf-16le-bom" => {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        _ => panic!("unknown encoding {encoding}"),
    }
}
