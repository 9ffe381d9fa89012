//! What the findings on the dates of one signatory mean; the rules are those of `truth.rs`.

use super::Explanation;
use crate::wording::Wording;

pub(super) const SIGNED_AFTER_END: Explanation = Explanation {
    title: Wording::fixed(
        "signed after the agreement had ended",
        "allekirjoitettu sopimuksen päättymisen jälkeen",
    ),
    meaning: Wording::fixed(
        "A signature is dated after the last day of the term with its extensions, or after the agreement was \
         terminated.",
        "Allekirjoitus on päivätty sopimuskauden ja sen jatkopäätösten viimeisen päivän tai sopimuksen \
         irtisanomisen jälkeen.",
    ),
    reason: Wording::fixed(
        "Such a signature binds nobody. Most often the year is a slip, or an extension is not on record.",
        "Tällainen allekirjoitus ei sido ketään. Useimmiten vuosiluvussa on virhe tai jatkopäätös on \
         kirjaamatta.",
    ),
    before: concat!(
        "term: { starts: 2014, ends: 2017-12-31 }\n",
        "# …\n",
        "signed: 2041-01-20",
    ),
    after: concat!(
        "term: { starts: 2014, ends: 2017-12-31 }\n",
        "# …\n",
        "signed: 2014-01-20",
    ),
};

pub(super) const SIGNED_AFTER_WITHDRAWAL: Explanation = Explanation {
    title: Wording::fixed(
        "signed after notice of withdrawal",
        "allekirjoitettu irtisanoutumisen jälkeen",
    ),
    meaning: Wording::fixed(
        "The signature is dated after the day on which the organisation gave notice of withdrawal.",
        "Allekirjoitus on päivätty myöhemmäksi kuin organisaation irtisanoutumisilmoitus.",
    ),
    reason: Wording::fixed(
        "Only who has signed can withdraw. An organisation that changed its mind and came back is no longer \
         withdrawn.",
        "Vain allekirjoittanut voi irtisanoutua. Mielensä muuttanut ja takaisin tullut organisaatio ei ole \
         enää irtisanoutunut.",
    ),
    before: concat!(
        "signed: 2016-01-20\n",
        "withdrawn: { notice: 2015-06-01, effective: 2015-09-01 }",
    ),
    after: concat!(
        "signed: 2014-01-20\n",
        "withdrawn: { notice: 2015-06-01, effective: 2015-09-01 }",
    ),
};

pub(super) const ACCESSION_BEFORE_START: Explanation = Explanation {
    title: Wording::fixed(
        "joined before the term started",
        "liittynyt ennen sopimuskauden alkua",
    ),
    meaning: Wording::fixed(
        "`joined` is for organisations that accede during the term, but its date lies before the start.",
        "Kenttä `joined` on kesken kauden liittyville organisaatioille, mutta päivämäärä on ennen kauden \
         alkua.",
    ),
    reason: Wording::fixed(
        "Those who join later are not waited for when the agreement enters into force; this one would be \
         left out by mistake.",
        "Myöhemmin liittyviä ei odoteta, kun sopimus tulee voimaan. Tämä organisaatio jäisi erehdyksessä \
         pois.",
    ),
    before: concat!(
        "term: { starts: 2014-01, ends: 2017-12-31 }\n",
        "# …\n",
        "joined: 2013-11-20\n",
        "signed: 2013-11-20",
    ),
    after: concat!(
        "term: { starts: 2014-01, ends: 2017-12-31 }\n",
        "# …\n",
        "signed: 2013-11-20",
    ),
};

pub(super) const SIGNED_BEFORE_JOINING: Explanation = Explanation {
    title: Wording::fixed("signed before it joined", "allekirjoitettu ennen liittymistä"),
    meaning: Wording::fixed(
        "The signature is dated before the day on which the organisation joined.",
        "Allekirjoitus on päivätty aikaisemmaksi kuin organisaation liittyminen.",
    ),
    reason: Wording::fixed(
        "The signature does not count before that day. Most often `joined` is the day of registration and \
         the organisation is in from the beginning.",
        "Allekirjoitusta ei lasketa ennen liittymistä. Useimmiten `joined` on kirjaamispäivä ja organisaatio \
         on mukana alusta asti.",
    ),
    before: concat!("joined: 2016-02-01\n", "signed: 2014-01-20",),
    after: "signed: 2014-01-20",
};

