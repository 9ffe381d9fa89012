//! Values from closed sets and of a fixed form: regions, municipalities, kinds, business ids,
//! addresses. A stranger gets a fix where only case, accents or hyphens differ.

use super::decode::Decoder;
use super::shape;
use super::tree::NodeId;
use crate::diagnostic::{At, Code, Diagnostic, Place};
use crate::model::{
    BusinessId, BusinessIdProblem, Municipality, Region, Regions, Visibility, did_you_mean, fold, is_email,
    nearest,
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
        let text = self
            .word(node, &Wording::fixed("true or false", "true tai false"))?
            .value;
        match text.as_str() {
            "true" => Some(Visibility::Public),
            "false" => Some(Visibility::Internal),
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
    pub(super) fn choice<T>(
        &mut self,
        node: NodeId,
        known: &[&str],
        find: fn(&str) -> Option<T>,
        meant: fn(&str) -> Option<&'static str>,
    ) -> Option<T> {
        let text = self.text(node)?.value;
        if let Some(found) = find(&text) {
            return Some(found);
        }
        self.report_stranger(Code::UnknownValue, node, || meant(&text), || {
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
        meant: impl FnOnce() -> Option<&'static str>,
        stranger: impl FnOnce() -> Stranger,
    ) {
        // What is only counted is not looked up.
        let is_kept = !self.findings.only_counts(code, self.file);
        if let Some(meant) = is_kept.then(meant).flatten() {
            return self.report_with_fix(code, node, || stranger().message, meant);
        }
        let (file, span) = (self.file, self.tree.span(node));
        self.findings.push_with(code, file, || {
            let shown = stranger();
            Diagnostic::new(code, Place::new(file, span), shown.message).with_help(shown.help)
        });
    }

    pub(super) fn region(&mut self, node: NodeId) -> Option<Region> {
        let text = self.text(node)?.value;
        if let Some(region) = Region::find(&text) {
            return Some(region);
        }
        let meant = || Region::find_loosely(&text).map(Region::name);
        self.report_stranger(Code::UnknownRegion, node, meant, || {
            let known = shape::regions();
            let list = known.join(", ");
            Stranger {
                message: none_of_the_regions(&text),
                help: near_or(
                    &text,
                    &known,
                    wording!(
                        en: "the regions are {list}, or `all` for all of them",
                        fi: "alueet ovat {list}; `all` tarkoittaa niitä kaikkia"
                    ),
                ),
            }
        });
        None
    }

    /// `all`, or a list of regions.
    pub(super) fn regions(&mut self, node: NodeId) -> Option<Regions> {
        let whole = Ok(Regions::All);
        if let Some((text, _)) = self.tree.scalar(node) {
            if text == "all" {
                return Some(Regions::All);
            }
            if Regions::parse_loosely(text) == whole {
                self.misspelt_regions(node, node, &["all".to_owned()], "all".to_owned());
                return None;
            }
        }
        let mut children = self.tree.children(node);
        if let (Some(only), None) = (children.next(), children.next())
            && let Some((text, _)) = self.tree.scalar(only)
            && Region::find(text).is_none()
            && Regions::parse_loosely(text) == whole
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
            && Region::find(text).is_none()
            && let Ok(meant @ Regions::Listed(_)) = Regions::parse_loosely(text)
        {
            let names = meant.names();
            self.misspelt_regions(node, node, &names, format!("[{}]", names.join(", ")));
            return Vec::new();
        }
        let items = self.items(node);
        self.members(&items, Self::region_of_list, |region| *region)
    }

    /// A region in a list; a word that means several is not one.
    fn region_of_list(&mut self, node: NodeId) -> Option<Region> {
        let text = self.tree.scalar(node).map_or("", |(text, _)| text);
        if self.findings.only_counts(Code::UnknownRegion, self.file) || Region::find_loosely(text).is_some() {
            return self.region(node);
        }
        match (Regions::parse_loosely(text), self.tree.item_separator(node)) {
            (Ok(Regions::All), _) => self.all_in_list(node),
            (Ok(meant), Some(separator)) => {
                let names = meant.names();
                self.misspelt_regions(node, node, &names, names.join(&separator));
            }
            _ => return self.region(node),
        }
        None
    }

    /// Reports words that certainly mean these regions: `node` holds them, `whole` becomes `meant`.
    fn misspelt_regions(&mut self, node: NodeId, whole: NodeId, names: &[String], meant: String) {
        let tree = self.tree;
        let text = tree.scalar(node).map_or("", |(text, _)| text);
        let message = || none_of_the_regions(text);
        self.report_as(Code::UnknownRegion, tree.span(node), message, |found| {
            let names = names.join(", ");
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

    /// A municipality of Lapland.
    pub(super) fn municipality(&mut self, node: NodeId) -> Option<&'static Municipality> {
        let text = self.text(node)?.value;
        if let Some(found) = Municipality::find(&text) {
            return Some(found);
        }
        let meant = || Municipality::find_loosely(&text).map(|found| found.name);
        self.report_stranger(Code::UnknownMunicipality, node, meant, || Stranger {
            message: wording!(en: "unknown municipality of Lapland `{text}`", fi: "tuntematon Lapin kunta `{text}`"),
            help: near_or(
                &text,
                &shape::municipalities(),
                Wording::fixed(
                    "give the Finnish name of one of the 21 municipalities, or leave the field out",
                    "anna jonkin 21 kunnan suomenkielinen nimi tai jätä kenttä pois",
                ),
            ),
        });
        None
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

fn none_of_the_regions(text: &str) -> Wording {
    wording!(en: "unknown region `{text}`", fi: "tuntematon alue `{text}`")
}
