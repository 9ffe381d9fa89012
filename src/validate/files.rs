//! Explanations of what can be wrong with a file or its text as a whole. The reader of the files
//! reports these findings; there is no check here.

use super::Explanation;
use crate::wording::Wording;

pub(super) const SYNTAX: Explanation = Explanation {
    title: Wording::fixed("the file is no valid YAML", "tiedosto ei ole kelvollista YAMLia"),
    meaning: Wording::fixed(
        "The text cannot be taken apart into fields: an indentation, a quotation mark, a bracket or a colon \
         stands in the wrong place. Tabs are not allowed as indentation.",
        "Tekstiä ei voi jakaa kentiksi: sisennys, lainausmerkki, sulku tai kaksoispiste on väärässä \
         paikassa. Sisennyksessä ei saa käyttää sarkaimia.",
    ),
    reason: Wording::fixed(
        "Nothing of the file can be trusted until it can be read; its last good version stays in use.",
        "Tiedostosta ei voi luottaa mihinkään, ennen kuin se on luettavissa. Siihen asti käytössä on \
         viimeisin kelvollinen versio.",
    ),
    before: "title: Sopimus: Lapin TNO-palvelut",
    after: "title: \"Sopimus: Lapin TNO-palvelut\"",
};

pub(super) const MERGE_CONFLICT: Explanation = Explanation {
    title: Wording::fixed(
        "the file has an unresolved merge conflict",
        "tiedostossa on ratkaisematon yhdistämisristiriita",
    ),
    meaning: Wording::fixed(
        "Git could not merge two changes of the same lines: it left both sides in the file, between the \
         markers `<<<<<<<`, `=======` and `>>>>>>>`.",
        "Git ei pystynyt yhdistämään samoihin riveihin tehtyjä muutoksia. Se jätti tiedostoon molemmat \
         puolet merkkien `<<<<<<<`, `=======` ja `>>>>>>>` väliin.",
    ),
    reason: Wording::fixed(
        "Only a person can decide which side is right. Until then the last good version stays in use.",
        "Vain ihminen voi päättää, kumpi puoli on oikea. Siihen asti käytössä on viimeisin kelvollinen \
         versio.",
    ),
    before: concat!(
        "<<<<<<< HEAD\n",
        "title: Lapin TNO-palvelut\n",
        "=======\n",
        "title: Lapin ohjauspalvelut\n",
        ">>>>>>> nimi",
    ),
    after: "title: Lapin ohjauspalvelut",
};

pub(super) const UNSUPPORTED_YAML: Explanation = Explanation {
    title: Wording::fixed(
        "the file uses a part of YAML that the registry does not read",
        "tiedostossa on YAML-rakenne, jota rekisteri ei lue",
    ),
    meaning: Wording::fixed(
        "Anchors, aliases, merge keys, tags and a second document in one file are refused, and so is a \
         nesting deeper than 16.",
        "Ankkureita, viittauksia, yhdistämisavaimia, tageja ja toista dokumenttia samassa tiedostossa ei \
         hyväksytä, eikä yli 16 tason sisäkkäisyyttä.",
    ),
    reason: Wording::fixed(
        "An agreement is read by people and by programs: every line means what it says where it stands.",
        "Sopimusta lukevat sekä ihmiset että ohjelmat. Jokainen rivi tarkoittaa sitä, mitä siinä lukee.",
    ),
    before: concat!(
        "signatories:\n",
        "  - organisation: lappia\n",
        "    contact: &tno { email: tno@example.fi }\n",
        "  - organisation: redu\n",
        "    contact: *tno",
    ),
    after: concat!(
        "signatories:\n",
        "  - organisation: lappia\n",
        "    contact: { email: tno@example.fi }\n",
        "  - organisation: redu\n",
        "    contact: { email: tno@example.fi }",
    ),
};

