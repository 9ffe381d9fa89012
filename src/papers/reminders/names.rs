//! Names of files that every system takes: ids are ASCII without anything that a path could misread,
//! but Windows keeps some words for its devices, whatever their ending.

use crate::model::{AgreementId, OrganisationId, is_device};
use crate::view::LetterKind;

/// What the name of an invitation has that the one of a reminder has not.
const INVITATION: &str = "_invitation";

/// The name of a letter's file. No id has an underscore, so that no two letters share a name and none
/// is a word of Windows.
pub(super) fn letter_file(
    agreement: &AgreementId,
    organisation: &OrganisationId,
    kind: LetterKind,
) -> String {
    let kind = match kind {
        LetterKind::Invitation => INVITATION,
        LetterKind::Reminder => "",
    };
    format!("{agreement}_{organisation}{kind}.eml")
}

/// Which letter of an agreement a file is, by its name; `None` for any other file.
#[must_use]
pub fn letter_of(agreement: &AgreementId, file: &str) -> Option<(OrganisationId, LetterKind)> {
    let rest = file
        .strip_prefix(agreement.as_str())?
        .strip_prefix('_')?
        .strip_suffix(".eml")?;
    let (organisation, kind) = match rest.strip_suffix(INVITATION) {
        Some(organisation) => (organisation, LetterKind::Invitation),
        None => (rest, LetterKind::Reminder),
    };
    Some((OrganisationId::parse(organisation).ok()?, kind))
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
    use crate::source::testing::id;

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
        let one = letter_file(&id("lapin"), &organisation("tno-2014"), LetterKind::Reminder);
        let other = letter_file(&id("lapin-tno"), &organisation("2014"), LetterKind::Reminder);
        assert_eq!(one, "lapin_tno-2014.eml");
        assert_ne!(one, other);
    }

    #[test]
    fn a_letter_is_known_by_its_name() {
        let agreement = id("lapin-tno");
        let known = |file: &str| {
            letter_of(&agreement, file).map(|(organisation, kind)| (organisation.to_string(), kind))
        };
        for kind in [LetterKind::Invitation, LetterKind::Reminder] {
            let organisation = OrganisationId::parse("invitation").expect("an id");
            let file = letter_file(&agreement, &organisation, kind);
            assert_eq!(known(&file), Some(("invitation".to_owned(), kind)));
        }
        for file in [
            "lapin-tno-2014_lappia.eml",
            "lapin-tno_lappia.eml.old",
            "lapin-tno_Lappia.eml",
            "lapin-tno_.eml",
            "lapin-tno_a_b.eml",
            "lapin-tno_lappia (1).eml",
        ] {
            assert_eq!(known(file), None, "{file}");
        }
    }
}
