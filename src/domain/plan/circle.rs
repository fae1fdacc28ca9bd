//! Circles: how often to be in touch. They say nothing about what a person is worth.

use crate::domain::words::words;

/// How often to be in touch with somebody. Never set by the program itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Circle {
    /// Every few weeks.
    Close,
    /// Every two or three months.
    Active,
    /// Twice a year.
    Light,
    /// Once a year.
    Yearly,
    /// Not on a plan.
    None,
}

words! {
    Circle:
    Close "close",
    Active "active",
    Light "light",
    Yearly "yearly",
    None "none",
}

impl Circle {
    /// What the history says: `circle close`, `no circle`.
    pub fn words(self) -> String {
        match self {
            Self::None => "no circle".to_owned(),
            _ => format!("circle {}", self.word()),
        }
    }

    /// Days from one contact to the next. Source: domain.md 10.1; close and active are the middle
    /// of what is said there.
    pub const fn interval(self) -> Option<i64> {
        match self {
            Self::Close => Some(25),
            Self::Active => Some(75),
            Self::Light => Some(180),
            Self::Yearly => Some(365),
            Self::None => None,
        }
    }

    /// Days by which a contact may come later without anybody minding: 15 % of the interval.
    /// Source: domain.md 10.1.
    pub const fn window(self) -> i64 {
        match self.interval() {
            Some(days) => days * 15 / 100,
            None => 0,
        }
    }

    /// The circle that asks less often, if there is one.
    pub const fn longer(self) -> Option<Self> {
        match self {
            Self::Close => Some(Self::Active),
            Self::Active => Some(Self::Light),
            Self::Light => Some(Self::Yearly),
            Self::Yearly => Some(Self::None),
            Self::None => None,
        }
    }

    /// The circle that asks more often, if there is one.
    pub const fn shorter(self) -> Option<Self> {
        match self {
            Self::Close | Self::None => None,
            Self::Active => Some(Self::Close),
            Self::Light => Some(Self::Active),
            Self::Yearly => Some(Self::Light),
        }
    }
}

/// The messages a day that circles ask for, in the mean: the line to show before choosing.
pub fn load(circles: impl IntoIterator<Item = Circle>) -> f64 {
    let days = circles.into_iter().filter_map(Circle::interval);
    days.filter_map(|days| u32::try_from(days).ok())
        .map(|days| 1.0 / f64::from(days))
        // The sum of nothing would be minus zero.
        .fold(0.0, |sum, share| sum + share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back_and_longer_circles_end() {
        for (circle, word) in Circle::ALL {
            assert_eq!(Circle::from_word(word), Some(circle));
            let longer = circle.longer();
            assert!(longer.is_none_or(|longer| longer > circle));
        }
        assert_eq!(Circle::from_word("vip"), None);
    }

    #[test]
    fn the_load_is_what_the_circles_ask_for() {
        let close = std::iter::repeat_n(Circle::Close, 25);
        let circles = close.chain([Circle::None]);
        assert!((load(circles) - 1.0).abs() < 1e-9);
    }
}
