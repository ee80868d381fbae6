//! Opening 100,000 records: Counterpoint beside Loro, Automerge and yrs.

mod clock;
mod ours;
mod peers;
mod records;

fn main() -> anyhow::Result<()> {
    let count = std::env::var("RECORDS").ok().and_then(|t| t.parse().ok()).unwrap_or(100_000);
    let records = records::records(1, count);
    let bytes: usize = records.iter().map(records::Record::bytes).sum();
    eprintln!("{count} records of {} bytes", bytes / records.len());
    let folder = tempfile::tempdir()?;
    let ours = ours::measure(&records, 5, folder.path())?;
    println!("{}", serde_json::to_string_pretty(&ours)?);
    let peers = peers::measure(&records, 3)?;
    println!("{}", serde_json::to_string_pretty(&peers)?);
    Ok(())
}
