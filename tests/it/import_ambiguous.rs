//! Archives that readers disagree about: the fourteen kinds of "My ZIP isn't your ZIP" (USENIX Security
//! 2025), each generated with its variants. One is refused, or what is read of it is not in dispute.

use cordial::import::{ImportError, Report};

mod parts;

use crate::support;
use parts::{
    End, FULL, Head, Item, Parts, end64, field, full, locator, long, short, u32s, u64s,
    unicode_path, zip,
};

/// What everybody should read, and what only some would.
const RUST: &str = "Name\nRust\n";
const COBOL: &str = "Name\nCobol\n";
/// Another file, so that there is something to import beside the one in dispute.
const LANGUAGES: (&str, &str) = ("Languages.csv", "Name,Proficiency\nDutch,\n");
const DESCRIBED: u16 = 8;
const UNIX: u16 = 3 << 8;

/// What should come of an archive.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Should {
    /// Refused, as its readers disagree.
    Refuse,
    /// Read, with these skills.
    Read(&'static [&'static str]),
    /// Refused or read so: the form is odd, the content is not in dispute.
    Either(&'static [&'static str]),
}

use Should::{Either, Read, Refuse};

type Case = (String, Vec<u8>, Should);
type Change = fn(&mut Item);

/// A1: the method of packing, A5: the flag of encryption, in one of the two headers.
fn methods_and_flags(cases: &mut Vec<Case>) {
    let change = |what: fn(&mut Item)| {
        let mut item = Item::deflated("Skills.csv", RUST);
        what(&mut item);
        zip(&[item, Item::new(LANGUAGES.0, LANGUAGES.1)])
    };
    let changes: [(&str, Change); 5] = [
        ("A1 stored, says the local header", |item| {
            (item.local.method, item.local.packed) = (0, item.local.size);
        }),
        ("A1 stored, says the directory", |item| {
            (item.record.method, item.record.packed) = (0, item.record.size);
        }),
        ("A5 encrypted, says the local header", |item| {
            item.local.flags |= 1;
        }),
        ("A5 encrypted, says the directory", |item| {
            item.record.flags |= 1;
        }),
        ("A5 encrypted, say both", |item| {
            item.local.flags |= 1;
            item.record.flags |= 1;
        }),
    ];
    for (name, what) in changes {
        cases.push((name.to_owned(), change(what), Refuse));
    }
}

/// A2: sizes in the headers, in the descriptor and in zip64 fields, each right or 0: 4,608 ways.
fn sizes(cases: &mut Vec<Case>) {
    let wide = |head: &mut Head, which: u32| {
        let mut data = Vec::new();
        for (bit, size) in [(2, &mut head.size), (1, &mut head.packed)] {
            if which & bit != 0 {
                data.extend(u64::from(*size).to_le_bytes());
                *size = FULL;
            }
        }
        if which != 0 {
            head.extra.extend(field(1, &data));
        }
    };
    for ways in 0..32_u32 * 9 * 16 {
        let (zeros, rest) = (ways % 32, ways / 32);
        let (described, wides) = (rest % 9, rest / 9);
        let mut item = match zeros & 1 {
            0 => Item::new("Skills.csv", RUST),
            _ => Item::deflated("Skills.csv", RUST),
        };
        let is_described = described < 8;
        if is_described {
            item = item.both(|head| head.flags |= DESCRIBED);
            let keep = |bit: u32, size: u32| if described & bit != 0 { 0 } else { size };
            let sizes = [keep(1, item.record.packed), keep(2, item.record.size)];
            item.descriptor = [b"PK\x07\x08".to_vec(), u32s(&[item.record.crc])].concat();
            item.descriptor.extend(if described & 4 != 0 {
                u64s(&sizes.map(|size| size as usize))
            } else {
                u32s(&sizes)
            });
        }
        let (local, record) = (&mut item.local, &mut item.record);
        let sizes = [
            &mut local.packed,
            &mut local.size,
            &mut record.packed,
            &mut record.size,
        ];
        for (bit, size) in [2, 4, 8, 16].into_iter().zip(sizes) {
            if zeros & bit != 0 {
                *size = 0;
            }
        }
        wide(&mut item.local, wides % 4);
        wide(&mut item.record, wides / 4);
        let honest = zeros & 0b11000 == 0
            && (zeros & 0b110 == 0 || is_described)
            && (!is_described || described % 4 == 0);
        let should = match (honest, wides) {
            (true, 0) => Read(&["Rust"]),
            (true, _) => Either(&["Rust"]),
            (false, _) => Refuse,
        };
        let bytes = zip(&[item, Item::new(LANGUAGES.0, LANGUAGES.1)]);
        cases.push((
            format!("A2 {zeros:05b} {described} {wides:04b}"),
            bytes,
            should,
        ));
    }
    let twice = Item::new("Skills.csv", RUST).both(|head| {
        let size = head.size as usize;
        head.extra = [field(1, &u64s(&[size, size])), field(1, &u64s(&[0, 0]))].concat();
        (head.size, head.packed) = (FULL, FULL);
    });
    cases.push(("A2 two zip64 fields".to_owned(), zip(&[twice]), Refuse));
    all_numbers(cases);
}

