//! Which keys do what: the table's defaults, with the person's own over them.

use std::{collections::BTreeMap, fmt};

use crate::text::near::near_miss;

use super::{
    action::{ACTIONS, Action, Row, Scope},
    key::{Key, NotAKey, sequence},
};

/// The keys of all actions.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, Action, Scope)>,
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// This action.
    Action(Action),
    /// The beginning of something longer.
    Begun,
    /// Nothing.
    Nothing,
}

/// Something wrong in a table of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// No action has this name.
    NoAction(String),
    /// The text names no key.
    NoKey {
        /// The action that it stands at.
        action: String,
        /// The text.
        key: String,
    },
    /// Two actions have the same key, or one begins with the other's.
    Clash {
        /// The key of one, or the shorter one of both.
        key: String,
        /// One action.
        one: &'static str,
        /// The key of the other: the same, or a sequence that begins with it.
        longer: String,
        /// The other.
        other: &'static str,
    },
}

impl KeyFault {
    /// The actions that it is about.
    pub fn actions(&self) -> Vec<&str> {
        match self {
            Self::NoAction(name) => vec![name],
            Self::NoKey { action, .. } => vec![action],
            Self::Clash { one, other, .. } => vec![one, other],
        }
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAction(name) => {
                write!(f, "keys.{name}: there is no such action")?;
                match near_miss(name, ACTIONS.iter().map(|row| row.name)) {
                    Some(near) => write!(f, "; did you mean `{near}`?"),
                    None => Ok(()),
                }
            }
            Self::NoKey { action, key } if key.is_empty() => {
                write!(f, "keys.{action}: '' is no key; [] takes its keys away")
            }
            Self::NoKey { action, key } => write!(
                f,
                "keys.{action}: '{key}' is no key; keys are written like a, Ctrl-a, F5, Space or 'g g'"
            ),
            Self::Clash {
                key,
                one,
                longer,
                other,
            } if key == longer => write!(f, "'{key}' cannot mean both {one} and {other}"),
            Self::Clash {
                key,
                one,
                longer,
                other,
            } => write!(
                f,
                "'{longer}' cannot mean {other}: its beginning '{key}' means {one} already"
            ),
        }
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&BTreeMap::new()).unwrap_or(Self {
            bindings: Vec::new(),
        })
    }
}

impl Keymap {
    /// The table's keys; an action that is named in `own` has those keys instead. All faults are
    /// reported together.
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> Result<Self, Vec<KeyFault>> {
        let mut faults: Vec<KeyFault> = own
            .keys()
            .filter(|name| Action::from_name(name).is_none())
            .map(|name| KeyFault::NoAction(name.clone()))
            .collect();
        let mut bindings = Vec::new();
        for row in ACTIONS {
            let keys: Vec<&str> = match own.get(row.name) {
                Some(keys) => keys.iter().map(String::as_str).collect(),
                None => row.keys.to_vec(),
            };
            for key in keys {
                match sequence(key) {
                    Ok(keys) => bindings.push((keys, row.action, row.scope)),
                    Err(NotAKey(key)) => faults.push(KeyFault::NoKey {
                        action: row.name.to_owned(),
                        key,
                    }),
                }
            }
        }
        let keymap = Self { bindings };
        faults.extend(keymap.clashes());
        if faults.is_empty() {
            Ok(keymap)
        } else {
            Err(faults)
        }
    }

    fn clashes(&self) -> Vec<KeyFault> {
        let mut clashes = Vec::new();
        for (at, one) in self.bindings.iter().enumerate() {
            for other in self.bindings.iter().skip(at + 1) {
                let (shorter, longer) = if one.0.len() <= other.0.len() {
                    (one, other)
                } else {
                    (other, one)
                };
                let name = |action: Action| action.row().map_or("", |row| row.name);
                if longer.0.starts_with(&shorter.0) && one.1 != other.1 && one.2.meets(other.2) {
                    clashes.push(KeyFault::Clash {
                        key: words(&shorter.0),
                        one: name(shorter.1),
                        longer: words(&longer.0),
                        other: name(longer.1),
                    });
                }
            }
        }
        clashes
    }

