//! The words for what cannot be true: the same for a finding in a file and for an act that is refused.

use super::phrases::{self, Pair};
use crate::model::Agreement;
use crate::model::truth::{FactKind, MOST_YEARS_AHEAD_OF_TERM, Rule, Violation};
use crate::wording;
use crate::wording::Wording;

/// What is wrong, in one sentence.
#[must_use]
pub fn statement(agreement: &Agreement, violation: &Violation) -> Wording {
    let facts = Words::of(agreement, violation);
    match violation.rule {
        Rule::Ahead | Rule::Implausible | Rule::BeforeOpening | Rule::SignedAfterEnd | Rule::AfterEnd => {
            of_date(&facts, violation)
        }
        Rule::ExtendsOpenEnded
        | Rule::ExtensionShortens
        | Rule::ExtensionWithoutEffect
        | Rule::OpenedForNobody => of_agreement(&facts, violation.rule),
        Rule::JoinedBeforeStart | Rule::JoinedBeforeEntry => of_accession(&facts, violation),
        _ => of_signatory(&facts, violation),
    }
}

/// The words for the facts of a violation, each as a pair.
struct Words<'a> {
    /// Of the signatory.
    name: &'a str,
    /// The fact that cannot be true, as the beginning of a sentence.
    deed: Pair,
    day: Pair,
    /// The date of the fact that disagrees.
    other: Pair,
}

impl<'a> Words<'a> {
    fn of(agreement: &'a Agreement, violation: &Violation) -> Self {
        let (fact, against) = (&violation.fact, violation.against.as_ref());
        let one = fact.signatory().and_then(|n| agreement.signatories.get(n));
        let name = one.map(|one| one.name.value.as_str()).unwrap_or_default();
        Self {
            name,
            deed: deed(fact.kind, name),
            day: phrases::date(fact.at.value),
            other: against
                .map(|fact| phrases::date(fact.at.value))
                .unwrap_or_default(),
        }
    }
}

/// A fact as the beginning of a sentence.
fn deed(kind: FactKind, name: &str) -> Pair {
    let pair = |en: &str, fi: &str| (format!("{name} {en}"), format!("{name} {fi}"));
    let fixed = |en: &str, fi: &str| (en.to_owned(), fi.to_owned());
    match kind {
        FactKind::Signed => pair("signed", "on allekirjoittanut"),
        FactKind::Joined => pair("joined", "on liittynyt"),
        FactKind::Declined => pair("declined", "on kieltäytynyt"),
        FactKind::Notice => pair("gave notice of withdrawal", "on ilmoittanut irtisanoutuvansa"),
        FactKind::Effective => pair("left", "on lähtenyt"),
        FactKind::Ceased => pair("ceased", "on lakannut"),
        FactKind::Decided => fixed("the extension was decided", "jatkopäätös on tehty"),
        FactKind::Opened => fixed("signing began", "allekirjoittaminen on alkanut"),
        FactKind::Terminated => fixed("the termination takes effect", "irtisanominen tulee voimaan"),
        FactKind::Starts => fixed("the term starts", "sopimuskausi alkaa"),
        FactKind::Ends | FactKind::Until => fixed("the agreement ends", "sopimus päättyy"),
        FactKind::Entered => fixed("the agreement entered into force", "sopimus tuli voimaan"),
    }
}

fn of_date(words: &Words<'_>, violation: &Violation) -> Wording {
    let Words {
        deed: (deed, deed_fi),
        day: (day, day_fi),
        other: (other, other_fi),
        ..
    } = words;
    let years = MOST_YEARS_AHEAD_OF_TERM;
    match violation.rule {
        Rule::Ahead => wording!(
            en: "{deed} ({day}) on a day that is still to come",
            fi: "{deed_fi} ({day_fi}), vaikka päivä on vasta edessä"
        ),
        Rule::Implausible => wording!(
            en: "{deed} ({day}) more than {years} years before the term starts ({other})",
            fi: "{deed_fi} ({day_fi}) yli {years} vuotta ennen sopimuskauden alkua ({other_fi})"
        ),
        Rule::BeforeOpening => wording!(
            en: "{deed} ({day}) before signing began ({other})",
            fi: "{deed_fi} ({day_fi}) ennen allekirjoittamisen alkamista ({other_fi})"
        ),
        Rule::AfterEnd if is_termination(violation) => wording!(
            en: "{deed} ({day}) when the agreement had been terminated ({other})",
            fi: "{deed_fi} ({day_fi}), vaikka sopimus oli irtisanottu ({other_fi})"
        ),
        _ => wording!(
            en: "{deed} ({day}) after the agreement had ended ({other})",
            fi: "{deed_fi} ({day_fi}) vasta sopimuksen päättymisen ({other_fi}) jälkeen"
        ),
    }
}