/// A2: some writers name all numbers, needed or not; then they must be right, each of them. The number
/// of the disk may follow.
fn all_numbers(cases: &mut Vec<Case>) {
    for (wrong, needed) in [None, Some(0), Some(1), Some(2)]
        .into_iter()
        .flat_map(|wrong| [(wrong, false), (wrong, true)])
    {
        let mut item = Item::new("Skills.csv", RUST);
        let size = item.record.size as usize;
        let mut numbers = [size, size, 0];
        if let Some(number) = wrong.and_then(|at| numbers.get_mut(at)) {
            *number += 1;
        }
        item.record.extra = field(1, &u64s(&numbers));
        if needed {
            item.record.size = FULL;
        }
        let should = match wrong {
            None => Read(&["Rust"]),
            Some(_) => Refuse,
        };
        let case = format!("A2 all numbers, the size needed: {needed}, wrong: {wrong:?}");
        cases.push((case, zip(&[item]), should));
    }
    let mut item = Item::new("Skills.csv", RUST);
    item.elsewhere = Some(FULL);
    item.record.extra = field(1, &[u64s(&[0]), u32s(&[0])].concat());
    let case = "A2 the offset alone, and the disk".to_owned();
    cases.push((case, zip(&[item]), Read(&["Rust"])));
}

/// A3: a name in each header, and further ones in extra fields.
fn names(cases: &mut Vec<Case>) {
    let skills = || Item::new("Skills.csv", RUST);
    let mut push = |name: &str, item: Item| {
        let bytes = zip(&[item, Item::new(LANGUAGES.0, LANGUAGES.1)]);
        cases.push((format!("A3 {name}"), bytes, Refuse));
    };
    let mut other = skills();
    other.local.name = b"Letter.csv".to_vec();
    push("local name", other);
    let path = |version, of: &'static [u8], name| unicode_path(version, of, name);
    for (version, of) in [
        (1, &b"Skills.csv"[..]),
        (0, b"Skills.csv"),
        (2, b"Skills.csv"),
        (1, b""),
    ] {
        let field = path(version, of, "Letter.csv");
        let with = |item: Item| item.both(|head| head.extra.clone_from(&field));
        push("unicode path", with(skills()));
        push(
            "unicode path and flag",
            with(skills().both(|head| head.flags |= 0x800)),
        );
        let mut one = skills();
        one.local.extra.clone_from(&field);
        push("unicode path, local only", one);
        let mut one = skills();
        one.record.extra.clone_from(&field);
        push("unicode path, directory only", one);
        let right = path(1, b"Skills.csv", "Skills.csv");
        let two = [right, field].concat();
        push(
            "two unicode paths",
            skills().both(|head| head.extra.clone_from(&two)),
        );
        // A file of another name that becomes ours.
        let ours = path(version, b"Letter.csv", "Skills.csv");
        let letter = Item::new("Letter.csv", COBOL).both(|head| head.extra.clone_from(&ours));
        push("unicode path of ours", letter);
    }
}

