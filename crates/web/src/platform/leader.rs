//! One tab leads: it alone runs the worker, so that two never write to one store.
//!
//! The leading tab holds a lock, and every other tab queues for it. A page that was just left or reloaded holds the lock
//! for a moment longer, so a tab says that another one leads only after a while; when the other one is closed, it goes on
//! by itself. On the person's "use it here" it asks the others over a channel to stand back, and takes the lock by force
//! where the leading tab does not react (a tab that the system has frozen).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, BroadcastChannel};

use super::link;

const NAME: &str = "counterpoint";
const STAND_BACK: &str = "stand back";
const ELSEWHERE_AFTER_MS: i32 = 1_000;
const FORCE_AFTER_MS: i32 = 3_000;

/// What becomes of this tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// It leads from now on.
    Taken,
    /// Another tab leads.
    Elsewhere,
}

#[wasm_bindgen]
extern "C" {
    type Locks;

    #[wasm_bindgen(method, js_name = request)]
    fn request(this: &Locks, name: &str, options: &JsValue, granted: &JsValue) -> Promise;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Queue,
    Force,
}

type Report = Rc<dyn Fn(Lead)>;

thread_local! {
    static RELEASE: RefCell<Option<Function>> = const { RefCell::new(None) };
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    /// Ends this tab's waiting for the lock.
    static QUEUE: RefCell<Option<AbortController>> = const { RefCell::new(None) };
    /// Counts the wishes to lead, of this tab and of others: only the newest counts.
    static WISH: Cell<u32> = const { Cell::new(0) };
    static IS_LEFT: Cell<bool> = const { Cell::new(false) };
}

/// Leads as soon as no other tab does; from now on `report` hears of every change.
pub(crate) fn begin(report: Report) {
    if let Ok(channel) = BroadcastChannel::new(NAME) {
        let standing_back = Rc::clone(&report);
        let heard = Closure::<dyn Fn()>::new(move || {
            // The tab that asked comes first, not one that has waited for longer, or is about to take the lock by force.
            next_wish();
            leave_queue();
            let release = RELEASE.take();
            standing_back(Lead::Elsewhere);
            if let Some(release) = release {
                // Resolving a promise cannot fail.
                let _released = release.call0(&JsValue::NULL);
            }
        });
        channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        CHANNEL.set(Some(channel));
    }
    if locks().is_none() {
        // A browser without locks: one tab is what most people have.
        report(Lead::Taken);
        return;
    }
    ask(How::Queue, Rc::clone(&report));
    after(ELSEWHERE_AFTER_MS, move || {
        if RELEASE.with_borrow(Option::is_none) {
            report(Lead::Elsewhere);
        }
    });
}

/// Makes this tab lead.
pub(crate) fn take(report: Report) {
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            // Without an answer the lock is taken by force below.
            let _posted = channel.post_message(&STAND_BACK.into());
        }
    });
    let wish = next_wish();
    ask(How::Queue, Rc::clone(&report));
    after(FORCE_AFTER_MS, move || {
        if RELEASE.with_borrow(Option::is_none) && WISH.get() == wish {
            ask(How::Force, report);
        }
    });
}

/// This tab is being left, as every other one is: its worker ends, and it leads nothing any more, even where a lock comes free before the page is gone.
pub(crate) fn leave() {
    IS_LEFT.set(true);
    link::stop();
    next_wish();
    leave_queue();
}

fn next_wish() -> u32 {
    WISH.with(|wish| {
        wish.set(wish.get().wrapping_add(1));
        wish.get()
    })
}

fn after(delay_ms: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    if let Some(window) = web_sys::window() {
        // Without a timer the tab waits until the lock is free.
        let _timer =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), delay_ms);
    }
}

fn leave_queue() {
    if let Some(queue) = QUEUE.take() {
        queue.abort();
    }
}

fn ask(how: How, report: Report) {
    let Some(locks) = locks() else { return };
    leave_queue();
    let options = Object::new();
    let set = |name: &str, value: &JsValue| {
        // A new object can always be extended.
        let _set = Reflect::set(&options, &name.into(), value);
    };
    match how {
        How::Force => set("steal", &JsValue::TRUE),
        How::Queue => {
            if let Ok(queue) = AbortController::new() {
                set("signal", &queue.signal());
                QUEUE.set(Some(queue));
            }
        }
    }
    let on_grant = Rc::clone(&report);
    let is_granted = Rc::new(Cell::new(false));
    let was_granted = Rc::clone(&is_granted);
    let granted = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        QUEUE.take();
        if IS_LEFT.get() {
            return JsValue::UNDEFINED;
        }
        is_granted.set(true);
        let held = Promise::new(&mut |resolve, _| RELEASE.set(Some(resolve)));
        on_grant(Lead::Taken);
        held.into()
    });
    let request = wasm_bindgen_futures::JsFuture::from(locks.request(NAME, &options, &granted));
    wasm_bindgen_futures::spawn_local(async move {
        // It fails when another tab takes the lock by force, and when this one leaves the queue.
        if request.await.is_err() && was_granted.get() && RELEASE.take().is_some() {
            report(Lead::Elsewhere);
        }
    });
}

fn locks() -> Option<Locks> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}
