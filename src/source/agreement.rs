//! An agreement's file → [`Agreement`].

use super::decode::Decoder;
use super::entries::Entries;
use super::scalar::is_null;
use super::shape;
use super::shape::Field;
use super::tree::{Kind, NodeId, Tree};
use crate::diagnostic::{At, Code};
use crate::model::{
    Agreement, AgreementId, Contact, Duty, Ending, EntryRule, Event, EventKind, Extension, Group, LocalText,
    Opening, OrganisationKind, PartialDate, Product, Recurrence, Regions, Section, Signatory, Strategy, Term,
    Termination, Theme, Timing, Visibility, Waiver, Withdrawal,
};
use crate::wording;
use crate::wording::Wording;

/// The most signatories that a file may declare or wait for.
const MOST_SIGNATORIES: u32 = 100_000;

/// An agreement as far as it could be read.
pub(super) struct AgreementReading {
    pub(super) agreement: Agreement,
    pub(super) term_is_sound: bool,
}

impl Decoder<'_, '_> {
    /// The agreement of a file; `None` when there is nothing to begin with.
    pub(super) fn agreement(&mut self) -> Option<AgreementReading> {
        let root = Tree::ROOT;
        let entries = self.entries(root, shape::AGREEMENT)?;
        let term = self.term(&entries);
        let term_is_sound = term.is_some();
        let agreement = Agreement {
            file: self.file.clone(),
            id: self.agreement_id(&entries)?,
            title: self
                .field(&entries, "title", Self::local_text)
                .unwrap_or_else(|| At::new(LocalText::plain(self.file.stem()), entries.place)),
            purpose: self
                .field(&entries, "purpose", Self::local_text)
                .map(|at| at.value),
            supersedes: self.list(&entries, "supersedes", Self::id),
            part_of: self.field(&entries, "part_of", Self::id),
            term: term.unwrap_or_else(|| placeholder_term(&entries)),
            entry_rule: self
                .field(&entries, "in_force_when", Self::entry_rule)
                .unwrap_or_default(),
            opened: self.opened(&entries),
            terminated: self.terminated(&entries),
            declared_signatories: self.field(&entries, "declared_signatories", |d, node| {
                d.count(node, MOST_SIGNATORIES)
            }),
            strategies: self.mappings(&entries, "strategies", Self::strategy),
            themes: self.mappings(&entries, "themes", |d, entry| {
                Some(Theme {
                    id: d.field(entry, "id", Self::id)?,
                    name: d.name(entry)?,
                })
            }),
            products: self.mappings(&entries, "products", |d, entry| {
                Some(Product {
                    id: d.field(entry, "id", Self::id)?,
                    name: d.name(entry)?,
                })
            }),
            cooperation: self.list(&entries, "cooperation", |d, node| {
                let regions = d
                    .items(node)
                    .into_iter()
                    .filter_map(|item| d.region(item))
                    .collect();
                Some(d.at(node, regions))
            }),
            groups: self.mappings(&entries, "groups", Self::group),
            signatories: self.mappings(&entries, "signatories", Self::signatory),
            events: self.mappings(&entries, "events", Self::event),
            source: self.field(&entries, "source", Self::text).map(|at| at.value),
            waivers: self.mappings(&entries, "waivers", Self::waiver),
            sections: self.sections(&entries),
        };
        Some(AgreementReading {
            agreement,
            term_is_sound,
        })
    }

    /// The id, compared with the file's name; the name stands in for an id that cannot be read.
    fn agreement_id(&mut self, entries: &Entries) -> Option<At<AgreementId>> {
        let stem = self.file.stem();
        let named = AgreementId::parse(stem);
        let Some(id) = self.field(entries, "id", Self::id::<AgreementId>) else {
            return named.ok().map(|id| At::new(id, entries.place));
        };
        if id.value.as_str() != stem {
            let written = &id.value;
            self.report(
                Code::IdNotFileName,
                id.span,
                wording!(
                    en: "the id `{written}` differs from the file's name `{stem}`",
                    fi: "tunnus `{written}` poikkeaa tiedoston nimestä `{stem}`"
                ),
                wording!(
                    en: "rename the file `{written}.yaml`, or give the agreement the id of its file",
                    fi: "muuta tiedoston nimeksi `{written}.yaml` tai anna sopimukselle tiedoston nimen mukainen tunnus"
                ),
            );
        }
        Some(id)
    }

    fn name(&mut self, entry: &Entries) -> Option<LocalText> {
        self.field(entry, "name", Self::local_text).map(|at| at.value)
    }

    fn sections(&self, entries: &Entries) -> Vec<At<Section>> {
        Section::ALL
            .into_iter()
            .filter_map(|section| entries.key(section.key()).map(|key| self.at(key, section)))
            .collect()
    }

