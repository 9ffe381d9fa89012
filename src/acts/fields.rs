//! Changes of fields by their places. What has a command of its own is refused: facts that were recorded, and the text
//! that was frozen when signing began. The facts and the text before and after are compared as models, so that it
//! does not matter how a change comes about.

mod protected;

pub use self::protected::Protected;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{ActRefusal, Plan, file, joined, on_agreement, registrations};
use crate::diagnostic::At;
use crate::model::{Agreement, FrozenText, PartialDate, RecordedDigest, Section, Signatory, operand};
use crate::source::{self, Change, Edit, FieldDifference, FoundFile, Step, Value};
use crate::wording;
use crate::wording::Wording;

/// Changes of fields; all are made, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChanges {
    /// The bytes of the file in which their places were found.
    pub seen: Vec<u8>,
    pub edits: Vec<Edit>,
    /// Why, where they correct what is recorded.
    pub correcting: Option<Correcting>,
}

/// A correction of what is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correcting {
    /// The day of it.
    pub on: NaiveDate,
    /// Why.
    pub because: String,
}

impl FieldChanges {
    /// The edits, and where they are corrections a line for each difference that they make.
    ///
    /// # Errors
    /// As of [`file::edited`].
    pub(super) fn with_corrections(&self, file: &FoundFile, before: &[u8]) -> Result<Vec<Edit>, ActRefusal> {
        let Some(correcting) = &self.correcting else {
            return Ok(self.edits.clone());
        };
        let after = file::edited(file, before, &self.edits)?;
        let differences = source::field_differences(&file.path, file.role, (before, &after));
        let line = |difference: FieldDifference| {
            let (was, is) = difference.kind.both();
            let fields = [
                ("on", Some(Value::plain(&correcting.on))),
                ("what", Some(Value::text(difference.path))),
                ("was", was.map(Value::text)),
                ("is", is.map(Value::text)),
                ("because", Some(Value::text(&correcting.because))),
            ];
            let fields = fields.into_iter();
            let fields = fields.filter_map(|(name, value)| Some((name.to_owned(), value?)));
            on_agreement("corrections", Change::Append(Value::Fields(fields.collect())))
        };
        let lines = differences.unwrap_or_default().into_iter().map(line);
        Ok(self.edits.iter().cloned().chain(lines).collect())
    }
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
    if changes.correcting.is_some() {
        return (changes.edits.clone(), Vec::new());
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
    changes: &FieldChanges,
    (before, after): (&Agreement, &Agreement),
    today: NaiveDate,
) -> Vec<ActRefusal> {
    let edits = &changes.edits;
    let is_correction = changes.correcting.is_some();
    let mut refused = changed_facts(edits, (before, after), is_correction);
    refused.extend(late_signatories(edits, before, after, today));
    refused.extend(changed_text(edits, (before, after), is_correction));
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

/// The facts that the changes would add, change or take away. A correction is of what is recorded.
fn changed_facts(
    edits: &[Edit],
    (before, after): (&Agreement, &Agreement),
    is_correction: bool,
) -> Vec<ActRefusal> {
    let (was, is) = (facts(before), facts(after));
    let is_corrected = |path: &Vec<String>| is_correction && was.contains_key(path);
    let is_other = |path: &&Vec<String>| was.get(*path) != is.get(*path) && !is_corrected(path);
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

/// The sections of the text that the changes would make other than they were when signing began, or, where no opening
/// is recorded, than they were when the first ones signed. Only the latter can be corrected: the file was wrong.
fn changed_text(
    edits: &[Edit],
    (before, after): (&Agreement, &Agreement),
    is_correction: bool,
) -> Vec<ActRefusal> {
    let n_signed = before
        .signatories
        .iter()
        .filter(|entry| entry.signed.is_some())
        .count();
    let opened = before.opened.as_ref();
    if opened.is_some() && after.opened.is_none() && n_signed > 0 {
        return vec![not_reopened(before, n_signed)];
    }
    let is_text_fixed = match opened {
        Some(_) => after.opened.is_some(),
        None => n_signed > 0 && !is_correction,
    };
    let texts = [before, after].map(|agreement| FrozenText::of(agreement).digest());
    let [Some(was), Some(is)] = [&texts[0], &texts[1]].map(|digest| RecordedDigest::parse(digest)) else {
        return Vec::new();
    };
    if !is_text_fixed {
        return Vec::new();
    }
    // A text that is put back as it was opened is right again.
    let recorded = opened.and_then(|opened| RecordedDigest::parse(&opened.text.value));
    let other = recorded.map(|recorded| recorded.changed_in(after));
    let is_other = |section: &Section| other.as_ref().is_none_or(|other| other.contains(section));
    let is_frozen = |section: &Section| recorded.is_none_or(|recorded| recorded.covers(*section));
    let changed = was.differs_from(is).into_iter();
    let changed = changed.filter(|section| is_frozen(section) && is_other(section));
    changed
        .map(|section| fixed_text(edits, before, section, n_signed))
        .collect()
}

/// An opening is only taken back while the text has not been signed.
fn not_reopened(agreement: &Agreement, n_signed: usize) -> ActRefusal {
    let id = &agreement.id.value;
    let (have, are) = match n_signed {
        1 => ("organisation has", "organisaatio on"),
        _ => ("organisations have", "organisaatiota on"),
    };
    ActRefusal::with_help(
        wording!(
            en: "{n_signed} {have} signed the text, so its opening is not taken back",
            fi: "{n_signed} {are} allekirjoittanut tekstin, joten avaamista ei peruta"
        ),
        wording!(
            en: "another text is another agreement: `kumppani renew {id}` drafts it",
            fi: "toinen teksti on toinen sopimus: `kumppani renew {id}` laatii luonnoksen"
        ),
    )
}

fn fixed_text(edits: &[Edit], agreement: &Agreement, section: Section, n_signed: usize) -> ActRefusal {
    let (id, label) = (&agreement.id.value, section.label());
    let message = match &agreement.opened {
        Some(opened) => wording!(
            en: "the text has been frozen since {on} and would change ({label})",
            fi: "teksti on jäädytetty {on} alkaen, ja se muuttuisi ({label})",
            on = opened.on.value, label
        ),
        None => wording!(
            en: "the text has been signed by {n_signed} and would change ({label})",
            fi: "tekstin on allekirjoittanut {n_signed}, ja se muuttuisi ({label})",
            label
        ),
    };
    let help = match &agreement.opened {
        Some(_) if n_signed == 0 => wording!(
            en: "if it was opened by mistake, take the opening back: `kumppani reopen {id} --because TEXT`",
            fi: "jos sopimus avattiin vahingossa, peru avaaminen: `kumppani reopen {id} --because TEKSTI`"
        ),
        Some(_) => wording!(
            en: "another text is another agreement: `kumppani renew {id}` drafts it",
            fi: "toinen teksti on toinen sopimus: `kumppani renew {id}` laatii luonnoksen"
        ),
        None => wording!(
            en: "if the file differs from what was signed, correct it and say why: `--because TEXT`; another text is another \
                 agreement: `kumppani renew {id}` drafts it",
            fi: "jos tiedosto poikkeaa allekirjoitetusta, korjaa se ja kerro syy: `--because TEKSTI`; toinen teksti on toinen \
                 sopimus: `kumppani renew {id}` laatii luonnoksen"
        ),
    };
    let path = [match section {
        Section::Term => "term",
        other => other.code(),
    }
    .to_owned()];
    of_edit(edits, &path, ActRefusal::with_help(message, help))
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
