//! `counterpoint backup`: a copy of what a relay keeps, while it runs.

use std::path::PathBuf;

use anyhow::Context;

/// Copies what a relay keeps into one new file; the relay may be running. To restore, put the file into an empty folder
/// as `relay.sqlite` and serve that folder.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Folder of the relay.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// The new file.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Makes the copy.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    relay::store::sqlite::backup(&arguments.data, &arguments.to).context("cannot make the copy")
}
