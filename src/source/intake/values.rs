//! The meaning of single cells. A value that only a person can decide is a misfit, never a guess;
//! where the files ask for one spelling, every spelling that certainly means it is taken.

use unicode_normalization::UnicodeNormalization as _;

use super::list::CellOf;
use super::{KnownOrganisations, Misfit};
use crate::model::{
    BusinessId, BusinessIdProblem, DateProblem, Network, OrganisationId, OrganisationKind, PartialDate,
    Regions, fold, is_email, is_one_of, nearest, without_invisible,
};
use crate::source::decode::is_forbidden;
use crate::wording;
use crate::wording::{Lang, Wording};

/// A text as the files have it: composed (NFC), and without characters that have no place in one.
pub(super) fn text(cell: CellOf<'_>) -> Result<String, Box<Misfit>> {
    let text = cell.lines;
    match text.chars().find(|c| is_forbidden(*c)) {
        None => Ok(text.nfc().collect()),
        Some(stranger) => {
            let name = format!("U+{:04X}", u32::from(stranger));
            Err(cell.misfit(
                wording!(
                    en: "the text contains the invisible character {name}",
                    fi: "tekstissä on näkymätön merkki {name}"
                ),
                Wording::fixed("type the text again", "kirjoita teksti uudelleen"),
            ))
        }
    }
}

/// A name, on one line: a cell often breaks a long one.
pub(super) fn name(cell: CellOf<'_>) -> Result<String, Box<Misfit>> {
    let text = text(cell)?;
    let text = without_invisible(&text);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.collect::<Vec<_>>().join(" "))
}

/// Whether a text says that there is no value: a dash, or words for it.
fn says_nothing(text: &str) -> bool {
    let words = fold(text);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    words.is_empty()
        || words.starts_with("ei ")
        || words.starts_with("not ")
        || words.starts_with("puuttu")
        || matches!(
            words,
            "ei" | "no"
                | "none"
                | "n/a"
                | "na"
                | "nil"
                | "null"
                | "tyhja"
                | "empty"
                | "missing"
                | "unknown"
                | "odottaa"
                | "odotetaan"
                | "pending"
                | "kesken"
                | "avoin"
                | "open"
                | "tba"
                | "tbc"
                | "tbd"
                | "myohemmin"
                | "later"
                | "tulossa"
                | "tuntematon"
        )
}

/// What is wrong with a value; one that only says that there is none is to be left out.
fn not_a_value(cell: CellOf<'_>, message: Wording, help: Wording) -> Box<Misfit> {
    let help = if says_nothing(cell.text) {
        Wording::fixed("leave the cell empty", "jätä solu tyhjäksi")
    } else {
        help
    };
    cell.misfit(message, help)
}

/// A year, a month or a day, in either way of writing.
pub(super) fn date(cell: CellOf<'_>) -> Result<PartialDate, Box<Misfit>> {
    let text = cell.text;
    let form = Wording::fixed(
        "write 15.1.2014 or 2014-01-15; 1.2014 or 2014 if no more is known",
        "kirjoita 15.1.2014 tai 2014-01-15; 1.2014 tai 2014, jos enempää ei tiedetä",
    );
    match PartialDate::parse_either(text) {
        Ok(date) if date.is_plausible() => Ok(date),
        Ok(_) => Err(cell.misfit(
            wording!(en: "implausible year in `{text}`", fi: "epäuskottava vuosi päivässä `{text}`"),
            form,
        )),
        Err(DateProblem::NoSuchDay) => Err(cell.misfit(
            wording!(en: "nonexistent day `{text}`", fi: "päivää `{text}` ei ole olemassa"),
            Wording::fixed("check the day and the month", "tarkista päivä ja kuukausi"),
        )),
        Err(_) => match day_of_serial(text) {
            Some(day) => Err(cell.misfit(
                wording!(
                    en: "invalid date `{text}`; as a spreadsheet number it is {day}",
                    fi: "virheellinen päivä `{text}`; taulukkolaskennan lukuna se on {day}",
                    day
                ),
                Wording::fixed(
                    "format the cells as dates, or write the day as text",
                    "muotoile solut päivämääriksi tai kirjoita päivä tekstinä",
                ),
            )),
            None => Err(not_a_value(
                cell,
                wording!(en: "invalid date `{text}`", fi: "virheellinen päivä `{text}`"),
                form,
            )),
        },
    }
}

/// The day that a spreadsheet keeps as this number: days since 30 December 1899.
fn day_of_serial(text: &str) -> Option<PartialDate> {
    let days: u64 = text.parse().ok().filter(|days| (20_000..80_000).contains(days))?;
    let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    epoch
        .checked_add_days(chrono::Days::new(days))
        .map(PartialDate::Day)
}

/// A business id; `22969621` certainly means `2296962-1`.
pub(super) fn business_id(cell: CellOf<'_>) -> Result<BusinessId, Box<Misfit>> {
    let text = cell.text;
    match BusinessId::parse(text) {
        Ok(id) | Err(BusinessIdProblem::Means(id)) => Ok(id),
        Err(BusinessIdProblem::Shape) => Err(not_a_value(
            cell,
            wording!(en: "invalid business id `{text}`", fi: "virheellinen Y-tunnus `{text}`"),
            Wording::fixed(
                "it has seven digits, a hyphen and a check digit",
                "siinä on seitsemän numeroa, yhdysviiva ja tarkistusnumero",
            ),
        )),
        Err(BusinessIdProblem::CheckDigit) => Err(cell.misfit(
            wording!(
                en: "wrong check digit in `{text}`",
                fi: "Y-tunnuksen `{text}` tarkistusnumero on väärä"
            ),
            Wording::fixed(
                "look it up in the business register (ytj.fi)",
                "tarkista Y-tunnus YTJ:stä (ytj.fi)",
            ),
        )),
    }
}

