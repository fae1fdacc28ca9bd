//! The pane of invitations: views, order, filter, decisions.

use std::collections::{HashMap, HashSet};

use super::super::{
    action::Action,
    effect::Effect,
    lens::{Judged, Lens},
    list::List,
    model::{Deed, Model, Rows},
    pane::Board,
};
use crate::{
    domain::{
        book::Book,
        day::Day,
        invitation::{Answer, InvitationId, Standing},
        records::Invitation,
        target::Targets,
        triage::{Severity, Verdict},
    },
    query::{self, InvitationOrder as Sort, InvitationRow, Search},
    text::{Safe, search},
};

/// Which invitations are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Those that wait for a decision.
    #[default]
    Queue,
    /// Those that come back by themselves.
    Resting,
    /// Those that were accepted or declined here.
    Answered,
    /// Those that the person sent, not accepted yet.
    Sent,
}

impl View {
    /// All views, in the order of `]`.
    pub const ALL: [Self; 4] = [Self::Queue, Self::Resting, Self::Answered, Self::Sent];

    /// What its invitations are, behind their number.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Queue => "open or declined",
            Self::Resting => "resting",
            Self::Answered => "answered",
            Self::Sent => "sent, open or declined",
        }
    }

    fn of(standing: Standing) -> Self {
        match standing {
            Standing::Resting(_) | Standing::Asked(_) => Self::Resting,
            Standing::Accepted(_) | Standing::Declined(_) => Self::Answered,
            _ => Self::Queue,
        }
    }
}

/// What the pane holds.
#[derive(Debug, Default)]
pub struct Invitations {
    /// The invitations that are shown.
    pub(crate) list: List<InvitationId>,
    /// Which ones.
    pub(crate) view: View,
    /// In which order.
    pub(crate) sort: Sort,
    /// Where each invitation is in the facts.
    places: HashMap<InvitationId, usize>,
    /// Advice, for those that got any.
    judged: HashMap<InvitationId, Judged>,
    /// Folded names and notes, made when they are first searched.
    keys: Vec<(search::Key, search::Key)>,
    /// Those of each view, in order, by their place in the facts.
    views: [Vec<usize>; 4],
    today: Day,
    /// What was said about targets when they were judged.
    targets: Targets,
    /// How the person answered where each rule spoke, as it was when the pane was entered.
    pub(crate) learned: Option<HashMap<Box<str>, Safe>>,
}

impl Invitations {
    /// How many wait for a decision.
    pub(crate) fn queue(&self) -> usize {
        self.in_view(View::Queue).len()
    }

    /// Those of a view, by their place in the facts.
    pub(crate) fn in_view(&self, view: View) -> &[usize] {
        self.views.get(view as usize).map_or(&[], Vec::as_slice)
    }

