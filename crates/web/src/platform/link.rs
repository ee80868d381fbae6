//! The screen's side of the worker.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use interface::HostMessage;
use interface::command::{Command, CommandId, FromWorker, Reply, Show, ToWorker};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use super::Bootstrap;

/// What comes from the worker, replies aside.
pub(crate) enum FromHost {
    /// What to show from now on.
    Show(Show),
    /// Something about the device's store.
    Host(HostMessage),
    /// The worker could not start, or broke.
    Broken,
}

type OnReply = Box<dyn FnOnce(Reply)>;

struct Link {
    worker: Worker,
    next_id: u32,
    waiting: BTreeMap<CommandId, OnReply>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut()>,
}

thread_local! {
    /// What was asked before the first worker was there: a first screen that waits for nobody can be ahead of it.
    static AHEAD: RefCell<Option<Vec<(Command, OnReply)>>> = RefCell::new(Some(Vec::new()));
    static LINK: RefCell<Option<Link>> = const { RefCell::new(None) };
}

/// Starts the worker.
pub(crate) fn start(bootstrap: &Bootstrap, report: Rc<dyn Fn(FromHost)>) {
    stop();
    let worker = bootstrap.create_worker();
    let on_message = Rc::clone(&report);
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = received(&event.data()) {
            on_message(message);
        }
    });
    let error = Closure::<dyn FnMut()>::new(move || report(FromHost::Broken));
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    let link = Link { worker, next_id: 0, waiting: BTreeMap::new(), _message: message, _error: error };
    LINK.set(Some(link));
    for (command, on_reply) in AHEAD.take().unwrap_or_default() {
        send(command, on_reply);
    }
}

/// Ends the worker at once, with the keys in its memory.
pub(crate) fn stop() {
    if let Some(link) = LINK.take() {
        // What it is made of may still be on its way, and fail: nobody hears that any more.
        link.worker.set_onmessage(None);
        link.worker.set_onerror(None);
        link.worker.terminate();
    }
}

/// Sends a command; `on_reply` runs once, when it is answered.
pub(crate) fn send(command: Command, on_reply: OnReply) {
    if LINK.with_borrow(Option::is_none) {
        AHEAD.with_borrow_mut(|ahead| {
            if let Some(ahead) = ahead {
                ahead.push((command, on_reply));
            }
        });
        return;
    }
    LINK.with_borrow_mut(|link| {
        let Some(link) = link else { return };
        let id = CommandId(link.next_id);
        link.next_id = link.next_id.wrapping_add(1);
        let bytes = borsh::to_vec(&ToWorker { id, command }).expect("memory takes every encoding");
        if link.worker.post_message(&Uint8Array::from(bytes.as_slice())).is_ok() {
            link.waiting.insert(id, on_reply);
        }
    });
}

/// Runs the reply's function, or says what else came. Unreadable bytes can only come from another build's worker.
fn received(data: &JsValue) -> Option<FromHost> {
    if let Some(text) = data.as_string() {
        return Some(FromHost::Host(HostMessage::of_name(&text)?));
    }
    let bytes = data.dyn_ref::<Uint8Array>()?.to_vec();
    match borsh::from_slice(&bytes) {
        Ok(FromWorker::Show(view)) => Some(FromHost::Show(view)),
        Ok(FromWorker::Reply { id, result }) => {
            let on_reply = LINK.with_borrow_mut(|link| link.as_mut()?.waiting.remove(&id));
            if let Some(on_reply) = on_reply {
                on_reply(result);
            }
            None
        }
        Err(_) => Some(FromHost::Broken),
    }
}
