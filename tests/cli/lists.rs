//! Many organisations and many signatures at once, from the lists that people keep.

use insta::assert_snapshot;

use rust_xlsxwriter::Workbook;

use super::harness::{Place, SMALL};

const MEMBERS: &str = "\
Verkoston uudet jäsenet;;;;;;
;;;;;;
Nimi;Y-tunnus;Laji;Kunta;Alueet;Sähköposti;Huomautus
Inarin esimerkkiopisto;22969621;oppilaitos;inari;Saamelaisalue, Tunturi;opisto@example.fi;soita
Esimerkkiseura ry;;yhdistys;;koko maakunta;seura@example.fi;
";

fn place() -> Place {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    place.write("jasenet.csv", MEMBERS.as_bytes());
    place
}

#[test]
fn a_list_is_registered_whole_after_a_preview() {
    let place = place();
    let args = ["register", "sopimus-2014", "--from", "jasenet.csv"];
    assert_snapshot!(
        "list_preview_fi",
        place.run_fi(&[&args[..], &["--preview"]].concat())
    );
    assert_snapshot!("list_dry_run", place.run(&[&args[..], &["--dry-run"]].concat()));
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), SMALL);
    assert_snapshot!("list_registered_fi", place.run_fi(&args));
    let file = place.read("agreements/sopimus-2014.yaml");
    assert!(file.starts_with(SMALL), "what stood there stays: {file}");
    assert_snapshot!("list_file", &file[SMALL.len()..]);
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
    // They are there already: the second run refuses them, and names their rows.
    assert_snapshot!("list_again_fi", place.run_fi(&args));
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), file);
}

#[test]
fn one_bad_row_keeps_all_from_being_registered() {
    let place = place();
    let list = MEMBERS
        .replace("22969621", "2296962-2")
        .replace("koko maakunta", "Pohjoinen");
    place.write("jasenet.csv", list.as_bytes());
    for args in [
        &["register", "sopimus-2014", "--from", "jasenet.csv"][..],
        &["register", "sopimus-2014", "--from", "jasenet.csv", "--preview"],
    ] {
        let output = place.output(args);
        assert_eq!(output.status.code(), Some(1));
    }
    assert_snapshot!(
        "list_bad_rows_fi",
        place.run_fi(&["register", "sopimus-2014", "--from", "jasenet.csv"])
    );
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), SMALL);
}

#[test]
fn what_is_no_list_is_shown() {
    let place = place();
    place.write("a.docx", b"x");
    place.write("a.xlsx", b"x");
    place.write("a.csv", b"Osapuoli\nA\n");
    for (name, file) in [
        ("ending", "a.docx"),
        ("workbook", "a.xlsx"),
        ("headings", "a.csv"),
        ("missing", "b.csv"),
    ] {
        assert_snapshot!(
            format!("no_list_{name}_fi"),
            place.run_fi(&["register", "sopimus-2014", "--from", file])
        );
    }
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), SMALL);
}

/// The template that the program writes is a list that it reads, and is never overwritten.
#[test]
fn the_template_is_read_back() {
    let place = place();
    for (lang, file) in [("fi", "pohja.xlsx"), ("en", "template.xlsx")] {
        let output = place.output(&["register", "--template", file, "--lang", lang]);
        assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
        let bytes = std::fs::read(place.path(file)).expect("the template is there");
        let again = place.output(&["register", "--template", file, "--lang", lang]);
        assert_eq!(again.status.code(), Some(2));
        assert_eq!(std::fs::read(place.path(file)).expect("it is still there"), bytes);
    }
    assert_snapshot!(
        "template_read_fi",
        place.run_fi(&["register", "sopimus-2014", "--from", "pohja.xlsx"])
    );
    assert_snapshot!(
        "template_other_ending",
        place.run(&["register", "--template", "pohja.ods"])
    );
    let twice = ["a.xlsx", "b.xlsx"].map(|file| {
        place.run(&["register", "--template", file]);
        std::fs::read(place.path(file)).expect("the template is there")
    });
    assert_eq!(twice[0], twice[1], "made twice, it has the same bytes");
}

