//! Facts of one signatory that exclude each other: refusal, signature, accession, withdrawal.

use super::Explanation;
use super::phrases;
use super::signatures::certainly_after;
use crate::diagnostic::{At, Code, Diagnostic, Findings, Place, Span};
use crate::model::{Agreement, PartialDate, Signatory, Withdrawal};
use crate::wording;
use crate::wording::Wording;

pub(super) const CONTRADICTORY_SIGNATORY: Explanation = Explanation {
    title: Wording::fixed(
        "facts of a signatory that exclude each other",
        "allekirjoittajan tiedot ovat ristiriidassa keskenään",
    ),
    meaning: Wording::fixed(
        "An organisation has declined and also signed, joined or withdrawn; or it has withdrawn without \
         having signed; or its withdrawal takes effect before the notice.",
        "Organisaatio on kieltäytynyt ja kuitenkin myös allekirjoittanut, liittynyt tai irtisanoutunut, tai \
         se on irtisanoutunut allekirjoittamatta, tai irtisanoutuminen tulee voimaan ennen ilmoitusta.",
    ),
    reason: Wording::fixed(
        "The program cannot tell whether the organisation is bound, and so could not count the signatures.",
        "Ohjelma ei voi päätellä, sitooko sopimus organisaatiota, eikä siksi voi laskea allekirjoituksia.",
    ),
    before: concat!("declined: 2014-02-01\n", "signed: 2014-05-20",),
    after: "signed: 2014-05-20",
};

/// At most one contradiction is told of each signatory: the others go with it.
pub(super) fn check_contradictions(agreement: &Agreement, findings: &mut Findings) {
    for signatory in &agreement.signatories {
        let finding = declined_and_more(agreement, signatory)
            .or_else(|| withdrawn_unsigned(agreement, signatory))
            .or_else(|| withdrawn_before_notice(agreement, signatory));
        if let Some(finding) = finding {
            findings.push(finding);
        }
    }
}

fn contradiction(agreement: &Agreement, span: Span, message: Wording, help: Wording) -> Diagnostic {
    let place = Place::new(&agreement.file, span);
    Diagnostic::new(Code::ContradictorySignatory, place, message).with_help(help)
}

fn declined_and_more(agreement: &Agreement, signatory: &Signatory) -> Option<Diagnostic> {
    let declined = signatory.declined.as_ref()?;
    let date_of = |field: &Option<At<PartialDate>>| field.clone();
    let signed = date_of(&signatory.signed).map(|at| (at, "signed", "allekirjoittanut"));
    let joined = || date_of(&signatory.joined).map(|at| (at, "joined", "liittynyt"));
    let notice = || {
        signatory
            .withdrawn
            .as_ref()
            .map(|withdrawal| withdrawal.notice.clone())
    };
    let withdrawn = || notice().map(|at| (at, "withdrawn", "irtisanoutunut"));
    let (other, verb, verb_fi) = signed.or_else(joined).or_else(withdrawn)?;
    let name = &signatory.name.value;
    let (refused, refused_fi) = phrases::date(declined.value);
    let (day, day_fi) = phrases::date(other.value);
    let message = wording!(
        en: "{name} has declined ({refused}) and also {verb} ({day})",
        fi: "{name} on kieltäytynyt ({refused_fi}) mutta myös {verb_fi} ({day_fi})"
    );
    let help = Wording::fixed(
        "keep the fact that holds; an organisation that changed its mind has only its last answer",
        "jätä voimaan se, mikä pitää paikkansa; mielensä muuttaneesta kirjataan vain viimeisin kanta",
    );
    let label = wording!(en: "{verb} here", fi: "tämän mukaan {verb_fi}");
    let finding = contradiction(agreement, declined.span, message, help);
    Some(finding.with_related(Place::new(&agreement.file, other.span), label))
}

fn withdrawn_unsigned(agreement: &Agreement, signatory: &Signatory) -> Option<Diagnostic> {
    let withdrawn = signatory
        .withdrawn
        .as_ref()
        .filter(|_| signatory.signed.is_none())?;
    let name = &signatory.name.value;
    let (notice, notice_fi) = phrases::date(withdrawn.notice.value);
    let message = wording!(
        en: "{name} has withdrawn ({notice}) without having signed",
        fi: "{name} on irtisanoutunut ({notice_fi}), vaikka ei ole allekirjoittanut"
    );
    let help = Wording::fixed(
        "record the signature, of which the year is enough, or write `declined` in place of `withdrawn`",
        "kirjaa allekirjoitus (pelkkä vuosikin riittää), tai vaihda `withdrawn` kentäksi `declined`",
    );
    Some(contradiction(agreement, withdrawn.notice.span, message, help))
}

fn withdrawn_before_notice(agreement: &Agreement, signatory: &Signatory) -> Option<Diagnostic> {
    let Withdrawal { notice, effective } = signatory.withdrawn.as_ref()?;
    if !certainly_after(notice.value, effective.value) {
        return None;
    }
    let name = &signatory.name.value;
    let (given, given_fi) = phrases::date(notice.value);
    let (left, left_fi) = phrases::date(effective.value);
    let message = wording!(
        en: "the withdrawal of {name} takes effect ({left}) before its notice ({given})",
        fi: "{name}: irtisanoutuminen tulee voimaan ({left_fi}) ennen ilmoitusta ({given_fi})"
    );
    let help = Wording::fixed(
        "correct `notice` or `effective`; perhaps the two are exchanged",
        "korjaa `notice` tai `effective`; ne ovat ehkä vaihtuneet keskenään",
    );
    Some(
        contradiction(agreement, effective.span, message, help).with_related(
            Place::new(&agreement.file, notice.span),
            Wording::fixed("notice was given here", "irtisanoutumisilmoitus"),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::fixture::{agreement, check_file, date};

    fn withdrawal(notice: &str, effective: &str) -> Withdrawal {
        Withdrawal {
            notice: date(notice),
            effective: date(effective),
        }
    }

    #[test]
    fn who_declined_has_no_other_fact() {
        let mut both = agreement("tno");
        both.signatories[0].declined = Some(date("2014-02-01"));
        check_file(
            &both,
            &[
                "contradictory-signatory: Lapin ELY-keskus has declined (2014-02-01) and also signed \
                 (2014-01)",
            ],
        );
        both.signatories[0].signed = None;
        check_file(&both, &[]);
        both.signatories[0].joined = Some(date("2015-03-01"));
        check_file(
            &both,
            &[
                "contradictory-signatory: Lapin ELY-keskus has declined (2014-02-01) and also joined \
                 (2015-03-01)",
            ],
        );
    }

    #[test]
    fn a_withdrawal_follows_a_signature_and_its_notice() {
        let mut left = agreement("tno");
        left.signatories[0].withdrawn = Some(withdrawal("2015-06-01", "2015-05"));
        check_file(
            &left,
            &[
                "contradictory-signatory: the withdrawal of Lapin ELY-keskus takes effect (2015-05) before \
                 its notice (2015-06-01)",
            ],
        );
        left.signatories[0].withdrawn = Some(withdrawal("2015-06-01", "2015-06"));
        check_file(&left, &[]);
        left.signatories[0].signed = None;
        check_file(
            &left,
            &["contradictory-signatory: Lapin ELY-keskus has withdrawn (2015-06-01) without having signed"],
        );
    }
}
