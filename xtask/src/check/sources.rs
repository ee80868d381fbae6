//! The project's own text files, as git knows them.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Result;

use crate::workspace::Workspace;

/// Every text file that is committed or would be, by its path from the root.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// The files' contents.
    pub(crate) files: BTreeMap<String, String>,
}

impl Sources {
    /// Reads all files that git lists and does not ignore. Files that are not UTF-8 are left out.
    ///
    /// # Errors
    /// When git cannot list them.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let read = |path: String| {
            let text = fs::read_to_string(workspace.root.join(&path)).ok()?;
            Some((path, text))
        };
        Ok(Self { files: workspace.own_files()?.into_iter().filter_map(read).collect() })
    }

    /// The files whose names end in one of `extensions`.
    pub(crate) fn with_extension<'a>(
        &'a self,
        extensions: &'a [&str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, end)| extensions.contains(&end)))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }
}
