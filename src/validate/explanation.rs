//! What a code means. The texts stand beside their rules; this file only finds them.

use super::{
    ceased, contacts, contradictions, dates, duplicates, events, fields, files, former_names, freezing,
    groups, identities, names, overlap, owners, parties, parts, references, relations, signatories,
    signatures, strategies, successions, supersession, term, values, waivers,
};
use crate::diagnostic::Code;
use crate::wording::Wording;

/// What a code means, why it matters, and an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The finding in one line, in lower case without a full stop.
    pub title: Wording,
    /// What the program has seen.
    pub meaning: Wording,
    /// Why it matters.
    pub reason: Wording,
    /// Lines of a file that have the finding.
    pub before: &'static str,
    /// The same lines put right.
    pub after: &'static str,
}

/// What a code means.
#[must_use]
pub fn explanation(code: Code) -> Explanation {
    match code {
        Code::Syntax => files::SYNTAX,
        Code::MergeConflict => files::MERGE_CONFLICT,
        Code::UnsupportedYaml => files::UNSUPPORTED_YAML,
        Code::InvalidText => files::INVALID_TEXT,
        Code::NonNfcText => files::NON_NFC_TEXT,
        Code::InvisibleCharacter => files::INVISIBLE_CHARACTER,
        Code::FileTooLarge => files::FILE_TOO_LARGE,
        Code::NotUtf8 => files::NOT_UTF8,
        Code::UnreadableFile => files::UNREADABLE_FILE,
        Code::SkippedFile => files::SKIPPED_FILE,
        Code::UnknownField => fields::UNKNOWN_FIELD,
        Code::MissingField => fields::MISSING_FIELD,
        Code::DuplicateField => fields::DUPLICATE_FIELD,
        Code::WrongType => fields::WRONG_TYPE,
        Code::UnknownValue => fields::UNKNOWN_VALUE,
        Code::InvalidId => values::INVALID_ID,
        Code::ReservedFileName => files::RESERVED_FILE_NAME,
        Code::IdNotFileName => values::ID_NOT_FILE_NAME,
        Code::InvalidDate => values::INVALID_DATE,
        Code::UnknownRegion => values::UNKNOWN_REGION,
        Code::InvalidBusinessId => values::INVALID_BUSINESS_ID,
        Code::InvalidEmail => values::INVALID_EMAIL,
        Code::UnknownMunicipality => values::UNKNOWN_MUNICIPALITY,
        Code::EventWithoutId => events::EVENT_WITHOUT_ID,
        Code::Placeholder => values::PLACEHOLDER,
        Code::DuplicateAgreementId => relations::DUPLICATE_AGREEMENT_ID,
        Code::DuplicateSignatory => duplicates::DUPLICATE_SIGNATORY,
        Code::DuplicateGroup => duplicates::DUPLICATE_GROUP,
        Code::DuplicateId => duplicates::DUPLICATE_ID,
        Code::UnknownOrganisation => references::UNKNOWN_ORGANISATION,
        Code::UnknownTheme => references::UNKNOWN_THEME,
        Code::UnknownProduct => references::UNKNOWN_PRODUCT,
        Code::UnknownPredecessor => relations::UNKNOWN_PREDECESSOR,
        Code::UnknownMainAgreement => relations::UNKNOWN_MAIN_AGREEMENT,
        Code::TermReversed => term::TERM_REVERSED,
        Code::ExtensionShortens => term::EXTENSION_SHORTENS,
        Code::StrategyEnded => strategies::STRATEGY_ENDED,
        Code::ReviewOverdue => term::REVIEW_OVERDUE,
        Code::SupersessionCycle => supersession::SUPERSESSION_CYCLE,
        Code::GapBetweenTerms => supersession::GAP_BETWEEN_TERMS,
        Code::OverlappingTerms => overlap::OVERLAPPING_TERMS,
        Code::SignedAfterEnd => signatures::SIGNED_AFTER_END,
        Code::SignedAfterWithdrawal => signatures::SIGNED_AFTER_WITHDRAWAL,
        Code::ContradictorySignatory => contradictions::CONTRADICTORY_SIGNATORY,
        Code::AccessionBeforeStart => signatures::ACCESSION_BEFORE_START,
        Code::FutureDate => dates::FUTURE_DATE,
        Code::ImplausibleDate => dates::IMPLAUSIBLE_DATE,
        Code::DatedBeforeOpening => dates::DATED_BEFORE_OPENING,
        Code::DatedAfterEnd => dates::DATED_AFTER_END,
        Code::SignedBeforeJoining => signatures::SIGNED_BEFORE_JOINING,
        Code::AccessionBeforeEntry => signatures::ACCESSION_BEFORE_ENTRY,
        Code::SignedAfterCeasing => signatures::SIGNED_AFTER_CEASING,
        Code::ExtensionWithoutEffect => term::EXTENSION_WITHOUT_EFFECT,
        Code::OpenedForNobody => freezing::OPENED_FOR_NOBODY,
        Code::TextChangedAfterOpening => freezing::TEXT_CHANGED_AFTER_OPENING,
        Code::CountDiffers => signatories::COUNT_DIFFERS,
        Code::CeasedSignatory => ceased::CEASED_SIGNATORY,
        Code::UnsignedInForce => signatories::UNSIGNED_IN_FORCE,
        Code::RegionWithoutGroup => groups::REGION_WITHOUT_GROUP,
        Code::GroupWithoutDuties => groups::GROUP_WITHOUT_DUTIES,
        Code::GroupWithoutMembers => groups::GROUP_WITHOUT_MEMBERS,
        Code::DutyWithoutOwner => owners::DUTY_WITHOUT_OWNER,
        Code::SilentRename => names::SILENT_RENAME,
        Code::LookAlikeId => names::LOOK_ALIKE_ID,
        Code::MissingContact => contacts::MISSING_CONTACT,
        Code::PersonalContactPublic => contacts::PERSONAL_CONTACT_PUBLIC,
        Code::ContactOutlivesAgreement => contacts::CONTACT_OUTLIVES_AGREEMENT,
        Code::RepeatedEntry => duplicates::REPEATED_ENTRY,
        Code::DuplicateOrganisation => identities::DUPLICATE_ORGANISATION,
        Code::FormerNameUsed => former_names::FORMER_NAME_USED,
        Code::ContradictoryOrganisation => former_names::CONTRADICTORY_ORGANISATION,
        Code::SuccessionCycle => successions::SUCCESSION_CYCLE,
        Code::UnknownSuccessor => successions::UNKNOWN_SUCCESSOR,
        Code::PartOfCycle => parts::PART_OF_CYCLE,
        Code::MainAgreementEnded => parts::MAIN_AGREEMENT_ENDED,
        Code::SubAgreementNotRenewed => parts::SUB_AGREEMENT_NOT_RENEWED,
        Code::NobodyBound => parties::NOBODY_BOUND,
        Code::StaleWaiver => waivers::STALE_WAIVER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for code in Code::ALL {
            let name = code.name();
            let Explanation {
                title,
                meaning,
                reason,
                before,
                after,
            } = explanation(*code);
            for wording in [&title, &meaning, &reason] {
                let (en, fi) = (wording.get(Lang::En), wording.get(Lang::Fi));
                assert!(!en.is_empty() && !fi.is_empty(), "{name}");
                assert_ne!(en, fi, "{name}");
                assert!(!en.contains("  ") && !fi.contains("  "), "{name}: a broken line");
            }
            for lang in [Lang::En, Lang::Fi] {
                assert!(
                    !title.get(lang).ends_with('.') && !title.get(lang).contains('\n'),
                    "{name}"
                );
                assert!(
                    meaning.get(lang).ends_with('.') && reason.get(lang).ends_with('.'),
                    "{name}"
                );
            }
            assert!(!before.is_empty() && before != after, "{name}");
        }
    }

    #[test]
    fn no_explanation_stands_for_two_codes() {
        let titles: std::collections::BTreeSet<String> = Code::ALL
            .iter()
            .map(|code| explanation(*code).title.get(Lang::En).to_owned())
            .collect();
        assert_eq!(titles.len(), Code::ALL.len());
    }
}
