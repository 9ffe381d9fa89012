//! What `registry.yaml` says of a region before it gets another id, and after.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::RegionRename;
use crate::acts::file::{self, Present, plain_name};
use crate::acts::{ActError, ActRefusal, ChangedFile};
use crate::diagnostic::FilePath;
use crate::disk;
use crate::model::{
    LocalText, Network, Region, RegionData, is_one_of, is_reserved_for_lists, nearest, with_guess,
};
use crate::source::{self, Content, FoundFile, RegionChange, Role};
use crate::wording;
use crate::wording::Wording;

/// The file's path in a registry.
const FILE: &str = "registry.yaml";

/// What a new file begins with.
const HEAD: &str = "# yaml-language-server: $schema=schema/registry.schema.json\n\n";

/// What is to be renamed.
pub(super) struct Subject {
    /// What changes in `registry.yaml`; nothing when it has the region under its new id.
    change: Option<RegionChange>,
    /// The id in the agreements.
    pub(super) from: String,
    /// The new one.
    pub(super) to: String,
    /// Whether the network knows the old id: nothing may be left to be done then.
    pub(super) is_known: bool,
}

/// `registry.yaml` as it is: perhaps not there.
pub(super) struct Definition {
    file: FoundFile,
    before: Option<Vec<u8>>,
    network: Arc<Network>,
    today: NaiveDate,
}

impl Definition {
    /// Reads the file; one with errors defines nothing for certain.
    pub(super) fn read(root: &Path, found: &source::Found, today: NaiveDate) -> Result<Self, ActError> {
        let mut files = found.files.iter();
        let file = files.find(|file| file.role == Role::Settings);
        let before = file.map(file::bytes).transpose()?;
        if file.is_none() && disk::is_there(&root.join(FILE)) {
            return Err(ActRefusal::with_help(
                wording!(en: "{FILE} is not a regular file", fi: "{FILE} ei ole tavallinen tiedosto"),
                wording!(en: "replace it with the file itself", fi: "pane tilalle itse tiedosto"),
            )
            .into());
        }
        let definition = Self {
            file: file.cloned().unwrap_or_else(|| FoundFile {
                path: FilePath::new(FILE),
                location: root.join(FILE),
                role: Role::Settings,
                size: 0,
                modified: None,
                identity: source::Identity::default(),
                network: found.network.clone(),
                supposed: None,
            }),
            before,
            network: found.network.get().clone(),
            today,
        };
        let bytes = definition.before.as_deref().unwrap_or_default();
        let present = definition.present();
        if present.has_errors() {
            return Err(present.unsound().into());
        }
        if source::Definition::of(&definition.file.path, bytes) == source::Definition::Areas {
            return Err(ActRefusal::with_help(
                wording!(
                    en: "{FILE} defines its regions in `areas`, an old form of `regions`",
                    fi: "alueet on määritelty tiedostossa {FILE} kentässä `areas`, joka on kentän `regions` vanha muoto"
                ),
                wording!(
                    en: "`kumppani validate --fix {FILE}` writes them as `regions`; then run the command again",
                    fi: "`kumppani validate --fix {FILE}` kirjoittaa ne kentäksi `regions`; anna komento sitten uudelleen"
                ),
            )
            .into());
        }
        Ok(definition)
    }

