//! JSON in pure ASCII: everything else as `\uXXXX`, so that no terminal acts on it.

use serde_json::Value;

/// On lines of its own.
pub fn json(value: &Value) -> String {
    ascii(&format!("{value:#}"))
}

/// On one line.
pub fn line(value: &Value) -> String {
    ascii(&value.to_string())
}

fn ascii(pretty: &str) -> String {
    let mut ascii = String::with_capacity(pretty.len());
    for char in pretty.chars() {
        if matches!(char, ' '..='~' | '\n') {
            ascii.push(char);
        } else {
            for unit in char.encode_utf16(&mut [0; 2]) {
                ascii.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_ascii_and_reads_back() {
        let value = serde_json::json!({"name": "Zoë \u{1b}[31m 😀"});
        let text = json(&value);
        assert!(text.is_ascii() && !text.contains('\u{1b}'));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
