//! Explanations of what can be wrong with the fields of a file. The reader of the files reports
//! these findings; there is no check here.

use super::Explanation;
use crate::wording::Wording;

pub(super) const UNKNOWN_FIELD: Explanation = Explanation {
    title: Wording::fixed(
        "a field that the format does not have",
        "kenttä, jota tiedostomuodossa ei ole",
    ),
    meaning: Wording::fixed(
        "The name of the field is misspelt, or the field stands in the wrong place.",
        "Kentän nimessä on kirjoitusvirhe, tai kenttä on väärässä paikassa.",
    ),
    reason: Wording::fixed(
        "A fact under a name that nobody reads would be lost without a sound.",
        "Väärän nimen alla oleva tieto jäisi huomaamatta käyttämättä.",
    ),
    before: concat!(
        "signatories:\n",
        "  - organisation: lappia\n",
        "    name: Lappia\n",
        "    region: [Länsi]",
    ),
    after: concat!(
        "signatories:\n",
        "  - organisation: lappia\n",
        "    name: Lappia\n",
        "    regions: [Länsi]",
    ),
};

pub(super) const MISSING_FIELD: Explanation = Explanation {
    title: Wording::fixed("a required field is missing", "pakollinen kenttä puuttuu"),
    meaning: Wording::fixed(
        "An agreement needs an id, a title and a term; each entry of a list has required fields \
         of its own, and a text by languages needs the Finnish one.",
        "Sopimuksella on oltava tunnus, nimi ja sopimuskausi. Myös luetteloiden \
         merkinnöissä on pakollisia kenttiä, ja monikielisessä tekstissä on oltava suomenkielinen muoto.",
    ),
    reason: Wording::fixed(
        "Without it no status can be told and no document can be written.",
        "Ilman sitä sopimuksen tilaa ei voi päätellä eikä asiakirjaa laatia.",
    ),
    before: concat!("signatories:\n", "  - organisation: lappia\n", "    name: Lappia",),
    after: concat!(
        "signatories:\n",
        "  - organisation: lappia\n",
        "    name: Lappia\n",
        "    regions: [Länsi]",
    ),
};

pub(super) const DUPLICATE_FIELD: Explanation = Explanation {
    title: Wording::fixed("a field stands twice", "sama kenttä on kahdesti"),
    meaning: Wording::fixed(
        "The same field is given more than once in one place.",
        "Sama kenttä on annettu samassa kohdassa useammin kuin kerran.",
    ),
    reason: Wording::fixed(
        "It cannot be told which of the two values holds.",
        "Ei voi tietää, kumpi arvoista on voimassa.",
    ),
    before: concat!("signed: 2014-01-20\n", "signed: 2014-02-03",),
    after: "signed: 2014-01-20",
};

pub(super) const WRONG_TYPE: Explanation = Explanation {
    title: Wording::fixed("a value of the wrong kind", "väärän tyyppinen arvo"),
    meaning: Wording::fixed(
        "A list stands where one value is expected, a text where fields are, or a word where a number is.",
        "Yhden arvon paikalla on luettelo, kenttien paikalla tekstiä tai luvun paikalla sana.",
    ),
    reason: Wording::fixed(
        "The program does not guess what was meant; a guess could change what the agreement says.",
        "Ohjelma ei arvaa, mitä on tarkoitettu. Arvaus voisi muuttaa sopimuksen sisältöä.",
    ),
    before: "supersedes: lapin-tno-2012",
    after: "supersedes: [lapin-tno-2012]",
};

pub(super) const UNKNOWN_VALUE: Explanation = Explanation {
    title: Wording::fixed(
        "a value that the field does not know",
        "arvo, jota kenttä ei tunne",
    ),
    meaning: Wording::fixed(
        "The field takes one of a fixed set of words, and this is none of them.",
        "Kentän arvo valitaan kiinteästä luettelosta, eikä tämä arvo ole siinä.",
    ),
    reason: Wording::fixed(
        "Lists and statistics group by these words; a word of one's own would be in none of the groups.",
        "Luettelot ja tilastot ryhmitellään näiden arvojen mukaan. Oma sana jäisi kaikkien ryhmien \
         ulkopuolelle.",
    ),
    before: "kind: school",
    after: "kind: education",
};
