//! Colours by role. A theme is a file; the roles are the same in all of them.

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
    #[error("there is no role '{0}'")]
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

impl Theme {
    /// The theme of the configuration, for this terminal, as far as it is known without asking.
    pub fn choose(wanted: config::Theme, env: &Env) -> Self {
        let no_color = env.var("NO_COLOR").is_some();
        let depth = depth(env);
        let file = match wanted {
            _ if no_color => NONE,
            config::Theme::None => NONE,
            config::Theme::Ansi16 => ANSI16,
            config::Theme::Auto if depth == Depth::Ansi => ANSI16,
            config::Theme::Auto if is_light(env.var("COLORFGBG")) => LIGHT,
            config::Theme::Light => LIGHT,
            config::Theme::Auto | config::Theme::Dark => DARK,
        };
        Self::read(file, depth).unwrap_or_else(|_| Self::plain())
    }

    /// The themes for a dark and for a light background, where that of the terminal decides.
    pub fn by_background(wanted: config::Theme, env: &Env) -> Option<ByBackground> {
        let depth = depth(env);
        let fixed = wanted != config::Theme::Auto || env.var("NO_COLOR").is_some();
        if fixed || depth == Depth::Ansi {
            return None;
        }
        let read = |file| Self::read(file, depth).ok();
        Some(ByBackground {
            dark: read(DARK)?,
            light: read(LIGHT)?,
        })
    }

    /// Reads the text of a theme, for a terminal with all colours.
    pub fn parse(text: &str) -> Result<Self, ThemeFault> {
        Self::read(text, Depth::True)
    }

    fn read(text: &str, depth: Depth) -> Result<Self, ThemeFault> {
        let table: toml::Table =
            toml::from_str(text).map_err(|error| ThemeFault::Toml(error.to_string()))?;
        for role in table.keys() {
            if !ROLES.iter().any(|(_, name)| name == role) {
                return Err(ThemeFault::Unknown(role.clone()));
            }
        }
        let style = |(_, name): &(Role, &'static str)| {
            let words = table.get(*name).and_then(toml::Value::as_str);
            let words = words.ok_or(ThemeFault::Missing(name))?;
            style(words, depth).map_err(|word| ThemeFault::Word {
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
mod tests {
    use super::*;

    #[test]
    fn the_built_in_themes_are_whole() {
        for file in [DARK, LIGHT, ANSI16, NONE] {
            Theme::parse(file).unwrap();
        }
    }

    #[test]
    fn a_ground_always_comes_with_the_colour_of_what_stands_on_it() {
        for file in [DARK, LIGHT, ANSI16, NONE] {
            let theme = Theme::parse(file).unwrap();
            for (role, name) in ROLES {
                let style = theme.style(*role);
                assert!(style.bg.is_none() || style.fg.is_some(), "{name}");
            }
        }
    }

    #[test]
    fn a_theme_without_colours_has_none() {
        let theme = Theme::parse(NONE).unwrap();
        let plain = |style: &Style| style.fg.is_none() && style.bg.is_none();
        assert!(theme.styles.iter().all(plain));
        assert_ne!(
            theme.style(Role::Cursor),
            Style::new(),
            "the cursor is seen"
        );
    }

    #[test]
    fn faults_are_named() {
        let fault = |text: &str| Theme::parse(text).unwrap_err().to_string();
        assert_eq!(fault("colour = 'red'"), "there is no role 'colour'");
        assert_eq!(fault("text = ''"), "the role 'strong' is missing");
        assert!(fault("text = 'rde'").starts_with("text: 'rde' is neither"));
    }

    #[test]
    fn exact_colours_become_the_nearest_of_256() {
        assert_eq!(nearest(255, 0, 0), 196);
        assert_eq!(nearest(8, 8, 8), 232);
        assert_eq!(nearest(0x8f, 0xb8, 0xde), 110);
    }

    #[test]
    fn links_are_for_terminals_that_know_them() {
        let env = |pairs: &[(&str, &str)]| Env {
            vars: pairs.iter().map(|(k, v)| (k.into(), v.into())).collect(),
            ..Env::default()
        };
        let auto = |pairs: &[(&str, &str)]| shows_links(config::Links::Auto, &env(pairs));
        assert!(auto(&[("TERM", "xterm-256color")]));
        assert!(auto(&[("TERM", "screen-256color"), ("TMUX", "/tmp/x")]));
        for (term, name) in [
            ("linux", ""),
            ("screen-256color", ""),
            ("xterm-256color", "Apple_Terminal"),
        ] {
            assert!(!auto(&[("TERM", term), ("TERM_PROGRAM", name)]), "{term}");
        }
        assert!(shows_links(config::Links::On, &env(&[])));
        assert!(!shows_links(
            config::Links::Off,
            &env(&[("TERM", "xterm-256color")])
        ));
    }

    #[test]
    fn the_terminal_may_say_that_it_is_light() {
        assert!(is_light(Some("0;15")) && is_light(Some("0;default;7")));
        assert!(!is_light(Some("15;0")) && !is_light(None));
    }
}
