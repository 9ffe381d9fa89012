//! Signatories whose kind is not known: the field is left out, and what shows kinds says so.

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

/// The small agreement with two more signatories, one of them without a kind.
fn place() -> Place {
    let more = "  - { organisation: kirjasto, name: Kirjasto, regions: [Itä], municipality: Salla, signed: 2014-01-03, contact: { role: Toimisto, email: kirjasto@example.fi } }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: [Itä], contact: { role: Toimisto, email: kunta@example.fi } }
";
    Place::of(&[("sopimus-2014.yaml", &format!("{SMALL}{more}"))])
}

#[test]
fn a_signatory_may_have_no_kind() {
    let place = place();
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
    assert_snapshot!(
        "kinds_table",
        place.run(&["signatories"]) + &place.run_fi(&["signatories"])
    );
    assert_snapshot!(
        "kinds_filter_fi",
        place.run_fi(&["signatories", "--kind", "ei tiedossa", "--columns", "name,kind"])
    );
    let rows = place.json(&["signatories", "--kind", "unknown"]);
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
    assert_eq!(rows[0]["kind"], serde_json::Value::Null);
    assert_eq!(
        place.json(&["signatories", "--kind", "kunta"])[0]["organisation"],
        "kunta"
    );
    assert_snapshot!(
        "kinds_sql",
        place.run(&[
            "sql",
            "SELECT organisation_id, kind FROM signatory_overview WHERE kind IS NULL"
        ])
    );
    // A page leaves out what it does not know.
    assert_snapshot!("kinds_page", place.run(&["show", "kirjasto"]));
}

#[test]
fn the_website_says_that_a_kind_is_unknown() {
    let place = place();
    assert_eq!(place.output(&["site", "sivut"]).status.code(), Some(0));
    let list = place.read("sivut/organisaatiot/index.html");
    assert_eq!(list.matches(">ei tiedossa</td>").count(), 1, "{list}");
    let page = place.read("sivut/organisaatiot/kirjasto.html");
    assert!(page.contains("<dt>kunta</dt>"), "{page}");
    assert!(!page.contains("<dt>laji</dt>"), "{page}");
    for path in ["sopimukset/sopimus-2014.html", "alueet/ita.html"] {
        let table = place.read(&format!("sivut/{path}"));
        assert_eq!(table.matches(">ei tiedossa</td>").count(), 1, "{path}: {table}");
    }
}

/// Nothing is guessed: what is registered without a kind has none, unless another agreement says it.
#[test]
fn a_kind_that_no_one_gives_is_not_written() {
    let place = place();
    let new = [
        "register",
        "sopimus-2014",
        "--organisation",
        "seura",
        "--name",
        "Seura",
    ];
    assert_eq!(place.output(&new).status.code(), Some(0));
    for (file, list) in [
        ("ilman.csv", "Nimi;Alueet\nYhdistys;Itä\n"),
        (
            "tyhja.csv",
            "Nimi;Laji;Alueet\nOsuuskunta;;Itä\nSäätiö;ei tiedossa;Itä\nOy Ab;Unknown;Itä\nLukio;oppilaitos;Itä\n",
        ),
    ] {
        place.write(file, list.as_bytes());
        let output = place.output(&["register", "sopimus-2014", "--from", file]);
        assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    }
    let file = place.read("agreements/sopimus-2014.yaml");
    let new = file
        .split_once("kunta@example.fi } }\n")
        .expect("the last entry")
        .1;
    assert_snapshot!("kinds_registered", new);
    let draft = place.run(&["renew", "sopimus-2014", "--starts", "2027-01-01", "--dry-run"]);
    let (_, carried) = draft
        .split_once("- organisation: kirjasto\n")
        .expect("it is carried over");
    assert_snapshot!(
        "kinds_renewed",
        carried.split("- organisation").next().unwrap_or_default()
    );
}
