//! What the findings on a date by itself mean: held against the day, the opening and the term. The rules are
//! those of `truth.rs`.

use super::Explanation;
use crate::wording::Wording;

pub(super) const FUTURE_DATE: Explanation = Explanation {
    title: Wording::fixed(
        "a fact of a day that is still to come",
        "tapahtuman päivä on vasta edessä",
    ),
    meaning: Wording::fixed(
        "A signature, a refusal, an accession, a notice of withdrawal or the decision of an extension is \
         dated after today, or a former name ends then. The start, an end, the opening and a termination may \
         be known beforehand.",
        "Allekirjoitus, kieltäytyminen, liittyminen, irtisanoutumisilmoitus, jatkopäätöksen tekeminen tai \
         entisen nimen viimeinen päivä on päivätty tulevaisuuteen. Alku, päättyminen, avaaminen ja irtisanominen voidaan tietää ennalta.",
    ),
    reason: Wording::fixed(
        "A fact is recorded once it has happened. Most often the year is a slip, and until then the fact \
         does not count.",
        "Tieto kirjataan, kun asia on tapahtunut. Useimmiten vuosiluvussa on virhe, ja siihen asti tietoa ei \
         oteta huomioon.",
    ),
    before: "signed: 2041-01-20",
    after: "signed: 2014-01-20",
};

pub(super) const IMPLAUSIBLE_DATE: Explanation = Explanation {
    title: Wording::fixed(
        "a date long before the term",
        "päivä on kauan ennen sopimuskautta",
    ),
    meaning: Wording::fixed(
        "A signature, a decision, the opening or another fact is dated more than five years before the term \
         starts.",
        "Allekirjoitus, päätös, avaaminen tai muu tieto on päivätty yli viisi vuotta ennen sopimuskauden \
         alkua.",
    ),
    reason: Wording::fixed(
        "No text is signed that long before it takes effect: a digit of the year is a slip.",
        "Mitään tekstiä ei allekirjoiteta niin kauan ennen voimaantuloa: vuosiluvussa on virhe.",
    ),
    before: concat!(
        "term: { starts: 2025-01-01, ends: open-ended }\n",
        "# …\n",
        "signed: 1924-12-10",
    ),
    after: concat!(
        "term: { starts: 2025-01-01, ends: open-ended }\n",
        "# …\n",
        "signed: 2024-12-10",
    ),
};

pub(super) const DATED_BEFORE_OPENING: Explanation = Explanation {
    title: Wording::fixed(
        "signed or decided before signing began",
        "allekirjoitettu tai päätetty ennen allekirjoittamisen alkamista",
    ),
    meaning: Wording::fixed(
        "A signature or the decision of an extension is dated before the day in `opened`.",
        "Allekirjoitus tai jatkopäätöksen tekeminen on päivätty ennen kentän `opened` päivää.",
    ),
    reason: Wording::fixed(
        "The text was frozen on that day. What was signed before may have been another text.",
        "Teksti jäädytettiin silloin. Aiemmin allekirjoitettu teksti on voinut olla toinen.",
    ),
    before: concat!(
        "opened: { on: 2013-12-01, text: 9f2c… }\n",
        "# …\n",
        "signed: 2013-11-20",
    ),
    after: concat!(
        "opened: { on: 2013-12-01, text: 9f2c… }\n",
        "# …\n",
        "signed: 2013-12-20",
    ),
};

pub(super) const DATED_AFTER_END: Explanation = Explanation {
    title: Wording::fixed(
        "a fact after the agreement had ended",
        "tapahtuma sopimuksen päättymisen jälkeen",
    ),
    meaning: Wording::fixed(
        "An accession, a refusal, a notice of withdrawal, the opening, the termination or the decision of an \
         extension is dated after the end of the term or after the termination, or a signature on the day of \
         the termination.",
        "Liittyminen, kieltäytyminen, irtisanoutumisilmoitus, avaaminen, irtisanominen tai jatkopäätöksen \
         tekeminen on päivätty sopimuskauden päättymisen tai irtisanomisen jälkeen, tai allekirjoitus \
         irtisanomispäivälle.",
    ),
    reason: Wording::fixed(
        "An agreement that is over cannot be joined, left, extended or terminated. Most often a year is a \
         slip, or an extension is not on record.",
        "Päättyneeseen sopimukseen ei voi liittyä eikä siitä voi lähteä, eikä sitä voi jatkaa tai irtisanoa. \
         Useimmiten vuosiluvussa on virhe tai jatkopäätös on kirjaamatta.",
    ),
    before: concat!(
        "term:\n",
        "  starts: 2014\n",
        "  ends: 2017-12-31\n",
        "  extended:\n",
        "    - { until: 2018-12-31, decided: 2018-11-02 }",
    ),
    after: concat!(
        "term:\n",
        "  starts: 2014\n",
        "  ends: 2017-12-31\n",
        "  extended:\n",
        "    - { until: 2018-12-31, decided: 2017-11-02 }",
    ),
};