#[test]
fn signatures_come_from_a_list() {
    let place = place();
    place.run(&["register", "sopimus-2014", "--from", "jasenet.csv"]);
    place.write(
        "nimet.csv",
        "Organisaatio,Allekirjoitettu,Asema,Päätös\n\
         inarin-esimerkkiopisto,3.10.2026,rehtori,\"Hallitus 1.10.2026, § 4\"\n\
         Esimerkkiseura ry,,,\n\
         opisto,2.1.2014,,\n"
            .as_bytes(),
    );
    let before = place.read("agreements/sopimus-2014.yaml");
    assert_snapshot!(
        "signatures_from_list_fi",
        place.run_fi(&["sign", "sopimus-2014", "--from", "nimet.csv"])
    );
    let expected = before.replace(
        "    regions: [Tunturi, Saamelaisalue]\n    joined: 2026-11-21\n",
        "    regions: [Tunturi, Saamelaisalue]\n    signed: 2026-10-03\n    signed_by: rehtori\n    \
         decision: Hallitus 1.10.2026, § 4\n    joined: 2026-11-21\n",
    );
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), expected);
    place.write(
        "nimet.csv",
        "Nimi;Pvm\nOpisto;3.1.2014\nEsimerkkiseura ry;1.1.2030\nOpisti;1.1.2026\n".as_bytes(),
    );
    assert_snapshot!(
        "signatures_misfit",
        place.run(&["sign", "sopimus-2014", "--from", "nimet.csv"])
    );
    place.write(
        "nimet.csv",
        "Nimi;Pvm\nOpisto;3.1.2014\nEsimerkkiseura ry;1.1.2030\n".as_bytes(),
    );
    assert_snapshot!(
        "signatures_refused_fi",
        place.run_fi(&["sign", "sopimus-2014", "--from", "nimet.csv"])
    );
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), expected);
}

/// Two signatories, of whom none has signed.
const TWO: &str = "\
id: s1
title: Sopimus s1
term: { starts: 2024-01-01, ends: 2026-12-31 }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, contact: { role: r, email: aa@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: all, contact: { role: r, email: bb@example.fi } }
";

#[test]
fn the_shape_of_a_list_is_checked_before_its_content() {
    let place = Place::of(&[("s1.yaml", TWO)]);
    place.write(
        "lista.csv",
        "Nimi;Alueet;Tehtävä\nOrg A;Itä;\"Rehtori\nOrg B;Pohjoinen;Toimisto\nAa;Keski;Kanslia;x\nOrg D;Keski\nBb;Itä\n"
            .as_bytes(),
    );
    let args = ["register", "s1", "--from", "lista.csv", "--dry-run"];
    // What is wrong with the shape, with the content and with the acts of single rows: all in one run.
    assert_snapshot!("shape_register", place.run(&args));
    assert_snapshot!("shape_register_fi", place.run_fi(&args));
    place.write(
        "allek.csv",
        "Organisaatio;Allekirjoitettu;Asema\naa;29.2.2024;\"Johtaja\nbb;1.3.2024;\n".as_bytes(),
    );
    assert_snapshot!(
        "shape_sign_fi",
        place.run_fi(&["sign", "s1", "--from", "allek.csv", "--dry-run"])
    );
    place.write(
        "allek.csv",
        "Allekirjoittaja;Pvm\naa;ei vielä\nbb;1.3.2024\n".as_bytes(),
    );
    assert_snapshot!(
        "shape_heading_fi",
        place.run_fi(&["sign", "s1", "--from", "allek.csv", "--dry-run"])
    );
    assert_eq!(place.read("agreements/s1.yaml"), TWO);
}

