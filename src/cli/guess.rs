//! The ids that a mistyped one most likely means, as the command line guesses.

use crate::model::{all_nearest, fold};

/// The nearest ids, else those in which the text is; at most three.
pub(super) fn near_ids<'i>(text: &str, ids: &'i [String]) -> Vec<&'i str> {
    let ids = || ids.iter().map(String::as_str);
    let mut near = all_nearest(text, ids());
    if near.is_empty() {
        let folded = fold(text);
        near = ids().filter(|id| id.contains(&folded)).collect();
        near.sort_by_key(|id| (id.len(), *id));
        near.dedup();
        near.truncate(3);
    }
    near
}
