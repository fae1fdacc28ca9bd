//! The person's own files: configuration, rules, checklist, targets, templates.

use cordial::{
    config::{self, Config, place::Fault, targets},
    domain::target::Targets,
    templates::{Library, Values},
};

use super::words;
use crate::engine::{Target, outcome};

/// A fault stands inside of the text, and says it without control characters.
fn judged<T>(text: &str, read: Result<T, Fault>) -> u64 {
    match read {
        Ok(_) => 0,
        Err(fault) => {
            let told = fault.to_string();
            let mut place = told
                .splitn(4, ':')
                .skip(1)
                .map(|n| n.parse::<usize>().unwrap());
            let (line, column) = (place.next().unwrap(), place.next().unwrap());
            assert!(line <= text.lines().count().max(1) + 1, "{told}");
            assert!(
                column <= text.lines().map(str::len).max().unwrap_or(0) + 2,
                "{told}"
            );
            // As it is: a text in quotes would not count.
            outcome(&format_args!(
                "{}",
                told.splitn(4, ':').nth(3).unwrap_or_default()
            ))
        }
    }
}

/// `config.toml`.
pub(crate) const CONFIG: Target = Target::new(
    |input| {
        let text = words(input);
        let loaded = Config::parse("config.toml", &text);
        if let Ok(loaded) = &loaded {
            loaded.config.plan();
            loaded.config.people.columns();
            loaded.config.drafts.program();
        }
        judged(&text, loaded)
    },
    TOML,
);

const TOML: &[&str] = &[
    "[",
    "]",
    "[[",
    "]]",
    " = ",
    "\"",
    "'''",
    "\"\"\"",
    "#",
    "true",
    "inf",
    "1979-05-27",
    "{",
    "interface",
    "keys",
    "views",
    "circles",
    "\"class:recruiter\"",
];

/// `rules.toml` of the person's own.
pub(crate) const RULES: Target = Target::new(
    |input| {
        let text = words(input);
        judged(&text, config::rules::load(Some(("rules.toml", &text))))
    },
    &[
        "[[rule]]",
        "id = ",
        "[numbers]",
        "[words]",
        "[titles]",
        "pattern",
        "(",
        ")",
        "|",
        "*",
        "+",
        "{9999}",
        "\\\\b",
        "^",
        "$",
        "severity = \"stop\"",
        "points = ",
    ],
);

/// `checklist.toml` of the person's own.
pub(crate) const CHECKLIST: Target = Target::new(
    |input| {
        let text = words(input);
        judged(
            &text,
            config::checklist::load(Some(("checklist.toml", &text))),
        )
    },
    &[
        "[[item]]",
        "id = ",
        "rule = ",
        "{ ",
        " }",
        "why = ",
        "link = ",
        "https://",
        "any",
        "text",
        "words",
        "weight = ",
    ],
);

/// Targets as a file: what is read is written so that it reads back the same.
pub(crate) const WANTED: Target = Target::new(
    |input| {
        let text = words(input);
        let changes = targets::read("targets.toml", &text);
        if let Ok(changes) = &changes {
            let kept = Targets::default().with(changes, super::today());
            let written = targets::write(&kept, &[]);
            targets::read("written", &written).unwrap();
        }
        judged(&text, changes)
    },
    &[
        "[company]",
        "[place]",
        "[role]",
        "[industry]",
        " = 5",
        " = 0",
        " = 6",
        "\"\\n\"",
        "''",
    ],
);

/// A template of the person's own: it loads and renders, or is told.
pub(crate) const TEMPLATE: Target = Target::new(
    |input| {
        let text = words(input);
        let (library, faults) = Library::load([("en/own.txt", &*text)]);
        let values = Values::from([("first".to_owned(), "{{ first }}".to_owned())]);
        let drafts = library.list().iter().rev().take(1).map(|template| {
            let draft = library.render(template, &values);
            draft
                .map(|draft| draft.missing.len())
                .map_err(|error| error.to_string())
        });
        let told: Vec<String> = drafts
            .map(|draft| draft.map_or_else(|why| why, |missing| missing.to_string()))
            .chain(faults.iter().map(ToString::to_string))
            .collect();
        outcome(&format_args!("{}", told.join(" ")))
    },
    &[
        "+++",
        "{{ first }}",
        "{% if company %}",
        "{% endif %}",
        "{% for x in first %}",
        "{% endfor %}",
        "{%",
        "%}",
        "|",
        "first * 9",
        "range(9)",
        "loop",
        "id = \"X1\"",
        "limit = 300",
        "use = \"welcome\"",
    ],
);
