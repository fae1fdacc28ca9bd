//! The texts, by what they attack, and an export that has one in every field that strangers fill.

use std::{fmt::Write as _, fs, path::Path};

/// Texts of one kind.
pub(super) struct Set {
    pub(super) name: &'static str,
    pub(super) texts: Vec<String>,
    /// Bytes that are put in the place of the letter `¤`: what is no UTF-8.
    raw: &'static [u8],
}

/// The short ones, as somebody could type them.
#[rustfmt::skip]
const SETS: &[(&str, &[&str])] = &[
        ("escapes", &[
                "\u{1b}[31mred",
                "\u{1b}]0;title\u{7}",
                "\u{1b}]52;c;cm0gLXJm\u{7}",
                "\u{1b}]8;;file:///etc/passwd\u{1b}\\here\u{1b}]8;;\u{1b}\\",
                "\u{1b}[?1049l",
                "\u{1b}P$q\"p\u{1b}\\",
                "\u{1b}[6n",
                "\u{1b}[21t",
                "\u{1b}c",
                "\u{9b}31mred",
                "\u{9d}0;title\u{9c}",
                "\u{90}+q544e\u{9c}",
                "ends with \u{1b}",
                "[31m after the last one",
                "\u{1b}[",
                "\u{1b}_Gi=1;AAAA\u{1b}\\",
                "\u{1b}^private\u{1b}\\",
                "\u{1b}X sos \u{1b}\\",
                "over\rwritten",
                "back\u{8}\u{8}\u{8}space",
                "del\u{7f}ete",
                "bell\u{7}",
                "shift\u{e}out\u{f}",
                "\u{1b}[2J\u{1b}[1;1HAccepted",
                "\u{1b}]9;4;1;50\u{7}",
                "\u{1b}]777;notify;a;b\u{7}",
                "\u{1b}]1337;File=:AA\u{7}",
                "\u{1b}[>4;1m",
                "\u{1b}[200~rm -rf\u{1b}[201~",
            ],
        ),
        ("bidi", &[
                "\u{202e}gnp.exe",
                "Mira \u{202d}Example\u{202c}",
                "\u{2066}a\u{2067}b\u{2068}c\u{2069}",
                "a\u{200e}b\u{200f}c\u{61c}d",
                "اسم \u{202e}abc",
                "\u{202b}\u{202b}\u{202b}deep",
                "שלום\u{2069}\u{2069}",
                "CEO\u{202e} fo sdneirF",
                "admin\u{2066} // check\u{2069} \u{2066}",
            ],
        ),
        ("invisible", &[
                "Mi\u{200b}ra",
                "\u{feff}Mira",
                "Mira\u{ad}Example",
                "\u{200d}\u{200d}\u{200d}",
                "\u{2060}\u{2061}\u{2062}\u{2063}",
                "\u{180e}Mira",
                "\u{3164}",
                "\u{115f}\u{1160}",
                "a\u{e0041}\u{e0042}\u{e007f}b",
                "\u{fe00}\u{fe01}x\u{fe0f}",
                "x\u{e0100}\u{e01ef}y",
                "\u{fff9}a\u{fffa}b\u{fffb}",
                "\u{e000}\u{f8ff}\u{f0000}\u{10fffd}",
                "\u{2800}\u{2800}\u{2800}",
                "\u{1d173}\u{1d17a}",
                "\u{fdd0}\u{fffe}\u{ffff}\u{1fffe}",
                "\u{0}nul\u{0}",
                "\u{34f}\u{17b4}\u{17b5}",
            ],
        ),
        ("emoji", &[
                "👨\u{200d}👩\u{200d}👧\u{200d}👦",
                "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
                "👩🏽\u{200d}💻",
                "🇩🇪🇫",
                "1\u{fe0f}\u{20e3}",
                "❤\u{fe0f}\u{200d}🔥",
                "👍🏿👍🏿",
                "\u{1f3fb}",
                "🏳\u{fe0f}\u{200d}⚧\u{fe0f}",
                "🧑🏻\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}🧑🏿",
                "☎\u{fe0e}",
                "🫱🏿\u{200d}🫲🏻",
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
            ],
        ),
        ("width", &[
                "\u{fdfd}",
                "\u{12031}",
                "\u{2a6e}",
                "山田太郎山田太郎山田太郎山田太郎",
                "ｶﾞｷﾞｸﾞ",
                "\u{1100}\u{1161}\u{11a8}",
                "\u{a9}\u{ae}",
                "Ａｌｉｃｅ",
                "\u{2e3b}\u{2e3b}",
                "\u{1f1e6}",
                "กำกำกำ",
                "క్షక్ష",
                "क्षक्षक्ष",
                "꧅꧅",
                "𒐫𒐫",
                "﷽﷽",
                "\u{3000}\u{3000}x",
                "┃━┏┓",
                "█▓▒░",
            ],
        ),
        ("formulas", &[
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\tTab",
                "\r=1",
                "\n=1",
                "|pipe",
                "%0A",
                "＝1+1",
                "＋1",
                "－1",
                "＠x",
                "\u{feff}=1",
                " =1",
                "\"=1\"",
                "'=1",
                ";=1",
                "DDE(\"cmd\")",
            ],
        ),
        ("lines", &[
                "a\nb",
                "a\r\nb",
                "a\rb",
                "a\u{b}b",
                "a\u{c}b",
                "a\u{85}b",
                "a\u{2028}b",
                "a\u{2029}b",
                "END:VCARD\r\nBEGIN:VCARD",
                "x\r\nATTENDEE:mailto:x@example.com",
                "\r\n\r\n\r\n",
                "a\n\n\n\n\n\n\n\nb",
                "BEGIN:VALARM\nACTION:AUDIO",
                "--boundary\n\nContent-Type: x",
                "Subject: x\r\nBcc: y@example.com",
            ],
        ),
        ("addresses", &[
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://www.linkedin.com@evil.example/",
                "https://linkedin.com.evil.example/in/x",
                "-flag",
                "--help",
                "http://127.0.0.1/",
                "https://www.linkedin.com/in/../../etc",
                "https://xn--lnkedin-9db.com/",
                "data:text/html,x",
                "https://evil.example/$(id)",
                "`id`",
                "$(reboot)",
                "; rm -rf ~",
                "|| true",
                "%s%n%x",
                "{{ 7*7 }}",
                "{% include x %}",
                "${HOME}",
                "../../../../etc/passwd",
                "C:\\Windows",
                "\\\\server\\share",
                "ｌｉｎｋｅｄｉｎ.com",
                "lіnkedіn.com",
                "https://www.linkedin.com/in/mira%0D%0Aexample",
                "https://www.linkedin.com/in/mira%1B[31mexample",
                "https://www.linkedin.com/in/mira\u{1B}]0;x\u{7}example",
            ],
        ),
        ("days", &[
                "01 Jan 1969",
                "29 Feb 2027",
                "31 Dec 9999",
                "00 Xxx 0000",
                "19 Jan 2038",
                "1/1/70, 12:00 AM",
                "13/13/26, 25:61 PM",
                "yesterday",
                "-1",
                "9999999999999999999999999999999999999999",
                "2026-03-29T02:30:00",
                "12/31/99, 11:59 PM",
            ],
        ),
        ("honest", &[
                "Łukasz Ødegård",
                "Zoë Núñez y García",
                "D’Angelo O'Neil",
                "Nguyễn Thị Diễm",
                "محمد علي",
                "יִצְחָק שָׁלוֹם",
                "श्रीलक्ष्मी",
                "สุภาพร น้ำผึ้ง",
                "山田 太郎",
                "김민준",
                "Анна Пример",
                "Μίρα Δείγμα",
                "Հայկ",
                "გიორგი",
                "می\u{200c}خواهم",
            ],
        ),
];