    /// What these keys mean in a place.
    pub fn find(&self, place: Scope, pressed: &[Key]) -> Found {
        self.find_among(pressed, |action| {
            action.row().is_some_and(|row| row.is_in(place))
        })
    }

    /// What these keys mean in a list or a text over the panes.
    pub fn find_in_overlay(&self, pressed: &[Key]) -> Found {
        self.find_among(pressed, Action::is_in_overlays)
    }

    fn find_among(&self, pressed: &[Key], counts: impl Fn(Action) -> bool) -> Found {
        let mut here = self
            .bindings
            .iter()
            .filter(|(keys, action, _)| keys.starts_with(pressed) && counts(*action));
        match here.next() {
            None => Found::Nothing,
            Some((keys, action, _)) if keys.len() == pressed.len() => Found::Action(*action),
            Some(_) => Found::Begun,
        }
    }

    /// What the keys pressed so far can become: the keys that are missing, and for what.
    pub fn following(
        &self,
        place: Scope,
        pressed: &[Key],
    ) -> impl Iterator<Item = (&[Key], &'static Row)> {
        self.bindings.iter().filter_map(move |(keys, action, _)| {
            let row = action.row().filter(|row| row.is_in(place))?;
            Some((keys.strip_prefix(pressed)?, row))
        })
    }

    /// The action of a key that works in overlays, too.
    pub fn always(&self, key: Key) -> Option<Action> {
        self.bindings
            .iter()
            .find(|(keys, _, scope)| scope.has(Scope::ALWAYS) && *keys == [key])
            .map(|(_, action, _)| *action)
    }

    /// The keys of an action, as they are shown, the first one first.
    pub fn keys(&self, action: Action) -> impl Iterator<Item = &[Key]> {
        self.bindings
            .iter()
            .filter(move |(_, bound, _)| *bound == action)
            .map(|(keys, _, _)| keys.as_slice())
    }
}

/// Keys as they are written.
pub fn words(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(action: &str, keys: &[&str]) -> BTreeMap<String, Vec<String>> {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        BTreeMap::from([(action.to_owned(), keys)])
    }

    #[test]
    fn the_default_keys_do_not_clash() {
        assert_eq!(Keymap::new(&BTreeMap::new()).err(), None);
    }

    #[test]
    fn one_key_may_mean_two_things_in_two_panes() {
        let keymap = Keymap::default();
        let c = [Key::char('c')];
        assert_eq!(keymap.find(Scope::OUTBOX, &c), Found::Action(Action::Done));
        assert_eq!(
            keymap.find(Scope::FOLLOWUPS, &c),
            Found::Action(Action::Contacted)
        );
        assert_eq!(keymap.find(Scope::INVITATIONS, &c), Found::Nothing);
    }

    #[test]
    fn a_sequence_waits_for_its_end() {
        let keymap = Keymap::new(&own("top", &["g g"])).unwrap();
        let g = Key::char('g');
        assert_eq!(keymap.find(Scope::INVITATIONS, &[g]), Found::Begun);
        assert_eq!(
            keymap.find(Scope::INVITATIONS, &[g, g]),
            Found::Action(Action::Top)
        );
        assert_eq!(
            keymap.find(Scope::INVITATIONS, &[g, Key::char('x')]),
            Found::Nothing
        );
    }

    #[test]
    fn all_faults_are_told_together() {
        let mut keys = own("accept", &["d", "Hyper-a"]);
        keys.extend(own("acept", &["a"]));
        let faults: Vec<String> = Keymap::new(&keys)
            .unwrap_err()
            .iter()
            .map(KeyFault::to_string)
            .collect();
        assert_eq!(
            faults,
            [
                "keys.acept: there is no such action; did you mean `accept`?",
                "keys.accept: 'Hyper-a' is no key; keys are written like a, Ctrl-a, F5, Space or 'g g'",
                "'d' cannot mean both accept and decline",
            ]
        );
    }

    #[test]
    fn a_key_that_begins_another_clashes_with_it() {
        let faults = Keymap::new(&own("top", &["j j"])).unwrap_err();
        assert_eq!(
            faults.first().map(KeyFault::to_string).as_deref(),
            Some("'j j' cannot mean top: its beginning 'j' means down already")
        );
    }
}
