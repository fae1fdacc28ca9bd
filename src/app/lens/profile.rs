//! The audit in words that are fit to be shown: checks, texts, words, the seven parts, history.

use crate::{
    app::pane::{
        self,
        block::Block,
        profile::{Audit, AuditItem, Sheet, State},
    },
    domain::{
        book::Book,
        checklist::{
            self, Checklist, Field, Held, Item, LensWord, Passage, Reading, StarRow, read, reminder,
        },
        day::Day,
    },
    safe,
    text::{Link, Safe, link::ARCHIVE_PAGE},
};

/// What an audit is shown from.
struct Shown<'a> {
    book: &'a Book,
    list: &'a Checklist,
    audit: &'a checklist::Audit,
    held: Held,
    today: Day,
}

/// The audit for the pane. `remind`: days after the newest archive until a new one is proposed.
pub(super) fn audit(book: &Book, list: &Checklist, audit: &checklist::Audit, remind: u32) -> Audit {
    let shown = Shown {
        book,
        list,
        audit,
        held: book.held(),
        today: audit.today,
    };
    let gaps = audit.gaps();
    let asked = audit.needs_your_word();
    let is = |list: &[&Item], item: &Item| list.iter().any(|other| other.id == item.id);
    let others = audit.items.iter().filter(|item| !is(&gaps, item));
    let (asks, rest): (Vec<&Item>, Vec<&Item>) = others.partition(|item| is(&asked, item));
    let items = gaps.iter().copied().chain(asks).chain(rest);
    let items = items.map(|item| shown.item(item));
    // Never a bare number: the level stands with the parts of the score.
    let parts = format!("{} of {} points", audit.got, audit.answerable);
    let level = Safe::line(audit.level.as_deref().unwrap_or("not known"));
    let passages = Passage::all(book.facts().profile());
    Audit {
        score: audit.score.map(u32::from),
        level: match audit.score {
            Some(_) => safe!("{}, {}", level, Safe::line(&parts)),
            None if audit.answerable.0 == 0 => Safe::own("nothing can be scored yet"),
            // As short as the panes are narrow.
            None => safe!(
                "{} of {} points known",
                Safe::line(&audit.answerable.to_string()),
                Safe::line(&audit.possible.to_string())
            ),
        },
        items: look_again(audit, remind).into_iter().chain(items).collect(),
        texts: passages
            .iter()
            .map(|passage| shown.sheet(passage))
            .collect(),
        words: audit.lens.words.iter().map(word).collect(),
        stars: shown.stars(),
    }
}

/// The line that proposes a new archive, as a row among the checks.
fn look_again(audit: &checklist::Audit, remind: u32) -> Option<AuditItem> {
    let again = reminder(remind, audit.newest, audit.today).filter(|again| again.ready)?;
    let age = (audit.today - again.looked).num_days();
    Some(AuditItem {
        id: Safe::own("look-again"),
        title: Safe::own("Ask for a new archive"),
        state: State::Remark,
        evidence: safe!("the newest one is {} days old", age),
        why: Safe::own("The audit can only see what the newest archive holds."),
        fix: Safe::own(
            "On LinkedIn: Settings & Privacy → Data privacy → Get a copy of your data. It comes \
             within a day, and its link works for 72 hours.",
        ),
        link: Link::linkedin(ARCHIVE_PAGE).ok(),
        ..AuditItem::default()
    })
}

