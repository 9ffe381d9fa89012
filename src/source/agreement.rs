//! An agreement's file → [`Agreement`].

use super::decode::{Decoder, Entries, is_null};
use super::shape;
use super::tree::{Kind, NodeId, Tree};
use crate::diagnostic::{At, Code, Span};
use crate::model::{
    Agreement, AgreementId, Ending, EntryRule, Extension, Gap, Gaps, LocalText, Opening, PartialDate,
    Product, ProductId, Region, RuleMet, Section, Strategy, Term, Termination, Theme, ThemeId, Waiver,
    is_device,
};
use crate::wording;
use crate::wording::Wording;

/// The most signatories that a file may declare or wait for.
const MOST_SIGNATORIES: u32 = 100_000;

impl Decoder<'_, '_> {
    /// The agreement of a file; `None` when there is nothing to begin with.
    pub(super) fn agreement(&mut self) -> Option<Agreement> {
        let root = Tree::ROOT;
        let entries = self.entries(root, shape::AGREEMENT)?;
        let term = self.term(&entries);
        let mut agreement = Agreement {
            file: self.file.clone(),
            id: self.agreement_id(&entries)?,
            title: self
                .frozen(&entries, |d| d.field(&entries, "title", Self::local_name))
                .unwrap_or_else(|| At::new(LocalText::plain(self.file.stem()), entries.place)),
            record: self.field(&entries, "record", Self::text).map(|at| at.value),
            purpose: self
                .field(&entries, "purpose", Self::local_prose)
                .map(|at| at.value),
            supersedes: self.set(&entries, "supersedes", Self::id, |id: &At<AgreementId>| {
                id.value.clone()
            }),
            part_of: self.field(&entries, "part_of", Self::id),
            term,
            entry_rule: self
                .field(&entries, "in_force_when", Self::entry_rule)
                .unwrap_or_default(),
            rule_met: RuleMet::BySignatories,
            opened: self.opened(&entries),
            approvals: self.mapping_set(&entries, "approved", Self::approval, |approval| {
                (
                    approval.organisation.value.clone(),
                    approval.on.value.to_string(),
                    approval.text.value.clone(),
                )
            }),
            // The same may be corrected back and once more on one day: all of it is history.
            corrections: self.mappings(&entries, "corrections", Self::correction),
            sign_by: self.field(&entries, "sign_by", Self::date),
            terminated: self.terminated(&entries),
            declared_signatories: self.field(&entries, "declared_signatories", |d, node| {
                d.count(node, MOST_SIGNATORIES)
            }),
            strategies: self.frozen(&entries, |d| {
                let key = |strategy: &Strategy| {
                    let ends = strategy.ends.as_ref().map(|at| at.value.to_string());
                    (strategy.name.value.fi().to_owned(), ends)
                };
                d.mapping_set(&entries, "strategies", Self::strategy, key)
            }),
            themes: self.frozen(&entries, |d| d.mappings(&entries, "themes", Self::theme)),
            products: self.frozen(&entries, |d| d.mappings(&entries, "products", Self::product)),
            cooperation: self.frozen(&entries, |d| d.cooperation(&entries)),
            provisions: self.frozen(&entries, |d| d.provisions(&entries)),
            groups: self.frozen(&entries, |d| d.mappings(&entries, "groups", Self::group)),
            signatories: self.mappings(&entries, "signatories", Self::signatory),
            events: self.mappings(&entries, "events", Self::event),
            documents: self.mapping_set(&entries, "documents", Self::document, |document| {
                document.file.value.clone()
            }),
            source: self.field(&entries, "source", Self::text).map(|at| at.value),
            waivers: self.mapping_set(&entries, "waivers", Self::waiver, |waiver| {
                waiver.code.value.clone()
            }),
            sections: self.sections(&entries),
            gaps: Gaps::default(),
        };
        agreement.gaps.clone_from(&self.gaps);
        Some(agreement)
    }

