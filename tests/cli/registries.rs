//! Every command in registries of three kinds: the model case, the network of `examples/kainuu` with regions of its
//! own, and one without regions. An answer has the regions of its network and those of no other.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use mail_parser::MessageParser;

use super::harness::Place;
use super::no_regions::libraries;

/// What an answer has to do with regions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// It names each region of the network.
    Each,
    /// It names some of them.
    Several,
    /// It names a region where the question is about one that has something.
    Perhaps,
    /// The question is about regions: a network without them says so.
    Asked,
    /// It may be refused, as the agreement is.
    Tried,
    /// Data for other programs, which has the field of regions in every network.
    Data,
}
use Says::{Asked, Data, Each, Perhaps, Several, Tried};

/// The commands, each after a word for what it has to do with regions.
const COMMANDS: &str = include_str!("registries.txt");

fn commands() -> impl Iterator<Item = (&'static str, Says)> {
    let lines = COMMANDS.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let (word, command) = line.split_once(' ').expect("a command is after a word");
        let says = match word {
            "each" => Each,
            "several" => Several,
            "perhaps" => Perhaps,
            "asked" => Asked,
            "tried" => Tried,
            "data" => Data,
            _ => panic!("unknown word `{word}`"),
        };
        (command.trim_start(), says)
    })
}

/// Commands whose answer is the same in every registry.
const SAME_EVERYWHERE: [&str; 4] = ["explain", "completions", "man", "init"];

/// A registry and what `{…}` is in it.
struct Example {
    place: Place,
    parts: [(&'static str, &'static str); 5],
    /// Each of its regions by what it is called: the id, or a name in Finnish or English.
    regions: &'static [&'static [&'static str]],
    /// Words of the other networks.
    foreign: &'static [&'static str],
}

const OF_LAPLAND: &[&str] = &[
    "Lapin",
    "Lappi",
    "Lapland",
    "Länsi",
    "Itä",
    "Keski",
    "Tunturi",
    "Saamelaisalue",
    "Rovaniemi",
    "Kemi",
    "Inari",
    "Sodankylä",
];
const OF_KAINUU: &[&str] = &["Kainuu", "Kainuun", "Kajaani", "Kajaanin", "Kuhmo", "Sotkamo"];

fn lapland() -> Example {
    Example {
        place: Place::example(),
        parts: [
            ("{agreement}", "lapin-tno-2014"),
            ("{draft}", "lapin-tno-2017"),
            ("{organisation}", "lappia"),
            ("{group}", "alueryhma-lansi"),
            ("{region}", "Länsi"),
        ],
        regions: &[&["Länsi"], &["Itä"], &["Keski"], &["Tunturi"], &["Saamelaisalue"]],
        foreign: OF_KAINUU,
    }
}

fn kainuu() -> Example {
    Example {
        place: Place::kainuu(),
        parts: [
            ("{agreement}", "hyvinvointi-2024"),
            ("{draft}", "hyvinvointi-2027"),
            ("{organisation}", "esimerkkiopisto"),
            ("{group}", "yla-kainuun-ryhma"),
            ("{region}", "kajaanin seutu"),
        ],
        regions: &[
            &["Ylä-Kainuu", "Upper Kainuu"],
            &["Kajaani"],
            &["Ala-Kainuu"],
            &["Etäpalvelut", "Yhteiset etäpalvelut", "Remote services"],
        ],
        foreign: OF_LAPLAND,
    }
}

fn without_regions() -> Example {
    Example {
        place: libraries(),
        parts: [
            ("{agreement}", "kirjastot-2024"),
            ("{draft}", "kirjastot-2027"),
            ("{organisation}", "paakirjasto"),
            ("{group}", "ohjausryhma"),
            ("{region}", "Pohjoinen"),
        ],
        regions: &[],
        foreign: OF_LAPLAND,
    }
}

impl Example {
    /// What a command says and writes.
    fn answer(&self, command: &str, lang: &str) -> String {
        // What is between quotation marks is one argument.
        let parts = command.split('"').enumerate();
        let mut args: Vec<String> = Vec::new();
        for (at, part) in parts {
            match at % 2 {
                0 => args.extend(part.split_whitespace().map(str::to_owned)),
                _ => args.push(part.to_owned()),
            }
        }
        for (part, value) in self.parts {
            for arg in &mut args {
                *arg = arg.replace(part, value);
            }
        }
        args.extend(["--lang".to_owned(), lang.to_owned()]);
        let before = self.files();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = self.place.output(&args);
        let mut said = self.place.describe(&output);
        for file in self.files().difference(&before) {
            said += &written(&self.place.path(file));
        }
        said
    }

