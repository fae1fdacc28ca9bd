//! The panes: what each of them shows, and what its own actions do.

pub(crate) mod arrange;
pub mod block;
pub mod followups;
pub mod invitations;
pub mod outbox;
pub mod people;
pub mod profile;
pub mod reach;

use super::{
    action::Action,
    effect::Effect,
    model::{Model, Rows},
};
use crate::{
    domain::{book::Book, day::Day, describe, person::PersonKey},
    query::{self, Search, Subject},
    safe,
    text::{Link, Safe, search::Key},
};

/// What every pane is to the rest of the interface: rows with a filter, and who stands in them.
pub(crate) trait Board {
    /// The rows that are shown.
    fn list(&self) -> &dyn Rows;

    /// The rows that are shown, to move in.
    fn list_mut(&mut self) -> &mut dyn Rows;

    /// Takes the rows that the view and the filter choose, in their order.
    fn arrange(&mut self, book: &Book);

    /// Filters anew.
    fn set_filter(&mut self, typed: String, book: &Book) {
        self.list_mut().set_filter(typed);
        self.arrange(book);
    }

    /// Marks the shown rows that match a text.
    fn mark_matching(&mut self, _typed: &str, _book: &Book) {}

    /// The place of the order among those of its rows; `None` where the rows have one order.
    fn order(&self) -> Option<usize> {
        None
    }

    /// Whether that order can be chosen now.
    fn has_order(&self, _at: usize) -> bool {
        self.order().is_some()
    }

    /// Orders anew.
    fn set_order(&mut self, _at: usize, _book: &Book) {}

    /// How many views are built in.
    fn views(&self) -> usize {
        1
    }

    /// Which of them is shown, from 0.
    fn view(&self) -> usize {
        0
    }

    /// Shows a built-in view.
    fn set_view(&mut self, _at: usize, _book: &Book) {}

    /// Who stands in the marked rows, else in the one under the cursor.
    fn people(&self) -> Vec<PersonKey> {
        self.list().people()
    }

    /// Who stands in the marked rows, else in all that are shown.
    fn shown_people(&self) -> Vec<PersonKey> {
        self.list().shown_people()
    }

    /// Who stands under the cursor.
    fn person(&self) -> Option<&PersonKey> {
        self.list().person()
    }

    /// The page of what is under the cursor, where it is not a person's.
    fn page(&self) -> Option<Link> {
        None
    }
}

/// The rows that a query chooses, the best first. Each has an id, a name and what it answers.
fn chosen<'a, Id, S: Subject>(
    typed: &str,
    rows: query::Rows,
    today: Day,
    asked: impl Iterator<Item = (Id, &'a str, S)>,
) -> Vec<Id> {
    let mut search = Search::new(&query::parse(typed, rows).query, today);
    if search.is_empty() {
        return asked.map(|(id, ..)| id).collect();
    }
    let none = Key::default();
    let hits = asked.filter_map(|(id, name, row)| {
        let rank = search.rank(&row, &Key::new(name), &none)?;
        Some((rank, id))
    });
    query::best(hits.collect())
}

/// Does one of a pane's own actions; `None` if it is not one.
pub(crate) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::NextView => arrange::turn_view(model, false),
        Action::PreviousView => arrange::turn_view(model, true),
        Action::Sort => arrange::order_menu(model),
        _ => return act_here(model, action),
    }
    Some(Vec::new())
}

fn act_here(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match model.pane() {
        Pane::Invitations => invitations::act(model, action),
        Pane::Profile => profile::act(model, action),
        Pane::Followups => followups::act(model, action),
        Pane::Outbox => outbox::act(model, action),
        Pane::Reach => reach::act(model, action),
        Pane::People => people::act(model, action),
    }
}

/// A pane: a list with a detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Invitations.
    Invitations,
    /// The own profile.
    Profile,
    /// Follow-ups.
    Followups,
    /// What to do on LinkedIn.
    Outbox,
    /// What the network brings.
    Reach,
    /// Everyone.
    People,
}

impl Pane {
    /// All panes.
    pub const ALL: [Self; 6] = [
        Self::Invitations,
        Self::Profile,
        Self::Followups,
        Self::People,
        Self::Reach,
        Self::Outbox,
    ];
    /// The panes of the desk, in its order.
    pub const DESK: [Self; 3] = [Self::Invitations, Self::Profile, Self::Followups];

    /// The panes with a tab, in its order.
    pub const TABS: [Self; 5] = [
        Self::Invitations,
        Self::Profile,
        Self::Followups,
        Self::People,
        Self::Reach,
    ];

    /// The action that shows it.
    pub const fn action(self) -> Action {
        match self {
            Self::Invitations => Action::Invitations,
            Self::Profile => Action::Profile,
            Self::Followups => Action::Followups,
            Self::Reach => Action::Reach,
            Self::People => Action::People,
            Self::Outbox => Action::Outbox,
        }
    }

