//! What the list of kinds allows, and what passes through a version of the app that does not know it.

#[path = "fold/arbitrary.rs"]
mod arbitrary;
#[path = "shared/kinds.rs"]
mod kinds;

use arbitrary::{origin, relationship_operation, stamp, vault_operation};
use kinds::{LATER, kind, numbers};
use model::{
    Content, Day, ItemId, Relationship, RelationshipId, RelationshipOperation, Shape, SharedContent, Side,
    Taste, Unreadable, Vault, VaultOperation, Written,
    content::CONTENT_BYTES_MAX,
    draw,
    fields::{Line, Scale},
    kinds::{
        Card, CheckIn, JournalCopy, JournalEntry, LIST, List, Listed, NotGrantable, Part, documentation,
        name_of_day,
    },
    operation::Decoded,
};
use proptest::{collection::vec, prelude::*};

#[test]
fn safety_s08_only_the_list_says_what_can_be_granted() {
    let mut copied = Vec::new();
    for kind in LATER.all() {
        for content in draw::samples(kind) {
            let as_shared = LATER.shareable(content.clone()).map(|shared| shared.content().clone());
            let as_reply = LATER.reply(content.clone()).map(|reply| reply.content().clone());
            if kind.part == Part::Own
                && let Ok(copy) = &as_shared
            {
                assert_eq!(LATER.part(copy), Some(Part::Shareable), "{}", kind.name);
                assert_eq!(as_reply, Err(NotGrantable::Never), "{}", kind.name);
                copied.push(kind.name);
                continue;
            }
            let (shared, reply) = match kind.part {
                Part::Own => (Err(NotGrantable::Never), Err(NotGrantable::Never)),
                Part::Shareable => (Ok(content), Err(NotGrantable::Never)),
                Part::Reply => (Err(NotGrantable::Never), Ok(content)),
            };
            assert_eq!((as_shared, as_reply), (shared, reply), "{}", kind.name);
        }
    }
    copied.dedup();
    assert_eq!(
        copied,
        ["journal", "interest", "protected_time"],
        "only of these own kinds a copy is shared, ever"
    );
}

/// What somebody sees of an entry in the journal is its copy, and of one that this version does not understand whole there is none.
#[test]
fn safety_s09_a_copy_is_all_that_is_seen_of_an_own_record() {
    let text = || model::fields::Text::typed("Said no. My stomach was quiet.").unwrap();
    let prompt = || Line::typed("Whose voice judges you?").ok();
    let entry = Content::of(&JournalEntry { prompt: prompt(), text: text(), on: Some(Day(20_780)) });
    let copy = SharedContent::of(&JournalCopy { prompt: prompt(), text: text() });
    assert_eq!(LIST.shareable(entry.clone()), Ok(copy));
    let longer = [0x84].iter().chain(&entry.bytes()[1..]).chain(&[0x01]).copied().collect::<Vec<u8>>();
    let longer = Content::of_bytes(entry.number(), &longer).unwrap();
    assert_eq!(LIST.fields(&longer).map(|fields| fields.len()), Ok(3), "it can be read");
    assert_eq!(
        LIST.shareable(longer),
        Err(NotGrantable::Unreadable),
        "there is something that cannot be previewed"
    );
    let older = List::of(&LIST.all()[..1]);
    assert_eq!(
        older.shareable(entry),
        Err(NotGrantable::Unreadable),
        "a version that cannot show the copy makes none"
    );
}

#[test]
fn safety_s09_what_this_version_does_not_understand_is_never_shared() {
    let card = Card { taste: Taste::Like, text: Line::typed("Rain").unwrap(), note: None };
    assert_eq!(LIST.shareable(Content::of(&card)), Ok(SharedContent::of(&card)));
    let mut unknown = Vec::new();
    for kind in LATER.all().iter().filter(|kind| LIST.get(kind.number).is_none()) {
        unknown.extend(draw::samples(kind));
    }
    assert!(!unknown.is_empty());
    for content in unknown {
        assert_eq!(LIST.shareable(content.clone()), Err(NotGrantable::Unreadable));
        assert_eq!(LIST.reply(content.clone()), Err(NotGrantable::Unreadable));
        assert_eq!(LIST.fields(&content), Err(Unreadable::NEWER));
    }
}

