//! A plausible agreement for the tests of the rules, and the helpers that check findings.

use chrono::NaiveDate;

use crate::diagnostic::{At, FilePath, Findings, Place, Span};
use crate::model::{
    Agreement, AgreementId, Approval, BuiltInKind, Contact, DocumentKind, DocumentPath, Duty, Ending,
    FileDigest, FiledDocument, Group, LocalText, Organisation, OrganisationId, PartialDate, Regions,
    Registry, Seat, Section, Signatory, Term, Timing, Visibility,
};
use crate::wording::Lang;

use super::{check_agreement, check_registry, keep_what_compares};

pub(super) fn at<T>(value: T) -> At<T> {
    At::new(value, Span::default())
}

pub(super) fn parse_date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a test names real dates")
}

pub(super) fn date(text: &str) -> At<PartialDate> {
    at(parse_date(text))
}

pub(super) fn day(text: &str) -> NaiveDate {
    parse_date(text).first_day()
}

pub(super) fn ends(text: &str) -> At<Ending> {
    at(Ending::On(parse_date(text)))
}

pub(super) fn text(fi: &str) -> At<LocalText> {
    at(LocalText::plain(fi))
}

pub(super) fn id(text: &str) -> AgreementId {
    AgreementId::parse(text).expect("a test names well-formed ids")
}

pub(super) fn org(text: &str) -> At<OrganisationId> {
    at(OrganisationId::parse(text).expect("a test names well-formed ids"))
}

/// Signed early in 2014, for all regions, reached by a shared mailbox.
pub(super) fn signatory(organisation: &str, name: &str) -> Signatory {
    Signatory {
        organisation: org(organisation),
        name: at(name.to_owned()),
        business_id: None,
        kind: Some(BuiltInKind::Education.into()),
        municipality: None,
        regions: Regions::All,
        covers: Vec::new(),
        signed: Some(date("2014-01")),
        signed_by: None,
        decision: None,
        record: None,
        joined: None,
        declined: None,
        withdrawn: None,
        contact: Some(contact().into()),
    }
}

pub(super) fn contact() -> Contact {
    Contact {
        span: Span::default(),
        role: Some("TNO-koordinaattori".to_owned()),
        email: Some(at("tno@example.fi".to_owned())),
        phone: None,
        name: None,
        visibility: Visibility::Internal,
    }
}

/// An approval without a decision.
pub(super) fn approval(organisation: &str, on: &str, text: &str) -> Approval {
    Approval {
        organisation: org(organisation),
        on: date(on),
        decision: None,
        text: at(text.to_owned()),
    }
}

/// Empty, and internal.
pub(super) fn document(file: &str, of: Option<&str>) -> FiledDocument {
    FiledDocument {
        file: at(DocumentPath::parse(file).expect("a test names well-formed paths")),
        title: None,
        kind: DocumentKind::Attachment,
        on: None,
        of: of.map(org),
        sha256: at(FileDigest::of(b"")),
        visibility: Visibility::Internal,
    }
}

pub(super) fn duty(fi: &str) -> Duty {
    Duty {
        number: 1,
        id: None,
        text: text(fi),
        responsible: Vec::new(),
        theme: None,
        product: None,
        timing: Timing::Continuous,
        is_meeting: false,
    }
}

/// An organisation that is always in a group.
pub(super) fn seat(id: &str) -> Seat {
    Seat::always(org(id))
}

/// Led by `ely`, with `ely` and `lappia` in it, for all regions, with one duty.
pub(super) fn group(id: &str) -> Group {
    Group {
        id: at(crate::model::GroupId::parse(id).expect("a test names well-formed ids")),
        name: text("Koordinaatioryhmä"),
        regions: Regions::All,
        chairs: vec![seat("ely")],
        members: vec![seat("ely"), seat("lappia")],
        roles: Vec::new(),
        dissolved: None,
        duties: vec![duty("Seuraa verkoston toimintaa.")],
        span: Span::default(),
    }
}

