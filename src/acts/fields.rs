//! Changes of fields by their places. What has a command of its own is refused: facts that were recorded, and the text
//! that was frozen when signing began. The facts and the text before and after are compared as models, so that it
//! does not matter how a change comes about.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{ActRefusal, Plan, registrations};
use crate::model::{Agreement, FrozenText, RecordedDigest, Section, Signatory, operand};
use crate::source::{Edit, Step};
use crate::wording;
use crate::wording::Wording;

/// Changes of fields; all are made, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChanges {
    /// The bytes of the file in which their places were found.
    pub seen: Vec<u8>,
    pub edits: Vec<Edit>,
}

/// The edits, unless the file is another one than their places were found in.
pub(super) fn plan_fields(changes: &FieldChanges, before: &[u8]) -> Plan {
    if changes.seen == before {
        return (changes.edits.clone(), Vec::new());
    }
    let refusal = ActRefusal::with_help(
        Wording::fixed(
            "someone else has changed the file in the meantime; it was not written",
            "joku muu on sillä välin muuttanut tiedostoa; se jätettiin ennalleen",
        ),
        Wording::fixed("run the command again", "anna komento uudelleen"),
    );
    (Vec::new(), vec![refusal])
}

/// What of the changes is refused, each with the edit that it comes from.
pub(super) fn refused_changes(
    edits: &[Edit],
    (before, after): (&Agreement, &Agreement),
    today: NaiveDate,
) -> Vec<ActRefusal> {
    let mut refused = changed_facts(edits, before, after);
    refused.extend(late_signatories(edits, before, after, today));
    refused.extend(changed_text(edits, before, after));
    refused
}

/// A fact that has a command of its own.
struct Fact {
    value: String,
    /// The command that records it, and the one that corrects it.
    record: String,
    correct: String,
}

/// The facts of an agreement by their paths.
fn facts(agreement: &Agreement) -> BTreeMap<Vec<String>, Fact> {
    let mut found = BTreeMap::new();
    let id = &agreement.id.value;
    for entry in &agreement.signatories {
        found.extend(facts_of(entry, id.as_str()));
    }
    let mut add = |path: &[&str], value: String, record: String, option: &str| {
        let path = path.iter().map(|name| (*name).to_owned()).collect();
        let correct = format!("kumppani correct {id} --{option} DATE --because TEXT");
        found.insert(
            path,
            Fact {
                value,
                record,
                correct,
            },
        );
    };
    if let Some(opened) = &agreement.opened {
        let value = format!("{} {}", opened.on.value, opened.text.value);
        add(&["opened"], value, format!("kumppani open {id}"), "opened");
    }
    if let Some(end) = &agreement.terminated {
        let value = format!("{} {:?}", end.on.value, end.reason);
        add(
            &["terminated"],
            value,
            format!("kumppani terminate {id} --on DATE"),
            "terminated",
        );
    }
    for (number, extension) in (1..).zip(&agreement.term.extensions) {
        let decided = extension.decided.as_ref().map(|at| at.value);
        let value = format!("{} {decided:?} {:?}", extension.until.value, extension.decision);
        let number = number.to_string();
        let record = format!("kumppani extend {id} --until DATE");
        add(&["term", "extended", &number], value, record, "extended");
    }
    for (number, approval) in (1..).zip(&agreement.approvals) {
        let number = number.to_string();
        let organisation = &approval.organisation.value;
        let value = format!("{approval:?}");
        let record = format!("kumppani approve {id} {organisation} --on DATE");
        add(&["approved", &number], value, record, "approved");
    }
    found
}

fn facts_of<'a>(entry: &'a Signatory, id: &'a str) -> impl Iterator<Item = (Vec<String>, Fact)> + 'a {
    let organisation = entry.organisation.value.as_str();
    let signed = entry.signed.as_ref().map(|at| at.value.to_string());
    // What belongs to a signature is as certain as its date.
    let of_signature = |text: &Option<String>| text.clone().filter(|_| entry.signed.is_some());
    let withdrawn = entry.withdrawn.as_ref();
    let withdrawn = withdrawn.map(|one| format!("{} {}", one.notice.value, one.effective.value));
    let facts = [
        ("signed", signed, "sign", "--on DATE", "signed DATE"),
        (
            "signed_by",
            of_signature(&entry.signed_by),
            "sign",
            "--on DATE --by POSITION",
            "signed-by TEXT",
        ),
        (
            "decision",
            of_signature(&entry.decision),
            "sign",
            "--on DATE --decision TEXT",
            "decision TEXT",
        ),
        (
            "record",
            of_signature(&entry.record),
            "sign",
            "--on DATE --record TEXT",
            "record TEXT",
        ),
        (
            "declined",
            entry.declined.as_ref().map(|at| at.value.to_string()),
            "decline",
            "--on DATE",
            "declined DATE",
        ),
        (
            "withdrawn",
            withdrawn,
            "withdraw",
            "--notice DATE",
            "withdrawn DATE",
        ),
        (
            "joined",
            entry.joined.as_ref().map(|at| at.value.to_string()),
            "register",
            "--joined DATE",
            "joined DATE",
        ),
    ];
    facts
        .into_iter()
        .filter_map(move |(field, value, command, options, option)| {
            let path = ["signatories", organisation, field].map(str::to_owned).to_vec();
            let record = format!("kumppani {command} {id} {organisation} {options}");
            let correct = format!("kumppani correct {id} {organisation} --{option} --because TEXT");
            Some((
                path,
                Fact {
                    value: value?,
                    record,
                    correct,
                },
            ))
        })
}

