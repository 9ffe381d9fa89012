//! Values from closed sets and of a fixed form: regions, municipalities, kinds, business ids,
//! addresses. A stranger gets a fix where only case, accents or hyphens differ.

use super::decode::Decoder;
use super::quoting::{self, Around};
use super::tree::NodeId;
use super::unknown_region::{MAY_BE_DEFINED, next_step, none_of_the_regions};
use crate::diagnostic::{At, Code, Diagnostic, Place};
use crate::model::{
    BusinessId, BusinessIdProblem, Network, OrganisationKind, Region, Regions, Visibility, did_you_mean,
    fold, is_email, nearest,
};
use crate::wording;
use crate::wording::Wording;

/// What is reported a word that is not in its closed set.
struct Stranger {
    message: Wording,
    help: Wording,
}

/// The nearest word of the closed set, else other help.
fn near_or(text: &str, known: &[&str], otherwise: Wording) -> Wording {
    let near = nearest(text, known.iter().copied());
    did_you_mean(near.as_slice()).unwrap_or(otherwise)
}

impl Decoder<'_, '_> {
    /// `true` or `false`, as a visibility.
    pub(super) fn visibility(&mut self, node: NodeId) -> Option<Visibility> {
        let is_public = self.flag(node)?;
        Some(if is_public {
            Visibility::Public
        } else {
            Visibility::Internal
        })
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: NodeId) -> Option<bool> {
        let text = self
            .word(node, &Wording::fixed("true or false", "true tai false"))?
            .value;
        match text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let meant = match fold(other).as_str() {
                    "yes" | "kylla" | "on" | "true" | "julkinen" | "public" => Some("true"),
                    "no" | "ei" | "off" | "false" | "sisainen" | "internal" => Some("false"),
                    _ => None,
                };
                let message = || wording!(en: "`{other}` is neither true nor false", fi: "`{other}` ei ole true eikä false");
                match meant {
                    Some(meant) => self.report_with_fix(Code::WrongType, node, message, meant),
                    None => self.report(Code::WrongType, self.tree.span(node), message, || {
                        Wording::fixed("write true or false", "kirjoita true tai false")
                    }),
                }
                None
            }
        }
    }

    /// One of a closed set of words.
    pub(super) fn choice<'w, T>(
        &mut self,
        node: NodeId,
        known: &[&str],
        find: impl Fn(&str) -> Option<T>,
        meant: impl Fn(&str) -> Option<&'w str>,
    ) -> Option<T> {
        let text = self.text(node)?.value;
        if let Some(found) = find(&text) {
            return Some(found);
        }
        self.report_stranger(Code::UnknownValue, node, || meant(&text).map(str::to_owned), || {
            let list = known.join(", ");
            Stranger {
                message: wording!(en: "unknown value `{text}`; expected one of: {list}", fi: "tuntematon arvo `{text}`; mahdolliset arvot: {list}"),
                help: near_or(&text, known, Wording::fixed("choose one of them", "valitse niistä yksi")),
            }
        });
        None
    }

    /// Reports a word that is not in its closed set: with a fix where only case, accents or
    /// hyphens differ, else with the nearest word, else with `otherwise`.
    fn report_stranger(
        &mut self,
        code: Code,
        node: NodeId,
        meant: impl FnOnce() -> Option<String>,
        stranger: impl FnOnce() -> Stranger,
    ) {
        // What is only counted is not looked up.
        let is_kept = !self.findings.only_counts(code, self.file);
        if let Some(meant) = is_kept.then(meant).flatten() {
            return self.report_with_fix(code, node, || stranger().message, &meant);
        }
        let (file, span) = (self.file, self.tree.span(node));
        self.findings.push_with(code, file, || {
            let shown = stranger();
            Diagnostic::new(code, Place::new(file, span), shown.message).with_help(shown.help)
        });
    }

    pub(super) fn region(&mut self, node: NodeId) -> Option<Region> {
        let text = self.text(node)?.value;
        let network = self.network;
        if let Some(region) = network.find_region(&text) {
            return Some(region.clone());
        }
        if self.reports_alias(node, &text) {
            return None;
        }
        let meant = || network.region_meant(&text).map(|region| region.id().to_owned());
        self.report_stranger(Code::UnknownRegion, node, meant, || Stranger {
            message: none_of_the_regions(&text),
            help: next_step(&text, network),
        });
        None
    }

    /// `all`, or a list of regions.
    pub(super) fn regions(&mut self, node: NodeId) -> Option<Regions> {
        let network = self.network;
        if let Some((text, _)) = self.tree.scalar(node) {
            if text == "all" {
                return Some(Regions::All);
            }
            if network.means_all(text) && network.region_meant(text).is_none() {
                self.misspelt_regions(node, node, &["all".to_owned()], "all".to_owned());
                return None;
            }
        }
        let mut children = self.tree.children(node);
        if let (Some(only), None) = (children.next(), children.next())
            && let Some((text, _)) = self.tree.scalar(only)
            && network.region_meant(text).is_none()
            && network.means_all(text)
        {
            self.misspelt_regions(only, node, &["all".to_owned()], "all".to_owned());
            return None;
        }
        if self.tree.raw(node) == "[]" {
            self.report(
                Code::MissingField,
                self.tree.span(node),
                || Wording::fixed("no region is listed", "yhtään aluetta ei ole luettelossa"),
                || {
                    Wording::fixed(
                        "list the regions, or write `all` for all of them",
                        "luettele alueet tai kirjoita `all`, jos kyse on kaikista",
                    )
                },
            );
        }
        let regions = self.region_list(node);
        (!regions.is_empty()).then(|| Regions::listed(regions))
    }

    /// A list of regions, in the order of the file.
    pub(super) fn region_list(&mut self, node: NodeId) -> Vec<Region> {
        if let Some((text, _)) = self.tree.scalar(node)
            && self.network.find_region(text).is_none()
            && let Ok(meant @ Regions::Listed(_)) = self.network.regions_meant(text)
        {
            let ids = meant.ids();
            self.misspelt_regions(node, node, &ids, format!("[{}]", written(&ids).join(", ")));
            return Vec::new();
        }
        let items = self.items(node);
        self.members(&items, Self::region_of_list, Region::clone)
    }

    /// A region in a list; a word that means several is not one.
    fn region_of_list(&mut self, node: NodeId) -> Option<Region> {
        let text = self.tree.scalar(node).map_or("", |(text, _)| text);
        if self.findings.only_counts(Code::UnknownRegion, self.file)
            || self.network.region_meant(text).is_some()
        {
            return self.region(node);
        }
        match (self.network.regions_meant(text), self.tree.item_separator(node)) {
            (Ok(Regions::All), _) => self.all_in_list(node),
            (Ok(meant), Some(separator)) => {
                let ids = meant.ids();
                self.misspelt_regions(node, node, &ids, written(&ids).join(&separator));
            }
            _ => return self.region(node),
        }
        None
    }

    /// Reports words that certainly mean the regions of these ids: `node` holds them, `whole` becomes `meant`.
    fn misspelt_regions(&mut self, node: NodeId, whole: NodeId, ids: &[String], meant: String) {
        let tree = self.tree;
        let text = tree.scalar(node).map_or("", |(text, _)| text);
        let message = || none_of_the_regions(text);
        self.report_as(Code::UnknownRegion, tree.span(node), message, |found| {
            let names = ids.join(", ");
            let title = wording!(en: "write `{names}`", fi: "kirjoita `{names}`");
            found
                .with_help(title.clone())
                .with_fix(title, tree.span(whole), meant)
        });
    }

    fn all_in_list(&mut self, node: NodeId) {
        self.report(
            Code::UnknownRegion,
            self.tree.span(node),
            || {
                Wording::fixed(
                    "`all` cannot be in a list of regions",
                    "`all` ei voi olla alueiden luettelossa",
                )
            },
            || {
                Wording::fixed(
                    "write `regions: all` for all regions",
                    "kaikki alueet kirjoitetaan `regions: all`",
                )
            },
        );
    }

    /// A municipality of the network; any text where the network names none.
    pub(super) fn municipality(&mut self, node: NodeId) -> Option<String> {
        let text = self.text(node)?.value;
        let network = self.network;
        if network.municipalities().is_empty() || network.find_municipality(&text).is_some() {
            return Some(text);
        }
        let meant = || {
            let found = network.municipality_meant(&text);
            found.map(|found| found.name().to_owned())
        };
        self.report_stranger(Code::UnknownMunicipality, node, meant, || Stranger {
            message: wording!(
                en: "unknown municipality `{text}`",
                fi: "tuntematon kunta `{text}`"
            ),
            help: if network.is_known() {
                near_or(&text, &network.municipality_names(), other_municipality(network))
            } else {
                MAY_BE_DEFINED
            },
        });
        None
    }

    /// A kind of organisation.
    pub(super) fn kind(&mut self, node: NodeId) -> Option<OrganisationKind> {
        let network = self.network;
        let text = self.tree.scalar(node).map_or("", |(text, _)| text);
        if !network.is_known() && network.kind_meant(text).is_none() {
            let message = wording!(en: "unknown kind of organisation `{text}`", fi: "tuntematon organisaation laji `{text}`");
            self.report(
                Code::UnknownValue,
                self.tree.span(node),
                || message,
                || MAY_BE_DEFINED,
            );
            return None;
        }
        let find = |code: &str| network.find_kind(code).cloned();
        let meant = |word: &str| network.kind_meant(word).map(OrganisationKind::code);
        self.choice(node, &network.kind_codes(), find, meant)
    }

    /// A business id with the right check digit.
    pub(super) fn business_id(&mut self, node: NodeId) -> Option<At<BusinessId>> {
        let text = self.text(node)?.value;
        let problem = match BusinessId::parse(&text) {
            Ok(id) => return Some(self.at(node, id)),
            Err(problem) => problem,
        };
        let message = || wording!(en: "invalid business id `{text}`", fi: "virheellinen Y-tunnus `{text}`");
        match problem {
            BusinessIdProblem::Means(id) => {
                self.report_with_fix(Code::InvalidBusinessId, node, message, id.as_str());
            }
            BusinessIdProblem::Shape => {
                self.report(Code::InvalidBusinessId, self.tree.span(node), message, || {
                    Wording::fixed(
                        "a business id has seven digits, a hyphen and a check digit: 1234567-1",
                        "Y-tunnuksessa on seitsemän numeroa, yhdysviiva ja tarkistusnumero: 1234567-1",
                    )
                });
            }
            BusinessIdProblem::CheckDigit => self.report(
                Code::InvalidBusinessId,
                self.tree.span(node),
                || {
                    wording!(
                        en: "wrong check digit in `{text}`",
                        fi: "Y-tunnuksen `{text}` tarkistusnumero on väärä"
                    )
                },
                || {
                    Wording::fixed(
                        "check the digits in the business register (ytj.fi); one of them is wrong",
                        "vertaa numeroita YTJ:n tietoihin (ytj.fi); jokin niistä on väärin",
                    )
                },
            ),
        }
        None
    }

    /// An e-mail address.
    pub(super) fn email(&mut self, node: NodeId) -> Option<At<String>> {
        let text = self.text(node)?;
        if is_email(&text.value) {
            return Some(text);
        }
        let address = &text.value;
        self.report(
            Code::InvalidEmail,
            text.span,
            || wording!(en: "invalid e-mail address `{address}`", fi: "virheellinen sähköpostiosoite `{address}`"),
            || {
                Wording::fixed(
                    "write one address, without a name or brackets: tno@example.fi",
                    "kirjoita yksi osoite ilman nimeä ja sulkeita: tno@example.fi",
                )
            },
        );
        None
    }
}

/// What to do about a municipality that is like none of the network.
fn other_municipality(network: &Network) -> Wording {
    if network.data().own {
        return Wording::fixed(
            "add it to the `municipalities` of a region in registry.yaml, or leave the field out",
            "lisää se alueen kuntiin (`municipalities`) tiedostossa registry.yaml tai jätä kenttä pois",
        );
    }
    let n = network.municipalities().len();
    wording!(
        en: "give the Finnish name of one of the {n} municipalities, define the network’s own regions in registry.yaml \
             (`regions`), or leave the field out",
        fi: "anna jonkin {n} kunnan suomenkielinen nimi, määrittele verkoston omat alueet tiedostossa registry.yaml \
             (`regions`) tai jätä kenttä pois"
    )
}

/// Ids of regions as a list in brackets has them.
fn written(ids: &[String]) -> Vec<String> {
    ids.iter()
        .map(|id| quoting::written(id, Around::Brackets))
        .collect()
}
