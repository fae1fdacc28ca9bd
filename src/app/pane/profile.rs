//! The pane of the own profile: the seam to the checklist of the domain.

mod board;
mod pasts;
mod view;

pub use view::View;

pub use pasts::Pasts;

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::Model,
    overlay::{Overlay, Picker, Prompt, Words, picker::Choice, prompt::Ask},
    pane::block::Block,
    update::{draft_in_editor, menu_row, write_draft},
};
use crate::{
    domain::{
        checklist::{Passage, Past, Word},
        step::Step,
    },
    query::CheckOrder,
    safe,
    text::{Link, Safe},
};

/// An audit of the profile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    /// The score, 0 to 100; `None` where nothing can be scored.
    pub score: Option<u32>,
    /// What the score means, in a word or two.
    pub level: Safe,
    /// The checks, in the order in which they are shown: gaps first, by weight.
    pub items: Vec<AuditItem>,
    /// Headline, About, descriptions.
    pub texts: Vec<Sheet>,
    /// The words of the wanted job.
    pub words: Vec<Sheet>,
    /// The seven parts of LinkedIn's own rule.
    pub stars: Vec<Sheet>,
}

/// One check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuditItem {
    /// Its name in the checklist.
    pub id: Safe,
    /// What was found, for the list: `About is 84 of 2,600 characters`.
    pub title: Safe,
    /// What it can add to the score.
    pub weight: u32,
    /// What it adds now.
    pub points: u32,
    /// How it stands.
    pub state: State,
    /// What in the archive says so, in one line.
    pub evidence: Safe,
    /// The evidence with where it is from, the text that it is about, the words that it misses.
    pub blocks: Vec<Block>,
    /// Why it counts.
    pub why: Safe,
    /// How to do it, the next small step.
    pub fix: Safe,
    /// Where to do it.
    pub link: Option<Link>,
    /// The text that it is about.
    pub passage: Option<Passage>,
}

/// A row of the other views: a text, a word, a part, a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What tells it from the others.
    pub id: Safe,
    /// What it is.
    pub title: Safe,
    /// What is said about it in the list.
    pub words: Safe,
    /// A bar in the list, of a hundred.
    pub bar: Option<u64>,
    /// How it stands.
    pub state: State,
    /// The detail.
    pub blocks: Vec<Block>,
    /// The text that it is about.
    pub passage: Option<Passage>,
    /// Where to change it.
    pub link: Option<Link>,
}

/// How a check stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Done.
    Full,
    /// Done in part.
    Part,
    /// Not done.
    Missing,
    /// No archive says it: the person has to.
    AskYou,
    /// It does not apply.
    NotApplicable,
    /// No check, only something to say.
    #[default]
    Remark,
}

impl State {
    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "done",
            Self::Part => "in part",
            Self::Missing => "missing",
            Self::AskYou => "needs your word",
            Self::NotApplicable => "does not apply",
            Self::Remark => "",
        }
    }

    /// The word of a query.
    const fn query(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Part => "part",
            Self::Missing => "missing",
            Self::AskYou => "ask-you",
            Self::NotApplicable => "not-applicable",
            Self::Remark => "",
        }
    }

    /// Whether points can be won.
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::Part | Self::Missing)
    }
}

/// What the pane holds.
#[derive(Debug, Default)]
pub struct Profile {
    /// The audit, where an archive held a profile.
    pub(crate) audit: Option<Audit>,
    /// The archives of the past.
    pub(crate) pasts: Pasts,
    /// The score over time, the newest first.
    pub(crate) history: Vec<Sheet>,
    /// Which rows are shown.
    pub(crate) view: View,
    /// The rows that are shown.
    pub(crate) list: List<Safe>,
    /// In which order the checks stand.
    sort: CheckOrder,
}

