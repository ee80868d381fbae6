//! The connection itself: greeting, silence, its end, and answers to nothing.

use super::{
    asking::{append, change, erase, open, subscribe},
    *,
};
use crate::{
    device::{PING_AFTER_MS, SILENCE_MS_MAX},
    frame::BoxId,
};

#[test]
fn after_a_silence_a_device_asks_once_and_then_gives_the_connection_up() {
    let mut vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    let heard = 1_000;
    line.device.handle_message(heard, &RelayFrame::Pong.to_bytes(), &mut vault.random);
    assert_eq!(line.device.poll_timeout(), Some(heard + PING_AFTER_MS));
    line.device.handle_timeout(heard + PING_AFTER_MS - 1);
    line.is_silent();
    for _ in 0..2 {
        line.device.handle_timeout(heard + PING_AFTER_MS);
    }
    assert_eq!(line.said(), [ClientFrame::Ping]);
    assert_eq!(line.device.poll_timeout(), Some(heard + SILENCE_MS_MAX));
    line.device.handle_timeout(heard + SILENCE_MS_MAX - 1);
    assert_eq!(line.told(), [""; 0]);
    line.device.handle_timeout(heard + SILENCE_MS_MAX);
    assert_eq!(line.told(), ["broken"]);
    line.is_silent();
    // Whatever comes ends the silence.
    let later = heard + SILENCE_MS_MAX;
    line.device.handle_message(later, &RelayFrame::Pong.to_bytes(), &mut vault.random);
    line.device.handle_timeout(later + PING_AFTER_MS);
    assert_eq!(line.said(), [ClientFrame::Ping]);
    assert_eq!(line.told(), [""; 0]);
}

#[test]
fn without_a_connection_nothing_is_waited_for_and_nothing_heard() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    assert!(line.device.is_welcome());
    line.device.disconnected();
    assert!(!line.device.is_welcome());
    assert_eq!(line.device.poll_timeout(), None);
    line.device.handle_timeout(PING_AFTER_MS);
    line.device.handle_timeout(SILENCE_MS_MAX);
    line.hear(&RelayFrame::Welcome { protocol: 1, challenge: Challenge([9; 32]), now_s: None });
    line.device.handle_message(0, b"no frame", &mut line.random);
    line.is_silent();
    assert_eq!(line.told(), [""; 0]);
    assert!(!line.device.is_welcome());
    // The next connection begins with the greeting, and until that is answered nothing else is said.
    line.device.connected(7, AUDIENCE);
    line.proceed();
    assert_eq!(line.said(), [ClientFrame::Hello { protocol: 1 }]);
    assert!(!line.device.is_welcome());
    assert_eq!(line.device.poll_timeout(), Some(7 + PING_AFTER_MS));
}

#[test]
fn a_greeting_in_another_version_opens_nothing() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    for (protocol, opens) in [(2, false), (0, false), (1, true)] {
        line.device.connected(0, AUDIENCE);
        line.said();
        line.hear(&RelayFrame::Welcome { protocol, challenge: Challenge([9; 32]), now_s: Some(77) });
        let events = line.events();
        assert_eq!(line.device.is_welcome(), opens);
        assert_eq!(!line.said().is_empty(), opens);
        if opens {
            assert!(matches!(*events, [Event::Greeted(77)]), "{events:?}");
        } else {
            assert!(
                matches!(*events, [Event::Refused { space: None, refusal: Refusal::Version }]),
                "{events:?}"
            );
        }
    }
}

#[test]
fn what_no_relay_says_is_told_and_an_answer_to_nothing_is_not() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.device.handle_message(0, b"no frame", &mut line.random);
    assert_eq!(line.told(), ["broken"]);
    line.done(RequestId(1_000));
    line.refuse(RequestId(1_000), Refusal::NoAccess);
    assert_eq!(line.told(), [""; 0]);
    line.write(b"something");
    let (request, _, _) = line.asks(append);
    line.done(request);
    assert_eq!(line.told(), ["broken"], "an append is not answered so");
    line.hear(&RelayFrame::Refused { request: None, refusal: Refusal::Closing });
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
}

#[test]
fn what_is_laid_aside_is_closed_at_a_relay_that_has_greeted_the_device() {
    let vault = Vault::new();
    let (space, other) = (vault.space(), SpaceId([1; 32]));
    let mut line = Line::caught_up(vault.one, &vault.log);
    assert!(line.device.remove(other).is_none());
    line.is_silent();
    let replica = line.device.remove(space);
    assert_eq!(line.said(), [ClientFrame::Close { space }]);
    line.device.add(replica.unwrap(), &mut line.random);
    line.asks(open);
    line.device.disconnected();
    assert!(line.device.remove(space).is_some());
    line.is_silent();
    assert_eq!(line.device.spaces(), []);
}

#[test]
fn who_goes_on_as_another_member_opens_the_space_anew_and_heeds_no_earlier_answer() {
    let mut vault = Vault::new();
    let (_, seed) = vault.newcomer(Party::Founder);
    let mut other = Replica::found(MemberSeed::random(&mut vault.random), &[], &mut vault.random);
    let second = other.space();
    other.set_on_relay(true);
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.device.add(other, &mut line.random);
    let (other_request, _) = line.asks(open);
    let written = line.write(b"as the former one");
    let (request, _, _) = line.asks(append);

    line.device.change_member(line.space, seed.clone(), &mut line.random);
    let said = line.said();
    let [ClientFrame::Close { space }, ClientFrame::Open { request: again, space: opened, key, .. }] =
        said[..]
    else {
        panic!("{said:?}")
    };
    assert_eq!((space, opened, key), (line.space, line.space, seed.signing_key().verifying_key()));
    let events = line.events();
    let [Event::Rewritten { gone, .. }, Event::Received { kept, .. }, Event::Changed { .. }] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!((&gone[..], kept.len()), (&[written.id][..], 1));
    line.appended(request, &[4]);
    assert_eq!(line.told(), [""; 0]);
    // What was asked for another space is still waited for.
    line.refuse(other_request, Refusal::Failed);
    let refused = line.events();
    assert!(matches!(refused[..], [Event::Refused { space: Some(space), .. }] if space == second));
    line.hear(&RelayFrame::Refused { request: Some(again), refusal: Refusal::NoAccess });
    assert!(!line.said().is_empty(), "the new one is heeded");
}

