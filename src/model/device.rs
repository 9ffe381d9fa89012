//! Words that Windows keeps for its devices, whatever their ending: no file and no folder that the
//! program makes may be called by one.

/// Whether Windows takes a name without its ending for a device (“Naming Files, Paths, and Namespaces”).
/// Ids are lower case, and so is what is requested.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let is_numbered = |word: &str| {
        name.strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || is_numbered("com") || is_numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_devices() {
        let devices = ["con", "prn", "aux", "nul", "com0", "com1", "lpt9"];
        assert!(devices.into_iter().all(is_device));
        let names = ["", "com", "com10", "lpta", "console", "nul-2014", "index"];
        assert!(!names.into_iter().any(is_device));
    }
}
