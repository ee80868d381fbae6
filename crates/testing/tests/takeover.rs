//! The device that takes another one away is itself lost half-way: whichever remains goes on.

use client::Command;
use sync::{ClientFrame, RelayFrame};
use testing::scenes::{
    LAPTOP, NOOR, SAM, Scene, TABLET, cards, devices, heard, is_linked, removal, scene, share_card, theirs,
    this, write_card,
};

/// More rounds of question and answer than a removal takes.
const ROUNDS_MAX: usize = 8;

#[test]
fn safety_s19_a_removal_that_was_left_half_way_is_finished_by_whichever_device_remains() {
    let mut finished_by_another = Vec::new();
    for rounds in 0..=ROUNDS_MAX {
        let Scene { mut world, noors, sams, .. } = scene(90, 2);
        write_card(&mut world, NOOR, "From before");
        let tablet = this(&world, TABLET);
        world.act_and_vanish(NOOR, Command::Devices(removal(tablet)), rounds);
        let sent = world.sent.len();
        world.restart(LAPTOP);
        world.pass(120_000);
        let is_removed = world.open(TABLET).devices.is_removed;
        // Either the relay heard of the wish and everything follows, or it did not and nothing does.
        assert_eq!(devices(&world, LAPTOP).len(), if is_removed { 2 } else { 3 }, "{rounds} rounds");
        let took_over = world
            .sent
            .iter()
            .skip(sent)
            .any(|bytes| matches!(ClientFrame::from_bytes(bytes), Ok(ClientFrame::Control { .. })));
        if took_over {
            finished_by_another.push(rounds);
        }
        let before = world.people.get(TABLET).map_or(0, |tablet| tablet.received.len());
        share_card(&mut world, LAPTOP, noors, "From the laptop");
        share_card(&mut world, SAM, sams, "From Sam");
        world.pass(60_000);
        assert!(is_linked(&world, LAPTOP) && is_linked(&world, SAM), "{rounds} rounds");
        assert_eq!(theirs(&world, SAM), ["From the laptop"], "{rounds} rounds");
        assert_eq!(theirs(&world, LAPTOP), ["From Sam"], "{rounds} rounds");
        assert_eq!(cards(&world, LAPTOP).len(), 2, "{rounds} rounds");
        if is_removed {
            let news = |frame: &RelayFrame| match frame {
                RelayFrame::Entries { entries, .. } | RelayFrame::Page { entries, .. } => !entries.is_empty(),
                _ => false,
            };
            let news = heard(&world, TABLET, before).into_iter().filter(news).count();
            assert_eq!(news, 0, "{rounds} rounds: the tablet hears nothing new");
        } else {
            assert_eq!(theirs(&world, TABLET), ["From Sam"], "{rounds} rounds");
        }
        assert_eq!(is_removed, rounds > 0, "{rounds} rounds: the wish goes out with the first one");
    }
    assert!(!finished_by_another.is_empty(), "at no round anything was left to another device");
}
