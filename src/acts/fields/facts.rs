//! Recorded facts: where they are in a file, and which command records or corrects each.

use std::collections::{BTreeMap, BTreeSet};

use super::of_edit;
use crate::acts::ActRefusal;
use crate::diagnostic::At;
use crate::model::{Agreement, Group, PartialDate, Seat, Signatory};
use crate::source::Edit;
use crate::wording;
use crate::wording::{Lang, Wording};

/// The list of corrections, which only a correction adds to.
pub(super) const CORRECTIONS: &str = "corrections";

/// When something at a place is a fact with a command of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IsFact {
    Always,
    /// Beside a signature, or in an agreement that has been opened or signed.
    OnceSigned,
    /// Once it is recorded; the first time it may be recorded in any way.
    OnceRecorded,
}

/// The commands of a fact.
pub(super) struct FactCommands {
    /// Where it is; `*` is an organisation or a group.
    pub(super) path: &'static [&'static str],
    /// The command that records it; `{id}` is the agreement, `{who}` what `*` names. Empty: there is none.
    record: &'static str,
    /// The command that corrects it; `None`: the change itself with a reason.
    correct: Option<&'static str>,
    pub(super) is_fact: IsFact,
}

const fn fact(
    path: &'static [&'static str],
    is_fact: IsFact,
    record: &'static str,
    correct: Option<&'static str>,
) -> FactCommands {
    FactCommands {
        path,
        record,
        correct,
        is_fact,
    }
}

pub(super) const COMMANDS: [FactCommands; 20] = [
    fact(
        &["signatories", "*", "signed"],
        IsFact::Always,
        "sign {id} {who} --on DATE",
        Some("correct {id} {who} --signed DATE"),
    ),
    fact(
        &["signatories", "*", "signed_by"],
        IsFact::OnceSigned,
        "correct {id} {who} --signed-by POSITION --because TEXT",
        Some("correct {id} {who} --signed-by POSITION"),
    ),
    fact(
        &["signatories", "*", "decision"],
        IsFact::OnceSigned,
        "correct {id} {who} --decision DECISION --because TEXT",
        Some("correct {id} {who} --decision DECISION"),
    ),
    fact(
        &["signatories", "*", "record"],
        IsFact::OnceSigned,
        "correct {id} {who} --record NUMBER --because TEXT",
        Some("correct {id} {who} --record NUMBER"),
    ),
    fact(
        &["signatories", "*", "declined"],
        IsFact::Always,
        "decline {id} {who} --on DATE",
        Some("correct {id} {who} --declined DATE"),
    ),
    fact(
        &["signatories", "*", "withdrawn"],
        IsFact::Always,
        "withdraw {id} {who} --notice DATE",
        Some("correct {id} {who} --notice DATE"),
    ),
    fact(
        &["signatories", "*", "joined"],
        IsFact::Always,
        "register {id} {who} --joined DATE",
        Some("correct {id} {who} --joined DATE"),
    ),
    fact(
        &["signatories", "*", "name"],
        IsFact::OnceSigned,
        "organisation rename {who} --name NAME",
        None,
    ),
    fact(&["signatories", "*", "regions"], IsFact::OnceSigned, "", None),
    fact(&["signatories", "*", "covers"], IsFact::OnceSigned, "", None),
    fact(&["supersedes"], IsFact::OnceSigned, "", None),
    fact(&["part_of"], IsFact::OnceSigned, "", None),
    fact(
        &["opened"],
        IsFact::Always,
        "open {id} --on DATE",
        Some("correct {id} --opened DATE"),
    ),
    fact(
        &["terminated"],
        IsFact::Always,
        "terminate {id} --on DATE",
        Some("correct {id} --terminated DATE"),
    ),
    fact(
        &["term", "extended"],
        IsFact::Always,
        "extend {id} --until DATE",
        Some("correct {id} --extended DATE"),
    ),
    fact(
        &["approved"],
        IsFact::Always,
        "approve {id} ORGANISATION --on DATE",
        Some("correct {id} ORGANISATION --approved DATE"),
    ),
    fact(
        &["groups", "*", "chair"],
        IsFact::OnceSigned,
        "group chair {id}/{who} ORGANISATION",
        None,
    ),
    fact(
        &["groups", "*", "members"],
        IsFact::OnceSigned,
        "group join {id}/{who} ORGANISATION",
        None,
    ),
    fact(
        &["groups", "*", "roles"],
        IsFact::OnceSigned,
        "group join {id}/{who} ORGANISATION --role ROLE",
        None,
    ),
    fact(
        &["groups", "*", "dissolved"],
        IsFact::OnceRecorded,
        "group dissolve {id}/{who} --on DATE",
        None,
    ),
];

