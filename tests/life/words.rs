//! From the Finnish words of pages and letters back to what they say. The words are those of
//! `docs/format.fi.md` and the vocabulary of the field.

const STATUSES: [(&str, &str); 7] = [
    ("luonnos", "draft"),
    ("allekirjoitettavana", "signing"),
    ("tulossa voimaan", "upcoming"),
    ("voimassa", "in-force"),
    ("päättynyt", "ended"),
    ("korvattu", "superseded"),
    ("irtisanottu", "terminated"),
];

const STATES: [(&str, &str); 5] = [
    ("odottaa", "pending"),
    ("allekirjoittanut", "signed"),
    ("irtisanoutumassa", "leaving"),
    ("irtisanoutunut", "withdrawn"),
    ("kieltäytynyt", "declined"),
];

const ABSENCES: [(&str, &str); 4] = [
    ("lakannut", "ceased"),
    ("liittyy myöhemmin", "joins-later"),
    ("irtisanoutunut", "withdrawn"),
    ("kieltäytynyt", "declined"),
];

fn find(words: &[(&str, &'static str)], word: &str) -> String {
    let found = words.iter().find(|(fi, _)| *fi == word);
    found.map_or_else(|| format!("unknown word {word}"), |(_, code)| (*code).to_owned())
}

/// The status, and whether the agreement is said to be ending soon.
pub(crate) fn status_of(words: &str) -> (String, bool) {
    let soon = words.strip_suffix(", päättymässä");
    (find(&STATUSES, soon.unwrap_or(words)), soon.is_some())
}

pub(crate) fn state_of(words: &str) -> String {
    find(&STATES, words)
}

/// The word in brackets behind a name; nothing is a dash.
pub(crate) fn absence_of(words: &str) -> String {
    let word = words.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    word.map_or("-".to_owned(), |word| find(&ABSENCES, word))
}

/// The end of a term; one that is open is a dash.
pub(crate) fn end_of(words: &str) -> String {
    if words == "toistaiseksi" {
        "-".to_owned()
    } else {
        date_of(words)
    }
}

/// A Finnish date as the files write it: `30.3.2017`, `3/2017`, `2017`; nothing is a dash.
pub(crate) fn date_of(words: &str) -> String {
    if words.is_empty() {
        return "-".to_owned();
    }
    let number = |part: &str| part.parse().unwrap_or(0_u32);
    let parts: Vec<u32> = words.split(['.', '/']).map(number).collect();
    match parts[..] {
        [year] => format!("{year:04}"),
        [month, year] => format!("{year:04}-{month:02}"),
        [day, month, year] => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("no date {words}"),
    }
}

/// The organisation that has a name.
pub(crate) fn organisation_of(name: &str) -> String {
    name.strip_suffix(", nimi").unwrap_or(name).to_owned()
}

/// The group and the number in the text of a duty of the test.
pub(crate) fn duty_of(text: &str) -> String {
    let number = text
        .strip_prefix("Tehtävä ")
        .and_then(|rest| rest.split_once('.'));
    number.map_or(text.to_owned(), |(number, _)| number.replace(' ', "/"))
}
