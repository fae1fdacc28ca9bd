//! The floor of `benches/outside`: the smallest list that ratatui can show. It holds rows that are
//! formatted at its start, draws those on the screen, and blocks until a key comes.
//!
//! `cargo run --release --example floor -- 30000`

use std::{env, io};

use ratatui::{
    Frame,
    crossterm::event::{self, Event, KeyCode},
    layout::{Constraint, Layout},
    style::{Style, Stylize as _},
    text::Line,
    widgets::{List, ListState},
};

struct Floor {
    rows: Vec<String>,
    shown: ListState,
}

impl Floor {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        let parts = [
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(1),
        ];
        let [head, body, foot] = Layout::vertical(parts).areas(frame.area());
        frame.render_widget(Line::from("Floor").bold(), head);
        let at = self.shown.selected().unwrap_or(0);
        let room = usize::from(body.height);
        // Only the rows on the screen are made to items.
        let first = at.saturating_sub(room.saturating_sub(1));
        let rows = self.rows.iter().skip(first).take(room).map(String::as_str);
        let list = List::new(rows).highlight_style(Style::new().reversed());
        let mut shown = ListState::default().with_selected(Some(at - first));
        frame.render_stateful_widget(list, body, &mut shown);
        let words = format!("{}/{}", at + 1, self.rows.len());
        frame.render_widget(Line::from(words), foot);
    }

    fn go(&mut self, to: usize) {
        self.shown
            .select(Some(to.min(self.rows.len().saturating_sub(1))));
    }
}

fn main() -> io::Result<()> {
    let count = env::args_os().nth(1);
    let count = count.and_then(|count| count.to_str()?.parse().ok());
    let row = |n: usize| {
        format!(
            "Robin Example {n:05}   Platform Engineer   Company {}",
            n % 997
        )
    };
    let mut floor = Floor {
        rows: (0..count.unwrap_or(30_000)).map(row).collect(),
        shown: ListState::default().with_selected(Some(0)),
    };
    let mut terminal = ratatui::init();
    loop {
        terminal.draw(|frame| floor.draw(frame))?;
        let Event::Key(key) = event::read()? else {
            continue;
        };
        let at = floor.shown.selected().unwrap_or(0);
        match key.code {
            KeyCode::Char('q') => break,
            KeyCode::Char('j') => floor.go(at + 1),
            KeyCode::Char('k') => floor.go(at.saturating_sub(1)),
            _ => {}
        }
    }
    ratatui::restore();
    Ok(())
}