pub(super) const INVALID_TEXT: Explanation = Explanation {
    title: Wording::fixed(
        "a text is empty or holds characters that cannot be shown",
        "teksti on tyhjä tai siinä on merkkejä, joita ei voi näyttää",
    ),
    meaning: Wording::fixed(
        "A text has no letter in it, or it holds a control character or a character that turns the direction \
         of writing.",
        "Tekstissä ei ole yhtään kirjainta, tai siinä on ohjausmerkki tai kirjoitussuuntaa kääntävä merkki.",
    ),
    reason: Wording::fixed(
        "Such characters come along when text is copied. They can make a document show something else than \
         the file says.",
        "Tällaisia merkkejä kulkeutuu tekstiin kopioitaessa. Niiden vuoksi asiakirja voi näyttää muuta kuin \
         tiedostossa lukee.",
    ),
    before: "title: \"Lapin \\u202Eiksumipos\"",
    after: "title: Lapin sopimus",
};

pub(super) const NON_NFC_TEXT: Explanation = Explanation {
    title: Wording::fixed(
        "a text spells its letters in two parts",
        "tekstin kirjaimia on kirjoitettu kahdessa osassa",
    ),
    meaning: Wording::fixed(
        "A letter such as ä is written as a followed by a loose dieresis, and not as one character (Unicode \
         NFC).",
        "Esimerkiksi ä on kirjoitettu a-kirjaimena ja erillisenä treemana eikä yhtenä merkkinä (Unicode \
         NFC).",
    ),
    reason: Wording::fixed(
        "The two spellings look the same, but many programs take them for different texts in a search or a \
         comparison.",
        "Kirjoitustavat näyttävät samalta, mutta monet ohjelmat pitävät niitä haussa ja vertailussa eri \
         teksteinä.",
    ),
    before: "name: Ita\u{308}-Lapin ammattiopisto  # a, U+0308",
    after: "name: Itä-Lapin ammattiopisto  # U+00E4",
};

pub(super) const INVISIBLE_CHARACTER: Explanation = Explanation {
    title: Wording::fixed(
        "a name or a comment has characters that cannot be seen",
        "nimessä tai kommentissa on merkkejä, joita ei näe",
    ),
    meaning: Wording::fixed(
        "A name contains a character without ink, such as a zero-width space or a soft hyphen, or a comment \
         contains one that turns the direction of writing. What emoji and scripts such as Persian need is not \
         reported. Names are read without such characters.",
        "Nimessä on merkki, joka ei näy, esimerkiksi nollalevyinen välilyönti tai tavuvihje, tai kommentissa on \
         kirjoitussuuntaa kääntävä merkki. Emojien ja esimerkiksi persian kirjoituksen tarvitsemista merkeistä ei \
         huomauteta. Nimet luetaan ilman näitä merkkejä.",
    ),
    reason: Wording::fixed(
        "Two names that look the same are different to other programs, and a comment can show something else than \
         the file says.",
        "Samannäköiset nimet ovat muille ohjelmille eri nimiä, ja kommentti voi näyttää muuta kuin tiedostossa \
         lukee.",
    ),
    before: "name: Ammattiopisto Lap\u{AD}pia  # U+00AD between the letters p",
    after: "name: Ammattiopisto Lappia",
};

pub(super) const RESERVED_FILE_NAME: Explanation = Explanation {
    title: Wording::fixed(
        "a file or a folder has a name that Windows cannot have",
        "tiedostolla tai kansiolla on nimi, jota Windowsissa ei voi olla",
    ),
    meaning: Wording::fixed(
        "Windows keeps the names con, prn, aux, nul, com0–com9 and lpt0–lpt9 for devices, with any ending, and no \
         name there ends in a dot or a space.",
        "Windows varaa nimet con, prn, aux, nul, com0–com9 ja lpt0–lpt9 laitteille, päätteestä riippumatta, eikä \
         nimi voi päättyä siellä pisteeseen tai välilyöntiin.",
    ),
    reason: Wording::fixed(
        "Whoever works with the registry on Windows cannot get the file, and often not the folder either.",
        "Rekisteriä Windowsissa käyttävä ei saa tiedostoa eikä useinkaan koko kansiota.",
    ),
    before: "# agreements/aux.yaml\nid: aux",
    after: "# agreements/aux-2014.yaml\nid: aux-2014",
};

