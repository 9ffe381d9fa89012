//! Ids of every kind. A text that is none is met with the id that it may become, or with that of the signatory whose
//! name it is.

use super::{Decoder, corrected};
use crate::diagnostic::{At, Code};
use crate::model::{
    AgreementId, DutyId, EventId, GroupId, IdProblem, KindId, OrganisationId, ProductId, ProvisionId,
    ThemeId, fold,
};
use crate::source::tree::{Kind, NodeId, Tree};
use crate::wording;
use crate::wording::Wording;

/// What every kind of id can be read from.
pub(in crate::source) trait Id: Sized {
    fn parse(text: &str) -> Result<Self, IdProblem>;
    fn proposal(text: &str) -> Option<String>;
}

macro_rules! ids {
    ($($type:ty),*) => {
        $(impl Id for $type {
            fn parse(text: &str) -> Result<Self, IdProblem> {
                <$type>::parse(text)
            }
            fn proposal(text: &str) -> Option<String> {
                <$type>::from_name(text).map(|id| id.to_string())
            }
        })*
    };
}

ids!(
    AgreementId,
    DutyId,
    EventId,
    GroupId,
    KindId,
    OrganisationId,
    ProductId,
    ProvisionId,
    ThemeId
);

impl Decoder<'_, '_> {
    /// An id of any kind.
    pub(in crate::source) fn id<T: Id>(&mut self, node: NodeId) -> Option<At<T>> {
        let text = self.word(node, &Wording::fixed("an id", "tunnus"))?.value;
        match T::parse(&text) {
            Ok(id) => Some(self.at(node, id)),
            Err(problem) => {
                self.invalid_id::<T>(node, &text, problem, |_| None);
                None
            }
        }
    }

    /// The id of a signatory. In place of a name its id is written.
    pub(in crate::source) fn signatory_id(&mut self, node: NodeId) -> Option<At<OrganisationId>> {
        let text = self.word(node, &Wording::fixed("an id", "tunnus"))?.value;
        match OrganisationId::parse(&text) {
            Ok(id) => Some(self.at(node, id)),
            Err(problem) => {
                self.invalid_id::<OrganisationId>(node, &text, problem, |tree| named(tree, node, &text));
                None
            }
        }
    }

    /// Reports a text that is no id; `find` looks in the file for the one that is meant.
    fn invalid_id<T: Id>(
        &mut self,
        node: NodeId,
        text: &str,
        problem: IdProblem,
        find: impl FnOnce(&Tree<'_>) -> Option<OrganisationId>,
    ) {
        let reason = || match problem {
            IdProblem::Empty => Wording::fixed("it is empty", "se on tyhjä"),
            IdProblem::TooLong => Wording::fixed("it has more than 64 characters", "siinä on yli 64 merkkiä"),
            IdProblem::Character(c) if c.is_uppercase() || c.is_whitespace() => Wording::fixed(
                "capital letters and spaces cannot be used",
                "isoja kirjaimia ja välilyöntejä ei voi käyttää",
            ),
            IdProblem::Character(c) => {
                wording!(en: "it cannot contain `{c}`", fi: "siinä ei voi käyttää merkkiä `{c}`")
            }
            IdProblem::Hyphen => Wording::fixed(
                "a hyphen cannot be first, last or beside another",
                "yhdysviiva on alussa, lopussa tai toisen vieressä",
            ),
        };
        let message = || {
            let reason = reason();
            wording!(
                en: "invalid id `{text}`: {reason}",
                fi: "`{text}` ei kelpaa tunnukseksi: {reason}",
                reason
            )
        };
        let help = || match T::proposal(text) {
            Some(proposal) => wording!(
                en: "ids consist of the letters a–z, digits and single hyphens, for example `{proposal}`",
                fi: "tunnuksessa on kirjaimia a–z, numeroita ja yksittäisiä yhdysviivoja, esimerkiksi `{proposal}`"
            ),
            None => Wording::fixed(
                "ids consist of the letters a–z, digits and single hyphens",
                "tunnuksessa on kirjaimia a–z, numeroita ja yksittäisiä yhdysviivoja",
            ),
        };
        let tree = self.tree;
        self.report_as(Code::InvalidId, tree.span(node), message, |found| {
            match find(tree) {
                Some(id) => corrected(found, tree, node, id.as_str()),
                None => found.with_help(help()),
            }
        });
    }
}

/// The id of the one signatory of a node's file that has this name.
fn named(tree: &Tree<'_>, node: NodeId, name: &str) -> Option<OrganisationId> {
    let mut root = node;
    while let Some(parent) = tree.parent(root) {
        root = parent;
    }
    let value = |mapping: NodeId, field: &str| {
        let mut pairs = tree.pairs(mapping);
        let found = pairs.find(|(key, _)| tree.scalar(*key).is_some_and(|(key, _)| key == field));
        found.map(|(_, value)| value)
    };
    let text = |mapping: NodeId, field: &str| Some(tree.scalar(value(mapping, field)?)?.0.trim().to_owned());
    let wanted = fold(name);
    let list = value(root, "signatories")?;
    let entries = tree
        .children(list)
        .filter(|entry| matches!(tree.kind(*entry), Kind::Mapping));
    let mut of_name = entries.filter(|entry| text(*entry, "name").is_some_and(|name| fold(&name) == wanted));
    let found = of_name.next().filter(|_| of_name.next().is_none())?;
    OrganisationId::parse(&text(found, "organisation")?).ok()
}

#[cfg(test)]
mod tests {
    use crate::source::testing::read;
    use crate::wording::Lang;

    /// The help of the one finding of a file whose group, event, document and approval name `who`.
    fn check(who: &str, expected: &str) {
        for place in [
            "groups: [{ id: g, name: G, regions: all, chair: WHO }]",
            "groups: [{ id: g, name: G, regions: all, members: [WHO] }]",
            "groups: [{ id: g, name: G, regions: all, duties: [{ text: T., responsible: [WHO] }] }]",
            "events: [{ date: 2014, title: T, kind: meeting, attended: [WHO] }]",
            "documents: [{ file: a.pdf, kind: attachment, of: WHO, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 }]",
        ] {
            let text = format!(
                "id: a\ntitle: A\nterm: {{ starts: 2014, ends: 2016 }}\n{}\nsignatories:\n  - {{ organisation: kemi, name: Kemin kaupunki, kind: municipality, regions: all }}\n  - {{ organisation: x, name: Sama, kind: municipality, regions: all }}\n  - {{ organisation: y, name: Sama, kind: municipality, regions: all }}\n",
                place.replace("WHO", who)
            );
            let (_, findings) = read(&text);
            let found: Vec<_> = findings
                .iter()
                .filter(|found| found.code.name() == "invalid-id")
                .collect();
            assert_eq!(found.len(), 1, "{text} {findings:?}");
            let help = found[0].help.as_ref().map_or("", |help| help.get(Lang::En));
            assert!(help.ends_with(expected), "{place}: {help}");
            assert_eq!(found[0].fix.is_some(), expected == "write `kemi`");
        }
    }

    #[test]
    fn the_name_of_a_signatory_is_met_with_its_id() {
        check("Kemin kaupunki", "write `kemi`");
        check("KEMIN KAUPUNKI", "write `kemi`");
        // No guess between two of one name, and none for a name that no signatory has.
        check("Sama", "for example `sama`");
        check("Kemin seurakunta", "for example `kemin-seurakunta`");
    }
}
