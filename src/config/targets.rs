//! Targets as TOML: one table for each kind, `name = weight`; 0 is no target.

use toml::{
    Spanned, Value,
    de::{DeTable, DeValue},
};

use super::place::{Fault, Place, near_miss};
use crate::domain::target::{LONGEST_NAME, Target, TargetChange, TargetKind, Targets, Weight};

/// The person's targets as a file. What the archive proposes beside them stands there as comments,
/// to be taken over by taking the mark away.
pub fn write(targets: &Targets, effective: &[Target]) -> String {
    let mut text = String::from(
        "# Targets: `name = weight`. 5 matters most, 1 least, 0 is no target, whatever the archive\n\
         # proposes. `cordial targets import FILE` reads it.\n",
    );
    for (kind, word) in TargetKind::ALL {
        text += &format!("\n[{word}]\n");
        let of_kind = |target: &&Target| target.kind == kind;
        for target in effective.iter().filter(of_kind) {
            let line = format!("{} = {}", key(&target.name), target.weight.get());
            if target.source.is_own() {
                text += &format!("{line}\n");
            } else {
                text += &format!("# {line}  # {}\n", target.source.words());
            }
        }
        for (_, name, _) in targets.refused().filter(|(of, ..)| *of == kind) {
            text += &format!("{} = 0\n", key(name));
        }
    }
    text
}

/// A name as a key; quotes and escapes are TOML's own.
fn key(name: &str) -> String {
    Value::String(name.to_owned()).to_string()
}

/// Reads a file of targets. `file` names it in messages.
///
/// # Errors
/// The place and the way out of the first thing that is wrong.
pub fn read(file: &str, text: &str) -> Result<Vec<TargetChange>, Fault> {
    let place = Place::new(file, text);
    let table = DeTable::parse(text).map_err(|error| place.fault(&error))?;
    let mut changes = Vec::new();
    let mut sections: Vec<_> = table.get_ref().iter().collect();
    sections.sort_by_key(|(word, _)| word.span().start);
    for (word, section) in sections {
        let known = TargetKind::ALL.iter().map(|(_, word)| *word);
        let Some(kind) = TargetKind::from_word(word.get_ref()) else {
            let near = near_miss(word.get_ref(), known.clone());
            let out = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", known.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("no kind of target `{}`; {out}", word.get_ref());
            return Err(place.at(word.span().start, message));
        };
        let DeValue::Table(names) = section.get_ref() else {
            let message = format!(
                "`{0}` is a table: [{0}], below it `name = weight`",
                kind.word()
            );
            return Err(place.at(word.span().start, message));
        };
        let mut names: Vec<_> = names.iter().collect();
        names.sort_by_key(|(name, _)| name.span().start);
        for (name, weight) in names {
            let fault = |message: &str| place.at(name.span().start, message);
            let trimmed = name.get_ref().trim();
            if trimmed.is_empty() {
                return Err(fault("a target needs a name"));
            }
            if trimmed.len() > LONGEST_NAME {
                return Err(fault("the name of a target has at most 200 bytes"));
            }
            changes.push(TargetChange {
                kind,
                name: trimmed.to_owned(),
                weight: weight_of(place, weight)?,
            });
        }
    }
    Ok(changes)
}

fn weight_of(place: Place<'_>, value: &Spanned<DeValue<'_>>) -> Result<Option<Weight>, Fault> {
    let number = match value.get_ref() {
        DeValue::Integer(number) => u8::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    match number {
        Some(0) => Ok(None),
        Some(number) if Weight::new(number).is_some() => Ok(Weight::new(number)),
        _ => {
            let message = "a weight is a number from 1 to 5, or 0 for no target";
            Err(place.at(value.span().start, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        read("t.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn a_file_of_targets_is_read_in_its_order() {
        let text =
            "[role]\n\"Data \\\"Lead\\\"\" = 3\n[company]\nNorthwind = 5\n'Contoso Ltd' = 0\n";
        let read = read("t.toml", text).unwrap();
        let short = |c: &TargetChange| {
            (
                c.kind.word(),
                c.name.clone(),
                c.weight.map_or(0, Weight::get),
            )
        };
        assert_eq!(
            read.iter().map(short).collect::<Vec<_>>(),
            [
                ("role", "Data \"Lead\"".to_owned(), 3),
                ("company", "Northwind".to_owned(), 5),
                ("company", "Contoso Ltd".to_owned(), 0),
            ]
        );
    }

    #[test]
    fn faults_have_their_place_and_the_way_out() {
        assert_eq!(
            refused("[compny]\nx = 1\n"),
            "t.toml:1:2: no kind of target `compny`; did you mean `company`?"
        );
        assert_eq!(
            refused("[company]\nNorthwind = 9\n"),
            "t.toml:2:13: a weight is a number from 1 to 5, or 0 for no target"
        );
        assert_eq!(
            refused("[company]\n\n\"\" = 1\n"),
            "t.toml:3:1: a target needs a name"
        );
        assert_eq!(
            refused("role = 3\n"),
            "t.toml:1:1: `role` is a table: [role], below it `name = weight`"
        );
        assert!(refused("[company\n").starts_with("t.toml:1:9: "));
    }
}