impl Profile {
    /// How many checks are gaps, and how many need the person's word.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let items = self.audit.iter().flat_map(|audit| &audit.items);
        items.fold((0, 0), |(gaps, asks), item| match item.state {
            state if state.is_gap() => (gaps + 1, asks),
            State::AskYou => (gaps, asks + 1),
            _ => (gaps, asks),
        })
    }

    /// The check with this id.
    pub(crate) fn item(&self, id: &Safe) -> Option<&AuditItem> {
        self.audit
            .as_ref()?
            .items
            .iter()
            .find(|item| item.id == *id)
    }

    /// The page of LinkedIn that changes a text.
    pub(crate) fn page_of(&self, passage: &Passage) -> Option<Link> {
        let item = passage.items().first()?;
        self.item(&Safe::own(item))?.link.clone()
    }

    /// The check under the cursor.
    pub(crate) fn selected(&self) -> Option<&AuditItem> {
        (self.view == View::Checks)
            .then(|| self.item(self.list.selected()?))
            .flatten()
    }

    /// The check under the cursor, if something can be said about it.
    pub(crate) fn check(&self) -> Option<&AuditItem> {
        self.selected().filter(|item| item.state != State::Remark)
    }

    /// The rows of the other views.
    fn sheets(&self) -> &[Sheet] {
        let audit = self.audit.as_ref();
        match self.view {
            View::Checks => &[],
            View::Texts => audit.map_or(&[], |audit| &audit.texts),
            View::Words => audit.map_or(&[], |audit| &audit.words),
            View::Stars => audit.map_or(&[], |audit| &audit.stars),
            View::History => &self.history,
        }
    }

    /// The row of another view with this id.
    pub(crate) fn sheet(&self, id: &Safe) -> Option<&Sheet> {
        self.sheets().iter().find(|sheet| sheet.id == *id)
    }

    /// The text that the row under the cursor is about.
    pub(crate) fn passage(&self) -> Option<&Passage> {
        let id = self.list.selected()?;
        match self.view {
            View::Checks => self.item(id)?.passage.as_ref(),
            _ => self.sheet(id)?.passage.as_ref(),
        }
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Why => {
            let item = model.profile.selected()?;
            let words = Words {
                title: item.title.clone(),
                lines: [&item.why, &item.fix, &item.evidence]
                    .into_iter()
                    .filter(|line| !line.is_empty())
                    .cloned()
                    .collect(),
            };
            model.overlays.push(Overlay::Words(words));
        }
        Action::Draft | Action::TextInEditor => {
            let Some(passage) = model.profile.passage().cloned() else {
                model.say(Safe::own(
                    "this is no text: headline, About and descriptions are",
                ));
                return Some(Vec::new());
            };
            if action == Action::TextInEditor {
                return Some(vec![draft_in_editor(model, passage)]);
            }
            write_draft(model, passage);
        }
        Action::Confirm => confirm_menu(model),
        Action::Reopen => {
            let item = model.profile.check()?;
            if model.book.checks().of(&item.id).is_none() {
                model.say(Safe::own("nothing was said about this check"));
                return Some(Vec::new());
            }
            return Some(say(model, Word::Open));
        }
        Action::Waive => {
            let item = model.profile.check()?;
            let label = safe!("{} does not apply, because", item.title);
            let prompt = Prompt::new(Ask::Waive(item.id.to_string()), label)
                .with_aside("Enter keeps it, Esc leaves");
            model.overlays.push(Overlay::Prompt(prompt));
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Whether an action can be done with the row under the cursor.
pub(crate) fn applies(model: &Model, action: Action) -> bool {
    match action {
        Action::Why => model.profile.selected().is_some(),
        Action::Confirm | Action::Waive | Action::Reopen => model.profile.check().is_some(),
        _ => true,
    }
}

/// What the pane wants done now that it is shown: the past is read once.
pub(crate) fn wants(model: &mut Model) -> Option<Effect> {
    let shown = model.tab == super::super::model::Tab::Full(super::Pane::Profile);
    if !shown || model.is_first_run() || model.profile.pasts != Pasts::Unread {
        return None;
    }
    // One archive has no past.
    if model.book.imports().count() < 2 {
        take_past(model, Vec::new());
        return None;
    }
    model.profile.pasts = Pasts::Reading;
    Some(Effect::ReadPast)
}

/// The archives of the past are known.
pub(crate) fn take_past(model: &mut Model, pasts: Vec<Past>) {
    model.profile.pasts = Pasts::Known(pasts);
    model.remember();
}

fn confirm_menu(model: &mut Model) {
    let Some(item) = model.profile.check() else {
        return;
    };
    let said = model.book.checks().of(&item.id).map(|said| said.word);
    let title = safe!("Is it so? {}", item.title);
    let choices = [
        ("y", "yes, it is so on LinkedIn", Word::Confirmed),
        ("n", "no, it is not", Word::Denied),
        ("o", "open again, as if nothing was said", Word::Open),
    ];
    let rows = choices
        .into_iter()
        .filter(|(_, _, word)| *word != Word::Open || said.is_some())
        .map(|(key, words, word)| {
            let now = Safe::own(if said == Some(word) { "now" } else { "" });
            menu_row(key, words, now, Choice::Check(word))
        })
        .collect();
    let picker = Picker::new(title, rows);
    model.overlays.push(Overlay::Picker(picker));
}

/// Says something about the check under the cursor.
pub(crate) fn say(model: &mut Model, said: Word) -> Vec<Effect> {
    let step = model.profile.check().map(|item| Step::Check {
        item: item.id.to_string(),
        said,
        reason: None,
    });
    step.map(Effect::Commit).into_iter().collect()
}
