//! One tab leads: it alone runs the worker, so that two never write to one store.
//!
//! The leading tab holds a lock. A tab that finds it taken waits for the person's "use it here"; then it asks the leading
//! tab over a channel to stand back, queues for the lock, and takes it by force where the other does not react (a tab that
//! the system has frozen).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

const NAME: &str = "counterpoint";
const STAND_BACK: &str = "stand back";
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
    IfFree,
    Queue,
    Force,
}

type Report = Rc<dyn Fn(Lead)>;

thread_local! {
    static RELEASE: RefCell<Option<Function>> = const { RefCell::new(None) };
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Leads if no other tab does; from then on `report` hears of every change.
pub(crate) fn begin(report: Report) {
    if let Ok(channel) = BroadcastChannel::new(NAME) {
        let standing_back = Rc::clone(&report);
        let heard = Closure::<dyn Fn()>::new(move || {
            if let Some(release) = RELEASE.take() {
                standing_back(Lead::Elsewhere);
                // Resolving a promise cannot fail.
                let _released = release.call0(&JsValue::NULL);
            }
        });
        channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        CHANNEL.set(Some(channel));
    }
    ask(How::IfFree, report);
}

/// Makes this tab lead.
pub(crate) fn take(report: Report) {
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            // Without an answer the lock is taken by force below.
            let _posted = channel.post_message(&STAND_BACK.into());
        }
    });
    ask(How::Queue, Rc::clone(&report));
    let force = Closure::once_into_js(move || {
        if RELEASE.with_borrow(Option::is_none) {
            ask(How::Force, report);
        }
    });
    if let Some(window) = web_sys::window() {
        // Without a timer a frozen tab keeps the lock; closing it frees it.
        let _timer = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(force.unchecked_ref(), FORCE_AFTER_MS);
    }
}

fn ask(how: How, report: Report) {
    let Some(locks) = locks() else {
        // A browser without locks: one tab is what most people have.
        report(Lead::Taken);
        return;
    };
    let options = Object::new();
    let option = match how {
        How::IfFree => Some("ifAvailable"),
        How::Force => Some("steal"),
        How::Queue => None,
    };
    if let Some(option) = option {
        // A new object can always be extended.
        let _set = Reflect::set(&options, &option.into(), &JsValue::TRUE);
    }
    let on_grant = Rc::clone(&report);
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            on_grant(Lead::Elsewhere);
            return JsValue::UNDEFINED;
        }
        // A queued request that is granted after a forced one changes nothing more.
        if RELEASE.with_borrow(Option::is_some) {
            return JsValue::UNDEFINED;
        }
        let held = Promise::new(&mut |resolve, _| RELEASE.set(Some(resolve)));
        on_grant(Lead::Taken);
        held.into()
    });
    let request = wasm_bindgen_futures::JsFuture::from(locks.request(NAME, &options, &granted));
    wasm_bindgen_futures::spawn_local(async move {
        // It fails when another tab takes the lock by force.
        if request.await.is_err() && RELEASE.take().is_some() {
            report(Lead::Elsewhere);
        }
    });
}

fn locks() -> Option<Locks> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}
