//! The end of every event: what changed is stored first, then everything else goes out.

use model::Now;

use super::{App, Doing, Effect, Phase, doing::LoadToken, reach::Reaching};
use crate::{
    FromWorker, Problem, View,
    command::{Noticed, Outcome, Show, ShownPage},
};

/// While the relay sends much, the screen is brought up to date this often, in milliseconds.
const SHOW_EVERY_MS: u64 = 200;

/// After how long a failed store is tried again, in milliseconds.
const STORE_RETRY_MS: u64 = 5_000;

/// What an event came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The person.
    Person,
    /// The relay, which may send much in a short time.
    Relay,
    /// The device: its store, its clock, its connection.
    Device,
}

impl App {
    pub(super) fn finish(&mut self, doing: &mut Doing<'_>, cause: Cause) {
        self.settle_joining(doing);
        match &mut self.phase {
            Phase::Open(open) => open.settle(doing, &mut self.fresh),
            Phase::Recovering(recovering) => recovering.flush(&mut self.fresh),
            _ => {}
        }
        // A vault that has only just come to this device may have come while nobody was there.
        self.lock_if_idle(doing.now);
        self.store_writes(doing);
        self.effects.extend(self.fresh.drain(..));
        let loads = doing.loads.take().into_iter();
        self.effects.extend(loads.map(|(LoadToken(token), prefix)| Effect::Load { token, prefix }));
        let recently = doing.now.unix_ms < self.shown_at_ms.saturating_add(SHOW_EVERY_MS);
        self.show_later = cause == Cause::Relay && recently;
        if !self.show_later {
            self.show(doing.now, cause == Cause::Person);
        }
        if let Phase::Open(open) = &mut self.phase {
            // Nobody waits for this before they see their vault.
            open.write_anew(doing);
            self.store_writes(doing);
        }
        self.schedule(doing.now);
    }

    fn store_writes(&mut self, doing: &mut Doing<'_>) {
        if !doing.writes.is_empty() {
            let writes = core::mem::take(doing.writes);
            if let Phase::Open(open) = &mut self.phase {
                open.note_writes(&writes);
            }
            self.effects.push_back(Effect::Store { batch: self.next_batch, writes });
            self.next_batch += 1;
        }
    }

    /// Tells the screen what became another: the view, the page that it asks for, or both.
    fn show(&mut self, now: Now, asked: bool) {
        self.shown_at_ms = now.unix_ms;
        let view = self.view(now);
        let number = self.pages;
        let page = self
            .page(now, &self.look)
            .map(|page| Box::new(ShownPage { look: self.look.clone(), page, number }));
        let is_other_view = self.shown.as_ref() != Some(&view);
        let opens = matches!(view, View::Open(_)) && !matches!(self.shown, Some(View::Open(_)));
        let drafts =
            if let Phase::Open(open) = &self.phase { opens.then(|| open.drafts.all()) } else { None };
        let asked_for =
            if let Phase::Open(open) = &mut self.phase { open.take_asked_for(now) } else { Vec::new() };
        let is_other_page = match (&self.shown_page, &page) {
            (Some(shown), Some(page)) => (&shown.look, &shown.page) != (&page.look, &page.page),
            (shown, page) => shown.is_some() != page.is_some(),
        };
        if !is_other_view && !is_other_page && asked_for.is_empty() {
            return;
        }
        // The lock is shown at once, even while the store keeps everything else waiting.
        let is_urgent = self.storage_failing && matches!(view, View::Locked { .. });
        let queue = if is_urgent { &mut self.urgent } else { &mut self.effects };
        queue.push_back(Effect::Tell(FromWorker::Show(Show {
            view: is_other_view.then(|| Box::new(view.clone())),
            page: if is_other_page { page.clone() } else { None },
            asked,
            drafts,
            asked_for,
        })));
        self.shown = Some(view);
        if is_other_page {
            self.pages = self.pages.wrapping_add(1);
            self.shown_page = page;
        }
    }

