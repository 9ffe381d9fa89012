//! Names of files that every system takes: ids are ASCII without anything that a path could misread,
//! but Windows keeps some words for its devices, whatever their ending.

use crate::model::{AgreementId, OrganisationId, is_device};

/// The name of a letter's file. No id has an underscore, so that no two letters share a name and none
/// is a word of Windows.
pub(super) fn letter_file(agreement: &AgreementId, organisation: &OrganisationId) -> String {
    format!("{agreement}_{organisation}.eml")
}

/// The name of the attached agreement.
pub(super) fn attachment(agreement: &AgreementId) -> String {
    if is_device(agreement.as_str()) {
        format!("{agreement}_.docx")
    } else {
        format!("{agreement}.docx")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::renewal::testing::id;

    #[test]
    fn no_name_is_a_device_of_windows() {
        for (agreement, expected) in [
            ("con", "con_.docx"),
            ("aux", "aux_.docx"),
            ("com1", "com1_.docx"),
            ("lpt9", "lpt9_.docx"),
            ("com", "com.docx"),
            ("com10", "com10.docx"),
            ("console", "console.docx"),
            ("lapin-tno-2014", "lapin-tno-2014.docx"),
        ] {
            assert_eq!(attachment(&id(agreement)), expected);
        }
    }

    /// With a hyphen between the ids these two letters would have one name, and the second would
    /// never be written.
    #[test]
    fn no_two_letters_share_a_name() {
        let organisation = |text| OrganisationId::parse(text).expect("a test names well-formed ids");
        let one = letter_file(&id("lapin"), &organisation("tno-2014"));
        let other = letter_file(&id("lapin-tno"), &organisation("2014"));
        assert_eq!(one, "lapin_tno-2014.eml");
        assert_ne!(one, other);
    }
}
