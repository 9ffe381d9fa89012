//! The shape of an agreement's file.

use super::{Field, Shape, optional, required};
use crate::model::{EventKind, OrganisationKind, Recurrence};

/// An agreement's file.
pub(in crate::source) const AGREEMENT: &[Field] = &[
    required(
        "id",
        Shape::Id,
        "The agreement's id; the same as the file's name without its ending.",
        "Sopimuksen tunnus; sama kuin tiedoston nimi ilman päätettä.",
    ),
    required(
        "title",
        Shape::LocalText,
        "What the agreement is called.",
        "Sopimuksen nimi.",
    ),
    optional(
        "purpose",
        Shape::LocalText,
        "What the agreement is for.",
        "Sopimuksen tarkoitus.",
    ),
    optional(
        "supersedes",
        Shape::List(&Shape::Id),
        "The agreements that this one replaces once it is in force.",
        "Sopimukset, jotka tämä korvaa tullessaan voimaan.",
    ),
    optional(
        "part_of",
        Shape::Id,
        "The main agreement of a sub-agreement.",
        "Pääsopimus, johon alasopimus kuuluu.",
    ),
    required(
        "term",
        Shape::Fields(TERM),
        "The period of validity.",
        "Sopimuskausi.",
    ),
    optional(
        "in_force_when",
        Shape::EntryRule,
        "What must be so before the agreement enters into force: start-date, all-signed or { signed_at_least: 20 }.",
        "Milloin sopimus tulee voimaan: start-date, all-signed tai { signed_at_least: 20 }.",
    ),
    optional(
        "opened",
        Shape::Fields(OPENED),
        "Written by `kumppani open`: when signing began, and a digest of the frozen text.",
        "Komennon `kumppani open` kirjaama: milloin allekirjoittaminen alkoi, ja jäädytetyn tekstin tiiviste.",
    ),
    optional(
        "terminated",
        Shape::Fields(TERMINATED),
        "The end of the agreement by notice.",
        "Sopimuksen irtisanominen.",
    ),
    optional(
        "declared_signatories",
        Shape::Count,
        "How many signatories there should be; validation compares it with the list.",
        "Montako allekirjoittajaa on ilmoitettu; tarkistus vertaa lukua luetteloon.",
    ),
    optional(
        "strategies",
        Shape::List(&Shape::Fields(STRATEGY)),
        "The strategies that the agreement commits its signatories to.",
        "Strategiat, joihin allekirjoittajat sitoutuvat.",
    ),
    optional(
        "themes",
        Shape::List(&Shape::Fields(NAMED)),
        "Strategic focus areas that duties can carry.",
        "Painopisteet, joihin tehtävät voivat liittyä.",
    ),
    optional(
        "products",
        Shape::List(&Shape::Fields(NAMED)),
        "Service products whose use and development the agreement covers.",
        "Palvelutuotteet, joiden käytöstä ja kehittämisestä sovitaan.",
    ),
    optional(
        "cooperation",
        Shape::List(&Shape::List(&Shape::Region)),
        "Areas that work jointly; they stay separate areas.",
        "Alueet, jotka toimivat yhdessä; ne pysyvät eri alueina.",
    ),
    optional(
        "groups",
        Shape::List(&Shape::Fields(GROUP)),
        "The groups of the network with their duties, in the order of the annex.",
        "Verkoston ryhmät tehtävineen, liitteen järjestyksessä.",
    ),
    optional(
        "signatories",
        Shape::List(&Shape::Fields(SIGNATORY)),
        "The signing organisations.",
        "Allekirjoittavat organisaatiot.",
    ),
    optional(
        "events",
        Shape::List(&Shape::Fields(EVENT)),
        "The network's calendar.",
        "Verkoston kalenteri.",
    ),
    optional(
        "source",
        Shape::Text,
        "Where these facts come from. The public website tells it, too.",
        "Mistä tiedot ovat peräisin. Näkyy myös julkisella verkkosivustolla.",
    ),
    optional(
        "waivers",
        Shape::List(&Shape::Fields(WAIVER)),
        "Warnings that are accepted, each with a reason.",
        "Hyväksytyt varoitukset perusteluineen.",
    ),
];

const TERM: &[Field] = &[
    required(
        "starts",
        Shape::Date,
        "The start: a year, a month or a day, whatever is known.",
        "Alku: vuosi, kuukausi tai päivä sen mukaan, mitä tiedetään.",
    ),
    required(
        "ends",
        Shape::Ending,
        "The end, or the word open-ended.",
        "Päättyminen tai sana open-ended (voimassa toistaiseksi).",
    ),
    optional(
        "notice_months",
        Shape::Count,
        "How long before the end a decision is due, in months.",
        "Montako kuukautta ennen päättymistä on päätettävä jatkosta.",
    ),
    optional(
        "review_months",
        Shape::Count,
        "How often an open-ended agreement is looked at, in months.",
        "Kuinka monen kuukauden välein toistaiseksi voimassa olevaa sopimusta tarkastellaan.",
    ),
    optional(
        "extended",
        Shape::List(&Shape::Fields(EXTENSION)),
        "Extensions, each with its decision.",
        "Jatkamiset, kukin päätöksineen.",
    ),
];