#[test]
fn hidden_rows_are_recorded_only_when_asked_for() -> Result<(), rust_xlsxwriter::XlsxError> {
    let place = Place::of(&[("s1.yaml", TWO)]);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Organisaatio", "Allekirjoitettu"])?;
    sheet.write_row(1, 0, ["aa", "29.2.2024"])?;
    sheet.write_row(2, 0, ["bb", "1.3.2024"])?;
    sheet.autofilter(0, 0, 2, 1)?;
    sheet.set_row_hidden(2)?;
    place.write("suodatettu.xlsx", &workbook.save_to_buffer()?);
    let args = ["sign", "s1", "--from", "suodatettu.xlsx"];
    assert_snapshot!("hidden_asked", place.run(&args));
    assert_snapshot!("hidden_asked_fi", place.run_fi(&args));
    assert_eq!(place.read("agreements/s1.yaml"), TWO);
    let skip = [&args[..], &["--hidden", "skip"]].concat();
    assert_snapshot!("hidden_skipped", place.run(&skip));
    let file = place.read("agreements/s1.yaml");
    assert!(
        file.contains("signed: 2024-02-29") && !file.contains("2024-03-01"),
        "{file}"
    );
    let include = [&args[..], &["--hidden", "include"]].concat();
    assert_snapshot!("hidden_included", place.run(&include));
    assert!(place.read("agreements/s1.yaml").contains("signed: 2024-03-01"));
    Ok(())
}

/// Every list of signatories of the example, in both languages and formats: as signatures it says what
/// is on record, and as new signatories it makes the same list again.
#[test]
fn what_is_exported_is_taken_in_again() {
    let place = Place::example();
    let new = "id: uusi\ntitle: Uusi\nterm: { starts: 2030-01-01, ends: 2032-12-31 }\nsignatories: []\n";
    for agreement in ["lapin-tno-2014", "lapin-tno-2017", "keski-tunturi-2015"] {
        let listed = |place: &Place, agreement: &str| {
            let args = [
                "signatories",
                "--agreement",
                agreement,
                "--contacts",
                "--format",
                "json",
            ];
            let rows: serde_json::Value =
                serde_json::from_slice(&place.output(&args).stdout).expect("the answer is JSON");
            rows.as_array()
                .expect("a list")
                .iter()
                .map(facts_of_entry)
                .collect::<Vec<_>>()
        };
        for (lang, ending) in [("fi", "csv"), ("en", "csv"), ("fi", "xlsx"), ("en", "xlsx")] {
            let file = format!("{agreement}-{lang}.{ending}");
            let export = [
                "signatories",
                "--agreement",
                agreement,
                "--contacts",
                "--lang",
                lang,
                "-o",
                &file,
            ];
            assert_eq!(place.output(&export).status.code(), Some(0));
            let before = place.read(&format!("agreements/{agreement}.yaml"));
            let signed = place.output(&["sign", agreement, "--from", &file]);
            assert_eq!(
                place.read(&format!("agreements/{agreement}.yaml")),
                before,
                "{file}"
            );
            let has_signed = before.contains("signed:");
            assert_eq!(
                signed.status.code(),
                Some(i32::from(!has_signed)),
                "{}",
                place.describe(&signed)
            );
            let other = Place::of(&[("uusi.yaml", new)]);
            other.write(
                &file,
                &std::fs::read(place.path(&file)).expect("the list is there"),
            );
            // Who joined during the old term is in from the beginning of the new one.
            let joined = if lang == "fi" { "liittynyt" } else { "joined" };
            let register = ["register", "uusi", "--from", &file, "--skip-column", joined];
            let registered = other.output(&register);
            assert_eq!(
                registered.status.code(),
                Some(0),
                "{}",
                other.describe(&registered)
            );
            assert_eq!(listed(&other, "uusi"), listed(&place, agreement), "{file}");
        }
    }
}

/// What a list of new signatories can say of an entry.
fn facts_of_entry(row: &serde_json::Value) -> serde_json::Value {
    let of_entry = [
        "organisation",
        "name",
        "business_id",
        "kind",
        "municipality",
        "regions",
    ];
    let of_contact = ["role", "email", "phone"];
    let facts = of_entry.map(|field| row[field].clone());
    let contact = of_contact.map(|field| row["contact"][field].clone());
    serde_json::json!([facts, contact])
}