    fn present(&self) -> Present<'_> {
        Present::read(&self.file, self.before.as_deref().unwrap_or_default(), self.today)
    }

    /// What the names of the old and the new id mean in this network.
    pub(super) fn subject(&self, wanted: &RegionRename) -> Result<Subject, ActRefusal> {
        let network = &*self.network;
        let [from, to] = [&wanted.from, &wanted.to].map(|name| plain_name(name));
        refuse_no_id(network, &to)?;
        let meant = network.region_meant(&from);
        let (region, from) = match (meant, network.find_region(&to)) {
            (None, None) => return Err(unknown_region(network, &from, None)),
            (Some(region), Some(target)) if region != target => return Err(taken(target, &to)),
            (Some(region), None) => {
                refuse_other_region(network, region, &to)?;
                (region, region.id().to_owned())
            }
            (_, Some(target)) => {
                let mut aliases = self.aliases(target).iter();
                let alias = aliases.find(|alias| is_one_of(&from, [alias.as_str()]));
                (target, alias.cloned().unwrap_or(from))
            }
        };
        let name = wanted.name.as_deref().map(plain_name);
        let name = name.filter(|name| *region.names() != LocalText::plain(name));
        let change = RegionChange {
            from: region.id().to_owned(),
            to: to.clone(),
            name,
        };
        Ok(Subject {
            is_known: meant.is_some(),
            change: Some(change).filter(|change| change.from != change.to || change.name.is_some()),
            from,
            to,
        })
    }

    fn aliases(&self, region: &Region) -> &[String] {
        let mut regions = self.network.data().regions.iter();
        let data = regions.find(|data| data.id == region.id());
        data.map_or(&[], |data| &data.aliases)
    }

    /// The file after the change, if it changes, and the network that it defines then.
    pub(super) fn plan(&self, subject: &Subject) -> Result<(Option<ChangedFile>, Arc<Network>), ActError> {
        let Some(change) = &subject.change else {
            return Ok((None, self.network.clone()));
        };
        let base = file::with_list(self.before.as_deref().unwrap_or(HEAD.as_bytes()), "regions");
        // An empty list would define a network without regions.
        let present = self.before.as_deref().unwrap_or_default();
        let edits = change.edits(&self.file.path, present, &self.network);
        let after = file::edited(&self.file, &base, &edits)?;
        self.present().refuse_new_errors(&after)?;
        let reading = source::read_bytes(&self.file.path, Role::Settings, &self.network, after.clone());
        let Some(Content::Settings(settings)) = reading.content else {
            return Err(self.present().unsound().into());
        };
        let file = ChangedFile {
            file: self.file.path.clone(),
            location: self.file.location.clone(),
            before: self.before.clone(),
            after,
        };
        Ok((Some(file), settings.network))
    }
}

/// What no region can be called.
fn refuse_no_id(network: &Network, to: &str) -> Result<(), ActRefusal> {
    if !to.is_empty() && !is_reserved_for_lists(to) && !network.means_all(to) {
        return Ok(());
    }
    let message = if to.is_empty() {
        Wording::fixed("the new id is empty", "uusi tunnus on tyhjä")
    } else {
        source::no_region_id(to)
    };
    Err(ActRefusal::with_help(message, source::REGION_IDS))
}

/// The new id must mean no other region, or lists would be read differently.
fn refuse_other_region(network: &Network, region: &Region, to: &str) -> Result<(), ActRefusal> {
    let others = network.regions().iter().zip(&network.data().regions);
    let mut others = others.filter(|(other, _)| *other != region);
    let is_called = |(other, data): &(&Region, &RegionData)| {
        let names = other.names().iter().map(|(_, name)| name);
        let aliases = data.aliases.iter().map(String::as_str);
        is_one_of(to, names.chain(aliases).chain([other.id()]))
    };
    match others.find(is_called) {
        Some((other, _)) => Err(taken(other, to)),
        None => Ok(()),
    }
}

fn taken(other: &Region, to: &str) -> ActRefusal {
    let id = other.id();
    let message = if id == to {
        wording!(en: "the region `{to}` already exists", fi: "alue `{to}` on jo olemassa")
    } else {
        wording!(en: "`{to}` already means the region `{id}`", fi: "`{to}` tarkoittaa jo aluetta `{id}`")
    };
    ActRefusal::with_help(
        message,
        Wording::fixed(
            "choose another id; `kumppani regions` lists the regions",
            "valitse toinen tunnus; `kumppani regions` luettelee alueet",
        ),
    )
}

/// A region that is neither in the network nor, as far as `to` is in it, in any agreement.
pub(super) fn unknown_region(network: &Network, from: &str, to: Option<&str>) -> ActRefusal {
    let list = network.region_ids().join(", ");
    let message = match to {
        Some(_) => wording!(
            en: "unknown region `{from}`: neither registry.yaml nor any agreement names it",
            fi: "tuntematon alue `{from}`: sitä ei ole tiedostossa registry.yaml eikä missään sopimuksessa"
        ),
        None => wording!(en: "unknown region `{from}`", fi: "tuntematon alue `{from}`"),
    };
    let help = if network.regions().is_empty() {
        Wording::fixed(
            "this network has no regions (`regions: []` in registry.yaml)",
            "tässä verkostossa ei ole alueita (`regions: []` tiedostossa registry.yaml)",
        )
    } else {
        wording!(en: "the regions are {list}", fi: "alueet ovat {list}")
    };
    ActRefusal::with_help(message, with_guess(nearest(from, network.region_ids()), help))
}
