//! The pane of the own profile: the seam to the checklist of the domain.

use super::super::{
    action::Action,
    effect::Effect,
    list::List,
    model::{Model, Rows},
    overlay::{Overlay, Picker, Prompt, Words, picker::Choice, prompt::Ask},
    pane::Board,
    update::menu_row,
};
use crate::{
    domain::{book::Book, checklist::Word, day::Day, step::Step},
    query, safe,
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
}

/// One check.
#[derive(Clone, Debug, PartialEq)]
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
    /// What in the archive says so.
    pub evidence: Safe,
    /// Why it counts.
    pub why: Safe,
    /// How to do it, the next small step.
    pub fix: Safe,
    /// Where to do it.
    pub link: Option<Link>,
}

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The checks that are shown.
    pub(crate) list: List<Safe>,
    /// The filter.
    pub(crate) filter: String,
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

    /// The check under the cursor.
    pub(crate) fn selected(&self) -> Option<&AuditItem> {
        self.item(self.list.selected()?)
    }

    /// Orders and filters anew.
    pub(crate) fn arrange(&mut self) {
        let items = self.audit.iter().flat_map(|audit| &audit.items);
        let asked = items.map(|item| {
            let check = query::Check {
                id: &item.id,
                state: item.state.query(),
                weight: item.weight,
                points: item.points,
            };
            (item.id.clone(), item.title.as_str(), check)
        });
        // No field of a check is a day.
        let ids = super::chosen(&self.filter, query::Rows::Profile, Day::default(), asked);
        self.list.set(ids, |_| true);
    }
}

impl Board for Profile {
    fn list(&self) -> &dyn Rows {
        &self.list
    }

    fn list_mut(&mut self) -> &mut dyn Rows {
        &mut self.list
    }

    fn filter(&self) -> &str {
        &self.filter
    }

    fn set_filter(&mut self, typed: String, _: &Book) {
        self.filter = typed;
        self.arrange();
    }

    fn page(&self) -> Option<Link> {
        self.selected()?.link.clone()
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let item = model.profile.selected()?;
    match action {
        Action::Why => {
            let words = Words {
                title: item.title.clone(),
                lines: [&item.why, &item.fix, &item.evidence]
                    .into_iter()
                    .filter(|line| !line.is_empty())
                    .cloned()
                    .collect(),
            };
            model.overlays.push(Overlay::Words(words));
            Some(Vec::new())
        }
        Action::Confirm => {
            confirm_menu(model);
            Some(Vec::new())
        }
        Action::Waive => {
            let label = safe!("{} does not apply, because", item.title);
            let prompt = Prompt::new(Ask::Waive(item.id.to_string()), label)
                .with_aside("Enter keeps it, Esc leaves");
            model.overlays.push(Overlay::Prompt(prompt));
            Some(Vec::new())
        }
        _ => None,
    }
}

fn confirm_menu(model: &mut Model) {
    let Some(item) = model.profile.selected() else {
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
    let step = model.profile.selected().map(|item| Step::Check {
        item: item.id.to_string(),
        said,
        reason: None,
    });
    step.map(Effect::Commit).into_iter().collect()
}
