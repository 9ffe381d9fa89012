//! The seal of an index: digests of its bytes, which the last writer leaves after the last page. An index
//! whose bytes are not what they say is not asked anything.
//!
//! SQLite reads no further than to the last page, and whatever it writes into the file changes the first
//! one, so that every change by another program is seen. The seal is against damage and well-meant edits: whoever
//! wants to deceive can make a seal, too.
//!
//! After the pages come the digest of every group of bytes, the number of the bytes before the seal, the digest of all
//! this, and the words by which a seal is known; numbers are little-endian.

use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

/// So many bytes have a digest of their own.
const GROUP: u64 = 1024 * 1024;

/// So many groups are looked at before an answer: all of an index up to 64 MiB.
const MOST_GROUPS: u64 = 64;

/// The last bytes of a sealed file.
const WORDS: &[u8; 16] = b"kumppani: sealed";

/// The bytes of a number.
const NUMBER: usize = size_of::<u64>();

/// The bytes after the digests of the groups.
const FOOT: usize = 2 * NUMBER + WORDS.len();

/// How much of an index is compared with its seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of a usual one; of a very large one the beginning and, by turns, a part of the rest.
    ByTurns,
    /// Every byte.
    Whole,
}

/// Puts the seal on a file that has none, and has the disk keep both.
pub(super) fn seal(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).open(path)?;
    let n_bytes = file.metadata()?.len();
    let mut seal = Vec::new();
    let mut group = Vec::new();
    for i in 0..n_bytes.div_ceil(GROUP) {
        read_group(&mut file, i, n_bytes, &mut group)?;
        seal.extend(xxh3_64(&group).to_le_bytes());
    }
    seal.extend(n_bytes.to_le_bytes());
    seal.extend(xxh3_64(&seal).to_le_bytes());
    seal.extend(WORDS);
    file.write_all(&seal)?;
    file.sync_all()
}

/// Takes the seal off a copy that is to be changed.
pub(super) fn unseal(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    match read_seal(&mut file)? {
        Some(seal) => file.set_len(seal.n_bytes),
        None => Ok(()),
    }
}

