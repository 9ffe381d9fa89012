//! "Did you mean": what a mistyped word most likely means. A guess for a person to judge.

use crate::model::fold;
use crate::wording;
use crate::wording::Wording;

/// The ids that a mistyped one most likely means, the nearest first; at most three.
pub(super) fn nearest<'i>(text: &str, ids: &'i [String]) -> Vec<&'i str> {
    let folded = fold(text);
    let allowed = (folded.chars().count() / 3).clamp(1, 4);
    let distance = |id: &str| strsim::damerau_levenshtein(&folded, &fold(id));
    let least = ids
        .iter()
        .map(|id| distance(id))
        .min()
        .filter(|least| *least <= allowed);
    let mut near: Vec<&str> = match least {
        Some(least) => ids
            .iter()
            .map(String::as_str)
            .filter(|id| distance(id) == least)
            .collect(),
        None => ids
            .iter()
            .map(String::as_str)
            .filter(|id| id.contains(&folded))
            .collect(),
    };
    near.sort_by_key(|id| (id.len(), *id));
    near.dedup();
    near.truncate(3);
    near
}

/// "Did you mean" with what is near; `None` when nothing is.
pub(super) fn did_you_mean(near: &[&str]) -> Option<Wording> {
    let list = |or: &str| {
        let quoted: Vec<String> = near.iter().map(|id| format!("`{id}`")).collect();
        match quoted.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, first)) => format!("{} {or} {last}", first.join(", ")),
            None => String::new(),
        }
    };
    let (en, fi) = (list("or"), list("vai"));
    (!near.is_empty()).then(|| wording!(en: "did you mean {en}?", fi: "tarkoititko {fi}?"))
}