/// A4: what is a folder, by its name or by its attributes.
fn folders(cases: &mut Vec<Case>) {
    let mut push = |name: &str, item: Item, should| {
        let bytes = zip(&[item, Item::new(LANGUAGES.0, LANGUAGES.1)]);
        cases.push((format!("A4 {name}"), bytes, should));
    };
    push("slash", Item::new("Skills.csv/", RUST), Refuse);
    push("backslash", Item::new("Skills.csv\\", RUST), Either(&[]));
    push("slash, empty", Item::new("Skills.csv/", ""), Either(&[]));
    for made_by in [0, UNIX, 19 << 8] {
        for attributes in [0x10, 0x4000 << 16] {
            let mut item = Item::new("Skills.csv", RUST);
            (item.made_by, item.attributes) = (20 + made_by, attributes);
            push("attributes", item, Refuse);
        }
    }
}

/// B1 to B4: one name twice, bytes that systems do not allow in names, paths that lead to the same place
/// when they are unpacked, and cases.
fn paths(cases: &mut Vec<Case>) {
    let two = |first: &[u8], second: &[u8]| {
        let (first, second) = (
            Item::of(first, RUST.as_bytes()),
            Item::of(second, COBOL.as_bytes()),
        );
        zip(&[first, second, Item::new(LANGUAGES.0, LANGUAGES.1)])
    };
    let mut push = |name: String, bytes, should| cases.push((name, bytes, should));
    push("B1".to_owned(), two(b"Skills.csv", b"Skills.csv"), Refuse);
    push("B4".to_owned(), two(b"Skills.csv", b"skills.CSV"), Refuse);
    for byte in
        (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphanumeric() && !b"/\\_ ".contains(byte))
    {
        for made_by in [20, 20 + UNIX] {
            let mut item = Item::of(
                &[b"Skil", &[byte][..], b"ls.csv"].concat(),
                COBOL.as_bytes(),
            );
            item.made_by = made_by;
            let bytes = zip(&[item, Item::new(LANGUAGES.0, LANGUAGES.1)]);
            let should = if byte == 0 { Refuse } else { Either(&[]) };
            push(format!("B2 {byte:02x}"), bytes, should);
        }
    }
    for path in [
        "/a/Skills.csv",
        "a//Skills.csv",
        "a\\Skills.csv",
        "./a/Skills.csv",
        "a/./Skills.csv",
        "a/Skills.csv/.",
        "../a/Skills.csv",
        "c/../a/Skills.csv",
        "A\\..\\a\\skills.csv",
        "/a\\./Skills.csv",
        "a/Ski\u{1}lls.csv",
    ] {
        let plain = "a/Skills.csv".as_bytes();
        push(
            format!("B3 {path} second"),
            two(plain, path.as_bytes()),
            Refuse,
        );
        push(
            format!("B3 {path} first"),
            two(path.as_bytes(), plain),
            Refuse,
        );
    }
}

