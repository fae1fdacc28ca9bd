//! Pictures of the demo and a recorded session, for the documents: `docs/pictures/make` runs it.
//!
//! The real program runs on a pseudo-terminal; keys go in, and what a terminal would show is written
//! as SVG (a picture for each scene) and as an asciicast v2 (the whole of it). The clock is fixed and
//! the times of the recording are made up, so that the same program gives the same files.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a tool of the developers: it may panic"
)]

#[cfg(unix)]
fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let program = arguments.next().expect("the program");
    let folder = arguments.next().expect("the folder for the pictures");
    unix::make(program.as_ref(), folder.as_ref());
}

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
mod unix {
    use std::{
        fmt::Write as _,
        fs::{self, File},
        io::{Read as _, Write as _},
        num::NonZero,
        os::fd::AsFd as _,
        path::Path,
        sync::mpsc::{self, Receiver},
        thread,
        time::{Duration, Instant},
    };

    use pty_process::{Size, blocking};
    use serde_json::json;

    const COLUMNS: u16 = 110;
    const ROWS: u16 = 32;
    /// The moment of all pictures: the demo's archive is made for its day.
    const NOW: &str = "2026-11-23T09:14:05+01:00";
    /// A screen without output for so long is complete.
    const QUIET: Duration = Duration::from_millis(300);
    /// How long the first screen may take, and how long a key may go without an answer.
    const START: Duration = Duration::from_secs(30);
    const ANSWER: Duration = Duration::from_secs(1);

    /// Keys, how long a viewer looks at what they did, and the name of a picture of it.
    type Scene = (&'static str, f64, Option<&'static str>);

    /// The session: the first key closes the notice that is shown once.
    const SCENES: &[Scene] = &[
        ("", 2.5, None),
        ("\x1b", 0.8, None),
        ("6", 2.5, Some("today")),
        ("1", 1.0, None),
        ("j", 0.6, None),
        ("\r", 3.0, Some("invitation")),
        ("\x1b", 0.8, None),
        ("/", 0.6, None),
        ("has:note -has:warning", 1.5, Some("query")),
        ("\x1b", 0.8, None),
        ("a", 1.6, None),
        ("\x1b", 0.8, None),
        ("u", 1.6, None),
        ("3", 1.2, None),
        ("\r", 3.0, Some("follow-up")),
        ("\x1b", 0.8, None),
        ("2", 1.0, None),
        ("\r", 3.0, Some("profile")),
        ("\x1b", 0.8, None),
        ("5", 2.5, Some("reach")),
        ("S", 3.0, Some("session")),
        ("q", 0.6, None),
        ("?", 2.5, Some("keys")),
    ];

