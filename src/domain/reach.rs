//! Reach: what one more connection adds, with diminishing returns. Never a number of second-degree
//! people, unless the person read the counts off the profile.
//!
//! `U = sum_v w_v * (1 - (1-p)^n_v)`: the first contact at a company counts most. The weights are
//! judgement and stand in `assets/rules.toml`.

use std::collections::HashMap;

/// Something that a network covers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// A company of the target list, in its compared form.
    Target(Box<str>),
    /// Another company.
    Company(Box<str>),
    /// A recruiter at a target company.
    RecruiterAt(Box<str>),
    /// A leader at a target company.
    LeaderAt(Box<str>),
    /// The function that the person looks for.
    Function,
    /// A school.
    School(Box<str>),
    /// A place.
    Place(Box<str>),
}

/// How much the kinds of facets weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// A target company.
    pub target: u32,
    /// A recruiter there.
    pub recruiter: u32,
    /// A leader there.
    pub leader: u32,
    /// The target function.
    pub function: u32,
    /// Another company.
    pub company: u32,
    /// A school.
    pub school: u32,
    /// A place.
    pub place: u32,
}

impl Weights {
    /// The weight of a facet.
    pub const fn of(&self, facet: &Facet) -> u32 {
        match facet {
            Facet::Target(_) => self.target,
            Facet::Company(_) => self.company,
            Facet::RecruiterAt(_) => self.recruiter,
            Facet::LeaderAt(_) => self.leader,
            Facet::Function => self.function,
            Facet::School(_) => self.school,
            Facet::Place(_) => self.place,
        }
    }

    /// The most that one person can add: a recruiter at an uncovered target company, in the target
    /// function and place.
    const fn most(&self) -> u32 {
        self.target + self.recruiter + self.function + self.place
    }
}

/// What the network covers today.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    /// How many connections there are with a facet.
    pub covered: HashMap<Facet, u32>,
    /// The chance that a connection becomes somebody one exchanges words with, 0 to 1.
    pub p: f64,
    /// Connections with words both ways, and all that the messages could tell of.
    pub rate: (u32, u32),
    /// Connections who recruit in the person's field.
    pub recruiters: u32,
    /// Those of them whom the person never wrote to; 0 if the messages are unknown.
    pub silent_recruiters: u32,
}

/// `p = (prior + two_way) / (prior connections + connections)`, at most 1.
pub fn chance(two_way: u32, connections: u32, prior: (u32, u32)) -> f64 {
    let all = f64::from(prior.1) + f64::from(connections);
    if all > 0.0 {
        ((f64::from(prior.0) + f64::from(two_way)) / all).min(1.0)
    } else {
        0.0
    }
}

impl Reach {
    /// How many connections have a facet.
    pub fn count(&self, facet: &Facet) -> u32 {
        self.covered.get(facet).copied().unwrap_or(0)
    }

    /// Counts one more connection with these facets.
    pub fn cover(&mut self, facets: impl IntoIterator<Item = Facet>) {
        for facet in facets {
            *self.covered.entry(facet).or_insert(0) += 1;
        }
    }

    /// What one more person with these facets adds: `sum w * p * (1-p)^n`.
    pub fn gain(&self, weights: &Weights, facets: &[Facet]) -> f64 {
        let gains = facets.iter().map(|facet| {
            let n = i32::try_from(self.count(facet)).unwrap_or(i32::MAX);
            f64::from(weights.of(facet)) * self.p * (1.0 - self.p).powi(n)
        });
        gains.sum()
    }