fn of_agreement(words: &Words<'_>, rule: Rule) -> Wording {
    let ((day, day_fi), (other, other_fi)) = (&words.day, &words.other);
    match rule {
        Rule::ExtendsOpenEnded => wording!(
            en: "an extension until {day} shortens an open-ended agreement",
            fi: "jatkopäätös ({day_fi}) lyhentää toistaiseksi voimassa olevaa sopimusta"
        ),
        Rule::ExtensionShortens => wording!(
            en: "an extension until {day} shortens a term that ends {other}",
            fi: "jatkopäätös ({day_fi}) lyhentää sopimuskautta, joka päättyy {other_fi}"
        ),
        Rule::ExtensionWithoutEffect => wording!(
            en: "an extension until {day} does not move the end ({other})",
            fi: "jatkopäätös ({day_fi}) ei siirrä päättymispäivää ({other_fi})"
        ),
        _ => wording!(
            en: "signing began ({day}), but the agreement has no signatories",
            fi: "allekirjoittaminen on alkanut ({day_fi}), mutta sopimuksella ei ole allekirjoittajia"
        ),
    }
}

fn of_accession(words: &Words<'_>, violation: &Violation) -> Wording {
    let (name, (day, day_fi), (other, other_fi)) = (words.name, &words.day, &words.other);
    match (violation.rule, &violation.against) {
        (Rule::JoinedBeforeStart, _) => wording!(
            en: "{name} joined ({day}) before the term started ({other})",
            fi: "{name} on liittynyt ({day_fi}) ennen sopimuskauden alkua ({other_fi})"
        ),
        (_, Some(_)) => wording!(
            en: "{name} is recorded as joining during the term ({day}), but the agreement entered into force \
                 on {other}",
            fi: "{name} on kirjattu kesken kauden liittyneeksi ({day_fi}), mutta sopimus tuli voimaan {other_fi}"
        ),
        (_, None) => wording!(
            en: "{name} is recorded as joining during the term ({day}), but the agreement has not entered into \
                 force",
            fi: "{name} on kirjattu kesken kauden liittyneeksi ({day_fi}), mutta sopimus ei ole tullut voimaan"
        ),
    }
}

fn of_signatory(words: &Words<'_>, violation: &Violation) -> Wording {
    let Words {
        name,
        deed: (deed, deed_fi),
        day: (day, day_fi),
        other: (other, other_fi),
    } = words;
    match violation.rule {
        Rule::SignedAfterNotice => wording!(
            en: "{name} signed ({day}) after it had given notice of withdrawal ({other})",
            fi: "{name} on allekirjoittanut ({day_fi}) vasta irtisanoutumisilmoituksensa ({other_fi}) jälkeen"
        ),
        Rule::SignedBeforeJoining => wording!(
            en: "{name} signed ({day}) before it joined ({other})",
            fi: "{name} on allekirjoittanut ({day_fi}) ennen liittymistään ({other_fi})"
        ),
        Rule::SignedAfterCeasing => wording!(
            en: "{deed} ({day}) after it had ceased ({other})",
            fi: "{deed_fi} ({day_fi}) vasta lakattuaan ({other_fi})"
        ),
        Rule::ListedAfterCeasing => wording!(
            en: "{name} has ceased ({day}) and can no longer sign",
            fi: "{name} on lakannut ({day_fi}) eikä voi enää allekirjoittaa"
        ),
        Rule::WithdrawnUnsigned => wording!(
            en: "{name} has withdrawn ({day}) without having signed",
            fi: "{name} on irtisanoutunut ({day_fi}), vaikka ei ole allekirjoittanut"
        ),
        Rule::EffectiveBeforeNotice => wording!(
            en: "the withdrawal of {name} takes effect ({day}) before its notice ({other})",
            fi: "{name}: irtisanoutuminen tulee voimaan ({day_fi}) ennen ilmoitusta ({other_fi})"
        ),
        _ => {
            let (verb, verb_fi) = other_answer(violation);
            wording!(
                en: "{name} has declined ({day}) and also {verb} ({other})",
                fi: "{name} on kieltäytynyt ({day_fi}) mutta myös {verb_fi} ({other_fi})"
            )
        }
    }
}

