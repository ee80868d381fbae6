//! The command `counterpoint`.

use std::process::ExitCode;

use clap::Parser;

mod backup;
mod serve;
mod statistics;
mod vault;

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
    Statistics(statistics::Arguments),
    Vault(vault::Arguments),
}

fn main() -> anyhow::Result<ExitCode> {
    match Arguments::parse().command {
        Command::Serve(arguments) => serve::run(arguments).map(|()| ExitCode::SUCCESS),
        Command::Backup(arguments) => backup::run(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Statistics(arguments) => statistics::run(&arguments),
        Command::Vault(arguments) => vault::run(&arguments),
    }
}