/// A kind by its code or by its word in either language; `None` where the cell says, as the program itself does,
/// that it is unknown.
pub(super) fn kind(cell: CellOf<'_>, network: &Network) -> Result<Option<OrganisationKind>, Box<Misfit>> {
    let unknown = [Lang::En, Lang::Fi].map(|lang| OrganisationKind::UNKNOWN.get(lang).to_owned());
    if is_one_of(cell.text, unknown.iter().map(String::as_str)) {
        return Ok(None);
    }
    let found = network.kind_meant(cell.text).cloned();
    found.map(Some).ok_or_else(|| {
        let text = cell.text;
        let kinds: Vec<Wording> = network.kinds().iter().map(OrganisationKind::label).collect();
        not_a_value(
            cell,
            wording!(en: "unknown kind of organisation `{text}`", fi: "tuntematon organisaation laji `{text}`"),
            wording!(en: "the kinds are {list}", fi: "lajit ovat {list}", list = Wording::joined(&kinds, ", ")),
        )
    })
}

/// A municipality of the network; case and accents do not matter. Any text where the network names none.
pub(super) fn municipality(cell: CellOf<'_>, network: &Network) -> Result<String, Box<Misfit>> {
    let text = cell.text;
    if network.municipalities().is_empty() {
        return Ok(text.to_owned());
    }
    let found = network.municipality_meant(text);
    found.map(|found| found.name().to_owned()).ok_or_else(|| {
        let help = match nearest(text, network.municipality_names()) {
            Some(near) => wording!(en: "did you mean {near}?", fi: "tarkoititko {near}?"),
            None => Wording::fixed(
                "leave the cell empty if it is outside the network’s regions",
                "jätä solu tyhjäksi, jos kunta ei ole verkoston alueilla",
            ),
        };
        not_a_value(
            cell,
            wording!(
                en: "unknown municipality `{text}`",
                fi: "tuntematon kunta `{text}`"
            ),
            help,
        )
    })
}

/// One or several regions, or all regions.
pub(super) fn regions(cell: CellOf<'_>, network: &Network) -> Result<Regions, Box<Misfit>> {
    network.regions_meant(cell.text).map_err(|part| {
        let list = network.region_ids().join(", ");
        let help = wording!(
            en: "the regions are {list}; separate several with commas, or write “all”",
            fi: "alueet ovat {list}; erota useat pilkulla tai kirjoita ”kaikki”"
        );
        let message = match part {
            Some(part) => {
                wording!(en: "unknown region `{part}`", fi: "tuntematon alue `{part}`")
            }
            None => Wording::fixed("no regions", "alueet puuttuvat"),
        };
        cell.misfit(message, help)
    })
}

/// One address.
pub(super) fn email(cell: CellOf<'_>) -> Result<String, Box<Misfit>> {
    let text = cell.text;
    if is_email(text) {
        return Ok(text.to_owned());
    }
    Err(not_a_value(
        cell,
        wording!(en: "invalid e-mail address `{text}`", fi: "virheellinen sähköpostiosoite `{text}`"),
        Wording::fixed(
            "write one address, without a name or brackets: tno@example.fi",
            "kirjoita yksi osoite ilman nimeä ja sulkeita: tno@example.fi",
        ),
    ))
}

/// An id as it must be written.
pub(super) fn id(cell: CellOf<'_>) -> Result<OrganisationId, Box<Misfit>> {
    let text = cell.text;
    OrganisationId::parse(text).map_err(|_| {
        let help = match OrganisationId::from_name(text) {
            Some(id) => wording!(
                en: "ids consist of the letters a–z, digits and single hyphens, for example `{id}`",
                fi: "tunnuksessa on kirjaimia a–z, numeroita ja yksittäisiä yhdysviivoja, esimerkiksi `{id}`"
            ),
            None => Wording::fixed(
                "ids consist of the letters a–z, digits and single hyphens",
                "tunnuksessa on kirjaimia a–z, numeroita ja yksittäisiä yhdysviivoja",
            ),
        };
        cell.misfit(
            wording!(en: "invalid id `{text}`", fi: "`{text}` ei kelpaa tunnukseksi"),
            help,
        )
    })
}

/// The one organisation of a name; `None` when no one has it.
pub(super) fn called(
    cell: CellOf<'_>,
    known: &KnownOrganisations,
) -> Result<Option<OrganisationId>, Box<Misfit>> {
    let name = cell.text;
    match known.called(name) {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        several => {
            let list: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
            let list = list.join(", ");
            Err(cell.misfit(
                wording!(
                    en: "several organisations have had the name `{name}`: {list}",
                    fi: "usealla organisaatiolla on ollut nimi `{name}`: {list}"
                ),
                Wording::fixed(
                    "give the id in a separate column",
                    "anna tunnus omassa sarakkeessaan",
                ),
            ))
        }
    }
}