    fn theme(&mut self, entry: &Entries) -> Option<Theme> {
        let id = self.field(entry, "id", Self::id);
        let name = self.name_of(entry);
        let id: At<ThemeId> = id?;
        let name = name.unwrap_or_else(|| LocalText::plain(id.value.as_str()));
        Some(Theme { id, name })
    }

    fn product(&mut self, entry: &Entries) -> Option<Product> {
        let id = self.field(entry, "id", Self::id);
        let name = self.name_of(entry);
        let id: At<ProductId> = id?;
        let name = name.unwrap_or_else(|| LocalText::plain(id.value.as_str()));
        Some(Product { id, name })
    }

    /// The id, compared with the file's name; the name is in for an id that cannot be read.
    fn agreement_id(&mut self, entries: &Entries) -> Option<At<AgreementId>> {
        let stem = self.file.stem();
        let named = AgreementId::parse(stem);
        let Some(id) = self.field(entries, "id", Self::id::<AgreementId>) else {
            return named.ok().map(|id| At::new(id, entries.place));
        };
        if id.value.as_str() != stem {
            self.gaps.note(Gap {
                path: "id".to_owned(),
                entries: Vec::new(),
            });
            let written = &id.value;
            self.report(
                Code::IdNotFileName,
                id.span,
                || wording!(
                    en: "id `{written}` differs from the file name `{stem}`",
                    fi: "tunnus `{written}` poikkeaa tiedoston nimestä `{stem}`"
                ),
                || wording!(
                    en: "rename the file to `{written}.yaml`, or change the id to the file name",
                    fi: "muuta tiedoston nimeksi `{written}.yaml` tai anna sopimukselle tiedoston nimen mukainen tunnus"
                ),
            );
        }
        self.check_file_name();
        Some(id)
    }

    /// A name that Windows keeps for a device, or cannot have, keeps the whole folder from being copied there.
    fn check_file_name(&mut self) {
        let is_reserved = |part: &&str| {
            let stem = part.split('.').next().unwrap_or_default();
            is_device(&stem.trim_end().to_ascii_lowercase()) || part.ends_with(['.', ' '])
        };
        let Some(part) = self.file.as_str().split('/').find(is_reserved) else {
            return;
        };
        let place = Span::default();
        self.report(
            Code::ReservedFileName,
            place,
            || wording!(en: "`{part}` is not a valid file or folder name on Windows", fi: "Windowsissa ei voi olla tiedostoa tai kansiota nimeltä `{part}`"),
            || Wording::fixed(
                "rename it, and change the agreement's id to the file name",
                "anna sille toinen nimi ja sopimukselle tiedoston nimen mukainen tunnus",
            ),
        );
    }

    fn name_of(&mut self, entry: &Entries) -> Option<LocalText> {
        self.field(entry, "name", Self::local_name).map(|at| at.value)
    }

    fn sections(&self, entries: &Entries) -> Vec<At<Section>> {
        Section::ALL
            .into_iter()
            .filter_map(|section| entries.key(section.code()).map(|key| self.at(key, section)))
            .collect()
    }

    /// The term; a placeholder is where a date could not be read.
    fn term(&mut self, entries: &Entries) -> Term {
        let placeholder = placeholder_term(entries);
        let Some(term) = self.mapping(entries, "term") else {
            return placeholder;
        };
        let starts = self.field(&term, "starts", Self::date);
        let ending = self.field(&term, "ends", Self::ending);
        let notice_months = self.field(&term, "notice_months", |d, node| {
            d.count(node, shape::MOST_MONTHS)
        });
        let notice = self.field(&term, "notice", Self::notice);
        let continues = self.continues(&term);
        let review_months = self.field(&term, "review_months", |d, node| {
            d.count(node, shape::MOST_MONTHS)
        });
        let extensions = self.mappings(&term, "extended", |d, entry| {
            let until = d.field(entry, "until", Self::date);
            let decided = d.field(entry, "decided", Self::date);
            let decision = d.field(entry, "decision", Self::text).map(|at| at.value);
            Some(Extension {
                until: until?,
                decided,
                decision,
            })
        });
        Term {
            starts: starts.unwrap_or(placeholder.starts),
            ending: ending.unwrap_or(placeholder.ending),
            notice_months: notice_months.map(|at| at.value),
            notice,
            continues,
            review_months,
            extensions,
        }
    }

