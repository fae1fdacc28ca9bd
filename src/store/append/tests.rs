use std::io::Write;

use super::*;

/// A file whose writes end like this, one after the other; each is counted.
struct Scripted {
    ends: Vec<io::Result<usize>>,
    writes: u32,
}

impl Write for Scripted {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        let interrupted = || Err(ErrorKind::Interrupted.into());
        self.ends.pop().unwrap_or_else(interrupted)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for Scripted {
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A signal writes nothing, so the same write is tried again; a write that stored a part is not.
#[test]
fn a_write_is_tried_again_after_a_signal_and_after_nothing_else() {
    let write = |signals: usize, end: io::Result<usize>| {
        let signal = || Err(io::Error::from(ErrorKind::Interrupted));
        let mut ends = vec![end];
        ends.extend((0..signals).map(|_| signal()));
        let mut file = Scripted { ends, writes: 0 };
        let result = write_once(&mut file, b"a line");
        (result.map_err(|error| error.kind()), file.writes)
    };
    assert_eq!(write(0, Ok(6)), (Ok(()), 1));
    assert_eq!(write(3, Ok(6)), (Ok(()), 4));
    assert_eq!(write(1, Ok(5)), (Err(ErrorKind::WriteZero), 2));
    let full = || Err(ErrorKind::StorageFull.into());
    assert_eq!(write(0, full()), (Err(ErrorKind::StorageFull), 1));
    // Signals without end are told in the end.
    assert_eq!(write(99, Ok(6)), (Err(ErrorKind::Interrupted), MAX_TRIES));
}