impl FactCommands {
    pub(super) fn is_of(&self, path: &[String]) -> bool {
        let is_name = |(name, typed): (&&str, &String)| *name == "*" || *name == typed;
        path.len() >= self.path.len() && self.path.iter().zip(path).all(is_name)
    }

    /// Why a fact is not changed in this way: one that is on record is corrected, another one recorded.
    pub(super) fn refusal(&self, agreement: &Agreement, path: &[String], is_known: bool) -> ActRefusal {
        let shown = path.join(".");
        let command = |template: &str| {
            let who = path.get(1).map_or("", String::as_str);
            let id = agreement.id.value.as_str();
            let typed = format!("kumppani {}", template.replace("{id}", id).replace("{who}", who));
            Wording::of(|lang| in_words(&typed, lang))
        };
        let record = command(self.record);
        if !is_known {
            return ActRefusal::with_help(
                wording!(
                    en: "`{shown}` is recorded by a command of its own",
                    fi: "kohta `{shown}` kirjataan omalla komennollaan"
                ),
                wording!(en: "record it: `{record}`", fi: "kirjaa se: `{record}`", record),
            );
        }
        let help = match self.correct {
            Some(correct) => {
                let correct = command(correct);
                wording!(
                    en: "correct it: `{correct} --because TEXT`",
                    fi: "oikaise se: `{correct} --because TEKSTI`",
                    correct
                )
            }
            None if self.record.is_empty() => wording!(
                en: "if the file is wrong, say why: `--because TEXT`",
                fi: "jos tiedosto on väärä, kerro syy: `--because TEKSTI`"
            ),
            None => wording!(
                en: "record what has changed: `{record}`; if the file is wrong, say why: `--because TEXT`",
                fi: "kirjaa muutos: `{record}`; jos tiedosto on väärä, kerro syy: `--because TEKSTI`",
                record
            ),
        };
        ActRefusal::with_help(
            wording!(
                en: "`{shown}` is a recorded fact, which is only changed as a correction",
                fi: "`{shown}` on kirjattu tosiasia, joka muutetaan vain oikaisuna"
            ),
            help,
        )
    }
}