    /// The gain as points, of `most`: `round(most * gain / gain_max)`.
    pub fn points(&self, weights: &Weights, facets: &[Facet], most: i32) -> i32 {
        let best = f64::from(weights.most()) * self.p;
        if best <= 0.0 {
            return 0;
        }
        let share = (self.gain(weights, facets) / best).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "at most `most`, which is an i32"
        )]
        let points = (f64::from(most) * share).round() as i32;
        points
    }

    /// The chance, in percent, that at least one of so many contacts is somebody one talks with.
    pub fn talked_percent(&self, contacts: u32) -> u32 {
        let n = i32::try_from(contacts).unwrap_or(i32::MAX);
        let chance = (1.0 - (1.0 - self.p).powi(n)) * 100.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 100"
        )]
        let percent = chance.round() as u32;
        percent
    }

    /// What a company gains by one more contact, in words. `name` is how it is written.
    pub fn company_words(&self, company: &str, name: &str, field_recruiter: bool) -> String {
        let target = self.count(&Facet::Target(company.into()));
        let other = self.count(&Facet::Company(company.into()));
        match (target, other) {
            (0, 0) if field_recruiter => {
                format!("first person you would know at {name}, a recruiter")
            }
            (0, 0) => format!("first person you would know at {name}"),
            (n, 0) | (_, n) if n >= MANY => {
                format!("at {name} you already have {n} people: little new reach")
            }
            (n, 0) | (_, n) => format!("you know {n} at {name}"),
        }
    }

    /// What one more recruiter of the own field is beside those that are there; `None` if there is
    /// nobody yet.
    pub fn recruiter_words(&self) -> Option<String> {
        let (all, silent) = (self.recruiters, self.silent_recruiters);
        let nth = ordinal(all.saturating_add(1));
        let has = format!("{nth} recruiter in your field; you have {all}");
        match (all, silent) {
            (0, _) => None,
            (_, 0) => Some(has),
            (1, _) => Some(format!(
                "{has}, whom you never wrote to: a message may do more than a new one"
            )),
            (_, 1) => Some(format!(
                "{has}, one of whom you never wrote to: a message there may do more than a new one"
            )),
            (_, silent) => Some(format!(
                "{has}, {silent} of whom you never wrote to: a message to them may do more than a \
                 new one"
            )),
        }
    }

    /// How the chance of a talk at a company grows, with the own rate behind it.
    pub fn chance_words(&self, contacts: u32, name: &str) -> String {
        let (from, to) = (
            self.talked_percent(contacts),
            self.talked_percent(contacts.saturating_add(1)),
        );
        let (talked, all) = self.rate;
        format!(
            "from about {from}% to {to}% that at least one contact at {name} is someone you talk \
             with (your own rate: {talked} of {all})"
        )
    }
}

/// `1st`, `2nd`, `3rd`, `4th`, `11th`.
fn ordinal(n: u32) -> String {
    let end = match (n % 10, n % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

/// From so many contacts on, one more at the same company is little new reach. Judgement.
const MANY: u32 = 10;

/// The upper bound of new second-degree people, from the counts that the person read off the
/// profile: connections shown, and mutual ones.
pub const fn second_degree_most(connections: u32, mutual: u32) -> u32 {
    connections.saturating_sub(1).saturating_sub(mutual)
}

/// The words of that bound.
pub fn second_degree_words(connections: u32, mutual: u32) -> String {
    format!(
        "up to {} new second-degree people ({connections} shown, {mutual} mutual), fewer in practice",
        second_degree_most(connections, mutual)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: Weights = Weights {
        target: 5,
        recruiter: 3,
        leader: 3,
        function: 2,
        company: 1,
        school: 1,
        place: 1,
    };

    fn reach(p: f64) -> Reach {
        Reach {
            p,
            rate: (31, 310),
            ..Reach::default()
        }
    }

    #[test]
    fn the_first_contact_at_a_company_counts_most() {
        let mut reach = reach(0.1);
        let facets = [
            Facet::Target("acme".into()),
            Facet::RecruiterAt("acme".into()),
        ];
        let mut last = f64::MAX;
        for _ in 0..20 {
            let gain = reach.gain(&WEIGHTS, &facets);
            assert!(gain > 0.0 && gain < last);
            last = gain;
            reach.cover(facets.clone());
        }
        assert_eq!(reach.points(&WEIGHTS, &[], 15), 0);
    }

    #[test]
    fn the_best_person_brings_all_points() {
        let best = [
            Facet::Target("acme".into()),
            Facet::RecruiterAt("acme".into()),
            Facet::Function,
            Facet::Place("leeds".into()),
        ];
        assert_eq!(reach(0.1).points(&WEIGHTS, &best, 15), 15);
        assert_eq!(reach(0.0).points(&WEIGHTS, &best, 15), 0);
    }

    #[test]
    fn chances_are_those_of_the_reference() {
        let reach = reach(0.1);
        assert_eq!([1, 7, 15].map(|n| reach.talked_percent(n)), [10, 52, 79]);
        assert!((chance(0, 0, (1, 10)) - 0.1).abs() < 1e-9);
        assert_eq!(
            reach.chance_words(0, "Acme"),
            "from about 0% to 10% that at least one contact at Acme is someone you talk with \
             (your own rate: 31 of 310)"
        );
        let recruiters = Reach {
            recruiters: 3,
            silent_recruiters: 2,
            ..reach
        };
        assert_eq!(
            recruiters.recruiter_words().unwrap(),
            "4th recruiter in your field; you have 3, 2 of whom you never wrote to: a message to \
             them may do more than a new one"
        );
        assert_eq!(Reach::default().recruiter_words(), None);
        assert_eq!(
            [1, 2, 3, 11, 12, 22].map(ordinal),
            ["1st", "2nd", "3rd", "11th", "12th", "22nd"]
        );
        assert!(second_degree_words(500, 79).starts_with("up to 420 new"));
    }
}