fn code_points(ranges: &[(u32, u32)]) -> impl Iterator<Item = char> {
    ranges
        .iter()
        .flat_map(|(from, to)| *from..=*to)
        .filter_map(char::from_u32)
}

/// All of them.
pub(super) fn all() -> Vec<Set> {
    let short = SETS.iter().map(|(name, texts)| Set {
        name,
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        raw: b"",
    });
    let mut sets: Vec<Set> = short.collect();
    let accents = ["a", "Mira", "é", "क", "山"]
        .map(|base| base.to_owned() + &"\u{301}\u{316}\u{20dd}".repeat(200));
    let leading = "\u{301}".repeat(40) + "first";
    sets.push(Set {
        name: "accents",
        texts: accents.into_iter().chain([leading]).collect(),
        raw: b"",
    });
    let long = [
        "x".repeat(20_000),
        "word ".repeat(4_000),
        "山".repeat(9_000),
        "a\n".repeat(3_000),
        "(".repeat(5_000),
        "#".repeat(5_000),
        "😀".repeat(3_000),
    ];
    sets.push(Set {
        name: "long",
        texts: long.into(),
        raw: b"",
    });
    let single = code_points(&[
        (1, 0x20),
        (0x7f, 0xa0),
        (0xad, 0xad),
        (0x300, 0x305),
        (0x600, 0x605),
        (0x1160, 0x1161),
        (0x2000, 0x206f),
        (0xfe00, 0xfe0f),
        (0xfff0, 0xffff),
        (0xe0000, 0xe0010),
    ]);
    sets.push(Set {
        name: "single",
        texts: single.map(|c| format!("a{c}b")).collect(),
        raw: b"",
    });
    let naughty = naughty_strings::BLNS
        .iter()
        .map(|text| (*text).to_owned())
        .filter(|text| !text.trim().is_empty());
    sets.push(Set {
        name: "naughty",
        texts: naughty.collect(),
        raw: b"",
    });
    for (name, raw) in [
        ("overlong", &b"\xc0\x80"[..]),
        ("surrogates", b"\xed\xa0\x80"),
        ("cut", b"\xf0\x9f\x98"),
        ("latin", b"\xfc"),
        ("beyond", b"\xf4\x90\x80\x80"),
        ("alone", b"\x80\x9b31m\xff\xfe"),
    ] {
        sets.push(Set {
            name,
            texts: vec!["¤Mira".to_owned(), "Mi¤ra".to_owned(), "Mira¤".to_owned()],
            raw,
        });
    }
    sets
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

impl Set {
    /// The texts that must be in the store as they came, but for the blanks around them.
    pub(super) fn kept(&self) -> Vec<String> {
        let whole = self
            .texts
            .iter()
            .filter(|_| self.raw.is_empty() && self.name != "days");
        whole.map(|text| text.trim().to_owned()).collect()
    }

    /// An export in a folder.
    pub(super) fn write(&self, folder: &Path) {
        fs::create_dir(folder).unwrap();
        let mut people =
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
        let mut inviters =
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n".to_owned();
        let mut messages = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n".to_owned();
        let mut skills = "Name\n".to_owned();
        let mut positions =
            "Company Name,Title,Description,Location,Started On,Finished On\n".to_owned();
        let mut praise =
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n".to_owned();
        for (at, text) in self.texts.iter().enumerate() {
            let text = quoted(text);
            let is = |name: &str, else_: &str| {
                if self.name == name {
                    text.clone()
                } else {
                    else_.to_owned()
                }
            };
            let url = is("addresses", &format!("https://www.linkedin.com/in/p{at}"));
            let inviter = is("addresses", &format!("https://www.linkedin.com/in/i{at}"));
            let (day, sent, when) = (
                is("days", "02 Nov 2026"),
                is("days", "\"11/20/26, 9:04 AM\""),
                is("days", "2026-11-10 09:14:05 UTC"),
            );
            let mail = format!("p{at}@example.com");
            writeln!(
                people,
                "{text},Person {at},{url},{mail},{text},{text},{day}"
            )
            .unwrap();
            writeln!(inviters, "{text},Robin Example,{sent},{text},INCOMING,{inviter},https://www.linkedin.com/in/robin-example").unwrap();
            writeln!(messages, "c{at},{text},{text},{url},Robin Example,https://www.linkedin.com/in/robin-example,{when},{text},{text},INBOX").unwrap();
            writeln!(skills, "{text}").unwrap();
            writeln!(positions, "{text},{text},{text},{text},Jan 2020,").unwrap();
            writeln!(
                praise,
                "{text},{text},{text},{text},{text},\"11/20/25, 09:04 AM\",VISIBLE"
            )
            .unwrap();
        }
        let own = self
            .texts
            .first()
            .map(|text| quoted(text))
            .unwrap_or_default();
        let profile = format!(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\nRobin,Example,,,,{own},{own},{own},,{own},,,\n"
        );
        for (name, text) in [
            ("Connections.csv", people),
            ("Invitations.csv", inviters),
            ("messages.csv", messages),
            ("Skills.csv", skills),
            ("Positions.csv", positions),
            ("Recommendations_Received.csv", praise),
            ("Profile.csv", profile),
        ] {
            let mut bytes = Vec::new();
            for (at, part) in text.split('¤').enumerate() {
                if at > 0 {
                    bytes.extend_from_slice(self.raw);
                }
                bytes.extend_from_slice(part.as_bytes());
            }
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
}
