//! Changes of fields by their places. What has a command of its own is refused: facts that were recorded, and the text
//! that was frozen when signing began. The facts and the text before and after are compared as models, so that it
//! does not matter how a change comes about.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{ActRefusal, Plan, joined, registrations};
use crate::diagnostic::At;
use crate::model::{Agreement, FrozenText, PartialDate, RecordedDigest, Section, Signatory, operand};
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

/// The edits, unless the file is another one than their places were found in, or a fact is recorded otherwise.
pub(super) fn plan_fields(agreement: &Agreement, changes: &FieldChanges, before: &[u8]) -> Plan {
    if changes.seen != before {
        let refusal = ActRefusal::with_help(
            Wording::fixed(
                "someone else has changed the file in the meantime; it was not written",
                "joku muu on sillä välin muuttanut tiedostoa; se jätettiin ennalleen",
            ),
            Wording::fixed("run the command again", "anna komento uudelleen"),
        );
        return (Vec::new(), vec![refusal]);
    }
    let known = facts(agreement);
    joined(changes.edits.iter().map(|edit| {
        let path = names(edit);
        let of_fact = COMMANDS.iter().find(|command| command.is_of(&path));
        match of_fact {
            Some(command) if command.is_always_own => {
                let is_known = known.contains_key(&path[..command.path.len()]);
                Err(command.refusal(agreement, &path, is_known))
            }
            _ => Ok(vec![edit.clone()]),
        }
    }))
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

/// The commands of a fact.
struct FactCommands {
    /// Where it is; `*` is an organisation or a number.
    path: &'static [&'static str],
    /// The command that records it, and its options after the agreement and the organisation.
    record: (&'static str, &'static str),
    /// The option of `correct`.
    correct: &'static str,
    /// Whether it is a fact before there is one; what belongs to a signature is one only beside it.
    is_always_own: bool,
}

const fn fact(
    path: &'static [&'static str],
    record: (&'static str, &'static str),
    correct: &'static str,
) -> FactCommands {
    FactCommands {
        path,
        record,
        correct,
        is_always_own: true,
    }
}

const fn detail(
    path: &'static [&'static str],
    record: (&'static str, &'static str),
    correct: &'static str,
) -> FactCommands {
    FactCommands {
        is_always_own: false,
        ..fact(path, record, correct)
    }
}

const COMMANDS: [FactCommands; 11] = [
    fact(
        &["signatories", "*", "signed"],
        ("sign", "--on DATE"),
        "signed DATE",
    ),
    detail(
        &["signatories", "*", "signed_by"],
        ("sign", "--on DATE --by POSITION"),
        "signed-by POSITION",
    ),
    detail(
        &["signatories", "*", "decision"],
        ("sign", "--on DATE --decision DECISION"),
        "decision DECISION",
    ),
    detail(
        &["signatories", "*", "record"],
        ("sign", "--on DATE --record NUMBER"),
        "record NUMBER",
    ),
    fact(
        &["signatories", "*", "declined"],
        ("decline", "--on DATE"),
        "declined DATE",
    ),
    fact(
        &["signatories", "*", "withdrawn"],
        ("withdraw", "--notice DATE"),
        "notice DATE",
    ),
    fact(
        &["signatories", "*", "joined"],
        ("register", "--joined DATE"),
        "joined DATE",
    ),
    fact(&["opened"], ("open", "--on DATE"), "opened DATE"),
    fact(&["terminated"], ("terminate", "--on DATE"), "terminated DATE"),
    fact(&["term", "extended"], ("extend", "--until DATE"), "extended DATE"),
    fact(&["approved"], ("approve", "--on DATE"), "approved DATE"),
];

impl FactCommands {
    fn is_of(&self, path: &[String]) -> bool {
        let is_name = |(name, typed): (&&str, &String)| *name == "*" || *name == typed;
        path.len() >= self.path.len() && self.path.iter().zip(path).all(is_name)
    }

