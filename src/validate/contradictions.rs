//! What it means that facts of one signatory exclude each other: refusal, signature, accession, withdrawal.
//! The rules are those of `truth.rs`.

use super::Explanation;
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

#[cfg(test)]
mod tests {
    use crate::model::{Agreement, Withdrawal};
    use crate::validate::fixture::{agreement, check_file_on, date};

    /// When everything that these files tell has come about.
    fn check_late(agreement: &Agreement, expected: &[&str]) {
        check_file_on(agreement, "2019-01-01", expected);
    }

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
        check_late(
            &both,
            &[
                "contradictory-signatory: Lapin ELY-keskus has declined (2014-02-01) and also signed \
                 (2014-01)",
            ],
        );
        both.signatories[0].signed = None;
        check_late(&both, &[]);
        both.signatories[0].joined = Some(date("2015-03-01"));
        check_late(
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
        check_late(
            &left,
            &[
                "contradictory-signatory: the withdrawal of Lapin ELY-keskus takes effect (2015-05) before \
                 its notice (2015-06-01)",
            ],
        );
        left.signatories[0].withdrawn = Some(withdrawal("2015-06-01", "2015-06"));
        check_late(&left, &[]);
        left.signatories[0].signed = None;
        check_late(
            &left,
            &["contradictory-signatory: Lapin ELY-keskus has withdrawn (2015-06-01) without having signed"],
        );
    }
}
