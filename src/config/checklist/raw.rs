//! The files' form. Every key may be left out of the person's own file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawTable {
    pub(super) links_as_of: Option<Spanned<String>>,
    pub(super) thresholds: Option<Vec<u32>>,
    pub(super) numbers: BTreeMap<Spanned<String>, u32>,
    pub(super) level: Option<Vec<RawLevel>>,
    pub(super) link: BTreeMap<String, RawLink>,
    pub(super) all_star: Option<Vec<RawStar>>,
    pub(super) item: Vec<RawItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLevel {
    pub(super) from: u8,
    pub(super) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLink {
    pub(super) url: String,
    pub(super) path: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStar {
    pub(super) title: String,
    #[serde(default)]
    pub(super) items: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) needs: BTreeMap<Spanned<String>, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub(super) id: Spanned<String>,
    pub(super) title: Option<String>,
    pub(super) weight: Option<Spanned<u32>>,
    pub(super) basis: Option<Spanned<String>>,
    pub(super) rule: Option<Spanned<String>>,
    pub(super) contains: Option<RawContains>,
    pub(super) grades: Option<Vec<RawGrade>>,
    pub(super) files: Option<Vec<Spanned<String>>>,
    pub(super) why: Option<String>,
    pub(super) fix: Option<String>,
    pub(super) link: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawContains {
    #[serde(rename = "in")]
    pub(super) field: Spanned<String>,
    pub(super) any: Spanned<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGrade {
    pub(super) least: Option<u32>,
    pub(super) most: Option<u32>,
    pub(super) share: Spanned<u32>,
    pub(super) ramp: Option<u32>,
    pub(super) says: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLanguage {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) checked: bool,
    pub(super) common: Vec<String>,
    pub(super) at: Vec<String>,
    pub(super) first_person: Vec<String>,
    pub(super) throat_clearing: Vec<String>,
    pub(super) buzzwords: Vec<String>,
    pub(super) results: Vec<String>,
    pub(super) places: Vec<String>,
}
