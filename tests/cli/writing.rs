//! Files that commands write: none before it is sure that the answer can be told, and none in the place
//! of a link.

use insta::assert_snapshot;

use super::harness::Place;

/// A format that the answer does not have is found before anything is written.
#[test]
fn a_format_that_cannot_be_had_keeps_everything_from_being_written() {
    let place = Place::example();
    assert_snapshot!(
        "site_no_format_fi",
        place.run_fi(&["site", "sivut", "--format", "csv"])
    );
    assert!(!place.path("sivut").exists());
    assert_snapshot!("load_no_format", place.run(&["load", "-o", "tulos.csv"]));
    assert!(!place.path("registry.db").exists() && !place.path("tulos.csv").exists());
    let path = "agreements/lapin-tno-2012.yaml";
    let before = "id: lapin-tno-2012\ntitle: Sopimus\nterm: { starts: 1.1.2012, ends: 2014 }\n";
    place.write(path, before.as_bytes());
    let output = place.output(&["validate", "--fix", "--format", "csv"]);
    assert_eq!(output.status.code(), Some(2), "{}", place.told(&output));
    assert_eq!(place.read(path), before);
}
