//! The files' form: one for the built-in tables and for the person's own. Every key may be left
//! out.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawRules {
    pub(super) numbers: BTreeMap<Spanned<String>, u32>,
    pub(super) rule: Vec<RawRule>,
    pub(super) limit: Option<Vec<RawLimit>>,
    pub(super) words: BTreeMap<Spanned<String>, Spanned<Vec<String>>>,
    pub(super) default_notes: Option<Spanned<Vec<String>>>,
    pub(super) titles: BTreeMap<Spanned<String>, BTreeMap<String, Vec<String>>>,
    pub(super) cancel: BTreeMap<Spanned<String>, Spanned<Vec<String>>>,
    pub(super) past_or_aspiring: Option<Spanned<String>>,
    pub(super) negated: Option<Spanned<String>>,
    pub(super) sensitive_titles: Option<Spanned<String>>,
    pub(super) companies: RawCompanies,
    pub(super) firm_words: Vec<String>,
    pub(super) name_digits: Vec<String>,
    pub(super) empty_words: Vec<String>,
    pub(super) rank_words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawCompanies {
    pub(super) legal: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) none: Vec<String>,
    pub(super) brands: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLimit {
    #[serde(default)]
    pub(super) rules: Vec<Spanned<String>>,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) least: Option<i32>,
    pub(super) most: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub(super) id: Spanned<String>,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) title: Option<String>,
    pub(super) points: Option<Spanned<i32>>,
    pub(super) steps: Option<Vec<(u32, i32)>>,
    pub(super) severity: Option<Spanned<String>>,
    pub(super) advice: Option<String>,
    pub(super) source: Option<String>,
    pub(super) judgement: Option<bool>,
    pub(super) off: Option<bool>,
    pub(super) any: Option<Spanned<Vec<String>>>,
    pub(super) near: Option<Vec<RawNear>>,
    pub(super) unless: Option<Spanned<String>>,
    pub(super) silent: Option<Spanned<String>>,
    pub(super) silent_words: Option<Vec<Spanned<String>>>,
    pub(super) stop_with: Option<Vec<Spanned<String>>>,
    pub(super) own_topic: Option<bool>,
    pub(super) covers: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) signs: BTreeMap<Spanned<String>, Spanned<i32>>,
    pub(super) from: Option<Spanned<i32>>,
    pub(super) alone: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNear {
    pub(super) a: Spanned<String>,
    pub(super) b: Spanned<String>,
    pub(super) within: Option<usize>,
    #[serde(default)]
    pub(super) ordered: bool,
}

impl RawRule {
    /// Whether it says what to look for in a note.
    pub(super) fn reads_notes(&self) -> bool {
        self.any.is_some() || self.near.is_some() || !self.signs.is_empty()
    }
}
