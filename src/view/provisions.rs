//! The provisions of an agreement as they read on a day: their variables are filled in here, for every answer alike.

use serde::{Serialize, Serializer};

use super::{ContinuationView, ProseView, Spoken};
use crate::model::{
    DocumentSection, EntryRule, Notice, PartialDate, Piece, Prose, Region, TextLang, Variable, pieces, prose,
};
use crate::wording;
use crate::wording::{Lang, Wording};

/// One section of the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProvisionView {
    /// Its number in the agreement.
    pub number: u32,
    /// Its id.
    pub id: Option<String>,
    #[serde(serialize_with = "Spoken::text_alone")]
    pub heading: Spoken,
    /// The text as it reads, its paragraphs and items a line each.
    #[serde(serialize_with = "as_lines")]
    pub text: Vec<ProseView>,
}

impl ProvisionView {
    /// A provision as it reads with these values.
    #[must_use]
    pub fn new(
        number: u32,
        id: Option<String>,
        heading: Spoken,
        text: &Spoken,
        values: &VariableValues,
    ) -> Self {
        Self {
            number,
            id,
            heading,
            text: values.fill(text),
        }
    }

    /// The section of the program whose place it takes.
    #[must_use]
    pub fn takes(&self) -> Option<DocumentSection> {
        DocumentSection::find(self.id.as_deref()?)
    }

    /// Its heading with its number.
    #[must_use]
    pub fn numbered(&self) -> String {
        format!("{} {}", self.number, self.heading.text)
    }

    /// The same with its id, where that is of use.
    #[must_use]
    pub fn numbered_with_id(&self) -> String {
        match &self.id {
            Some(id) => format!("{} ({id})", self.numbered()),
            None => self.numbered(),
        }
    }
}

fn as_lines<S: Serializer>(text: &[ProseView], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&ProseView::lines(text).join("\n"))
}

/// A party as a text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyName {
    pub name: String,
    /// The name with its business id and the units that its signature binds, as the list of the parties has it.
    pub in_list: String,
}

impl PartyName {
    #[must_use]
    pub fn new(name: String, business_id: Option<&str>, covers: &[String]) -> Self {
        let id = business_id.map(|id| format!(" ({id})")).unwrap_or_default();
        let units = match covers {
            [] => String::new(),
            covers => format!(": {}", covers.join(", ")),
        };
        let in_list = format!("{name}{id}{units}");
        Self { name, in_list }
    }
}

/// What the variables of an agreement stand for on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableValues {
    pub title: Spoken,
    /// The start as given.
    pub starts: PartialDate,
    /// The end by the text that was signed; `None` when open-ended.
    pub ends_by_text: Option<PartialDate>,
    pub entry_rule: EntryRule,
    pub notice_months: Option<u32>,
    /// How long a notice runs.
    pub notice: Option<Notice>,
    /// How the term continues by itself.
    pub continues: Option<ContinuationView>,
    pub review_months: Option<u32>,
    /// The parties by name.
    pub parties: Vec<PartyName>,
    /// The titles of the agreements that it supersedes.
    pub supersedes: Vec<Spoken>,
    pub strategies: Vec<Spoken>,
    pub themes: Vec<Spoken>,
    pub products: Vec<Spoken>,
    /// The regions that work jointly.
    pub cooperation: Vec<Vec<Region>>,
    /// The names of the groups.
    pub groups: Vec<Spoken>,
}

impl VariableValues {
    /// The paragraphs and lists of a text with the values in it. A variable of several things that is alone on a line
    /// or in an item becomes a list.
    fn fill(&self, text: &Spoken) -> Vec<ProseView> {
        let block = |block| match block {
            Prose::Paragraph(said) => match self.list_of(&said, text.lang) {
                Some(items) => ProseView::Items(items),
                None => ProseView::Paragraph(self.sentence(&said, text.lang)),
            },
            Prose::Items(items) => ProseView::Items(
                items
                    .iter()
                    .flat_map(|said| {
                        self.list_of(said, text.lang)
                            .unwrap_or_else(|| vec![self.sentence(said, text.lang)])
                    })
                    .collect(),
            ),
        };
        prose(&text.text).into_iter().map(block).collect()
    }