/// Only a kind that says so needs somebody whom its records are about; of one that this version does not know nothing is asked.
#[test]
fn a_record_is_placed_unless_its_kind_needs_a_relationship_and_it_has_none() {
    let about = Some(RelationshipId([1; 16]));
    for kind in LIST.all() {
        let content = draw::samples(kind).remove(0);
        assert!(LIST.is_placed(&content, about), "{}", kind.name);
        assert_eq!(LIST.is_placed(&content, None), !kind.needs_relationship, "{}", kind.name);
    }
    let unknown = Content::of_bytes(57, &[0x80]).unwrap();
    assert!(LIST.is_placed(&unknown, None) && LIST.is_placed(&unknown, about));
}

/// Two devices that write of the same day write the same thing, for ever: the name is pinned.
#[test]
fn a_thing_of_a_day_is_named_by_its_kind_its_day_and_its_relationship() {
    let written = |day: u32, fit: u8, about| {
        let check_in = CheckIn { day: Day(day), fit: Scale::new(fit).unwrap(), wish: None, words: None };
        LIST.name_of_day(&Written { about, content: Content::of(&check_in) })
    };
    let sam = Some(RelationshipId([1; 16]));
    let today = written(20_783, 5, None).unwrap();
    assert_eq!(today.to_string(), PINNED);
    assert_eq!(today, name_of_day(CheckIn::NUMBER, Day(20_783), None));
    assert_eq!(written(20_783, 2, None), Some(today), "whatever it says");
    assert_ne!(written(20_784, 5, None), Some(today));
    assert_ne!(written(20_783, 5, sam), Some(today));
    let card = Card { taste: Taste::Like, text: Line::typed("Rain").unwrap(), note: None };
    assert_eq!(LIST.name_of_day(&Written { about: None, content: Content::of(&card) }), None);
    let daily = LIST.all().iter().filter(|kind| kind.each_day);
    assert!(daily.clone().count() > 0 && daily.clone().all(|kind| kind.slots[0].shape == Shape::Day));
}

const PINNED: &str = "82b29aa7e2175ed2fa75042e487c996a";

#[test]
fn a_kind_is_found_by_its_number_and_by_its_name() {
    for kind in LIST.all() {
        assert_eq!(LIST.get(kind.number), Some(kind));
        assert_eq!(LIST.named(kind.name), Some(kind));
        let sample = draw::samples(kind).remove(0);
        assert_eq!((LIST.part(&sample), sample.number()), (Some(kind.part), kind.number));
    }
    assert!(LIST.named("none").is_none() && LIST.get(4_000).is_none());
    assert_eq!(LIST.part(&Content::of_bytes(4_000, &[0x80]).unwrap()), None);
}

/// Every record that can be typed fits into an operation.
#[test]
fn the_largest_record_of_every_kind_fits() {
    fn bytes_max(shape: &Shape) -> usize {
        match shape {
            Shape::Line { characters_max } | Shape::Text { characters_max } => 5 + 4 * characters_max,
            Shape::Optional(shape) => bytes_max(shape),
            Shape::Several { of, count_max } => 5 + count_max * bytes_max(of),
            Shape::TimeOfDay => 1 + 3 + 2 + model::zone::CHARACTERS_MAX,
            Shape::Scale { .. } | Shape::Choice(_) | Shape::Day | Shape::Moment => 9,
        }
    }
    for kind in LIST.all() {
        let largest: usize = 5 + kind.slots.iter().map(|slot| bytes_max(&slot.shape)).sum::<usize>();
        assert!(largest <= CONTENT_BYTES_MAX, "{} may take {largest} bytes", kind.name);
    }
}

#[test]
fn every_kind_field_and_choice_has_a_key_for_its_words() {
    let keys = LIST.word_keys();
    for key in
        ["record-card", "records-card", "record-card-text", "taste-like", "need-just-know", "tie-adult-child"]
    {
        assert!(keys.iter().any(|known| known == key), "{key}");
    }
    let later: Vec<_> = LATER.word_keys().into_iter().filter(|key| !keys.contains(key)).collect();
    let diary = ["", "-again", "-at", "-day", "-mood", "-needs", "-text", "-title"];
    let expected = diary.map(|field| format!("record-diary{field}")).into_iter();
    let expected = expected.chain(["record-plan", "record-plan-what"].map(str::to_owned));
    let expected = expected.chain(
        ["record-say", "record-say-words", "records-diary", "records-plan", "records-say"].map(str::to_owned),
    );
    assert_eq!(later, expected.collect::<Vec<_>>(), "choices inside of others have theirs already");
}

