//! E-mail addresses, as the files and the command line take them.

/// Whether a text is one address: the HTML standard's "valid e-mail address", with at least one full stop in the domain.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    !local.is_empty()
        && text.len() <= 254
        && local.chars().all(is_local)
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked() {
        for valid in ["tno@example.fi", "a.b+c@x-y.example.fi"] {
            assert!(is_email(valid), "{valid}");
        }
        for invalid in [
            "tno",
            "tno@",
            "@example.fi",
            "a b@example.fi",
            "a@example",
            "a@b@example.fi",
            "Nimi <a@example.fi>",
            "a@-x.fi",
            "a@x..fi",
            "ä@example.fi",
        ] {
            assert!(!is_email(invalid), "{invalid}");
        }
    }
}
