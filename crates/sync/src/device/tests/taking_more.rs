//! The rest of what another person has handed over, when this one wants it.

use super::{
    asking::{append, fetch_control, started, subscribe},
    *,
};
use crate::replica::PEER_BYTES;

/// Two people, of whom the second has written more than a device takes at once; the log, and the first one's device, which has read it.
fn too_much() -> (Replica, Vec<StoredEntry>) {
    const SIZE: usize = 200_000;
    let mut vault = Vault::new();
    let mut guest = vault.share();
    for stored in vault.log.clone() {
        guest.receive(vec![stored]);
    }
    // One page more may come.
    for _ in 0..usize::try_from(PEER_BYTES).unwrap() / SIZE + 8 {
        let entry = guest.write(Clock(9), &vec![7; SIZE], &mut vault.random).unwrap();
        vault.log.push(StoredEntry { position: Position(vault.log.len() as u64 + 1), entry });
    }
    let entry = guest.write(Clock(9), b"last", &mut vault.random).unwrap();
    vault.log.push(StoredEntry { position: Position(vault.log.len() as u64 + 1), entry });
    for page in vault.log.chunks(4) {
        vault.one.receive(page.to_vec());
    }
    vault.one.caught_up();
    (vault.one, vault.log)
}

#[test]
fn the_rest_is_taken_by_reading_the_log_once_more_and_only_if_there_is_any() {
    let (one, log) = too_much();
    assert!(one.more_waits());
    let newest = log.len() as u64;
    let mut line = Line::caught_up(started(&one), &log);
    line.device.take_more(line.space, &mut line.random);
    assert!(!line.replica().more_waits());
    // There may be records that waited as well.
    let (request, after) = line.asks(fetch_control);
    assert_eq!(after, 5);
    line.is_silent();
    line.show_records(request, &[], 5);
    assert_eq!(line.asks(subscribe).1, 0);
    line.events();
    for (page, after) in log.chunks(4).zip((0..).step_by(4)) {
        line.show(after, page, newest);
    }
    let told = line.events();
    let last = told.iter().rev().find_map(|event| match event {
        Event::Received { opened, .. } => opened.last().and_then(|opened| opened.body.clone()),
        _ => None,
    });
    assert_eq!(last.as_deref(), Some(&b"last"[..]));
    assert!(matches!(told.last(), Some(Event::WantsLog { .. })));
    let entries: Vec<Entry> = log.iter().map(|stored| stored.entry.clone()).collect();
    line.device.offer(line.space, entries, &mut line.random);
    assert_eq!(line.troubles(), []);
    // Nothing is left, so nothing is read again.
    line.device.take_more(line.space, &mut line.random);
    line.is_silent();
    line.write(b"own");
    line.asks(append);
}

#[test]
fn what_is_wanted_without_a_connection_is_taken_on_the_next_one() {
    let (one, log) = too_much();
    let mut line = Line::caught_up(started(&one), &log);
    line.device.disconnected();
    line.device.take_more(line.space, &mut line.random);
    line.is_silent();
    line.connect();
    line.open(log.len() as u64, None, None);
    assert_eq!(line.asks(subscribe).1, 0);
    line.is_silent();
}
