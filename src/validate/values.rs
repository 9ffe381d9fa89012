//! Explanations of what can be wrong with single values. The reader of the files reports these
//! findings; there is no check here.

use super::Explanation;
use crate::wording::Wording;

pub(super) const INVALID_ID: Explanation = Explanation {
    title: Wording::fixed("an id of a wrong shape", "tunnus on väärän muotoinen"),
    meaning: Wording::fixed(
        "An id has lower-case letters a–z, digits and single hyphens between them, at most 64 characters.",
        "Tunnuksessa on pieniä kirjaimia a–z, numeroita ja niiden välissä yksittäisiä yhdysviivoja, yhteensä \
         enintään 64 merkkiä.",
    ),
    reason: Wording::fixed(
        "Ids become file names, addresses and references, which must work everywhere in the same way.",
        "Tunnuksista tulee tiedostonnimiä, osoitteita ja viittauksia, joiden on toimittava kaikkialla \
         samalla tavalla.",
    ),
    before: "organisation: Lapin_ELY",
    after: "organisation: lapin-ely",
};

pub(super) const ID_NOT_FILE_NAME: Explanation = Explanation {
    title: Wording::fixed(
        "the id is not the name of the file",
        "tunnus ei ole sama kuin tiedoston nimi",
    ),
    meaning: Wording::fixed(
        "The `id` of an agreement is the name of its file without the ending.",
        "Sopimuksen `id` on sen tiedoston nimi ilman päätettä.",
    ),
    reason: Wording::fixed(
        "Who reads a reference such as `supersedes` finds the file without searching, and a copied file does \
         not pass for the agreement that it was copied from.",
        "Kun tunnus ja nimi ovat samat, viittauksesta löytää tiedoston suoraan, eikä kopioitua tiedostoa \
         luulla alkuperäiseksi sopimukseksi.",
    ),
    before: concat!("# agreements/lapin-tno-2017.yaml\n", "id: lapin-tno-2014",),
    after: concat!("# agreements/lapin-tno-2017.yaml\n", "id: lapin-tno-2017",),
};

pub(super) const INVALID_DATE: Explanation = Explanation {
    title: Wording::fixed("a date that cannot be read", "päivämäärää ei voi lukea"),
    meaning: Wording::fixed(
        "A date is a year, a month or a day: `2014`, `2014-01` or `2014-01-15`. This one has another shape, \
         or the calendar has no such day.",
        "Päivämäärä on vuosi, kuukausi tai päivä: `2014`, `2014-01` tai `2014-01-15`. Tämä on kirjoitettu \
         toisin, tai kalenterissa ei ole tällaista päivää.",
    ),
    reason: Wording::fixed(
        "Every status and every deadline is computed from the dates.",
        "Kaikki tilat ja määräajat lasketaan päivämääristä.",
    ),
    before: "signed: 30.3.2017",
    after: "signed: 2017-03-30",
};

pub(super) const UNKNOWN_REGION: Explanation = Explanation {
    title: Wording::fixed(
        "a region that the network does not have",
        "alue, jota verkostossa ei ole",
    ),
    meaning: Wording::fixed(
        "The regions are Länsi, Itä, Keski, Tunturi and Saamelaisalue, written in this way; `all` means the \
         whole province.",
        "Alueet ovat Länsi, Itä, Keski, Tunturi ja Saamelaisalue, näin kirjoitettuina. `all` tarkoittaa koko \
         maakuntaa.",
    ),
    reason: Wording::fixed(
        "Signatories and groups are listed and counted by region.",
        "Allekirjoittajat ja ryhmät luetteloidaan ja lasketaan alueittain.",
    ),
    before: "regions: [Länsi-Lappi]",
    after: "regions: [Länsi]",
};

pub(super) const INVALID_BUSINESS_ID: Explanation = Explanation {
    title: Wording::fixed("a business id that does not exist", "Y-tunnus on virheellinen"),
    meaning: Wording::fixed(
        "A Finnish business id is seven digits, a hyphen and a check digit that follows from the seven.",
        "Y-tunnuksessa on seitsemän numeroa, yhdysviiva ja tarkistusnumero, joka lasketaan muista \
         numeroista.",
    ),
    reason: Wording::fixed(
        "A wrong digit points at another organisation, or at none.",
        "Yksikin väärä numero viittaa toiseen organisaatioon tai ei mihinkään.",
    ),
    before: "business_id: 22969621",
    after: "business_id: 2296962-1",
};

pub(super) const INVALID_EMAIL: Explanation = Explanation {
    title: Wording::fixed("not an e-mail address", "virheellinen sähköpostiosoite"),
    meaning: Wording::fixed(
        "The text does not have the shape of one e-mail address.",
        "Teksti ei ole yksittäinen sähköpostiosoite.",
    ),
    reason: Wording::fixed(
        "Letters to the signatories are addressed with it.",
        "Allekirjoittajille lähetettävät kirjeet osoitetaan tähän osoitteeseen.",
    ),
    before: "contact: { role: TNO-koordinaattori, email: tno(at)example.fi }",
    after: "contact: { role: TNO-koordinaattori, email: tno@example.fi }",
};

pub(super) const UNKNOWN_MUNICIPALITY: Explanation = Explanation {
    title: Wording::fixed(
        "a municipality that Lapland does not have",
        "kunta, jota Lapissa ei ole",
    ),
    meaning: Wording::fixed(
        "The name is not one of Lapland's 21 municipalities in its Finnish form.",
        "Nimi ei ole minkään Lapin 21 kunnan suomenkielinen nimi.",
    ),
    reason: Wording::fixed(
        "The municipality puts a signatory on the network map.",
        "Kunnan perusteella allekirjoittaja sijoitetaan verkoston kartalle.",
    ),
    before: "municipality: Rovaniemen kaupunki",
    after: "municipality: Rovaniemi",
};

pub(super) const PLACEHOLDER: Explanation = Explanation {
    title: Wording::fixed(
        "an example of `kumppani init` that was not replaced",
        "komennon `kumppani init` esimerkki, jota ei ole korvattu",
    ),
    meaning: Wording::fixed(
        "The field still has the value that `kumppani init` writes to show what belongs there.",
        "Kentässä on yhä arvo, jonka `kumppani init` kirjoittaa näyttämään, mitä siihen kuuluu.",
    ),
    reason: Wording::fixed(
        "An example must not reach a partner. Until it is replaced, `open` and `remind` refuse the agreement, \
         and `document`, `calendar` and `site` write no file. A value that happens to be right is accepted \
         with a waiver.",
        "Esimerkki ei saa päätyä kumppaneille. Ennen sen korvaamista `open` ja `remind` hylkäävät sopimuksen, \
         eivätkä `document`, `calendar` ja `site` kirjoita tiedostoja. Arvo, joka sattuu olemaan oikea, \
         kuitataan perusteluineen.",
    ),
    before: "purpose: Kirjoita tähän, mitä varten sopimus on.",
    after: "purpose: Sovitaan aikuisten tieto-, neuvonta- ja ohjauspalveluista Lapissa.",
};