    pub(super) fn make(program: &Path, folder: &Path) {
        let home = tempfile::tempdir().unwrap();
        let (pty, pts) = blocking::open().unwrap();
        pty.resize(Size::new(ROWS, COLUMNS)).unwrap();
        let mut child = blocking::Command::new(program)
            .arg("demo")
            .env_clear()
            .env("HOME", home.path())
            .env("PATH", "/usr/bin:/bin")
            .env("TERM", "xterm-256color")
            .env("COLORTERM", "truecolor")
            .env("TZ", "Europe/Berlin")
            .env("CORDIAL_NOW", NOW)
            .spawn(pts)
            .unwrap();
        let bytes = listen(File::from(pty.as_fd().try_clone_to_owned().unwrap()));
        let mut keys = File::from(pty.as_fd().try_clone_to_owned().unwrap());
        let cells = |number| NonZero::new(number).unwrap();
        let mut screen = vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0);
        let header = json!({
            "version": 2, "width": COLUMNS, "height": ROWS,
            "title": "Cordial on its invented archive", "env": {"TERM": "xterm-256color"},
        });
        let mut cast = format!("{header}\n");
        let mut time = 0.0;
        for (typed, look, picture) in SCENES {
            // Words are typed, other keys pressed.
            let pieces: Vec<String> = typed.chars().map(String::from).collect();
            let pieces = if pieces.is_empty() {
                vec![String::new()]
            } else {
                pieces
            };
            for piece in pieces {
                keys.write_all(piece.as_bytes()).unwrap();
                let shown = settled(&bytes, if time > 0.0 { ANSWER } else { START });
                screen.process(&shown);
                time += 0.12;
                let text = String::from_utf8_lossy(&shown);
                writeln!(cast, "{}", json!([rounded(time), "o", text])).unwrap();
            }
            time += look;
            if let Some(name) = picture {
                fs::write(folder.join(format!("{name}.svg")), svg(screen.screen())).unwrap();
            }
        }
        fs::write(folder.join("demo.cast"), cast).unwrap();
        keys.write_all(b"\x03").unwrap();
        drop(settled(&bytes, ANSWER));
        child.kill().unwrap();
        child.wait().unwrap();
    }

    fn rounded(seconds: f64) -> f64 {
        (seconds * 100.0).round() / 100.0
    }

    fn listen(mut pty: File) -> Receiver<Vec<u8>> {
        let (to, bytes) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(length @ 1..) = pty.read(&mut buffer) {
                let read = buffer.get(..length).unwrap().to_vec();
                if to.send(read).is_err() {
                    return;
                }
            }
        });
        bytes
    }

    /// What comes until nothing more does.
    fn settled(bytes: &Receiver<Vec<u8>>, patience: Duration) -> Vec<u8> {
        let begun = Instant::now();
        let mut all = bytes.recv_timeout(patience).unwrap_or_default();
        while begun.elapsed() < START
            && let Ok(more) = bytes.recv_timeout(QUIET)
        {
            all.extend(more);
        }
        all
    }

    /// Width and height of a cell, and the size of its letters.
    const CELL: (f64, f64) = (8.4, 18.0);
    const LETTERS: f64 = 14.0;
    const INK: &str = "#d0d0d0";
    const PAPER: &str = "#16181c";

    fn svg(screen: &vt100::Screen) -> String {
        let (width, height) = CELL;
        let (right, bottom) = (f64::from(COLUMNS) * width, f64::from(ROWS) * height);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" \
             font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\" \
             font-size=\"{LETTERS}\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n\
             <g transform=\"translate(12 12)\" xml:space=\"preserve\">\n",
            right + 24.0,
            bottom + 24.0
        );
        for row in 0..ROWS {
            for run in runs(screen, row) {
                let x = f64::from(run.from) * width;
                let y = f64::from(row) * height;
                let wide = f64::from(run.cells) * width;
                if run.paper != PAPER {
                    writeln!(
                        svg,
                        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{height}\" fill=\"{}\"/>",
                        run.paper
                    )
                    .unwrap();
                }
                if run.text.trim().is_empty() {
                    continue;
                }
                let bold = if run.bold {
                    " font-weight=\"bold\""
                } else {
                    ""
                };
                let line = if run.underlined {
                    " text-decoration=\"underline\""
                } else {
                    ""
                };
                writeln!(
                    svg,
                    "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{wide:.1}\" fill=\"{}\"{bold}{line}>{}</text>",
                    y + height - 4.5,
                    run.ink,
                    escaped(&run.text)
                )
                .unwrap();
            }
        }
        svg + "</g>\n</svg>\n"
    }

    /// Neighbouring cells that look the same: a word, or the blanks between two, so that columns stand
    /// where they belong whatever letters a viewer has.
    struct Run {
        from: u16,
        cells: u16,
        text: String,
        ink: String,
        paper: String,
        bold: bool,
        underlined: bool,
    }

    fn runs(screen: &vt100::Screen, row: u16) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for column in 0..COLUMNS {
            let Some(cell) = screen.cell(row, column) else {
                continue;
            };
            if cell.is_wide_continuation() {
                if let Some(run) = runs.last_mut() {
                    run.cells += 1;
                }
                continue;
            }
            let (mut ink, mut paper) = (color(cell.fgcolor(), INK), color(cell.bgcolor(), PAPER));
            if cell.inverse() {
                std::mem::swap(&mut ink, &mut paper);
            }
            let text = if cell.has_contents() {
                cell.contents()
            } else {
                " "
            };
            let (bold, underlined) = (cell.bold(), cell.underline());
            match runs.last_mut() {
                Some(run)
                    if run.text.starts_with(' ') == text.starts_with(' ')
                        && run.ink == ink
                        && run.paper == paper
                        && run.bold == bold
                        && run.underlined == underlined =>
                {
                    run.text += text;
                    run.cells += 1;
                }
                _ => runs.push(Run {
                    from: column,
                    cells: 1,
                    text: text.to_owned(),
                    ink,
                    paper,
                    bold,
                    underlined,
                }),
            }
        }
        runs
    }

    /// A colour as SVG writes it. The sixteen are those of a common dark terminal.
    fn color(color: vt100::Color, usual: &str) -> String {
        const SIXTEEN: [&str; 16] = [
            "#16181c", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d0d0d0",
            "#5c6370", "#ff7b86", "#b5e890", "#ffd68a", "#7cc4ff", "#e08cf5", "#6fd9e5", "#ffffff",
        ];
        match color {
            vt100::Color::Default => usual.to_owned(),
            vt100::Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
            vt100::Color::Idx(index) => match (SIXTEEN.get(usize::from(index)), index) {
                (Some(known), _) => (*known).to_owned(),
                (None, 16..=231) => {
                    let level = |part: u8| if part == 0 { 0 } else { 55 + part * 40 };
                    let cube = index - 16;
                    let (red, green, blue) = (cube / 36, cube / 6 % 6, cube % 6);
                    format!("#{:02x}{:02x}{:02x}", level(red), level(green), level(blue))
                }
                (None, _) => {
                    let grey = 8 + (index - 232) * 10;
                    format!("#{grey:02x}{grey:02x}{grey:02x}")
                }
            },
        }
    }

    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    }
}
