//! A link goes on although the keys it went on with came from a device that was taken out before they were read.

use client::Outcome;
use testing::scenes::{
    LAPTOP, NOOR, SAM, Scene, TABLET, is_linked, removal, scene, share_card, theirs, this,
};

#[test]
fn a_link_whose_keys_a_device_renewed_that_was_then_taken_out_unread_is_gone_on_with() {
    let Scene { mut world, noors, .. } = scene(127, 2);
    // The tablet takes the laptop out, and makes new keys for the link, of which Noor's first device reads nothing.
    world.set_online(NOOR, false);
    let laptop = this(&world, LAPTOP);
    assert_eq!(world.act(TABLET, removal(laptop)), Ok(Outcome::Done));
    world.pass(60_000);
    assert!(is_linked(&world, TABLET) && !world.open(TABLET).devices.is_removed);
    // That device then takes the tablet out: the new keys come too late to count, and are all that opens the link.
    let tablet = this(&world, TABLET);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    world.set_online(TABLET, false);
    world.set_online(NOOR, true);
    world.pass(60_000);
    world.restart(NOOR);
    world.pass(60_000);
    assert!(is_linked(&world, NOOR));
    share_card(&mut world, NOOR, noors, "Afterwards");
    world.pass(60_000);
    assert_eq!(theirs(&world, SAM), ["Afterwards"]);
}
