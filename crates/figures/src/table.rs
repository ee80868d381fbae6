//! The days of a stretch as a table for other programs: CSV, as `docs/picture.md` describes it.

use core::fmt::Write;

use interface::figures::{Asked, Level};

use crate::stretch::Stretch;
use crate::voice;

const HEADER: &str = "day,self,bond,wish,self_level,self_low,self_high,bond_level,bond_low,bond_high\n";

/// Every day of the stretch, in their order, with what was kept and with the levels of both voices. What there is not is an empty cell.
pub fn table(asked: &Asked) -> String {
    let stretch = Stretch::of(asked);
    let [own, bond] = [false, true].map(|is_bond| voice::draw(&stretch, is_bond).levels);
    let mut table = HEADER.to_owned();
    for place in 0..stretch.len() {
        let (year, month, day) = stretch.day(place).civil();
        write!(table, "{year:04}-{month:02}-{day:02}").ok();
        for is_bond in [false, true] {
            put(&mut table, stretch.answer(place, is_bond));
        }
        put(&mut table, stretch.wish(place).map(|wish| wish.name()));
        for levels in [&own, &bond] {
            put_level(&mut table, levels.get(place).copied().flatten());
        }
        table.push('\n');
    }
    table
}

fn put(table: &mut String, cell: Option<impl core::fmt::Display>) {
    table.push(',');
    if let Some(cell) = cell {
        write!(table, "{cell}").ok();
    }
}

fn put_level(table: &mut String, level: Option<Level>) {
    match level {
        None => table.push_str(",,,"),
        Some(level) => {
            for tenths in [level.value, level.low, level.high] {
                write!(table, ",{}.{}", tenths / 10, tenths % 10).ok();
            }
        }
    }
}
