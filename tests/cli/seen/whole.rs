//! A registry that uses the whole format of the files; its values are easily distinguished.

use serde_json::{Value, json};

use super::LANGS;

/// A text in every language.
fn spoken(text: &str) -> Value {
    let texts = LANGS.map(|lang| (lang.to_owned(), json!(format!("{text} kielellä {lang}"))));
    Value::Object(texts.into_iter().collect())
}

/// Signed by everybody, extended twice, ended by notice.
pub(crate) fn ended() -> Value {
    json!({
        "id": "koko-2014",
        "title": spoken("Sopimuksen nimi"),
        "record": "LAP/417/2013",
        "purpose": spoken("Tarkoitus"),
        "supersedes": ["koko-2009"],
        "part_of": "koko-2020",
        "term": {
            "starts": "2014-01-07",
            "ends": "2016-12-31",
            "notice": "5 weeks to the end of a month",
            "continues": { "by": "9 months", "unless_notice": "17 days" },
            "extended": [
                { "until": "2017-06-30", "decided": "2016-05-10", "decision": "Päätös ensimmäinen" },
                { "until": "2018-01-31", "decided": "2017-02", "decision": "Päätös toinen" },
            ],
        },
        "in_force_when": { "signed_at_least": 2 },
        "opened": { "on": "2013-10-02", "text": "" },
        "approved": [
            {
                "organisation": "kunta",
                "on": "2013-09-11",
                "decision": "Hyväksyntä § 12",
                "text": "2-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567",
            },
        ],
        "corrections": [
            {
                "on": "2014-01-21",
                "what": "signatories.opisto.signed",
                "was": "2013-10-31",
                "is": "2013-11-06 kirjattuna",
                "because": "Päivä luettiin väärin",
            },
        ],
        "sign_by": "2013-11-28",
        "terminated": { "on": "2017-11-30", "reason": "Yhteistyö siirtyi muualle" },
        "declared_signatories": 83,
        "strategies": [{ "name": spoken("Strategia"), "ends": "2021" }],
        "themes": [{ "id": "painopiste-a", "name": spoken("Painopiste") }],
        "products": [{ "id": "tuote-a", "name": spoken("Palvelutuote") }],
        "cooperation": [["Keski", "Tunturi"]],
        "provisions": [
            { "id": "ehto-a", "heading": spoken("Ehdon otsikko"), "text": spoken("Ehdon teksti") },
            { "heading": "Toisen ehdon otsikko", "text": "Pelkkä ehto" },
        ],
        "groups": [group()],
        "signatories": signatories(),
        "events": [
            {
                "id": "tapahtuman-tunnus",
                "date": "2014-05-13",
                "title": spoken("Tapahtuma kaikille"),
                "place": "Sompion talo",
                "kind": "workshop",
                "public": true,
            },
            {
                "date": "2014-06-14",
                "ends": "2014-06-16",
                "time": "10:15",
                "title": spoken("Tapahtuma verkostolle"),
                "kind": "training",
                "group": "ryhma-a",
                "attended": ["opisto", "viraston-toimisto"],
                "minutes": "muistio.txt",
            },
            { "date": "2014-07-02", "title": "Peruuntunut", "kind": "workshop", "cancelled": true },
        ],
        "documents": [
            {
                "file": "koko-2014/alkuperainen.pdf",
                "title": spoken("Asiakirjan nimi"),
                "kind": "signed-original",
                "on": "2013-11-29",
                "of": "opisto",
                "sha256": "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
                "public": true,
            },
            {
                "file": "muistio.txt",
                "title": "Pelkkä muistio",
                "kind": "minutes",
                "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            },
        ],
        "source": "Lähteenä vanha mappi",
        "waivers": [
            { "code": "count-differs", "reason": "Luettelo on vajaa" },
            { "code": "overlap", "reason": "Alasopimus" },
        ],
    })
}

/// With duties of every kind.
fn group() -> Value {
    json!({
        "id": "ryhma-a",
        "name": spoken("Ensimmäinen ryhmä"),
        "regions": ["Keski", "Tunturi"],
        "chair": [
            "opisto",
            {
                "organisation": "opisto",
                "from": "2014-02-03",
                "until": "2015-03-04",
                "in_place_of": "kunta",
                "representative": "apulaisrehtori",
                "substitute": "apulaisrehtorin sijainen",
            },
        ],
        "members": [
            "opisto",
            {
                "organisation": "kunta",
                "from": "2014-03-05",
                "until": "2016-04-06",
                "in_place_of": "yhdistys",
                "representative": "sivistysjohtaja",
                "substitute": "sivistysjohtajan sijainen",
            },
            "yhdistys",
            "viraston-toimisto",
        ],
        "roles": [{
            "role": "kirjuri",
            "organisation": "yhdistys",
            "from": "2014-05-07",
            "until": "2016-06-08",
            "in_place_of": "kunta",
            "representative": "toiminnanjohtaja",
            "substitute": "toiminnanjohtajan sijainen",
        }],
        "dissolved": "2017-04-09",
        "duties": [
            {
                "id": "tehtava-a",
                "text": spoken("Toistuva tehtävä"),
                "responsible": ["opisto", "kunta"],
                "theme": "painopiste-a",
                "product": "tuote-a",
                "every": "half-year",
                "meeting": true,
            },
            {
                "id": "tehtava-b",
                "text": spoken("Kertatehtävä"),
                "responsible": ["kunta"],
                "theme": "painopiste-a",
                "product": "tuote-a",
                "due": "2015-08-21",
            },
            "Tehtävä ilman muuta tietoa.",
        ],
    })
}

/// One in every state.
fn signatories() -> Value {
    json!([
        {
            "organisation": "opisto",
            "name": "Opisto vanhalla nimellä",
            "business_id": "2109309-0",
            "kind": "education",
            "municipality": "Kemi",
            "regions": "all",
            "covers": ["Kemin toimipiste", "Simon toimipiste"],
            "signed": "2013-11-05",
            "signed_by": "kehitysrehtori",
            "decision": "Hallitus § 17",
            "record": "KEMI/98/2013",
            "contact": {
                "role": "Opintotoimisto",
                "email": "opisto@example.fi",
                "phone": "040 111 2222",
                "name": "Esimerkki Opistolainen",
                "public": false,
            },
        },
        {
            "organisation": "kunta",
            "name": "Kunta",
            "kind": "municipality",
            "regions": ["Itä"],
            "joined": "2015-03-04",
            "signed": "2015-03-06",
            "withdrawn": { "notice": "2015-06-07", "effective": "2015-09-08" },
            "contact": { "role": "Kirjaamo", "email": "kunta@example.fi", "public": true },
        },
        {
            "organisation": "yhdistys",
            "name": "Yhdistys",
            "kind": "association",
            "regions": ["Länsi"],
            "declined": "2013-12-03",
        },
        {
            "organisation": "viraston-toimisto",
            "name": "Viraston toimisto",
            "kind": "state-authority",
            "regions": ["Saamelaisalue"],
            "signed": "2013-11",
        },
    ])
}

/// Without an end, and with the plain ways to write a text.
pub(crate) fn open_ended() -> Value {
    json!({
        "id": "koko-2020",
        "title": "Pelkkä nimi",
        "purpose": "Pelkkä tarkoitus",
        "term": { "starts": "2010-02-08", "ends": "open-ended", "review_months": 11, "notice_months": 7 },
        "in_force_when": "all-signed",
        "strategies": [{ "name": "Pelkkä strategia" }],
        "themes": [{ "id": "painopiste-b", "name": "Pelkkä painopiste" }],
        "products": [{ "id": "tuote-b", "name": "Pelkkä tuote" }],
        "groups": [{
            "id": "ryhma-b",
            "name": "Pelkkä ryhmä",
            "regions": "all",
            "chair": {
                "organisation": "opisto",
                "from": "2010-05-09",
                "until": "2011-06-10",
                "in_place_of": "opisto",
                "representative": "vararehtori",
                "substitute": "vararehtorin sijainen",
            },
            "members": ["opisto"],
            "duties": [{ "text": "Pelkkä tehtävä" }],
        }, {
            "id": "ryhma-c",
            "name": "Toinen pelkkä ryhmä",
            "regions": "all",
            "chair": "opisto",
            "members": ["opisto"],
            "duties": ["Toinen pelkkä tehtävä"],
        }],
        "signatories": [{
            "organisation": "opisto",
            "name": "Opisto",
            "kind": "guidance-centre",
            "regions": ["Länsi"],
            "signed": "2010-03-09",
        }],
        "events": [{ "date": "2010-04", "title": "Pelkkä tapahtuma", "kind": "review" }],
    })
}

pub(crate) fn organisations() -> Value {
    json!({ "organisations": [
        {
            "id": "opisto",
            "name": "Opisto",
            "former_names": [
                { "name": "Opisto vanhalla nimellä", "until": "2016-07-31" },
                { "name": "Opisto toisella nimellä", "until": "2017" },
            ],
            "ceased": "2019-10-12",
            "successors": [
                { "organisation": "uusi-opisto", "scope": "opetus" },
                { "organisation": "kunta", "scope": "neuvonta" },
            ],
        },
        { "id": "kunta", "name": "Kunta" },
        { "id": "uusi-opisto", "name": "Uusi opisto" },
    ] })
}
