//! Somebody in one line: `Mira Example, Northwind, met at RustConf, +2w`.

use super::{day::Day, edit::Field, person::PersonKey, step::Step, when};

/// How such a line looks.
pub const EXAMPLE: &str = "for example `Mira Example, Northwind, met at RustConf, +2w`";

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The name, slug or address of the profile.
    pub name: String,
    /// Company, and how they met.
    pub facts: Vec<(Field, String)>,
    /// When to follow up.
    pub on: Option<Day>,
}

/// Why a line cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotAdd {
    /// Nothing stands before the first comma.
    #[error("the line begins with a name")]
    NoName,
    /// More than four parts.
    #[error("more than a name, a company, how you met and a day")]
    TooMuch,
}

/// Reads a line: a name, then company, how they met, a day, each optional and parted by commas. The
/// last part is the day if it reads as one; a part that begins with `met` says how they met.
pub fn read(line: &str, today: Day) -> Result<Added, CannotAdd> {
    let mut parts = line.split(',').map(str::trim);
    let name = parts.next().unwrap_or_default();
    if name.is_empty() {
        return Err(CannotAdd::NoName);
    }
    let mut parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let on = parts.last().and_then(|last| when::parse(last, today).ok());
    if on.is_some() {
        parts.pop();
    }
    let mut facts: Vec<(Field, String)> = Vec::new();
    for part in parts {
        let start = part.get(..4).unwrap_or_default();
        let met = start.eq_ignore_ascii_case("met ");
        let has = |field| facts.iter().any(|(known, _)| *known == field);
        let field = if met || has(Field::Company) {
            Field::Met
        } else {
            Field::Company
        };
        if has(field) {
            return Err(CannotAdd::TooMuch);
        }
        let words = if met {
            part.get(4..).unwrap_or_default()
        } else {
            part
        };
        facts.push((field, field.read(words).unwrap_or_default()));
    }
    Ok(Added {
        name: name.to_owned(),
        facts,
        on,
    })
}

impl Added {
    /// The step that keeps it.
    pub fn step(self, person: PersonKey) -> Step {
        Step::Add {
            person,
            facts: self.facts,
            on: self.on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_who_where_how_and_when() {
        let today: Day = "2026-11-23".parse().unwrap();
        let added = read("Mira Example, Northwind, met at RustConf, +2w", today).unwrap();
        assert_eq!(added.name, "Mira Example");
        assert_eq!(
            added.facts,
            [
                (Field::Company, "Northwind".to_owned()),
                (Field::Met, "at RustConf".to_owned())
            ]
        );
        assert_eq!(added.on, "2026-12-07".parse().ok());
        assert_eq!(read("Jon, met at a fair", today).unwrap().facts.len(), 1);
        assert_eq!(read(" , Northwind", today), Err(CannotAdd::NoName));
        assert_eq!(read("a, b, c, d", today), Err(CannotAdd::TooMuch));
    }
}
