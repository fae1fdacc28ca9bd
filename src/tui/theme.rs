//! Colours by role. A theme is a file; the roles are the same in all of them.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use crate::{config, env::Env};

macro_rules! roles {
    ($($role:ident $name:literal $doc:literal;)*) => {
        /// What something on the screen is, as far as colours go.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role {
            $(#[doc = $doc] $role,)*
        }

        /// All roles, with their names in the files.
        const ROLES: &[(Role, &str)] = &[$((Role::$role, $name)),*];
    };
}

roles! {
    Text "text" "Text.";
    Strong "strong" "Names, and what counts most.";
    Dim "dim" "What matters less.";
    Header "header" "The line on top.";
    HeaderOn "header_on" "The tab that is shown.";
    Border "border" "The border of a box.";
    BorderFocus "border_focus" "The border of the box that has the keys.";
    Title "title" "The title of a box.";
    TitleFocus "title_focus" "The title of the box that has the keys.";
    Cursor "cursor" "The row under the cursor, over everything on it.";
    CursorIdle "cursor_idle" "The same in a box that does not have the keys.";
    Mark "mark" "The sign of a marked row.";
    Key "key" "A key in a hint.";
    Hint "hint" "What the key does.";
    Good "good" "Done, known, accepted.";
    Warn "warn" "Check first.";
    Stop "stop" "Do not, before it was checked.";
    Points "points" "Points that can be won.";
    Match "match" "The letters that a filter found.";
    Notice "notice" "What happened.";
    Trouble "trouble" "What went wrong.";
    Heading "heading" "The heading of a section.";
    Gauge "gauge" "The filled part of a bar.";
    GaugeRest "gauge_rest" "The rest of a bar.";
    Overlay "overlay" "The ground of overlays.";
}

const DARK: &str = include_str!("../../assets/themes/dark.toml");
const LIGHT: &str = include_str!("../../assets/themes/light.toml");
const ANSI16: &str = include_str!("../../assets/themes/ansi16.toml");
const NONE: &str = include_str!("../../assets/themes/none.toml");

/// The themes by name. A file of the person's own of the same name lies over it, role by role.
pub const FILES: [(&str, &str); 4] = [
    ("dark", DARK),
    ("light", LIGHT),
    ("ansi16", ANSI16),
    ("none", NONE),
];

/// The person's own roles, by the name of the theme that they lie over.
pub type Own = BTreeMap<&'static str, toml::Table>;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// Sixteen.
    Ansi,
    /// 256: exact colours become the nearest of the cube.
    Indexed,
    /// All.
    True,
}

/// A style for each role.
#[derive(Clone, Debug)]
pub struct Theme {
    styles: Vec<Style>,
}

/// The themes between which the background of the terminal decides.
#[derive(Clone, Debug)]
pub struct ByBackground {
    /// For a dark one.
    pub dark: Theme,
    /// For a light one.
    pub light: Theme,
}

/// What is wrong in the file of a theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeFault {
    /// It is no TOML.
    #[error("{0}")]
    Toml(String),
    /// A role is missing.
    #[error("the role '{0}' is missing")]
    Missing(&'static str),
    /// A role does not exist.
    #[error("there is no role '{0}'; the roles are {roles}", roles = names())]
    Unknown(String),
    /// A word is neither colour nor modifier.
    #[error("{role}: '{word}' is neither a colour nor bold, dim, italic, underline or reverse")]
    Word {
        /// The role.
        role: String,
        /// The word.
        word: String,
    },
}

fn names() -> String {
    let names: Vec<&str> = ROLES.iter().map(|(_, name)| *name).collect();
    names.join(", ")
}

impl ThemeFault {
    /// The role that it is about.
    pub fn role(&self) -> &str {
        match self {
            Self::Toml(_) => "",
            Self::Missing(role) => role,
            Self::Unknown(role) | Self::Word { role, .. } => role,
        }
    }
}

impl Theme {
    /// The theme of the configuration, for this terminal, as far as it is known without asking.
    pub fn choose(wanted: config::Theme, env: &Env, own: &Own) -> Self {
        let no_color = env.var("NO_COLOR").is_some();
        let depth = depth(env);
        let name = match wanted {
            // Whoever asks for no colour gets none by an own file either.
            _ if no_color => return Self::read(NONE, depth).unwrap_or_else(|_| Self::plain()),
            config::Theme::None => "none",
            config::Theme::Ansi16 => "ansi16",
            config::Theme::Auto if depth == Depth::Ansi => "ansi16",
            config::Theme::Auto if is_light(env.var("COLORFGBG")) => "light",
            config::Theme::Light => "light",
            config::Theme::Auto | config::Theme::Dark => "dark",
        };
        let own = own.get(name).cloned().unwrap_or_default();
        Self::over(name, own, depth).unwrap_or_else(|_| Self::plain())
    }

    /// Whether roles of the person's own can lie over the theme of this name.
    pub fn check(name: &str, own: toml::Table) -> Result<(), ThemeFault> {
        Self::over(name, own, Depth::True).map(drop)
    }

    fn over(name: &str, own: toml::Table, depth: Depth) -> Result<Self, ThemeFault> {
        let file = FILES.iter().find(|(known, _)| *known == name);
        let mut table = table(file.map_or(DARK, |(_, text)| text))?;
        table.extend(own);
        Self::of(&table, depth)
    }

    /// The themes for a dark and for a light background, where that of the terminal decides.
    pub fn by_background(wanted: config::Theme, env: &Env, own: &Own) -> Option<ByBackground> {
        let depth = depth(env);
        let fixed = wanted != config::Theme::Auto || env.var("NO_COLOR").is_some();
        if fixed || depth == Depth::Ansi {
            return None;
        }
        let read = |name| {
            let own = own.get(name).cloned().unwrap_or_default();
            Self::over(name, own, depth).ok()
        };
        Some(ByBackground {
            dark: read("dark")?,
            light: read("light")?,
        })
    }

