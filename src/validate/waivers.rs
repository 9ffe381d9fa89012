//! Waivers: warnings that a file accepts with a reason, and waivers that accept nothing.

use super::Explanation;
use crate::wording::Wording;

pub(super) const STALE_WAIVER: Explanation = Explanation {
    title: Wording::fixed("a waiver that waives nothing", "kuittaus, joka ei koske mitään"),
    meaning: Wording::fixed(
        "The file waives a warning that it does not have, a code that does not exist, or an error, which \
         cannot be waived.",
        "Tiedostossa on kuitattu varoitus, jota siinä ei ole, koodi, jota ei ole olemassa, tai virhe, jota \
         ei voi kuitata.",
    ),
    reason: Wording::fixed(
        "A forgotten waiver would hide the next warning of its kind, whose reason is another one.",
        "Unohtunut kuittaus piilottaisi seuraavan samanlaisen varoituksen, jonka syy on eri.",
    ),
    before: concat!(
        "declared_signatories: 34  # and 34 are listed\n",
        "waivers:\n",
        "  - { code: count-differs, reason: Yksi luettelon sivu on kadonnut. }",
    ),
    after: concat!("declared_signatories: 34  # and 34 are listed\n", "waivers: []",),
};
