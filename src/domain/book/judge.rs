//! What the rules say of the open invitations.

use super::Book;
use crate::domain::{
    day::Day,
    facts::Facts,
    person::PersonKey,
    records::Invitation,
    triage::{Context, Judgement, Rules, Subject, Wishes, judge},
};

impl Book {
    /// Judges every received invitation that is open, in the archive's order.
    pub fn judge_open<'a>(
        &'a self,
        rules: &Rules,
        wishes: &Wishes<'_>,
    ) -> Vec<(&'a Invitation, Judgement)> {
        let facts = self.facts();
        let context = Context::of(facts, rules, wishes);
        let open = facts
            .invitations()
            .iter()
            .filter(|invitation| invitation.is_open());
        open.map(|invitation| {
            let subject = subject(facts, invitation, wishes.today);
            (invitation, judge(rules, &context, &subject))
        })
        .collect()
    }
}

/// What the archives tell of an inviter. The rest is unknown, which counts neither way.
fn subject<'a>(facts: &'a Facts, invitation: &'a Invitation, today: Day) -> Subject<'a> {
    let person = facts.person(&invitation.id.person);
    let given = |text: &'a str| Some(text).filter(|text| !text.is_empty());
    Subject {
        name: given(&invitation.name),
        slug: PersonKey::as_slug(&invitation.id.person),
        headline: person.and_then(|person| given(&person.position)),
        company: person.and_then(|person| given(&person.company)),
        place: None,
        note: given(&invitation.note),
        mutual: None,
        sent_days: invitation
            .sent()
            .map(|sent| (today - sent.date_naive()).num_days()),
    }
}
