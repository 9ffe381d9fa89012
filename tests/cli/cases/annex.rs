//! The annex and the areas: groups that are renamed or merged (12), regions that work jointly (13), a
//! municipality in two regions (14).

use insta::assert_snapshot;

use super::super::harness::{Place, TODAY};
use super::{column, done, findings, only, rows};

/// An annex with five groups.
const OLD_ANNEX: &str = "\
id: tno-2014
title: Kumppanuussopimus 2014
term: { starts: 2014-01-01, ends: 2026-12-31 }
groups:
  - id: alueryhma
    name: Alueryhmä
    regions: all
    chair: kunta
    members: [kunta, opisto]
    duties:
      - { id: kokous, text: Kokoontuu kahdesti vuodessa. }
  - id: meriryhma
    name: Meriryhmä
    regions: [Länsi]
    chair: kunta
    members: [kunta]
    duties:
      - { id: meri, text: Neuvoo rannikolla., responsible: [kunta] }
  - id: jokiryhma
    name: Jokiryhmä
    regions: [Länsi]
    chair: opisto
    members: [opisto]
    duties:
      - { id: joki, text: Neuvoo joen varrella., responsible: [opisto] }
  - id: hankeryhma
    name: Hankeryhmä
    regions: all
    chair: opisto
    members: [opisto]
    duties:
      - { id: hanke, text: Arvioi hankkeen tulokset. }
      - { id: viestinta, text: Vastaa viestinnästä. }
signatories:
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all, signed: 2014,
      contact: { role: Kirjaamo, email: kunta@example.fi } }
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2014,
      contact: { role: Toimisto, email: opisto@example.fi } }
";

/// The annex after it: one group has another name, two are one, one is gone and left one duty behind.
const NEW_ANNEX: &str = "\
id: tno-2027
title: Kumppanuussopimus 2027
supersedes: [tno-2014]
term: { starts: 2027-01-01, ends: 2030-12-31 }
groups:
  - id: alueryhma
    name: Maakunnan alueryhmä
    regions: all
    chair: kunta
    members: [kunta, opisto]
    duties:
      - { id: kokous, text: Kokoontuu neljästi vuodessa. }
      - { id: viestinta, text: Vastaa viestinnästä. }
  - id: vesiryhma
    name: Vesiryhmä
    regions: [Länsi]
    chair: kunta
    members: [kunta, opisto]
    duties:
      - { id: meri, text: Neuvoo rannikolla., responsible: [kunta] }
      - { id: joki, text: Neuvoo joen varrella., responsible: [opisto] }
      - { id: kartta, text: Ylläpitää karttaa. }
signatories:
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all,
      contact: { role: Kirjaamo, email: kunta@example.fi } }
  - { organisation: opisto, name: Opisto, kind: education, regions: all,
      contact: { role: Toimisto, email: opisto@example.fi } }
";

#[test]
fn case_12_groups_are_renamed_and_merged_and_duties_follow() {
    let place = Place::of(&[("tno-2014.yaml", OLD_ANNEX), ("tno-2027.yaml", NEW_ANNEX)]);
    assert_eq!(findings(&place, TODAY), [""; 0]);
    let diff = place.json(&["diff", "tno-2014", "tno-2027"]);
    let (groups, duties) = (&diff["groups"], &diff["duties"]);
    assert_eq!(column(&groups["renamed"], "id"), ["alueryhma"]);
    assert_eq!(rows(&groups["merged"]).len(), 1, "{groups:#}");
    let merged = groups["merged"][0].to_string();
    for id in ["meriryhma", "jokiryhma", "vesiryhma"] {
        assert!(merged.contains(id), "{merged}");
    }
    assert_eq!(column(&groups["ended"], "id"), ["hankeryhma"]);
    assert_eq!(
        rows(&groups["appeared"]).len(),
        0,
        "a merged group is no new one: {groups:#}"
    );
    assert_eq!(column(&duties["added"], "duty"), ["kartta"]);
    assert_eq!(column(&duties["dropped"], "duty"), ["hanke"]);
    assert_eq!(column(&duties["reworded"], "duty"), ["kokous"]);
    assert_eq!(column(&duties["moved"], "duty"), ["viestinta"]);
    assert_eq!(duties["kept"], 2, "who went with their group have not moved");

    let args = ["duties", "--agreement", "tno-2027", "--changed-since", "tno-2014"];
    let changed = place.json(&args);
    for (duty, group, change) in [
        ("kokous", "alueryhma", "reworded"),
        ("viestinta", "alueryhma", "moved"),
        ("kartta", "vesiryhma", "added"),
        ("hanke", "hankeryhma", "dropped"),
        ("meri", "vesiryhma", "kept"),
        ("joki", "vesiryhma", "kept"),
    ] {
        let row = only(&changed, "duty", duty);
        assert_eq!(
            (&row["group"], &row["change"]),
            (&group.into(), &change.into()),
            "{duty}"
        );
    }
    assert_eq!(rows(&changed).len(), 6, "no duty stands twice");
    assert_snapshot!("case_12_diff", place.run_fi(&["diff", "tno-2014", "tno-2027"]));
}

