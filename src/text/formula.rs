//! Cells that a spreadsheet would run.

/// The text with a quote before it if a spreadsheet would run it; plain numbers stay as they are.
/// Source: OWASP on CSV injection; safety.md 5.5.
pub fn disarmed(text: &str) -> String {
    let number = {
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let all = |s: &str| !s.is_empty() && s.bytes().all(|byte| byte.is_ascii_digit());
        all(whole) && all(part)
    };
    let first = text.trim_start().chars().next();
    let starts = text.starts_with(['\t', '\r', '\n']);
    match first {
        Some(
            '=' | '+' | '-' | '@' | '|' | '%' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}',
        ) if !number => {
            format!("'{text}")
        }
        _ if starts => format!("'{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::disarmed;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_left_alone() {
        for formula in [
            "=1+1",
            "+cmd",
            "-x",
            "@sum",
            "  =1",
            "\t=1",
            "\tx",
            "\rx",
            "\nx",
            "+",
            "-.5",
            "|x",
            "%x",
            "\u{ff1d}1",
        ] {
            assert_eq!(disarmed(formula), format!("'{formula}"));
        }
        for plain in ["-12.5", "+3", "Mira", "", "5%"] {
            assert_eq!(disarmed(plain), plain);
        }
    }
}
