//! How much is looked at together; and what is shown is what is kept.

use super::*;

#[test]
fn so_much_is_looked_at_together_and_the_rest_is_counted() {
    let mut phone = Phone::new();
    for place in 0..STEPS_MAX + 10 {
        phone.came_too_late_as(entry_of(place), u64::try_from(place).unwrap() + 1, &writes_many(place));
    }
    let late = phone.spaces.late(usize::MAX, NOW);
    let [late] = late.as_slice() else { panic!("{} devices", late.len()) };
    assert_eq!((late.things.len(), late.more), (STEPS_MAX, 10));
    assert_eq!(phone.spaces.count_late(NOW), [(Some(DeviceId(TABLET.0)), STEPS_MAX + 10)]);
    assert_eq!(phone.decide_up_to(usize::MAX), Ok(()));
    assert_eq!(phone.spaces.count_late(NOW), [(Some(DeviceId(TABLET.0)), 10)]);
    let nothing = Choice { keep: BTreeSet::new(), seen: None };
    let device = Some(DeviceId(TABLET.0));
    assert_eq!(phone.doing(|spaces, doing| spaces.settle_late(doing, device, &nothing)), Ok(()));
    assert_eq!(phone.spaces.count_late(NOW), []);
}

#[test]
fn no_chain_takes_the_room_of_another() {
    let mut phone = Phone::new();
    for place in 0..STEPS_MAX + 10 {
        phone.came_too_late_as(entry_of(place), u64::try_from(place).unwrap() + 1, &writes_many(place));
    }
    phone.came_too_late(9, 1, &writes(1, 1, &[], "honest"));
    let late = phone.spaces.late(usize::MAX, NOW);
    assert_eq!((late[0].things.len(), late[0].more), (STEPS_MAX, 11));
    assert!(
        phone.spaces.late(usize::MAX, NOW)[0]
            .things
            .iter()
            .any(|thing| thing.would == Would::Add(vec![said("honest")]))
    );
}

/// The same, at a moment so far ahead that it is set aside unless it is kept as of now.
fn dated_ahead(phone: &mut Phone, sequence: u64, ahead: u64, operation: &VaultOperation) {
    phone.came_too_late(1, sequence, operation);
    let kept = phone.spaces.kept.get_mut(&phone.vault).unwrap();
    let late = kept.late.get_mut(&entry(1, u8::try_from(sequence).unwrap())).unwrap();
    late.clock = crypto::Clock(
        model::Clock::of_unix_s(model::ClockUnit::Second, NOW.unix_ms / 1_000 + 30 * 86_400 + ahead).0,
    );
}

#[test]
fn what_is_shown_is_what_is_kept_also_of_moments_far_ahead() {
    let mut phone = Phone::new();
    dated_ahead(&mut phone, 1, 1, &writes(1, 1, &[], "zzz never shown"));
    dated_ahead(&mut phone, 2, 2, &writes(1, 1, &[], "shown"));
    assert_eq!(phone.would(), [Would::Add(vec![said("shown")])]);
    phone.decide(|_| true).unwrap();
    let item = phone.spaces.vault().items.get(&ItemId([1; 16])).unwrap();
    let there: Vec<_> = item.iter().map(|(_, version)| Said::Record(version.value.content.clone())).collect();
    assert_eq!(there, [said("shown")]);
}

#[test]
fn the_name_that_is_shown_is_kept() {
    let mut phone = Phone::new();
    dated_ahead(&mut phone, 1, 1, &named("Zed"));
    dated_ahead(&mut phone, 2, 2, &named("Ann"));
    assert_eq!(phone.would(), [Would::Add(vec![Said::Name("Ann".to_owned())])]);
    phone.decide(|_| true).unwrap();
    assert_eq!(phone.spaces.vault().name.as_ref().map(|name| name.value.as_str()), Some("Ann"));
}

#[test]
fn all_that_would_be_gone_is_shown() {
    let mut phone = Phone::new();
    phone.here(&writes(1, 1, &[], "one"));
    phone.here(&writes(1, 2, &[], "two"));
    phone.came_too_late(1, 1, &writes(1, 3, &[1, 2], "instead of both"));
    let [would] = phone.would().try_into().unwrap();
    let shown = format!("{would:?}");
    let shows = |text: &str| shown.contains(&format!("{:?}", said(text)));
    assert!(shows("one") && shows("two"), "{shown}");
}

#[test]
fn what_was_settled_elsewhere_of_another_history_is_asked_about() {
    let mut phone = Phone::new();
    phone.came_too_late(1, 1, &writes(1, 1, &[], "honest, only this device has it"));
    // Another device was shown another entry at this place, and its person let that go.
    let settled = |entry| VaultOperation::LateSettled {
        writer: model::WriterId([1; 16]),
        sequence: 1,
        entry: Origin(entry),
    };
    phone.here(&settled([99; 16]));
    assert_eq!(phone.things(), [1]);
    phone.here(&settled(entry(1, 1).0));
    assert_eq!(phone.things(), [0_usize; 0]);
}
