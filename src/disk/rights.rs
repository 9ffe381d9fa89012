//! The rights of a file that takes the place of another: owner, group, mode, access list and extended
//! attributes. They are taken from the handle of the old file and given to that of the new one. No one may do
//! with the new file what he could not do with the old one.

use std::fs::File;
use std::io;
use std::path::Path;

use super::{Disk, Remark, Step};

impl Disk {
    /// Gives the file that is to be at `path` the rights of the old one. The new one must be private so far.
    /// Where the system does not let us give it the old group, no one gets what only that group could do.
    ///
    /// # Errors
    /// What the system says: an access list that cannot be kept would open or close the file.
    pub fn keep_rights(&self, old: &File, new: &File, path: &Path) -> io::Result<()> {
        self.before(Step::SetRights, path)?;
        if system::keep_rights(old, new)? == Group::Lost {
            self.remark(path, Remark::OtherGroup);
        }
        Ok(())
    }
}

/// Whether the new file lets its group do what the old one did.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "only Unix has groups"))]
enum Group {
    Kept,
    Lost,
}

/// Whether a file that has been replaced still has a name.
#[cfg(unix)]
pub(super) fn has_names(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    file.metadata().is_ok_and(|found| found.nlink() > 0)
}

#[cfg(not(unix))]
pub(super) fn has_names(_file: &File) -> bool {
    false
}

#[cfg(unix)]
mod system {
    use std::fs::{File, Metadata, Permissions};
    use std::io;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};

    use super::super::attributes;
    use super::Group;

    pub(super) fn keep_rights(old: &File, new: &File) -> io::Result<Group> {
        let had = old.metadata()?;
        // Another owner or group takes the set-id bits away, so the mode comes last.
        let group = keep_owner(&had, new)?;
        attributes::keep(old, new)?;
        let has_list = attributes::keep_access_list(old, new, group == Group::Kept)?;
        let mode = had.mode() & 0o777;
        let for_any_group = mode & (!0o070 | (mode << 3));
        // With an access list the bits of the group bound all that it names, and it closed the group itself.
        let (mode, group) = match group {
            Group::Lost if has_list => (mode, Group::Lost),
            Group::Lost if mode != for_any_group => (for_any_group, Group::Lost),
            _ => (mode, Group::Kept),
        };
        new.set_permissions(Permissions::from_mode(mode))?;
        Ok(group)
    }

    /// Only root gives files away, but a group is given by whoever belongs to it.
    fn keep_owner(had: &Metadata, new: &File) -> io::Result<Group> {
        let has = new.metadata()?;
        let is_same = (has.uid(), has.gid()) == (had.uid(), had.gid());
        let kept = is_same
            || fchown(new, Some(had.uid()), Some(had.gid())).is_ok()
            || has.gid() == had.gid()
            || fchown(new, None, Some(had.gid())).is_ok();
        Ok(if kept { Group::Kept } else { Group::Lost })
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::File;
    use std::io;

    use super::Group;

    pub(super) fn keep_rights(old: &File, new: &File) -> io::Result<Group> {
        new.set_permissions(old.metadata()?.permissions())?;
        Ok(Group::Kept)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use rustix::buffer::spare_capacity;
    use rustix::fs::{XattrFlags, getxattr, setxattr};

    use super::*;
    use crate::disk::{replace_file, write_whole};

    /// An access list: the owner rw, a user rw, the group r, the mask rw, the others nothing.
    fn access_list() -> Vec<u8> {
        let nobody = u32::MAX;
        let entries = [
            (1_u16, 6_u16, nobody),
            (2, 6, 1),
            (4, 4, nobody),
            (16, 6, nobody),
            (32, 0, nobody),
        ];
        let mut list = 2_u32.to_le_bytes().to_vec();
        for (kind, allowed, whom) in entries {
            list.extend(kind.to_le_bytes());
            list.extend(allowed.to_le_bytes());
            list.extend(whom.to_le_bytes());
        }
        list
    }

    const ACCESS: &str = "system.posix_acl_access";
    const DEFAULT: &str = "system.posix_acl_default";

    fn attribute(path: &Path, name: &str) -> Option<Vec<u8>> {
        let mut value = Vec::with_capacity(1000);
        getxattr(path, name, spare_capacity(&mut value)).ok()?;
        Some(value)
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o7777
    }

    fn remarks(disk: &Disk) -> Vec<String> {
        let remarks = disk.take_remarks().into_iter();
        remarks.map(|(_, remark)| format!("{remark:?}")).collect()
    }

    #[test]
    fn an_edit_keeps_mode_attributes_and_access_list() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (disk, path) = (Disk::real(), folder.path().join("a.yaml"));
        for bits in [0o600, 0o640, 0o664, 0o666, 0o444] {
            fs::write(&path, "one")?;
            fs::set_permissions(&path, fs::Permissions::from_mode(bits))?;
            assert!(replace_file(&disk, &path, Some(b"one"), b"two").is_ok());
            assert_eq!(mode(&path), bits);
            write_whole(&disk, &path, b"three")?;
            assert_eq!((mode(&path), fs::read(&path)?), (bits, b"three".to_vec()));
            fs::remove_file(&path)?;
        }
        fs::write(&path, "one")?;
        // Not every file system has them.
        let has_attributes = setxattr(&path, "user.note", b"x", XattrFlags::empty()).is_ok();
        let has_lists = setxattr(&path, ACCESS, &access_list(), XattrFlags::empty()).is_ok();
        let before = mode(&path);
        assert!(replace_file(&disk, &path, Some(b"one"), b"two").is_ok());
        assert_eq!(
            attribute(&path, "user.note"),
            has_attributes.then(|| b"x".to_vec())
        );
        assert_eq!(attribute(&path, ACCESS), has_lists.then(access_list));
        assert_eq!(mode(&path), before);
        assert!(remarks(&disk).is_empty());
        Ok(())
    }

    #[test]
    fn what_the_folder_gives_to_new_files_does_not_open_an_old_one() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (disk, path) = (Disk::real(), folder.path().join("a.yaml"));
        fs::write(&path, "one")?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o660))?;
        if setxattr(folder.path(), DEFAULT, &access_list(), XattrFlags::empty()).is_err() {
            return Ok(());
        }
        assert!(replace_file(&disk, &path, Some(b"one"), b"two").is_ok());
        assert_eq!((attribute(&path, ACCESS), mode(&path)), (None, 0o660));
        let new = folder.path().join("b.yaml");
        assert!(replace_file(&disk, &new, None, b"one").is_ok());
        assert_eq!(attribute(&new, ACCESS), Some(access_list()));
        Ok(())
    }

    #[test]
    fn other_names_are_remarked() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (disk, path) = (Disk::real(), folder.path().join("a.yaml"));
        fs::write(&path, "one")?;
        fs::hard_link(&path, folder.path().join("b.yaml"))?;
        assert!(replace_file(&disk, &path, Some(b"one"), b"two").is_ok());
        assert_eq!(remarks(&disk), ["OtherNames"]);
        assert_eq!(fs::read(folder.path().join("b.yaml"))?, b"one");
        assert!(replace_file(&disk, &path, Some(b"two"), b"three").is_ok());
        assert!(remarks(&disk).is_empty());
        Ok(())
    }

    #[test]
    fn rights_that_cannot_be_kept_leave_the_old_file() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.yaml");
        fs::write(&path, "one")?;
        let disk = Disk::asking(|step, _| match step {
            Step::SetRights => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        });
        assert!(replace_file(&disk, &path, Some(b"one"), b"two").is_err());
        assert_eq!(fs::read(&path)?, b"one");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }
}
