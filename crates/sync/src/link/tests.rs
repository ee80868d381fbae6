//! A whole rendezvous without a relay, and what goes wrong in one.

use base64ct::{Base64UrlUnpadded, Encoding};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::*;
use crate::Party;

mod invites;
mod once;

const NOW_MS: u64 = 1_795_000_000_000;

struct Pair {
    random: ChaCha12Rng,
    inviting: Inviting,
    offer: BoxMessage,
    joining: Joining,
}

fn pair() -> Pair {
    pair_of(LinkKind::Relationship)
}

fn pair_of(kind: LinkKind) -> Pair {
    let mut random = ChaCha12Rng::seed_from_u64(7);
    let invite = Invite::new(kind, "https://relay.example".into(), NOW_MS, &mut random);
    let inviter = MemberSeed::random(&mut random).keys().id();
    let (inviting, offer) =
        Inviting::begin(invite.clone(), SpaceId([5; 32]), inviter, "Noor".into(), &mut random);
    let seed = MemberSeed::random(&mut random);
    let joining = Joining::begin(invite, &seed, "Sam".into(), &mut random);
    Pair { random, inviting, offer, joining }
}

fn put(step: Step) -> BoxMessage {
    match step {
        Step::Put(message) | Step::Compare(Some(message)) => message,
        other => panic!("a message to put was expected, not {other:?}"),
    }
}

#[test]
fn two_people_see_the_same_words_and_the_joiner_is_admitted() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    assert_eq!(joining.take(reveal.slot, &reveal.message, &mut random), Ok(Step::Compare(None)));
    assert_eq!(inviting.words(), joining.words());
    assert!(inviting.words().is_some());
    assert_eq!(inviting.confirm(), Step::Wait);
    let confirmed = joining.confirm(&mut random).unwrap();
    let step = inviting.take(confirmed.slot, &confirmed.message, &mut random).unwrap();
    let Step::Admit(member) = step else { panic!("the joiner is to be admitted, not {step:?}") };
    assert_eq!(member.keys, joining.seed().keys());
    let welcome = inviting.welcome(&mut random);
    assert_eq!(joining.take(welcome.slot, &welcome.message, &mut random), Ok(Step::Enter(SpaceId([5; 32]))));
}

#[test]
fn nobody_is_admitted_before_both_have_confirmed() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
    let confirmed = joining.confirm(&mut random).unwrap();
    assert_eq!(inviting.take(confirmed.slot, &confirmed.message, &mut random), Ok(Step::Wait));
    assert!(matches!(inviting.confirm(), Step::Admit(_)));
}

#[test]
fn somebody_between_the_two_makes_the_words_differ() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let between = MemberSeed::random(&mut random);
    let mut false_joining = Joining::begin(inviting.invite.clone(), &between, "Sam".into(), &mut random);
    let false_acceptance = put(false_joining.take(offer.slot, &offer.message, &mut random).unwrap());
    put(inviting.take(false_acceptance.slot, &false_acceptance.message, &mut random).unwrap());
    let (mut false_inviting, false_offer) = Inviting::begin(
        inviting.invite.clone(),
        SpaceId([6; 32]),
        between.keys().id(),
        "Noor".into(),
        &mut random,
    );
    let acceptance = put(joining.take(false_offer.slot, &false_offer.message, &mut random).unwrap());
    let reveal = put(false_inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
    assert_ne!(inviting.words(), joining.words());
}

#[test]
fn a_nonce_that_was_not_committed_to_is_refused() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    let honest = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    let forged = joining.invite.seal(REVEAL, vec![9; 32], &mut random);
    assert_eq!(joining.take(REVEAL, &forged, &mut random), Err(LinkError::Altered));
    assert_eq!(joining.take(honest.slot, &honest.message, &mut random), Ok(Step::Compare(None)));
}

#[test]
fn an_invite_is_read_from_its_link_and_every_changed_letter_is_noticed() {
    let mut random = ChaCha12Rng::seed_from_u64(11);
    let invite = Invite::new(LinkKind::Relationship, "http://127.0.0.1:8787".into(), NOW_MS, &mut random);
    let text = invite.to_text();
    assert_eq!(Invite::parse(&format!("https://app.example/#join={text}\n"), NOW_MS), Ok(invite.clone()));
    for index in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert_eq!(Invite::parse(&changed, NOW_MS), Err(InviteError::Malformed), "letter {index}");
    }
    assert_eq!(Invite::parse(&text[..text.len() - 1], NOW_MS), Err(InviteError::Malformed));
    assert_eq!(Invite::parse(&text, invite.expires_at_ms), Err(InviteError::Expired(LinkKind::Relationship)));
}

