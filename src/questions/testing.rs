//! What tests share: what is due and the calendar, by the index of a registry and by its files.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Calendar, DueList, Within, plan_calendar};
use crate::diagnostic::FilePath;
use crate::index::{AgreementRows, FileChange, FileContent, Index, Stamp, TimedScope};
use crate::model::{Edition, Registry, duty_owners, standings};
use crate::source::testing::registry;
use crate::view::{CalendarEntry, DueRow};
use crate::wording::Lang;

/// A registry and its index, which give the same answers.
pub(crate) struct Both {
    registry: Registry,
    index: Index,
}

/// A registry of these agreements and organisations, and its index.
pub(crate) fn both(agreements: &[(&str, &str)], organisations: &str) -> Both {
    let registry = registry(agreements, organisations);
    let file = |path: &FilePath, content| FileChange {
        path: path.clone(),
        stamp: Stamp::default(),
        hash: [0; 32],
        content,
        placeholders: Vec::new(),
    };
    let mut known = BTreeSet::new();
    let found = registry.agreements.iter();
    let firsts = found.filter(|agreement| known.insert(agreement.id.value.as_str()));
    let mut files: Vec<FileChange> = firsts
        .map(|agreement| {
            file(
                &agreement.file,
                FileContent::Agreement(Box::new(AgreementRows::of(agreement))),
            )
        })
        .collect();
    if let Some(path) = &registry.organisations_file {
        let organisations = FileContent::Organisations(registry.organisations.clone());
        files.push(file(path, organisations));
    }
    let index = Index::in_memory(&crate::model::Network::lapland(), files)
        .expect("a registry without faults has an index")
        .0;
    Both { registry, index }
}

impl Both {
    pub(crate) const fn index(&self) -> &Index {
        &self.index
    }

    /// What is due by the index, which is what is due by the files.
    pub(crate) fn due(&self, today: NaiveDate, within: Within, lang: Lang) -> Vec<DueRow> {
        let (registry, mut by_files) = (&self.registry, DueList::new(today, within, lang));
        by_files.add_matters(registry);
        for standing in standings(registry, today) {
            by_files.add_duties(&standing, &duty_owners(registry, standing.agreement, today));
        }
        let mut by_index = DueList::new(today, within, lang);
        let concerned = self.index.concerned(today, within.last_day(today));
        by_index.add_matters(&concerned.expect("the index answers"));
        let shown = self
            .index
            .each_timed(today, TimedScope::Duties, |standing, owners| {
                by_index.add_duties(standing, owners);
            });
        shown.expect("the index answers");
        let rows = by_index.into_rows();
        assert_eq!(rows, by_files.into_rows(), "{today}");
        rows
    }

    /// The calendar by the index, which is the calendar by the files.
    pub(crate) fn calendar(&self, today: NaiveDate, edition: Edition, lang: Lang) -> Vec<CalendarEntry> {
        let mut calendar = Calendar::new(None, today, edition, lang);
        let shown = self.index.each_timed(today, TimedScope::All, |standing, owners| {
            calendar.add(standing, owners);
        });
        shown.expect("the index answers");
        let entries = calendar.into_entries();
        assert_eq!(
            entries,
            plan_calendar(&self.registry, today, edition, lang),
            "{today}"
        );
        let published = Edition::Public.of(self.registry.clone(), today);
        let public = plan_calendar(&published, today, Edition::Public, lang);
        let marked = entries
            .iter()
            .filter(|entry| entry.public)
            .map(|entry| &entry.uid);
        assert!(marked.eq(public.iter().map(|entry| &entry.uid)), "{today}");
        if edition == Edition::Public {
            assert_eq!(entries, public, "{today}");
        }
        entries
    }
}
