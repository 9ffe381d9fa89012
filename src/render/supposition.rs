//! What would be otherwise, as a page: the acts, then the differences section by section, and what would need a
//! decision with the command for it.

use super::block::{Item, Outline};
use super::outline::Described;
use crate::view::{SupposedActView, SuppositionView};
use crate::wording;
use crate::wording::Wording;

impl Described for SuppositionView {
    fn describe(&self, page: &mut Outline) {
        let title = Wording::fixed("What would change", "Mikä muuttuisi");
        let title = page.word(&title);
        page.own_title(&title);
        page.date_fact(&Wording::fixed("as of", "tilanne"), Some(self.as_of));
        let acts = self.acts.iter().map(|act| item(act, page)).collect();
        page.list(&Wording::fixed("Supposed", "Oletus"), acts);
        if self.is_empty() {
            page.heading(&Wording::fixed("Differences", "Erot"));
            page.say(&Wording::fixed("Nothing would change.", "Mikään ei muuttuisi."));
        }
        for (heading, rows) in self.sections() {
            page.table(&heading, rows);
        }
        page.table(&Wording::fixed("To decide", "Päätettävää"), &self.due);
        page.table(
            &Wording::fixed("No longer to decide", "Ei enää päätettävää"),
            &self.settled,
        );
    }
}

fn item(act: &SupposedActView, page: &Outline) -> Item {
    let note = match &act.files[..] {
        [] => Wording::fixed(" (already recorded)", " (kirjattu jo aiemmin)"),
        _ => Wording::default(),
    };
    let command = &act.command;
    let text = wording!(en: "{command}{note}", fi: "{command}{note}", note);
    Item::new(vec![page.own(&page.word(&text))])
}
