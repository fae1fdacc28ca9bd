//! The form of the cache: values one after the other, without names. Numbers have a fixed width,
//! texts and lists their length before them. Only the build that wrote it reads it again.

mod late;

use std::{collections::HashMap, hash::Hash, ops::Range};

use chrono::Datelike as _;

pub(super) use late::{
    put_even_list, put_late, put_late_list, take_even_list, take_late, take_late_list,
};

use crate::domain::{
    day::{Day, Instant, MonthYear},
    person::PersonKey,
};

/// What is left to read.
#[derive(Debug)]
pub(super) struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn next(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// How many things follow: never more than bytes are left, so that nothing is reserved for
    /// what cannot be there.
    fn count(&mut self) -> Option<usize> {
        let count = match u8::take(self)? {
            LONG => u32::take(self)? as usize,
            short => short.into(),
        };
        (count <= self.0.len()).then_some(count)
    }

    fn text(&mut self) -> Option<&'a str> {
        let count = self.count()?;
        std::str::from_utf8(self.next(count)?).ok()
    }
}

/// Something that is written to bytes and read again.
pub(super) trait Form: Sized {
    /// Writes it behind the others.
    fn put(&self, out: &mut Vec<u8>);
    /// Reads the next one; `None` where the bytes hold no such thing.
    fn take(from: &mut Bytes<'_>) -> Option<Self>;
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Form for $type {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn take(from: &mut Bytes<'_>) -> Option<Self> {
                Some(Self::from_le_bytes(from.array()?))
            }
        }
    )*};
}

numbers!(u8, u32, u64, i32, i64, f64);

impl Form for usize {
    fn put(&self, out: &mut Vec<u8>) {
        (*self as u64).put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        u64::take(from)?.try_into().ok()
    }
}

impl Form for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        match u8::take(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

/// A length, before what has it. One that four bytes cannot hold is written as none that can be
/// read again.
fn put_count(count: usize, out: &mut Vec<u8>) {
    match u8::try_from(count) {
        Ok(short) if short != LONG => out.push(short),
        _ => {
            out.push(LONG);
            u32::try_from(count).unwrap_or(u32::MAX).put(out);
        }
    }
}

/// Stands before a length of four bytes; most are shorter, and take one.
const LONG: u8 = u8::MAX;

pub(super) fn put_text(text: &str, out: &mut Vec<u8>) {
    put_count(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

impl Form for Box<str> {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        from.text().map(Into::into)
    }
}

impl Form for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        from.text().map(Into::into)
    }
}

impl Form for PersonKey {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self.as_str(), out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        from.text().map(Self::from_text)
    }
}

impl<T: Form> Form for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        if bool::take(from)? {
            T::take(from).map(Some)
        } else {
            Some(None)
        }
    }
}

impl<T: Form, U: Form> Form for (T, U) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        Some((T::take(from)?, U::take(from)?))
    }
}

impl<T: Form> Form for Range<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.start.put(out);
        self.end.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        Some(T::take(from)?..T::take(from)?)
    }
}

pub(super) fn put_list<'a, T: Form + 'a>(
    list: impl ExactSizeIterator<Item = &'a T>,
    out: &mut Vec<u8>,
) {
    put_count(list.len(), out);
    for one in list {
        one.put(out);
    }
}

impl<K: Form + Eq + Hash, V: Form> Form for HashMap<K, V> {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(self.len(), out);
        for (key, value) in self {
            key.put(out);
            value.put(out);
        }
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        let pairs: Vec<(K, V)> = Form::take(from)?;
        Some(pairs.into_iter().collect())
    }
}

impl<T: Form> Form for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_list(self.iter(), out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        let count = from.count()?;
        let mut list = Self::with_capacity(count);
        for _ in 0..count {
            list.push(T::take(from)?);
        }
        Some(list)
    }
}

impl Form for Day {
    fn put(&self, out: &mut Vec<u8>) {
        self.num_days_from_ce().put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        Self::from_num_days_from_ce_opt(i32::take(from)?)
    }
}

impl Form for Instant {
    fn put(&self, out: &mut Vec<u8>) {
        self.timestamp().put(out);
        self.timestamp_subsec_nanos().put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        Self::from_timestamp(i64::take(from)?, u32::take(from)?)
    }
}

impl Form for MonthYear {
    fn put(&self, out: &mut Vec<u8>) {
        let Self { year, month } = self;
        year.put(out);
        month.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Option<Self> {
        Some(Self {
            year: Form::take(from)?,
            month: Form::take(from)?,
        })
    }
}

/// Records: their fields one after the other. A field that is forgotten does not compile.
macro_rules! records {
    ($($type:ty { $($field:ident),* $(,)? })*) => {$(
        impl $crate::workspace::cache::form::Form for $type {
            fn put(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.put(out);)*
            }

            fn take(from: &mut $crate::workspace::cache::form::Bytes<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::workspace::cache::form::Form::take(from)?),* })
            }
        }
    )*};
}

/// Choices without content: their place in the list.
macro_rules! choices {
    ($($type:ty { $($variant:ident),* $(,)? })*) => {$(
        impl $crate::workspace::cache::form::Form for $type {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant => out.push(Self::$variant as u8),)*
                }
            }

            fn take(from: &mut $crate::workspace::cache::form::Bytes<'_>) -> Option<Self> {
                let place = u8::take(from)?;
                [$(Self::$variant),*].into_iter().find(|one| *one as u8 == place)
            }
        }
    )*};
}

pub(super) use {choices, records};
