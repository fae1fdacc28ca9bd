//! The text of the row under the cursor: made when the row, the choice or the book changes, never
//! while drawing.

use std::collections::HashMap;

use super::Model;
use crate::{
    app::{
        draft::{Draft, Request, TextId},
        pane::{Pane, invitations::View},
    },
    domain::{
        invitation::{InvitationId, Standing},
        outbox::{Act, OutboxId},
        person::PersonKey,
        plan,
        step::Step,
        template::Occasion,
        triage::Verdict,
    },
    safe,
    text::Safe,
};

/// Texts of the cards.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    /// What was asked for last, with the text for it.
    shown: Option<(Request, Option<Draft>)>,
    /// What words to somebody are for on their card, where something led there.
    led: HashMap<PersonKey, Occasion>,
    /// Which text was chosen by hand, until the program ends.
    chosen: HashMap<(PersonKey, Occasion), Pick>,
    /// What the person's own program wrote, until another text is chosen.
    wrote: HashMap<(PersonKey, Occasion), Safe>,
    /// For whom and what for that program is writing.
    asked: Option<(PersonKey, Occasion)>,
    /// Whose text is copied as soon as what is missing in it was filled in.
    pub(crate) copies: Option<PersonKey>,
}

/// A text that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Pick {
    /// The person's own words.
    Own,
    /// A template.
    Template(TextId),
    /// What their program wrote.
    Program,
}

/// What is to be done for the next text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// It is shown.
    Shown,
    /// There is no other one.
    None,
    /// The person's program is to write it.
    Ask(Request),
    /// Their program is writing to somebody else.
    Busy(PersonKey),
}

impl Desk {
    /// Words to somebody are for this on their card, until something else leads there.
    pub(crate) fn write(&mut self, person: PersonKey, occasion: Occasion) {
        self.led.insert(person, occasion);
    }

    /// What led to the card of somebody.
    pub(crate) fn led_by(&self, person: &PersonKey) -> Option<Occasion> {
        self.led.get(person).copied()
    }

    /// The book changed: what is shown is made anew.
    pub(crate) fn forget(&mut self) {
        self.shown = None;
    }
}

impl Model {
    /// For whom and what for the text of the row under the cursor is.
    pub(crate) fn occasion(&self) -> Option<(PersonKey, Occasion)> {
        let of_act = |act| match act {
            Act::Accept => Occasion::Welcome,
            Act::Reply => Occasion::Ask,
            Act::Ignore => Occasion::Decline,
            Act::Write | Act::Update => Occasion::Note,
        };
        match self.pane() {
            Pane::Invitations => {
                let id = self.invitations.list.selected()?;
                let occasion = match self.book.standing(id, self.today) {
                    _ if self.invitations.view == View::Sent => return None,
                    Standing::Accepted(_) => Occasion::Welcome,
                    Standing::Declined(_) => Occasion::Decline,
                    Standing::Asked(_) | Standing::Silent(_) => Occasion::Ask,
                    _ => self.advised(id),
                };
                Some((id.person.clone(), occasion))
            }
            Pane::Outbox => match self.outbox.list.selected()? {
                OutboxId::Answer(act, id) => Some((id.person.clone(), of_act(*act))),
                OutboxId::Words(person, occasion) => Some((person.clone(), *occasion)),
                OutboxId::Text(_) => None,
            },
            Pane::Followups => {
                let item = self.followups.selected()?;
                Some((item.person.clone(), item.occasion))
            }
            Pane::People => {
                let person = self.people.list.selected()?;
                let led = self.desk.led_by(person);
                let next = || plan::next_words(&self.book, person, self.today);
                let occasion = led.or_else(next).unwrap_or(Occasion::Note);
                Some((person.clone(), occasion))
            }
            Pane::Reach | Pane::Profile => None,
        }
    }

    /// What the text for an invitation that is not answered yet is for: what comes next if the person
    /// does as they are advised, a question where there is something to find out first.
    fn advised(&self, id: &InvitationId) -> Occasion {
        match self.invitations.judged(id).and_then(|judged| judged.group) {
            Some(Verdict::FollowUp | Verdict::Accept) => Occasion::Welcome,
            Some(Verdict::Sells) => Occasion::Decline,
            Some(Verdict::Stop | Verdict::Check | Verdict::Look) | None => Occasion::Ask,
        }
    }

    /// Whether the text is for the time after an answer that is not given yet.
    pub(crate) fn is_early(&self) -> bool {
        let Some(id) = self.invitations.list.selected() else {
            return false;
        };
        self.pane() == Pane::Invitations
            && !matches!(self.book.standing(id, self.today), Standing::Accepted(_))
            && matches!(self.occasion(), Some((_, Occasion::Welcome)))
    }

