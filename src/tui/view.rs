//! The screen, drawn from the model by shared reference. Memory keeps scroll offsets and what was
//! drawn where, nothing else.
//!
//! ```text
//!  header     the program, tabs with counts, day and outbox
//!  body       the desk, or one pane with list and detail, or the first steps
//!  footer     hints, or what happened, or a line to type
//! ```

mod block;
mod boxes;
mod chart;
mod chrome;
mod desk;
mod doc;
mod first;
mod give;
mod memory;
mod overlay;
mod paint;
mod pane;
mod prompt;
mod seek;
mod session;
mod text;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

pub use memory::Memory;

use self::memory::Layer;

use self::paint::Paint;
use super::theme::{Role, Theme};
use crate::{
    app::{
        Model,
        model::{SMALLEST, Tab},
        overlay::Overlay,
    },
    text::{Safe, width},
};

/// From this width on, panes stand side by side.
const WIDE: u16 = 100;
/// Below this width, one pane shows.
const NARROW: u16 = 60;

/// How everything is drawn.
#[derive(Clone, Debug)]
pub struct Style {
    /// The colours.
    pub theme: Theme,
    /// Whether only ASCII is drawn for lines and marks.
    pub ascii: bool,
}

/// Draws the whole screen. Gives the place of the cursor, where something is typed.
pub fn draw(
    buffer: &mut Buffer,
    model: &Model,
    style: &Style,
    memory: &mut Memory,
) -> Option<Position> {
    memory.begin(if model.overlays.is_empty() {
        Layer::Pane
    } else {
        Layer::Overlay
    });
    let area = buffer.area;
    let mut paint = Paint::new(buffer, style, memory);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(&mut paint, area);
        return None;
    }
    let row = |y| Rect::new(area.x, y, area.width, 1);
    match model.sitting() {
        Some(sitting) => session::header(&mut paint, row(area.y), sitting),
        None => chrome::header(&mut paint, row(area.y), model),
    }
    let body = Rect::new(area.x, area.y + 1, area.width, area.height - 2);
    match model.tab {
        _ if model.is_first_run() => first::draw(&mut paint, body, model),
        Tab::Today => desk::draw(&mut paint, body, model),
        Tab::Session(pane) => session::draw(&mut paint, body, model, pane),
        Tab::Full(pane) => desk::full(&mut paint, body, model, pane),
    }
    let footer = row(area.bottom() - 1);
    let mut cursor = None;
    let mut prompted = false;
    for overlay in &model.overlays {
        if let Overlay::Prompt(prompt) = overlay {
            cursor = Some(prompt::draw(&mut paint, footer, prompt));
            prompted = true;
        } else {
            cursor = overlay::draw(&mut paint, body, overlay, model).or(cursor);
        }
    }
    if !prompted {
        chrome::footer(&mut paint, footer, model);
    }
    cursor
}

fn too_small(paint: &mut Paint<'_>, area: Rect) {
    let words = Safe::own("cordial needs 40 columns and 10 rows");
    let lines = width::wrap(&words, area.width.into());
    let from = area
        .height
        .saturating_sub(u16::try_from(lines.len()).unwrap_or(1))
        / 2;
    for (line, y) in lines.iter().zip(area.y + from..area.bottom()) {
        paint.put(area.x, y, area.width, line, Role::Text);
    }
}
