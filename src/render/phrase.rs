//! Counted things in words, with the right number in both languages.

use crate::wording;
use crate::wording::Wording;

/// A noun as it is after a number.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    /// English: after one, after any other number.
    pub en: [&'static str; 2],
    /// Finnish: after one, after any other number.
    pub fi: [&'static str; 2],
}

/// `3 errors`, `3 virhettä`
pub const ERRORS: Noun = Noun {
    en: ["error", "errors"],
    fi: ["virhe", "virhettä"],
};

/// `3 warnings`, `3 varoitusta`
pub const WARNINGS: Noun = Noun {
    en: ["warning", "warnings"],
    fi: ["varoitus", "varoitusta"],
};

/// `in 3 files`, `3 tiedostossa`; the English noun is said after "in".
pub const IN_FILES: Noun = Noun {
    en: ["file", "files"],
    fi: ["tiedostossa", "tiedostossa"],
};

/// `3 files`, `3 tiedostoa`
pub const FILES: Noun = Noun {
    en: ["file", "files"],
    fi: ["tiedosto", "tiedostoa"],
};

/// `3 findings`, `3 havaintoa`
pub const FINDINGS: Noun = Noun {
    en: ["finding", "findings"],
    fi: ["havainto", "havaintoa"],
};

/// `3 agreements`, `3 sopimusta`
pub const AGREEMENTS: Noun = Noun {
    en: ["agreement", "agreements"],
    fi: ["sopimus", "sopimusta"],
};

/// `3 schemas`, `3 skeemaa`
pub const SCHEMAS: Noun = Noun {
    en: ["schema", "schemas"],
    fi: ["skeema", "skeemaa"],
};

/// `3 signatories`, `3 allekirjoittajaa`
pub const SIGNATORIES: Noun = Noun {
    en: ["signatory", "signatories"],
    fi: ["allekirjoittaja", "allekirjoittajaa"],
};

/// `3 duties`, `3 tehtävää`
pub const DUTIES: Noun = Noun {
    en: ["duty", "duties"],
    fi: ["tehtävä", "tehtävää"],
};

/// `3 acts`, `3 kirjausta`
pub const ACTS: Noun = Noun {
    en: ["act", "acts"],
    fi: ["kirjaus", "kirjausta"],
};

/// `3 rows`, `3 riviä`
pub const ROWS: Noun = Noun {
    en: ["row", "rows"],
    fi: ["rivi", "riviä"],
};

/// `3 entries`, `3 merkintää`
pub const ENTRIES: Noun = Noun {
    en: ["entry", "entries"],
    fi: ["merkintä", "merkintää"],
};

/// `3 documents`, `3 asiakirjaa`
pub const PAPERS: Noun = Noun {
    en: ["document", "documents"],
    fi: ["asiakirja", "asiakirjaa"],
};

/// `3 letters`, `3 kirjettä`
pub const LETTERS: Noun = Noun {
    en: ["letter", "letters"],
    fi: ["kirje", "kirjettä"],
};

/// The number and the noun.
#[must_use]
pub fn counted(n: usize, noun: Noun) -> Wording {
    let form = usize::from(n != 1);
    let (en, fi) = (noun.en[form], noun.fi[form]);
    wording!(en: "{n} {en}", fi: "{n} {fi}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    #[test]
    fn only_one_is_singular() {
        for (n, en, fi) in [
            (0, "0 errors", "0 virhettä"),
            (1, "1 error", "1 virhe"),
            (2, "2 errors", "2 virhettä"),
        ] {
            let phrase = counted(n, ERRORS);
            assert_eq!((phrase.get(Lang::En), phrase.get(Lang::Fi)), (en, fi));
        }
    }
}
