//! The connection to the relay.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, MessageEvent, WebSocket};

/// What the connection reports.
pub(crate) enum SocketEvent {
    /// It stands.
    Opened,
    /// The relay sent this.
    Received(Vec<u8>),
    /// It is gone, or never came to be.
    Closed,
}

/// An open connection, or one that is being opened. Dropping it closes it silently.
pub(crate) struct Socket {
    socket: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _received: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut()>,
}

impl Socket {
    /// Begins to connect. `None` when the address is none that a browser connects to.
    pub(crate) fn connect(url: &str, report: fn(SocketEvent)) -> Option<Self> {
        let socket = WebSocket::new(url).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let opened = Closure::<dyn FnMut()>::new(move || report(SocketEvent::Opened));
        let received = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(buffer) = event.data().dyn_into::<js_sys::ArrayBuffer>() {
                report(SocketEvent::Received(js_sys::Uint8Array::new(&buffer).to_vec()));
            }
        });
        let closed = Closure::<dyn FnMut()>::new(move || report(SocketEvent::Closed));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(received.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self { socket, _opened: opened, _received: received, _closed: closed })
    }

    /// Sends one message; a connection that is gone reports that by itself.
    pub(crate) fn send(&self, bytes: &[u8]) {
        if self.socket.ready_state() == WebSocket::OPEN {
            // The only failure left is a state that the line above excludes.
            let _sent = self.socket.send_with_u8_array(bytes);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing an address that never answered is no failure.
        let _closed = self.socket.close();
    }
}