/// In force 2014–2017, signed by `ely` and `lappia`, with one group.
pub(super) fn agreement(name: &str) -> Agreement {
    let term = Term {
        starts: date("2014-01"),
        ending: ends("2017-12-31"),
        notice_months: None,
        notice: None,
        continues: None,
        review_months: None,
        extensions: Vec::new(),
    };
    let file = FilePath::new(&format!("agreements/{name}.yaml"));
    Agreement {
        groups: vec![group("koordinaatioryhma")],
        signatories: vec![
            signatory("ely", "Lapin ELY-keskus"),
            signatory("lappia", "Lappia"),
        ],
        sections: vec![at(Section::Title), at(Section::Term), at(Section::Groups)],
        ..Agreement::new(
            file,
            at(id(name)),
            text("Lapin TNO-palvelujen kumppanuussopimus"),
            term,
        )
    }
}

/// The same agreement before anybody has signed it.
pub(super) fn draft(name: &str) -> Agreement {
    let mut draft = agreement(name);
    for signatory in &mut draft.signatories {
        signatory.signed = None;
    }
    draft
}

/// A record of `organisations.yaml`.
pub(super) fn organisation(id: &str, name: &str) -> Organisation {
    Organisation {
        id: org(id),
        name: at(name.to_owned()),
        former_names: Vec::new(),
        ceased: None,
        successors: Vec::new(),
    }
}

pub(super) fn registry(agreements: Vec<Agreement>) -> Registry {
    Registry {
        agreements,
        organisations_file: Some(FilePath::new("agreements/organisations.yaml")),
        ..Registry::default()
    }
}

/// The findings as they are shown: `file: code: English message`. Every text of a finding must
/// also stand in Finnish, and every finding must name a next step.
pub(super) fn describe(findings: Findings) -> Vec<String> {
    let show = |finding: crate::diagnostic::Diagnostic| {
        let labels = finding.related.iter().map(|label| &label.message);
        for wording in labels.chain(&finding.help).chain([&finding.message]) {
            assert_ne!(wording.get(Lang::En), wording.get(Lang::Fi));
            assert!(!wording.get(Lang::En).is_empty() && !wording.get(Lang::Fi).is_empty());
        }
        assert!(finding.help.is_some(), "{:?} names no next step", finding.code);
        let Place { file, .. } = &finding.place;
        format!(
            "{}: {}: {}",
            file.stem(),
            finding.code.name(),
            finding.message.get(Lang::En)
        )
    };
    findings.sorted().into_iter().map(show).collect()
}

/// Checks one file in the middle of 2014; findings are shown without the file's name.
pub(super) fn check_file(agreement: &Agreement, expected: &[&str]) {
    check_file_on(agreement, "2014-06-01", expected);
}

pub(super) fn check_file_on(agreement: &Agreement, today: &str, expected: &[&str]) {
    let findings = check_agreement(agreement, day(today)).findings;
    let shown: Vec<String> = describe(findings)
        .into_iter()
        .filter_map(|line| Some(line.split_once(": ")?.1.to_owned()))
        .collect();
    assert_eq!(shown, expected);
}

/// Checks agreements together; an organisation is recorded only by [`check_all`].
pub(super) fn check_registry_of(agreements: Vec<Agreement>, today: &str, expected: &[&str]) {
    check_all(&registry(agreements), today, expected);
}

pub(super) fn check_all(registry: &Registry, today: &str, expected: &[&str]) {
    let today = day(today);
    assert_eq!(describe(check_registry(registry, today).findings), expected);
    // What is kept of the agreements says the same.
    let mut kept = registry.clone();
    let record = |id: &OrganisationId| registry.find_organisation(id).and_then(|one| one.ceased.as_ref());
    for agreement in &mut kept.agreements {
        keep_what_compares(agreement, today, |id| record(id).is_some());
    }
    assert_eq!(describe(check_registry(&kept, today).findings), expected);
}
