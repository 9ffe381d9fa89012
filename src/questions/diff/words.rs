//! Two texts, word by word.

use similar::{ChangeTag, TextDiff};

use crate::view::{Segment, SegmentKind};

/// What of both texts was kept, removed and added. The kept and the removed stretches together are
/// the old text, the kept and the added ones the new text.
pub(super) fn compare_words(old: &str, new: &str) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => SegmentKind::Kept,
            ChangeTag::Delete => SegmentKind::Removed,
            ChangeTag::Insert => SegmentKind::Added,
        };
        push(&mut segments, kind, change.value());
    }
    join_over_gaps(segments)
}

fn push(segments: &mut Vec<Segment>, kind: SegmentKind, text: &str) {
    match segments.last_mut() {
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ => segments.push(Segment {
            kind,
            text: text.to_owned(),
        }),
    }
}

/// Makes one stretch of two that were changed and have only a space between them: a phrase that was
/// replaced is read as a phrase.
fn join_over_gaps(segments: Vec<Segment>) -> Vec<Segment> {
    let mut joined = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let mut rest = segments.into_iter().peekable();
    while let Some(segment) = rest.next() {
        match segment.kind {
            SegmentKind::Removed => removed.push_str(&segment.text),
            SegmentKind::Added => added.push_str(&segment.text),
            SegmentKind::Kept => {
                let is_gap = segment.text.trim().is_empty();
                let is_inside = !removed.is_empty() && !added.is_empty() && rest.peek().is_some();
                if is_gap && is_inside {
                    removed.push_str(&segment.text);
                    added.push_str(&segment.text);
                } else {
                    flush(&mut joined, &mut removed, &mut added);
                    push(&mut joined, SegmentKind::Kept, &segment.text);
                }
            }
        }
    }
    flush(&mut joined, &mut removed, &mut added);
    joined
}

fn flush(joined: &mut Vec<Segment>, removed: &mut String, added: &mut String) {
    for (kind, text) in [(SegmentKind::Removed, removed), (SegmentKind::Added, added)] {
        if !text.is_empty() {
            push(joined, kind, &std::mem::take(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn describe(old: &str, new: &str) -> String {
        let mark = |segment: Segment| match segment.kind {
            SegmentKind::Kept => segment.text,
            SegmentKind::Removed => format!("[-{}-]", segment.text),
            SegmentKind::Added => format!("{{+{}+}}", segment.text),
        };
        compare_words(old, new).into_iter().map(mark).collect()
    }

    #[test]
    fn words_are_kept_removed_and_added() {
        for (old, new, expected) in [
            (
                "Laatii verkoston toimintasuunnitelman.",
                "Laatii verkoston vuosittaisen toimintasuunnitelman.",
                "Laatii verkoston {+vuosittaisen +}toimintasuunnitelman.",
            ),
            (
                "Seuraa maakunnallisen strategian toteutumista.",
                "Ohjaa päivitetyn strategian toimeenpanoa.",
                "[-Seuraa maakunnallisen-]{+Ohjaa päivitetyn+} strategian [-toteutumista.-]{+toimeenpanoa.+}",
            ),
            ("Sama.", "Sama.", "Sama."),
            ("", "Uusi.", "{+Uusi.+}"),
        ] {
            assert_eq!(describe(old, new), expected);
        }
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "[ab ä.\\n]{0,20}", new in "[ab ä.\\n]{0,20}") {
            let segments = compare_words(&old, &new);
            let without = |kind: SegmentKind| -> String {
                segments.iter().filter(|segment| segment.kind != kind).map(|segment| segment.text.as_str()).collect()
            };
            prop_assert_eq!(without(SegmentKind::Added), old);
            prop_assert_eq!(without(SegmentKind::Removed), new);
        }
    }
}
