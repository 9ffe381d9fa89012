//! Two agreements with everything that can change between them, as pages.

use super::*;
use crate::questions::diff;
use crate::render::document::{document_of, render_html};
use crate::render::table::Look;
use crate::render::templates::{TemplateError, Templates};
use crate::render::{Colour, render_markdown_page, render_page};
use crate::source::testing::{find, registry};
use crate::wording::Lang;

const ORGANISATIONS: &str = "
organisations:
  - { id: redu-a, name: Lapin ammattiopisto, ceased: 2017-12-31, successors: [{ organisation: redu, scope: koko toiminta }] }
  - { id: redu-b, name: Lapin matkailuopisto, ceased: 2017-12-31, successors: [{ organisation: redu }] }
";

const OLD: &str = "
title: Kumppanuussopimus 2014
term: { starts: 2014, ends: 2017, notice_months: 3 }
strategies: [{ name: Menestyjäksi Lapissa, ends: 2020 }]
provisions:
  - { heading: Tarkoitus, text: Sopijapuolet toimivat yhdessä. }
  - { heading: Kustannukset, text: Kukin vastaa kuluistaan. }
  - { id: term, heading: Kesto, text: 'Sopimus on voimassa {term}.' }
groups:
  - { id: elo, name: ELO, regions: all, duties: [{ id: seuraa, text: Seuraa strategian toteutumista alueittain. }] }
  - { id: johto, name: Johtoryhmä, regions: all, duties: [{ id: nimeaa, text: Nimeää *ryhmät*. }, { id: p, text: Poistuu. }] }
  - { id: lansi, name: Länsi-ryhmä, regions: [Länsi], duties: [{ id: l1, text: Yksi. }] }
  - { id: ita, name: Itä-ryhmä, regions: [Itä], duties: [{ id: i1, text: Kolme. }] }
signatories:
  - { organisation: ely, name: Lapin ELY-keskus, kind: other, regions: all }
  - { organisation: lappia, name: Lappia, kind: education, regions: [Länsi] }
  - { organisation: redu-a, name: Lapin ammattiopisto, kind: education, regions: [Keski] }
  - { organisation: redu-b, name: Lapin matkailuopisto, kind: education, regions: [Keski] }
  - { organisation: kemi, name: Kemin kaupunki, kind: municipality, regions: [Länsi] }
";

const NEW: &str = "
title: Kumppanuussopimus 2018
term: { starts: 2018, ends: open-ended, review_months: 12 }
in_force_when: { signed_at_least: 3 }
strategies: [{ name: Menestyjäksi Lapissa, ends: 2025 }, { name: Uusi strategia, ends: 2030 }]
provisions:
  - { heading: Tietosuoja, text: Henkilötietoja ei luovuteta. }
  - heading: Tarkoitus
    text: |-
      Sopijapuolet
      - toimivat verkostona
  - { id: term, heading: Voimassaolo, text: 'Sopimus on voimassa {term} asti.' }
groups:
  - { id: elo, name: ELO, regions: all, duties: [{ id: seuraa, text: Ohjaa strategian toimeenpanoa alueittain. }, { id: nimeaa, text: Nimeää *ryhmät*. }] }
  - { id: johto, name: ELO-johto, regions: all, duties: [{ id: uusi, text: Uusi tehtävä. }] }
  - { id: reuna, name: Länsi- ja Itä-ryhmä, regions: [Länsi, Itä], duties: [{ id: l1, text: Yksi. }, { id: i1, text: Kolme. }] }
signatories:
  - { organisation: ely, name: Lapin ELY-keskus, kind: other, regions: all }
  - { organisation: lappia, name: Koulutuskuntayhtymä Lappia, kind: education, regions: all }
  - { organisation: redu, name: REDU, kind: education, regions: [Keski] }
  - { organisation: salla, name: Sallan kunta, kind: municipality, regions: [Itä] }
";

fn view(lang: Lang) -> DiffView {
    let registry = registry(&[("tno-2014", OLD), ("tno-2018", NEW)], ORGANISATIONS);
    diff(
        &registry,
        find(&registry, "tno-2014"),
        find(&registry, "tno-2018"),
        lang,
    )
}