    fn term(&mut self, entries: &Entries) -> Option<Term> {
        let term = self.mapping(entries, "term")?;
        let starts = self.field(&term, "starts", Self::date);
        let ending = self.field(&term, "ends", Self::ending);
        let notice_months = self.field(&term, "notice_months", |d, node| {
            d.count(node, shape::MOST_MONTHS)
        });
        let review_months = self.field(&term, "review_months", |d, node| {
            d.count(node, shape::MOST_MONTHS)
        });
        let before = self.findings.as_slice().len();
        let extensions = self.mappings(&term, "extended", |d, entry| {
            Some(Extension {
                until: d.field(entry, "until", Self::date)?,
                decided: d.field(entry, "decided", Self::date),
                decision: d.field(entry, "decision", Self::text).map(|at| at.value),
            })
        });
        let extensions_are_sound = self.findings.as_slice().len() == before;
        Some(Term {
            starts: starts?,
            ending: ending?,
            notice_months: notice_months.map(|at| at.value),
            review_months,
            extensions,
        })
        .filter(|_| extensions_are_sound)
    }

    fn ending(&mut self, node: NodeId) -> Option<At<Ending>> {
        match self.tree.scalar(node) {
            Some(("open-ended", _)) => Some(self.at(node, Ending::OpenEnded)),
            Some((text, _)) if looks_open_ended(text) => {
                let text = text.to_owned();
                self.report_with_fix(
                    Code::InvalidDate,
                    node,
                    wording!(en: "`{text}` is no date", fi: "`{text}` ei ole päivämäärä"),
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
        self.choice(node, &["start-date", "all-signed"], |word| match word {
            "start-date" => Some(EntryRule::StartDate),
            "all-signed" => Some(EntryRule::AllSigned),
            _ => None,
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
        let name = self.field(entry, "name", Self::local_text);
        let ends = self.field(entry, "ends", Self::date);
        Some(Strategy { name: name?, ends })
    }

    fn group(&mut self, entry: &Entries) -> Option<Group> {
        let id = self.field(entry, "id", Self::id::<crate::model::GroupId>);
        let name = self.field(entry, "name", Self::local_text);
        let regions = self
            .field(entry, "regions", Self::regions)
            .unwrap_or(Regions::All);
        let chair = self.field(entry, "chair", Self::id);
        let members = self.list(entry, "members", Self::id);
        let dissolved = self.field(entry, "dissolved", Self::date);
        let duties = self.list(entry, "duties", Self::duty);
        let id = id?;
        let name = name.unwrap_or_else(|| At::new(LocalText::plain(id.value.as_str()), entry.place));
        Some(Group {
            id,
            name,
            regions,
            chair,
            members,
            dissolved,
            duties,
            span: entry.place,
        })
    }

    fn duty(&mut self, node: NodeId) -> Option<Duty> {
        if !matches!(self.tree.kind(node), Kind::Mapping) {
            let text = self.text(node)?;
            return Some(Duty {
                id: None,
                text: At::new(LocalText::plain(text.value), text.span),
                responsible: Vec::new(),
                theme: None,
                product: None,
                timing: Timing::Continuous,
            });
        }
        let group = shape::below(shape::AGREEMENT, "groups");
        let fields = shape::below(group, "duties");
        if self.is_text_with_colon(node, fields) {
            self.text_with_colon(node);
            return None;
        }
        let entry = self.entries(node, fields)?;
        let id = self.field(&entry, "id", Self::id);
        let text = self.field(&entry, "text", Self::local_text);
        let responsible = self.list(&entry, "responsible", Self::id);
        let theme = self.field(&entry, "theme", Self::id);
        let product = self.field(&entry, "product", Self::id);
        let timing = self.timing(&entry);
        Some(Duty {
            id,
            text: text?,
            responsible,
            theme,
            product,
            timing,
        })
    }

    /// Whether a duty is a plain text in which a colon made YAML see a field: `- Seuraa: kaikkea`.
    fn is_text_with_colon(&self, node: NodeId, fields: &[Field]) -> bool {
        let mut pairs = self.tree.pairs(node);
        let (Some((key, value)), None) = (pairs.next(), pairs.next()) else {
            return false;
        };
        let name = self.tree.scalar(key).map_or("", |(text, _)| text);
        let begins_with_capital = name.chars().next().is_some_and(char::is_uppercase);
        let is_known = fields.iter().any(|field| field.name == name);
        !is_known && (begins_with_capital || name.contains(' ')) && self.tree.scalar(value).is_some()
    }

    fn text_with_colon(&mut self, node: NodeId) {
        let (span, raw) = (self.tree.span(node), self.tree.raw(node));
        let message = Wording::fixed(
            "a text with a colon and a space in it stands between quotation marks",
            "teksti, jossa on kaksoispiste ja välilyönti, kirjoitetaan lainausmerkkeihin",
        );
        let diagnostic = self.diagnostic(Code::WrongType, span, message);
        self.findings.push(if raw.contains(['"', '\\', '\n']) {
            diagnostic.with_help(Wording::fixed(
                "write \"…\" around the text",
                "kirjoita tekstin ympärille \"…\"",
            ))
        } else {
            let title = Wording::fixed("put it between quotation marks", "kirjoita se lainausmerkkeihin");
            diagnostic.with_fix(title, span, format!("\"{raw}\""))
        });
    }

    fn timing(&mut self, entry: &Entries) -> Timing {
        let every = self.field(entry, "every", |d, node| {
            d.choice(node, &Recurrence::ALL.map(Recurrence::code), Recurrence::find)
        });
        let due = self.field(entry, "due", Self::date);
        if let (Some(_), Some(key)) = (entry.key("every"), entry.key("due")) {
            self.report(
                Code::DuplicateField,
                self.tree.span(key),
                Wording::fixed(
                    "a duty has either `every` or `due`, not both",
                    "tehtävällä on joko `every` tai `due`, ei molempia",
                ),
                Wording::fixed(
                    "keep `every` for a recurring duty, `due` for one that is done once",
                    "säilytä `every`, jos tehtävä toistuu, ja `due`, jos se tehdään kerran",
                ),
            );
        }
        match (every, due) {
            (Some(every), _) => Timing::Every(every),
            (None, Some(due)) => Timing::Due(due.value),
            (None, None) => Timing::Continuous,
        }
    }

    fn signatory(&mut self, entry: &Entries) -> Option<Signatory> {
        let organisation = self.field(entry, "organisation", Self::id);
        let name = self.field(entry, "name", Self::text);
        let kinds = OrganisationKind::ALL.map(OrganisationKind::code);
        let signatory = Signatory {
            name: name.unwrap_or_else(|| At::new(String::new(), entry.place)),
            business_id: self.field(entry, "business_id", Self::business_id),
            kind: self
                .field(entry, "kind", |d, node| {
                    d.choice(node, &kinds, OrganisationKind::find)
                })
                .unwrap_or(OrganisationKind::Other),
            municipality: self.field(entry, "municipality", Self::municipality),
            regions: self
                .field(entry, "regions", Self::regions)
                .unwrap_or(Regions::All),
            covers: self.list(entry, "covers", |d, node| d.text(node).map(|at| at.value)),
            signed: self.field(entry, "signed", Self::date),
            signed_by: self.field(entry, "signed_by", Self::text).map(|at| at.value),
            decision: self.field(entry, "decision", Self::text).map(|at| at.value),
            joined: self.field(entry, "joined", Self::date),
            declined: self.field(entry, "declined", Self::date),
            withdrawn: self.withdrawn(entry),
            contact: self.contact(entry),
            organisation: organisation?,
        };
        Some(signatory)
    }

    fn withdrawn(&mut self, entry: &Entries) -> Option<Withdrawal> {
        let withdrawn = self.mapping(entry, "withdrawn")?;
        let notice = self.field(&withdrawn, "notice", Self::date);
        let effective = self.field(&withdrawn, "effective", Self::date);
        Some(Withdrawal {
            notice: notice?,
            effective: effective?,
        })
    }

    fn contact(&mut self, entry: &Entries) -> Option<Contact> {
        let contact = self.mapping(entry, "contact")?;
        Some(Contact {
            span: contact.place,
            role: self.field(&contact, "role", Self::text).map(|at| at.value),
            email: self.field(&contact, "email", Self::email),
            phone: self.field(&contact, "phone", Self::text).map(|at| at.value),
            name: self.field(&contact, "name", Self::text),
            visibility: self
                .field(&contact, "public", Self::visibility)
                .unwrap_or_default(),
        })
    }

    fn event(&mut self, entry: &Entries) -> Option<Event> {
        let date = self.field(entry, "date", Self::date);
        let title = self.field(entry, "title", Self::local_text);
        let place = self.field(entry, "place", Self::text).map(|at| at.value);
        let kind = self.field(entry, "kind", |d, node| {
            d.choice(node, &EventKind::ALL.map(EventKind::code), EventKind::find)
        });
        let visibility: Visibility = self.field(entry, "public", Self::visibility).unwrap_or_default();
        Some(Event {
            date: date?,
            title: title?,
            place,
            kind: kind?,
            visibility,
        })
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
            "open ended" | "openended" | "toistaiseksi" | "voimassa toistaiseksi" | "none"
        )
}

/// Stands where a term could not be read; the file is refused, and the rules that read the term
/// are not asked.
fn placeholder_term(entries: &Entries) -> Term {
    Term {
        starts: At::new(PartialDate::Year(1900), entries.place),
        ending: At::new(Ending::OpenEnded, entries.place),
        notice_months: None,
        review_months: None,
        extensions: Vec::new(),
    }
}