fn is_termination(violation: &Violation) -> bool {
    violation
        .against
        .as_ref()
        .is_some_and(|fact| fact.kind == FactKind::Terminated)
}

/// What else is on record of one that declined.
fn other_answer(violation: &Violation) -> (&'static str, &'static str) {
    match violation.against.as_ref().map(|fact| fact.kind) {
        Some(FactKind::Joined) => ("joined", "liittynyt"),
        Some(FactKind::Notice) => ("withdrawn", "irtisanoutunut"),
        _ => ("signed", "allekirjoittanut"),
    }
}

/// What is to be seen at the place of the fact that disagrees.
pub(super) fn label(violation: &Violation) -> Wording {
    if violation.rule == Rule::DeclinedAndMore {
        let (verb, verb_fi) = other_answer(violation);
        return wording!(en: "{verb} here", fi: "tämän mukaan {verb_fi}");
    }
    if violation.fact.kind == FactKind::Until {
        return Wording::fixed(
            "the end that held until then",
            "siihen asti voimassa ollut päättymispäivä",
        );
    }
    match violation.against.as_ref().map(|fact| fact.kind) {
        Some(FactKind::Notice) => Wording::fixed("notice was given here", "irtisanoutumisilmoitus"),
        Some(FactKind::Joined) => Wording::fixed("joined here", "liittyminen"),
        Some(FactKind::Starts) => Wording::fixed("the term starts here", "kausi alkaa tästä"),
        Some(FactKind::Opened) => Wording::fixed("signing began here", "allekirjoittaminen alkoi tästä"),
        Some(FactKind::Ceased) => Wording::fixed("recorded as ceased here", "kirjattu lakanneeksi tässä"),
        _ => Wording::fixed("the agreement ends here", "sopimus päättyy tähän"),
    }
}

/// The next step.
#[must_use]
pub fn help(agreement: &Agreement, violation: &Violation) -> Wording {
    match violation.rule {
        Rule::SignedAfterEnd | Rule::AfterEnd => after_end_help(agreement, violation),
        Rule::DeclinedAndMore
            if violation
                .against
                .as_ref()
                .is_some_and(|fact| fact.kind == FactKind::Joined) =>
        {
            Wording::fixed(
                "remove `joined` by hand if the organisation declined instead of joining",
                "poista kenttä `joined` käsin, jos organisaatio kieltäytyi eikä liittynyt",
            )
        }
        Rule::SignedAfterCeasing | Rule::ListedAfterCeasing => {
            let one = violation
                .fact
                .signatory()
                .and_then(|n| agreement.signatories.get(n));
            let id = one.map(|one| one.organisation.value.as_str()).unwrap_or_default();
            wording!(
                en: "correct the date that is wrong; a successor signs for itself (`kumppani show {id}` shows who took over)",
                fi: "korjaa väärä päivä; seuraaja allekirjoittaa itse (`kumppani show {id}` näyttää, kenelle tehtävät siirtyivät)"
            )
        }
        Rule::OpenedForNobody => {
            let id = &agreement.id.value;
            wording!(
                en: "add those who are to sign (`kumppani register {id}`), or remove `opened`",
                fi: "lisää allekirjoittajat (`kumppani register {id}`) tai poista kenttä `opened`"
            )
        }
        rule => fixed_help(rule),
    }
}

