//! Cells to bytes, as few as will do: what is already so is not said again.

use std::io::Write as _;

use ratatui::{
    buffer::Cell,
    layout::Rect,
    style::{Color, Modifier},
};

use crate::text::{Link, width};

/// The attributes that are used, each with the code that sets it and the one that takes it back.
const ATTRIBUTES: [(Modifier, u8, u8); 5] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
];

/// The style that the terminal writes with.
#[derive(Clone, Copy, PartialEq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
};

/// Writes cells, which come row by row from the left. Begins and ends with the plain style, and
/// without a link: one is ended with the last of its cells that stand side by side.
pub(super) fn cells<'a>(
    bytes: &mut Vec<u8>,
    cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
    links: &[(Rect, Link)],
) {
    let mut pen = PLAIN;
    let mut at = None;
    let mut open = None;
    for (x, y, cell) in cells {
        let behind = links.iter().find(|(area, _)| area.contains((x, y).into()));
        let behind = behind.map(|(_, link)| link);
        if open.is_some() && (behind != open || at != Some((x, y))) {
            link(bytes, None);
            open = None;
        }
        go(bytes, at, (x, y));
        let wanted = Pen {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        change(bytes, pen, wanted);
        pen = wanted;
        if behind != open {
            link(bytes, behind);
            open = behind;
        }
        let symbol = cell.symbol();
        bytes.extend_from_slice(symbol.as_bytes());
        // Terminals disagree about the width of some signs: behind those nothing is taken for
        // granted.
        at = (width::cells(symbol) == 1).then_some((x + 1, y));
    }
    if open.is_some() {
        link(bytes, None);
    }
    change(bytes, pen, PLAIN);
}

/// Says which address stands behind what comes (OSC 8); only a [`Link`] can, which holds nothing but
/// judged, printable ASCII.
fn link(bytes: &mut Vec<u8>, link: Option<&Link>) {
    let address = link.map_or("", Link::as_str);
    write(bytes, format_args!("\x1b]8;;{address}\x1b\\"));
}

/// Moves the cursor; `None` if it is not known where it is.
fn go(bytes: &mut Vec<u8>, from: Option<(u16, u16)>, (x, y): (u16, u16)) {
    match from {
        Some(here) if here == (x, y) => {}
        Some((column, row)) if row == y && column < x => forward(bytes, x - column),
        Some((_, row)) if row + 1 == y => {
            bytes.extend_from_slice(b"\r\n");
            forward(bytes, x);
        }
        _ => write(bytes, format_args!("\x1b[{};{}H", y + 1, x + 1)),
    }
}

fn forward(bytes: &mut Vec<u8>, columns: u16) {
    match columns {
        0 => {}
        1 => bytes.extend_from_slice(b"\x1b[C"),
        columns => write(bytes, format_args!("\x1b[{columns}C")),
    }
}

fn change(bytes: &mut Vec<u8>, from: Pen, to: Pen) {
    if from == to {
        return;
    }
    if to == PLAIN {
        bytes.extend_from_slice(b"\x1b[m");
        return;
    }
    bytes.extend_from_slice(b"\x1b[");
    let start = bytes.len();
    let gone = from.modifier - to.modifier;
    let mut new = to.modifier - from.modifier;
    let mut taken_back = 0;
    for (modifier, _, off) in ATTRIBUTES {
        if gone.contains(modifier) && off != taken_back {
            code(bytes, start, format_args!("{off}"));
            taken_back = off;
        }
    }
    // Bold and dim are taken back by one code.
    if taken_back != 0 && gone.intersects(Modifier::BOLD | Modifier::DIM) {
        new |= to.modifier & (Modifier::BOLD | Modifier::DIM);
    }
    for (modifier, on, _) in ATTRIBUTES {
        if new.contains(modifier) {
            code(bytes, start, format_args!("{on}"));
        }
    }
    if from.fg != to.fg {
        color(bytes, start, to.fg, 30);
    }
    if from.bg != to.bg {
        color(bytes, start, to.bg, 40);
    }
    bytes.push(b'm');
}

fn color(bytes: &mut Vec<u8>, start: usize, color: Color, base: u8) {
    let named = match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(index) => {
            return code(bytes, start, format_args!("{};5;{index}", base + 8));
        }
        Color::Rgb(r, g, b) => {
            return code(bytes, start, format_args!("{};2;{r};{g};{b}", base + 8));
        }
        Color::Reset => 9,
    };
    code(bytes, start, format_args!("{}", base + named));
}

/// One more code of a sequence.
fn code(bytes: &mut Vec<u8>, start: usize, code: std::fmt::Arguments<'_>) {
    if bytes.len() > start {
        bytes.push(b';');
    }
    write(bytes, code);
}

