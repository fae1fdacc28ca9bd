//! The audit as a page to keep or to show to somebody: Markdown or HTML.
//!
//! The page is made of blocks; each form writes the same blocks. Texts of the archive are escaped,
//! so that none can become a link, a tag or a heading.

mod escape;

use std::fmt::Write as _;

use crate::domain::checklist::{Audit, Evidence, Item, State, Threshold};

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// A page of HTML that needs nothing else.
    Html,
}

impl Form {
    /// The form that a file name asks for by its ending: `.md`, `.markdown`, `.html`, `.htm`.
    pub fn of_file(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

/// Writes the report. Private facts (reasons, addresses, what work is wanted, who recommended) are
/// in it only with `private`.
pub fn report(audit: &Audit, form: Form, private: bool) -> String {
    let blocks = blocks(audit, private);
    match form {
        Form::Markdown => markdown(&blocks),
        Form::Html => html(&blocks),
    }
}

enum Block {
    Title(u8, String),
    Text(String),
    List(Vec<String>),
    /// Address and words.
    Link(String, String),
}

fn blocks(audit: &Audit, private: bool) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(1, "Profile audit".to_owned()),
        Block::Text(summary(audit)),
    ];
    blocks.push(Block::Title(2, "Gaps".to_owned()));
    let gaps = audit.gaps();
    if gaps.is_empty() {
        blocks.push(Block::Text("None.".to_owned()));
    }
    for item in gaps {
        gap(item, private, &mut blocks);
    }
    let word = audit.needs_your_word();
    if !word.is_empty() {
        let verb = if word.len() == 1 {
            "item needs"
        } else {
            "items need"
        };
        blocks.push(Block::Title(2, format!("{} {verb} your word", word.len())));
        blocks.push(Block::List(
            word.iter().map(|item| line(item, private)).collect(),
        ));
    }
    for (title, states) in [
        ("In place", &[State::Full][..]),
        (
            "Counted neither way",
            &[State::NotApplicable, State::Unanswerable][..],
        ),
    ] {
        let items = audit
            .items
            .iter()
            .filter(|item| states.contains(&item.state));
        let lines: Vec<String> = items.map(|item| line(item, private)).collect();
        if !lines.is_empty() {
            blocks.push(Block::Title(2, title.to_owned()));
            blocks.push(Block::List(lines));
        }
    }
    stars(audit, &mut blocks);
    connections(audit, &mut blocks);
    if private {
        lens(audit, &mut blocks);
    }
    blocks
}

fn summary(audit: &Audit) -> String {
    let score = match (audit.score, &audit.level) {
        (Some(score), Some(level)) => format!(
            "{score} of 100 ({level}): {} of {} points that can be answered.",
            audit.got, audit.answerable
        ),
        (Some(score), None) => format!(
            "{score} of 100: {} of {} points that can be answered.",
            audit.got, audit.answerable
        ),
        (None, _) => "Nothing can be answered yet.".to_owned(),
    };
    let age = match (audit.archive.or(audit.newest), audit.archive_age()) {
        (Some(day), Some(age)) => format!(" The archive is of {day}, {age} days old."),
        _ => " The day of the archive is not known.".to_owned(),
    };
    format!("Audit of {}. {score}{age}", audit.today)
}

fn gap(item: &Item, private: bool, blocks: &mut Vec<Block>) {
    let title = format!("{}: {} of {}", item.title, item.points, item.weight);
    blocks.push(Block::Title(3, title));
    let evidence = shown(item, private).map(evidence_line).collect::<Vec<_>>();
    if !evidence.is_empty() {
        blocks.push(Block::List(evidence));
    }
    let text = [&item.why, &item.fix].map(|text| text.trim()).join(" ");
    if !text.trim().is_empty() {
        blocks.push(Block::Text(format!("Why and what next: {text}")));
    }
    if let Some(link) = &item.link {
        let words = format!("{} (seen {})", link.path, link.as_of);
        blocks.push(Block::Link(link.url.clone(), words));
    }
}

fn shown(item: &Item, private: bool) -> impl Iterator<Item = &Evidence> {
    item.evidence
        .iter()
        .filter(move |evidence| private || !evidence.private)
}