/// C1: files that the directory does not name, and lists that go out of step.
fn streams(cases: &mut Vec<Case>) {
    let (skills, letter) = (
        Item::new("Skills.csv", RUST),
        Item::new("Letter.csv", COBOL),
    );
    let languages = Item::new(LANGUAGES.0, LANGUAGES.1);
    let mut push = |name: &str, bytes, should| cases.push((format!("C1 {name}"), bytes, should));
    let mut unlisted = Parts::behind(0, &[languages.clone(), skills.clone()]);
    let size = languages.record(0).len();
    unlisted.records.truncate(size);
    (unlisted.end.here, unlisted.end.count, unlisted.end.size) = (1, 1, long(size));
    push("not in the directory", unlisted.bytes(), Refuse);
    // A directory and an end between the files, as if the archive ended there.
    let early = Parts::behind(0, std::slice::from_ref(&skills));
    let mut first = skills.clone();
    first.descriptor = [&early.records[..], &early.end.bytes()].concat();
    push(
        "an early end",
        zip(&[first, Item::new("Languages.csv", LANGUAGES.1)]),
        Either(&["Rust"]),
    );
    // Of nothing, nothing is left to say; but what says it must be whole, with its signature or without.
    let described = |descriptor: &[u8]| {
        let mut nothing = Item::of(b"Letter.csv", b"").both(|head| head.flags = DESCRIBED);
        nothing.descriptor = descriptor.to_vec();
        zip(&[skills.clone(), nothing])
    };
    for (signature, should) in [
        (&b"PK\x07\x08"[..], Read(&["Rust"])),
        (b"", Read(&["Rust"])),
        (b"PK\x07\x09", Refuse),
    ] {
        let whole = [signature, &[0; 12]].concat();
        push("a whole descriptor", described(&whole), should);
        for length in 0..whole.len() {
            push("half a descriptor", described(&whole[..length]), Refuse);
        }
    }
    // A file that lies in the comment of a record, and one in the comment at the end.
    let parts = Parts::behind(0, &[skills.clone(), languages.clone()]);
    let mut hidden = languages.clone();
    hidden.comment = Item::new("Skills.csv", COBOL).local();
    hidden.elsewhere = Some(long(skills.local().len()));
    push(
        "a file in a comment, unlisted",
        zip(&[skills.clone(), hidden]),
        Either(&["Rust"]),
    );
    let mut listed = letter.clone();
    listed.elsewhere = Some(long(parts.files.len() + skills.record(0).len() + 4));
    push(
        "a file in the directory",
        zip(&[skills.clone(), languages.clone(), listed]),
        Refuse,
    );
    let mut parts = Parts::behind(0, &[skills, languages, letter]);
    parts.end.comment = Item::new("Skills.csv", COBOL).local();
    push(
        "a file in the last comment, unlisted",
        parts.bytes(),
        Either(&["Rust"]),
    );
}

/// C1, too: an archive in a file of another one, and two places for a data descriptor.
fn archives_in_files(cases: &mut Vec<Case>) {
    let skills = Item::new("Skills.csv", RUST);
    let languages = Item::new(LANGUAGES.0, LANGUAGES.1);
    let mut push = |name: &str, bytes, should| cases.push((format!("C1 {name}"), bytes, should));
    // The directory of the archive in a stored file stands in the last comment.
    let inner = Item::new("Skills.csv", COBOL);
    let junk = Item::of(b"Letter.csv", &inner.local());
    let mut outer = Parts::behind(0, &[junk.clone(), skills.clone(), languages]);
    let mut pointing = inner.clone();
    pointing.elsewhere = Some(long(junk.local().len() - inner.local().len()));
    let record = pointing.record(0);
    let at = outer.bytes().len();
    outer.end.comment = [&record[..], &End::of(1, record.len(), at).bytes()].concat();
    push("a directory in the comment", outer.bytes(), Refuse);
    let overlapping = [pointing, junk, skills];
    let parts = Parts::behind(0, &overlapping[1..]);
    let mut listed = overlapping[0].record(0);
    listed.extend(&parts.records);
    let mut all = parts.clone();
    all.end = End::of(3, listed.len(), parts.files.len());
    all.records = listed;
    push("a file in a file", all.bytes(), Refuse);
    // Empty, if packed; what is behind it is not, if the descriptor is looked for.
    for method in [0, 8] {
        let body: &[u8] = if method == 8 { &[3, 0] } else { &[] };
        let mut junk = Item::of(b"Letter.csv", b"");
        let behind = Item::new("Skills.csv", COBOL).local();
        let described = [b"PK\x07\x08", &[0; 12][..]].concat();
        junk.data = [body, &described, &behind].concat();
        let crc = rawzip::crc32(&junk.data);
        junk.descriptor = [
            b"PK\x07\x08".to_vec(),
            u32s(&[crc, long(junk.data.len()), long(junk.data.len())]),
        ]
        .concat();
        junk = junk.both(|head| (head.flags, head.method) = (DESCRIBED, method));
        (junk.local.crc, junk.local.packed, junk.local.size) = (0, 0, 0);
        let len = long(junk.data.len());
        (
            junk.record.method,
            junk.record.crc,
            junk.record.packed,
            junk.record.size,
        ) = (0, crc, len, len);
        let should = if method == 0 {
            Either(&["Rust"])
        } else {
            Refuse
        };
        push(
            "the place of the descriptor",
            zip(&[junk, Item::new("Skills.csv", RUST)]),
            should,
        );
    }
}

