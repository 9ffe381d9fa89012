//! The text that was frozen when signing began must not change afterwards.

use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, FrozenText, Opening, Section};
use crate::wording;
use crate::wording::Wording;

/// The length of a digest: eight hexadecimal digits for each section.
const DIGEST_LENGTH: usize = Section::ALL.len() * 8;

pub(super) fn check_frozen_text(agreement: &Agreement, findings: &mut Findings) {
    let Some(opening) = &agreement.opened else { return };
    if !is_digest(&opening.text.value) {
        findings.push(misshapen(agreement, opening));
        return;
    }
    for section in FrozenText::of(agreement).changed_since(&opening.text.value) {
        let fields = match section {
            Section::Term => &["term.starts", "term.ends", "in_force_when"][..],
            other => &[other.code()],
        };
        if agreement.gaps.touch(fields) {
            continue;
        }
        findings.push(changed(agreement, opening, section));
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == DIGEST_LENGTH && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn misshapen(agreement: &Agreement, opening: &Opening) -> Diagnostic {
    let id = &agreement.id.value;
    let message = wording!(
        en: "the digest in `opened` is not one that `open` writes ({DIGEST_LENGTH} hexadecimal digits)",
        fi: "kentän `opened` tiiviste ei ole komennon `open` kirjoittama ({DIGEST_LENGTH} \
             heksadesimaalinumeroa)"
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

/// At the section's key, or at the opening's date when the section is no longer there.
fn changed(agreement: &Agreement, opening: &Opening, section: Section) -> Diagnostic {
    let key = section.code();
    let label = section.label();
    let message = wording!(
        en: "the frozen text has changed since signing began ({day}): {label}",
        fi: "jäädytetty teksti on muuttunut allekirjoittamisen alettua ({day}): {label}",
        day = opening.on.value, label
    );
    let opened = Place::new(&agreement.file, opening.on.span);
    let at = agreement.sections.iter().find(|at| at.value == section);
    let Some(at) = at else {
        let help = wording!(
            en: "restore the section `{key}` as it was on that day",
            fi: "palauta osio `{key}` sellaiseksi kuin se oli tuona päivänä"
        );
        return Diagnostic::new(Code::TextChangedAfterOpening, opened, message).with_help(help);
    };
    let place = Place::new(&agreement.file, at.span);
    Diagnostic::new(Code::TextChangedAfterOpening, place, message)
        .with_related(
            opened,
            Wording::fixed("signing began here", "allekirjoittaminen alkoi tästä"),
        )
        .with_help(change_help(agreement))
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
    use crate::model::LocalText;
    use crate::validate::fixture::{agreement, at, check_file, date, draft, duty, text};
    use crate::validate::{check_agreement, fixture};
    use crate::wording::Lang;

    fn opened(mut agreement: Agreement) -> Agreement {
        let digest = FrozenText::of(&agreement).digest();
        agreement.opened = Some(Opening {
            on: date("2013-12-01"),
            text: at(digest),
        });
        agreement
    }

    #[test]
    fn what_came_later_is_no_change_of_the_text() {
        let mut later = opened(agreement("tno"));
        later.groups[0].dissolved = Some(date("2016"));
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
        let expected = [changed("groups"), changed("purpose"), changed("title")];
        check_file(&later, &expected.each_ref().map(String::as_str));
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
                "text-changed-after-opening: the digest in `opened` is not one that `open` writes (64 \
                 hexadecimal digits)",
            ],
        );
    }
}
