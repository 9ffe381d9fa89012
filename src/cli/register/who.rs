//! Which organisation is registered: the one of an id, the one that the registry knows by the name, or a new one
//! with an id that is made from its name.

use anyhow::Result;

use crate::cli::context::Context;
use crate::cli::resolve;
use crate::cli::trouble::Trouble;
use crate::index::Index;
use crate::model::{OrganisationId, numbered_id};
use crate::source::intake::KnownOrganisations;
use crate::wording;
use crate::wording::Wording;

/// The organisation, and what is to be said of an id that was not given.
#[derive(Debug)]
pub(super) struct Who {
    pub(super) id: OrganisationId,
    pub(super) chosen: Option<Wording>,
}

/// The organisation that is called `name`; `given` is its id, or a name that is known.
pub(super) fn who(
    cx: &Context<'_>,
    index: &Index,
    (given, name): (Option<&str>, &str),
    known: &KnownOrganisations,
) -> Result<Who> {
    match given {
        Some(text) => Ok(Who {
            id: resolve::new_organisation(cx, index, text)?,
            chosen: None,
        }),
        None => by_name(name, known),
    }
}

fn by_name(name: &str, known: &KnownOrganisations) -> Result<Who> {
    match known.called(name) {
        [] => new(name, known),
        [id] => Ok(Who {
            chosen: Some(wording!(
                en: "organisation: {id}, known by this name",
                fi: "organisaatio: {id}, tunnetaan tällä nimellä"
            )),
            id: id.clone(),
        }),
        several => {
            let list: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
            let list = list.join(", ");
            Err(anyhow::Error::new(Trouble::with_help(
                wording!(
                    en: "several organisations have had the name `{name}`: {list}",
                    fi: "usealla organisaatiolla on ollut nimi `{name}`: {list}"
                ),
                Wording::fixed(
                    "give the id with --organisation",
                    "anna tunnus valinnalla --organisation",
                ),
            )))
        }
    }
}

fn new(name: &str, known: &KnownOrganisations) -> Result<Who> {
    let made = OrganisationId::from_name(name).ok_or_else(|| {
        anyhow::Error::new(Trouble::with_help(
            wording!(en: "no id can be derived from `{name}`", fi: "nimestä `{name}` ei voi muodostaa tunnusta"),
            Wording::fixed("give one with --organisation", "anna tunnus valinnalla --organisation"),
        ))
    })?;
    let Some(other) = known.name(&made) else {
        return Ok(Who {
            chosen: Some(wording!(
                en: "organisation: {id}, a new id made from the name",
                fi: "organisaatio: {id}, nimestä muodostettu uusi tunnus",
                id = made.to_string()
            )),
            id: made,
        });
    };
    let is_free = |id: &str| OrganisationId::parse(id).is_ok_and(|id| known.name(&id).is_none());
    let id = numbered_id(made.as_str(), is_free);
    let id = OrganisationId::parse(&id).expect("a numbered id keeps the shape of an id");
    Ok(Who {
        chosen: Some(wording!(
            en: "organisation: {id}, a new id; if it is the same as “{other}”, give --organisation {made}",
            fi: "organisaatio: {id}, uusi tunnus; jos se on sama kuin ”{other}”, anna --organisation {made}"
        )),
        id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    fn check(name: &str, expected: &str) {
        let mut known = KnownOrganisations::default();
        for (id, name) in [
            ("kajaani", "Kajaanin kaupunki"),
            ("kajaani", "Kajaani stad"),
            ("sotkamo-2", "Sotkamon kunta"),
            ("sotkamo", "Sotkamon opisto"),
            ("a", "Vanha nimi"),
            ("b", "Vanha nimi"),
        ] {
            known.add(id, name);
        }
        let shown = match by_name(name, &known) {
            Ok(who) => who.chosen.expect("it was not given").get(Lang::En).to_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expected, "{name}");
    }

    #[test]
    fn a_known_name_has_its_id_and_another_a_new_one() {
        check("kajaanin  KAUPUNKI", "organisation: kajaani, known by this name");
        check("Kajaani stad", "organisation: kajaani, known by this name");
        check(
            "Ylä-Kainuun opisto",
            "organisation: yla-kainuun-opisto, a new id made from the name",
        );
        check(
            "Sotkamo",
            "organisation: sotkamo-3, a new id; if it is the same as “Sotkamon opisto”, give --organisation sotkamo",
        );
        check(
            "vanha nimi",
            "several organisations have had the name `vanha nimi`: `a`, `b`",
        );
        check("—", "no id can be derived from `—`");
    }
}
