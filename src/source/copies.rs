//! Copies that people, file managers and synchronised folders leave beside a file. Nothing here reads a disk.

/// What a file manager puts behind the name of a copy.
const ENDINGS: [&str; 6] = [" - kopio", " - copy", " – kopio", " – copy", " kopio", " copy"];

/// What it puts before the name.
const BEGINNINGS: [&str; 6] = [
    "kopio - ",
    "copy - ",
    "kopio – ",
    "copy of ",
    "kopio tiedostosta ",
    "kopio ",
];

/// What a synchronised folder puts behind the name when two devices have changed a file.
const CONFLICTS: [&str; 5] = [
    ".sync-conflict-",
    "-desktop-",
    "-laptop-",
    "_conflict-",
    "-conflict-",
];

/// The stem of the file that a stem is a copy of by its name; `None` for a name of its own.
///
/// `sopimus - Kopio (2)`, `sopimus (1)`, `sopimus (conflicted copy 2024-01-02)`, `Copy of sopimus`,
/// `sopimus-DESKTOP-7A1`, `sopimus.sync-conflict-20240102-101112-ABC`
pub(super) fn original_of(stem: &str) -> Option<&str> {
    let mut original = stem;
    while let Some(shorter) = without_mark(original) {
        original = shorter;
    }
    (original.len() < stem.len() && !original.is_empty()).then_some(original)
}

fn without_mark(stem: &str) -> Option<&str> {
    let lower = stem.to_ascii_lowercase();
    let bracket = || {
        let at = stem.strip_suffix(')').and_then(|inner| inner.rfind('('))?;
        Some(stem[..at].trim_end())
    };
    let numbered = || {
        let (words, number) = stem.rsplit_once(' ')?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_copy = ENDINGS
            .iter()
            .any(|ending| words.to_ascii_lowercase().ends_with(ending));
        (is_number && is_copy).then_some(words)
    };
    let ending = || {
        ENDINGS
            .iter()
            .find(|ending| lower.ends_with(**ending))
            .map(|ending| &stem[..stem.len() - ending.len()])
    };
    let beginning = || {
        BEGINNINGS
            .iter()
            .find(|words| lower.starts_with(**words))
            .map(|words| &stem[words.len()..])
    };
    let conflict = || {
        CONFLICTS
            .iter()
            .find_map(|mark| lower.find(mark))
            .map(|at| &stem[..at])
    };
    bracket()
        .or_else(numbered)
        .or_else(ending)
        .or_else(beginning)
        .or_else(conflict)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_copies_are_known() {
        for name in [
            "ok - Kopio",
            "ok - Copy",
            "ok – kopio",
            "ok - kopio (2)",
            "ok (1)",
            "ok copy",
            "ok copy 2",
            "Kopio - ok",
            "Copy of ok",
            "Kopio tiedostosta ok",
            "ok (conflicted copy 2024-01-02)",
            "ok (Ristiriita Koneella 1)",
            "ok-DESKTOP-123",
            "ok-LAPTOP-7A (1)",
            "ok.sync-conflict-20240102-101112-ABCDEFG",
            "Copy of ok (3)",
        ] {
            assert_eq!(original_of(name), Some("ok"), "{name}");
        }
        for name in [
            "ok",
            "ok-2",
            "kopiopalvelut-2024",
            "copy",
            "lapin-tno-2014",
            "ok.v2",
            "(1)",
            "ok 2024",
        ] {
            assert_eq!(original_of(name), None, "{name}");
        }
    }
}
