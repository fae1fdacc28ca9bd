//! How long a key takes in the search of people, at 30,000 of them.
//!
//! `cargo bench --bench people`

use std::{sync::Arc, time::Instant};

use cordial::domain::{
    book::Book,
    facts::Facts,
    people::{Column, Everyone},
    person::PersonKey,
    records::{Archive, Connection},
};

const COUNT: usize = 30_000;
const FIRST: [&str; 12] = [
    "Mira", "Jon", "Zoë", "Łukasz", "Nguyễn", "Ada", "Robin", "Kim", "Şebnem", "Alex", "Ingrid",
    "Sam",
];
const LAST: [&str; 11] = [
    "Example",
    "Sample",
    "Ångström-Müller",
    "Testcase",
    "Placeholder",
    "Dummy",
    "Proxy",
    "Stub",
    "Fixture, PhD",
    "Mock",
    "Invented",
];
const COMPANIES: [&str; 7] = [
    "Northwind",
    "Acme",
    "Globex",
    "Contoso",
    "Initech",
    "Umbrella",
    "Hooli",
];
const JOBS: [&str; 5] = [
    "Engineer",
    "Talent Acquisition Partner",
    "Head of Product",
    "Nurse",
    "Recruiter",
];

fn pick(from: &[&'static str], n: usize) -> &'static str {
    from.get(n % from.len()).copied().unwrap_or_default()
}

fn book() -> Book {
    let connections = (0..COUNT).filter_map(|n| {
        let (first, last) = (pick(&FIRST, n), pick(&LAST, n / 3));
        Some(Connection {
            key: PersonKey::slug(&format!("{}-{n:05}", first.to_lowercase()))?,
            first: first.into(),
            last: format!("{last} {}", n / 132).into(),
            email: "".into(),
            company: format!("{} {}", pick(&COMPANIES, n / 5), n % 900).into(),
            position: pick(&JOBS, n / 7).into(),
            connected_on: None,
        })
    });
    let mut book = Book::default();
    book.set_facts(Arc::new(Facts::new(Archive {
        connections: connections.collect(),
        kinds: vec!["connections"],
        ..Archive::default()
    })));
    book
}

#[expect(clippy::print_stdout, reason = "it is read by people")]
fn main() {
    let book = book();
    let start = Instant::now();
    let mut everyone = Everyone::new(&book);
    println!("{COUNT} people folded in {:.1?}", start.elapsed());
    for column in [Column::Name, Column::Company, Column::Contact] {
        let start = Instant::now();
        everyone.arrange(&book, column);
        println!("ordered by {} in {:.1?}", column.title(), start.elapsed());
    }
    everyone.arrange(&book, Column::Name);
    let mut times = Vec::new();
    for typed in [
        "mira example 17",
        "angstrom northwind",
        "recruiter acme 2",
        "zxqv",
        "mrxmpl",
        "12",
    ] {
        for (end, _) in typed.char_indices().map(|(at, c)| (at + c.len_utf8(), c)) {
            let part = typed.get(..end).unwrap_or_default();
            let start = Instant::now();
            let found = everyone.find(part).len();
            let took = start.elapsed();
            times.push(took);
            println!("{part:>20}  {found:>6} in {took:.1?}");
        }
    }
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!(
        "median {median:.1?}, worst {:.1?}",
        times.last().copied().unwrap_or_default()
    );
}