/// C2: three ends, C3: counts and sizes of the directory.
fn ends(cases: &mut Vec<Case>) {
    let one = |front: usize, text| {
        let mut parts = Parts::behind(front, &[Item::new("Skills.csv", text)]);
        parts.end.comment = vec![0];
        parts
    };
    let length = one(0, RUST).bytes().len();
    for change in -1..=1 {
        let parts = [
            one(0, RUST),
            one(length, COBOL),
            one(2 * length, "Name\nPerl\n"),
        ];
        let lengths = [2 * length + 1, length + 1, 1];
        let mut bytes = Vec::new();
        for (place, (mut parts, own)) in parts.into_iter().zip(lengths).enumerate() {
            let by = if place == 1 { 0 } else { change };
            parts.end.comment_length = short(own).checked_add_signed(by);
            bytes.extend(parts.bytes());
        }
        cases.push((format!("C2 {change}"), bytes, Refuse));
    }
    let two = [
        Item::new("Skills.csv", RUST),
        Item::new(LANGUAGES.0, LANGUAGES.1),
    ];
    let size = two[0].record(0).len();
    for ways in 1..8_u16 {
        let mut parts = Parts::behind(0, &two);
        parts.end.here -= ways & 1;
        parts.end.count -= ways >> 1 & 1;
        if ways & 4 != 0 {
            parts.end.size = long(size);
        }
        cases.push((format!("C3 {ways:03b}"), parts.bytes(), Refuse));
        // C5: the same in zip64 records.
        let (here, count) = (2 - usize::from(ways & 1), 2 - usize::from(ways >> 1 & 1));
        let said = if ways & 4 != 0 {
            size
        } else {
            parts.records.len()
        };
        let end = end64(here, count, said, parts.files.len(), b"");
        let bytes = parts.bytes64(&end, &full());
        cases.push((format!("C5 count {ways:03b}"), bytes, Refuse));
    }
    let empty =
        |number: usize| Item::new(&format!("{:x}/{:x}.txt", number / 256, number % 256), "");
    let many: Vec<Item> = (0..65_536).map(empty).chain(two).collect();
    let mut parts = Parts {
        end: End::default(),
        ..Parts::default()
    };
    for item in &many {
        parts.records.extend(item.record(parts.files.len()));
        parts.files.extend(item.local());
    }
    parts.end = End::of(2, parts.records.len(), parts.files.len());
    cases.push(("C3 modulo 65,536".to_owned(), parts.bytes(), Refuse));
}

/// C4: a directory where the end says, another one in front of the end. C5: the same by zip64, and one
/// zip64 record in another.
fn directories(cases: &mut Vec<Case>) {
    let (rust, cobol) = (
        Item::new("Skills.csv", RUST),
        Item::new("Skills.csv", COBOL),
    );
    let first = Parts::behind(0, std::slice::from_ref(&rust));
    let front = first.files.len() + first.records.len();
    let second = Parts::behind(front, std::slice::from_ref(&cobol));
    let all = [
        &first.files[..],
        &first.records,
        &second.files,
        &second.records,
    ]
    .concat();
    // Both ends have the size of either directory; the offsets tell them apart.
    for offset in [first.end.offset, second.end.offset - 1] {
        let end = End {
            offset,
            ..second.end.clone()
        };
        cases.push(("C4".to_owned(), [&all[..], &end.bytes()].concat(), Refuse));
        let wide = end64(1, 1, end.size as usize, offset as usize, b"");
        for at in [all.len(), front] {
            let bytes = [&all[..], &wide, &locator(at), &full().bytes()].concat();
            cases.push(("C5 offset".to_owned(), bytes, Refuse));
        }
    }
    // Behind the numbers there is room for what is not known yet.
    let own = end64(1, 1, first.records.len(), first.files.len(), b"room");
    let bytes = first.bytes64(&own, &full());
    cases.push(("C5 a longer record".to_owned(), bytes, Read(&["Rust"])));
    // The record that the locator names, and one that a search finds first.
    let mut parts = Parts::behind(0, std::slice::from_ref(&rust));
    let own = end64(1, 1, parts.records.len(), parts.files.len(), b"");
    let hiding = end64(1, 1, second.records.len(), second.end.offset as usize, &own);
    let bytes = parts.bytes64(&hiding, &full());
    cases.push(("C5 one record in another".to_owned(), bytes, Refuse));
    let at = parts.files.len() + parts.records.len() + hiding.len() - own.len();
    parts.records.extend(&hiding);
    let bytes = [
        &parts.files[..],
        &parts.records,
        &locator(at),
        &full().bytes(),
    ]
    .concat();
    cases.push(("C5 the inner record".to_owned(), bytes, Refuse));
}