#[test]
fn what_was_not_answered_is_asked_again_on_the_next_connection() {
    let mut vault = Vault::new();
    let (_, seed) = vault.newcomer(Party::Founder);
    let own = vault.log[2].entry.id;
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.device.erase(line.space, own, &mut line.random);
    let (request, _, preimage) = line.asks(erase);
    // One space is waited for, and another one is looked at.
    let (waited, looked_at) = (SpaceId([1; 32]), SpaceId([2; 32]));
    line.device.enter(waited, seed.clone());
    line.device.locate(seed);
    let said = line.said();
    let Some(ClientFrame::Locate { request: locate, .. }) = said.last() else { panic!("{said:?}") };
    line.hear(&RelayFrame::Located { request: *locate, spaces: vec![looked_at] });
    line.asks(open);
    assert!(line.device.is_entering(waited) && line.device.is_entering(looked_at));

    line.connect();
    assert!(line.device.is_entering(waited));
    assert!(!line.device.is_entering(looked_at), "the relay is asked anew where the member belongs");
    let said = line.said();
    let [open_own, ClientFrame::Open { space, .. }, ClientFrame::Locate { .. }] = &said[..] else {
        panic!("{said:?}")
    };
    assert_eq!(*space, waited);
    line.device.output.push_back(open_own.to_bytes());
    // An answer that comes too late belongs to the former connection.
    line.done(request);
    assert_eq!(line.device.erasing(line.space), [own]);
    line.reads(&vault.log);
    assert_eq!(line.asks(erase).2, preimage);
}

#[test]
fn a_device_that_reads_too_slowly_subscribes_again_from_where_it_stands() {
    let vault = Vault::new();
    let mut line = Line::new(vault.two);
    line.open(3, None, None);
    let lagging = RelayFrame::Lagging { space: line.space };
    line.asks(subscribe);
    line.hear(&lagging);
    line.is_silent();
    line.show(0, &vault.log[..2], 3);
    line.hear(&lagging);
    assert_eq!(line.asks(subscribe).1, 1);
    line.show(1, &vault.log[1..], 3);
    assert!(line.device.is_caught_up(line.space));
    line.is_silent();
}

#[test]
fn every_answer_that_fits_its_question_is_heeded() {
    let mut vault = Vault::new();
    let (member, seed) = vault.newcomer(Party::Founder);
    change(&mut vault.one, Intent::Admit(member), &mut vault.random);
    let (space, records) = (vault.space(), vault.one.records());
    let words = vault.words.clone();
    let name = BoxId([3; 32]);
    let mut line = Line::caught_up(vault.two, &vault.log);
    let request = |line: &mut Line| match line.said()[..] {
        [
            ClientFrame::PutBox { request, .. }
            | ClientFrame::WatchBox { request, .. }
            | ClientFrame::CloseBox { request, .. }
            | ClientFrame::Locate { request, .. }
            | ClientFrame::Open { request, .. }
            | ClientFrame::FetchControl { request, .. },
        ] => request,
        ref said => panic!("{said:?}"),
    };
    line.device.put_box(name, 1, 1_000, vec![7]);
    let put = request(&mut line);
    line.done(put);
    line.device.watch_box(name);
    let watch = request(&mut line);
    line.hear(&RelayFrame::BoxMessage { name, slot: 0, message: vec![8] });
    line.hear(&RelayFrame::BoxWatched { request: watch });
    let events = line.events();
    assert!(matches!(&events[..], [Event::BoxMessage { slot: 0, .. }]), "{events:?}");
    line.device.close_box(name);
    let close = request(&mut line);
    line.done(close);
    assert_eq!(line.told(), [""; 0]);

    line.device.remove(space);
    line.said();
    line.device.locate(seed.clone());
    let locate = request(&mut line);
    line.hear(&RelayFrame::Located { request: locate, spaces: vec![space] });
    for entering in [false, true] {
        if entering {
            line.device.enter(space, words.clone());
        }
        let opened = request(&mut line);
        let head = vault.one.control().hash();
        let (newest, control_number) = (Position(3), vault.one.control_number());
        let (checkpoint, trim) = (None, None);
        line.hear(&RelayFrame::Opened {
            request: opened,
            newest,
            control_number,
            control_head: head,
            checkpoint,
            trim,
        });
        let fetch = request(&mut line);
        let all: Vec<&[u8]> = records.iter().map(Vec::as_slice).collect();
        line.show_records(fetch, &all, control_number);
        let events = line.events();
        let ([Event::Entered { records: came }] | [Event::Located { records: Some(came) }]) = &events[..]
        else {
            panic!("{events:?}")
        };
        assert_eq!(*came, records);
        assert_eq!(line.said(), [ClientFrame::Close { space }]);
    }
    // Nothing of it is asked for again.
    line.connect();
    line.is_silent();
}
