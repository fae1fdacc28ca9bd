//! The named groups of words that rules read notes with.

use std::{collections::BTreeMap, sync::Arc};

use toml::Spanned;

use super::{Fault, Layer, Origin, Pattern, Rules, raw::RawRules};
use crate::text::fold::fold_letters;

/// The groups of words: a file adds to those of the files before.
pub(super) fn lay_words(rules: &mut Rules, layers: &[(Layer<'_>, RawRules)]) -> Result<(), Fault> {
    let mut groups: BTreeMap<&str, Vec<Box<str>>> = BTreeMap::new();
    for (layer, raw) in layers {
        for (name, words) in &raw.words {
            layer.pattern(words, beginnings(words.get_ref()))?;
            let group = groups.entry(name.get_ref()).or_default();
            group.extend(beginnings(words.get_ref()));
        }
    }
    let groups = groups.into_iter();
    rules.words = groups
        .map(|(name, words)| (name.into(), Arc::new(Pattern::any(words))))
        .collect();
    Ok(())
}

/// Rows that read with words of a file say that they come from there.
pub(super) fn mark_touched<'n>(
    rules: &mut Rules,
    names: impl Iterator<Item = &'n Spanned<String>>,
    origin: &Origin,
) {
    let groups: Vec<Arc<Pattern>> = names
        .filter_map(|name| rules.words.get(name.get_ref().as_str()).cloned())
        .collect();
    for row in &mut rules.rows {
        let Some(note) = &row.note else { continue };
        let near = note.near.iter().flat_map(|near| [&near.a, &near.b]);
        let signs = note.signs.iter().map(|sign| &sign.words);
        let mut read = near.chain(signs).chain(&note.silent_words);
        if read.any(|words| groups.iter().any(|group| Arc::ptr_eq(group, words))) {
            row.origin = origin.clone();
        }
    }
}

/// Patterns for these beginnings of words. One that begins with a sign stands anywhere, and so does one
/// in another alphabet than the Latin: `\b` knows no others, and some are written without spaces.
fn beginnings(words: &[String]) -> impl Iterator<Item = Box<str>> {
    words.iter().map(|word| {
        let word = fold_letters(word);
        let letter = word.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '(');
        format!("{}{word}", if letter { r"\b" } else { "" }).into()
    })
}