fn after_end_help(agreement: &Agreement, violation: &Violation) -> Wording {
    if is_termination(violation) {
        return Wording::fixed(
            "correct the date, or the day in `terminated`",
            "korjaa päivämäärä tai kentän `terminated` päivä",
        );
    }
    if matches!(violation.fact.kind, FactKind::Terminated) {
        let id = &agreement.id.value;
        return wording!(
            en: "correct the date; an agreement that ends by its term is not terminated (`kumppani show {id}` shows its end)",
            fi: "korjaa päivämäärä; kautensa lopussa päättyvää sopimusta ei irtisanota (`kumppani show {id}` näyttää sen lopun)"
        );
    }
    Wording::fixed(
        "correct the date, or put the decision that extended the agreement on record (`kumppani extend`)",
        "korjaa päivämäärä tai kirjaa päätös, jolla sopimusta on jatkettu (`kumppani extend`)",
    )
}

pub(super) fn fixed_help(rule: Rule) -> Wording {
    match rule {
        Rule::Ahead => Wording::fixed(
            "correct the date; what is still to come is recorded once it has happened",
            "korjaa päivä; edessä oleva asia kirjataan vasta, kun se on tapahtunut",
        ),
        Rule::Implausible => Wording::fixed(
            "correct the year, or the start of the term",
            "korjaa vuosi tai sopimuskauden alku",
        ),
        Rule::BeforeOpening => Wording::fixed(
            "correct the date, or the day in `opened` if signing began earlier",
            "korjaa päivämäärä, tai kentän `opened` päivä, jos allekirjoittaminen alkoi aikaisemmin",
        ),
        Rule::SignedAfterNotice => Wording::fixed(
            "correct the dates; if the organisation came back, remove `withdrawn`",
            "korjaa päivämäärät; jos organisaatio on palannut mukaan, poista kenttä `withdrawn`",
        ),
        Rule::SignedBeforeJoining => Wording::fixed(
            "correct one of the two dates; who is in from the beginning needs only `signed`",
            "korjaa toinen päivämääristä; alusta asti mukana olevalle riittää kenttä `signed`",
        ),
        Rule::JoinedBeforeStart => Wording::fixed(
            "remove `joined`: who is in from the beginning needs only `signed`",
            "poista kenttä `joined`: alusta asti mukana olevalle riittää kenttä `signed`",
        ),
        Rule::JoinedBeforeEntry => Wording::fixed(
            "remove `joined` if the organisation is in from the beginning; otherwise record the earlier \
             signatures that brought the agreement into force",
            "poista kenttä `joined`, jos organisaatio on mukana alusta asti; muuten kirjaa ne aiemmat \
             allekirjoitukset, joilla sopimus tuli voimaan",
        ),
        Rule::DeclinedAndMore => Wording::fixed(
            "keep the fact that holds; an organisation that changed its mind has only its last answer, and \
             one that signed leaves with `kumppani withdraw`",
            "jätä voimaan se, mikä pitää paikkansa; mielensä muuttaneesta kirjataan vain viimeisin kanta, ja \
             allekirjoittanut lähtee komennolla `kumppani withdraw`",
        ),
        Rule::WithdrawnUnsigned => Wording::fixed(
            "record the signature, of which the year is enough, or write `declined` in place of `withdrawn` \
             (`kumppani decline`)",
            "kirjaa allekirjoitus (pelkkä vuosikin riittää), tai vaihda `withdrawn` kentäksi `declined` \
             (`kumppani decline`)",
        ),
        Rule::EffectiveBeforeNotice => Wording::fixed(
            "correct `notice` or `effective`; perhaps the two are exchanged",
            "korjaa `notice` tai `effective`; ne ovat ehkä vaihtuneet keskenään",
        ),
        Rule::ExtensionWithoutEffect => Wording::fixed(
            "correct `until`, or remove the extension",
            "korjaa `until` tai poista jatkopäätös",
        ),
        _ => Wording::fixed(
            "correct the dates; an agreement that ends early is terminated (`kumppani terminate`)",
            "korjaa päivämäärät; ennenaikainen päättyminen kirjataan irtisanomisena (`kumppani terminate`)",
        ),
    }
}
