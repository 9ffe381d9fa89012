//! What is reported of a region that the network does not have: perhaps it had it, and the region has another id now.

use super::decode::Decoder;
use super::quoting::{Around, Meaning, written_like};
use super::tree::NodeId;
use crate::diagnostic::Code;
use crate::model::{Network, command, did_you_mean, nearest, speaks_of_all, with_guess};
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    /// Reports a text that is an alias of a region, and no other one; `false` when it is none.
    pub(super) fn reports_alias(&mut self, node: NodeId, text: &str) -> bool {
        // What is only counted is not looked up.
        let is_kept = !self.findings.only_counts(Code::UnknownRegion, self.file);
        let network = self.network;
        let region = is_kept.then(|| network.find_region_by_alias(text)).flatten();
        if let Some(region) = region {
            self.alias(node, text, region.id());
        }
        region.is_some()
    }

    /// Reports an alias of a region, which may have been its id. In a text that has been opened for signing it
    /// cannot be corrected without the digest.
    fn alias(&mut self, node: NodeId, text: &str, id: &str) {
        let (tree, is_frozen) = (self.tree, self.frozen.is_some());
        let command = command(&["region", "rename", text, id]);
        self.report_as(
            Code::UnknownRegion,
            tree.span(node),
            || none_of_the_regions(text),
            |found| {
                if is_frozen {
                    return found.with_help(wording!(
                        en: "`{command}` writes `{id}` and restates the digest of the opened text",
                        fi: "`{command}` kirjoittaa tilalle `{id}` ja uusii avatun tekstin tiivisteen"
                    ));
                }
                let style = tree.scalar(node).map(|(_, style)| style);
                let title = wording!(en: "write `{id}`", fi: "kirjoita `{id}`");
                let written = written_like(id, Meaning::Word, style, Around::Brackets);
                found
                    .with_help(wording!(
                        en: "write `{id}`; `{command}` does so in all agreements",
                        fi: "kirjoita `{id}`; `{command}` tekee sen kaikissa sopimuksissa"
                    ))
                    .with_fix(title, tree.span(node), written)
            },
        );
    }
}

pub(super) fn none_of_the_regions(text: &str) -> Wording {
    wording!(en: "unknown region `{text}`", fi: "tuntematon alue `{text}`")
}

/// What to do about a text that is like no region, or like one that is another.
pub(super) fn next_step(text: &str, network: &Network) -> Wording {
    unknown_in(network).unwrap_or_else(|| near_or_renamed(text, network))
}

/// The next step where the definition of the network could not be read.
pub(super) const MAY_BE_DEFINED: Wording = Wording::fixed(
    "registry.yaml has an error and may define it: correct that file first",
    "tiedostossa registry.yaml on virhe, ja se saattaa määritellä tämän: korjaa ensin se",
);

/// The next step where no region can be known.
fn unknown_in(network: &Network) -> Option<Wording> {
    if !network.is_known() {
        return Some(MAY_BE_DEFINED);
    }
    (!network.has_regions()).then(|| {
        Wording::fixed(
            "this network has no regions (`regions: []` in registry.yaml): delete the field",
            "tässä verkostossa ei ole alueita (`regions: []` tiedostossa registry.yaml): poista kenttä",
        )
    })
}

/// The nearest region, else all of them; and what to do where it has got another id in `registry.yaml`.
fn near_or_renamed(text: &str, network: &Network) -> Wording {
    if !network.data().own || speaks_of_all(text) {
        return did_you_mean(nearest(text, network.region_ids()).as_slice())
            .unwrap_or_else(|| list_of(network));
    }
    let (list, old) = (list_of(network), command(&["region", "rename", text]));
    let help = wording!(
        en: "{list}; `{old} NEW` writes the present id in all agreements",
        fi: "{list}; `{old} UUSI` kirjoittaa nykyisen tunnuksen kaikkiin sopimuksiin",
        list
    );
    with_guess(nearest(text, network.region_ids()), help)
}

fn list_of(network: &Network) -> Wording {
    let list = network.region_ids().join(", ");
    wording!(
        en: "the regions are {list}, or `all` for all of them",
        fi: "alueet ovat {list}; `all` tarkoittaa niitä kaikkia"
    )
}
