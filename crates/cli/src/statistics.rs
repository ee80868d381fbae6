//! `counterpoint statistics …`: the statistics of the Picture, for people who have data of their own.

use std::{io::Write as _, process::ExitCode};

mod many_dyads;
mod one_dyad;
mod one_person;
mod report;
mod table;

use report::Report;
use table::InputError;

/// Statistics of one person, of one dyad and of tables of many dyads.
///
/// FILE is a table with a header, separated by commas, semicolons or tabs. Cells that are empty, NA or a single point are missing. Rows are
/// days or dyads or items, as each command says. Exit status 2: the input is not as expected, and nothing is printed on standard output.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    method: Method,
}

#[derive(Debug, clap::Subcommand)]
enum Method {
    Apim(many_dyads::Apim),
    Icc(many_dyads::Icc),
    Alpha(many_dyads::Alpha),
    Dyad(one_dyad::Dyad),
    TruthBias(one_dyad::TruthBias),
    Similarity(one_dyad::Similarity),
    Trend(one_person::Trend),
    Permutation(one_person::Permutation),
    Interrupted(one_person::Interrupted),
    Power(one_person::Power),
}

/// What every command can be told about its output.
#[derive(Debug, clap::Args)]
struct Output {
    /// Print JSON, as docs/statistics.md describes it, instead of a table
    #[arg(long)]
    json: bool,
}

/// Computes and prints. Bad input is said on standard error, with exit status 2.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let (report, json) = match computed(&arguments.method) {
        Ok(computed) => computed,
        Err(error) => {
            writeln!(std::io::stderr(), "{error}")?;
            return Ok(ExitCode::from(2));
        }
    };
    let mut output = std::io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut output, &report.json)?
    } else {
        write!(output, "{}", report.text)?
    }
    if json {
        writeln!(output)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn computed(method: &Method) -> Result<(Report, bool), InputError> {
    Ok(match method {
        Method::Apim(arguments) => (arguments.report()?, arguments.output.json),
        Method::Icc(arguments) => (arguments.report()?, arguments.output.json),
        Method::Alpha(arguments) => (arguments.report()?, arguments.output.json),
        Method::Dyad(arguments) => (arguments.report()?, arguments.output.json),
        Method::TruthBias(arguments) => (arguments.report()?, arguments.output.json),
        Method::Similarity(arguments) => (arguments.report()?, arguments.output.json),
        Method::Trend(arguments) => (arguments.report()?, arguments.output.json),
        Method::Permutation(arguments) => (arguments.report()?, arguments.output.json),
        Method::Interrupted(arguments) => (arguments.report()?, arguments.output.json),
        Method::Power(arguments) => (arguments.report(), arguments.output.json),
    })
}
