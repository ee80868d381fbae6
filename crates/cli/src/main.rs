//! The command `counterpoint`.

use clap::Parser;

mod backup;
mod serve;

/// Counterpoint: for two people who want to understand and support each other.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Serve(serve::Arguments),
    Backup(backup::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Backup(arguments) => backup::run(&arguments),
    }
}