    fn request(&self) -> Option<Request> {
        let (person, occasion) = self.occasion()?;
        let key = (person, occasion);
        let (template, words) = match self.desk.chosen.get(&key) {
            Some(Pick::Template(id)) => (Some(id.clone()), None),
            Some(Pick::Program) => (None, self.desk.wrote.get(&key).cloned()),
            Some(Pick::Own) | None => (None, None),
        };
        let (person, occasion) = key;
        Some(Request {
            person,
            occasion,
            template,
            words,
            today: self.today,
        })
    }

    /// Makes the text of the row under the cursor, unless it is there.
    pub(crate) fn compose(&mut self) {
        let request = self.request();
        let known = self.desk.shown.as_ref().map(|(request, _)| request);
        if known == request.as_ref() {
            return;
        }
        let early = self.is_early();
        self.desk.shown = request.map(|request| {
            let mut draft = self.lens.draft(&self.book, &request);
            if let Some(draft) = draft.as_mut().filter(|_| early) {
                draft.title = safe!("{}, once you accepted", draft.title);
            }
            (request, draft)
        });
    }

    /// The text that `y` copies.
    pub(crate) fn draft(&self) -> Option<Draft> {
        if let Some(passage) = self.passage() {
            let kept = self.book.profile_drafts().get(passage).map(|d| &*d.text);
            let text = kept.or_else(|| passage.of(self.book.facts().profile()))?;
            return Some(Draft {
                title: Safe::line(&passage.to_string()),
                text: Safe::text(text),
                outgoing: Safe::outgoing(text),
                ..Draft::default()
            });
        }
        self.desk.shown.as_ref()?.1.clone()
    }

    /// Shows the next text for the row under the cursor: the person's own words, then the templates
    /// that fit, the likeliest first, then what their program writes.
    pub(crate) fn next_text(&mut self) -> Next {
        let Some(request) = self.request() else {
            return Next::None;
        };
        let key = (request.person.clone(), request.occasion);
        let texts = self.lens.texts(&self.book, &request);
        let touch = self.book.touch(&request.person);
        let own = touch.is_some_and(|touch| touch.drafts.contains_key(&request.occasion));
        let mut ring: Vec<Pick> = own.then_some(Pick::Own).into_iter().collect();
        ring.extend(texts.into_iter().map(Pick::Template));
        // While it writes, the others can be looked at.
        let writes = self.desk.asked.as_ref() == Some(&key);
        if self.lens.has_program() && !writes {
            ring.push(Pick::Program);
        }
        let now = match self.desk.chosen.get(&key) {
            Some(pick) => Some(pick.clone()),
            None if own => Some(Pick::Own),
            None => self
                .draft()
                .and_then(|draft| draft.template)
                .map(Pick::Template),
        };
        let at = ring.iter().position(|pick| Some(pick) == now.as_ref());
        let next = at.map_or(0, |at| at + 1) % ring.len().max(1);
        match ring.get(next) {
            Some(Pick::Program) => {
                if let Some((person, _)) = &self.desk.asked {
                    return Next::Busy(person.clone());
                }
                self.desk.asked = Some(key);
                Next::Ask(request)
            }
            Some(pick) if Some(pick) != now.as_ref() => {
                // Coming back to it asks for another one.
                self.desk.wrote.remove(&key);
                self.desk.chosen.insert(key, pick.clone());
                Next::Shown
            }
            _ => Next::None,
        }
    }

    /// The person's program wrote a text, or could not: nothing is shown in place of the old one then.
    pub(crate) fn take_written(
        &mut self,
        person: PersonKey,
        occasion: Occasion,
        text: Option<Safe>,
    ) {
        self.desk.asked = None;
        if let Some(text) = text {
            let key = (person, occasion);
            self.desk.wrote.insert(key.clone(), text);
            self.desk.chosen.insert(key, Pick::Program);
        }
    }

    /// The person's own words are shown again, as they were just written.
    pub(crate) fn take_own_words(&mut self, person: &PersonKey, occasion: Occasion) {
        let key = (person.clone(), occasion);
        self.desk.chosen.remove(&key);
    }

    /// The step that says that the text under the cursor was sent.
    pub(crate) fn sent(&self) -> Option<Step> {
        let (person, _) = self.occasion()?;
        let draft = self.draft();
        let text = draft
            .as_ref()
            .map_or(String::new(), |draft| draft.outgoing.to_string());
        Some(match draft.and_then(|draft| draft.template) {
            Some((id, _)) => Step::Sent {
                person,
                template: id.to_string(),
                text,
            },
            None => Step::Contact {
                people: vec![person],
                on: self.today,
                channel: crate::domain::step::Channel::Message,
                text: (!text.is_empty()).then_some(text),
            },
        })
    }
}
