//! How long an archive takes, step by step, next to a bare loop over the same csv.
//!
//! `cargo bench --bench import -- ARCHIVE.zip`

use std::{
    borrow::Cow,
    io::{self, BufWriter, Read, Write},
    ops::ControlFlow,
    path::PathBuf,
    time::Instant,
};

use cordial::import::{
    self, Kind, SectionEnd, SectionSink,
    section::{Encoder, MessageEncoder},
};

/// Encodes everything, as a store does.
struct Keep {
    rows: Encoder<Vec<u8>>,
    messages: MessageEncoder<Vec<u8>, BufWriter<std::fs::File>>,
    kind: Kind,
}

impl SectionSink for Keep {
    fn begin(&mut self, kind: Kind, columns: &[&'static str]) -> io::Result<()> {
        self.kind = kind;
        match kind {
            Kind::Messages => Ok(()),
            _ => self.rows.begin(kind.id(), columns),
        }
    }

    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        match self.kind {
            Kind::Messages => self.messages.row(cells),
            _ => self.rows.row(cells).map(drop),
        }
    }

    fn end(&mut self, _: SectionEnd) -> io::Result<()> {
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(path) = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .find(|path| path.exists())
    else {
        return Ok(());
    };
    let mut out = io::stdout().lock();

    let begun = Instant::now();
    let (bytes, records) = floor(&path)?;
    writeln!(
        out,
        "bare loop      {:>8.1?}  {bytes} bytes, {records} records",
        begun.elapsed()
    )?;

    let begun = Instant::now();
    let texts = tempfile::tempfile()?;
    let mut keep = Keep {
        rows: Encoder::new(Vec::new()),
        messages: MessageEncoder::new(Vec::new(), BufWriter::with_capacity(1 << 16, texts))?,
        kind: Kind::Profile,
    };
    let now = chrono::DateTime::from_timestamp(4_000_000_000, 0).ok_or("no date")?;
    let report = import::read(
        std::slice::from_ref(&path),
        now,
        &mut |_| ControlFlow::Continue(()),
        &mut keep,
    )?;
    let (messages, texts) = keep.messages.into_inner();
    texts.into_inner()?.sync_data()?;
    writeln!(out, "read and keep  {:>8.1?}", begun.elapsed())?;
    for file in &report.files {
        writeln!(out, "  {} {} {}", file.name, file.used, file.unused())?;
    }
    let rows = keep.rows.into_inner();
    writeln!(
        out,
        "  rows {} bytes, messages {} bytes",
        rows.len(),
        messages.len()
    )?;
    Ok(())
}

/// Inflates every csv file and loops over its records: nothing can be much faster.
fn floor(path: &std::path::Path) -> Result<(u64, u64), Box<dyn std::error::Error>> {
    let mut buffer = vec![0; rawzip::RECOMMENDED_BUFFER_SIZE];
    let archive = rawzip::ZipArchive::from_file(std::fs::File::open(path)?, &mut buffer)?;
    let mut ways = Vec::new();
    let mut entries = archive.entries(&mut buffer);
    while let Some(entry) = entries.next_entry()? {
        ways.push(entry.wayfinder());
    }
    let (mut bytes, mut count) = (0, 0);
    for way in ways {
        let entry = archive.get_entry(way)?;
        let packed = io::BufReader::with_capacity(1 << 16, entry.reader());
        let unpacked = entry.verifying_reader(flate2::bufread::DeflateDecoder::new(packed));
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(unpacked.take(u64::MAX));
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record)? {
            count += 1;
            bytes += record.as_slice().len() as u64;
        }
    }
    Ok((bytes, count))
}
