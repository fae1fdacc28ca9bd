//! Several programs on one store, in any order.

use std::sync::Arc;

use cordial::store::{Access, State, Store};
use proptest::prelude::*;

use super::disk::{Failure, SimDisk};
use super::*;

const ROOT: &str = "/home";

#[derive(Clone, Copy, Debug)]
enum Move {
    Add(usize),
    Poll(usize),
    Read(usize),
    /// Dies in the middle of a step, at this call, with this much of a write done.
    Die(usize, usize, usize),
    Repair(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let who = 0..3_usize;
    let one = prop_oneof![
        4 => who.clone().prop_map(Move::Add),
        2 => who.clone().prop_map(Move::Poll),
        1 => who.clone().prop_map(Move::Read),
        2 => (who.clone(), 0..40_usize, 0..=256_usize).prop_map(|(a, b, c)| Move::Die(a, b, c)),
        1 => who.prop_map(Move::Repair),
    ];
    proptest::collection::vec(one, 1..25)
}

struct Program {
    store: Store,
    machine: &'static str,
    /// What it has been told of so far.
    seen: Vec<String>,
}

impl Program {
    fn start(disk: &Arc<SimDisk>, machine: &'static str) -> Self {
        let mut store = open_as(disk, ROOT, machine, Access::Write);
        let seen = words(&store.read());
        Self {
            store,
            machine,
            seen,
        }
    }
}

fn play(moves: &[Move]) {
    let disk = SimDisk::new();
    let mut programs = ["machine-a", "machine-a", "machine-b"].map(|m| Program::start(&disk, m));
    let (mut acknowledged, mut tried) = (Vec::new(), Vec::new());
    for (number, &one) in moves.iter().enumerate() {
        let word = format!("step {number}");
        match one {
            Move::Add(who) => {
                let program = &mut programs[who];
                let appended = program.store.append(&step(&word), AT, TZ).unwrap();
                program.seen.extend(words_of(&appended.taken));
                program.seen.push(word.clone());
                acknowledged.push(word);
            }
            Move::Poll(who) => {
                let program = &mut programs[who];
                let lines = program.store.poll();
                program.seen.extend(words_of(&lines));
            }
            Move::Read(who) => {
                let program = &mut programs[who];
                program.seen = words(&program.store.read());
            }
            Move::Die(who, nth, torn) => {
                let kind = std::io::ErrorKind::Other;
                disk.fail(Some(Failure {
                    nth,
                    forever: true,
                    kind,
                    torn,
                }));
                let died = add(&mut programs[who].store, &word);
                disk.fail(None);
                disk.kill_all();
                tried.push(word.clone());
                if died.is_ok() {
                    acknowledged.push(word);
                }
                programs[who] = Program::start(&disk, programs[who].machine);
            }
            Move::Repair(who) => {
                let program = &mut programs[who];
                let repaired = program.store.repair(AT, TZ).unwrap();
                assert!(
                    repaired.confirmed.is_none(),
                    "nothing acknowledged is missing"
                );
                program.seen.extend(words_of(&repaired.taken));
            }
        }
    }
    let log = open(&disk, ROOT).read();
    let mut shown = words(&log);
    assert_eq!(log.state, State::Writable, "{:?}", log.faults);
    assert!(
        !log.faults.iter().any(cordial::store::Fault::is_damage),
        "{:?}",
        log.faults
    );
    // One device's own steps are in the order in which they were acknowledged; so are all, where
    // every program looks at the files before it writes.
    let in_order: Vec<_> = shown
        .iter()
        .filter(|word| acknowledged.contains(word))
        .collect();
    assert_eq!(in_order, acknowledged.iter().collect::<Vec<_>>());
    assert!(
        shown
            .iter()
            .all(|word| acknowledged.contains(word) || tried.contains(word))
    );
    shown.sort();
    for program in &mut programs {
        // What it was told bit by bit is what is there, each once.
        let taken = program.store.append(&step("last"), AT, TZ).unwrap().taken;
        let mut seen = std::mem::take(&mut program.seen);
        seen.extend(words_of(&taken));
        seen.retain(|word| word != "last");
        seen.sort();
        assert_eq!(seen, shown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn programs_in_any_order_lose_and_double_nothing(moves in moves()) {
        play(&moves);
    }

    #[test]
    fn any_bytes_in_a_journal_are_read_without_a_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        at in 0..1000_usize,
    ) {
        let disk = SimDisk::new();
        let mut store = open(&disk, ROOT);
        for word in 0..3 {
            add(&mut store, word).unwrap();
        }
        let file = journals(&*disk, ROOT).remove(0);
        let mut whole = disk.bytes(&file);
        let at = at % (whole.len() + 1);
        whole.splice(at..at, bytes);
        disk.put(&file, &whole);
        let log = store.read();
        prop_assert!(log.lines.len() >= 2);
        store.repair(AT, TZ).unwrap();
        add(&mut store, "more").unwrap();
        prop_assert_eq!(open(&disk, ROOT).read().state, State::Writable);
    }
}
