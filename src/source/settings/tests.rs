//! `registry.yaml`: `areas` of earlier versions, and the edits that give a region another id.

use crate::diagnostic::{Diagnostic, FilePath};
use crate::model::{Network, NetworkData};
use crate::source::{Content, Definition, Edit, RegionChange, Role, edited, fixed_bytes, read_bytes};
use crate::wording::Lang;

fn file() -> FilePath {
    FilePath::new("registry.yaml")
}

fn read(text: &str) -> (Network, Vec<Diagnostic>) {
    let reading = read_bytes(
        &file(),
        Role::Settings,
        &Network::lapland(),
        text.as_bytes().to_vec(),
    );
    let Some(Content::Settings(settings)) = reading.content else {
        panic!("the file holds settings")
    };
    ((*settings.network).clone(), reading.findings.sorted())
}

fn shown(findings: &[Diagnostic]) -> String {
    let show = |found: &Diagnostic| {
        let help = found.help.as_ref().map_or("", |help| help.get(Lang::En));
        format!("{}: {}\n  {help}", found.code.name(), found.message.get(Lang::En))
    };
    findings.iter().map(show).collect::<Vec<_>>().join("\n")
}

/// The text after the correction of its one finding, which is read as before.
fn fixed(text: &str) -> String {
    let (before, findings) = read(text);
    let [found] = &findings[..] else {
        panic!("{}", shown(&findings))
    };
    let fixed = fixed_bytes(text.as_bytes(), &[found]).expect("it has a correction");
    let fixed = String::from_utf8(fixed.bytes).expect("it is text");
    let (after, findings) = read(&fixed);
    assert_eq!(shown(&findings), "", "{fixed}");
    assert_eq!(before, after, "{fixed}");
    fixed
}

const ALL_AREAS: &str = "\
# Rekisteri
name: Verkosto    # nimi
areas:
  Länsi: [Kemi, Keminmaa, Pello, Simo, Tervola, Tornio, Ylitornio]
  Itä: [Kemijärvi, Pelkosenniemi, Posio, Salla, Savukoski]
  Keski: [Ranua, Rovaniemi]
  Tunturi:
  - Enontekiö
  - Kittilä
  - Kolari
  - Muonio
  Saamelaisalue: [Inari, Sodankylä, Utsjoki]

# Lähettäjä
sender: { name: Toimisto }
";

