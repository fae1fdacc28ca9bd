//! Names in the person's file that must mean something: what nothing reads would be passed over in
//! silence.

use std::collections::BTreeSet;

use toml::Spanned;

use super::{Fault, Layer, Origin, near_miss, raw::RawRules};

/// Looks at the ids that rules and limits name, and at the groups of words, in the person's file.
pub(super) fn check(layers: &[(Layer<'_>, RawRules)]) -> Result<(), Fault> {
    let all = || layers.iter().map(|(_, raw)| raw);
    let ids = all().flat_map(|raw| &raw.rule);
    let ids: BTreeSet<&str> = ids.map(|rule| rule.id.get_ref().as_str()).collect();
    let built_in = layers.iter();
    let built_in = built_in.filter(|(layer, _)| layer.origin == Origin::BuiltIn);
    let built_in = built_in.flat_map(|(_, raw)| raw.words.keys());
    let mut groups: BTreeSet<&str> = built_in.map(|name| name.get_ref().as_str()).collect();
    groups.extend(all().flat_map(read).map(|name| name.get_ref().as_str()));
    let own = layers.iter();
    for (layer, raw) in own.filter(|(layer, _)| layer.origin != Origin::BuiltIn) {
        let named = raw.limit.iter().flatten().flat_map(|limit| &limit.rules);
        let others = raw.rule.iter().flat_map(|rule| {
            let stop_with = rule.stop_with.iter().flatten();
            stop_with.chain(rule.covers.iter().flatten())
        });
        let mut named = named.chain(others);
        if let Some(id) = named.find(|id| *id.get_ref() != "*" && !ids.contains(&**id.get_ref())) {
            return Err(layer.unknown("rule", id, ids.iter().copied()));
        }
        let mut words = raw.words.keys();
        if let Some(name) = words.find(|name| !groups.contains(&**name.get_ref())) {
            let word = name.get_ref();
            let out = match near_miss(word, groups.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a rule reads them by `near`, `silent_words` or `signs`".to_owned(),
            };
            return Err(layer.at(name, format!("no rule reads the words `{word}`; {out}")));
        }
    }
    Ok(())
}

/// The groups of words that the rules of a file read.
fn read(raw: &RawRules) -> impl Iterator<Item = &Spanned<String>> {
    raw.rule.iter().flat_map(|rule| {
        let near = rule.near.iter().flatten();
        let near = near.flat_map(|near| [&near.a, &near.b]);
        let silent = rule.silent_words.iter().flatten();
        near.chain(silent).chain(rule.signs.keys())
    })
}