#[test]
fn finnish_page() {
    let look = Look {
        lang: Lang::Fi,
        width: Some(80),
        text_width: Some(80),
        colour: Colour::Never,
    };
    insta::assert_snapshot!(render_page(&view(Lang::Fi), &look).text, @"
    Kahden sopimuksen erot
    vanha                 Kumppanuussopimus 2014 (tno-2014)
    uusi                  Kumppanuussopimus 2018 (tno-2018)
    allekirjoittajat      2 jatkaa · 1 liittyi · 1 jäi pois · 2 korvautui
                          seuraajalla
    sopimusehdot          1 lisätty · 1 poistettu · 2 muutettu
    ryhmät                1 ennallaan · 1 sai uuden nimen · 2 yhdistyi
    tehtävät              2 ennallaan · 1 lisätty · 1 poistettu · 1 muutettu · 1
                          siirretty

    Sopimuskausi
    sopimuskausi          2014–2017 → 2018–toistaiseksi
    tulee voimaan         sopimuskauden alusta → kun 3 on allekirjoittanut
    päätösaika            3 kk → ei ole
    tilannekatsaukset     ei ole → 12 kk

    Strategiat
    - lisätty: Uusi strategia (–2030)
    - strategian päättyminen: Menestyjäksi Lapissa (2020 → 2025)

    Lisätyt sopimusehdot
    - 1 Tietosuoja: Henkilötietoja ei luovuteta.

    Poistetut sopimusehdot
    - 2 Kustannukset: Kukin vastaa kuluistaan.

    Muutetut sopimusehdot
    - 2 Tarkoitus
      Sopijapuolet {+-+} toimivat [-yhdessä.-]{+verkostona+}
    - 3 otsikko
      [-Kesto-]{+Voimassaolo+}
    - 3 Voimassaolo
      Sopimus on voimassa [-{term}.-]{+{term} asti.+}

    Liittyneet
    - Sallan kunta

    Pois jääneet
    - Kemin kaupunki

    Seuraajat
    - Lapin ammattiopisto → REDU (koko toiminta; lakannut 31.12.2017)
    - Lapin matkailuopisto → REDU (lakannut 31.12.2017)

    Uudet nimet
    - Lappia → Koulutuskuntayhtymä Lappia

    Muuttuneet alueet
    - Koulutuskuntayhtymä Lappia: Länsi → koko maakunta

    Ryhmät
    - uusi nimi: Johtoryhmä → ELO-johto
    - yhdistyi: Länsi-ryhmä + Itä-ryhmä → Länsi- ja Itä-ryhmä

    Lisätyt tehtävät
    - ELO-johto: Uusi tehtävä.

    Poistetut tehtävät
    - Johtoryhmä: Poistuu.

    Siirretyt tehtävät
    - Johtoryhmä → ELO: Nimeää *ryhmät*.

    Muutetut tehtävät
    - ELO
      [-Seuraa-]{+Ohjaa+} strategian [-toteutumista-]{+toimeenpanoa+} alueittain.
    ");
}

#[test]
fn english_markdown() {
    insta::assert_snapshot!(render_markdown_page(&view(Lang::En), Lang::En), @r#"
    # Differences between two agreements

    - **from:** Kumppanuussopimus 2014 (tno-2014)
    - **to:** Kumppanuussopimus 2018 (tno-2018)
    - **signatories:** 2 continue · 1 joined · 1 left · 2 succeeded
    - **provisions:** 1 added · 1 dropped · 2 reworded
    - **groups:** 1 kept · 1 renamed · 2 merged
    - **duties:** 2 kept · 1 added · 1 dropped · 1 reworded · 1 moved

    ## Term

    - **term:** 2014–2017 → 2018–open-ended
    - **enters into force:** from its start → when 3 have signed
    - **notice:** 3 months → none
    - **review:** none → 12 months

    ## Strategies

    - added: Uusi strategia (–2030)
    - end of the strategy: Menestyjäksi Lapissa (2020 → 2025)

    ## Added provisions

    - 1 Tietosuoja: Henkilötietoja ei luovuteta.

    ## Dropped provisions

    - 2 Kustannukset: Kukin vastaa kuluistaan.

    ## Reworded provisions

    - 2 Tarkoitus
      Sopijapuolet **-** toimivat ~~yhdessä.~~**verkostona**
    - 3 heading
      ~~Kesto~~**Voimassaolo**
    - 3 Voimassaolo
      Sopimus on voimassa ~~{term}.~~**{term} asti.**

    ## Joined

    - Sallan kunta

    ## Left

    - Kemin kaupunki

    ## Succeeded

    - Lapin ammattiopisto → REDU (koko toiminta; ceased 2017-12-31)
    - Lapin matkailuopisto → REDU (ceased 2017-12-31)

    ## Renamed signatories

    - Lappia → Koulutuskuntayhtymä Lappia

    ## Changed regions

    - Koulutuskuntayhtymä Lappia: Länsi → all regions

    ## Groups

    - renamed: Johtoryhmä → ELO-johto
    - merged: Länsi-ryhmä + Itä-ryhmä → Länsi- ja Itä-ryhmä

    ## Added duties

    - ELO-johto: Uusi tehtävä.

    ## Dropped duties

    - Johtoryhmä: Poistuu.

    ## Moved duties

    - Johtoryhmä → ELO: Nimeää \*ryhmät\*.

    ## Reworded duties

    - ELO
      ~~Seuraa~~**Ohjaa** strategian ~~toteutumista~~**toimeenpanoa** alueittain.
    "#);
}

#[test]
fn agreements_that_do_not_differ_are_shown_in_numbers() {
    let registry = registry(&[("tno-2014", OLD)], "");
    let agreement = find(&registry, "tno-2014");
    let view = diff(&registry, agreement, agreement, Lang::En);
    insta::assert_snapshot!(render_markdown_page(&view, Lang::En), @"
    # Differences between two agreements

    - **from:** Kumppanuussopimus 2014 (tno-2014)
    - **to:** Kumppanuussopimus 2014 (tno-2014)
    - **signatories:** 5 continue
    - **provisions:** 3 kept
    - **groups:** 4 kept
    - **duties:** 5 kept
    ");
}

/// The same outline as a document: words that went and came are marked as such.
#[test]
fn finnish_html() -> Result<(), TemplateError> {
    let html = render_html(&document_of(&view(Lang::Fi), Lang::Fi), &Templates::default())?;
    assert!(html.contains("<html lang=\"fi\">"));
    insta::assert_snapshot!(html.split("<main>").nth(1).unwrap_or_default());
    Ok(())
}