impl Shown<'_> {
    fn item(&self, item: &Item) -> AuditItem {
        let evidence: Vec<Safe> = item.evidence.iter().map(|e| Safe::line(&e.text)).collect();
        let menu = item.link.as_ref().map(|link| Safe::line(&link.path));
        let fix = Safe::line(&item.fix);
        AuditItem {
            id: Safe::line(&item.id),
            title: Safe::line(&item.title),
            weight: item.weight,
            points: (item.points.0 + 50) / 100,
            state: match item.state {
                checklist::State::Full => State::Full,
                checklist::State::Part => State::Part,
                checklist::State::Missing => State::Missing,
                checklist::State::AskYou | checklist::State::Unanswerable => State::AskYou,
                checklist::State::NotApplicable => State::NotApplicable,
            },
            evidence: Safe::join(&evidence, "; "),
            why: Safe::line(&item.why),
            fix: match menu {
                Some(menu) => safe!("{} ({})", fix, menu),
                None => fix,
            },
            link: item
                .link
                .as_ref()
                .and_then(|link| Link::linkedin(&link.url).ok()),
            blocks: self.item_blocks(item),
            passage: self.passages(&item.id).into_iter().next(),
        }
    }

    /// The texts that an item is about. Of positions, only today's.
    fn passages(&self, item: &str) -> Vec<Passage> {
        let profile = self.book.facts().profile();
        let today = |passage: &Passage| match passage {
            Passage::Description { title, company } => profile
                .positions
                .iter()
                .any(|p| p.current && *p.title == **title && *p.company == **company),
            _ => true,
        };
        let all = Passage::all(profile).into_iter();
        all.filter(|passage| passage.items().contains(&item) && today(passage))
            .collect()
    }

    fn item_blocks(&self, item: &Item) -> Vec<Block> {
        let mut blocks = vec![];
        if !item.evidence.is_empty() {
            blocks.push(Block::Heading(
                Safe::own("Seen in the archive"),
                Safe::EMPTY,
            ));
        }
        for evidence in &item.evidence {
            let text = Safe::line(&evidence.text);
            blocks.push(match (evidence.source, evidence.archive) {
                (Some(source), Some(day)) => Block::Words(safe!(
                    "{} ({}, {})",
                    text,
                    Safe::own(source.file()),
                    pane::short_day(day, self.today)
                )),
                (Some(source), None) => {
                    Block::Words(safe!("{} ({})", text, Safe::own(source.file())))
                }
                (None, _) => Block::Words(text),
            });
        }
        for passage in self.passages(&item.id) {
            // What to look at stands in the evidence already.
            let text = self.text_blocks(&passage).into_iter();
            blocks.extend(text.filter(|block| !matches!(block, Block::Hint(_))));
        }
        let missing = self.audit.lens.missing_for(&item.id);
        if !missing.is_empty() {
            let words = missing.iter().take(12).map(|word| Safe::line(&word.word));
            let words: Vec<Safe> = words.collect();
            let from = missing
                .first()
                .map_or_else(String::new, |word| word.places());
            blocks.push(Block::Heading(
                Safe::own("Words of the wanted job that are not in it"),
                Safe::EMPTY,
            ));
            blocks.push(Block::Words(Safe::join(&words, ", ")));
            blocks.push(Block::Dim(safe!("from {}", Safe::line(&from))));
        }
        blocks
    }

    /// A text as a row, with everything about it behind it.
    fn sheet(&self, passage: &Passage) -> Sheet {
        let profile = self.book.facts().profile();
        let text = passage.of(profile).unwrap_or_default();
        let reading = self.read(passage.field(), &Safe::text(text.trim()));
        let draft = self.book.profile_drafts().get(passage);
        let state = match (reading.units, reading.hints.len()) {
            (0, _) => State::Missing,
            (_, 0) => State::Full,
            _ => State::Part,
        };
        let counter = counter(&reading);
        let item = passage.items().first().and_then(|id| self.audit.item(id));
        Sheet {
            id: Safe::line(&passage.to_string()),
            title: title(passage),
            words: match draft {
                Some(draft) => {
                    let draft = self.read(passage.field(), &Safe::text(&draft.text));
                    safe!("draft · {}", self::counter(&draft))
                }
                None => counter,
            },
            bar: None,
            state,
            blocks: self.text_blocks(passage),
            passage: Some(passage.clone()),
            link: item
                .and_then(|item| item.link.as_ref())
                .and_then(|link| Link::linkedin(&link.url).ok()),
        }
    }

    fn read(&self, field: Field, text: &Safe) -> Reading {
        read(self.list, &self.audit.terms, field, text)
    }

    /// A text as LinkedIn has it, and its draft.
    fn text_blocks(&self, passage: &Passage) -> Vec<Block> {
        let profile = self.book.facts().profile();
        let text = Safe::text(passage.of(profile).unwrap_or_default().trim());
        let reading = self.read(passage.field(), &text);
        let heading = safe!("{} on LinkedIn", title(passage));
        let mut blocks = vec![Block::Heading(heading, counter(&reading))];
        blocks.extend(text_and_hints(&text, &reading));
        if let Some(draft) = self.book.profile_drafts().get(passage) {
            let text = Safe::text(&draft.text);
            let reading = self.read(passage.field(), &text);
            blocks.push(Block::Heading(Safe::own("Your draft"), counter(&reading)));
            let shown = draft.shown(passage, profile, self.held.get(passage.source()));
            let day = |day| pane::short_day(day, self.today).to_string();
            blocks.push(Block::Dim(Safe::line(&shown.words(draft, day))));
            blocks.extend(text_and_hints(&text, &reading));
        }
        blocks
    }

    fn stars(&self) -> Vec<Sheet> {
        let rows = self.list.stars.iter().zip(&self.audit.all_star);
        rows.map(|(row, star)| Sheet {
            id: Safe::line(&star.title),
            title: Safe::line(&star.title),
            words: Safe::own(match star.met {
                Some(true) => "yes",
                Some(false) => "no",
                None => "not known",
            }),
            bar: None,
            state: match star.met {
                Some(true) => State::Full,
                Some(false) => State::Missing,
                None => State::AskYou,
            },
            blocks: self.star_blocks(row),
            passage: None,
            link: None,
        })
        .collect()
    }

    fn star_blocks(&self, row: &StarRow) -> Vec<Block> {
        let mut blocks = vec![Block::Dim(Safe::own(
            "One of the seven parts of LinkedIn's own rule of completeness (\"All-Star\"), as it \
             has been quoted for years. It is apart from the score.",
        ))];
        for item in row.items.iter().filter_map(|id| self.audit.item(id)) {
            let state = Safe::own(item.state.words());
            blocks.push(Block::Heading(Safe::line(&item.title), state));
            for evidence in &item.evidence {
                blocks.push(Block::Words(Safe::line(&evidence.text)));
            }
        }
        for (rule, least) in &row.needs {
            let what = Safe::line(&rule.name().replace('_', " "));
            let least = safe!("{} or more", *least);
            blocks.push(Block::Heading(what, least));
            if let Some(item) = self.audit.item(rule.name()) {
                for evidence in &item.evidence {
                    blocks.push(Block::Words(Safe::line(&evidence.text)));
                }
            }
        }
        blocks
    }
}

