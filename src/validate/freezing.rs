//! The text that was frozen when signing began must not change afterwards.

use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Opening, RecordedDigest, Section};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_frozen_text(agreement: &Agreement, findings: &mut Findings) {
    let Some(opening) = &agreement.opened else { return };
    let Some(recorded) = RecordedDigest::parse(&opening.text.value) else {
        findings.push(misshapen(agreement, opening));
        return;
    };
    if recorded.leaves_out_provisions(agreement) && !agreement.gaps.touch(&["provisions"]) {
        findings.push(provisions_left_out(agreement, opening));
    }
    for section in recorded.changed_in(agreement) {
        let fields = match section {
            Section::Term => &["term.starts", "term.ends", "in_force_when"][..],
            other => &[other.code()],
        };
        if agreement.gaps.touch(fields) {
            continue;
        }
        // Who sits in a group changes during the term; this digest cannot tell that from a change of the text.
        if section == Section::Groups && recorded.form().covers_composition() {
            findings.push(groups_changed(agreement, opening));
        } else {
            findings.push(changed(agreement, opening, section));
        }
    }
}

fn misshapen(agreement: &Agreement, opening: &Opening) -> Diagnostic {
    let id = &agreement.id.value;
    let message = Wording::fixed(
        "the digest in `opened` is not one that `open` writes (`2-` and 72 hexadecimal digits, or 64 digits in \
         earlier files)",
        "kentän `opened` tiiviste ei ole komennon `open` kirjoittama (`2-` ja 72 heksadesimaalinumeroa, \
         aiemmissa tiedostoissa 64 numeroa)",
    );
    let help = wording!(
        en: "restore the digest from an earlier version of the file, or remove `opened` and open the \
             agreement again (`kumppani open {id}`)",
        fi: "palauta tiiviste tiedoston aiemmasta versiosta, tai poista `opened` ja avaa sopimus uudelleen \
             allekirjoitettavaksi (`kumppani open {id}`)"
    );
    let place = Place::new(&agreement.file, opening.text.span);
    Diagnostic::new(Code::TextChangedAfterOpening, place, message).with_help(help)
}

fn groups_changed(agreement: &Agreement, opening: &Opening) -> Diagnostic {
    let (id, day) = (&agreement.id.value, opening.on.value.to_string());
    let message = wording!(
        en: "the groups, their duties, chairs or members have changed since signing began ({on}); this earlier \
             form of the digest does not show which of these",
        fi: "ryhmät, niiden tehtävät, puheenjohtajat tai jäsenet ovat muuttuneet allekirjoittamisen alettua \
             ({on}); tiivisteen aiemmasta muodosta ei näe, mikä niistä",
        on = opening.on.value
    );
    let help = wording!(
        en: "if only chairs or members have changed, remove `opened` and run `kumppani open {id} --on {day}`: the \
             new digest leaves them out. Otherwise restore the text",
        fi: "jos vain puheenjohtaja tai jäseniä on vaihtunut, poista kenttä `opened` ja anna komento `kumppani open \
             {id} --on {day}`: uusi tiiviste ei kata niitä. Muuten palauta teksti"
    );
    at_section(
        agreement,
        opening,
        Section::Groups,
        Code::GroupsMayHaveChanged,
        message,
    )
    .with_help(help)
}

fn provisions_left_out(agreement: &Agreement, opening: &Opening) -> Diagnostic {
    let (id, day) = (&agreement.id.value, opening.on.value.to_string());
    let message = Wording::fixed(
        "the digest in `opened` is of an earlier form, which does not cover the provisions",
        "kentän `opened` tiiviste on aiempaa muotoa, joka ei kata sopimusehtoja",
    );
    let help = wording!(
        en: "if these provisions are those that were signed, remove `opened` and run `kumppani open {id} --on {day}`: the \
             new digest covers them. Otherwise remove them",
        fi: "jos ehdot ovat ne, jotka on allekirjoitettu, poista kenttä `opened` ja anna komento `kumppani open {id} --on \
             {day}`: uusi tiiviste kattaa ne. Muuten poista ehdot"
    );
    let section = Section::Provisions;
    at_section(agreement, opening, section, Code::ProvisionsNotCovered, message).with_help(help)
}

