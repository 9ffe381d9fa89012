//! The words for what cannot be true: the same for a finding in a file and for an act that is refused.

use crate::model::truth::{FactKind, MOST_YEARS_AHEAD_OF_TERM, Rule, Violation};
use crate::model::{Agreement, PartialDate};
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

/// The words for the facts of a violation.
struct Words<'a> {
    /// Of the signatory.
    name: &'a str,
    /// The fact that cannot be true, as the beginning of a sentence.
    deed: Wording,
    day: PartialDate,
    /// The date of the fact that disagrees.
    other: Option<PartialDate>,
}

impl<'a> Words<'a> {
    fn of(agreement: &'a Agreement, violation: &Violation) -> Self {
        let (fact, against) = (&violation.fact, violation.against.as_ref());
        let one = fact.signatory().and_then(|n| agreement.signatories.get(n));
        let name = one.map(|one| one.name.value.as_str()).unwrap_or_default();
        Self {
            name,
            deed: deed(fact.kind, name),
            day: fact.at.value,
            other: against.map(|fact| fact.at.value),
        }
    }
}

/// A fact as the beginning of a sentence.
fn deed(kind: FactKind, name: &str) -> Wording {
    let of_name = |en: &str, fi: &str| wording!(en: "{name} {en}", fi: "{name} {fi}");
    let fixed = Wording::fixed;
    match kind {
        FactKind::Signed => of_name("signed", "on allekirjoittanut"),
        FactKind::Joined => of_name("joined", "on liittynyt"),
        FactKind::Declined => of_name("declined", "on kieltäytynyt"),
        FactKind::Notice => of_name("gave notice of withdrawal", "on ilmoittanut irtisanoutuvansa"),
        FactKind::Effective => of_name("left", "on lähtenyt"),
        FactKind::Ceased => of_name("ceased", "on lakannut"),
        FactKind::Decided => fixed("the extension was decided", "jatkopäätös on tehty"),
        FactKind::Dated => fixed("the document was drawn up", "asiakirja on laadittu"),
        FactKind::Approved => fixed("the text was approved", "teksti on hyväksytty"),
        FactKind::Opened => fixed("signing began", "allekirjoittaminen on alkanut"),
        FactKind::Terminated => fixed("the termination takes effect", "irtisanominen tulee voimaan"),
        FactKind::Starts => fixed("the term starts", "sopimuskausi alkaa"),
        FactKind::Ends | FactKind::Until => fixed("the agreement ends", "sopimus päättyy"),
        FactKind::Entered => fixed("the agreement entered into force", "sopimus tuli voimaan"),
    }
}

fn of_date(words: &Words<'_>, violation: &Violation) -> Wording {
    let Words { deed, day, other, .. } = words;
    let years = MOST_YEARS_AHEAD_OF_TERM;
    match violation.rule {
        Rule::Ahead => wording!(
            en: "{deed} on a date in the future ({day})",
            fi: "{deed} ({day}), vaikka päivä on vasta edessä",
            deed, day
        ),
        Rule::Implausible => wording!(
            en: "{deed} ({day}) more than {years} years before the term starts ({other})",
            fi: "{deed} ({day}) yli {years} vuotta ennen sopimuskauden alkua ({other})",
            deed, day, other
        ),
        Rule::BeforeOpening => wording!(
            en: "{deed} ({day}) before signing began ({other})",
            fi: "{deed} ({day}) ennen allekirjoittamisen alkamista ({other})",
            deed, day, other
        ),
        Rule::AfterEnd if is_termination(violation) => wording!(
            en: "{deed} ({day}) after the agreement was terminated ({other})",
            fi: "{deed} ({day}), vaikka sopimus oli irtisanottu ({other})",
            deed, day, other
        ),
        _ => wording!(
            en: "{deed} ({day}) after the agreement ended ({other})",
            fi: "{deed} ({day}) vasta sopimuksen päättymisen ({other}) jälkeen",
            deed, day, other
        ),
    }
}

