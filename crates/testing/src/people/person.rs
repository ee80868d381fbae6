//! One person's device.

use std::collections::BTreeMap;

use client::{
    App, CommandId, Reply, View,
    command::{Draft, Show},
};
use model::{RelationshipId, kinds::List};
use sync::Refusal;

use crate::lock;

/// A person's device: the app, its store, and whether it can reach the relay.
pub struct Person {
    pub(super) app: App,
    /// The kinds of record that the version of the app knows which runs from the next start on.
    pub kinds: &'static List,
    /// What the device has stored.
    pub store: BTreeMap<String, Vec<u8>>,
    pub(super) socket: Option<relay::ConnectionId>,
    pub(super) wants_socket: bool,
    /// Every message that the relay has sent to this device, in order.
    pub received: Vec<Vec<u8>>,
    /// Whether the network is there.
    pub online: bool,
    /// Whether what is connected to says nothing: a connection neither stands nor fails.
    pub never_connects: bool,
    /// Whether the store takes anything.
    pub store_works: bool,
    /// How many batches the store still takes, if it is not to take all.
    pub batches_left: Option<u32>,
    /// Whether the person does something every half minute, so that the vault does not lock by itself.
    pub present: bool,
    /// What a relay that is in trouble answers whenever this device opens a space, instead of doing it.
    pub opens_refused: Option<Refusal>,
    /// How far the device's clock is ahead of the true time, in milliseconds.
    pub clock_ahead_ms: i64,
    pub(super) wake_at_ms: Option<u64>,
    pub(super) replies: BTreeMap<CommandId, Reply>,
    pub(super) view: View,
    /// What was typed and not saved, as the screen heard of it when the vault opened.
    pub drafts: Vec<Draft>,
    /// In which relationships a request came while the vault was open, as the screen heard of it.
    pub asked_for: Vec<RelationshipId>,
    /// Which page was sent last, as the app counts them.
    pub page: u32,
    pub(super) next_command: u32,
}

impl Person {
    pub(super) fn new(store: BTreeMap<String, Vec<u8>>, kinds: &'static List) -> Self {
        lock::make_quick();
        Self {
            app: App::of_kinds(kinds),
            kinds,
            store,
            socket: None,
            wants_socket: false,
            received: Vec::new(),
            online: true,
            never_connects: false,
            store_works: true,
            batches_left: None,
            present: true,
            opens_refused: None,
            clock_ahead_ms: 0,
            wake_at_ms: None,
            replies: BTreeMap::new(),
            view: View::Starting,
            drafts: Vec::new(),
            asked_for: Vec::new(),
            page: 0,
            next_command: 0,
        }
    }

    /// Whether the store takes one more batch.
    pub(super) fn takes_a_batch(&mut self) -> bool {
        match &mut self.batches_left {
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                self.store_works
            }
            None => self.store_works,
        }
    }

    /// The screen takes what it is shown.
    pub(super) fn take(&mut self, show: Show) {
        self.asked_for.extend(show.asked_for);
        if let Some(page) = show.page {
            self.page = page.number;
        }
        if let Some(drafts) = show.drafts {
            self.drafts = drafts;
        }
        if let Some(view) = show.view {
            self.view = *view;
        }
    }
}