fn changed(agreement: &Agreement, opening: &Opening, section: Section) -> Diagnostic {
    let key = section.code();
    let label = section.label();
    let message = wording!(
        en: "the frozen text has changed since signing began ({day}): {label}",
        fi: "jäädytetty teksti on muuttunut allekirjoittamisen alettua ({day}): {label}",
        day = opening.on.value, label
    );
    let help = if agreement.sections.iter().any(|at| at.value == section) {
        change_help(agreement)
    } else {
        wording!(
            en: "restore the section `{key}` as it was on that day",
            fi: "palauta osio `{key}` sellaiseksi kuin se oli tuona päivänä"
        )
    };
    at_section(
        agreement,
        opening,
        section,
        Code::TextChangedAfterOpening,
        message,
    )
    .with_help(help)
}

/// At the section's key, or at the opening's date when the section is no longer there.
fn at_section(
    agreement: &Agreement,
    opening: &Opening,
    section: Section,
    code: Code,
    message: Wording,
) -> Diagnostic {
    let opened = Place::new(&agreement.file, opening.on.span);
    let Some(at) = agreement.sections.iter().find(|at| at.value == section) else {
        return Diagnostic::new(code, opened, message);
    };
    let place = Place::new(&agreement.file, at.span);
    Diagnostic::new(code, place, message).with_related(
        opened,
        Wording::fixed("signing began here", "allekirjoittaminen alkoi tästä"),
    )
}

