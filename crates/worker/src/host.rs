//! The worker: runs [`App`] and carries out its effects.

use std::cell::RefCell;
use std::rc::Rc;

use client::model::Now;
use client::{App, Effect, Event, FromWorker, ToWorker, Write};
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use interface::HostMessage;
use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::database::{self, Database, Erasure};
use crate::socket::{Socket, SocketEvent};

/// The longest time that a browser's timer can be set to, in milliseconds; a longer wait is taken in steps.
const TIMER_MS_MAX: f64 = 1_000_000_000.0;

/// How long after its start the worker warms the cipher up, in milliseconds: what to show first has been sent by then, and nobody has typed a
/// passphrase yet.
const WARM_UP_DELAY_MS: i32 = 100;

struct Host {
    app: App,
    database: Database,
    socket: Option<Socket>,
    timer: Option<i32>,
    /// The store is being erased: nothing opens it again.
    is_erasing: bool,
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
    /// Messages that arrived before the database was open.
    static EARLY: RefCell<Vec<JsValue>> = const { RefCell::new(Vec::new()) };
}

/// Opens the store, then runs the app until the worker is ended.
pub(crate) fn run(early: &Array) {
    EARLY.set(early.iter().collect());
    let message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| receive(event.data()));
    scope().set_onmessage(Some(message.into_js_value().unchecked_ref()));
    database::open(
        |database| match database {
            None => post(HostMessage::StorageDenied),
            Some(database) => {
                HOST.set(Some(Host {
                    app: App::new(),
                    database,
                    socket: None,
                    timer: None,
                    is_erasing: false,
                }));
                drain();
                wait(WARM_UP_DELAY_MS, || client::warm_up(&mut UnwrapErr(SysRng)));
                EARLY.take().into_iter().for_each(receive);
            }
        },
        || open_again(Box::new(|| {})),
    );
}

/// The browser has closed the store, as some do with pages that were not seen for long: it is opened again. A store that is new then is
/// not the one that was closed. What was not stored meanwhile is stored then.
fn open_again(done: Box<dyn FnOnce()>) {
    if is_erasing() {
        return;
    }
    database::open(
        move |database| {
            if is_erasing() {
                // One more connection would keep it from being erased.
                return database.iter().for_each(Database::close);
            }
            let database = database.filter(|database| !database.is_new);
            let is_there = HOST.with_borrow_mut(|host| match (host, database) {
                (Some(host), Some(database)) => {
                    std::mem::replace(&mut host.database, database).close();
                    true
                }
                _ => false,
            });
            if is_there { done() } else { post(HostMessage::StorageLost) }
        },
        || open_again(Box::new(|| {})),
    );
}

fn is_erasing() -> bool {
    HOST.with_borrow(|host| host.as_ref().is_some_and(|host| host.is_erasing))
}

/// Reads part of the store; once more where that fails, because it may have been closed.
fn load(database: &Database, token: u32, prefix: String, is_again: bool) {
    let wanted = prefix.clone();
    database.load(&prefix, move |records| match records {
        Some(records) => feed(Event::Loaded { token, records }),
        None if is_again => post(HostMessage::StorageLost),
        None => later_do(move || {
            open_again(Box::new(move || {
                HOST.with_borrow(|host| {
                    if let Some(host) = host {
                        load(&host.database, token, wanted, true);
                    }
                });
            }));
        }),
    });
}

/// Stores a batch; once more where that fails, because the store may have been closed.
fn store(database: &Database, batch: u64, writes: Rc<[Write]>, is_again: bool) {
    let wanted = Rc::clone(&writes);
    database.store(&writes, move |is_durable| match (is_durable, is_again) {
        (true, _) => later(Event::Stored { batch }),
        (false, true) => later(Event::StoreFailed { batch }),
        (false, false) => later_do(move || {
            open_again(Box::new(move || {
                HOST.with_borrow(|host| {
                    if let Some(host) = host {
                        store(&host.database, batch, wanted, true);
                    }
                });
            }));
        }),
    });
}