    /// Its name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Invitations => "Invitations",
            Self::Profile => "Profile",
            Self::Followups => "Follow-ups",
            Self::Outbox => "Outbox",
            Self::Reach => "Reach",
            Self::People => "People",
        }
    }

    /// What its filter asks; nothing where it finds by names alone.
    pub const fn rows(self) -> Option<query::Rows> {
        match self {
            Self::Invitations => Some(query::Rows::Invitations),
            Self::Profile => Some(query::Rows::Profile),
            Self::Followups => Some(query::Rows::FollowUps),
            Self::Outbox => Some(query::Rows::Outbox),
            Self::People => Some(query::Rows::People),
            Self::Reach => None,
        }
    }

    /// The key of its number on the desk and in the header.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Invitations => "1",
            Self::Profile => "2",
            Self::Followups => "3",
            Self::Outbox => "0",
            Self::Reach => "5",
            Self::People => "4",
        }
    }
}

/// A day as in `24 Nov 2026`.
pub fn day(day: Day) -> Safe {
    Safe::line(&day.format("%-d %b %Y").to_string())
}

/// A day for lists: `24 Nov`, with the year where that is another one.
pub fn short_day(day: Day, today: Day) -> Safe {
    let form = if day.format("%Y").to_string() == today.format("%Y").to_string() {
        "%-d %b"
    } else {
        "%-d %b %Y"
    };
    Safe::line(&day.format(form).to_string())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words with their dates, `2026-11-24` or `24 November`, as in [`short_day`].
pub fn short_dates(words: &Safe, today: Day) -> Safe {
    let mut number = false;
    let short = |word: &str| -> String {
        let behind_number = std::mem::replace(&mut number, word.parse::<u8>().is_ok());
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if behind_number && MONTHS.contains(&bare) {
            let month = bare.get(..3).unwrap_or(bare);
            return word.replacen(bare, month, 1);
        }
        match bare.parse::<Day>() {
            Ok(day) if bare.len() == 10 => word.replacen(bare, &short_day(day, today), 1),
            _ => word.to_owned(),
        }
    };
    let words: Vec<String> = words.split(' ').map(short).collect();
    Safe::line(&words.join(" "))
}

/// A day as in `Tue 24 Nov 2026`.
pub fn full_day(day: Day) -> Safe {
    Safe::line(&day.format("%a %-d %b %Y").to_string())
}

/// An age for a narrow column: `2d`, `5w`, `4mo`, `2y`.
pub fn age(days: i64) -> Safe {
    match days {
        ..21 => safe!("{}d", days.max(0)),
        21..60 => safe!("{}w", days / 7),
        60..730 => safe!("{}mo", days / 30),
        _ => safe!("{}y", days / 365),
    }
}

/// How long ago, or how far ahead, a day is, in words.
pub fn distance(day: Day, today: Day) -> Safe {
    let days = (today - day).num_days();
    let words = |number: i64, unit: &'static str, units: &'static str| {
        if number == 1 {
            safe!("1 {}", unit)
        } else {
            safe!("{} {}", number, units)
        }
    };
    let span = match days.abs() {
        number @ ..21 => words(number, "day", "days"),
        number @ 21..60 => words(number / 7, "week", "weeks"),
        number @ 60..730 => words(number / 30, "month", "months"),
        number => words(number / 365, "year", "years"),
    };
    match days {
        0 => Safe::own("today"),
        1 => Safe::own("yesterday"),
        -1 => Safe::own("tomorrow"),
        2.. => safe!("{} ago", span),
        _ => safe!("in {}", span),
    }
}

/// A number with its noun.
pub fn count(number: usize, singular: &'static str, plural: &'static str) -> Safe {
    safe!(
        "{} {}",
        thousands(number),
        if number == 1 { singular } else { plural }
    )
}

/// A number with commas: `1,204`.
pub fn thousands(number: usize) -> Safe {
    Safe::line(&describe::thousands(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_distances_are_short_and_calm() {
        let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
        let away = |days: i64| distance(today - chrono::TimeDelta::days(days), today);
        for (days, short, words) in [
            (0, "0d", "today"),
            (1, "1d", "yesterday"),
            (20, "20d", "20 days ago"),
            (28, "4w", "4 weeks ago"),
            (90, "3mo", "3 months ago"),
            (365, "12mo", "12 months ago"),
            (800, "2y", "2 years ago"),
        ] {
            assert_eq!(age(days), short);
            assert_eq!(away(days), words);
        }
        assert_eq!(away(-1), "tomorrow");
        assert_eq!(short_day(today, today), "23 Nov");
        let why = Safe::own("connected on 2025-03-01, no words since 2026-11-02.");
        assert_eq!(
            short_dates(&why, today),
            "connected on 1 Mar 2025, no words since 2 Nov."
        );
        let why = Safe::own("connected on 20 November, 3 Mayers");
        assert_eq!(short_dates(&why, today), "connected on 20 Nov, 3 Mayers");
        assert_eq!(away(-14), "in 14 days");
        assert_eq!(thousands(1_204), "1,204");
        assert_eq!(thousands(12), "12");
        assert_eq!(count(1, "gap", "gaps"), "1 gap");
    }
}
