//! What became of the provisions: those of one id are the same; where one of the two has none, those of one heading,
//! else of one text. Their numbers say nothing, because a new one before them moves them.

use super::words::compare_words;
use crate::model::{LocalText, Provision, TextLang};
use crate::questions::plain;
use crate::questions::same_duty::{Promise, partners};
use crate::view::{ChangedWords, ProvisionChanges, ProvisionInDiff, RewordedProvision, Spoken};

pub(super) fn compare(old: &[Provision], new: &[Provision], texts: TextLang) -> ProvisionChanges {
    let pairs = pairs(old, new);
    let view = |provision: &Provision| ProvisionInDiff {
        number: provision.number,
        provision: provision.id.as_ref().map(|id| id.value.to_string()),
        heading: Spoken::of(&provision.heading.value, texts),
        text: Spoken::of(&provision.text.value, texts),
    };
    let mut changes = ProvisionChanges {
        added: Vec::new(),
        dropped: Vec::new(),
        reworded: Vec::new(),
        kept: 0,
    };
    for (now, before) in new.iter().zip(&pairs) {
        let Some(before) = before.map(|at| &old[at]) else {
            changes.added.push(view(now));
            continue;
        };
        let heading = changed(&before.heading.value, &now.heading.value, texts);
        let words = changed(&before.text.value, &now.text.value, texts);
        if heading.is_none() && words.is_none() {
            changes.kept += 1;
            continue;
        }
        changes.reworded.push(RewordedProvision {
            provision: view(now),
            heading_words: heading,
            text_words: words,
        });
    }
    let is_gone = |(at, _): &(usize, &Provision)| !pairs.contains(&Some(*at));
    let gone = old.iter().enumerate().filter(is_gone);
    changes.dropped = gone.map(|(_, provision)| view(provision)).collect();
    changes
}

/// For each newer provision the number of the older one that it is.
fn pairs(old: &[Provision], new: &[Provision]) -> Vec<Option<usize>> {
    let known_by = |provisions: &[Provision], text: fn(&Provision) -> &str| -> Vec<Promise> {
        let promise = |provision: &Provision| {
            let id = provision.id.as_ref().map(|id| id.value.as_str());
            Promise::new(id, "", text(provision))
        };
        provisions.iter().map(promise).collect()
    };
    let by = |text| partners(&known_by(old, text), &known_by(new, text));
    let by_heading = by(|provision| provision.heading.value.fi());
    let by_text = by(|provision| provision.text.value.fi());
    let mut pairs = by_heading.clone();
    for (pair, by_text) in pairs.iter_mut().zip(by_text) {
        if pair.is_none() && !by_heading.contains(&by_text) {
            *pair = by_text;
        }
    }
    pairs
}

/// The words of a text that is another, one by one.
fn changed(old: &LocalText, new: &LocalText, texts: TextLang) -> Option<ChangedWords> {
    if plain(old.fi()) == plain(new.fi()) {
        return None;
    }
    let (old, new, lang) = old.beside(new, texts);
    let segments = compare_words(&plain(old), &plain(new));
    Some(ChangedWords { segments, lang })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::{find, registry};

    /// What became of the provisions of two files, shortly.
    fn describe(old: &str, new: &str) -> String {
        let head = "title: S\nterm: { starts: 2014, ends: 2016 }\nprovisions:\n";
        let (old, new) = (format!("{head}{old}"), format!("{head}{new}"));
        let registry = registry(&[("a", &old), ("b", &new)], "");
        let provisions = |id| &find(&registry, id).provisions;
        let changes = compare(provisions("a"), provisions("b"), TextLang::Sv);
        let names = |list: &[ProvisionInDiff]| {
            let names = list
                .iter()
                .map(|one| format!("{} {}", one.number, one.heading.text));
            names.collect::<Vec<_>>().join(", ")
        };
        let reworded = changes.reworded.iter().map(|one| {
            let what = [(&one.heading_words, "heading"), (&one.text_words, "text")];
            let what = what
                .iter()
                .filter_map(|(words, what)| Some(format!("{what} ({})", words.as_ref()?.lang.code())));
            format!("{} {}", one.provision.number, what.collect::<Vec<_>>().join(", "))
        });
        format!(
            "kept {}; added {}; dropped {}; reworded {}",
            changes.kept,
            names(&changes.added),
            names(&changes.dropped),
            reworded.collect::<Vec<_>>().join(", ")
        )
    }

    #[test]
    fn provisions_are_recognised_by_id_heading_and_text() {
        let old = "- { id: a, heading: A, text: x }\n- { heading: B, text: y }\n- { heading: C, text: z }\n- { heading: D, text: v }";
        for (new, expected) in [
            (old, "kept 4; added ; dropped ; reworded "),
            (
                "- { heading: Uusi, text: u }\n- { heading: C, text: 'z  ' }\n- { id: a, heading: AA, text: xx }\n- { heading: BB, text: y }",
                "kept 1; added 1 Uusi; dropped 4 D; reworded 3 heading (fi), text (fi), 4 heading (fi)",
            ),
            (
                "- { id: a, heading: { fi: A, sv: Ny }, text: x }\n- { id: b, heading: B, text: y }\n- { id: c, heading: Z, text: z }\n- { heading: D, text: { fi: w, sv: s } }",
                "kept 2; added ; dropped ; reworded 3 heading (fi), 4 text (fi)",
            ),
            (
                "- { id: z, heading: A, text: x }",
                "kept 0; added 1 A; dropped 1 A, 2 B, 3 C, 4 D; reworded ",
            ),
        ] {
            assert_eq!(describe(old, new), expected, "{new}");
        }
    }

    #[test]
    fn texts_are_compared_in_the_language_that_both_have() {
        let old = "- { heading: A, text: { fi: x, sv: gammal } }";
        let new = "- { heading: A, text: { fi: xx, sv: ny } }";
        assert_eq!(
            describe(old, new),
            "kept 0; added ; dropped ; reworded 1 text (sv)"
        );
    }
}