fn receive(data: JsValue) {
    if HOST.with_borrow(Option::is_none) {
        EARLY.with_borrow_mut(|early| early.push(data));
        return;
    }
    // The screen is of the same build and sends nothing else.
    let Ok(bytes) = data.dyn_into::<Uint8Array>() else { return };
    if let Ok(ToWorker { id, command }) = borsh::from_slice(&bytes.to_vec()) {
        feed(Event::Command { id, command });
    }
}

/// Lets the app take an event in and carries out what follows.
fn feed(event: Event) {
    HOST.with_borrow_mut(|host| {
        if let Some(host) = host {
            host.app.handle(now(), &mut UnwrapErr(SysRng), event);
        }
    });
    drain();
}

/// Carries out effects until there are none, or one has to be waited for. No effect answers before it returns, so the
/// app is never called within itself.
fn drain() {
    while let Some(effect) = HOST.with_borrow_mut(|host| host.as_mut()?.app.poll_effect()) {
        HOST.with_borrow_mut(|host| {
            if let Some(host) = host {
                host.carry_out(effect);
            }
        });
    }
}

impl Host {
    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Load { token, prefix } => load(&self.database, token, prefix, false),
            Effect::Store { batch, writes } => store(&self.database, batch, writes.into(), false),
            Effect::Connect { url } => {
                self.socket = Socket::connect(&url, |event| {
                    feed(match event {
                        SocketEvent::Opened => Event::Connected,
                        SocketEvent::Received(bytes) => Event::Received(bytes),
                        SocketEvent::Closed => Event::Disconnected,
                    });
                });
                if self.socket.is_none() {
                    later(Event::Disconnected);
                }
            }
            Effect::Send(bytes) => {
                if let Some(socket) = &self.socket {
                    socket.send(&bytes);
                }
            }
            Effect::Disconnect => self.socket = None,
            Effect::Tell(message) => tell(&message),
            Effect::WakeAt { unix_ms } => self.wake_at(unix_ms),
            Effect::Wipe => {
                self.socket = None;
                self.is_erasing = true;
                self.database.close();
                database::erase(|erasure| {
                    post(match erasure {
                        Erasure::Done => HostMessage::Wiped,
                        Erasure::Held => HostMessage::NotWiped,
                        Erasure::Failed => HostMessage::WipeFailed,
                    });
                });
            }
        }
    }

    fn wake_at(&mut self, unix_ms: u64) {
        if let Some(timer) = self.timer.take() {
            scope().clear_timeout_with_handle(timer);
        }
        let delay = milliseconds(unix_ms.saturating_sub(now().unix_ms));
        // Without a timer the app wakes at the next thing that happens.
        self.timer = wait(delay, || feed(Event::Tick));
    }
}

/// Runs `act` after `delay` milliseconds; the timer's number, if the browser has given one.
fn wait(delay: i32, act: impl FnOnce() + 'static) -> Option<i32> {
    let act = Closure::once_into_js(act);
    scope().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), delay).ok()
}

/// Feeds an event once the present work is over: the app must not be called within itself.
fn later(event: Event) {
    later_do(move || feed(event));
}

fn later_do(act: impl FnOnce() + 'static) {
    wasm_bindgen_futures::spawn_local(async move { act() });
}

fn tell(message: &FromWorker) {
    let bytes = borsh::to_vec(message).expect("memory takes every encoding");
    // Bytes can always be posted.
    let _posted = scope().post_message(&Uint8Array::from(bytes.as_slice()));
}

fn post(message: HostMessage) {
    // Text can always be posted.
    let _posted = scope().post_message(&message.name().into());
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn now() -> Now {
    let date = Date::new_0();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, as wanted")]
    let (unix_ms, behind_minutes) = (date.get_time() as u64, date.get_timezone_offset() as i16);
    Now { unix_ms, utc_offset_minutes: behind_minutes.saturating_neg() }
}

/// A delay as timers take it.
fn milliseconds(delay_ms: u64) -> i32 {
    #[expect(clippy::cast_precision_loss, reason = "far below the bound, where it is exact")]
    let delay = (delay_ms as f64).min(TIMER_MS_MAX);
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the line above")]
    let delay = delay as i32;
    delay
}
