//! The order of names: Finnish, with å ä ö last and v and w apart. The letters of Sámi that Finnish
//! lacks stand beside their base letters.

use std::cmp::Ordering;

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::locale;

/// Compares names. Made once for a list: making it costs more than many comparisons.
#[derive(Debug)]
pub struct NameOrder(CollatorBorrowed<'static>);

impl NameOrder {
    /// The Finnish order, from data that is compiled into the program.
    ///
    /// # Panics
    /// Only in a program that was built without that data.
    #[must_use]
    pub fn finnish() -> Self {
        let collator = CollatorBorrowed::try_new(locale!("fi").into(), CollatorOptions::default())
            .expect("the collation data of Finnish is compiled in");
        Self(collator)
    }

    /// The order of two names. Only equal texts are equal, so that a sorted list is always the same.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }

    /// What sorts as the name does, for very many names: bytes are compared faster than names.
    #[must_use]
    pub fn key(&self, name: &str) -> (Vec<u8>, String) {
        let mut key = Vec::new();
        let Ok(()) = self.0.write_sort_key_to(name, &mut key);
        (key, name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(expected: &[&str]) {
        let order = NameOrder::finnish();
        let mut names: Vec<&str> = expected.iter().rev().copied().collect();
        names.sort_by(|a, b| order.compare(a, b));
        assert_eq!(names, expected);
    }

    #[test]
    fn the_finnish_letters_come_last() {
        check(&["Ahola", "Zeta", "Åland", "Äkäslompolo", "Öljy"]);
        check(&["Kemi", "Kemijärvi", "Keminmaa", "Kittilä"]);
    }

    #[test]
    fn v_and_w_are_two_letters() {
        check(&["Vuotso", "Vä", "Wa", "Wi"]);
    }

    #[test]
    fn sami_letters_stand_beside_their_base_letters() {
        check(&["Davvi", "Đavvi", "Dažu", "Deatnu"]);
        check(&["Cizáš", "Čizáš", "Coagis"]);
        check(&["Gara", "Ǥara", "Gu"]);
        check(&["Nana", "Ŋana", "Nu"]);
        check(&["Sana", "Šana", "Su"]);
        check(&["Tana", "Ŧana", "Tu"]);
        check(&["Zana", "Žana", "Zu"]);
    }

    #[test]
    fn case_decides_only_between_equal_letters() {
        check(&["lappia", "Lappia", "lappian"]);
    }

    proptest! {
        #[test]
        fn only_equal_texts_are_equal(a in "\\PC{0,8}", b in "\\PC{0,8}") {
            let order = NameOrder::finnish();
            prop_assert_eq!(order.compare(&a, &b) == Ordering::Equal, a == b);
            prop_assert_eq!(order.compare(&a, &b), order.compare(&b, &a).reverse());
            prop_assert_eq!(order.compare(&a, &b), order.key(&a).cmp(&order.key(&b)));
        }
    }
}
