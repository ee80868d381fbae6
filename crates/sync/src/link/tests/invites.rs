//! Invites as text: in links, in messages, and in what is stored.

use super::*;
use crate::limits;

#[test]
fn what_is_written_for_those_who_look_for_faults_names_the_relay_and_no_secret() {
    let Pair { inviting, joining, .. } = pair();
    let invite = format!("{:?}", inviting.invite);
    assert_eq!(invite, "Invite(Relationship, through https://relay.example, secret)");
    assert_eq!(format!("{joining:?}"), format!("Joining({invite})"));
}

#[test]
fn links_bear_the_mark_of_their_kind_and_live_a_day_or_a_quarter_of_an_hour() {
    for (kind, marker, minutes) in
        [(LinkKind::Relationship, "#join=", 24 * 60), (LinkKind::Device, "#device=", 15)]
    {
        assert_eq!((kind.marker(), kind.lifetime_ms()), (marker, minutes * 60_000), "{kind:?}");
        assert!(kind.lifetime_ms() <= limits::BOX_LIFETIME_MS_MAX, "its box lives as long");
    }
}

#[test]
fn a_link_is_found_that_was_broken_early_or_stands_before_others_that_are_no_good() {
    let mut random = ChaCha12Rng::seed_from_u64(19);
    let words = "no link at all although it seems to begin like one does ".repeat(2);
    for kind in [LinkKind::Relationship, LinkKind::Device] {
        let invite = Invite::new(kind, "https://relay.example".into(), NOW_MS, &mut random);
        let text = invite.to_text();
        let (first, rest) = text.split_at(20);
        let broken = format!("See https://app.example/{}{first}\n{rest}", kind.marker());
        assert_eq!(Invite::parse(&broken, NOW_MS), Ok(invite.clone()), "after twenty letters");
        let others: String = (0..10).map(|_| format!(" {}{words}", kind.marker())).collect();
        let before = format!("https://app.example/{}{text} {others}", kind.marker());
        assert_eq!(Invite::parse(&before, NOW_MS), Ok(invite), "before ten others");
    }
}

#[test]
fn an_invite_into_a_relationship_is_written_as_before_there_were_others() {
    let invite = Invite {
        secret: InviteSecret([1; 32]),
        relay: "r".into(),
        expires_at_ms: 2,
        kind: LinkKind::Relationship,
    };
    let written = minicbor::to_vec(&invite).unwrap();
    assert_eq!(written[0], 0x83, "an array of three");
    assert_eq!(minicbor::decode::<Invite>(&written).unwrap(), invite);
}