/// A text that somebody has signed can only be followed by another agreement.
fn change_help(agreement: &Agreement) -> Wording {
    let id = &agreement.id.value;
    if agreement
        .signatories
        .iter()
        .any(|signatory| signatory.signed.is_some())
    {
        wording!(
            en: "restore the text that was signed; a new text needs a new agreement",
            fi: "palauta allekirjoitettu teksti; uusi teksti vaatii uuden sopimuksen"
        )
    } else {
        wording!(
            en: "restore the text; as no one has signed yet, you may also remove `opened` and open the \
                 agreement again (`kumppani open {id}`)",
            fi: "palauta teksti; koska kukaan ei ole vielä allekirjoittanut, voit myös poistaa kentän \
                 `opened` ja avata sopimuksen uudelleen (`kumppani open {id}`)"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{At, Span};
    use crate::model::{DigestForm, FrozenText, LocalText, Provision, RoleSeat, Seat};
    use crate::validate::fixture::{agreement, at, check_file, date, draft, duty, seat, text};
    use crate::validate::{check_agreement, fixture};
    use crate::wording::Lang;

    fn opened(agreement: Agreement) -> Agreement {
        opened_in(DigestForm::CURRENT, agreement)
    }

    fn opened_in(form: DigestForm, mut agreement: Agreement) -> Agreement {
        let digest = FrozenText::in_form(&agreement, form).digest();
        agreement.opened = Some(Opening {
            on: date("2013-12-01"),
            text: at(digest),
        });
        agreement
    }

    fn provision() -> Provision {
        Provision {
            number: 1,
            id: None,
            heading: text("Kesto"),
            text: text("Vuosi."),
        }
    }

    #[test]
    fn what_came_later_is_no_change_of_the_text() {
        let mut later = opened(agreement("tno"));
        later.groups[0].dissolved = Some(date("2016"));
        later.groups[0].chairs = vec![seat("redu")];
        later.groups[0].members.push(seat("redu"));
        later.signatories.push(fixture::signatory("redu", "REDU"));
        check_file(&later, &[]);
    }

    #[test]
    fn every_changed_section_is_named() {
        let mut later = opened(agreement("tno"));
        later.title = text("Sopimus");
        later.groups[0].duties.push(duty("Arvioi."));
        later.purpose = Some(LocalText::plain("Yhteistyö"));
        let changed = |label| {
            format!(
                "text-changed-after-opening: the frozen text has changed since signing began (2013-12-01): \
                 {label}"
            )
        };
        let mut expected = vec![changed("groups"), changed("purpose"), changed("title")];
        let checked = |later: &Agreement, expected: &[String]| {
            check_file(later, &expected.iter().map(String::as_str).collect::<Vec<_>>());
        };
        checked(&later, &expected);
        later.provisions.push(provision());
        expected.insert(1, changed("provisions"));
        checked(&later, &expected);
    }

    /// Digests of the first form are 64 digits: they say of the groups that something changed, and do
    /// not cover provisions.
    #[test]
    fn a_digest_of_an_earlier_form_goes_on() {
        let mut later = opened_in(DigestForm::First, agreement("tno"));
        assert_eq!(
            later.opened.as_ref().map(|opened| opened.text.value.as_str()),
            Some("e1e93a63e3b0c442463869ede3b0c442e3b0c442e3b0c442e3b0c4420188cbda")
        );
        later.provisions.push(provision());
        let provisions = "provisions-not-covered: the digest in `opened` is of an earlier form, which does not cover the \
                          provisions";
        check_file(&later, &[provisions]);
        let groups = "groups-may-have-changed: the groups, their duties, chairs or members have changed since \
                      signing began (2013-12-01); this earlier form of the digest does not show which of these";
        later.groups[0].chairs.clear();
        check_file(&later, &[groups, provisions]);
        later.title = text("Sopimus");
        let title =
            "text-changed-after-opening: the frozen text has changed since signing began (2013-12-01): title";
        check_file(&later, &[groups, provisions, title]);
    }

    /// A text of the first form is of the composition on the day of its opening: later changes leave it as it is.
    #[test]
    fn dated_seats_change_no_text() {
        for form in [DigestForm::First, DigestForm::Second] {
            let mut later = opened_in(form, agreement("tno"));
            let group = &mut later.groups[0];
            group.members[1].until = Some(date("2015"));
            group.chairs[0].until = Some(date("2015-06-30"));
            let from = |on, id| Seat {
                from: Some(date(on)),
                ..seat(id)
            };
            group.chairs.push(from("2015-07-01", "lappia"));
            group.members.push(from("2016", "redu"));
            group.roles.push(RoleSeat {
                role: at("sihteeri".to_owned()),
                seat: seat("redu"),
            });
            later.signatories.push(fixture::signatory("redu", "REDU"));
            check_file(&later, &[]);
            later.groups[0].members[1].until = Some(date("2013-11-30"));
            let n_findings = check_agreement(&later, fixture::day("2014-06-01"))
                .findings
                .count();
            assert_eq!(
                n_findings,
                if form == DigestForm::First { 2 } else { 1 },
                "{form:?}"
            );
        }
    }

    #[test]
    fn a_change_is_shown_at_its_section() {
        let mut later = opened(draft("tno"));
        later.sections = vec![At::new(Section::Title, Span::new(20, 25))];
        later.title = text("Sopimus");
        later.groups.clear();
        let findings = check_agreement(&later, fixture::day("2014-06-01")).findings;
        let spans: Vec<Span> = findings.as_slice().iter().map(|f| f.place.span).collect();
        assert_eq!(spans, [Span::new(20, 25), Span::default()]);
        let help = findings.as_slice()[0]
            .help
            .as_ref()
            .map(|help| help.get(Lang::En));
        assert!(help.is_some_and(|help| help.contains("no one has signed yet")));
    }

    #[test]
    fn a_digest_has_the_shape_of_one() {
        let mut later = opened(agreement("tno"));
        later.opened = Some(Opening {
            on: date("2013-12-01"),
            text: at("9f2c".to_owned()),
        });
        check_file(
            &later,
            &[
                "text-changed-after-opening: the digest in `opened` is not one that `open` writes (`2-` and 72 \
                 hexadecimal digits, or 64 digits in earlier files)",
            ],
        );
    }
}
