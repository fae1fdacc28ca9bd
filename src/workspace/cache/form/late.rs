//! Values that are read when they are first looked at: what they lie in is held as bytes.

use std::{ops::Range, sync::Arc};

use super::{Bytes, Form, put_count};
use crate::domain::late::{Late, LateList};

/// A value that is read when it is first looked at, behind its length.
pub(in crate::workspace::cache) fn put_late(value: &impl Form, out: &mut Vec<u8>) {
    let begin = out.len();
    0_u32.put(out);
    value.put(out);
    set_count(begin, out.len() - begin - COUNT, out);
}

/// What [`put_late`] wrote. `from` reads the end of `whole`.
pub(in crate::workspace::cache) fn take_late<T: Form + Default + 'static>(
    from: &mut Bytes<'_>,
    whole: &Arc<Vec<u8>>,
) -> Option<Late<T>> {
    let range = take_range(from, whole)?;
    let whole = Arc::clone(whole);
    Some(Late::new(move || {
        let read = |range| T::take(&mut Bytes::new(whole.get::<Range<usize>>(range)?));
        read(range).unwrap_or_default()
    }))
}

/// Values that are read one by one, each when it is first looked at: where each ends, and they.
pub(in crate::workspace::cache) fn put_late_list<T: Form>(list: &LateList<T>, out: &mut Vec<u8>) {
    put_count(list.len(), out);
    let ends = out.len();
    out.resize(ends + list.len() * COUNT, 0);
    let begin = out.len();
    0_u32.put(out);
    for at in 0..list.len() {
        if let Some(value) = list.get(at) {
            value.put(out);
        }
        set_count(ends + at * COUNT, out.len() - begin - COUNT, out);
    }
    set_count(begin, out.len() - begin - COUNT, out);
}

/// What [`put_late_list`] wrote. `from` reads the end of `whole`.
pub(in crate::workspace::cache) fn take_late_list<T: Form + 'static>(
    from: &mut Bytes<'_>,
    whole: &Arc<Vec<u8>>,
) -> Option<LateList<T>> {
    let length = from.count()?;
    let ends = whole.len() - from.0.len();
    from.next(length.checked_mul(COUNT)?)?;
    let begin = take_range(from, whole)?.start;
    let whole = Arc::clone(whole);
    Some(LateList::new(length, move |at| {
        let end = |at: usize| u32::take(&mut Bytes::new(whole.get(ends + at * COUNT..)?));
        let from = match at {
            0 => 0,
            _ => end(at - 1)?,
        };
        let value = whole.get(begin + from as usize..begin + end(at)? as usize)?;
        T::take(&mut Bytes::new(value))
    }))
}

/// Values that are read one by one like those of [`put_late_list`], where each takes as many bytes as
/// the next: nothing says where one ends.
pub(in crate::workspace::cache) fn put_even_list<T: Form>(list: &LateList<T>, out: &mut Vec<u8>) {
    put_count(list.len(), out);
    let begin = out.len();
    0_u32.put(out);
    for value in list.glances(0) {
        value.put(out);
    }
    set_count(begin, out.len() - begin - COUNT, out);
}

/// What [`put_even_list`] wrote. `from` reads the end of `whole`.
pub(in crate::workspace::cache) fn take_even_list<T: Form + 'static>(
    from: &mut Bytes<'_>,
    whole: &Arc<Vec<u8>>,
) -> Option<LateList<T>> {
    let length = from.count()?;
    let range = take_range(from, whole)?;
    let each = range.len().checked_div(length).unwrap_or_default();
    let whole = Arc::clone(whole);
    (each * length == range.len()).then(|| {
        LateList::new(length, move |at| {
            let begin = range.start + at * each;
            T::take(&mut Bytes::new(whole.get(begin..begin + each)?))
        })
    })
}

/// The bytes that a length stands before, as their place in the whole.
fn take_range(from: &mut Bytes<'_>, whole: &Arc<Vec<u8>>) -> Option<Range<usize>> {
    let count = u32::take(from)? as usize;
    let begin = whole.len() - from.0.len();
    from.next(count)?;
    Some(begin..begin + count)
}

/// The bytes of a length.
const COUNT: usize = size_of::<u32>();

/// Writes a length where room was left for it.
fn set_count(at: usize, count: usize, out: &mut [u8]) {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if let Some(room) = out.get_mut(at..at + COUNT) {
        room.copy_from_slice(&count.to_le_bytes());
    }
}