#[test]
fn an_invite_is_found_in_whatever_was_copied_with_it() {
    let mut random = ChaCha12Rng::seed_from_u64(17);
    for kind in [LinkKind::Relationship, LinkKind::Device] {
        let invite = Invite::new(kind, "https://relay.example".into(), NOW_MS, &mut random);
        let text = invite.to_text();
        let link = format!("https://app.example/{}{text}", kind.marker());
        let (first, second) = text.split_at(text.len() / 2);
        let ways = [
            format!("Here it is: {link}. See you there!"),
            format!("<{link}>"),
            format!("[the link]({link}), good for a day"),
            format!("_{link}_"),
            format!("**{link}**"),
            format!("“{link}”"),
            link.replace('#', "%23").replace('=', "%3D"),
            link.replace('#', "%23").replace('=', "%3d"),
            format!("> https://app.example/{}{first}\r\n> {second}\r\n", kind.marker()),
            format!("{first}\u{ad}{second}\u{200b}"),
            format!("\u{2066}{link}\u{2069}"),
            format!("Then this one: {text} (and no other)"),
            format!("an old one {}AAAA, the new one {link}", kind.marker()),
            format!("{first}\n{second}"),
        ];
        for way in ways {
            assert_eq!(Invite::parse(&way, NOW_MS), Ok(invite.clone()), "{way}");
            assert_eq!(Invite::parse(&way, invite.expires_at_ms), Err(InviteError::Expired(kind)), "{way}");
        }
        for none in
            ["", "Hello", &format!("{first} and nothing more"), &"A".repeat(100_000), &"word ".repeat(50_000)]
        {
            assert_eq!(Invite::parse(none, NOW_MS), Err(InviteError::Malformed));
        }
    }
}

#[test]
fn a_device_is_let_into_its_own_persons_party() {
    for (kind, party) in [(LinkKind::Relationship, Party::Invited), (LinkKind::Device, Party::Founder)] {
        let Pair { mut random, mut inviting, offer, mut joining } = pair_of(kind);
        let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
        let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
        joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
        assert_eq!(inviting.words(), joining.words());
        let confirmed = joining.confirm(&mut random).unwrap();
        inviting.take(confirmed.slot, &confirmed.message, &mut random).unwrap();
        assert_eq!(inviting.admits(), None, "{kind:?}: the inviter has not confirmed");
        inviting.confirm();
        let member = Member::of(&joining.seed(), SpaceId([5; 32]), party, MemberKind::Device);
        assert_eq!(inviting.admits(), Some(member), "{kind:?}");
    }
}

#[test]
fn a_text_of_one_kind_is_never_read_as_the_other() {
    for kind in [LinkKind::Relationship, LinkKind::Device] {
        let mut random = ChaCha12Rng::seed_from_u64(13);
        let invite = Invite::new(kind, "https://relay.example".into(), NOW_MS, &mut random);
        let text = invite.to_text();
        // Whatever stands before it in an address, the text itself says what it is.
        for before in ["", "https://app.example/#join=", "https://app.example/#device="] {
            assert_eq!(Invite::parse(&format!("{before}{text}"), NOW_MS), Ok(invite.clone()));
        }
        let end = InviteError::Expired(kind);
        assert_eq!(Invite::parse(&text, invite.expires_at_ms), Err(end));
        assert_eq!(invite.expires_at_ms - NOW_MS, kind.lifetime_ms());
        // The field alone makes no text of the other kind: the checksum belongs to the kind.
        let other = match kind {
            LinkKind::Relationship => LinkKind::Device,
            LinkKind::Device => LinkKind::Relationship,
        };
        let disguised = Invite { kind: other, ..invite.clone() };
        assert_ne!(disguised.box_name(), invite.box_name());
        let mut bytes = Base64UrlUnpadded::decode_vec(&disguised.to_text()).unwrap();
        let true_checksum = Base64UrlUnpadded::decode_vec(&text).unwrap();
        let at = bytes.len() - 4;
        bytes[at..].copy_from_slice(&true_checksum[true_checksum.len() - 4..]);
        let forged = Base64UrlUnpadded::encode_string(&bytes);
        assert_eq!(Invite::parse(&forged, NOW_MS), Err(InviteError::Malformed), "{kind:?}");
    }
}

