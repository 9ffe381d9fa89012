//! The regions, municipalities and kinds of organisations that arguments name: those of the registry, as people write them.

use anyhow::Result;

use super::context::Context;
use super::trouble::Trouble;
use crate::index::{Index, WantedKind};
use crate::model::{Network, OrganisationKind, Region, Regions, is_one_of, nearest, with_guess};
use crate::wording;
use crate::wording::{Lang, Wording};

/// What is said where regions are asked for in a network without them.
pub(super) const NO_REGIONS: Wording = Wording::fixed(
    "this network has no regions (`regions: []` in registry.yaml)",
    "tässä verkostossa ei ole alueita (`regions: []` tiedostossa registry.yaml)",
);

/// The region that an option names, if it is given.
pub(super) fn of_option(index: &Index, text: Option<&str>) -> Result<Option<Region>> {
    text.map(|text| region(index.network()?, text)).transpose()
}

/// The region that a word names.
pub(super) fn region(network: &Network, text: &str) -> Result<Region> {
    network
        .region_meant(text)
        .cloned()
        .ok_or_else(|| unknown(network, text))
}

/// The regions of several words, each of which may name several or all; `None` without a word.
pub(super) fn regions(network: &Network, texts: &[String]) -> Result<Option<Regions>> {
    // What is written must be a region of the network, whatever else is known.
    if let Some(text) = texts.first().filter(|_| !network.is_known()) {
        return Err(unknown(network, text));
    }
    let mut all: Option<Regions> = None;
    for text in texts {
        let named = network
            .regions_meant(text)
            .map_err(|part| unknown(network, part.as_deref().unwrap_or(text)))?;
        all = Some(match all {
            Some(known) => Regions::united(&known, &named),
            None => named,
        });
    }
    Ok(all)
}

/// The municipality that a word names; any where the network lists none.
pub(super) fn municipality(network: &Network, text: &str) -> Result<String> {
    if network.municipalities().is_empty() {
        return Ok(text.to_owned());
    }
    if let Some(found) = network.municipality_meant(text) {
        return Ok(found.name().to_owned());
    }
    let help = Wording::fixed(
        "`kumppani regions` lists the municipalities; leave the option out for one outside the network’s regions",
        "`kumppani regions` luettelee kunnat; jätä valinta pois, jos kunta ei ole verkoston alueilla",
    );
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(
            en: "unknown municipality `{text}`",
            fi: "tuntematon kunta `{text}`"
        ),
        with_guess(nearest(text, network.municipality_names()), help),
    )))
}

fn unknown(network: &Network, text: &str) -> anyhow::Error {
    if !network.is_known() {
        let message = wording!(
            en: "registry.yaml has an error, so the region `{text}` cannot be checked",
            fi: "tiedostossa registry.yaml on virhe, joten aluetta `{text}` ei voi tarkistaa"
        );
        let help = Wording::fixed(
            "correct that file first; `kumppani validate` lists its errors",
            "korjaa ensin se; `kumppani validate` luettelee sen virheet",
        );
        return anyhow::Error::new(Trouble::with_help(message, help));
    }
    let list = network.region_ids().join(", ");
    let help = if network.has_regions() {
        wording!(en: "the regions are {list}", fi: "alueet ovat {list}")
    } else {
        let leave_out = Wording::fixed("leave the option out", "jätä valinta pois");
        Wording::joined(&[NO_REGIONS, leave_out], "; ")
    };
    anyhow::Error::new(Trouble::with_help(
        wording!(en: "unknown region `{text}`", fi: "tuntematon alue `{text}`"),
        with_guess(nearest(text, network.region_ids()), help),
    ))
}

/// The kind of organisations that an option wants, if it is given.
pub(super) fn wanted_kind(index: &Index, text: Option<&str>) -> Result<Option<WantedKind>> {
    let unknown = [Lang::En, Lang::Fi].map(|lang| OrganisationKind::UNKNOWN.get(lang).to_owned());
    match text {
        None => Ok(None),
        Some(text) if is_one_of(text, unknown.iter().map(String::as_str)) => Ok(Some(WantedKind::Unknown)),
        Some(text) => Ok(Some(WantedKind::Known(kind(index.network()?, text)?))),
    }
}

/// The kind of organisations that a word names.
pub(super) fn kind(network: &Network, text: &str) -> Result<OrganisationKind> {
    network.kind_meant(text).cloned().ok_or_else(|| {
        let list = network.kind_codes().join(", ");
        let help = wording!(en: "the kinds are {list}", fi: "lajit ovat {list}");
        anyhow::Error::new(Trouble::with_help(
            wording!(en: "unknown kind of organisation `{text}`", fi: "tuntematon organisaation laji `{text}`"),
            with_guess(nearest(text, network.kind_codes()), help),
        ))
    })
}

impl Context<'_> {
    /// The network of the registry in the folder; without a registry the default.
    pub(super) fn network(&self) -> std::sync::Arc<Network> {
        match (&self.supposition, self.root()) {
            (Some(supposition), _) => supposition.found.network.get().clone(),
            (None, Ok(root)) => crate::source::NetworkOf::registry(&root).get().clone(),
            (None, Err(_)) => Network::lapland(),
        }
    }
}