#[test]
fn areas_become_regions_and_the_rest_stays() {
    let fixed = fixed(ALL_AREAS);
    let (head, tail) = (
        &ALL_AREAS[..ALL_AREAS.find("areas").expect("it is there")],
        "\n\n# Lähettäjä\nsender: { name: Toimisto }\n",
    );
    assert!(fixed.starts_with(head) && fixed.ends_with(tail), "{fixed}");
    insta::assert_snapshot!(fixed[head.len()..fixed.len() - tail.len()], @"
    regions:
    - id: Länsi
      name: Länsi-Lappi
      municipalities:
      - { name: Kemi, tile: [2, 8] }
      - { name: Keminmaa, tile: [1, 8] }
      - { name: Pello, tile: [1, 5] }
      - { name: Simo, tile: [3, 8] }
      - { name: Tervola, tile: [2, 7] }
      - { name: Tornio, tile: [1, 7] }
      - { name: Ylitornio, tile: [1, 6] }
    - id: Itä
      name: Itä-Lappi
      municipalities:
      - { name: Kemijärvi, tile: [2, 5] }
      - { name: Pelkosenniemi, tile: [2, 4] }
      - { name: Posio, tile: [3, 6] }
      - { name: Salla, tile: [3, 5] }
      - { name: Savukoski, tile: [3, 4] }
    - id: Keski
      name: Keski-Lappi
      municipalities:
      - { name: Ranua, tile: [3, 7] }
      - { name: Rovaniemi, tile: [2, 6] }
    - id: Tunturi
      name: Tunturi-Lappi
      municipalities:
      - { name: { fi: Enontekiö, se: Eanodat }, tile: [1, 2] }
      - { name: Kittilä, tile: [2, 3] }
      - { name: Kolari, tile: [1, 4] }
      - { name: Muonio, tile: [1, 3] }
    - id: Saamelaisalue
      name: Saamelaisalue
      municipalities:
      - { name: { fi: Inari, se: Anár, smn: Aanaar, sms: Aanar }, tile: [3, 2] }
      - { name: { fi: Sodankylä, se: Soađegilli, smn: Suáđigil, sms: Suäʹđjel }, tile: [3, 3] }
      - { name: { fi: Utsjoki, se: Ohcejohka }, tile: [3, 1] }
    whole: { fi: koko maakunta, en: all regions }
    whole_aliases: [koko Lappi, Lappi, whole of Lapland]
    ");
}

#[test]
fn areas_become_regions_in_the_lines_of_their_file() {
    let text = ALL_AREAS.replace('\n', "\r\n");
    assert_eq!(fixed(&text), fixed(ALL_AREAS).replace('\n', "\r\n"));
    // What the file says already is not said twice.
    let text = format!("whole: koko alue\nestimated: true\nwhole_aliases: [kaikkialla]\n{ALL_AREAS}");
    let fixed = fixed(&text);
    assert_eq!(fixed.matches("whole:").count(), 1, "{fixed}");
    assert_eq!(fixed.matches("estimated:").count(), 1, "{fixed}");
}

#[test]
fn where_areas_have_comments_or_leave_a_municipality_out_a_person_corrects_them() {
    let commented = ALL_AREAS.replace("  - Kittilä\n", "  - Kittilä   # arvio\n");
    let without = ALL_AREAS.replace("Posio, ", "");
    let one = "areas:\n  Keski: [Rovaniemi]\n";
    let all = [&commented, &without, one].map(|text| {
        let (_, findings) = read(text);
        assert!(findings.iter().all(|found| found.fix.is_none()));
        shown(&findings)
    });
    insta::assert_snapshot!(all.join("\n"), @"
    outdated-field: `areas` is an old form of `regions`
      write it as `regions` by hand, because a correction would lose the comments in it; `kumppani explain outdated-field` shows how
    outdated-field: `areas` is an old form of `regions`
      list every municipality under a region, and `kumppani validate --fix` writes it as `regions`; in no region: Posio
    outdated-field: `areas` is an old form of `regions`
      list every municipality under a region, and `kumppani validate --fix` writes it as `regions`; in no region: Ranua
    ");
    // One region alone, with all of its municipalities, leaves none out.
    let fixed = fixed("areas:\n  Keski: [Rovaniemi, Ranua, Salla]\n");
    assert!(fixed.contains("estimated: true"), "{fixed}");
}

#[test]
fn between_brackets_nothing_is_corrected() {
    let text = "{ areas: { Keski: [Ranua, Rovaniemi] } }";
    assert!(read(text).1.iter().all(|found| found.fix.is_none()));
}

/// An earlier version read these regions and municipalities, in this order.
#[test]
fn areas_are_read_as_before() {
    let (network, _) = read("areas:\n  Itä: [Kemijärvi, Ranua, Uusikunta]\n");
    let (_, findings) = read("areas:\n  Itä: [Kemijärvi, Ranua, Uusikunta]\n");
    insta::assert_snapshot!(shown(&findings), @"
    outdated-field: `areas` is an old form of `regions`
      list every municipality under a region, and `kumppani validate --fix` writes it as `regions`; in no region: Pelkosenniemi, Posio, Salla, Savukoski
    unknown-municipality: unknown municipality `Uusikunta`
      give the Finnish name of one of the 21 municipalities, define the network’s own regions in registry.yaml (`regions`), or leave the field out
    ");
    let regions: Vec<String> = network
        .regions()
        .iter()
        .map(|region| format!("{}: {}", region.id(), region.municipalities().join(", ")))
        .collect();
    insta::assert_snapshot!(regions.join("\n"), @"
    Länsi: Kemi, Keminmaa, Pello, Simo, Tervola, Tornio, Ylitornio
    Itä: Kemijärvi, Ranua
    Keski: Ranua, Rovaniemi
    Tunturi: Enontekiö, Kittilä, Kolari, Muonio
    Saamelaisalue: Enontekiö, Inari, Sodankylä, Utsjoki
    ");
}

fn change(from: &str, to: &str, name: Option<&str>) -> RegionChange {
    RegionChange {
        from: from.to_owned(),
        to: to.to_owned(),
        name: name.map(str::to_owned),
    }
}

fn carried_out(text: &str, edits: &[Edit]) -> String {
    let edited = edited(
        &file(),
        text.as_bytes(),
        (Role::Settings, &Network::lapland()),
        edits,
    );
    let bytes = edited.unwrap_or_else(|problem| panic!("{}: {text}", problem.message.get(Lang::En)));
    String::from_utf8(bytes).expect("it is text")
}

/// The text after a region has got another id; the network is the same but for that.
fn changed(text: &str, change: &RegionChange) -> String {
    let (before, _) = read(text);
    let after = carried_out(text, &change.edits(&file(), text.as_bytes(), &before));
    let (network, findings) = read(&after);
    assert_eq!(shown(&findings), "", "{after}");
    let without_ids = |data: &NetworkData| {
        let mut data = data.clone();
        data.own = true;
        for region in &mut data.regions {
            if region.id == change.from || region.id == change.to {
                region.id = String::new();
                region.aliases.clear();
                region.name = None;
            }
        }
        data
    };
    assert_eq!(without_ids(before.data()), without_ids(network.data()));
    let is_meant = |id: &str| network.region_meant(id).map(crate::model::Region::id) == Some(&change.to);
    assert!(is_meant(&change.from) && is_meant(&change.to), "{after}");
    after
}

const LISTED: &str = "\
name: V
regions:   # alueet
  - Ylä
  - id: Ala   # alin
    name: { fi: Ala-Kainuu, en: Lower Kainuu }
    municipalities: [Kajaani]
  - { id: \"Keski\", aliases: [ 'kesk' ] }
whole: koko Kainuu
";

#[test]
fn a_region_gets_another_id_in_the_style_of_its_entry() {
    let cases = [
        change("Ylä", "Pohjoinen", None),
        change("Ylä", "ylä", None),
        change("Ala", "Etelä", None),
        change("Ala", "Etelä", Some("Etelä-Kainuu")),
        change("Keski", "Kesk", None),
        change("Keski", "Oulujärvi", Some("Oulujärven alue")),
        change("Keski", "Keski", Some("Keski-Kainuu")),
    ];
    let shown: Vec<String> = cases
        .iter()
        .map(|change| {
            crate::source::unified_diff(&file(), LISTED.as_bytes(), changed(LISTED, change).as_bytes())
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    --- a/registry.yaml
    +++ b/registry.yaml
    @@ -1,6 +1,6 @@
     name: V
     regions:   # alueet
    -  - Ylä
    +  - { id: Pohjoinen, aliases: [Ylä] }
       - id: Ala   # alin
         name: { fi: Ala-Kainuu, en: Lower Kainuu }
         municipalities: [Kajaani]

    --- a/registry.yaml
    +++ b/registry.yaml
    @@ -1,6 +1,6 @@
     name: V
     regions:   # alueet
    -  - Ylä
    +  - ylä
       - id: Ala   # alin
         name: { fi: Ala-Kainuu, en: Lower Kainuu }
         municipalities: [Kajaani]

    --- a/registry.yaml
    +++ b/registry.yaml
    @@ -1,8 +1,9 @@
     name: V
     regions:   # alueet
       - Ylä
    -  - id: Ala   # alin
    +  - id: Etelä   # alin
         name: { fi: Ala-Kainuu, en: Lower Kainuu }
    +    aliases: [ 'Ala' ]
         municipalities: [Kajaani]
       - { id: "Keski", aliases: [ 'kesk' ] }
     whole: koko Kainuu

    --- a/registry.yaml
    +++ b/registry.yaml
    @@ -1,8 +1,9 @@
     name: V
     regions:   # alueet
       - Ylä
    -  - id: Ala   # alin
    -    name: { fi: Ala-Kainuu, en: Lower Kainuu }
    +  - id: Etelä   # alin
    +    name: Etelä-Kainuu
    +    aliases: [ 'Ala' ]
         municipalities: [Kajaani]
       - { id: "Keski", aliases: [ 'kesk' ] }
     whole: koko Kainuu

    --- a/registry.yaml
    +++ b/registry.yaml
    @@ -4,5 +4,5 @@
       - id: Ala   # alin
         name: { fi: Ala-Kainuu, en: Lower Kainuu }
         municipalities: [Kajaani]
    -  - { id: "Keski", aliases: [ 'kesk' ] }
    +  - { id: "Kesk", aliases: [ 'Keski' ] }
     whole: koko Kainuu

    --- a/registry.yaml
    +++ b/registry.yaml
    @@ -4,5 +4,5 @@
       - id: Ala   # alin
         name: { fi: Ala-Kainuu, en: Lower Kainuu }
         municipalities: [Kajaani]
    -  - { id: "Keski", aliases: [ 'kesk' ] }
    +  - { id: "Oulujärvi", name: Oulujärven alue, aliases: [ 'kesk', 'Keski' ] }
     whole: koko Kainuu

    --- a/registry.yaml
    +++ b/registry.yaml
    @@ -4,5 +4,5 @@
       - id: Ala   # alin
         name: { fi: Ala-Kainuu, en: Lower Kainuu }
         municipalities: [Kajaani]
    -  - { id: "Keski", aliases: [ 'kesk' ] }
    +  - { id: "Keski", name: Keski-Kainuu, aliases: [ 'kesk' ] }
     whole: koko Kainuu
    "#);
    let crlf = LISTED.replace('\n', "\r\n");
    for change in &cases {
        assert_eq!(
            changed(&crlf, change),
            changed(LISTED, change).replace('\n', "\r\n")
        );
    }
}

#[test]
fn the_default_is_written_where_a_file_defines_no_regions() {
    for text in [
        "name: V\nkinds: [{ id: library, name: kirjasto }]   # lajit\n",
        "# Rekisteri\nregions: []\n",
        "whole: koko Lappi\nwhole_aliases: [kaikkialla]\nestimated: false\n",
    ] {
        let lapland = text.replace("regions: []\n", "");
        let (before, _) = read(&lapland);
        let change = change("Länsi", "Meri", Some("Meri-Lappi"));
        let after = carried_out(text, &change.edits(&file(), lapland.as_bytes(), &before));
        let (network, findings) = read(&after);
        assert_eq!(shown(&findings), "", "{after}");
        let mut expected = before.data().clone();
        expected.own = true;
        expected.regions[0].id = "Meri".to_owned();
        expected.regions[0].aliases = vec!["Länsi".to_owned()];
        expected.regions[0].name = Some(crate::model::LocalText::plain("Meri-Lappi"));
        assert_eq!(*network.data(), expected, "{after}");
    }
}

#[test]
fn a_file_says_how_it_defines_regions() {
    for (text, expected) in [
        ("", Definition::Default),
        ("# regions:\n", Definition::Default),
        ("name: V\n", Definition::Default),
        ("regions: []\n", Definition::Regions),
        ("areas: {}\nregions: [a]\n", Definition::Regions),
        ("areas:\n  Itä: [Salla]\n", Definition::Areas),
    ] {
        assert_eq!(Definition::of(&file(), text.as_bytes()), expected, "{text}");
    }
}
