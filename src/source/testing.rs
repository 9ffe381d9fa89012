//! What tests share: agreements and registries, written as their files are.

use chrono::NaiveDate;

use super::{Content, Role, read_bytes};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::model::{Agreement, AgreementId, PartialDate, Registry};

/// An agreement read from a text, and its findings.
pub(super) fn read(text: &str) -> (Agreement, Vec<Diagnostic>) {
    let file = FilePath::new("agreements/tno.yaml");
    let reading = read_bytes(
        &file,
        Role::Agreement,
        &crate::model::Network::lapland(),
        text.as_bytes().to_vec(),
    );
    let Some(Content::Agreement(agreement)) = reading.content else {
        panic!("the file of an agreement holds one")
    };
    (*agreement, reading.findings.sorted())
}

fn content(file: &str, role: Role, text: &str) -> Content {
    let reading = read_bytes(
        &FilePath::new(file),
        role,
        &crate::model::Network::lapland(),
        text.as_bytes().to_vec(),
    );
    let findings: Vec<_> = reading.findings.as_slice().iter().collect();
    assert!(findings.is_empty(), "{findings:#?}");
    reading.content.expect("a file without a finding has content")
}

/// A registry of agreements, each with its id and the rest of its file, and of organisations.
pub(crate) fn registry(agreements: &[(&str, &str)], organisations: &str) -> Registry {
    let mut registry = Registry::default();
    for (id, text) in agreements {
        let text = format!("id: {id}\n{text}");
        let content = content(&format!("agreements/{id}.yaml"), Role::Agreement, &text);
        let Content::Agreement(agreement) = content else {
            panic!("the file of an agreement holds one")
        };
        registry.agreements.push(*agreement);
    }
    if !organisations.is_empty() {
        let file = "agreements/organisations.yaml";
        let Content::Organisations(read) = content(file, Role::Organisations, organisations) else {
            panic!("the file of organisations holds them")
        };
        registry.organisations = read;
        registry.organisations_file = Some(FilePath::new(file));
    }
    registry
}

pub(crate) fn id(text: &str) -> AgreementId {
    AgreementId::parse(text).expect("a test names well-formed ids")
}

pub(crate) fn find<'r>(registry: &'r Registry, name: &str) -> &'r Agreement {
    registry
        .find_agreement(&id(name))
        .expect("the registry has the agreement")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    PartialDate::parse(text)
        .expect("a test names real dates")
        .first_day()
}