fn of_agreement(words: &Words<'_>, rule: Rule) -> Wording {
    let (day, other) = (words.day, words.other);
    match rule {
        Rule::ExtendsOpenEnded => wording!(
            en: "an extension until {day} shortens an open-ended agreement",
            fi: "jatkopäätös ({day}) lyhentää toistaiseksi voimassa olevaa sopimusta",
            day
        ),
        Rule::ExtensionShortens => wording!(
            en: "an extension until {day} shortens a term that ends {other}",
            fi: "jatkopäätös ({day}) lyhentää sopimuskautta, joka päättyy {other}",
            day, other
        ),
        Rule::ExtensionWithoutEffect => wording!(
            en: "an extension until {day} does not move the end ({other})",
            fi: "jatkopäätös ({day}) ei siirrä päättymispäivää ({other})",
            day, other
        ),
        _ => wording!(
            en: "signing began ({day}), but the agreement has no signatories",
            fi: "allekirjoittaminen on alkanut ({day}), mutta sopimuksella ei ole allekirjoittajia",
            day
        ),
    }
}

fn of_accession(words: &Words<'_>, violation: &Violation) -> Wording {
    let (name, day, other) = (words.name, words.day, words.other);
    match (violation.rule, &violation.against) {
        (Rule::JoinedBeforeStart, _) => wording!(
            en: "{name} joined ({day}) before the term started ({other})",
            fi: "{name} on liittynyt ({day}) ennen sopimuskauden alkua ({other})",
            day, other
        ),
        (_, Some(_)) => wording!(
            en: "{name} is recorded as joining during the term ({day}), but the agreement entered into force \
                 on {other}",
            fi: "{name} on kirjattu kesken kauden liittyneeksi ({day}), mutta sopimus tuli voimaan {other}",
            day, other
        ),
        (_, None) => wording!(
            en: "{name} is recorded as joining during the term ({day}), but the agreement has not entered into \
                 force",
            fi: "{name} on kirjattu kesken kauden liittyneeksi ({day}), mutta sopimus ei ole tullut voimaan",
            day
        ),
    }
}

