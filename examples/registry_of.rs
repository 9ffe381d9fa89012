//! Makes a registry of any size, for trials and measurements:
//! `cargo run --release --example registry_of -- 1000 /tmp/trial`.
//!
//! Every agreement has 34 signatories, 9 groups and 48 duties, as the model case; each network has a chain of three
//! agreements that supersede each other. The same number makes the same bytes.
#![expect(
    clippy::print_stderr,
    reason = "a tool for developers tells its errors itself"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(n), Some(folder)) = (args.next().and_then(|n| n.parse().ok()), args.next()) else {
        eprintln!("usage: registry_of NUMBER FOLDER");
        return ExitCode::from(2);
    };
    match make(n, Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}

/// Writes `n` agreements below `folder/agreements`.
fn make(n: usize, folder: &Path) -> std::io::Result<()> {
    for i in 0..n {
        // A thousand files a folder keeps file managers calm.
        let shelf = folder.join("agreements").join(format!("{:03}", i / 1000));
        fs::create_dir_all(&shelf)?;
        fs::write(shelf.join(format!("{}.yaml", id(i))), agreement(i))?;
    }
    Ok(())
}

fn id(i: usize) -> String {
    format!("verkosto-{:05}-{}", i / 3, 2012 + 3 * (i % 3))
}

const REGIONS: [&str; 5] = ["Länsi", "Itä", "Keski", "Tunturi", "Saamelaisalue"];
const DUTIES_OF_GROUP: usize = 5;

fn agreement(i: usize) -> String {
    let year = 2012 + 3 * (i % 3);
    let mut yaml = format!(
        "# Made by a generator: nothing here is real.\nid: {}\ntitle: Verkoston {} kumppanuussopimus {year}\n\
         purpose: >-\n  Aikuisten tieto-, neuvonta- ja ohjauspalvelut toteutetaan verkostona, jossa jokainen\n  \
         vastaa omasta osuudestaan.\n",
        id(i),
        i / 3
    );
    if !i.is_multiple_of(3) {
        let _ = writeln!(yaml, "supersedes: [{}]", id(i - 1));
    }
    let _ = write!(
        yaml,
        "term:\n  starts: {year}-01-01\n  ends: open-ended\ndeclared_signatories: 34\nthemes:\n  \
         - {{ id: verkosto, name: Verkostomainen toimintatapa }}\ncooperation:\n  - [Keski, Tunturi]\ngroups:\n"
    );
    (0..9).for_each(|group| self::group(&mut yaml, i / 3, group));
    yaml.push_str("signatories:\n");
    (0..34).for_each(|member| signatory(&mut yaml, i / 3, member, year));
    let _ = writeln!(
        yaml,
        "events:\n  - {{ date: {year}-10-06, title: Tilannekatsauskäynti, place: Rovaniemi, kind: review, public: true }}"
    );
    yaml
}

fn group(yaml: &mut String, network: usize, group: usize) {
    let region = REGIONS[group % 5];
    let _ = write!(
        yaml,
        "  - id: ryhma-{group}\n    name: {region}-Lapin ryhmä {group}\n    regions: [{region}]\n    \
         chair: {}\n    members: [{}, {}]\n    duties:\n",
        organisation(network, group),
        organisation(network, group),
        organisation(network, group + 9)
    );
    // 9 groups of 5 duties, and 3 more in the first group: 48.
    let n = if group == 0 {
        DUTIES_OF_GROUP + 3
    } else {
        DUTIES_OF_GROUP
    };
    for duty in 0..n {
        let _ = write!(
            yaml,
            "      - id: tehtava-{group}-{duty}\n        text: Kokoaa alueen toimijat yhteen ja seuraa palvelujen \
             toteutumista osa-alueella {duty}.\n        responsible: [{}]\n        \
             theme: verkosto\n        every: year\n",
            organisation(network, group)
        );
    }
}

/// The id of the organisation with this number in its network.
fn organisation(network: usize, member: usize) -> String {
    format!("organisaatio-{network}-{member}")
}

fn signatory(yaml: &mut String, network: usize, member: usize, year: usize) {
    let region = REGIONS[member % 5];
    let _ = write!(
        yaml,
        "  - organisation: {}\n    name: Organisaatio {network}/{member}\n    business_id: 1234567-1\n    \
         kind: education\n    municipality: Rovaniemi\n    regions: [{region}]\n    signed: {year}-{:02}-{:02}\n    \
         contact: {{ role: Yhteyshenkilö, email: organisaatio-{member}@example.fi }}\n",
        organisation(network, member),
        1 + member % 12,
        1 + (network + member) % 28
    );
}