#[test]
fn nobody_passes_the_messages_of_one_kind_on_into_a_rendezvous_of_the_other() {
    // Somebody knows both secrets, and even seals the messages anew: the commitment and the confirmation are of one kind.
    let Pair { mut random, mut inviting, .. } = pair_of(LinkKind::Relationship);
    let device = Invite { kind: LinkKind::Device, ..inviting.invite.clone() };
    let seed = MemberSeed::random(&mut random);
    let mut joining = Joining::begin(device.clone(), &seed, "Phone".into(), &mut random);
    let offer = device.seal(OFFER, inviting.offer.clone(), &mut random);
    let acceptance = put(joining.take(OFFER, &offer, &mut random).unwrap());
    assert_eq!(inviting.take(ACCEPTANCE, &acceptance.message, &mut random), Err(LinkError::Altered));
    let text = device.open(ACCEPTANCE, &acceptance.message).unwrap();
    let passed_on = inviting.invite.seal(ACCEPTANCE, text, &mut random);
    assert_eq!(
        inviting.take(ACCEPTANCE, &passed_on, &mut random),
        Err(LinkError::Altered),
        "a member of another party"
    );
    inviting.acceptance = Some(device.open(ACCEPTANCE, &acceptance.message).unwrap());
    let reveal = device.seal(REVEAL, inviting.nonce.0.to_vec(), &mut random);
    assert_eq!(joining.take(REVEAL, &reveal, &mut random), Err(LinkError::Altered));
    assert_eq!(joining.words(), None);
    // Had the reveal been believed, the confirmation would still be none.
    joining.reveal = Some(inviting.nonce);
    let confirmed = joining.confirm(&mut random).unwrap();
    let text = device.open(CONFIRMED, &confirmed.message).unwrap();
    let passed_on = inviting.invite.seal(CONFIRMED, text, &mut random);
    assert_eq!(inviting.take(CONFIRMED, &passed_on, &mut random), Err(LinkError::Altered));
}

#[test]
fn both_sides_go_on_from_what_they_stored_and_put_the_very_same_messages_again() {
    let Pair { mut random, inviting, offer, joining } = pair_of(LinkKind::Device);
    assert_eq!(inviting.sent(), core::slice::from_ref(&offer));
    let store =
        |inviting: &Inviting| minicbor::decode::<Inviting>(&minicbor::to_vec(inviting).unwrap()).unwrap();
    let keep = |joining: &Joining| minicbor::decode::<Joining>(&minicbor::to_vec(joining).unwrap()).unwrap();
    let (mut inviting, mut joining) = (store(&inviting), keep(&joining));
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    let mut joining = keep(&joining);
    assert_eq!(joining.sent(), core::slice::from_ref(&acceptance));
    let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    let mut inviting = store(&inviting);
    assert_eq!(inviting.sent(), [offer, reveal.clone()]);
    joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
    inviting.confirm();
    let (mut inviting, mut joining) = (store(&inviting), keep(&joining));
    let confirmed = joining.confirm(&mut random).unwrap();
    let joining = keep(&joining);
    assert_eq!(joining.sent(), [acceptance, confirmed.clone()]);
    inviting.take(confirmed.slot, &confirmed.message, &mut random).unwrap();
    assert!(store(&inviting).admits().is_some());
}

#[test]
fn a_rendezvous_that_was_stored_before_messages_were_kept_is_still_read() {
    let Pair { inviting, .. } = pair();
    let older = |bytes: Vec<u8>| {
        // Without the last field: an array of one less.
        assert_eq!(bytes[0] & 0xe0, 0x80, "an array");
        let mut bytes = bytes;
        bytes[0] -= 1;
        bytes
    };
    let mut without = inviting.clone();
    without.sent.clear();
    let mut bytes = older(minicbor::to_vec(&without).unwrap());
    assert_eq!(bytes.pop(), Some(0x80), "an empty array");
    assert_eq!(minicbor::decode::<Inviting>(&bytes).unwrap(), without);
}

#[test]
fn who_joins_has_signed_that_they_are_this_in_the_space_that_was_offered() {
    for kind in [LinkKind::Relationship, LinkKind::Device] {
        let Pair { mut random, mut inviting, offer, mut joining } = pair_of(kind);
        let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
        let text = inviting.invite.open(ACCEPTANCE, &acceptance.message).unwrap();
        let honest: Acceptance = decode(&text).unwrap();
        let seed = joining.seed();
        let others = [
            Member::of(&seed, SpaceId([6; 32]), kind.party(), MemberKind::Device),
            Member::of(&seed, SpaceId([5; 32]), kind.party().other(), MemberKind::Device),
            Member::of(&seed, SpaceId([5; 32]), kind.party(), MemberKind::Paper),
        ];
        for member in others {
            let other = encode(&Acceptance { member, nonce: honest.nonce, name: honest.name.clone() });
            let sealed = inviting.invite.seal(ACCEPTANCE, other, &mut random);
            assert_eq!(inviting.take(ACCEPTANCE, &sealed, &mut random), Err(LinkError::Altered), "{kind:?}");
        }
        assert!(inviting.take(ACCEPTANCE, &acceptance.message, &mut random).is_ok());
    }
}