    /// The items of a text that is nothing but a variable of several things.
    fn list_of(&self, said: &str, lang: TextLang) -> Option<Vec<Vec<Spoken>>> {
        let mut pieces = pieces(said);
        let (Some((_, Piece::Variable(variable))), None) = (pieces.next(), pieces.next()) else {
            return None;
        };
        let things = match variable {
            Variable::Parties => {
                let parties = self.parties.iter();
                parties.map(|party| Spoken::finnish(&party.in_list)).collect()
            }
            other => self.things(other, lang)?,
        };
        (!things.is_empty()).then(|| things.into_iter().map(|thing| vec![on_one_line(thing)]).collect())
    }

    /// A text on one line with the values in it.
    fn sentence(&self, said: &str, lang: TextLang) -> Vec<Spoken> {
        let own = |text: String| vec![Spoken { text, lang }];
        let mut runs: Vec<Spoken> = Vec::new();
        for (_, piece) in pieces(said) {
            let more = match piece {
                Piece::Text(text) | Piece::Stray(text) => own(text.to_owned()),
                Piece::Unknown(name) => own(format!("{{{name}}}")),
                Piece::Variable(variable) => match self.value(variable, lang) {
                    Some(value) => value.into_iter().map(on_one_line).collect(),
                    None => own(variable.in_braces()),
                },
            };
            for run in more {
                match runs.last_mut() {
                    Some(last) if last.lang == run.lang => last.text.push_str(&run.text),
                    _ => runs.push(run),
                }
            }
        }
        runs
    }

    /// What a variable stands for in a text of a language; `None` where nothing is recorded.
    fn value(&self, variable: Variable, lang: TextLang) -> Option<Vec<Spoken>> {
        let words = language_of_words(lang);
        let own = |text: String| Spoken { text, lang };
        let say = |word: &Wording| Spoken {
            text: word.get(words).to_owned(),
            lang: TextLang::of(words),
        };
        let date = |date: PartialDate| own(date.display(words));
        let value = match variable {
            Variable::Title => self.title.clone(),
            Variable::Term => match self.ends_by_text {
                Some(ends) => own(format!("{}–{}", self.starts.display(words), ends.display(words))),
                None => say(&open_ended_from(self.starts)),
            },
            Variable::Starts => date(self.starts),
            Variable::Ends => match self.ends_by_text {
                Some(ends) => date(ends),
                None => say(&Wording::fixed("until further notice", "toistaiseksi")),
            },
            Variable::EntryRule => say(&entry_rule(self.entry_rule)),
            Variable::Notice => {
                let months = || self.notice_months.map(Notice::months_before_end);
                say(&self.notice.or_else(months)?.label())
            }
            Variable::NoticeMonths => own(self.notice_months?.to_string()),
            Variable::Continues => say(&self.continues.as_ref()?.label()),
            Variable::ReviewMonths => own(self.review_months?.to_string()),
            Variable::NSignatories => own(self.parties.len().to_string()),
            Variable::Cooperation => own(sets_of_regions(&self.cooperation, lang)?),
            list => return joined(self.things(list, lang)?, lang),
        };
        Some(vec![value])
    }

    /// The things of a variable of several; `None` for one of a single value.
    fn things(&self, variable: Variable, lang: TextLang) -> Option<Vec<Spoken>> {
        let own = |text: String| Spoken { text, lang };
        let finnish =
            |names: &mut dyn Iterator<Item = &String>| names.map(|name| Spoken::finnish(name)).collect();
        Some(match variable {
            Variable::Parties => finnish(&mut self.parties.iter().map(|party| &party.name)),
            Variable::Supersedes => self.supersedes.clone(),
            Variable::Strategies => self.strategies.clone(),
            Variable::Themes => self.themes.clone(),
            Variable::Products => self.products.clone(),
            Variable::Cooperation => {
                let sets = self.cooperation.iter();
                sets.map(|set| own(names_of_regions(set, lang))).collect()
            }
            Variable::Groups => self.groups.clone(),
            _ => return None,
        })
    }
}