/// C5: an archive in the comment of the last record, which ends in zip64 records; what those in front
/// of the end are for depends on what the end leaves to them.
fn archives_in_comments(cases: &mut Vec<Case>) {
    let (rust, cobol) = (
        Item::new("Skills.csv", RUST),
        Item::new("Skills.csv", COBOL),
    );
    for ways in 0..64_u16 {
        let more = ways & 32 != 0;
        let language = || Item::new(LANGUAGES.0, LANGUAGES.1);
        let items = |item: &Item, two: bool| {
            let mut items = vec![item.clone()];
            items.extend(two.then(language));
            items
        };
        let mut inner = items(&rust, !more);
        let bare = Parts::behind(0, &inner);
        let other = Parts::behind(bare.files.len() + bare.records.len(), &items(&cobol, more));
        let at = bare.files.len() + bare.records.len() + other.files.len() + other.records.len();
        let count = usize::from(other.end.count);
        let wide = end64(
            count,
            count,
            other.records.len(),
            other.end.offset as usize,
            b"",
        );
        let mut comment = [&other.files[..], &other.records, &wide, &locator(at)].concat();
        comment.extend((ways & 16 != 0).then_some(0));
        inner.last_mut().unwrap().comment = comment;
        let mut parts = Parts::behind(0, &inner);
        if ways & 1 != 0 {
            parts.end.disk = u16::MAX;
        }
        if ways & 2 != 0 {
            (parts.end.here, parts.end.count) = (u16::MAX, u16::MAX);
        }
        if ways & 4 != 0 {
            parts.end.size = FULL;
        }
        if ways & 8 != 0 {
            parts.end.offset = FULL;
        }
        // A locator that is not where it must be is the text of a comment, if nothing needs it.
        let is_text = ways & 16 != 0 && ways % 16 == 0;
        let should = if is_text { Either(&["Rust"]) } else { Refuse };
        cases.push((format!("C5 {ways:06b}"), parts.bytes(), should));
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    methods_and_flags(&mut cases);
    sizes(&mut cases);
    names(&mut cases);
    folders(&mut cases);
    paths(&mut cases);
    streams(&mut cases);
    archives_in_files(&mut cases);
    ends(&mut cases);
    directories(&mut cases);
    archives_in_comments(&mut cases);
    cases
}

fn skills(bytes: &[u8]) -> Result<(Report, Vec<String>), ImportError> {
    let (report, kept) = support::read_bytes("archive.zip", bytes)?;
    let skills = kept.interpret().0.profile.skills;
    Ok((report, skills.iter().map(ToString::to_string).collect()))
}

/// Every archive, and what became of it.
#[test]
fn what_readers_disagree_about_is_refused_or_read_as_all_read_it() {
    let cases = cases();
    let mut wrong = Vec::new();
    for (name, bytes, should) in &cases {
        let found = skills(bytes);
        let right = match (&found, should) {
            (Err(error), Refuse | Either(_)) => error.hint().is_some(),
            (Ok((_, skills)), Read(expected) | Either(expected)) => skills == expected,
            _ => false,
        };
        if !right {
            wrong.push(format!("{name} {should:?}: {found:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