    /// What the answers left in the folder, without the index.
    fn files(&self) -> BTreeSet<String> {
        let root = self.place.path("");
        let entries = walkdir::WalkDir::new(&root).into_iter();
        let files = entries.map(|entry| entry.expect("the folder can be read"));
        let files = files.filter(|entry| entry.file_type().is_file());
        let paths = files.map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("it is below the folder");
            path.display().to_string()
        });
        paths.filter(|path| !path.starts_with("registry.db")).collect()
    }

    /// The answers to a command in both languages, each file that it writes once.
    fn answers(&self, command: &str) -> [String; 2] {
        let finnish = self.answer(command, "fi");
        let folders = [
            "kirjeet",
            "ryhmat",
            "organisaatiot",
            "alueet",
            "sivut",
            "julkiset",
        ];
        for folder in folders {
            let path = self.place.path(folder);
            if path.exists() {
                fs::remove_dir_all(path).expect("a folder of the test can be removed");
            }
        }
        for file in ["tyhja.xlsx", "tyokirja.xlsx"] {
            let file = self.place.path(file);
            if file.exists() {
                fs::remove_file(file).expect("a file of the test can be removed");
            }
        }
        [finnish, self.answer(command, "en")]
    }
}

/// The words of a file that a person reads.
fn written(path: &Path) -> String {
    let bytes = fs::read(path).expect("a file that was written can be read");
    let ending = path.extension().unwrap_or_default();
    if ending == "eml" {
        let letter = MessageParser::default().parse(&bytes).expect("it is a letter");
        return letter.body_text(0).expect("it has a text").into_owned();
    }
    // What is the same for every network.
    if ending == "css" || path.file_name().is_some_and(|name| name == "haku.js") {
        return String::new();
    }
    if ending != "docx" && ending != "xlsx" {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a package");
    let mut text = String::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).expect("a part can be read");
        part.read_to_string(&mut text).expect("a part is XML");
    }
    text
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric()).collect()
}

/// What is wrong with the answers to a command, where `fault` sees something.
fn assert_right(example: &Example, fault: impl Fn(Says, &str) -> Option<String>) {
    let mut faults = Vec::new();
    for (command, says) in commands() {
        for answer in example.answers(command) {
            let words = words(&answer);
            let foreign = example.foreign.iter().find(|word| words.contains(*word));
            let foreign = foreign.map(|word| format!("says {word}"));
            let fault = foreign.or_else(|| fault(says, &answer));
            faults.extend(fault.map(|fault| format!("--- {command}: {fault}\n{answer}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn assert_own_regions(example: &Example) {
    assert_right(example, |says, answer| {
        let named = example.regions.iter();
        let n_named = named
            .filter(|names| names.iter().any(|name| answer.contains(name)))
            .count();
        let expected = match says {
            Each => example.regions.len(),
            Several => 1,
            Perhaps | Tried | Asked | Data => 0,
        };
        if says != Tried && !answer.contains("--- exit 0\n") {
            return Some("fails".to_owned());
        }
        (n_named < expected).then(|| format!("names {n_named} regions"))
    });
}

#[test]
fn the_model_case_has_its_regions_everywhere() {
    assert_own_regions(&lapland());
}

#[test]
fn another_network_has_its_own_regions_everywhere() {
    let example = kainuu();
    assert_eq!(
        example.place.run(&["validate"]),
        "no findings\n--- exit 0\n",
        "the example has no findings"
    );
    assert_own_regions(&example);
}

#[test]
fn a_renewal_has_the_regions_of_its_network() {
    let place = Place::kainuu();
    fs::remove_file(place.path("agreements/hyvinvointi-2027.yaml")).expect("the draft can be removed");
    let output = place.output(&["renew", "hyvinvointi-2024", "--starts", "2027-01-01"]);
    assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    let draft = place.read("agreements/hyvinvointi-2027.yaml");
    for line in [
        "    regions: [Ylä-Kainuu]\n",
        "    regions: [Ala-Kainuu, Etäpalvelut]\n",
        "  - [Ylä-Kainuu, Ala-Kainuu]\n",
        "    kind: sports-club\n",
    ] {
        assert!(draft.contains(line), "{line}: {draft}");
    }
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
}

#[test]
fn a_network_without_regions_shows_nothing_of_them() {
    assert_right(&without_regions(), |says, answer| {
        let folded = answer.to_lowercase();
        match says {
            Asked => {
                let told = ["tässä verkostossa ei ole alueita", "this network has no regions"];
                let is_told = told.iter().any(|told| folded.contains(told));
                (!is_told).then(|| "does not say that there are none".to_owned())
            }
            Data => None,
            Each | Several | Perhaps if !answer.contains("--- exit 0\n") => Some("fails".to_owned()),
            Each | Several | Perhaps | Tried => {
                let is_of_regions = |word: &&str| {
                    let beginnings = ["alue", "region", "kartta"];
                    beginnings.iter().any(|beginning| word.starts_with(beginning))
                };
                let found = words(&folded).into_iter().find(is_of_regions);
                found.map(|word| format!("says {word}"))
            }
        }
    });
}

/// A new command is tried in all registries, or named as one that is the same in each.
#[test]
fn every_command_is_tried() {
    let help = Place::empty().run(&["--help"]);
    let (_, list) = help
        .split_once("\nCommands:\n")
        .expect("the help lists the commands");
    let (list, _) = list.split_once("\n\n").expect("the list ends");
    let all = list
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let all: BTreeSet<&str> = all.filter_map(|line| line.split_whitespace().next()).collect();
    let tried = commands().filter_map(|(command, _)| command.split(' ').next());
    let tried: BTreeSet<&str> = tried
        .filter(|name| *name != "check")
        .chain(SAME_EVERYWHERE)
        .collect();
    assert_eq!(tried, all);
}
