//! The network of a new registry: from the options, or from the answers to three questions.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Result;
use clap::{Args as ClapArgs, ValueEnum};

use crate::cli::context::Context;
use crate::cli::global::BadValue;
use crate::model::{
    Network, NetworkData, RegionData, fold, is_reserved_for_lists, speaks_of_all, without_invisible,
};
use crate::source::SettingsWanted;
use crate::wording;
use crate::wording::{Lang, Wording};

/// What the options say of the network.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct NetworkArgs {
    /// Name of the network [default: asked on a terminal, otherwise an example]
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: Option<String>,
    /// Regions of the network, separated by commas; `none`: it has no regions [default: asked on a terminal, otherwise the built-in regions]
    #[arg(long, value_name = "REGIONS", value_parser = regions)]
    regions: Option<NetworkRegions>,
    /// Language of documents, site and letters [default: asked on a terminal, otherwise fi]
    #[arg(long, value_name = "LANG")]
    language: Option<Language>,
    /// Ask nothing and take the defaults
    #[arg(long)]
    yes: bool,
}

/// A language of documents, site and letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    Fi,
    En,
}

impl Language {
    const USUAL: Self = Self::Fi;

    const fn lang(self) -> Lang {
        match self {
            Self::Fi => Lang::Fi,
            Self::En => Lang::En,
        }
    }
}

/// The regions of a network, by the ids that agreements write; none for a network without regions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NetworkRegions(Vec<String>);

impl NetworkArgs {
    /// Whether anything is said of the network.
    pub(super) const fn is_given(&self) -> bool {
        self.name.is_some() || self.regions.is_some() || self.language.is_some()
    }

    /// What the settings are to say; asked when nothing is given and someone is there to answer.
    pub(super) fn wanted(&self, cx: &mut Context<'_>) -> Result<SettingsWanted> {
        let asks = !self.is_given() && !self.yes && !cx.global.quiet && cx.world.keyboard.is_there();
        if asks { asked(cx) } else { Ok(self.given()) }
    }

    /// What the options say, else the defaults.
    pub(super) fn given(&self) -> SettingsWanted {
        SettingsWanted {
            name: self.name.clone(),
            regions: self.regions.as_ref().map(|regions| regions.0.clone()),
            language: self.language.unwrap_or(Language::USUAL).lang(),
        }
    }
}

/// The network that the settings of a new registry define.
pub(super) fn of(wanted: &SettingsWanted) -> Arc<Network> {
    let Some(ids) = &wanted.regions else {
        return Network::lapland();
    };
    let regions = ids.iter().map(|id| RegionData {
        id: id.clone(),
        ..RegionData::default()
    });
    Arc::new(Network::new(NetworkData {
        regions: regions.collect(),
        own: true,
        ..NetworkData::default()
    }))
}

/// The answers of a person. Nothing has been written yet, so that whoever breaks off leaves nothing behind.
fn asked(cx: &mut Context<'_>) -> Result<SettingsWanted> {
    let usual = Network::lapland().region_ids().join(", ");
    let name = answer(
        cx,
        &Wording::fixed(
            "Name of the network [an example, to be replaced]",
            "Verkoston nimi [esimerkki, joka korvataan]",
        ),
        name,
    )?;
    let regions = answer(
        cx,
        &wording!(
            en: "Its regions, separated by commas, or `none` [{usual}]",
            fi: "Sen alueet pilkuin erotettuina tai `ei` [{usual}]"
        ),
        regions,
    )?;
    if regions.is_none() {
        cx.note(&wording!(
            en: "regions: {usual} (the built-in ones; `--regions` or `regions` in registry.yaml gives others)",
            fi: "alueet: {usual} (valmiit alueet; muut annetaan valinnalla `--regions` tai tiedoston registry.yaml kentässä `regions`)"
        ));
    }
    let language = answer(
        cx,
        &Wording::fixed(
            "Language of documents, site and letters, fi or en [fi]",
            "Asiakirjojen, sivuston ja kirjeiden kieli, fi tai en [fi]",
        ),
        language,
    )?;
    Ok(SettingsWanted {
        name,
        regions: regions.map(|regions| regions.0),
        language: language.unwrap_or(Language::USUAL).lang(),
    })
}

/// An answer that can be used; `None` where none was given. What cannot be used is asked again.
fn answer<T>(
    cx: &mut Context<'_>,
    question: &Wording,
    read: fn(&str) -> Result<T, BadValue>,
) -> Result<Option<T>> {
    loop {
        let line = cx.ask(question)?;
        if line.trim().is_empty() {
            return Ok(None);
        }
        match read(&line) {
            Ok(value) => return Ok(Some(value)),
            Err(BadValue(reason)) => cx.note(&reason),
        }
    }
}

/// A name on one line.
fn name(text: &str) -> Result<String, BadValue> {
    let name = on_one_line(text);
    if name.is_empty() {
        return Err(BadValue(Wording::fixed("the name is empty", "nimi on tyhjä")));
    }
    Ok(name)
}

/// The regions, each once.
fn regions(text: &str) -> Result<NetworkRegions, BadValue> {
    let named: Vec<String> = text
        .split(',')
        .map(on_one_line)
        .filter(|name| !name.is_empty())
        .collect();
    if let [only] = named.as_slice()
        && NONE.contains(&fold(only).as_str())
    {
        return Ok(NetworkRegions(Vec::new()));
    }
    if named.is_empty() {
        return Err(BadValue(Wording::fixed(
            "name the regions with commas between them, or `none`",
            "anna alueet pilkuin erotettuina tai `none`",
        )));
    }
    let mut folded = BTreeSet::new();
    for region in &named {
        refuse_odd(region)?;
        if !folded.insert(fold(region)) {
            return Err(BadValue(wording!(
                en: "the region `{region}` is named twice",
                fi: "alue `{region}` on mainittu kahdesti"
            )));
        }
    }
    Ok(NetworkRegions(named))
}

/// What is most likely a slip: other separators, brackets and quotation marks, a word for all regions or for none.
fn refuse_odd(region: &str) -> Result<(), BadValue> {
    let means_none = NONE.contains(&fold(region).as_str());
    if region.contains([';', '/', '+', '&', '[', ']', '{', '}', '"', '\'', '`']) {
        return Err(BadValue(wording!(
            en: "`{region}`: separate the regions with commas, without brackets and quotation marks",
            fi: "`{region}`: erota alueet pilkuilla, ilman sulkeita ja lainausmerkkejä"
        )));
    }
    if means_none || is_reserved_for_lists(region) || speaks_of_all(region) {
        return Err(BadValue(wording!(
            en: "`{region}` is not one region; `all` in an agreement means all that are listed here, and `--regions none` means none",
            fi: "`{region}` ei ole yksi alue; sopimuksessa `all` tarkoittaa kaikkia tässä lueteltuja, ja `--regions none` tarkoittaa, ettei alueita ole"
        )));
    }
    Ok(())
}

/// What stands for no regions.
const NONE: [&str; 2] = ["none", "ei"];

fn language(text: &str) -> Result<Language, BadValue> {
    let text = fold(text.trim());
    Language::from_str(&text, true)
        .map_err(|_| BadValue(Wording::fixed("write fi or en", "kirjoita fi tai en")))
}

fn on_one_line(text: &str) -> String {
    let text = without_invisible(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
