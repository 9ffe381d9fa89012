//! The former names of organisations: they end one after the other, and none is used after its end.

use std::collections::BTreeSet;

use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{Organisation, PartialDate};
use crate::wording;
use crate::wording::Wording;

/// Names end in the order of the list, and none after the organisation itself.
pub(super) fn check_order(overview: &Overview, findings: &mut Findings) {
    for record in &overview.registry.organisations {
        check_names(overview, record, findings);
    }
}

fn check_names(overview: &Overview, record: &Organisation, findings: &mut Findings) {
    let mut latest: Option<PartialDate> = None;
    for former in &record.former_names {
        let (Some(until), name) = (former.until, &former.name) else {
            continue;
        };
        let message = if let Some(ceased) = record
            .ceased
            .as_ref()
            .filter(|at| at.value.last_day() < until.first_day())
        {
            Some(wording!(
                en: "the name “{name}” ends {day}, after the organisation ceased ({end})",
                fi: "nimi ”{name}” päättyy {day}, vaikka organisaatio on lakannut jo {end}",
                end = ceased.value, day = until
            ))
        } else {
            let latest = latest.filter(|latest| until.last_day() < latest.first_day());
            latest.map(|latest| {
                wording!(
                    en: "the name “{name}” ends {day}, before the name listed above it ({latest})",
                    fi: "nimi ”{name}” päättyy {day}, ennen luettelossa edeltävää nimeä ({latest})",
                    latest, day = until
                )
            })
        };
        latest = latest
            .filter(|latest| latest.last_day() > until.last_day())
            .or(Some(until));
        if let Some(message) = message {
            let place = overview.organisations_place(record.name.span);
            let finding = |place| {
                Diagnostic::new(Code::ContradictoryOrganisation, place, message).with_help(date_help())
            };
            if let Some(found) = place.map(finding) {
                findings.push(found);
            }
        }
    }
}

pub(super) fn date_help() -> Wording {
    Wording::fixed(
        "correct the wrong date; list former names from the earliest to the latest",
        "korjaa väärä päivä; entiset nimet luetellaan vanhimmasta uusimpaan",
    )
}

/// A name is used until its last day: whoever signs after that, or has not signed yet, signs under the
/// name that follows.
pub(super) fn check_former_names(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for signatory in &standing.agreement.signatories {
        // One that is listed twice has that finding.
        if !seen.insert(&signatory.organisation.value) {
            continue;
        }
        let date = signatory.signed.as_ref().or(signatory.joined.as_ref());
        let day = match date {
            Some(date) => date.value.first_day(),
            None if standing.is_current() && overview.is_party(signatory) => overview.today,
            None => continue,
        };
        let record = overview.find_organisation(&signatory.organisation.value);
        let record = record.filter(|record| overview.doubts.knows_names(record));
        let ended = record.and_then(|record| Some((record, record.name_ended(&signatory.name.value, day)?)));
        let Some((record, until)) = ended else { continue };
        let (name, present) = (&signatory.name.value, &record.name.value);
        let message = wording!(
            en: "the name “{name}” ended {until}, before it is used here",
            fi: "nimi ”{name}” oli käytössä {until} saakka, ennen sen käyttöä tässä",
            until
        );
        let help = wording!(
            en: "write the name used on that day, for example “{present}”, or correct the last day of the former name",
            fi: "kirjoita tuon päivän nimi, esimerkiksi ”{present}”, tai korjaa entisen nimen viimeinen päivä"
        );
        let place = standing.place(signatory.name.span);
        let finding = Diagnostic::new(Code::FormerNameUsed, place, message).with_help(help);
        findings.push(match overview.organisations_place(record.name.span) {
            Some(place) => {
                finding.with_related(place, Wording::fixed("the recorded names", "kirjatut nimet"))
            }
            None => finding,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{FormerName, Organisation, Registry};
    use crate::validate::fixture::{agreement, check_all, date, draft, organisation, parse_date, registry};

    fn check(organisations: Vec<Organisation>, expected: &[&str]) {
        let recorded = Registry {
            organisations,
            ..registry(Vec::new())
        };
        check_all(&recorded, "2020-06-01", expected);
    }

    #[test]
    fn names_end_one_after_the_other_and_before_the_organisation() {
        let named = |untils: [&str; 2], end: Option<&str>| {
            let former = |until: &&str| FormerName {
                name: format!("nimi {until}"),
                until: Some(parse_date(until)),
            };
            vec![Organisation {
                former_names: untils.iter().map(former).collect(),
                ceased: end.map(date),
                ..organisation("a", "A")
            }]
        };
        check(named(["2006", "2006-08"], Some("2006")), &[]);
        check(
            named(["2008", "2006-08"], None),
            &[
                "organisations: contradictory-organisation: the name “nimi 2006-08” ends 2006-08, before the name listed above it (2008)",
            ],
        );
        check(
            named(["2006", "2008"], Some("2007-12-31")),
            &[
                "organisations: contradictory-organisation: the name “nimi 2008” ends 2008, after the organisation \
               ceased (2007-12-31)",
            ],
        );
    }

    #[test]
    fn a_name_is_not_used_after_its_end() {
        let mut renamed = registry(vec![agreement("tno")]);
        let record = |until| {
            let mut record = organisation("lappia", "Uusi Lappia");
            record.former_names = vec![FormerName {
                name: "Lappia".to_owned(),
                until: Some(parse_date(until)),
            }];
            vec![record]
        };
        // It signed in January 2014, on an unknown day.
        renamed.organisations = record("2014-01-15");
        check_all(&renamed, "2014-06-01", &[]);
        renamed.organisations = record("2013");
        let ended = "tno: former-name-used: the name “Lappia” ended 2013, before it is used here";
        check_all(&renamed, "2014-06-01", &[ended]);
        // What is over was signed somehow.
        let third = crate::validate::fixture::signatory("redu", "REDU");
        renamed.agreements[0].signatories.push(third);
        renamed.agreements[0].signatories[1].signed = None;
        renamed.agreements[0].signatories[1].declined = Some(date("2013-12-01"));
        check_all(&renamed, "2014-06-01", &[]);
        let mut draft = registry(vec![draft("tno")]);
        draft.organisations = record("2013-05-31");
        check_all(&draft, "2013-05-31", &[]);
        check_all(
            &draft,
            "2013-06-01",
            &["tno: former-name-used: the name “Lappia” ended 2013-05-31, before it is used here"],
        );
    }
}