    /// Reads the text of a theme, for a terminal with all colours.
    pub fn parse(text: &str) -> Result<Self, ThemeFault> {
        Self::read(text, Depth::True)
    }

    fn read(text: &str, depth: Depth) -> Result<Self, ThemeFault> {
        Self::of(&table(text)?, depth)
    }

    fn of(table: &toml::Table, depth: Depth) -> Result<Self, ThemeFault> {
        for role in table.keys() {
            if !ROLES.iter().any(|(_, name)| name == role) {
                return Err(ThemeFault::Unknown(role.clone()));
            }
        }
        let style = |(_, name): &(Role, &'static str)| {
            let value = table.get(*name).ok_or(ThemeFault::Missing(name))?;
            let words = value.as_str().ok_or_else(|| value.to_string());
            let style = words.and_then(|words| style(words, depth));
            style.map_err(|word| ThemeFault::Word {
                role: (*name).to_owned(),
                word,
            })
        };
        let styles = ROLES.iter().map(style).collect::<Result<_, _>>()?;
        Ok(Self { styles })
    }

    /// Without any style: tests of what stands where.
    pub fn plain() -> Self {
        Self {
            styles: vec![Style::new(); ROLES.len()],
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

/// Whether this terminal may be told of links. One with many colours reads the sequence, or leaves
/// it out whole; GNU screen and Apple's Terminal show nothing of it.
pub fn shows_links(wanted: config::Links, env: &Env) -> bool {
    let term = env.var("TERM").unwrap_or_default();
    let screen = term.starts_with("screen") && env.var("TMUX").is_none();
    match wanted {
        config::Links::On => true,
        config::Links::Off => false,
        config::Links::Auto => {
            depth(env) != Depth::Ansi
                && !screen
                && env.var("TERM_PROGRAM") != Some("Apple_Terminal")
        }
    }
}

fn depth(env: &Env) -> Depth {
    let term = env.var("TERM").unwrap_or_default();
    match env.var("COLORTERM") {
        Some("truecolor" | "24bit") => Depth::True,
        _ if term.contains("direct") => Depth::True,
        _ if term.contains("256color") => Depth::Indexed,
        _ => Depth::Ansi,
    }
}

/// Whether the terminal says that its background is light: `15;0` is white on black.
fn is_light(colorfgbg: Option<&str>) -> bool {
    let background = colorfgbg.and_then(|pair| pair.rsplit(';').next());
    matches!(background, Some("7" | "15"))
}

fn table(text: &str) -> Result<toml::Table, ThemeFault> {
    toml::from_str(text).map_err(|error| ThemeFault::Toml(error.to_string()))
}

fn style(words: &str, depth: Depth) -> Result<Style, String> {
    let mut style = Style::new();
    let mut on = false;
    for word in words.split_whitespace() {
        let modifier = match word {
            "on" => {
                on = true;
                continue;
            }
            "bold" => Some(Modifier::BOLD),
            "dim" => Some(Modifier::DIM),
            "italic" => Some(Modifier::ITALIC),
            "underline" => Some(Modifier::UNDERLINED),
            "reverse" => Some(Modifier::REVERSED),
            _ => None,
        };
        style = match (modifier, color(word, depth)) {
            (Some(modifier), _) => style.add_modifier(modifier),
            (None, Some(color)) if std::mem::take(&mut on) => style.bg(color),
            (None, Some(color)) => style.fg(color),
            (None, None) => return Err(word.to_owned()),
        };
    }
    Ok(style)
}

fn color(word: &str, depth: Depth) -> Option<Color> {
    if let Some(hex) = word.strip_prefix('#') {
        let number = u32::from_str_radix(hex, 16)
            .ok()
            .filter(|_| hex.len() == 6)?;
        let [_, r, g, b] = number.to_be_bytes();
        return Some(match depth {
            Depth::True => Color::Rgb(r, g, b),
            Depth::Indexed | Depth::Ansi => Color::Indexed(nearest(r, g, b)),
        });
    }
    Some(match word {
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "white" => Color::Gray,
        "bright-black" => Color::DarkGray,
        "bright-red" => Color::LightRed,
        "bright-green" => Color::LightGreen,
        "bright-yellow" => Color::LightYellow,
        "bright-blue" => Color::LightBlue,
        "bright-magenta" => Color::LightMagenta,
        "bright-cyan" => Color::LightCyan,
        "bright-white" => Color::White,
        _ => return None,
    })
}

/// The nearest colour of the 256: its cube of 6 × 6 × 6, or its ramp of 24 greys.
fn nearest(r: u8, g: u8, b: u8) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let level = |value: u8| {
        let index = LEVELS
            .iter()
            .enumerate()
            .min_by_key(|(_, level)| level.abs_diff(value));
        index.map_or((0, 0), |(at, level)| (at, *level))
    };
    let off = |to: [u8; 3]| -> u32 {
        let pairs = [r, g, b].into_iter().zip(to);
        pairs.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let [(ri, rl), (gi, gl), (bi, bl)] = [level(r), level(g), level(b)];
    let cube = u8::try_from(16 + 36 * ri + 6 * gi + bi).unwrap_or(16);
    let average = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let step = u8::try_from(average.saturating_sub(3) / 10)
        .unwrap_or(23)
        .min(23);
    let grey = 8 + 10 * step;
    if off([grey; 3]) < off([rl, gl, bl]) {
        232 + step
    } else {
        cube
    }
}

#[cfg(test)]
mod tests;