const EXTENSION: &[Field] = &[
    required("until", Shape::Date, "The new end.", "Uusi päättymispäivä."),
    optional(
        "decided",
        Shape::Date,
        "When it was decided.",
        "Milloin jatkamisesta päätettiin.",
    ),
    optional(
        "decision",
        Shape::Text,
        "The decision's name in the records.",
        "Päätöksen tunniste.",
    ),
];

const OPENED: &[Field] = &[
    required(
        "on",
        Shape::Date,
        "When signing began.",
        "Milloin allekirjoittaminen alkoi.",
    ),
    required(
        "text",
        Shape::Text,
        "A digest of the text that was frozen then.",
        "Silloin jäädytetyn tekstin tiiviste.",
    ),
];

const TERMINATED: &[Field] = &[
    required(
        "on",
        Shape::Date,
        "From when the agreement binds nobody.",
        "Mistä päivästä alkaen sopimus ei ole voimassa.",
    ),
    optional("reason", Shape::Text, "Why.", "Syy."),
];

const STRATEGY: &[Field] = &[
    required(
        "name",
        Shape::LocalText,
        "The strategy's name.",
        "Strategian nimi.",
    ),
    optional(
        "ends",
        Shape::Date,
        "Until when it reaches.",
        "Mihin asti strategia ulottuu.",
    ),
];

const NAMED: &[Field] = &[
    required(
        "id",
        Shape::Id,
        "The id by which duties name it.",
        "Tunnus, jolla tehtävät viittaavat tähän.",
    ),
    required("name", Shape::LocalText, "Its name.", "Nimi."),
];

const GROUP: &[Field] = &[
    required(
        "id",
        Shape::Id,
        "The group's id, unique in the file.",
        "Ryhmän tunnus, yksikäsitteinen tiedostossa.",
    ),
    required("name", Shape::LocalText, "The group's name.", "Ryhmän nimi."),
    optional(
        "regions",
        Shape::Regions,
        "The areas that it works for: all, or a list.",
        "Alueet, joilla ryhmä toimii: all tai luettelo.",
    ),
    optional(
        "chair",
        Shape::Id,
        "The organisation that leads it.",
        "Puheenjohtajana toimiva organisaatio.",
    ),
    optional(
        "members",
        Shape::List(&Shape::Id),
        "The organisations in it.",
        "Jäsenorganisaatiot.",
    ),
    optional(
        "dissolved",
        Shape::Date,
        "When it ceased to work.",
        "Milloin ryhmä lakkautettiin.",
    ),
    optional(
        "duties",
        Shape::List(&Shape::TextOrFields(DUTY)),
        "Its duties, in the order in which the annex prints them.",
        "Ryhmän tehtävät siinä järjestyksessä, jossa liite ne luettelee.",
    ),
];

const DUTY: &[Field] = &[
    optional(
        "id",
        Shape::Id,
        "Keeps the duty recognisable when its text changes.",
        "Pysyvä tunnus, jolla tehtävä tunnistetaan, vaikka sanamuoto muuttuu.",
    ),
    required("text", Shape::LocalText, "What is promised.", "Mitä on luvattu."),
    optional(
        "responsible",
        Shape::List(&Shape::Id),
        "The organisations that answer for it; when left out, the whole group.",
        "Vastuutahot; jos puuttuu, vastuussa on koko ryhmä.",
    ),
    optional("theme", Shape::Id, "The focus area.", "Painopiste."),
    optional("product", Shape::Id, "The service product.", "Palvelutuote."),
    optional(
        "every",
        Shape::Choice(recurrences),
        "How often it comes round.",
        "Kuinka usein tehtävä toistuu.",
    ),
    optional(
        "due",
        Shape::Date,
        "By when it is to be done, in place of `every`.",
        "Mihin mennessä tehtävä tehdään, kentän `every` sijasta.",
    ),
];