/// The name of a text, as a title.
fn title(passage: &Passage) -> Safe {
    match passage {
        Passage::Headline => Safe::own("Headline"),
        Passage::About => Safe::own("About"),
        Passage::Description { .. } => Safe::line(&passage.to_string()),
    }
}

/// `84 of 2,600 characters`, as LinkedIn counts.
pub(super) fn counter(reading: &Reading) -> Safe {
    super::draft::counter(reading.units, reading.most)
}

/// A text with its matched words marked, parted where LinkedIn cuts it; then what to look at.
pub(super) fn text_and_hints(text: &Safe, reading: &Reading) -> Vec<Block> {
    if reading.units == 0 {
        return vec![Block::Dim(Safe::own("nothing yet"))];
    }
    let mut marks: Vec<_> = reading
        .hints
        .iter()
        .filter(|hint| hint.kind != checklist::HintKind::Default)
        .flat_map(|hint| &hint.matched)
        .map(|m| m.start..m.end)
        .collect();
    marks.sort_by_key(|range| range.start);
    let mut blocks = Vec::new();
    let cut = reading.cut.unwrap_or(text.len());
    let mut part = |range: std::ops::Range<usize>| {
        let Some(text) = text.part(range.clone()).filter(|text| !text.is_empty()) else {
            return;
        };
        let inside = marks
            .iter()
            .map(|mark| mark.start.max(range.start)..mark.end.min(range.end));
        let inside = inside.filter(|mark| mark.start < mark.end);
        let inside = inside.map(|mark| mark.start - range.start..mark.end - range.start);
        blocks.push(Block::Marked(text, inside.collect()));
    };
    part(0..cut);
    part(cut..text.len());
    if blocks.len() == 2 {
        let words = match reading.field {
            Field::Headline => "· what a list may cut off:",
            _ => "· hidden until \"see more\" is chosen:",
        };
        blocks.insert(1, Block::Dim(Safe::own(words)));
    }
    blocks.extend(
        reading
            .hints
            .iter()
            .map(|hint| Block::Hint(Safe::line(&hint.text))),
    );
    blocks
}

/// A word of the wanted job as a row.
fn word(word: &LensWord) -> Sheet {
    let places = [
        ("headline", word.headline),
        ("About", word.about),
        ("skills", word.skills),
    ];
    let stands: Vec<Safe> = places
        .iter()
        .filter(|(_, there)| *there)
        .map(|(place, _)| Safe::own(place))
        .collect();
    let mut blocks = vec![
        Block::Heading(Safe::own("Wanted in"), Safe::EMPTY),
        Block::Words(safe!(
            "{}: {}",
            pane::count(word.titles, "title", "titles"),
            Safe::line(&word.places())
        )),
        Block::Heading(Safe::own("Where it stands in your profile"), Safe::EMPTY),
    ];
    for (place, there) in places {
        let is = if there { "yes" } else { "no" };
        blocks.push(Block::Words(safe!(
            "{}: {}",
            Safe::own(place),
            Safe::own(is)
        )));
    }
    blocks.push(Block::Dim(Safe::own(
        "A word belongs there only if it is true of your work.",
    )));
    Sheet {
        id: Safe::line(&word.word),
        title: Safe::line(&word.word),
        words: match stands.as_slice() {
            [] => Safe::own("nowhere"),
            stands => Safe::join(stands, ", "),
        },
        bar: None,
        state: match stands.len() {
            0 => State::Missing,
            3 => State::Full,
            _ => State::Part,
        },
        blocks,
        passage: None,
        link: None,
    }
}