#[test]
fn case_12_a_dissolved_group_leaves_its_duties_without_an_owner() {
    let dissolved = OLD_ANNEX.replace(
        "name: Hankeryhmä\n",
        "name: Hankeryhmä\n    dissolved: 2020-06-30\n",
    );
    let place = Place::of(&[("tno-2014.yaml", &dissolved)]);
    assert_eq!(findings(&place, "2020-06-29"), [""; 0]);
    let lost = ["duty-without-owner | dissolved: 2020-06-30"];
    assert_eq!(findings(&place, "2020-07-01"), lost, "once for the group");
    let groups = place.json(&["groups", "--as-of", "2020-07-01"]);
    assert_eq!(only(&groups, "group", "hankeryhma")["dissolved"], "2020-06-30");
    assert_eq!(rows(&groups).len(), 4, "it stays in the annex that was signed");
    let duties = place.json(&["duties", "--group", "hankeryhma", "--as-of", "2020-07-01"]);
    assert_eq!(column(&duties, "duty"), ["hanke", "viestinta"]);
    assert_eq!(
        column(&duties, "responsible"),
        ["", ""],
        "nobody else is named for them"
    );

    done(
        &place,
        &["renew", "tno-2014", "--starts", "2027-01-01", "--years", "4"],
    );
    let draft = place.read("agreements/tno-2027.yaml");
    let (head, body) = draft.split_once("\nid: tno-2027").expect("a head");
    assert!(head.contains("Hankeryhmä"), "what is left out is told:\n{head}");
    assert!(!body.contains("hanke") && !body.contains("viestinta"), "{body}");
    assert_eq!(
        column(&place.json(&["groups", "--agreement", "tno-2027"]), "group"),
        ["alueryhma", "meriryhma", "jokiryhma"]
    );
}

/// Two regions that work jointly, and those who sign for one, for both and for all.
const JOINT: &str = "\
id: tno-2014
title: Kumppanuussopimus 2014
term: { starts: 2014-01-01, ends: open-ended }
cooperation:
  - [Keski, Tunturi]
groups:
  - id: yhteisryhma
    name: Keski- ja Tunturi-Lapin ryhmä
    regions: [Keski, Tunturi]
    chair: opisto
    members: [opisto, kunta, keskus]
    duties:
      - { id: vuosi, text: Sopii yhteisestä vuodesta. }
signatories:
  - { organisation: kunta, name: Kunta, kind: municipality, regions: [Keski], signed: 2014,
      contact: { role: Kirjaamo, email: kunta@example.fi } }
  - { organisation: opisto, name: Opisto, kind: education, regions: [Keski, Tunturi], signed: 2014,
      contact: { role: Toimisto, email: opisto@example.fi } }
  - { organisation: keskus, name: Ohjauskeskus, kind: guidance-centre, regions: [Tunturi],
      contact: { role: Toimisto, email: keskus@example.fi } }
";

#[test]
fn case_13_two_areas_work_jointly_and_are_counted_once() {
    let place = Place::of(&[("tno-2014.yaml", JOINT)]);
    let listed = place.json(&["signatories"]);
    assert_eq!(column(&listed, "organisation"), ["kunta", "keskus", "opisto"]);
    for (region, organisations) in [
        ("Keski", "kunta,opisto"),
        ("Tunturi", "keskus,opisto"),
        ("Itä", ""),
    ] {
        let of_area = place.json(&["signatories", "--region", region]);
        assert_eq!(
            column(&of_area, "organisation").join(","),
            organisations,
            "{region}"
        );
        let duties = place.json(&["duties", "--region", region]);
        assert_eq!(rows(&duties).len(), usize::from(region != "Itä"), "{region}");
    }
    assert_eq!(column(&place.json(&["groups"]), "group"), ["yhteisryhma"]);
    assert_eq!(column(&place.json(&["duties"]), "duty"), ["vuosi"]);
    let regions = place.json(&["regions"]);
    assert_eq!(
        column(&regions, "region"),
        ["Länsi", "Itä", "Keski", "Tunturi", "Saamelaisalue"]
    );
    assert_eq!(
        column(&regions, "cooperates_with"),
        ["", "", "Tunturi", "Keski", ""]
    );
    assert_eq!(
        column(&regions, "signatories"),
        ["", "", "kunta,opisto", "keskus,opisto", ""]
    );
    assert_eq!(
        column(&regions, "groups"),
        ["", "", "yhteisryhma", "yhteisryhma", ""]
    );

    let agreement = &place.json(&["agreements"])[0];
    assert_eq!(
        (&agreement["signed"], &agreement["signatories"]),
        (&2.into(), &3.into())
    );
    let board = place.json(&["board", "tno-2014"]);
    assert_eq!(
        (&board["signed"], &board["pending"], &board["total"]),
        (&2.into(), &1.into(), &3.into())
    );
    assert_eq!(column(&board["by_region"], "total"), ["0", "0", "2", "2", "0"]);
    assert_eq!(column(&board["by_region"], "signed"), ["0", "0", "2", "1", "0"]);
    assert_eq!(column(&board["rows"], "organisation").len(), 3);
    assert_snapshot!("case_13_regions", place.run_fi(&["regions"]));
}