    /// Why a fact is not changed in this way: one that is on record is corrected, another one recorded.
    fn refusal(&self, agreement: &Agreement, path: &[String], is_known: bool) -> ActRefusal {
        let (id, shown) = (&agreement.id.value, path.join("."));
        let organisation = match self.path {
            ["signatories", "*", _] => path.get(1).map(|name| format!(" {name}")),
            _ => None,
        };
        let organisation = organisation.unwrap_or_default();
        if is_known {
            let correct = format!(
                "kumppani correct {id}{organisation} --{} --because TEXT",
                self.correct
            );
            return ActRefusal::with_help(
                wording!(
                    en: "`{shown}` is a recorded fact, which is only changed as a correction",
                    fi: "`{shown}` on kirjattu tosiasia, joka muutetaan vain oikaisuna"
                ),
                wording!(en: "correct it: `{correct}`", fi: "oikaise se: `{correct}`"),
            );
        }
        let (command, options) = self.record;
        let record = format!("kumppani {command} {id}{organisation} {options}");
        ActRefusal::with_help(
            wording!(
                en: "`{shown}` is recorded by a command of its own",
                fi: "kohta `{shown}` kirjataan omalla komennollaan"
            ),
            wording!(en: "record it: `{record}`", fi: "kirjaa se: `{record}`"),
        )
    }
}

/// The facts of an agreement by their paths.
fn facts(agreement: &Agreement) -> BTreeMap<Vec<String>, String> {
    let mut found = BTreeMap::new();
    let mut add = |path: &[&str], value: Option<String>| {
        if let Some(value) = value {
            found.insert(path.iter().map(|name| (*name).to_owned()).collect(), value);
        }
    };
    for entry in &agreement.signatories {
        for (field, value) in facts_of(entry) {
            add(&["signatories", entry.organisation.value.as_str(), field], value);
        }
    }
    let opened = agreement.opened.as_ref();
    add(
        &["opened"],
        opened.map(|opened| format!("{} {}", opened.on.value, opened.text.value)),
    );
    let end = agreement.terminated.as_ref();
    add(
        &["terminated"],
        end.map(|end| format!("{} {:?}", end.on.value, end.reason)),
    );
    let extended = agreement.term.extensions.iter().map(|one| {
        let decided = one.decided.as_ref().map(|at| at.value);
        format!("{} {decided:?} {:?}", one.until.value, one.decision)
    });
    let extended: Vec<String> = extended.collect();
    add(
        &["term", "extended"],
        (!extended.is_empty()).then(|| extended.join("\n")),
    );
    let approved = agreement.approvals.iter().map(|one| {
        let (organisation, on) = (&one.organisation.value, one.on.value);
        format!("{organisation} {on} {:?} {}", one.decision, one.text.value)
    });
    let approved: Vec<String> = approved.collect();
    add(&["approved"], (!approved.is_empty()).then(|| approved.join("\n")));
    found
}

fn facts_of(entry: &Signatory) -> [(&'static str, Option<String>); 7] {
    // What belongs to a signature is as certain as its date.
    let of_signature = |text: &Option<String>| text.clone().filter(|_| entry.signed.is_some());
    let date = |at: &Option<At<PartialDate>>| at.as_ref().map(|at| at.value.to_string());
    let withdrawn = entry.withdrawn.as_ref();
    [
        ("signed", date(&entry.signed)),
        ("signed_by", of_signature(&entry.signed_by)),
        ("decision", of_signature(&entry.decision)),
        ("record", of_signature(&entry.record)),
        ("declined", date(&entry.declined)),
        (
            "withdrawn",
            withdrawn.map(|one| format!("{} {}", one.notice.value, one.effective.value)),
        ),
        ("joined", date(&entry.joined)),
    ]
}

/// The facts that the changes would add, change or take away.
fn changed_facts(edits: &[Edit], before: &Agreement, after: &Agreement) -> Vec<ActRefusal> {
    let (was, is) = (facts(before), facts(after));
    let is_other = |path: &&Vec<String>| was.get(*path) != is.get(*path);
    let paths: BTreeSet<&Vec<String>> = was.keys().chain(is.keys()).filter(is_other).collect();
    let refusal = |path: &Vec<String>| {
        let command = COMMANDS.iter().find(|command| command.is_of(path))?;
        let refusal = command.refusal(before, path, was.contains_key(path));
        Some(of_edit(edits, path, refusal))
    };
    paths.into_iter().filter_map(refusal).collect()
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
                en: "the text has been frozen{on} and would change ({label})",
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

/// The names of a place; those of entries that are named by their number are numbers from 1.
fn names(edit: &Edit) -> Vec<String> {
    let name = |step: &Step| match step {
        Step::Field(name) => name.clone(),
        Step::Entry { value, .. } | Step::Named { value, .. } | Step::Item(value) => value.clone(),
        Step::Number(number) => (number + 1).to_string(),
    };
    edit.at.iter().map(name).collect()
}

fn is_named(step: &Step, name: &str) -> bool {
    match step {
        Step::Field(field) => field == name,
        Step::Entry { value, .. } | Step::Named { value, .. } | Step::Item(value) => value == name,
        Step::Number(_) => true,
    }
}
