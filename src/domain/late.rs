//! Values that are made when they are first looked at.

use std::{
    borrow::Cow,
    fmt, iter, mem,
    ops::{Deref, Range},
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

    /// Makes it now, if nobody looked at it yet: a thread may do that ahead of who will look.
    pub fn make(&self) {
        LazyLock::force(&self.0);
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

/// A value that is made when it is looked at, if there is one at its place.
type Place<T> = OnceLock<Option<Box<T>>>;

/// So many places stand together; see [`LateList`].
const BLOCK: usize = 16;

/// A list whose values are made one by one, each when it is first looked at. Some places may have
/// no value.
///
/// The room for a value is made with that of its neighbours when one of them is looked at: the lists
/// of a large network are long, and of most of them a start looks at some hundred values.
#[derive(Clone)]
pub struct LateList<T> {
    blocks: Vec<OnceLock<Box<[Place<T>]>>>,
    length: usize,
    make: MakeOne<T>,
}

impl<T> LateList<T> {
    /// A list of so many places with the values that this makes.
    pub fn new(length: usize, make: impl Fn(usize) -> Option<T> + Send + Sync + 'static) -> Self {
        let mut blocks = Vec::new();
        blocks.resize_with(length.div_ceil(BLOCK), OnceLock::new);
        let make = Arc::new(make);
        Self {
            blocks,
            length,
            make,
        }
    }

    /// How many places there are.
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no place.
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The value at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        if at >= self.length {
            return None;
        }
        let block = self.blocks.get(at / BLOCK)?;
        let place = block.get_or_init(room).get(at % BLOCK)?;
        let made = place.get_or_init(|| (self.make)(at).map(Box::new));
        made.as_deref()
    }

    /// The value at a place, to look at in passing: one that was not made yet is not kept.
    pub fn glance(&self, at: usize) -> Option<Glance<'_, T>> {
        if at >= self.length {
            return None;
        }
        let block = self.blocks.get(at / BLOCK).and_then(OnceLock::get);
        match block.and_then(|block| block.get(at % BLOCK)?.get()) {
            Some(made) => made.as_deref().map(Glance::Kept),
            None => (self.make)(at).map(Glance::Passing),
        }
    }

    /// The value at a place, to change it.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.get(at)?;
        let block = self.blocks.get_mut(at / BLOCK)?.get_mut()?;
        block.get_mut(at % BLOCK)?.get_mut()?.as_deref_mut()
    }

    /// The first place whose value this does not hold for, where it holds for those before and none
    /// behind. Looks at few of them, in passing.
    pub fn partition_point(&self, holds: impl Fn(&T) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if self.glance(middle).is_some_and(|value| holds(&value)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// The values from a place on, in their order, to look at in passing.
    pub fn glances(&self, from: usize) -> impl Iterator<Item = Glance<'_, T>> {
        (from..self.len()).filter_map(|at| self.glance(at))
    }

    /// All values, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Adds a value behind the others.
    pub fn push(&mut self, value: T) {
        self.add(Some(Box::new(value)));
    }

    fn add(&mut self, value: Option<Box<T>>) {
        if self.length.is_multiple_of(BLOCK) {
            self.blocks.push(OnceLock::new());
        }
        let Some(last) = self.blocks.last_mut() else {
            return;
        };
        last.get_or_init(room);
        let mut places = last.get_mut().into_iter().flatten();
        if let Some(place) = places.nth(self.length % BLOCK) {
            *place = OnceLock::from(value);
            self.length += 1;
        }
    }

    /// Takes a place out: those behind it move up. Makes all values.
    pub fn remove(&mut self, at: usize) -> Option<T> {
        self.iter().for_each(drop);
        if at >= self.length {
            return None;
        }
        let length = mem::take(&mut self.length);
        let blocks = mem::take(&mut self.blocks).into_iter();
        let places = blocks.filter_map(OnceLock::into_inner).flatten();
        let mut gone = None;
        for (place, value) in places.take(length).map(OnceLock::into_inner).enumerate() {
            match value.flatten() {
                value if place == at => gone = value,
                value => self.add(value),
            }
        }
        gone.map(|value| *value)
    }
}

/// Room for values.
fn room<T>() -> Box<[Place<T>]> {
    iter::repeat_with(OnceLock::new).take(BLOCK).collect()
}

/// A value of a [`LateList`] that is looked at in passing.
#[derive(Debug)]
pub enum Glance<'a, T> {
    /// It is kept there.
    Kept(&'a T),
    /// It goes again.
    Passing(T),
}

impl<T> Deref for Glance<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Kept(value) => value,
            Self::Passing(value) => value,
        }
    }
}

impl<T> FromIterator<Option<T>> for LateList<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(values: I) -> Self {
        let mut list = Self::default();
        values
            .into_iter()
            .for_each(|value| list.add(value.map(Box::new)));
        list
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

type ReadRun<T> = Arc<dyn Fn(Range<usize>) -> Vec<T> + Send + Sync>;

/// A list that is too long to be held: its values are read in runs, anew each time that somebody
/// looks at them. One that was made here is held.
#[derive(Clone)]
pub struct Runs<T: Clone> {
    held: Vec<T>,
    /// How many there are elsewhere, and what reads them.
    elsewhere: Option<(usize, ReadRun<T>)>,
}

impl<T: Clone> Runs<T> {
    /// A list of so many values, a run of which this reads.
    pub fn new(
        length: usize,
        read: impl Fn(Range<usize>) -> Vec<T> + Send + Sync + 'static,
    ) -> Self {
        Self {
            held: Vec::new(),
            elsewhere: Some((length, Arc::new(read))),
        }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        let elsewhere = self.elsewhere.as_ref();
        elsewhere.map_or(self.held.len(), |(length, _)| *length)
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A run of the values; none where it does not lie in the list.
    pub fn run(&self, range: Range<usize>) -> Cow<'_, [T]> {
        match &self.elsewhere {
            None => Cow::Borrowed(self.held.get(range).unwrap_or_default()),
            Some((length, read)) if range.end <= *length => Cow::Owned(read(range)),
            Some(_) => Cow::Borrowed(&[]),
        }
    }

    /// The values, to change them: they are held from now on.
    pub fn held(&mut self) -> &mut Vec<T> {
        if self.elsewhere.is_some() {
            self.held = self.all().into_owned();
            self.elsewhere = None;
        }
        &mut self.held
    }

    /// All values.
    pub fn all(&self) -> Cow<'_, [T]> {
        self.run(0..self.len())
    }
}

impl<T: Clone> From<Vec<T>> for Runs<T> {
    fn from(held: Vec<T>) -> Self {
        Self {
            held,
            elsewhere: None,
        }
    }
}

impl<T: Clone> Default for Runs<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T: Clone + PartialEq> PartialEq for Runs<T> {
    fn eq(&self, other: &Self) -> bool {
        self.all() == other.all()
    }
}

impl<T: Clone> fmt::Debug for Runs<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Runs({})", self.len())
    }
}

#[cfg(test)]
mod tests;
