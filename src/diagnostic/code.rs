//! The public codes of findings. A code is never renamed and never given another meaning; its
//! explanation is in `src/validate/explanations.ini`.

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be trusted as it is, and is not loaded; or a document is not as the file records it.
    Error,
    /// The file is loaded; a person should look.
    Warning,
}

impl Severity {
    /// The name in JSON and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Declares the closed set of codes once: variant, public name, severity.
macro_rules! codes {
    ($($severity:ident { $($variant:ident = $name:literal,)* })*) => {
        /// The kind of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = concat!("`", $name, "`")] $variant,)*)*
        }

        impl Code {
            /// Every code, errors first, in the order of the list of findings.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            /// The public name, in kebab-case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $($(Self::$variant => $name,)*)*
                }
            }

            /// How grave a finding of this kind is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $($(Self::$variant => Severity::$severity,)*)*
                }
            }

            /// Whether a finding of this kind is an error.
            #[must_use]
            pub const fn is_error(self) -> bool {
                matches!(self.severity(), Severity::Error)
            }

            /// The code of a public name.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }
        }
    };
}

codes! {
    Error {
        Syntax = "syntax",
        UnknownField = "unknown-field",
        MissingField = "missing-field",
        DuplicateField = "duplicate-field",
        WrongType = "wrong-type",
        UnsupportedYaml = "unsupported-yaml",
        InvalidText = "invalid-text",
        InvalidId = "invalid-id",
        IdNotFileName = "id-not-file-name",
        DuplicateAgreementId = "duplicate-agreement-id",
        DuplicateSignatory = "duplicate-signatory",
        DuplicateGroup = "duplicate-group",
        DuplicateId = "duplicate-id",
        InvalidDate = "invalid-date",
        TermReversed = "term-reversed",
        UnknownRegion = "unknown-region",
        InvalidBusinessId = "invalid-business-id",
        InvalidEmail = "invalid-email",
        UnknownOrganisation = "unknown-organisation",
        UnknownTheme = "unknown-theme",
        UnknownProduct = "unknown-product",
        UnknownMunicipality = "unknown-municipality",
        UnknownPredecessor = "unknown-predecessor",
        SupersessionCycle = "supersession-cycle",
        SignedAfterEnd = "signed-after-end",
        SignedAfterWithdrawal = "signed-after-withdrawal",
        ContradictorySignatory = "contradictory-signatory",
        ExtensionShortens = "extension-shortens",
        TextChangedAfterOpening = "text-changed-after-opening",
        FileTooLarge = "file-too-large",
        NotUtf8 = "not-utf8",
        UnreadableFile = "unreadable-file",
        UnknownMainAgreement = "unknown-main-agreement",
        UnknownValue = "unknown-value",
        MergeConflict = "merge-conflict",
        InvalidDocumentName = "invalid-document-name",
        InvalidDigest = "invalid-digest",
        DocumentMissing = "document-missing",
        DocumentChanged = "document-changed",
        DocumentTooLarge = "document-too-large",
        UnknownVariable = "unknown-variable",
        InvalidTime = "invalid-time",
        EventReversed = "event-reversed",
        UnknownGroup = "unknown-group",
        UnknownDocument = "unknown-document",
        InvalidDuration = "invalid-duration",
        SeatReversed = "seat-reversed",
        OverlappingChairs = "overlapping-chairs",
    }
    Warning {
        CountDiffers = "count-differs",
        RegionWithoutGroup = "region-without-group",
        GroupWithoutDuties = "group-without-duties",
        GroupWithoutMembers = "group-without-members",
        DutyWithoutOwner = "duty-without-owner",
        CeasedSignatory = "ceased-signatory",
        SilentRename = "silent-rename",
        OverlappingTerms = "overlapping-terms",
        GapBetweenTerms = "gap-between-terms",
        StrategyEnded = "strategy-ended",
        MissingContact = "missing-contact",
        PersonalContactPublic = "personal-contact-public",
        ReviewOverdue = "review-overdue",
        AccessionBeforeStart = "accession-before-start",
        UnsignedInForce = "unsigned-in-force",
        ContactOutlivesAgreement = "contact-outlives-agreement",
        NonNfcText = "non-nfc-text",
        LookAlikeId = "look-alike-id",
        RepeatedEntry = "repeated-entry",
        DuplicateOrganisation = "duplicate-organisation",
        FormerNameUsed = "former-name-used",
        ContradictoryOrganisation = "contradictory-organisation",
        SuccessionCycle = "succession-cycle",
        UnknownSuccessor = "unknown-successor",
        PartOfCycle = "part-of-cycle",
        MainAgreementEnded = "main-agreement-ended",
        SubAgreementNotRenewed = "sub-agreement-not-renewed",
        NobodyBound = "nobody-bound",
        StaleWaiver = "stale-waiver",
        SkippedFile = "skipped-file",
        Placeholder = "placeholder",
        EventWithoutId = "event-without-id",
        FutureDate = "future-date",
        ImplausibleDate = "implausible-date",
        DatedBeforeOpening = "dated-before-opening",
        DatedAfterEnd = "dated-after-end",
        SignedBeforeJoining = "signed-before-joining",
        AccessionBeforeEntry = "accession-before-entry",
        SignedAfterCeasing = "signed-after-ceasing",
        ExtensionWithoutEffect = "extension-without-effect",
        OpenedForNobody = "opened-for-nobody",
        InvisibleCharacter = "invisible-character",
        ReservedFileName = "reserved-file-name",
        OutdatedField = "outdated-field",
        DuplicateTile = "duplicate-tile",
        UnrecordedDocument = "unrecorded-document",
        StaleSchema = "stale-schema",
        GroupsMayHaveChanged = "groups-may-have-changed",
        VariableWithoutValue = "variable-without-value",
        JoinedList = "joined-list",
        StaleApproval = "stale-approval",
        ProvisionsNotCovered = "provisions-not-covered",
        TimeWithoutDay = "time-without-day",
        CancelledEventHeld = "cancelled-event-held",
        AttendeeNotParty = "attendee-not-party",
        NoticeTwice = "notice-twice",
        NoticeCutShort = "notice-cut-short",
        SignByWithoutEffect = "sign-by-without-effect",
        ContinuesWithoutEffect = "continues-without-effect",
        OverlappingSeats = "overlapping-seats",
        SeatOutsideTerm = "seat-outside-term",
        UnknownSeatPredecessor = "unknown-seat-predecessor",
        VacantChair = "vacant-chair",
        AbsentMember = "absent-member",
        PersonalRepresentative = "personal-representative",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_by_its_name() {
        for code in Code::ALL {
            assert_eq!(Code::find(code.name()), Some(*code));
        }
        assert_eq!(Code::find("no-such-code"), None);
    }
}