/// The facts that the changes would add, change or take away.
fn changed_facts(edits: &[Edit], before: &Agreement, after: &Agreement) -> Vec<ActRefusal> {
    let (was, is) = (facts(before), facts(after));
    let mut refused = Vec::new();
    for (path, fact) in &was {
        if is.get(path).is_none_or(|now| now.value != fact.value) {
            let (shown, correct) = (path.join("."), &fact.correct);
            refused.push(of_edit(
                edits,
                path,
                ActRefusal::with_help(
                    wording!(
                        en: "`{shown}` is a recorded fact, which is only changed as a correction",
                        fi: "`{shown}` on kirjattu tosiasia, joka muutetaan vain oikaisuna"
                    ),
                    wording!(en: "correct it: `{correct}`", fi: "oikaise se: `{correct}`"),
                ),
            ));
        }
    }
    for (path, fact) in is.iter().filter(|(path, _)| !was.contains_key(*path)) {
        let (shown, record) = (path.join("."), &fact.record);
        refused.push(of_edit(
            edits,
            path,
            ActRefusal::with_help(
                wording!(
                    en: "`{shown}` is recorded by a command of its own",
                    fi: "kohta `{shown}` kirjataan omalla komennollaan"
                ),
                wording!(en: "record it: `{record}`", fi: "kirjaa se: `{record}`"),
            ),
        ));
    }
    refused
}

/// Entries of signatories after entry into force, which have a day of accession.
fn late_signatories(
    edits: &[Edit],
    before: &Agreement,
    after: &Agreement,
    today: NaiveDate,
) -> Vec<ActRefusal> {
    if registrations::accession(before, today).is_none() {
        return Vec::new();
    }
    let id = &before.id.value;
    let new = after
        .signatories
        .iter()
        .filter(|entry| before.find_signatory(&entry.organisation.value).is_none());
    new.map(|entry| {
        let organisation = &entry.organisation.value;
        let name = operand(&entry.name.value);
        let path = ["signatories".to_owned(), organisation.to_string()];
        of_edit(edits, &path, ActRefusal::with_help(
            wording!(
                en: "the agreement has entered into force, so `{organisation}` joins it on a day",
                fi: "sopimus on tullut voimaan, joten `{organisation}` liittyy siihen jonakin päivänä"
            ),
            wording!(
                en: "register it: `kumppani register {id} {organisation} --name {name} --joined DATE`",
                fi: "kirjaa liittyminen: `kumppani register {id} {organisation} --name {name} --joined PÄIVÄ`"
            ),
        ))
    })
    .collect()
}

/// The sections of the frozen text that the changes would make other than they were when signing began.
fn changed_text(edits: &[Edit], before: &Agreement, after: &Agreement) -> Vec<ActRefusal> {
    let Some(opened) = &before.opened else {
        return Vec::new();
    };
    let texts = [before, after].map(|agreement| FrozenText::of(agreement).digest());
    let [Some(was), Some(is)] = [&texts[0], &texts[1]].map(|digest| RecordedDigest::parse(digest)) else {
        return Vec::new();
    };
    // A text that is put back as it was opened is right again.
    let recorded = RecordedDigest::parse(&opened.text.value);
    let other = recorded.map(|recorded| recorded.changed_in(after));
    let is_other = |section: &Section| other.as_ref().is_none_or(|other| other.contains(section));
    let is_frozen = |section: &Section| recorded.is_none_or(|recorded| recorded.covers(*section));
    let changed = was
        .differs_from(is)
        .into_iter()
        .filter(|section| is_frozen(section) && is_other(section));
    let n_signed = before
        .signatories
        .iter()
        .filter(|entry| entry.signed.is_some())
        .count();
    changed
        .map(|section| frozen(edits, before, section, n_signed))
        .collect()
}

fn frozen(edits: &[Edit], agreement: &Agreement, section: Section, n_signed: usize) -> ActRefusal {
    let (id, label) = (&agreement.id.value, section.label());
    let on = agreement.opened.as_ref().map(|opened| opened.on.value);
    let on = on.map(|on| wording!(en: " since {on}", fi: " {on} alkaen", on));
    let help = if n_signed == 0 {
        wording!(
            en: "if it was opened by mistake, take the opening back: `kumppani reopen {id} --because TEXT`",
            fi: "jos sopimus avattiin vahingossa, peru avaaminen: `kumppani reopen {id} --because TEKSTI`"
        )
    } else {
        wording!(
            en: "another text is another agreement: `kumppani renew {id}` drafts it",
            fi: "toinen teksti on toinen sopimus: `kumppani renew {id}` laatii luonnoksen"
        )
    };
    let path = [match section {
        Section::Term => "term",
        other => other.code(),
    }
    .to_owned()];
    of_edit(
        edits,
        &path,
        ActRefusal::with_help(
            wording!(
                en: "the text is frozen{on} and would change ({label})",
                fi: "teksti on jäädytetty{on}, ja se muuttuisi ({label})",
                on, label
            ),
            help,
        ),
    )
}

/// The refusal of the first edit at a path, above it or below it.
fn of_edit(edits: &[Edit], path: &[String], refusal: ActRefusal) -> ActRefusal {
    let is_it = |edit: &Edit| edit.at.iter().zip(path).all(|(step, name)| is_named(step, name));
    match edits.iter().position(is_it) {
        Some(entry) if edits.len() > 1 => refusal.of_entry(entry),
        _ => refusal,
    }
}

fn is_named(step: &Step, name: &str) -> bool {
    match step {
        Step::Field(field) => field == name,
        Step::Entry { value, .. } | Step::Named { value, .. } | Step::Item(value) => value == name,
        Step::Number(_) => true,
    }
}