pub(super) const ACCESSION_BEFORE_ENTRY: Explanation = Explanation {
    title: Wording::fixed(
        "joined an agreement that was not in force",
        "liittynyt sopimukseen, joka ei ollut voimassa",
    ),
    meaning: Wording::fixed(
        "`joined` is for organisations that accede to an agreement in force. This agreement has not entered \
         into force, or it did so on the date of `joined` or later.",
        "Kenttä `joined` on organisaatioille, jotka liittyvät voimassa olevaan sopimukseen. Tämä sopimus ei \
         ole tullut voimaan, tai se tuli voimaan kentän `joined` päivänä tai sen jälkeen.",
    ),
    reason: Wording::fixed(
        "Those who join later are not waited for, so the agreement may enter into force without the \
         signature of an organisation that is in from the beginning.",
        "Myöhemmin liittyviä ei odoteta, joten sopimus voi tulla voimaan ilman alusta asti mukana olevan \
         organisaation allekirjoitusta.",
    ),
    before: concat!(
        "in_force_when: all-signed\n",
        "# …\n",
        "- { organisation: ely, name: ELY-keskus, kind: state-authority, regions: all }\n",
        "- { organisation: redu, name: REDU, kind: education, regions: all, joined: 2014-01-20 }",
    ),
    after: concat!(
        "in_force_when: all-signed\n",
        "# …\n",
        "- { organisation: ely, name: ELY-keskus, kind: state-authority, regions: all }\n",
        "- { organisation: redu, name: REDU, kind: education, regions: all }",
    ),
};

pub(super) const SIGNED_AFTER_CEASING: Explanation = Explanation {
    title: Wording::fixed(
        "signed after the organisation had ceased",
        "allekirjoitettu organisaation lakkaamisen jälkeen",
    ),
    meaning: Wording::fixed(
        "A signature or an accession is dated after the last day of the organisation in organisations.yaml.",
        "Allekirjoitus tai liittyminen on päivätty organisaation viimeisen päivän jälkeen (organisations.yaml).",
    ),
    reason: Wording::fixed(
        "An organisation that no longer exists cannot bind itself. Most often its successor signed.",
        "Lakannut organisaatio ei voi sitoutua. Useimmiten allekirjoittaja on sen seuraaja.",
    ),
    before: concat!(
        "# organisations.yaml: ita-lapin-ammattiopisto, ceased: 2014-12-31\n",
        "- { organisation: ita-lapin-ammattiopisto, name: Itä-Lapin ammattiopisto, signed: 2015-02-03 }",
    ),
    after: concat!(
        "# organisations.yaml: ita-lapin-ammattiopisto, ceased: 2014-12-31\n",
        "- { organisation: ita-lapin-ammattiopisto, name: Itä-Lapin ammattiopisto, signed: 2014-02-03 }",
    ),
};

#[cfg(test)]
mod tests {
    use crate::model::{Agreement, Extension, Termination, Withdrawal};
    use crate::validate::fixture::{agreement, check_file_on, date};

    /// When everything that these files tell has come about.
    fn check_late(agreement: &Agreement, expected: &[&str]) {
        check_file_on(agreement, "2019-01-01", expected);
    }

    #[test]
    fn nobody_signs_after_the_end() {
        let mut late = agreement("tno");
        late.signatories[1].signed = Some(date("2018-02-01"));
        let expected =
            "signed-after-end: Lappia signed (2018-02-01) after the agreement had ended (2017-12-31)";
        check_late(&late, &[expected]);
        let extension = Extension {
            until: date("2018"),
            decided: None,
            decision: None,
        };
        late.term.extensions.push(extension);
        check_late(&late, &[]);
    }

    #[test]
    fn nobody_signs_after_the_termination() {
        let mut late = agreement("tno");
        late.terminated = Some(Termination {
            on: date("2016"),
            reason: None,
        });
        late.signatories[1].signed = Some(date("2016-05"));
        check_late(&late, &[]);
        late.signatories[1].signed = Some(date("2017"));
        check_late(
            &late,
            &["signed-after-end: Lappia signed (2017) after the agreement had ended (2016)"],
        );
    }

    #[test]
    fn nobody_signs_after_notice_of_withdrawal() {
        let mut left = agreement("tno");
        left.signatories[0].withdrawn = Some(Withdrawal {
            notice: date("2014"),
            effective: date("2015-09-01"),
        });
        check_late(&left, &[]);
        left.signatories[0].signed = Some(date("2015-01-01"));
        check_late(
            &left,
            &[
                "signed-after-withdrawal: Lapin ELY-keskus signed (2015-01-01) after it had given notice of \
                 withdrawal (2014)",
            ],
        );
    }

    #[test]
    fn an_accession_follows_the_start() {
        let mut joined = agreement("tno");
        joined.signatories[0].joined = Some(date("2014-01"));
        check_late(&joined, &[]);
        joined.signatories[0].joined = Some(date("2013-11-20"));
        check_late(
            &joined,
            &[
                "accession-before-start: Lapin ELY-keskus joined (2013-11-20) before the term started \
                 (2014-01)",
            ],
        );
    }
}
