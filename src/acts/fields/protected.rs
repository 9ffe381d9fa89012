//! What of an agreement is shown as locked: recorded facts and frozen text. A change is judged by what it does, not by
//! this.

use std::collections::BTreeMap;

use super::facts::{COMMANDS, CORRECTIONS, IsFact, facts};
use crate::model::{Agreement, RecordedDigest};

/// What of an agreement is only changed by a command of its own.
pub struct Protected<'a> {
    facts: BTreeMap<Vec<String>, String>,
    frozen: Option<RecordedDigest<'a>>,
}

impl<'a> Protected<'a> {
    #[must_use]
    pub fn of(agreement: &'a Agreement) -> Self {
        let opened = agreement.opened.as_ref();
        Self {
            facts: facts(agreement),
            frozen: opened.and_then(|opened| RecordedDigest::parse(&opened.text.value)),
        }
    }

    /// Whether a field, an entry or a list is among it. `way` are the names that lead to it, with the id or the number
    /// of each entry.
    #[must_use]
    pub fn covers(&self, way: &[&str]) -> bool {
        let path: Vec<String> = way.iter().map(|name| (*name).to_owned()).collect();
        let command = COMMANDS.iter().find(|command| command.is_of(&path));
        let is_fact = command.is_some_and(|command| {
            command.is_fact == IsFact::Always || self.facts.contains_key(&path[..command.path.len()])
        });
        // An entry goes with the facts in it.
        let holds_facts = matches!(way, ["signatories", _])
            && self
                .facts
                .keys()
                .any(|fact| fact.len() > path.len() && fact.starts_with(&path));
        let is_history = way.first() == Some(&CORRECTIONS);
        is_fact || holds_facts || is_history || self.frozen.is_some_and(|frozen| frozen.freezes(way))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FilePath;
    use crate::model::{FrozenText, Network};
    use crate::source::{Change, Content, Edit, Role, Value, edited, find_place, read_bytes};

    const TEXT: &str = "\
id: a
title: { fi: Sopimus, en: Agreement }
record: X/1
purpose: Tarkoitus
term: { starts: 2027-01-01, ends: 2028-12-31, notice: 3 months, continues: { by: 12 months }, review_months: 12 }
in_force_when: all-signed
sign_by: 2026-12-31
declared_signatories: 3
strategies: [{ name: S, ends: 2030 }]
themes: [{ id: t, name: T }]
products: [{ id: p, name: P }]
cooperation: [[Keski, Tunturi]]
provisions: [{ id: e, heading: H, text: T }]
groups:
  - id: g
    name: G
    regions: [Itä]
    chair: o
    members: [{ organisation: o, representative: R }]
    roles: [{ role: sihteeri, organisation: o }]
    dissolved: 2028-01-01
    duties: [{ id: d, text: T, responsible: [o], theme: t, product: p, every: year, meeting: true }]
signatories: [{ organisation: o, name: O, regions: all, contact: { email: o@example.fi } }]
events: [{ date: 2027-02-01, title: K, kind: meeting }]
source: Esimerkki
";

    fn agreement(text: &[u8]) -> Agreement {
        let reading = read_bytes(
            &FilePath::new("a.yaml"),
            Role::Agreement,
            &Network::lapland(),
            text.to_vec(),
        );
        match reading.content {
            Some(Content::Agreement(agreement)) => *agreement,
            _ => panic!("{:?}", reading.findings.as_slice()),
        }
    }

    /// What is shown as frozen is what the digest has, field by field.
    #[test]
    fn the_fields_that_are_shown_as_frozen_change_the_digest() {
        let digest = FrozenText::of(&agreement(TEXT.as_bytes())).digest();
        let recorded = RecordedDigest::parse(&digest).expect("it is a digest");
        let file = FilePath::new("a.yaml");
        for (path, value) in [
            ("title.fi", "Toinen"),
            ("record", "X/2"),
            ("purpose", "Toinen"),
            ("term.starts", "2027-02-01"),
            ("term.ends", "2029-12-31"),
            ("term.notice", "4 months"),
            ("term.continues.by", "6 months"),
            ("term.review_months", "6"),
            ("in_force_when", "start-date"),
            ("sign_by", "2026-11-30"),
            ("declared_signatories", "4"),
            ("strategies.1.name", "Toinen"),
            ("strategies.1.ends", "2031"),
            ("themes.t.name", "Toinen"),
            ("products.p.name", "Toinen"),
            ("provisions.e.heading", "Toinen"),
            ("provisions.e.text", "Toinen"),
            ("groups.g.name", "Toinen"),
            ("groups.g.chair", "p"),
            ("groups.g.members.1.representative", "Toinen"),
            ("groups.g.roles.1.role", "Toinen"),
            ("groups.g.dissolved", "2028-02-01"),
            ("groups.g.duties.d.text", "Toinen"),
            ("groups.g.duties.d.theme", "x"),
            ("groups.g.duties.d.product", "x"),
            ("groups.g.duties.d.every", "month"),
            ("groups.g.duties.d.meeting", "false"),
            ("signatories.o.name", "Toinen"),
            ("signatories.o.contact.email", "x@example.fi"),
            ("events.1.title", "Toinen"),
            ("source", "Toinen"),
        ] {
            let names: Vec<&str> = path.split('.').collect();
            let place = find_place(&file, TEXT.as_bytes(), Role::Agreement, &names).expect("it is there");
            let edit = place.set(Value::plain(value));
            let network = Network::lapland();
            let after =
                edited(&file, TEXT.as_bytes(), (Role::Agreement, &network), &[edit]).expect("it is changed");
            let is_other = !recorded.changed_in(&agreement(&after)).is_empty();
            assert_eq!(recorded.freezes(&names), is_other, "{path}");
        }
        // All of a list is frozen where its entries are.
        let removed = |at: &[&str]| {
            let at: Vec<_> = at.iter().map(|name| crate::source::Step::field(name)).collect();
            Edit::new(at, Change::Remove)
        };
        for (field, is_frozen) in [("cooperation", true), ("groups", true), ("events", false)] {
            let network = Network::lapland();
            let after = edited(
                &file,
                TEXT.as_bytes(),
                (Role::Agreement, &network),
                &[removed(&[field])],
            );
            let after = agreement(&after.expect("it is removed"));
            assert_eq!(!recorded.changed_in(&after).is_empty(), is_frozen, "{field}");
            assert_eq!(recorded.freezes(&[field]), is_frozen, "{field}");
        }
    }

    #[test]
    fn facts_are_protected_with_the_entry_that_has_them() {
        let signed = TEXT.replace("name: O, regions", "name: O, signed: 2026-11-02, regions");
        let (plain, signed) = (agreement(TEXT.as_bytes()), agreement(signed.as_bytes()));
        let (plain, signed) = (Protected::of(&plain), Protected::of(&signed));
        for (way, before, after) in [
            (&["signatories", "o", "signed"][..], true, true),
            (&["signatories", "o", "signed_by"], false, false),
            (&["signatories", "o", "contact", "email"], false, false),
            (&["signatories", "o"], false, true),
            (&["signatories"], false, false),
            (&["opened", "on"], true, true),
            (&["term", "extended"], true, true),
            (&["groups", "g", "name"], false, false),
        ] {
            assert_eq!(
                [plain.covers(way), signed.covers(way)],
                [before, after],
                "{way:?}"
            );
        }
    }
}