const SIGNATORY: &[Field] = &[
    required(
        "organisation",
        Shape::Id,
        "The organisation's id, the same in every agreement.",
        "Organisaation tunnus, sama kaikissa sopimuksissa.",
    ),
    required(
        "name",
        Shape::Text,
        "The name as signed.",
        "Nimi sellaisena kuin se oli allekirjoitettaessa.",
    ),
    optional(
        "business_id",
        Shape::BusinessId,
        "The business id; one id can cover many units.",
        "Y-tunnus; sama tunnus voi kattaa monta yksikköä.",
    ),
    required(
        "kind",
        Shape::Choice(kinds),
        "What the organisation is.",
        "Minkä lajinen organisaatio on.",
    ),
    optional(
        "municipality",
        Shape::Municipality,
        "The municipality in which it is.",
        "Kotikunta.",
    ),
    required(
        "regions",
        Shape::Regions,
        "The areas that it signs for: all, or a list.",
        "Alueet, joita allekirjoitus koskee: all tai luettelo.",
    ),
    optional(
        "covers",
        Shape::List(&Shape::Text),
        "Units that this signature also binds.",
        "Yksiköt, joita sama allekirjoitus sitoo.",
    ),
    optional(
        "signed",
        Shape::Date,
        "When it signed; left out while it has not.",
        "Milloin allekirjoitettu; jätetään pois, kun allekirjoitus puuttuu.",
    ),
    optional(
        "signed_by",
        Shape::Text,
        "The signer's position, not a person's name.",
        "Allekirjoittajan asema, ei henkilön nimi.",
    ),
    optional(
        "decision",
        Shape::Text,
        "The organisation's own decision.",
        "Organisaation oma päätös.",
    ),
    optional(
        "joined",
        Shape::Date,
        "When it joined during the term.",
        "Milloin liittynyt kesken sopimuskauden.",
    ),
    optional(
        "declined",
        Shape::Date,
        "When it declined to sign.",
        "Milloin kieltäytynyt allekirjoittamasta.",
    ),
    optional(
        "withdrawn",
        Shape::Fields(WITHDRAWN),
        "Its notice of withdrawal; the entry stays in the file.",
        "Irtisanoutuminen; merkintä jää tiedostoon.",
    ),
    optional(
        "contact",
        Shape::Fields(CONTACT),
        "How it is reached.",
        "Yhteystaho.",
    ),
];

const WITHDRAWN: &[Field] = &[
    required(
        "notice",
        Shape::Date,
        "When notice was given.",
        "Milloin irtisanoutumisesta ilmoitettiin.",
    ),
    required(
        "effective",
        Shape::Date,
        "From when it is no longer bound.",
        "Mistä päivästä alkaen sopimus ei enää sido.",
    ),
];

const CONTACT: &[Field] = &[
    optional(
        "role",
        Shape::Text,
        "A position, not a person.",
        "Tehtävä, ei henkilö.",
    ),
    optional(
        "email",
        Shape::Email,
        "An address, preferably a shared mailbox.",
        "Sähköpostiosoite, mieluiten yhteinen postilaatikko.",
    ),
    optional("phone", Shape::Text, "A telephone number.", "Puhelinnumero."),
    optional(
        "name",
        Shape::Text,
        "A person's name, only where it is needed.",
        "Henkilön nimi vain, jos se on tarpeen.",
    ),
    optional(
        "public",
        Shape::Flag,
        "Whether the contact may be published; false when left out.",
        "Saako yhteystiedon julkaista; ellei mainita, ei saa.",
    ),
];

const EVENT: &[Field] = &[
    optional(
        "id",
        Shape::Id,
        "Keeps the event recognisable in calendars when it is moved.",
        "Pysyvä tunnus, jolla kalenterit tunnistavat tapahtuman, vaikka se siirtyy.",
    ),
    required("date", Shape::Date, "When it is.", "Ajankohta."),
    required(
        "title",
        Shape::LocalText,
        "What it is called.",
        "Tapahtuman nimi.",
    ),
    optional("place", Shape::Text, "Where it is.", "Paikka."),
    required(
        "kind",
        Shape::Choice(event_kinds),
        "What it is.",
        "Tapahtuman laji.",
    ),
    optional(
        "public",
        Shape::Flag,
        "Whether everyone may see it; false when left out.",
        "Onko tapahtuma julkinen; ellei mainita, ei ole.",
    ),
];

const WAIVER: &[Field] = &[
    required(
        "code",
        Shape::Text,
        "The code of the warning.",
        "Varoituksen koodi.",
    ),
    required(
        "reason",
        Shape::Text,
        "Why it is accepted.",
        "Miksi varoitus hyväksytään.",
    ),
];

/// `signed_at_least`, the one field of an entry rule that is a mapping.
pub(in crate::source) const ENTRY_RULE: &[Field] = &[required(
    "signed_at_least",
    Shape::Count,
    "At least so many have signed.",
    "Vähintään näin moni on allekirjoittanut.",
)];

fn kinds() -> Vec<&'static str> {
    OrganisationKind::ALL.map(OrganisationKind::code).to_vec()
}

fn event_kinds() -> Vec<&'static str> {
    EventKind::ALL.map(EventKind::code).to_vec()
}

fn recurrences() -> Vec<&'static str> {
    Recurrence::ALL.map(Recurrence::code).to_vec()
}