    fn ending(&mut self, node: NodeId) -> Option<At<Ending>> {
        match self.tree.scalar(node) {
            Some(("open-ended", _)) => Some(self.at(node, Ending::OpenEnded)),
            Some((text, _)) if looks_open_ended(text) => {
                let text = text.to_owned();
                self.report_with_fix(
                    Code::InvalidDate,
                    node,
                    || wording!(en: "invalid date `{text}`", fi: "virheellinen päivä `{text}`"),
                    "open-ended",
                );
                None
            }
            _ => self
                .date(node)
                .map(|date| At::new(Ending::On(date.value), date.span)),
        }
    }

    fn entry_rule(&mut self, node: NodeId) -> Option<EntryRule> {
        if matches!(self.tree.kind(node), Kind::Mapping) {
            let entries = self.entries(node, shape::ENTRY_RULE)?;
            let least = self.field(&entries, "signed_at_least", |d, node| {
                d.count(node, MOST_SIGNATORIES)
            })?;
            return Some(EntryRule::SignedAtLeast(least.value));
        }
        let find = |word: &str| match word {
            "start-date" => Some(EntryRule::StartDate),
            "all-signed" => Some(EntryRule::AllSigned),
            _ => None,
        };
        let known = ["start-date", "all-signed"];
        self.choice(node, &known, find, EntryRule::find_code_loosely)
    }

    /// The sets of regions that work jointly, whatever the order in which they are listed.
    fn cooperation(&mut self, entries: &Entries) -> Vec<At<Vec<Region>>> {
        let read = |d: &mut Self, node| {
            let n_errors = d.findings.n_errors();
            let regions = d.region_list(node);
            (d.findings.n_errors() == n_errors).then(|| d.at(node, regions))
        };
        self.set(entries, "cooperation", read, |regions| {
            let mut regions = regions.value.clone();
            regions.sort_unstable();
            regions
        })
    }

    fn opened(&mut self, entries: &Entries) -> Option<Opening> {
        let opened = self.mapping(entries, "opened")?;
        let on = self.field(&opened, "on", Self::date);
        let text = self.field(&opened, "text", Self::text);
        Some(Opening { on: on?, text: text? })
    }

    fn terminated(&mut self, entries: &Entries) -> Option<Termination> {
        let terminated = self.mapping(entries, "terminated")?;
        let on = self.field(&terminated, "on", Self::date);
        let reason = self.field(&terminated, "reason", Self::text).map(|at| at.value);
        Some(Termination { on: on?, reason })
    }

    fn strategy(&mut self, entry: &Entries) -> Option<Strategy> {
        let name = self.field(entry, "name", Self::local_name);
        let ends = self.field(entry, "ends", Self::date);
        Some(Strategy { name: name?, ends })
    }

    fn waiver(&mut self, entry: &Entries) -> Option<Waiver> {
        let code = self.field(entry, "code", Self::text);
        let reason = self.field(entry, "reason", Self::text);
        Some(Waiver {
            code: code?,
            reason: reason?.value,
        })
    }
}

/// What people write where `open-ended` belongs.
fn looks_open_ended(text: &str) -> bool {
    let folded = crate::model::fold(text);
    is_null(text)
        || matches!(
            folded.replace(['-', '_'], " ").as_str(),
            "open ended"
                | "openended"
                | "toistaiseksi"
                | "toistaiseksi voimassa"
                | "voimassa toistaiseksi"
                | "voimassa toistaiseksi oleva"
                | "until further notice"
                | "none"
        )
}

/// Stands where a term could not be read; the file is refused, and the rules that read what is
/// missing wait.
fn placeholder_term(entries: &Entries) -> Term {
    Term {
        starts: At::new(PartialDate::Year(1900), entries.place),
        ending: At::new(Ending::OpenEnded, entries.place),
        notice_months: None,
        notice: None,
        continues: None,
        review_months: None,
        extensions: Vec::new(),
    }
}
