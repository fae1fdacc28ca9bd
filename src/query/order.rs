//! The orders that rows can have: one table for each kind of rows. Menus, titles and saved views
//! are made from them.

use super::Rows;
use crate::domain::people::Column;

/// An order as it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The word of `config.toml`.
    pub word: &'static str,
    /// What it does.
    pub title: String,
}

macro_rules! orders {
    ($($(#[$doc:meta])* $name:ident {
        $first:ident $first_word:literal $first_title:literal;
        $($case:ident $word:literal $title:literal;)*
    })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the titles say it")]
        pub enum $name {
            #[default]
            $first,
            $($case),*
        }

        impl $name {
            /// All orders with word and title; the first is the usual one.
            pub const ALL: &[(Self, &'static str, &'static str)] =
                &[(Self::$first, $first_word, $first_title), $((Self::$case, $word, $title)),*];

            /// The order at a place of the table; the usual one behind its end.
            pub fn at(place: usize) -> Self {
                Self::ALL.get(place).map_or_else(Self::default, |(order, ..)| *order)
            }
        }
    )* };
}

orders! {
    /// Of invitations.
    InvitationOrder {
        Newest "newest" "newest first";
        Oldest "oldest" "oldest first";
        Name "name" "by name";
        Note "note" "with a note first";
        Best "best" "best to answer first";
        Warnings "warnings" "warnings first";
    }
    /// Of follow-ups.
    FollowUpOrder {
        Planned "planned" "as planned";
        Due "due" "longest due first";
        Name "name" "by name";
        Kind "kind" "by kind";
    }
    /// Of the outbox.
    OutboxOrder {
        Page "page" "by page";
        Name "name" "by name";
        Newest "newest" "decided last first";
        Oldest "oldest" "decided first first";
    }
    /// Of the checks of the own profile.
    CheckOrder {
        Usual "usual" "as the audit goes";
        Gain "gain" "most to gain first";
        Weight "weight" "heaviest first";
        Name "name" "by name";
    }
}

/// The orders of rows, the usual one first.
pub fn orders(rows: Rows) -> Vec<Order> {
    fn plain<T>(table: &[(T, &'static str, &'static str)]) -> Vec<Order> {
        let order = |(_, word, title): &(T, &'static str, &'static str)| Order {
            word,
            title: (*title).to_owned(),
        };
        table.iter().map(order).collect()
    }
    match rows {
        Rows::Invitations => plain(InvitationOrder::ALL),
        Rows::FollowUps => plain(FollowUpOrder::ALL),
        Rows::Outbox => plain(OutboxOrder::ALL),
        Rows::Profile => plain(CheckOrder::ALL),
        Rows::People => {
            let order = |(_, word, title): (Column, &'static str, &'static str)| Order {
                word,
                title: format!("by {title}"),
            };
            Column::ALL.into_iter().map(order).collect()
        }
    }
}

/// A query with a name, to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The name.
    pub name: String,
    /// Which rows it chooses from.
    pub rows: Rows,
    /// What it asks; understood as a whole.
    pub query: String,
    /// The place of its order among [`orders`], if it wants one.
    pub order: Option<usize>,
}