/// A set of regions as one text.
#[must_use]
pub fn names_of_regions(set: &[Region], lang: TextLang) -> String {
    let names: Vec<&str> = set.iter().map(|region| region.name(lang)).collect();
    names.join(", ")
}

/// Sets of regions in a sentence; `None` where there are none.
fn sets_of_regions(sets: &[Vec<Region>], lang: TextLang) -> Option<String> {
    let (within, between) = match lang {
        TextLang::Fi => (" ja ", " sekä "),
        TextLang::En => (" and ", ", and "),
        _ => (", ", "; "),
    };
    let set = |set: &Vec<Region>| {
        let (last, others) = set.split_last()?;
        let others: Vec<&str> = others.iter().map(|region| region.name(lang)).collect();
        let last = last.name(lang);
        Some(if others.is_empty() {
            last.to_owned()
        } else {
            others.join(", ") + within + last
        })
    };
    let sets: Vec<String> = sets.iter().filter_map(set).collect();
    (!sets.is_empty()).then(|| sets.join(between))
}

/// A value that cannot look like a paragraph or an item of the text.
fn on_one_line(value: Spoken) -> Spoken {
    if !value.text.contains('\n') {
        return value;
    }
    let lines: Vec<&str> = value.text.lines().map(str::trim).collect();
    Spoken {
        text: lines.join(" "),
        lang: value.lang,
    }
}

/// The language of the program's own words in a text: that of the text where the program speaks it, else Finnish.
const fn language_of_words(lang: TextLang) -> Lang {
    match lang {
        TextLang::En => Lang::En,
        _ => Lang::Fi,
    }
}

/// Things with commas between them, and a word before the last one where the program has it in the language.
fn joined(things: Vec<Spoken>, lang: TextLang) -> Option<Vec<Spoken>> {
    let between = |text: &str| Spoken {
        text: text.to_owned(),
        lang,
    };
    let last = match lang {
        TextLang::Fi => " ja ",
        TextLang::En => " and ",
        _ => ", ",
    };
    let n_things = things.len();
    let mut runs = Vec::new();
    for (at, thing) in things.into_iter().enumerate() {
        if at > 0 {
            runs.push(between(if at + 1 == n_things { last } else { ", " }));
        }
        runs.push(thing);
    }
    (!runs.is_empty()).then_some(runs)
}

fn open_ended_from(starts: PartialDate) -> Wording {
    match starts {
        PartialDate::Year(_) => wording!(
            en: "from {from} until further notice",
            fi: "vuodesta {from} alkaen toistaiseksi",
            from = starts
        ),
        _ => wording!(
            en: "from {from} until further notice",
            fi: "{from} alkaen toistaiseksi",
            from = starts
        ),
    }
}

fn entry_rule(rule: EntryRule) -> Wording {
    match rule {
        EntryRule::StartDate => Wording::fixed(
            "at the start of the term for those who have signed it, and for the others from the day on which they sign",
            "sopimuskauden alussa niiden osalta, jotka ovat allekirjoittaneet sen, ja muiden osalta niiden \
             allekirjoituspäivästä alkaen",
        ),
        EntryRule::AllSigned => Wording::fixed(
            "when all parties have signed it",
            "kun kaikki sopijapuolet ovat allekirjoittaneet sen",
        ),
        EntryRule::SignedAtLeast(1) => Wording::fixed(
            "when one party has signed it",
            "kun yksi sopijapuoli on allekirjoittanut sen",
        ),
        EntryRule::SignedAtLeast(n) => wording!(
            en: "when {n} parties have signed it",
            fi: "kun {n} sopijapuolta on allekirjoittanut sen"
        ),
    }
}

#[cfg(test)]
mod tests;
