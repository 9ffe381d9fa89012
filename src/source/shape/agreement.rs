//! The shape of an agreement's file.

use super::{Choices, Field, Referred, Shape, optional, required};
use crate::model::{DocumentKind, EventKind, Recurrence};

const ORGANISATION_ID: Shape = Shape::IdOf(Referred::Organisation);

const AGREEMENT_ID: Shape = Shape::IdOf(Referred::Agreement);

/// An agreement's file.
pub(in crate::source) const AGREEMENT: &[Field] = &[
    required("agreement", "id", Shape::Id),
    required("agreement", "title", Shape::LocalText),
    optional("agreement", "record", Shape::Text),
    optional("agreement", "purpose", Shape::LocalText),
    optional("agreement", "supersedes", Shape::List(&AGREEMENT_ID)),
    optional("agreement", "part_of", AGREEMENT_ID),
    required("agreement", "term", Shape::Fields(TERM)),
    optional("agreement", "in_force_when", Shape::EntryRule),
    optional("agreement", "opened", Shape::Fields(OPENED)),
    optional("agreement", "approved", Shape::List(&Shape::Fields(APPROVAL))),
    optional("agreement", "sign_by", Shape::Date),
    optional("agreement", "terminated", Shape::Fields(TERMINATED)),
    optional("agreement", "declared_signatories", Shape::Count),
    optional("agreement", "strategies", Shape::List(&Shape::Fields(STRATEGY))),
    optional("agreement", "themes", Shape::List(&Shape::Fields(NAMED))),
    optional("agreement", "products", Shape::List(&Shape::Fields(NAMED))),
    optional(
        "agreement",
        "cooperation",
        Shape::List(&Shape::List(&Shape::Region)),
    ),
    optional("agreement", "provisions", Shape::List(&Shape::Fields(PROVISION))),
    optional("agreement", "groups", Shape::List(&Shape::Fields(GROUP))),
    optional("agreement", "signatories", Shape::List(&Shape::Fields(SIGNATORY))),
    optional("agreement", "events", Shape::List(&Shape::Fields(EVENT))),
    optional("agreement", "documents", Shape::List(&Shape::Fields(DOCUMENT))),
    optional(
        "agreement",
        "corrections",
        Shape::List(&Shape::Fields(CORRECTION)),
    ),
    optional("agreement", "source", Shape::Text),
    optional("agreement", "waivers", Shape::List(&Shape::Fields(WAIVER))),
];

const TERM: &[Field] = &[
    required("term", "starts", Shape::Date),
    required("term", "ends", Shape::Ending),
    optional("term", "notice_months", Shape::Count),
    optional("term", "notice", Shape::Notice),
    optional("term", "continues", Shape::Fields(CONTINUES)),
    optional("term", "review_months", Shape::Count),
    optional("term", "extended", Shape::List(&Shape::Fields(EXTENSION))),
];

const CONTINUES: &[Field] = &[
    required("continues", "by", Shape::Months),
    optional("continues", "unless_notice", Shape::Notice),
];

const EXTENSION: &[Field] = &[
    required("extension", "until", Shape::Date),
    optional("extension", "decided", Shape::Date),
    optional("extension", "decision", Shape::Text),
];

const OPENED: &[Field] = &[
    required("opened", "on", Shape::Date),
    required("opened", "text", Shape::Text),
];

const APPROVAL: &[Field] = &[
    required("approval", "organisation", ORGANISATION_ID),
    required("approval", "on", Shape::Date),
    optional("approval", "decision", Shape::Text),
    required("approval", "text", Shape::Text),
];

const TERMINATED: &[Field] = &[
    required("terminated", "on", Shape::Date),
    optional("terminated", "reason", Shape::Text),
];

const STRATEGY: &[Field] = &[
    required("strategy", "name", Shape::LocalText),
    optional("strategy", "ends", Shape::Date),
];

const NAMED: &[Field] = &[
    required("named", "id", Shape::Id),
    required("named", "name", Shape::LocalText),
];

const PROVISION: &[Field] = &[
    optional("provision", "id", Shape::Id),
    required("provision", "heading", Shape::LocalText),
    required("provision", "text", Shape::LocalText),
];

const GROUP: &[Field] = &[
    required("group", "id", Shape::Id),
    required("group", "name", Shape::LocalText),
    optional("group", "regions", Shape::Regions),
    optional("group", "chair", Shape::OneOrList(&Shape::IdOrFields(SEAT))),
    optional("group", "members", Shape::List(&Shape::IdOrFields(SEAT))),
    optional("group", "roles", Shape::List(&Shape::Fields(ROLE))),
    optional("group", "dissolved", Shape::Date),
    optional("group", "duties", Shape::List(&Shape::TextOrFields(DUTY))),
];

const SEAT: &[Field] = &[
    required("seat", "organisation", ORGANISATION_ID),
    optional("seat", "from", Shape::Date),
    optional("seat", "until", Shape::Date),
    optional("seat", "in_place_of", ORGANISATION_ID),
    optional("seat", "representative", Shape::Text),
    optional("seat", "substitute", Shape::Text),
];