fn line(item: &Item, private: bool) -> String {
    let mut text = item.title.to_string();
    if item.state.counts() {
        let _ = write!(text, " ({} of {})", item.points, item.weight);
    }
    let evidence: Vec<String> = shown(item, private).map(evidence_line).collect();
    if !evidence.is_empty() {
        let _ = write!(text, ": {}", evidence.join("; "));
    }
    text
}

fn evidence_line(evidence: &Evidence) -> String {
    match (evidence.source, evidence.archive) {
        (Some(source), Some(day)) => format!("{} [{source}, {day}]", evidence.text),
        (Some(source), None) => format!("{} [{source}]", evidence.text),
        (None, _) => evidence.text.clone(),
    }
}

fn stars(audit: &Audit, blocks: &mut Vec<Block>) {
    if audit.all_star.is_empty() {
        return;
    }
    let (met, all) = (audit.stars_met(), audit.all_star.len());
    blocks.push(Block::Title(
        2,
        format!("LinkedIn's old All-Star rule: {met} of {all}"),
    ));
    let lines = audit.all_star.iter().map(|star| {
        let word = match star.met {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not known",
        };
        format!("{}: {word}", star.title)
    });
    blocks.push(Block::List(lines.collect()));
}

fn connections(audit: &Audit, blocks: &mut Vec<Block>) {
    let Some(growth) = &audit.connections else {
        return;
    };
    blocks.push(Block::Title(2, format!("Connections: {}", growth.now)));
    let mut lines: Vec<String> = growth
        .points
        .iter()
        .map(|(day, count)| format!("{day}: {count}"))
        .collect();
    lines.extend(
        growth
            .in_thirty_days
            .map(|pace| format!("{pace} more in thirty days")),
    );
    lines.extend(
        growth
            .thresholds
            .iter()
            .map(|Threshold { at, missing, about }| match (missing, about) {
                (0, _) => format!("{at}: reached"),
                (missing, None) => format!("{at}: {missing} to go"),
                (missing, Some(day)) => format!("{at}: {missing} to go, at this pace about {day}"),
            }),
    );
    blocks.push(Block::List(lines));
}

fn lens(audit: &Audit, blocks: &mut Vec<Block>) {
    let missing: Vec<String> = audit
        .lens
        .missing()
        .take(20)
        .map(|word| {
            let from: Vec<&str> = word.from.iter().map(|from| from.words()).collect();
            let titles = if word.titles == 1 { "title" } else { "titles" };
            format!(
                "{} (in {} {titles}: {})",
                word.word,
                word.titles,
                from.join(", ")
            )
        })
        .collect();
    if !missing.is_empty() {
        let title = "Words of the wanted job that stand nowhere in headline, About and skills";
        blocks.push(Block::Title(2, title.to_owned()));
        blocks.push(Block::List(missing));
    }
}

fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = match block {
            Block::Title(level, text) => {
                let marks = "#".repeat(usize::from(*level));
                writeln!(out, "{marks} {}", escape::markdown(text))
            }
            Block::Text(text) => writeln!(out, "{}", escape::markdown(text)),
            Block::List(lines) => lines
                .iter()
                .try_for_each(|line| writeln!(out, "- {}", escape::markdown(line))),
            Block::Link(url, words) => {
                writeln!(
                    out,
                    "[{}](<{}>)",
                    escape::markdown(words),
                    escape::address(url)
                )
            }
        };
    }
    out
}

fn html(blocks: &[Block]) -> String {
    let mut out = String::from(concat!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta name=\"viewport\" content=\"width=device-width\">\n",
        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Profile audit</title>\n",
        "<style>body{font:1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}",
        "</style>\n</head>\n<body>\n"
    ));
    for block in blocks {
        let _ = match block {
            Block::Title(level, text) => {
                writeln!(out, "<h{level}>{}</h{level}>", escape::html(text))
            }
            Block::Text(text) => writeln!(out, "<p>{}</p>", escape::html(text)),
            Block::List(lines) => {
                out.push_str("<ul>\n");
                let _ = lines
                    .iter()
                    .try_for_each(|line| writeln!(out, "<li>{}</li>", escape::html(line)));
                writeln!(out, "</ul>")
            }
            Block::Link(url, words) => {
                let url = escape::html(&escape::address(url));
                writeln!(out, "<p><a href=\"{url}\">{}</a></p>", escape::html(words))
            }
        };
    }
    out.push_str("</body>\n</html>\n");
    out
}