/// Writing to memory cannot fail.
fn write(bytes: &mut Vec<u8>, words: std::fmt::Arguments<'_>) {
    let _cannot_fail = bytes.write_fmt(words);
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::{buffer::Buffer, style::Style};

    use super::{super::changes::changes, *};

    const AREA: Rect = Rect::new(0, 0, 12, 3);

    fn any_color() -> impl Strategy<Value = Color> {
        prop_oneof![
            Just(Color::Reset),
            Just(Color::Red),
            Just(Color::LightCyan),
            any::<u8>().prop_map(Color::Indexed),
            any::<[u8; 3]>().prop_map(|[r, g, b]| Color::Rgb(r, g, b)),
        ]
    }

    fn any_buffer() -> impl Strategy<Value = Buffer> {
        // Without dim: terminals do not agree about bold and dim together, and no theme has both.
        let bits = Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED;
        let modifier = any::<u16>().prop_map(move |b| Modifier::from_bits_truncate(b) & bits);
        let text = prop_oneof!["[a-c ]{1,4}", "[é日─]{1,2}"];
        let piece = (
            0..12_u16,
            0..3_u16,
            text,
            any_color(),
            any_color(),
            modifier,
        );
        prop::collection::vec(piece, 0..9).prop_map(|pieces| {
            let mut buffer = Buffer::empty(AREA);
            for (x, y, text, fg, bg, modifier) in pieces {
                let style = Style::new().fg(fg).bg(bg).add_modifier(modifier);
                buffer.set_string(x, y, text, style);
            }
            buffer
        })
    }

    /// A terminal's idea of colours is not ours: both as text.
    fn seen(screen: &vt100::Screen) -> Vec<String> {
        let places = (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| (x, y)));
        places
            .filter_map(|(x, y)| screen.cell(y, x))
            // The second half of a wide character has no looks of its own.
            .filter(|cell| !cell.is_wide_continuation())
            .map(|cell| {
                let text = if cell.has_contents() {
                    cell.contents()
                } else {
                    " "
                };
                format!(
                    "{text} {:?} {:?} {} {} {} {}",
                    cell.fgcolor(),
                    cell.bgcolor(),
                    cell.bold(),
                    cell.italic(),
                    cell.underline(),
                    cell.inverse()
                )
            })
            .collect()
    }

    fn terminal() -> vt100::Parser {
        let cells = |number| NonZero::new(number).unwrap();
        vt100::Parser::new(cells(AREA.height), cells(AREA.width), 0)
    }

    proptest! {
        /// One frame after another looks as the second one drawn alone.
        #[test]
        fn a_difference_leads_to_the_same_screen(one in any_buffer(), two in any_buffer()) {
            let blank = Buffer::empty(AREA);
            let encode = |from: &Buffer, to: &Buffer| {
                let mut bytes = Vec::new();
                cells(&mut bytes, changes(from, to).into_iter(), &[]);
                bytes
            };
            let mut stepwise = terminal();
            stepwise.process(&encode(&blank, &one));
            stepwise.process(&encode(&one, &two));
            let mut alone = terminal();
            let mut bytes = Vec::new();
            let every = two.content.iter().enumerate().map(|(at, cell)| {
                let (x, y) = two.pos_of(at);
                (x, y, cell)
            });
            // Each cell by itself, with nothing left out.
            let mut hidden = 0;
            for (x, y, cell) in every {
                if hidden > 0 {
                    hidden -= 1;
                    continue;
                }
                hidden = width::cells(cell.symbol()) - 1;
                cells(&mut bytes, std::iter::once((x, y, cell)), &[]);
            }
            alone.process(&bytes);
            prop_assert_eq!(seen(stepwise.screen()), seen(alone.screen()));
        }
    }

    #[test]
    fn little_is_said() {
        let mut buffer = Buffer::empty(AREA);
        let bold = Style::new()
            .fg(Color::Rgb(1, 2, 3))
            .add_modifier(Modifier::BOLD);
        buffer.set_string(0, 0, "ab", bold);
        buffer.set_string(5, 0, "c", bold.remove_modifier(Modifier::BOLD));
        buffer.set_string(1, 1, "d", Style::new());
        let mut bytes = Vec::new();
        cells(
            &mut bytes,
            changes(&Buffer::empty(AREA), &buffer).into_iter(),
            &[],
        );
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\x1b[1;1H\x1b[1;38;2;1;2;3mab\x1b[3C\x1b[22mc\r\n\x1b[C\x1b[md"
        );
    }
}