    /// Takes note of what the person has in view, or has had enough of.
    pub(super) fn notice(&mut self, now: Now, act: &Noticed) -> Result<Outcome, Problem> {
        let Phase::Open(open) = &mut self.phase else { return Err(Problem::NotOpen) };
        open.notice(now, act, self.shown_page.as_deref());
        Ok(Outcome::Done)
    }

    fn view(&self, now: Now) -> View {
        match &self.phase {
            Phase::Starting | Phase::Opening(_) if self.shown.is_none() => View::Starting,
            Phase::Starting => View::Starting,
            Phase::Fresh => View::Fresh,
            Phase::Recovering(recovering) => View::Recovering { reached: recovering.has_reached() },
            Phase::Joining(joins) => View::Pairing(Box::new(joins.view())),
            Phase::Locked(lock) => View::Locked {
                wait_ms: lock.wait_ms(now),
                passkey: lock.passkey(),
                unsaved: self.storage_failing,
            },
            // Opening lasts a moment: what was shown before stays.
            Phase::Opening(_) => self.shown.clone().unwrap_or(View::Starting),
            Phase::Open(open) => View::Open(Box::new(open.frame(now, self.storage_failing))),
            Phase::Damaged => View::Damaged,
        }
    }

    fn schedule(&mut self, now: Now) {
        let mut wake_at_ms = match &self.phase {
            Phase::Open(open) => open.next_wake_ms(now),
            Phase::Recovering(recovering) => recovering.next_wake_ms(),
            Phase::Joining(joins) => joins.next_wake_ms(),
            Phase::Locked(lock) => lock.opens_at_ms(now),
            Phase::Fresh => self.reaching.as_ref().map(Reaching::until_ms),
            _ => None,
        };
        if self.show_later {
            let soon = self.shown_at_ms.saturating_add(SHOW_EVERY_MS);
            wake_at_ms = Some(wake_at_ms.map_or(soon, |at| at.min(soon)));
        }
        if self.storage_failing {
            let retry = now.unix_ms.saturating_add(STORE_RETRY_MS);
            wake_at_ms = Some(wake_at_ms.map_or(retry, |at| at.min(retry)));
        }
        let earlier = |at: &u64| self.wake_at_ms.is_none_or(|set| *at < set || set <= now.unix_ms);
        if let Some(unix_ms) = wake_at_ms.filter(earlier) {
            self.wake_at_ms = Some(unix_ms);
            self.urgent.push_back(Effect::WakeAt { unix_ms });
        }
    }

    pub(super) fn stored(&mut self, batch: u64) {
        if self.awaiting.as_ref().is_some_and(|(awaited, _)| *awaited == batch) {
            self.awaiting = None;
            self.storage_failing = false;
        }
    }

    /// The batch stays in memory, before everything that follows it, and is tried again.
    pub(super) fn store_failed(&mut self, now: Now, batch: u64) {
        if self.awaiting.as_ref().is_none_or(|(awaited, _)| *awaited != batch) {
            return;
        }
        self.storage_failing = true;
        let unix_ms = now.unix_ms.saturating_add(STORE_RETRY_MS);
        self.wake_at_ms = Some(unix_ms);
        let shown = Show { view: Some(Box::new(self.view(now))), ..Show::default() };
        self.urgent.push_back(Effect::Tell(FromWorker::Show(shown)));
        self.urgent.push_back(Effect::WakeAt { unix_ms });
    }

    fn store_again(&mut self) {
        if let Some((batch, writes)) = self.awaiting.clone().filter(|_| self.storage_failing) {
            self.urgent.push_back(Effect::Store { batch, writes });
        }
    }

    pub(super) fn tick(&mut self, doing: &mut Doing<'_>) {
        self.wake_at_ms = None;
        self.store_again();
        match &mut self.phase {
            Phase::Open(open) => open.tick(doing),
            Phase::Joining(joins) => joins.tick(doing.now),
            Phase::Recovering(recovering) => {
                recovering.tick(doing, &mut self.fresh);
                if let Some(problem) = recovering.take_failure() {
                    self.end_recovery(Err(problem));
                }
            }
            Phase::Fresh => self.reaching_takes_long(doing.now),
            _ => {}
        }
    }
}
