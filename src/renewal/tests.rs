//! Drafts as whole files, and what is refused.

use super::*;
use crate::source::testing::{day, id, registry};

const ORGANISATIONS: &str = "
organisations:
  - { id: itala, name: Itä-Lapin ammattiopisto, ceased: 2014-12-31, successors: [{ organisation: kuntayhtyma, scope: koko toiminta }] }
  - { id: kuntayhtyma, name: \"Koulutuskuntayhtymä: Rovaniemi\" }
  - { id: te, name: TE-palvelut, ceased: 2017-12-31, successors: [{ organisation: a, scope: palvelut }, { organisation: ely }] }
";

const AGREEMENT: &str = r#"
title: { fi: Kumppanuussopimus 2014–2017, sv: Partnerskapsavtal 2014–2017 }
purpose: >-
  Sopijapuolet toteuttavat aikuisten tieto-, neuvonta- ja ohjauspalvelut verkostona ja kehittävät niitä yhdessä
  kaikilla viidellä alueella.
term: { starts: 2014-01, ends: 2016-12-31, notice_months: 3, extended: [{ until: 2017-12-31 }] }
opened: { on: 2013-12-01, text: abc }
declared_signatories: 5
strategies: [{ name: Menestyjäksi Lapissa, ends: 2020 }, { name: { fi: Aikuiskoulutus, en: Adult education }, ends: 2019 }]
themes: [{ id: asiakas, name: Asiakaslähtöiset palvelut }]
products: [{ id: kohtaava, name: { fi: Kohtaava, en: Meeting } }]
cooperation: [[Keski, Tunturi]]
groups:
  - id: elo
    name: ELO
    regions: all
    chair: lahtija
    members: [ely, itala, lahtija]
    duties:
      - Kokoaa tietoa.
      - { id: seuraa, text: "Seuraa: alueittain", responsible: [itala], theme: asiakas, every: year, meeting: true }
      - { id: visiitti, text: Järjestää käynnin., responsible: [lahtija], product: kohtaava, due: 2014-10-06 }
      - { text: { fi: Neuvoo., se: Rávve. } }
  - { id: vanha, name: Vanha ryhmä, regions: [Länsi], dissolved: 2015, duties: [Yksi.] }
signatories:
  - { organisation: ely, name: Lapin ELY-keskus, business_id: 2296962-1, kind: state-authority, municipality: Rovaniemi,
      regions: all, signed: 2014-01-20, signed_by: johtaja, decision: "§ 12",
      contact: { role: "TNO, koordinaattori", email: tno@example.fi, phone: "+358 40 000 0000", public: true } }
  - { organisation: itala, name: Itä-Lapin ammattiopisto, kind: education, regions: [Itä], covers: [Kemijärvi, "Salla, keskus"], signed: 2014 }
  - { organisation: te, name: TE-palvelut, kind: employment-services, regions: all, signed: 2014 }
  - { organisation: lahtija, name: Lähtijä, kind: other, regions: [Keski], signed: 2014, withdrawn: { notice: 2016, effective: 2017 } }
  - { organisation: kieltaytyja, name: Kieltäytyjä, kind: other, regions: [Länsi], declined: 2014-02 }
events: [{ date: 2014-10-06, title: Käynti, kind: review }]
source: Vanha lähde.
waivers: [{ code: missing-contact, reason: Ei tiedossa. }]
"#;

fn plan(
    agreements: &[(&str, &str)],
    ids: &[&str],
    wanted: &RenewalWanted,
) -> Result<RenewalPlan, RenewalRefusal> {
    let ids: Vec<AgreementId> = ids.iter().map(|name| id(name)).collect();
    plan_renewal(
        &registry(agreements, ORGANISATIONS),
        &ids,
        wanted,
        day("2017-06-01"),
    )
}

fn in_lang(lang: Lang) -> RenewalWanted {
    RenewalWanted {
        lang,
        ..RenewalWanted::default()
    }
}

#[test]
fn a_draft_carries_everything_but_what_happened_since() {
    let plan =
        plan(&[("tno-2014", AGREEMENT)], &["tno-2014"], &in_lang(Lang::Fi)).expect("it can be renewed");
    assert_eq!(plan.file.as_str(), "agreements/tno-2018.yaml");
    insta::assert_snapshot!(plan.text, @r#"
    # yaml-language-server: $schema=../schema/agreement.schema.json
    #
    # Luonnos perustuu sopimukseen tno-2014 (`kumppani renew`). Kukaan ei ole allekirjoittanut sitä.
    #
    # Päätettävää:
    # - kuka on ryhmän `elo` puheenjohtaja? `lahtija` ei ole enää allekirjoittaja
    # - kuka vastaa ryhmän `elo` tehtävästä, jonka vastuutaho on jäänyt pois: ”Järjestää käynnin.”
    # - strategia ”Aikuiskoulutus” päättyy (2019) ennen uuden sopimuskauden loppua: mikä strategia seuraa sitä?
    # - TE-palvelut (`te`): seuraajia on useita, mitkä niistä allekirjoittavat? (a, ely)
    # - kuka vastaa ryhmän ”ELO” tehtävästä, jonka vastuutaho on lakannut: ”Seuraa: alueittain”
    # - tehtävän määräaika (6.10.2014) on ennen uutta sopimuskautta: poistetaanko se vai muutetaanko päivää?
    #   ”Järjestää käynnin.”
    #
    # Pois jätetty:
    # - Lähtijä: irtisanoutuminen, voimaan 2017
    # - Kieltäytyjä: kieltäytyi allekirjoittamasta (2/2014)
    # - Vanha ryhmä: ryhmä on lakkautettu (2015), samoin sen tehtävät (1)

    id: tno-2018
    title:
      fi: Kumppanuussopimus 2018–2020
      sv: Partnerskapsavtal 2018–2020
    purpose: >-
      Sopijapuolet toteuttavat aikuisten tieto-, neuvonta- ja ohjauspalvelut verkostona ja kehittävät niitä
      yhdessä kaikilla viidellä alueella.
    supersedes: [tno-2014]

    term:
      starts: 2018-01-01
      ends: 2020-12-31
      notice_months: 3
    # Ehtoon start-date riittää yksi allekirjoitus; muut ehdot: all-signed, { signed_at_least: 20 }
    in_force_when: start-date

    strategies:
      - name: Menestyjäksi Lapissa
        ends: 2020
      - name:
          fi: Aikuiskoulutus
          en: Adult education
        ends: 2019

    themes:
      - id: asiakas
        name: Asiakaslähtöiset palvelut

    products:
      - id: kohtaava
        name:
          fi: Kohtaava
          en: Meeting

    cooperation:
      - [Keski, Tunturi]

    groups:
      - id: elo
        name: ELO
        regions: all
        members: [ely, itala]
        duties:
          - Kokoaa tietoa.
          - id: seuraa
            text: "Seuraa: alueittain"
            responsible: [itala]
            theme: asiakas
            every: year
            meeting: true
          - id: visiitti
            text: Järjestää käynnin.
            product: kohtaava
            due: 2014-10-06
          - text:
              fi: Neuvoo.
              se: Rávve.

    signatories:
      - organisation: ely
        name: Lapin ELY-keskus
        business_id: 2296962-1
        kind: state-authority
        municipality: Rovaniemi
        regions: all
        contact: { role: "TNO, koordinaattori", email: tno@example.fi, phone: "+358 40 000 0000", public: true }
      # Itä-Lapin ammattiopisto on lakannut (31.12.2014); seuraaja: Koulutuskuntayhtymä: Rovaniemi (kuntayhtyma)
      #   – koko toiminta
      # ehdotus; poista # oikean rivin edestä:
      # - { organisation: kuntayhtyma, name: "Koulutuskuntayhtymä: Rovaniemi", kind: education, regions: [Itä] }
      - organisation: itala
        name: Itä-Lapin ammattiopisto
        kind: education
        regions: [Itä]
        covers: [Kemijärvi, "Salla, keskus"]
      # TE-palvelut lakkaa (31.12.2017); seuraajat: a – palvelut, Lapin ELY-keskus (ely)
      # nimeä ei ole kirjattu tiedostoon organisations.yaml: a
      # on jo allekirjoittaja: ely
      - organisation: te
        name: TE-palvelut
        kind: employment-services
        regions: all
    "#);
}

const OTHER: &str = "
title: Länsi-Lapin sopimus
term: { starts: 2015, ends: open-ended }
in_force_when: all-signed
themes: [{ id: asiakas, name: Asiakkaat }]
groups:
  - { id: elo, name: ELO, regions: [Länsi], chair: lappia, members: [lappia], duties: [Kokoaa tietoa., { id: uusi, text: Uusi., responsible: [lappia] }, { id: seuraa, text: Seuraa tarkasti. }] }
  - { id: oma, name: Oma ryhmä, regions: [Länsi], duties: [{ id: visiitti, text: Käy. }] }
signatories:
  - { organisation: lappia, name: Lappia, kind: education, regions: [Länsi], signed: 2015 }
  - { organisation: itala, name: Itäinen, kind: education, regions: [Länsi], signed: 2015 }
  - { organisation: lahtija, name: Lähtijä, kind: other, regions: [Länsi], signed: 2015 }
";

fn united() -> RenewalPlan {
    let wanted = RenewalWanted {
        id: Some(id("lapin-tno-2018")),
        ending: Some(WantedEnding::Years(4)),
        ..in_lang(Lang::En)
    };
    let both = [("tno-2014", AGREEMENT), ("lansi-2015", OTHER)];
    plan(&both, &["tno-2014", "lansi-2015"], &wanted).expect("they can be united")
}

#[test]
fn several_agreements_become_one() {
    let text = united().text;
    let groups = text.find("\ngroups:").expect("the draft has groups");
    let signatories = text.find("\nsignatories:").expect("the draft has signatories");
    insta::assert_snapshot!(text[groups..signatories], @r#"

    groups:
      - id: elo
        name: ELO
        regions: all
        chair: lahtija
        members: [ely, itala, lahtija, lappia]
        duties:
          - Kokoaa tietoa.
          - id: seuraa
            text: "Seuraa: alueittain"
            responsible: [itala]
            theme: asiakas
            every: year
            meeting: true
          - id: visiitti
            text: Järjestää käynnin.
            responsible: [lahtija]
            product: kohtaava
            due: 2014-10-06
          - text:
              fi: Neuvoo.
              se: Rávve.
          - id: uusi
            text: Uusi.
            responsible: [lappia]

      - id: oma
        name: Oma ryhmä
        regions: [Länsi]
        duties:
          - id: visiitti-2
            text: Käy.
    "#);
}

#[test]
fn where_predecessors_differ_a_person_is_asked() {
    let questions: Vec<String> = united()
        .questions
        .iter()
        .map(|question| question.get(Lang::En).to_owned())
        .collect();
    insta::assert_snapshot!(questions.join("\n"), @"
    the titles of the predecessors differ; the draft follows tno-2014, or the first that has one
    the purposes of the predecessors differ; the draft follows tno-2014, or the first that has one
    the conditions for entry into force of the predecessors differ; the draft follows tno-2014, or the first that has one
    the decision deadlines of the predecessors differ; the draft follows tno-2014, or the first that has one
    `itala` has two names: “Itä-Lapin ammattiopisto” (here) and “Itäinen”
    `itala` signed the predecessors for different regions; the draft lists all of them
    several predecessors have a group `elo`, and this draft merges them: are they one group?
    who chairs the group `elo`? the predecessors name different chairs
    the predecessors word the duty `seuraa` differently; here it is as in the first of them
    two groups had a duty with the id `visiitti`; one has the id `visiitti-2` here: are they one duty?
    `asiakas` has two names: “Asiakaslähtöiset palvelut” (here) and “Asiakkaat”
    the strategy “Menestyjäksi Lapissa” ends (2020) before the new term: which one replaces it?
    the strategy “Adult education” ends (2019) before the new term: which one replaces it?
    TE-palvelut (`te`) has several successors: which of them will sign? (a, ely)
    who is responsible for this duty of group “ELO”? its owner has ceased: “Seuraa: alueittain”
    a duty was due (2014-10-06) before the new term: drop it, or set another date? “Järjestää käynnin.”
    ");
}

#[test]
fn what_would_make_a_wrong_agreement_is_refused() {
    let starts = |text: &str| RenewalWanted {
        starts: PartialDate::parse(text).ok(),
        ..RenewalWanted::default()
    };
    let ending = |ending| RenewalWanted {
        ending: Some(ending),
        ..RenewalWanted::default()
    };
    let named = |name: &str| RenewalWanted {
        id: Some(id(name)),
        ..RenewalWanted::default()
    };
    let draft = "title: L\nterm: { starts: 2018, ends: open-ended }\nsignatories: [{ organisation: a, name: A, kind: other, regions: all }]";
    let terminated = OTHER.replace("themes:", "terminated: { on: 2016 }\nthemes:");
    let alone = AGREEMENT.replace(
        "signed: 2014",
        "signed: 2014, withdrawn: { notice: 2015, effective: 2016 }",
    );
    let alone = alone.replace(
        "withdrawn: { notice: 2015, effective: 2016 }-01-20",
        "withdrawn: { notice: 2015, effective: 2016 }",
    );
    let alone = alone.replace(
        ", withdrawn: { notice: 2015, effective: 2016 }, withdrawn",
        ", withdrawn",
    );
    let agreements = [
        ("tno-2014", AGREEMENT),
        ("luonnos-2018", draft),
        ("irti-2015", terminated.as_str()),
        ("yksin-2014", alone.as_str()),
    ];
    let default = RenewalWanted::default();
    let years = WantedEnding::On(PartialDate::Year(2017));
    for (predecessors, wanted, expected) in [
        (&[][..], &default, "no agreement to renew"),
        (&["olematon"], &default, "unknown agreement `olematon`"),
        (
            &["luonnos-2018"],
            &default,
            "`luonnos-2018` has never been in force (draft)",
        ),
        (&["irti-2015"], &default, "`irti-2015` was terminated (2016)"),
        (
            &["tno-2014"],
            &named("luonnos-2018"),
            "another agreement has the id `luonnos-2018`",
        ),
        (
            &["tno-2014"],
            &starts("2013"),
            "the new agreement would start (2013-01-01) no later than `tno-2014`",
        ),
        (
            &["tno-2014"],
            &ending(years),
            "the new agreement would end (2017-12-31) before it starts (2018-01-01)",
        ),
        (
            &["tno-2014"],
            &ending(WantedEnding::Years(9999)),
            "the term must stay within the years 1900 to 2199",
        ),
        (
            &["yksin-2014"],
            &default,
            "no signatories left: all have declined or withdrawn",
        ),
    ] {
        let refusal = plan(&agreements, predecessors, wanted).expect_err("it is refused");
        assert_eq!(refusal.message().get(Lang::En), expected);
        assert_ne!(refusal.help().get(Lang::En), refusal.help().get(Lang::Fi));
    }
}

#[test]
fn a_second_run_meets_the_draft_of_the_first() {
    let first =
        plan(&[("tno-2014", AGREEMENT)], &["tno-2014"], &in_lang(Lang::En)).expect("it can be renewed");
    let text = first.text.replace("id: tno-2018\n", "");
    let second = plan(
        &[("tno-2014", AGREEMENT), ("tno-2018", &text)],
        &["tno-2014"],
        &in_lang(Lang::En),
    );
    let expected = RenewalRefusal::Renewed {
        id: id("tno-2014"),
        by: id("tno-2018"),
        status: crate::model::AgreementStatus::Draft,
    };
    assert_eq!(second, Err(expected));
}

#[test]
fn the_term_follows_that_of_the_predecessor() {
    let term = |text: &str, wanted: &RenewalWanted| {
        let agreement = AGREEMENT.replace(
            "starts: 2014-01, ends: 2016-12-31, notice_months: 3, extended: [{ until: 2017-12-31 }]",
            text,
        );
        let plan = plan(&[("tno", &agreement)], &["tno"], wanted).expect("it can be renewed");
        let line = |key: &str| {
            let mut lines = plan.text.lines().filter_map(|line| line.strip_prefix(key));
            lines.next().unwrap_or("").to_owned()
        };
        format!("{}–{} {}", line("  starts: "), line("  ends: "), plan.id)
    };
    let default = RenewalWanted::default();
    assert_eq!(
        term("starts: 2014, ends: 2016", &default),
        "2017-01-01–2019-12-31 tno-2017"
    );
    assert_eq!(
        term("starts: 2014-03, ends: 2017-02", &default),
        "2017-03-01–2020-02-29 tno-2017"
    );
    assert_eq!(
        term("starts: 2014-01-10, ends: 2014-02-28", &default),
        "2014-03-01–2014-04-19 tno-2014"
    );
    assert_eq!(
        term("starts: 2014, ends: open-ended", &default),
        "2018-01-01–open-ended tno-2018"
    );
    for (before, after) in [
        (
            "starts: 2016-02-29, ends: 2017-02-28",
            "2017-03-01–2018-02-28 tno-2017",
        ),
        (
            "starts: 2015-03-01, ends: 2016-02-29",
            "2016-03-01–2017-02-28 tno-2016",
        ),
        (
            "starts: 2012-02-29, ends: 2016-02-28",
            "2016-02-29–2020-02-28 tno-2016",
        ),
        (
            "starts: 2015-02-28, ends: 2016-02-27",
            "2016-02-28–2017-02-27 tno-2016",
        ),
    ] {
        assert_eq!(term(before, &default), after, "{before}");
    }
    let leap_day = RenewalWanted {
        starts: PartialDate::parse("2020-02-29").ok(),
        ending: Some(WantedEnding::Years(1)),
        ..default.clone()
    };
    assert_eq!(
        term("starts: 2014, ends: 2016", &leap_day),
        "2020-02-29–2021-02-28 tno-2020"
    );
    let years = RenewalWanted {
        starts: Some(PartialDate::Year(2019)),
        ending: Some(WantedEnding::Years(2)),
        ..default
    };
    assert_eq!(
        term("starts: 2014, ends: open-ended", &years),
        "2019–2020-12-31 tno-2019"
    );
}

/// Those of the first predecessor that has some, with a question where they name a year of the old term.
#[test]
fn provisions_are_carried_over_and_asked_about() {
    let with = |provisions: &str| {
        format!(
            "title: S\nterm: {{ starts: 2014, ends: 2016 }}\nprovisions: {provisions}\nsignatories: [{{ organisation: a, name: A, \
             kind: other, regions: all, signed: 2014 }}]\n"
        )
    };
    let none = with("[]");
    let some = with(
        "\n  - { id: term, heading: Kesto, text: 'Sopimus on voimassa {term}.' }\n  - heading: { fi: Työ, sv: Arbete 2014 }\n    \
         text: |-\n      Vuonna 2016:\n      - työ 120166\n\n      Muuta.",
    );
    let plan = plan(
        &[("a-2014", &none), ("b-2014", &some)],
        &["a-2014", "b-2014"],
        &in_lang(Lang::En),
    );
    let plan = plan.expect("they can be united");
    let asked: Vec<&str> = plan.questions.iter().map(|asked| asked.get(Lang::En)).collect();
    let (_, written) = plan
        .text
        .split_once("\nprovisions:")
        .expect("there are provisions");
    let (written, _) = written.split_once("\nsignatories:").expect("signatories follow");
    insta::assert_snapshot!(format!("{}\n---{written}", asked.join("\n")), @"
    the provisions of the predecessors differ; the draft follows a-2014, or the first that has one
    provision 2 “Työ” mentions the year 2014: is it still right?
    provision 2 “Työ” mentions the year 2016: is it still right?
    ---
      - id: term
        heading: Kesto
        text: Sopimus on voimassa {term}.
      - heading:
          fi: Työ
          sv: Arbete 2014
        text: |-
          Vuonna 2016:
          - työ 120166

          Muuta.
    ");
}

/// The members of the one group of a draft.
fn members(text: &str) -> &str {
    let members = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("members: "));
    members.unwrap_or("none")
}

#[test]
fn a_draft_takes_over_the_group_as_it_is_before_its_first_day() {
    let text = "
title: Sopimus
term: { starts: 2014-01-01, ends: 2016-12-31 }
groups:
  - { id: elo, name: ELO, regions: all, duties: [Kokoaa tietoa.], members: [
      { organisation: a, until: 2017-02-28 }, { organisation: b, from: 2017-03-01 }, { organisation: c, from: 2017-06-01 }] }
signatories:
  - { organisation: a, name: A, kind: other, regions: all, signed: 2014-01-01 }
  - { organisation: b, name: B, kind: other, regions: all, signed: 2014-01-01 }
  - { organisation: c, name: C, kind: other, regions: all, signed: 2014-01-01 }
";
    let continues = text.replace(
        "ends: 2016-12-31",
        "ends: 2016-12-31, continues: { by: 12 months }",
    );
    let renewed = |text: &str, starts: &str| {
        let wanted = RenewalWanted {
            starts: Some(PartialDate::parse(starts).expect("a date")),
            ..in_lang(Lang::En)
        };
        let plan = plan(&[("sopimus-2014", text)], &["sopimus-2014"], &wanted).expect("it can be renewed");
        members(&plan.text).to_owned()
    };
    assert_eq!(renewed(&continues, "2017-06-01"), "[b]");
    assert_eq!(renewed(&continues, "2017-06-02"), "[b, c]");
    assert_eq!(renewed(text, "2017-06-02"), "[a]");
    // A template goes on: who is in it today is in the draft.
    let registry = registry(&[("sopimus-2014", &continues)], "");
    let wanted = NewWanted {
        id: id("uusi"),
        title: "Uusi".to_owned(),
        starts: None,
        ending: crate::model::Ending::OpenEnded,
        template: registry.find_agreement(&id("sopimus-2014")),
        lang: Lang::En,
    };
    let drafted = plan_new(&registry, &wanted, day("2017-06-01"));
    assert_eq!(members(&drafted.text), "[b, c]");
}
