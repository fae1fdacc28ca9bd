//! Strangers' text made harmless in Markdown and HTML.

use crate::text::Safe;

/// Text in Markdown: no sign begins anything, and a bare address is no link.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for c in plain(text) {
        let anywhere = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '|'
                | '~'
                | '&'
                | '$'
                | '^'
                | '!'
                | '@'
        );
        // At the beginning of a line these are headings, lists and rules; behind its first
        // number, so is a full stop.
        let at_first = begins && matches!(c, '#' | '-' | '+' | '=' | '.' | ')' | ':');
        if anywhere || at_first {
            out.push('\\');
        }
        begins = begins && (c.is_ascii_digit() || c == ' ');
        out.push(c);
    }
    // Many readers make links of these.
    out.replace("://", ":\\//").replace("www.", "www\\.")
}

/// Text in HTML.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// An address: only `https`, and nothing that could end a link.
pub(super) fn address(url: &str) -> String {
    if !url.starts_with("https://") {
        return String::new();
    }
    plain(url)
        .into_iter()
        .filter(|c| !matches!(c, '<' | '>' | '"' | '\'' | '\\' | '`') && !c.is_whitespace())
        .collect()
}

/// The characters of a text on one line, cleaned.
fn plain(text: &str) -> Vec<char> {
    let cleaned = Safe::outgoing(text);
    let on_one_line = |c: char| if c.is_whitespace() { ' ' } else { c };
    cleaned.as_str().chars().map(on_one_line).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        assert_eq!(markdown("# a *b* [c](d)"), "\\# a \\*b\\* \\[c\\](d)");
        assert_eq!(
            markdown("- see www.a.example or https://a.example"),
            "\\- see www\\.a.example or https:\\//a.example"
        );
        assert_eq!(markdown("1. one\n2"), "1\\. one 2");
        assert_eq!(html("<b>&'\"\u{202e}"), "&lt;b&gt;&amp;&#39;&quot;");
        assert_eq!(address("javascript:alert(1)"), "");
        assert_eq!(address("https://a.example/\"><x>"), "https://a.example/x");
    }

    proptest! {
        #[test]
        fn html_has_no_tag_and_no_control(text in any::<String>()) {
            let out = html(&text);
            prop_assert!(!out.contains(['<', '>', '"', '\'']));
            prop_assert!(!out.chars().any(char::is_control));
        }

        #[test]
        fn markdown_is_one_line_without_bare_signs(text in any::<String>()) {
            let out = markdown(&text);
            prop_assert!(!out.chars().any(char::is_control));
            let mut before = ' ';
            for c in out.chars() {
                if matches!(c, '<' | '[' | ']' | '`' | '*' | '_' | '|' | '!') {
                    prop_assert_eq!(before, '\\');
                }
                before = if before == '\\' && c == '\\' { ' ' } else { c };
            }
        }
    }
}