/// Whether the bytes of a file are those that were sealed.
pub(super) fn holds(file: &mut File, extent: Extent) -> io::Result<bool> {
    let Some(seal) = read_seal(file)? else {
        return Ok(false);
    };
    let mut group = Vec::new();
    for i in groups_to_read(seal.n_groups(), extent) {
        read_group(file, i, seal.n_bytes, &mut group)?;
        if seal.digest(i) != Some(xxh3_64(&group)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A seal that agrees with itself and with the length of its file.
struct Seal {
    n_bytes: u64,
    digests: Vec<u8>,
}

impl Seal {
    fn n_groups(&self) -> u64 {
        self.n_bytes.div_ceil(GROUP)
    }

    fn digest(&self, group: u64) -> Option<u64> {
        let group = usize::try_from(group).ok()?;
        number_at(&self.digests, group * NUMBER)
    }
}

fn read_seal(file: &mut File) -> io::Result<Option<Seal>> {
    let length = file.metadata()?.len();
    let mut foot = Vec::with_capacity(FOOT);
    file.seek(SeekFrom::Start(length.saturating_sub(FOOT as u64)))?;
    file.take(FOOT as u64).read_to_end(&mut foot)?;
    let (Some(n_bytes), Some(digest)) = (number_at(&foot, 0), number_at(&foot, NUMBER)) else {
        return Ok(None);
    };
    let n_digest_bytes = n_bytes.div_ceil(GROUP).saturating_mul(NUMBER as u64);
    let expected = n_bytes
        .checked_add(n_digest_bytes)
        .and_then(|n| n.checked_add(FOOT as u64));
    if !foot.ends_with(WORDS) || expected != Some(length) {
        return Ok(None);
    }
    let mut digests = Vec::new();
    file.seek(SeekFrom::Start(n_bytes))?;
    file.take(n_digest_bytes).read_to_end(&mut digests)?;
    let sealed = [&digests, &foot[..NUMBER]].concat();
    Ok((xxh3_64(&sealed) == digest).then_some(Seal { n_bytes, digests }))
}

fn number_at(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + NUMBER)?;
    bytes.try_into().ok().map(u64::from_le_bytes)
}

fn read_group(file: &mut File, group: u64, n_bytes: u64, into: &mut Vec<u8>) -> io::Result<()> {
    let start = group * GROUP;
    let length = GROUP.min(n_bytes.saturating_sub(start));
    into.clear();
    into.reserve_exact(usize::try_from(length).unwrap_or(0));
    file.seek(SeekFrom::Start(start))?;
    file.take(length).read_to_end(into)?;
    Ok(())
}

/// The first group, which every change by SQLite changes, and after it as many as there may be, from a
/// place that is another one each time.
fn groups_to_read(n_groups: u64, extent: Extent) -> impl Iterator<Item = u64> {
    let n_rest = n_groups.saturating_sub(1);
    let (begin, n_read) = match extent {
        Extent::ByTurns if n_groups > MOST_GROUPS => (RandomState::new().hash_one(()), MOST_GROUPS - 1),
        _ => (0, n_rest),
    };
    let rest = (0..n_read).map(move |i| 1 + (begin % n_rest + i) % n_rest);
    (0..n_groups.min(1)).chain(rest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    fn holds(path: &Path, extent: Extent) -> io::Result<bool> {
        super::holds(&mut File::open(path)?, extent)
    }

    fn sealed(n_bytes: u64) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("sealed");
        let file = File::create(&path).expect("a file");
        file.set_len(n_bytes).expect("it gets its length");
        seal(&path).expect("a seal");
        (folder, path)
    }

    fn set_byte(path: &Path, at: u64, byte: u8) {
        let mut file = OpenOptions::new().write(true).open(path).expect("the file");
        file.seek(SeekFrom::Start(at)).expect("a place in it");
        file.write_all(&[byte]).expect("a byte");
    }

    #[test]
    fn no_byte_of_a_sealed_file_changes_unseen() {
        for n_bytes in [0, 1, 4096, GROUP - 1, GROUP, GROUP + 1, 2 * GROUP] {
            let (_folder, path) = sealed(n_bytes);
            assert!(
                holds(&path, Extent::ByTurns).expect("it can be read"),
                "{n_bytes}"
            );
            let whole = fs::read(&path).expect("the bytes");
            let head = 0..whole.len().min(40);
            let tail = whole.len() - 60.min(whole.len())..whole.len();
            for at in head.chain(tail) {
                set_byte(&path, at as u64, whole[at] ^ 4);
                assert!(
                    !holds(&path, Extent::ByTurns).expect("it can be read"),
                    "{n_bytes}: {at}"
                );
                set_byte(&path, at as u64, whole[at]);
            }
            fs::write(&path, &whole[..whole.len() - 1]).expect("a file cut short");
            assert!(
                !holds(&path, Extent::ByTurns).expect("it can be read"),
                "{n_bytes}"
            );
            fs::write(&path, [&whole[..], b"x"].concat()).expect("a longer file");
            assert!(
                !holds(&path, Extent::ByTurns).expect("it can be read"),
                "{n_bytes}"
            );
        }
    }

    #[test]
    fn a_seal_that_was_taken_off_leaves_the_file_as_it_was() {
        let (_folder, path) = sealed(5000);
        unseal(&path).expect("it can be written");
        assert_eq!(fs::read(&path).expect("the bytes"), [0; 5000]);
        assert!(!holds(&path, Extent::Whole).expect("it can be read"));
    }

    #[test]
    fn a_very_large_file_is_read_by_turns_and_its_beginning_always() {
        let mut seen = BTreeSet::new();
        for _ in 0..200 {
            let read: Vec<u64> = groups_to_read(100, Extent::ByTurns).collect();
            assert_eq!((read[0], read.len() as u64), (0, MOST_GROUPS));
            assert!(read.iter().all(|group| *group < 100));
            seen.extend(read);
        }
        assert_eq!(seen.len(), 100, "every group has its turn");
        for (n_groups, extent) in [(64, Extent::ByTurns), (100, Extent::Whole), (0, Extent::Whole)] {
            assert!(groups_to_read(n_groups, extent).eq(0..n_groups));
        }
    }

    #[test]
    fn damage_in_a_very_large_file_is_found_in_time() {
        let (_folder, path) = sealed(70 * GROUP);
        set_byte(&path, 68 * GROUP + 17, 1);
        assert!(!holds(&path, Extent::Whole).expect("it can be read"));
        let is_found = |_| !holds(&path, Extent::ByTurns).expect("it can be read");
        assert!((0..100).any(is_found));
        set_byte(&path, 68 * GROUP + 17, 0);
        set_byte(&path, 27, 1);
        assert!((0..10).all(is_found), "the beginning is always read");
    }
}
