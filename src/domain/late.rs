//! Values that are made when they are first looked at.

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, LazyLock, OnceLock},
};

type Make<T> = Box<dyn FnOnce() -> T + Send>;

/// A value that is made when it is first looked at: what no frame shows and no command asks for
/// costs nothing.
#[derive(Clone, Debug)]
pub struct Late<T>(Arc<LazyLock<T, Make<T>>>);

impl<T> Late<T> {
    /// The value that this makes.
    pub fn new(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(make))))
    }
}

impl<T> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Send + 'static> From<T> for Late<T> {
    fn from(value: T) -> Self {
        Self::new(move || value)
    }
}

impl<T: Default + 'static> Default for Late<T> {
    fn default() -> Self {
        Self::new(T::default)
    }
}

impl<T: PartialEq> PartialEq for Late<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

type MakeOne<T> = Arc<dyn Fn(usize) -> Option<T> + Send + Sync>;

/// A list whose values are made one by one, each when it is first looked at. Some places may have
/// no value.
#[derive(Clone)]
pub struct LateList<T> {
    places: Vec<OnceLock<Option<Box<T>>>>,
    make: MakeOne<T>,
}

impl<T> LateList<T> {
    /// A list of so many places with the values that this makes.
    pub fn new(length: usize, make: impl Fn(usize) -> Option<T> + Send + Sync + 'static) -> Self {
        let mut places = Vec::new();
        places.resize_with(length, OnceLock::new);
        let make = Arc::new(make);
        Self { places, make }
    }

    /// How many places there are.
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no place.
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The value at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        let place = self.places.get(at)?;
        let made = place.get_or_init(|| (self.make)(at).map(Box::new));
        made.as_deref()
    }

    /// The value at a place, to change it.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.get(at)?;
        self.places.get_mut(at)?.get_mut()?.as_deref_mut()
    }

    /// All values, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Adds a value behind the others.
    pub fn push(&mut self, value: T) {
        self.places.push(OnceLock::from(Some(Box::new(value))));
    }

    /// Takes a place out: those behind it move up. Makes all values.
    pub fn remove(&mut self, at: usize) -> Option<T> {
        self.iter().for_each(drop);
        if at >= self.len() {
            return None;
        }
        self.places.remove(at).into_inner()?.map(|value| *value)
    }
}

impl<T> FromIterator<Option<T>> for LateList<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(values: I) -> Self {
        let places = values.into_iter();
        let places = places.map(|value| OnceLock::from(value.map(Box::new)));
        Self {
            places: places.collect(),
            ..Self::default()
        }
    }
}

impl<T> Default for LateList<T> {
    fn default() -> Self {
        Self::new(0, |_| None)
    }
}

impl<T: PartialEq> PartialEq for LateList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (0..self.len()).all(|at| self.get(at) == other.get(at))
    }
}

impl<T> fmt::Debug for LateList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LateList({})", self.len())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_value_is_made_once_and_only_when_it_is_looked_at() {
        let made = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&made);
        let mut list = LateList::new(1000, move |at| {
            count.fetch_add(1, Ordering::Relaxed);
            (at != 3).then_some(at * 10)
        });
        assert_eq!(
            (list.get(7), list.get(7), list.get(3)),
            (Some(&70), Some(&70), None)
        );
        assert_eq!(list.get(1000), None);
        list.push(1);
        assert_eq!(list.get(1000), Some(&1));
        assert_eq!(made.load(Ordering::Relaxed), 2);
        if let Some(value) = list.get_mut(7) {
            *value = 71;
        }
        assert_eq!(list.remove(0), Some(0));
        assert_eq!(
            (list.get(6), list.len(), list.iter().count()),
            (Some(&71), 1000, 999)
        );
        assert_eq!(made.load(Ordering::Relaxed), 1000);
        assert_eq!(list.remove(1000), None);
    }
}
