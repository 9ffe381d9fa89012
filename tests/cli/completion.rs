//! Completion in the shell, through the script that `completions bash` writes and a real bash.

use std::process::Command;

use super::harness::Place;

/// What bash would complete for the last of these words.
fn completed(place: &Place, words: &str) -> Vec<String> {
    let script = format!(
        r#"
        PATH="{bin}:$PATH"
        source <(kumppani completions bash)
        COMP_WORDS=({words})
        COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
        _clap_complete_kumppani kumppani "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"
        printf '%s\n' "${{COMPREPLY[@]}}"
        "#,
        bin = std::path::Path::new(env!("CARGO_BIN_EXE_kumppani"))
            .parent()
            .expect("the program is in a folder")
            .display(),
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(place.path(""))
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .env("PATH", "/usr/bin:/bin")
        .output()
        .expect("bash can be started");
    assert!(output.stderr.is_empty(), "{}", place.describe(&output));
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn the_ids_of_the_registry_complete() {
    let place = Place::example();
    for (words, expected) in [
        ("kumppani ext", &["extend"][..]),
        (
            "kumppani board lapin-tno-20",
            &["lapin-tno-2012", "lapin-tno-2014", "lapin-tno-2017"],
        ),
        ("kumppani sign lapin-tno-2017 lappi", &["lappia"]),
        // Everybody has signed this one: there is no one left to sign.
        ("kumppani sign lapin-tno-2014 lappi", &[]),
        ("kumppani --lang fi sign lapin-tno-2014 lappi", &[]),
        ("kumppani sign lapin-tno-2017 lappia lappi", &[]),
        ("kumppani withdraw lapin-tno-2014 lappi", &["lappia"]),
        (
            "kumppani duties --group alueryhma-k",
            &["alueryhma-keski", "alueryhma-keski-tunturi"],
        ),
        ("kumppani organisation cease lapin-te", &["lapin-te-palvelut"]),
        ("kumppani show keski", &["keski-tunturi-2015"]),
        ("kumppani signatories --region Sa", &["Saamelaisalue"]),
        ("kumppani group le", &["leave"]),
        (
            "kumppani set lapin-tno-2017 term.e",
            &["term.ends", "term.extended"],
        ),
        (
            "kumppani set lapin-tno-2017 signatories.lappia.contact.e",
            &["signatories.lappia.contact.email"],
        ),
        (
            "kumppani remove lapin-tno-2017 groups.koordinaatioryhma.duties.koord-al",
            &["groups.koordinaatioryhma.duties.koord-alueet"],
        ),
        ("kumppani set lapin-tno-2017 nothing.", &[]),
        (
            "kumppani duty add lapin-tno-2017/koord",
            &["lapin-tno-2017/koordinaatioryhma"],
        ),
        (
            "kumppani group join lapin-tno-2014/koord",
            &["lapin-tno-2014/koordinaatioryhma"],
        ),
        ("kumppani correct lapin-tno-2014 lappi", &["lappia"]),
        ("kumppani undo --dr", &["--dry-run"]),
        ("kumppani group join alueryhma-l", &["alueryhma-lansi"]),
        ("kumppani group chair x lappi", &["lappia"]),
        ("kumppani group join x y --in-place-of lappi", &["lappia"]),
        ("kumppani region re", &["rename"]),
        ("kumppani region rename Sa", &["Saamelaisalue"]),
        ("kumppani region rename Saamelaisalue Tu", &[]),
        (
            "kumppani templates --copy reminder.",
            &["reminder.fi.txt", "reminder.en.txt"],
        ),
        ("kumppani attach lapin-tno-2014 x --of lappi", &["lappia"]),
        ("kumppani attach lapin-tno-2014 x --kind mi", &["minutes"]),
        ("kumppani suppose --cease lapin-te", &["lapin-te-palvelut"]),
        (
            "kumppani suppose --cease x --on 2024 --successor lappi",
            &["lappia"],
        ),
        ("kumppani suppose --terminate keski", &["keski-tunturi-2015"]),
        ("kumppani board zzz", &[]),
    ] {
        let expected: Vec<String> = if expected.is_empty() {
            vec![String::new()]
        } else {
            expected.iter().map(ToString::to_string).collect()
        };
        assert_eq!(completed(&place, words), expected, "{words}");
    }
}

#[test]
fn a_group_completes_to_what_show_takes() {
    let place = super::networks::networks();
    assert_eq!(completed(&place, "kumppani show ti"), ["tiimi"]);
    assert_eq!(
        completed(&place, "kumppani show lansi-2024/"),
        ["lansi-2024/ohjausryhma"]
    );
    assert_eq!(completed(&place, "kumppani duties --group oh"), ["ohjausryhma"]);
}

#[test]
fn the_regions_are_those_of_the_network() {
    for (place, expected) in [
        (
            Place::kainuu(),
            &["Ylä-Kainuu", "Kajaani", "Ala-Kainuu", "Etäpalvelut"][..],
        ),
        (super::no_regions::libraries(), &[""]),
    ] {
        assert_eq!(completed(&place, "kumppani signatories --region ''"), expected);
    }
}

#[test]
fn outside_a_registry_only_the_command_line_completes() {
    let place = Place::empty();
    assert_eq!(completed(&place, "kumppani board la"), [""]);
    assert_eq!(completed(&place, "kumppani boa"), ["board"]);
    assert_eq!(
        completed(&place, "kumppani templates --copy docu"),
        ["document.html", "document.typ"]
    );
    let elsewhere = Place::example();
    let words = format!(
        "kumppani --dir {} board lapin-tno-2012",
        elsewhere.path("").display()
    );
    assert_eq!(completed(&place, &words), ["lapin-tno-2012"]);
}

/// An agreement whose file has errors is there, too: whoever looks for it learns why it cannot be used.
#[test]
fn an_agreement_with_errors_completes() {
    let place = Place::of(&[
        ("e1.yaml", "id: e1\n"),
        (
            "e2.yaml",
            "id: e2\ntitle: E\nterm: { starts: 2024, ends: open-ended }\n",
        ),
    ]);
    assert_eq!(completed(&place, "kumppani board e"), ["e1", "e2"]);
}