#[test]
fn case_13_areas_change_between_agreements() {
    let one_group = JOINT.replace("regions: [Keski, Tunturi]\n", "regions: [Keski]\n");
    let place = Place::of(&[("tno-2014.yaml", &one_group)]);
    let waits = findings(&place, TODAY);
    assert!(
        !waits
            .iter()
            .any(|found| found.starts_with("region-without-group")),
        "shared: {waits:?}"
    );
    let apart = one_group.replace("cooperation:\n  - [Keski, Tunturi]\n", "");
    place.write("agreements/tno-2014.yaml", apart.as_bytes());
    let lonely = findings(&place, TODAY);
    let without = lonely
        .iter()
        .filter(|found| found.starts_with("region-without-group"))
        .count();
    assert_eq!(without, 1, "Tunturi alone: {lonely:?}");

    let next = JOINT
        .replace("id: tno-2014\n", "id: tno-2027\nsupersedes: [tno-2014]\n")
        .replace("starts: 2014-01-01", "starts: 2027-01-01")
        .replace(", signed: 2014,", ",")
        .replace("education, regions: [Keski, Tunturi]", "education, regions: all")
        .replace(
            "municipality, regions: [Keski]",
            "municipality, regions: [Tunturi]",
        );
    place.write("agreements/tno-2014.yaml", JOINT.as_bytes());
    place.write("agreements/tno-2027.yaml", next.as_bytes());
    let signatories = &place.json(&["diff", "tno-2014", "tno-2027"])["signatories"];
    assert_eq!(column(&signatories["continuing"], "id").len(), 3);
    assert_eq!(
        (
            rows(&signatories["joined"]).len(),
            rows(&signatories["left"]).len()
        ),
        (0, 0)
    );
    let changed = &signatories["regions_changed"];
    assert_eq!(only(changed, "id", "kunta")["to"], serde_json::json!(["Tunturi"]));
    assert_eq!(rows(changed).len(), 2, "{changed:#}");
    let board = place.json(&["board", "tno-2027"]);
    assert_eq!(board["total"], 3, "all areas are still one signatory");
    assert_eq!(column(&board["by_region"], "total"), ["1", "1", "1", "3", "1"]);
}

/// A municipality that lies in two regions signs for both, and another unit of it for one.
const ENONTEKIO: &str = "\
id: tno-2014
title: Kumppanuussopimus 2014
term: { starts: 2014-01-01, ends: open-ended }
signatories:
  - { organisation: enontekion-kunta, name: Enontekiön kunta, kind: municipality, municipality: Enontekiö,
      regions: [Tunturi, Saamelaisalue], signed: 2014, contact: { role: Kirjaamo, email: kunta@example.fi } }
  - { organisation: opisto, name: Opisto, kind: education, municipality: Enontekiö, regions: [Tunturi], signed: 2014,
      contact: { role: Toimisto, email: opisto@example.fi } }
";

#[test]
fn case_14_a_municipality_in_two_areas() {
    let place = Place::of(&[("tno-2014.yaml", ENONTEKIO)]);
    assert_eq!(findings(&place, TODAY), [""; 0]);
    let regions = place.json(&["regions"]);
    for (region, expected) in [("Tunturi", true), ("Saamelaisalue", true), ("Keski", false)] {
        let municipalities = only(&regions, "region", region)["municipalities"]
            .as_array()
            .expect("a list");
        let n = municipalities.iter().filter(|name| *name == "Enontekiö").count();
        assert_eq!(n, usize::from(expected), "{region}");
    }
    assert_eq!(
        column(&regions, "signatories"),
        ["", "", "", "enontekion-kunta,opisto", "enontekion-kunta"],
        "an area is signed for, not inferred from the municipality"
    );
    let listed = place.json(&["signatories"]);
    assert_eq!(column(&listed, "organisation"), ["enontekion-kunta", "opisto"]);
    assert_eq!(column(&listed, "regions"), ["Tunturi,Saamelaisalue", "Tunturi"]);
    assert_eq!(place.json(&["agreements"])[0]["signatories"], 2);
    let board = place.json(&["board", "tno-2014"]);
    assert_eq!(board["total"], 2);
    assert_eq!(column(&board["by_region"], "total"), ["0", "0", "0", "2", "1"]);
    assert_snapshot!("case_14_regions", place.run_fi(&["regions"]));

    // The division is a default that a registry can replace; what was signed stays as it was.
    place.write(
        "registry.yaml",
        "areas: { Tunturi: [Kittilä, Kolari, Muonio] }\n".as_bytes(),
    );
    let regions = place.json(&["regions"]);
    let municipalities = column(&regions, "municipalities");
    assert_eq!(municipalities[3], "Kittilä,Kolari,Muonio");
    assert!(municipalities[4].contains("Enontekiö"), "{municipalities:?}");
    assert_eq!(column(&regions, "signatories")[3], "enontekion-kunta,opisto");
    assert_eq!(
        findings(&place, TODAY),
        ["outdated-field | areas: { Tunturi: [Kittilä, Kolari, Muonio] }"]
    );
}