pub(super) const FILE_TOO_LARGE: Explanation = Explanation {
    title: Wording::fixed("the file is above 4 MiB", "tiedosto on suurempi kuin 4 MiB"),
    meaning: Wording::fixed(
        "A file of the registry may have at most 4 MiB, and at most 100 000 fields and entries of lists; this \
         one is not read.",
        "Rekisterin tiedoston koko saa olla enintään 4 MiB, ja siinä saa olla enintään 100 000 kenttää ja \
         luettelon kohtaa. Tätä tiedostoa ei lueta.",
    ),
    reason: Wording::fixed(
        "An agreement with hundreds of signatories takes a tenth of that. What is larger is most likely \
         another kind of file under the name of an agreement.",
        "Satojen allekirjoittajien sopimuskin vie tästä vain kymmenesosan. Suurempi tiedosto on \
         todennäköisesti jotakin muuta kuin sopimus.",
    ),
    before: concat!("# agreements/lapin-tno-2014.yaml, 5 MiB\n", "source: …",),
    after: concat!(
        "# agreements/lapin-tno-2014.yaml, 40 KiB\n",
        "source: Ohjausryhmän pöytäkirjat 2013–2014",
    ),
};

pub(super) const NOT_UTF8: Explanation = Explanation {
    title: Wording::fixed(
        "the file is not written in UTF-8",
        "tiedostoa ei ole tallennettu UTF-8-muodossa",
    ),
    meaning: Wording::fixed(
        "Some bytes of the file are no UTF-8, most often because it was saved in an older encoding (Latin-1, \
         Windows-1252).",
        "Osa tiedoston tavuista ei ole UTF-8:aa. Tavallisin syy on, että tiedosto on tallennettu vanhemmalla \
         merkistöllä (Latin-1, Windows-1252).",
    ),
    reason: Wording::fixed(
        "Without a known encoding å, ä, ö and the Sámi letters would turn into other characters.",
        "Jos merkistöä ei tunneta, å, ä, ö ja saamen kirjaimet muuttuvat toisiksi merkeiksi.",
    ),
    before: "title: L\u{fffd}nsi-Lapin sopimus  # Latin-1",
    after: "title: Länsi-Lapin sopimus  # UTF-8",
};

pub(super) const UNREADABLE_FILE: Explanation = Explanation {
    title: Wording::fixed("the file cannot be read", "tiedostoa ei voi lukea"),
    meaning: Wording::fixed(
        "The file is there, but the operating system did not hand it out: the permission is missing, or the \
         disk or the network failed.",
        "Tiedosto on olemassa, mutta käyttöjärjestelmä ei anna lukea sitä: lukuoikeus puuttuu, tai levyssä \
         tai verkossa on vika.",
    ),
    reason: Wording::fixed(
        "The agreement in it is not known to be well formed; its last good version stays in use.",
        "Tiedostossa olevaa sopimusta ei voi tarkastaa. Siihen asti käytössä on viimeisin kelvollinen \
         versio.",
    ),
    before: concat!(
        "# -rw------- root  agreements/lapin-tno-2014.yaml\n",
        "id: lapin-tno-2014",
    ),
    after: concat!(
        "# -rw-r--r-- root  agreements/lapin-tno-2014.yaml\n",
        "id: lapin-tno-2014",
    ),
};

pub(super) const SKIPPED_FILE: Explanation = Explanation {
    title: Wording::fixed(
        "something in the folder of agreements is passed over",
        "sopimuskansiossa on jotakin, mikä ohitetaan",
    ),
    meaning: Wording::fixed(
        "What stands under the name of an agreement is no regular file, or it lies where the registry does \
         not look.",
        "Sopimuksen nimellä oleva kohde ei ole tavallinen tiedosto, tai se on paikassa, josta rekisteri ei \
         lue.",
    ),
    reason: Wording::fixed(
        "Whoever put it there may believe that it counts as an agreement.",
        "Sen tallentaja saattaa luulla, että se on mukana rekisterissä.",
    ),
    before: concat!(
        "# agreements/lapin-tno-2014.yaml/\n",
        "# agreements/lapin-tno-2014.yaml/sopimus.txt",
    ),
    after: concat!("# agreements/lapin-tno-2014.yaml\n", "id: lapin-tno-2014",),
};