/// Names are put together to keys with hyphens: without any in them, no two keys are the same.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[test]
fn every_kind_and_field_is_explained_and_plainly_named() {
    for (kind, (about, meanings)) in LIST.all().iter().zip(documentation()) {
        assert!(about.trim().ends_with('.') && about.trim().len() > 1, "{}", kind.name);
        assert!(
            [kind.name].into_iter().chain(kind.slots.iter().map(|slot| slot.name)).all(is_plain),
            "{}",
            kind.name
        );
        assert_eq!(meanings.len(), kind.slots.len(), "{}", kind.name);
        assert!(meanings.iter().all(|meaning| meaning.trim().ends_with('.')), "{}", kind.name);
    }
    let card = LIST.all().iter().position(|kind| kind.name == "card").unwrap();
    let (about, _) = documentation()[card];
    assert_eq!(about.trim(), "Something that its owner likes or dislikes.");
}

fn decoded<O>(decoded: Result<Decoded<O>, model::operation::NotAnOperation>) -> O {
    match decoded {
        Ok(Decoded::Known(operation)) => operation,
        _ => panic!("an operation carries every kind"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// The fold has no list. What a device makes of the bytes of others is the same whatever kinds it knows.
    #[test]
    fn a_fold_neither_reads_nor_judges_a_record(
        operations in vec((stamp(), vault_operation()), 0..16),
        kind in kind(),
        seed in any::<u64>(),
        at in stamp(),
        bytes in vec(any::<u8>(), 0..20),
    ) {
        let fitting = draw::content(&kind, &mut numbers(seed));
        let beyond = draw::beyond(&kind, &mut numbers(seed)).unwrap_or_else(|| fitting.clone());
        let unknown = Content::of_bytes(4_000, fitting.bytes()).unwrap();
        let odd = Content::of_bytes(kind.number, &bytes).unwrap_or_else(|_| fitting.clone());
        for content in [fitting, beyond, unknown, odd] {
            let item = ItemId([200; 16]);
            let operation = VaultOperation::ItemWritten {
                item,
                version: model::VersionId::first_of(item),
                replaces: Vec::new(),
                written: model::Written { about: None, content: content.clone() },
            };
            let mut vault = Vault::default();
            for (stamp, operation) in &operations {
                vault.apply(*stamp, decoded(VaultOperation::from_bytes(&operation.to_bytes())));
            }
            vault.apply(at, decoded(VaultOperation::from_bytes(&operation.to_bytes())));
            let stored: Vault = minicbor::decode(&minicbor::to_vec(&vault).unwrap()).unwrap();
            prop_assert_eq!(&stored, &vault);
            let (_, newest) = stored.items[&item].newest().expect("it was written");
            prop_assert_eq!(newest.value.content.bytes(), content.bytes(), "to the byte");
        }
    }

    #[test]
    fn a_removed_item_leaves_names_and_nothing_else(
        operations in vec((stamp(), vault_operation()), 0..16),
        item in 0_u8..4,
    ) {
        let mut vault = Vault::default();
        for (stamp, operation) in operations {
            vault.apply(stamp, operation);
        }
        let item = ItemId([item; 16]);
        let Some(standing) = vault.items.get(&item).map(model::Item::standing) else { return Ok(()) };
        let items = vault.items.len();
        vault.apply(
            model::Stamp { clock: model::Clock(u64::MAX), writer: model::WriterId([9; 16]) },
            VaultOperation::ItemRemoved { item, versions: standing.clone() },
        );
        let removed = &vault.items[&item];
        prop_assert_eq!(vault.items.len(), items);
        prop_assert_eq!((removed.newest(), removed.iter().count()), (None, 0));
        prop_assert!(standing.iter().all(|version| removed.replaced().contains(version)));
    }

    #[test]
    fn a_relationship_carries_what_it_does_not_know(
        operations in vec((stamp(), origin(), relationship_operation()), 0..16),
    ) {
        let mut state = Relationship::default();
        for (stamp, origin, operation) in &operations {
            let operation = decoded(RelationshipOperation::from_bytes(&operation.to_bytes()));
            state.apply(Side::Founder, *stamp, *origin, operation);
        }
        let stored: Relationship = minicbor::decode(&minicbor::to_vec(&state).unwrap()).unwrap();
        prop_assert_eq!(stored, state);
    }
}