/// A seat with another role.
const ROLE: &[Field] = &[
    required("role", "role", Shape::Text),
    required("seat", "organisation", ORGANISATION_ID),
    optional("seat", "from", Shape::Date),
    optional("seat", "until", Shape::Date),
    optional("seat", "in_place_of", ORGANISATION_ID),
    optional("seat", "representative", Shape::Text),
    optional("seat", "substitute", Shape::Text),
];

const DUTY: &[Field] = &[
    optional("duty", "id", Shape::Id),
    required("duty", "text", Shape::LocalText),
    optional("duty", "responsible", Shape::List(&ORGANISATION_ID)),
    optional("duty", "theme", Shape::IdOf(Referred::Theme)),
    optional("duty", "product", Shape::IdOf(Referred::Product)),
    optional("duty", "every", Shape::Choice(RECURRENCES)),
    optional("duty", "due", Shape::Date),
    optional("duty", "meeting", Shape::Flag),
];

const SIGNATORY: &[Field] = &[
    required("signatory", "organisation", ORGANISATION_ID),
    required("signatory", "name", Shape::Text),
    optional("signatory", "business_id", Shape::BusinessId),
    optional("signatory", "kind", Shape::Kind),
    optional("signatory", "municipality", Shape::Municipality),
    required("signatory", "regions", Shape::Regions),
    optional("signatory", "covers", Shape::List(&Shape::Text)),
    optional("signatory", "signed", Shape::Date),
    optional("signatory", "signed_by", Shape::Text),
    optional("signatory", "decision", Shape::Text),
    optional("signatory", "record", Shape::Text),
    optional("signatory", "joined", Shape::Date),
    optional("signatory", "declined", Shape::Date),
    optional("signatory", "withdrawn", Shape::Fields(WITHDRAWN)),
    optional("signatory", "contact", Shape::Fields(CONTACT)),
];

const WITHDRAWN: &[Field] = &[
    required("withdrawn", "notice", Shape::Date),
    required("withdrawn", "effective", Shape::Date),
];

const CONTACT: &[Field] = &[
    optional("contact", "role", Shape::Text),
    optional("contact", "email", Shape::Email),
    optional("contact", "phone", Shape::Text),
    optional("contact", "name", Shape::Text),
    optional("contact", "public", Shape::Flag),
];

const EVENT: &[Field] = &[
    optional("event", "id", Shape::Id),
    required("event", "date", Shape::Date),
    optional("event", "ends", Shape::Date),
    optional("event", "time", Shape::Time),
    required("event", "title", Shape::LocalText),
    optional("event", "place", Shape::Text),
    required("event", "kind", Shape::Choice(EVENT_KINDS)),
    optional("event", "group", Shape::IdOf(Referred::Group)),
    optional("event", "attended", Shape::List(&ORGANISATION_ID)),
    optional("event", "minutes", Shape::DocumentPath),
    optional("event", "cancelled", Shape::Flag),
    optional("event", "public", Shape::Flag),
];

const DOCUMENT: &[Field] = &[
    required("document", "file", Shape::DocumentPath),
    optional("document", "title", Shape::LocalText),
    required("document", "kind", Shape::Choice(DOCUMENT_KINDS)),
    optional("document", "on", Shape::Date),
    optional("document", "of", ORGANISATION_ID),
    required("document", "sha256", Shape::Digest),
    optional("document", "public", Shape::Flag),
];

const CORRECTION: &[Field] = &[
    required("correction", "on", Shape::Date),
    required("correction", "what", Shape::Text),
    optional("correction", "was", Shape::Text),
    optional("correction", "is", Shape::Text),
    required("correction", "because", Shape::Text),
];

const WAIVER: &[Field] = &[
    required("waiver", "code", Shape::Text),
    required("waiver", "reason", Shape::Text),
];

/// `signed_at_least`, the one field of an entry rule that is a mapping.
pub(in crate::source) const ENTRY_RULE: &[Field] = &[required("entry-rule", "signed_at_least", Shape::Count)];

const EVENT_KINDS: Choices = Choices {
    codes: || EventKind::ALL.map(EventKind::code).to_vec(),
    meant: |word| EventKind::find_loosely(word).map(EventKind::code),
    label: |code| EventKind::find(code).map(EventKind::label),
};

const DOCUMENT_KINDS: Choices = Choices {
    codes: || DocumentKind::ALL.map(DocumentKind::code).to_vec(),
    meant: |word| DocumentKind::find_loosely(word).map(DocumentKind::code),
    label: |code| DocumentKind::find(code).map(DocumentKind::label),
};

const RECURRENCES: Choices = Choices {
    codes: || Recurrence::ALL.map(Recurrence::code).to_vec(),
    meant: |word| Recurrence::find_loosely(word).map(Recurrence::code),
    label: |code| Recurrence::find(code).map(Recurrence::label),
};
