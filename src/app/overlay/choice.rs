//! What choosing a row of a picker does.

use std::path::PathBuf;

use super::super::{action::Action, pane::people::merge::Merging};
use crate::{
    domain::{
        checklist::Word,
        day::Day,
        invitation::InvitationId,
        network,
        people::Column,
        person::PersonKey,
        plan::Circle,
        step::{Channel, StepId},
        target,
        template::Occasion,
    },
    export::made::Form,
    text::Safe,
};

/// What choosing a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Nothing: a heading.
    Heading,
    /// Runs an action.
    Run(Action),
    /// Puts off until a day.
    Until(Day),
    /// Asks for a day.
    OtherDay,
    /// Sets how often to be in touch.
    Circle(Circle),
    /// Asks what a contact was about.
    Contact(Channel),
    /// Says something about the check under the cursor.
    Check(Word),
    /// Orders the rows of the pane.
    Order(usize),
    /// Shows a column of people, or no more.
    Column(Column),
    /// Shows what can be said about a target.
    Target(target::Target),
    /// Asks for the name of a target.
    NewTarget(target::TargetKind),
    /// Says how much a target matters.
    Weigh(target::TargetChange),
    /// Marks two who may be one person.
    Twice(PersonKey, PersonKey),
    /// Shows the people behind a figure, under this title.
    Behind(Safe, network::Behind),
    /// Shows the card of somebody.
    Card(PersonKey),
    /// Shows the card of somebody, with words to them for this.
    Write(PersonKey, Occasion),
    /// Shows an invitation.
    Invitation(InvitationId),
    /// Looks for people of this name or company on LinkedIn.
    Look(Box<str>),
    /// Shows what stays of two people, changed in one line.
    Merging(Merging),
    /// Makes two people one.
    Merge(Merging),
    /// Takes back the step that made two people one.
    Part(StepId),
    /// Says that two people are not the same.
    NotSame(PersonKey, PersonKey),
    /// Shows what an archive would bring.
    Import(PathBuf),
    /// Asks for the file of an export in this form.
    Export(Form),
    /// Asks for the path of an archive.
    OtherPath,
    /// The text under the cursor was sent.
    Sent,
    /// Goes on with the session of before.
    GoOn,
    /// Begins a session anew.
    Anew,
}