    /// The invitation with this id.
    pub(crate) fn find<'a>(&self, book: &'a Book, id: &InvitationId) -> Option<&'a Invitation> {
        book.facts().invitations().get(*self.places.get(id)?)
    }

    /// The advice about an invitation.
    pub(crate) fn judged(&self, id: &InvitationId) -> Option<&Judged> {
        self.judged.get(id)
    }

    /// Judges anew where what the person said about targets changed, be it by an undo or by
    /// another process; whether it did.
    pub(crate) fn take_targets(&mut self, book: &Book, lens: &dyn Lens, today: Day) -> bool {
        let changed = *book.targets() != self.targets;
        if changed {
            self.take_facts(book, lens, today);
        }
        changed
    }

    /// Takes new facts.
    pub(crate) fn take_facts(&mut self, book: &Book, lens: &dyn Lens, today: Day) {
        let invitations = book.facts().invitations();
        self.places = invitations
            .iter()
            .enumerate()
            .map(|(at, invitation)| (invitation.id.clone(), at))
            .collect();
        self.judged = lens.judge(book, today);
        self.targets = book.targets().clone();
        self.keys.clear();
    }

    /// Sorts the invitations into their views.
    pub(crate) fn refresh(&mut self, book: &Book, today: Day) {
        self.today = today;
        self.views = Default::default();
        for (at, invitation) in book.facts().invitations().iter().enumerate() {
            let view = if invitation.is_open() {
                View::of(book.standing(&invitation.id, today))
            } else if invitation.is_open_sent() {
                View::Sent
            } else {
                continue;
            };
            if let Some(rows) = self.views.get_mut(view as usize) {
                rows.push(at);
            }
        }
        self.sort_views(book);
    }

    /// Orders the views, and the list.
    fn sort_views(&mut self, book: &Book) {
        let invitations = book.facts().invitations();
        let mut views = std::mem::take(&mut self.views);
        for rows in &mut views {
            let get = |at: &usize| invitations.get(*at);
            match self.sort {
                Sort::Newest => {
                    rows.sort_by_key(|at| std::cmp::Reverse(get(at).and_then(Invitation::sent)));
                }
                Sort::Oldest => rows.sort_by_key(|at| get(at).and_then(Invitation::sent)),
                Sort::Name => {
                    rows.sort_by_cached_key(|at| get(at).map(|i| search::Key::new(&i.name)));
                }
                Sort::Note => rows.sort_by_key(|at| get(at).map(|i| i.note.is_empty())),
                Sort::Warnings | Sort::Best => rows.sort_by_cached_key(|at| {
                    let invitation = get(at)?;
                    Some(self.place_by_judgement(invitation))
                }),
            }
        }
        self.views = views;
        self.arrange(book);
    }

    /// Where an invitation comes in the orders by judgement: group, a long wait, score, age. What was
    /// not judged comes last; of equal ones the newest comes first.
    fn place_by_judgement(&self, invitation: &Invitation) -> impl Ord + use<> {
        let judged = self.judged(&invitation.id);
        let verdict = judged.and_then(|judged| judged.group);
        let group = match (self.sort, verdict) {
            (_, None) => 9,
            (Sort::Warnings, Some(Verdict::Stop)) => 0,
            (Sort::Warnings, Some(Verdict::Check)) => 1,
            (Sort::Warnings, Some(_)) | (_, Some(Verdict::Look)) => 2,
            (_, Some(Verdict::FollowUp)) => 0,
            (_, Some(Verdict::Accept)) => 1,
            (_, Some(Verdict::Sells)) => 3,
            (_, Some(Verdict::Check)) => 4,
            (_, Some(Verdict::Stop)) => 5,
        };
        let score = judged.map_or(0, |judged| -judged.score);
        let late = judged.is_some_and(|judged| judged.late);
        let value = (self.sort == Sort::Best).then_some((late, score));
        (group, value, std::cmp::Reverse(invitation.sent()))
    }

    /// Those of the view that match what was typed, the best first.
    pub(crate) fn matching(&mut self, book: &Book, typed: &str) -> Vec<InvitationId> {
        let invitations = book.facts().invitations();
        let parsed = query::parse(typed, query::Rows::Invitations);
        let mut search = Search::new(&parsed.query, self.today);
        let rows = self.in_view(self.view).iter();
        let rows = rows.filter_map(|at| Some((*at, invitations.get(*at)?)));
        if search.is_empty() {
            return rows.map(|(_, invitation)| invitation.id.clone()).collect();
        }
        let rows: Vec<_> = rows.collect();
        if self.keys.len() != invitations.len() {
            let key = |i: &Invitation| (search::Key::new(&i.name), search::Key::new(&i.note));
            self.keys = invitations.iter().map(key).collect();
        }
        let hits = rows.into_iter().filter_map(|(at, invitation)| {
            let (name, note) = self.keys.get(at)?;
            let rank = search.rank(&self.row(book, invitation), name, note)?;
            Some((rank, invitation.id.clone()))
        });
        query::best(hits.collect())
    }

    /// An invitation as a query asks it.
    fn row<'a>(&'a self, book: &'a Book, invitation: &'a Invitation) -> InvitationRow<'a> {
        let judged = self.judged(&invitation.id);
        let warning = judged.and_then(|judged| judged.warning.as_ref());
        InvitationRow {
            book,
            invitation,
            today: self.today,
            verdict: judged.and_then(|judged| judged.group),
            score: judged.map(|judged| judged.score.into()),
            warning: warning.map(|warning| {
                if warning.stop {
                    Severity::Stop
                } else {
                    Severity::Check
                }
            }),
            classes: judged.map_or(&[], |judged| &judged.classes),
        }
    }
}

impl Board for Invitations {
    fn list(&self) -> &dyn Rows {
        &self.list
    }

    fn list_mut(&mut self) -> &mut dyn Rows {
        &mut self.list
    }

    fn arrange(&mut self, book: &Book) {
        let rows = self.matching(book, &self.list.filter.clone());
        let here: HashSet<usize> = if self.list.marked() == 0 {
            HashSet::new()
        } else {
            self.in_view(self.view).iter().copied().collect()
        };
        let places = &self.places;
        self.list.set(rows, |id| {
            places.get(id).is_some_and(|at| here.contains(at))
        });
    }

    fn mark_matching(&mut self, typed: &str, book: &Book) {
        let found = self.matching(book, typed).into_iter().collect();
        self.list.mark_shown(&found);
    }

    fn order(&self) -> Option<usize> {
        Some(self.sort as usize)
    }

    /// By judgement only where there is one.
    fn has_order(&self, at: usize) -> bool {
        !self.judged.is_empty() || !matches!(Sort::at(at), Sort::Best | Sort::Warnings)
    }

    fn set_order(&mut self, at: usize, book: &Book) {
        self.sort = Sort::at(at);
        self.sort_views(book);
    }

    fn views(&self) -> usize {
        View::ALL.len()
    }

    fn view(&self) -> usize {
        self.view as usize
    }

    fn set_view(&mut self, at: usize, book: &Book) {
        self.view = View::ALL.get(at).copied().unwrap_or_default();
        self.arrange(book);
    }
}

/// Does one of the pane's own actions.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let answer = match action {
        Action::Accept => Answer::Accept,
        Action::Decline => Answer::Decline,
        Action::Ask => Answer::Ask,
        _ => return None,
    };
    Some(model.deed(Deed::Answer(answer)))
}
