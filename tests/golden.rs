//! `sample-data` gives `reports/sample`: text by bytes, pictures by pixels. `UPDATE_GOLDEN=1`
//! rewrites what is kept.

use std::{fs, path::Path};

use crate::support::{Ends as _, files_below, program, root, sample_data};

#[test]
fn sample_data_gives_the_kept_reports() {
    let kept = root().join("reports/sample");
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("sample");
    program()
        .args(["report", "--quiet", "--out"])
        .arg(&out)
        .arg(sample_data())
        .current_dir(scratch.path())
        .ends_with(0);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        rewrite(&out, &kept);
    }
    let names = |folder: &Path| {
        files_below(folder)
            .into_iter()
            .map(|path| path.strip_prefix(folder).unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&out), names(&kept), "UPDATE_GOLDEN=1 cargo test golden rewrites them");
    for name in names(&out) {
        let (made, kept) =
            (fs::read(out.join(&name)).unwrap(), fs::read(kept.join(&name)).unwrap());
        let same = match name.extension().and_then(|ending| ending.to_str()) {
            Some("png") => pixels(&made) == pixels(&kept),
            _ => made == kept,
        };
        assert!(
            same,
            "{} is not as kept; UPDATE_GOLDEN=1 cargo test golden rewrites it",
            name.display()
        );
    }
}

fn pixels(png: &[u8]) -> resvg::tiny_skia::Pixmap {
    resvg::tiny_skia::Pixmap::decode_png(png).unwrap()
}

fn rewrite(made: &Path, kept: &Path) {
    if kept.exists() {
        fs::remove_dir_all(kept).unwrap();
    }
    for path in files_below(made) {
        let to = kept.join(path.strip_prefix(made).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(path, to).unwrap();
    }
}
