use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

#[test]
fn a_place_is_found_without_making_all_values() {
    let made = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&made);
    let list = LateList::new(1000, move |at| {
        count.fetch_add(1, Ordering::Relaxed);
        Some(at * 2)
    });
    for asked in [0, 1, 500, 501, 1998, 5000] {
        let place = list.partition_point(|value| *value < asked);
        assert_eq!(place, asked.div_ceil(2).min(1000), "{asked}");
    }
    assert!(made.load(Ordering::Relaxed) < 60);
    let behind: Vec<usize> = list.glances(998).map(|value| *value).collect();
    assert_eq!(behind, [1996, 1998]);
}

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
    assert!(matches!(list.glance(7), Some(Glance::Kept(70))));
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

#[test]
fn what_is_looked_at_in_passing_is_not_kept() {
    let list = LateList::new(10, |at| (at != 3).then_some(at * 10));
    assert!(matches!(list.glance(7), Some(Glance::Passing(70))));
    assert!(matches!(list.glance(7), Some(Glance::Passing(70))));
    assert!(list.glance(3).is_none() && list.glance(10).is_none());
}

#[test]
fn runs_are_the_same_whether_held_or_read() {
    let held = Runs::from(vec![0, 10, 20, 30]);
    let read = Runs::new(4, |range| range.map(|at| at * 10).collect());
    assert_eq!(held, read);
    for mut list in [held, read] {
        assert_eq!(*list.run(1..3), [10, 20]);
        assert!(list.run(3..5).is_empty());
        list.held().push(40);
        assert_eq!((list.len(), &*list.run(3..5)), (5, &[30, 40][..]));
    }
}
