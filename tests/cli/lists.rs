//! Many organisations and many signatures at once, from the lists that people keep.

use insta::assert_snapshot;

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
fn what_is_no_list_is_told() {
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
        assert_eq!(output.status.code(), Some(0), "{}", place.told(&output));
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