fn of_signatory(words: &Words<'_>, violation: &Violation) -> Wording {
    let Words {
        name,
        deed,
        day,
        other,
    } = words;
    match violation.rule {
        Rule::SignedAfterNotice => wording!(
            en: "{name} signed ({day}) after giving notice of withdrawal ({other})",
            fi: "{name} on allekirjoittanut ({day}) vasta irtisanoutumisilmoituksensa ({other}) jälkeen",
            day, other
        ),
        Rule::SignedBeforeJoining => wording!(
            en: "{name} signed ({day}) before it joined ({other})",
            fi: "{name} on allekirjoittanut ({day}) ennen liittymistään ({other})",
            day, other
        ),
        Rule::SignedAfterCeasing => wording!(
            en: "{deed} ({day}) after it ceased ({other})",
            fi: "{deed} ({day}) vasta lakattuaan ({other})",
            deed, day, other
        ),
        Rule::ListedAfterCeasing => wording!(
            en: "{name} has ceased ({day}) and can no longer sign",
            fi: "{name} on lakannut ({day}) eikä voi enää allekirjoittaa",
            day
        ),
        Rule::WithdrawnUnsigned => wording!(
            en: "{name} has withdrawn ({day}) without having signed",
            fi: "{name} on irtisanoutunut ({day}), vaikka ei ole allekirjoittanut",
            day
        ),
        Rule::EffectiveBeforeNotice => wording!(
            en: "the withdrawal of {name} takes effect ({day}) before its notice ({other})",
            fi: "{name}: irtisanoutuminen tulee voimaan ({day}) ennen ilmoitusta ({other})",
            day, other
        ),
        _ => {
            let verb = other_answer(violation);
            wording!(
                en: "{name} has declined ({day}) and also {verb} ({other})",
                fi: "{name} on kieltäytynyt ({day}) mutta myös {verb} ({other})",
                day, other, verb
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
fn other_answer(violation: &Violation) -> Wording {
    match violation.against.as_ref().map(|fact| fact.kind) {
        Some(FactKind::Joined) => Wording::fixed("joined", "liittynyt"),
        Some(FactKind::Notice) => Wording::fixed("withdrawn", "irtisanoutunut"),
        _ => Wording::fixed("signed", "allekirjoittanut"),
    }
}

/// What is to be seen at the place of the fact that disagrees.
pub(super) fn label(violation: &Violation) -> Wording {
    if violation.rule == Rule::DeclinedAndMore {
        let verb = other_answer(violation);
        return wording!(en: "{verb} here", fi: "tämän mukaan {verb}", verb);
    }
    if violation.fact.kind == FactKind::Until {
        return Wording::fixed("the end until then", "siihen asti voimassa ollut päättymispäivä");
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
                "delete `joined` by hand if the organisation declined to join",
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
                en: "correct the wrong date; a successor signs for itself (`kumppani show {id}` shows who took over)",
                fi: "korjaa väärä päivä; seuraaja allekirjoittaa itse (`kumppani show {id}` näyttää, kenelle tehtävät siirtyivät)"
            )
        }
        Rule::OpenedForNobody => {
            let id = &agreement.id.value;
            wording!(
                en: "add the signatories (`kumppani register {id}`), or delete `opened`",
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
            fi: "korjaa päivämäärä; kautensa lopussa päättyvää sopimusta ei irtisanota (`kumppani show {id}` näyttää päättymispäivän)"
        );
    }
    Wording::fixed(
        "correct the date, or record the decision that extended the agreement (`kumppani extend`)",
        "korjaa päivämäärä tai kirjaa päätös, jolla sopimusta on jatkettu (`kumppani extend`)",
    )
}

pub(super) fn fixed_help(rule: Rule) -> Wording {
    match rule {
        Rule::Ahead => Wording::fixed(
            "correct the date; record future events once they have happened",
            "korjaa päivä; tuleva asia kirjataan vasta, kun se on tapahtunut",
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
            "correct the dates; if the organisation came back, delete `withdrawn`",
            "korjaa päivämäärät; jos organisaatio on palannut mukaan, poista kenttä `withdrawn`",
        ),
        Rule::SignedBeforeJoining => Wording::fixed(
            "correct one of the dates; an original signatory needs only `signed`",
            "korjaa toinen päivämääristä; alusta asti mukana olevalle riittää kenttä `signed`",
        ),
        Rule::JoinedBeforeStart => Wording::fixed(
            "delete `joined`: an original signatory needs only `signed`",
            "poista kenttä `joined`: alusta asti mukana olevalle riittää kenttä `signed`",
        ),
        Rule::JoinedBeforeEntry => Wording::fixed(
            "remove `joined` if the organisation has been a party from the beginning; otherwise record the earlier \
             signatures that brought the agreement into force",
            "poista kenttä `joined`, jos organisaatio on mukana alusta asti; muuten kirjaa ne aiemmat \
             allekirjoitukset, joilla sopimus tuli voimaan",
        ),
        Rule::DeclinedAndMore => Wording::fixed(
            "keep the fact that is true; if an organisation changed its mind, take its refusal back (`kumppani correct` with \
             `--declined none`) and then record the signature; one that has signed leaves with `kumppani withdraw`",
            "jätä voimaan se, mikä pitää paikkansa; jos organisaatio muutti mielensä, peru kieltäytyminen \
             (`kumppani correct` valinnalla `--declined ei`) ja kirjaa sitten allekirjoitus; allekirjoittanut lähtee komennolla `kumppani withdraw`",
        ),
        Rule::WithdrawnUnsigned => Wording::fixed(
            "record the signature, of which the year is enough, or write `declined` in place of `withdrawn` \
             (`kumppani decline`)",
            "kirjaa allekirjoitus (pelkkä vuosikin riittää), tai vaihda `withdrawn` kentäksi `declined` \
             (`kumppani decline`)",
        ),
        Rule::EffectiveBeforeNotice => Wording::fixed(
            "correct `notice` or `effective`; they may be swapped",
            "korjaa `notice` tai `effective`; ne ovat ehkä vaihtuneet keskenään",
        ),
        Rule::ExtensionWithoutEffect => Wording::fixed(
            "correct `until`, or delete the extension",
            "korjaa `until` tai poista jatkopäätös",
        ),
        _ => Wording::fixed(
            "correct the dates; an agreement that ends early is terminated (`kumppani terminate`)",
            "korjaa päivämäärät; ennenaikainen päättyminen kirjataan irtisanomisena (`kumppani terminate`)",
        ),
    }
}
