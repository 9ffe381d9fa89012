//! Writes the files of the repository that are made from the program: the references in `docs/`
//! and the schemas in `schema/`. A test compares them with what this would write.

use std::fs;

use kumppani::cli::generated_files;

fn main() -> std::io::Result<()> {
    for (path, text) in generated_files() {
        if let Some(folder) = std::path::Path::new(path).parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
