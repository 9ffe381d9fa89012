//! Waivers: warnings that a file accepts with a reason, and waivers that accept nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::needs::Waits;
use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, Severity};
use crate::model::{Registry, Waiver, nearest_id, with_guess};
use crate::wording;
use crate::wording::Wording;

/// A waiver and the file that it is in.
struct Entry<'a> {
    file: &'a FilePath,
    waiver: &'a Waiver,
}

/// Marks the warnings that their file waives, and adds `stale-waiver` for the waivers that waive
/// nothing. To be called once, last, with the findings of all files.
pub fn apply_waivers(registry: &Registry, findings: &mut Findings, waits: &Waits) {
    let entries: Vec<Entry> = registry
        .agreements
        .iter()
        .flat_map(|agreement| {
            let file = &agreement.file;
            agreement.waivers.iter().map(move |waiver| Entry { file, waiver })
        })
        .collect();
    let used = mark_waived(&entries, findings);
    let errors = findings.codes().filter(|(_, code)| code.is_error());
    let in_error: BTreeSet<FilePath> = errors.map(|(file, _)| file.clone()).collect();
    let mut waived_before: BTreeSet<(&FilePath, &str)> = BTreeSet::new();
    for (number, entry) in entries.iter().enumerate() {
        let first = waived_before.insert((entry.file, &entry.waiver.code.value));
        let stale = if first {
            // Beside an error rules may have been left out, so that a warning may only be hidden.
            let may_hide = in_error.contains(entry.file) || waits.concern(entry.file);
            stale(entry, used.contains(&number) || may_hide)
        } else {
            Some(twice(entry))
        };
        if let Some(finding) = stale {
            findings.push(finding);
        }
    }
}

/// Marks the warnings; returns the numbers of the waivers that found one.
fn mark_waived(entries: &[Entry], findings: &mut Findings) -> BTreeSet<usize> {
    let mut numbers: BTreeMap<(&FilePath, &str), usize> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        numbers
            .entry((entry.file, &entry.waiver.code.value))
            .or_insert(number);
    }
    let mut used = BTreeSet::new();
    findings.waive(|file, code| {
        let number = *numbers.get(&(file, code.name()))?;
        used.insert(number);
        Some(entries[number].waiver.reason.clone())
    });
    used
}

fn finding(entry: &Entry, message: Wording, help: Wording) -> Diagnostic {
    let place = Place::new(entry.file, entry.waiver.code.span);
    Diagnostic::new(Code::StaleWaiver, place, message).with_help(help)
}

fn stale(entry: &Entry, is_used: bool) -> Option<Diagnostic> {
    let name = &entry.waiver.code.value;
    match Code::find(name).map(Code::severity) {
        None => Some(unknown(entry)),
        Some(Severity::Error) => Some(finding(
            entry,
            wording!(
                en: "`{name}` is an error and cannot be waived",
                fi: "`{name}` on virhe, jota ei voi kuitata"
            ),
            Wording::fixed(
                "correct the error, and delete the waiver",
                "korjaa virhe ja poista kuittaus",
            ),
        )),
        Some(Severity::Warning) if is_used => None,
        Some(Severity::Warning) => Some(finding(
            entry,
            wording!(
                en: "unused waiver `{name}`",
                fi: "kuittaus `{name}` ei koske mitään varoitusta"
            ),
            Wording::fixed(
                "delete the waiver: the file no longer has such a warning",
                "poista kuittaus: tiedostossa ei ole enää tällaista varoitusta",
            ),
        )),
    }
}

fn unknown(entry: &Entry) -> Diagnostic {
    let name = &entry.waiver.code.value;
    let warnings = Code::ALL
        .iter()
        .filter(|code| code.severity() == Severity::Warning);
    let help = Wording::fixed(
        "`kumppani explain` lists the codes of warnings",
        "komento `kumppani explain` luettelee varoitusten koodit",
    );
    let guess = nearest_id(name, warnings.map(|code| code.name()));
    finding(
        entry,
        wording!(en: "unknown warning `{name}`", fi: "tuntematon varoitus `{name}`"),
        with_guess(guess, help),
    )
}

fn twice(entry: &Entry) -> Diagnostic {
    let name = &entry.waiver.code.value;
    finding(
        entry,
        wording!(en: "`{name}` is waived twice", fi: "`{name}` on kuitattu kahdesti"),
        Wording::fixed(
            "keep one waiver, with the right reason",
            "jätä yksi kuittaus ja siihen paikkansapitävä perustelu",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Agreement;
    use crate::validate::check_agreement;
    use crate::validate::fixture::{agreement, at, day, describe, registry};

    fn waiver(code: &str) -> Waiver {
        Waiver {
            code: at(code.to_owned()),
            reason: "Sivu on kadonnut.".to_owned(),
        }
    }

    /// An agreement with the warning `count-differs`, and these waivers.
    fn short(waivers: &[&str]) -> Agreement {
        let mut short = agreement("tno");
        short.declared_signatories = Some(at(34));
        short.waivers = waivers.iter().map(|code| waiver(code)).collect();
        short
    }

    fn waived(agreement: Agreement) -> Findings {
        let mut findings = check_agreement(&agreement, day("2014-06-01")).findings;
        apply_waivers(&registry(vec![agreement]), &mut findings, &Waits::default());
        findings
    }

    const COUNT: &str = "tno: count-differs: declared signatories: 34, listed: 2";

    #[test]
    fn a_waived_warning_carries_the_reason() {
        let findings = waived(short(&["count-differs"]));
        let reasons: Vec<Option<&str>> = findings
            .as_slice()
            .iter()
            .map(|finding| finding.waived.as_deref())
            .collect();
        assert_eq!(reasons, [Some("Sivu on kadonnut.")]);
        assert_eq!(describe(findings), [COUNT]);
    }

    #[test]
    fn a_waiver_that_waives_nothing_is_shown() {
        let stale = |text: &str| format!("tno: stale-waiver: {text}");
        for (code, expected) in [
            ("gap-between-terms", "unused waiver `gap-between-terms`"),
            ("stale-waiver", "unused waiver `stale-waiver`"),
            (
                "term-reversed",
                "`term-reversed` is an error and cannot be waived",
            ),
            ("count-difers", "unknown warning `count-difers`"),
        ] {
            let findings = waived(short(&[code]));
            assert_eq!(describe(findings), [COUNT.to_owned(), stale(expected)]);
        }
        let findings = waived(short(&["count-differs", "count-differs"]));
        assert_eq!(
            describe(findings),
            [COUNT.to_owned(), stale("`count-differs` is waived twice")]
        );
    }

    #[test]
    fn a_mistyped_code_is_met_with_a_guess() {
        let findings = waived(short(&["count-difers"]));
        let helps: Vec<&str> = findings
            .as_slice()
            .iter()
            .filter_map(|finding| Some(finding.help.as_ref()?.get(wording::Lang::En)))
            .collect();
        assert!(helps[1].starts_with("did you mean `count-differs`?"));
    }

    #[test]
    fn beside_an_error_no_waiver_is_stale() {
        let mut broken = short(&["gap-between-terms"]);
        broken.signatories[1].declined = Some(at(crate::validate::fixture::parse_date("2014")));
        let findings = waived(broken);
        assert_eq!(
            describe(findings),
            [
                "tno: contradictory-signatory: Lappia has declined (2014) and also signed (2014-01)",
                COUNT
            ]
        );
    }
}