/// A command with the words for its values in a language.
fn in_words(command: &str, lang: Lang) -> String {
    let finnish = [
        ("DATE", "PÄIVÄ"),
        ("POSITION", "ASEMA"),
        ("DECISION", "PÄÄTÖS"),
        ("NUMBER", "NUMERO"),
        ("ORGANISATION", "ORGANISAATIO"),
        ("ROLE", "TEHTÄVÄ"),
        ("NAME", "NIMI"),
        ("TEXT", "TEKSTI"),
    ];
    let word = |word: &str| {
        let found = finnish
            .iter()
            .find(|(english, _)| lang == Lang::Fi && *english == word);
        found.map_or(word.to_owned(), |(_, finnish)| (*finnish).to_owned())
    };
    command.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The facts of an agreement by their paths.
pub(super) fn facts(agreement: &Agreement) -> BTreeMap<Vec<String>, String> {
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
    let is_signed =
        agreement.opened.is_some() || agreement.signatories.iter().any(|one| one.signed.is_some());
    for group in &agreement.groups {
        let id = group.id.value.as_str();
        for (field, value) in seats_of(group) {
            add(&["groups", id, field], value.filter(|_| is_signed));
        }
        let dissolved = group.dissolved.as_ref().map(|at| at.value.to_string());
        add(&["groups", id, "dissolved"], dissolved);
    }
    let supersedes = lines(agreement.supersedes.iter().map(|id| id.value.to_string()));
    add(&["supersedes"], supersedes.filter(|_| is_signed));
    let part_of = agreement.part_of.as_ref().map(|id| id.value.to_string());
    add(&["part_of"], part_of.filter(|_| is_signed));
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
    add(&["term", "extended"], lines(extended));
    let approved = agreement.approvals.iter().map(|one| {
        let (organisation, on) = (&one.organisation.value, one.on.value);
        format!("{organisation} {on} {:?} {}", one.decision, one.text.value)
    });
    add(&["approved"], lines(approved));
    found
}

/// One text of several; `None` of none.
fn lines(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

fn facts_of(entry: &Signatory) -> [(&'static str, Option<String>); 10] {
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
        ("name", of_signature(&Some(entry.name.value.clone()))),
        ("regions", of_signature(&Some(format!("{:?}", entry.regions)))),
        ("covers", of_signature(&lines(entry.covers.iter().cloned()))),
    ]
}

/// Who sits in a group, by kind of seat; who represents whom there is no fact with a command of its own.
fn seats_of(group: &Group) -> [(&'static str, Option<String>); 3] {
    let seat = |seat: &Seat| {
        let date = |at: &Option<At<PartialDate>>| at.as_ref().map(|at| at.value.to_string());
        let (from, until) = (date(&seat.from), date(&seat.until));
        format!("{} {from:?} {until:?}", seat.organisation.value)
    };
    [
        ("chair", lines(group.chairs.iter().map(seat))),
        ("members", lines(group.members.iter().map(seat))),
        (
            "roles",
            lines(
                group
                    .roles
                    .iter()
                    .map(|role| format!("{} {}", role.role.value, seat(&role.seat))),
            ),
        ),
    ]
}

/// The facts that the changes would add, change or take away. A correction is of what is recorded.
pub(super) fn changed_facts(
    edits: &[Edit],
    (before, after): (&Agreement, &Agreement),
    is_correction: bool,
) -> Vec<ActRefusal> {
    let (was, is) = (facts(before), facts(after));
    let is_other = |path: &&Vec<String>| was.get(*path) != is.get(*path);
    let paths: BTreeSet<&Vec<String>> = was.keys().chain(is.keys()).filter(is_other).collect();
    // Of an entry that goes its facts are named, and not all that belongs to them.
    let goes = |path: &[String]| {
        let is_there = |id: &String| {
            after
                .signatories
                .iter()
                .any(|one| one.organisation.value.as_str() == id)
        };
        let is_detail = ["name", "regions", "covers"]
            .map(Some)
            .contains(&path.get(2).map(String::as_str));
        path[0] == "signatories" && is_detail && !path.get(1).is_some_and(is_there)
    };
    let refusal = |path: &Vec<String>| {
        if goes(path) {
            return None;
        }
        let command = COMMANDS.iter().find(|command| command.is_of(path))?;
        let is_known = was.contains_key(path);
        let is_first = !is_known && command.is_fact == IsFact::OnceRecorded;
        // A correction may fill what an agreement that was signed lacks.
        let is_filled = !is_known && command.is_fact == IsFact::OnceSigned;
        if is_first || (is_correction && (is_known || is_filled)) {
            return None;
        }
        Some(of_edit(edits, path, command.refusal(before, path, is_known)))
    };
    paths.into_iter().filter_map(refusal).collect()
}
