//! The places of municipalities on the map: each has one at most, and no two have the same.

use std::collections::BTreeMap;

use crate::diagnostic::{At, Code, Span};
use crate::model::{MunicipalityData, Tile};
use crate::source::decode::Decoder;
use crate::wording;
use crate::wording::Wording;

/// The places so far.
#[derive(Default)]
pub(super) struct Tiles {
    by_place: BTreeMap<Tile, At<String>>,
    by_name: BTreeMap<String, At<Tile>>,
}

impl Tiles {
    /// The municipality, whose span is that of its place, without a place that it cannot have.
    pub(super) fn checked(
        &mut self,
        decoder: &mut Decoder<'_, '_>,
        municipality: At<MunicipalityData>,
    ) -> MunicipalityData {
        let (span, mut municipality) = (municipality.span, municipality.value);
        let Some(tile) = municipality.tile else {
            return municipality;
        };
        let name = municipality.name.fi().to_owned();
        if let Some(own) = self.by_name.get(&name) {
            if own.value != tile {
                decoder.second_place(span, own, &name);
            }
            municipality.tile = None;
            return municipality;
        }
        if let Some(other) = self.by_place.get(&tile) {
            decoder.taken_place(span, tile, other);
            municipality.tile = None;
            return municipality;
        }
        self.by_name.insert(name.clone(), At { value: tile, span });
        self.by_place.insert(tile, At { value: name, span });
        municipality
    }
}

impl Decoder<'_, '_> {
    fn second_place(&mut self, span: Span, first: &At<Tile>, name: &str) {
        let Tile { column, row } = first.value;
        let message = wording!(
            en: "`{name}` already has the tile [{column}, {row}]",
            fi: "kunnalla `{name}` on jo ruutu [{column}, {row}]"
        );
        let label = Wording::fixed("the one that is used", "tätä käytetään");
        let help = Wording::fixed(
            "give each municipality one tile, in any of its regions",
            "anna kullekin kunnalle yksi ruutu, jonkin sen alueen kohdalla",
        );
        self.report_as(
            Code::DuplicateTile,
            span,
            || message,
            |found| found.with_related_here(first.span, label).with_help(help),
        );
    }

    fn taken_place(&mut self, span: Span, tile: Tile, other: &At<String>) {
        let (Tile { column, row }, name) = (tile, &other.value);
        let message = wording!(
            en: "the tile [{column}, {row}] is that of `{name}`",
            fi: "ruutu [{column}, {row}] on jo kunnalla `{name}`"
        );
        let label = Wording::fixed("first used here", "ensimmäinen on tässä");
        let help = Wording::fixed(
            "choose a free tile; without one the municipality is below the others",
            "valitse vapaa ruutu; ilman ruutua kunta on kartalla muiden alla",
        );
        self.report_as(
            Code::DuplicateTile,
            span,
            || message,
            |found| found.with_related_here(other.span, label).with_help(help),
        );
    }
}
