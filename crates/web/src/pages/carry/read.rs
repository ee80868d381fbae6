//! Reading codes from another screen with the camera.

use leptos::html;
use leptos::prelude::*;

use crate::components::button::{Look, button};
use crate::components::{row, small, stack, text};
use crate::platform::camera;
use crate::platform::codes::Seen;
use crate::reactive::RwSignal;
use crate::words;

/// How the reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Waiting,
    Read { read: u32, of: u32 },
    TooNew,
    NoCamera,
}

/// The camera's picture and how many codes were read; `whole` gets the parcel. The camera is on as long as this is drawn.
pub(super) fn read(whole: impl Fn(Vec<u8>) + 'static, close: impl Fn() + 'static) -> AnyView {
    let standing = RwSignal::new(Standing::Waiting);
    let whole = StoredValue::new_local(whole);
    let take = move |seen: Seen| {
        if let Some(parcel) = seen.parcel() {
            camera::stop();
            whole.with_value(|whole| whole(parcel));
        } else if let (Some(read), Some(of)) = (seen.read(), seen.of()) {
            standing.set(Standing::Read { read, of });
        } else if seen.is_too_new() {
            standing.set(Standing::TooNew);
        }
    };
    let node = NodeRef::<html::Video>::new();
    node.on_load(move |video| {
        camera::start(video, take, move || {
            standing.set(Standing::NoCamera);
        });
    });
    on_cleanup(camera::stop);
    let said = move || match standing.get() {
        Standing::Waiting => words::carry_read_waiting(),
        Standing::Read { read, of } => words::carry_read_progress(read, of),
        Standing::TooNew => words::problem_parcel_too_new(),
        Standing::NoCamera => words::carry_no_camera(),
    };
    let video = html::video()
        .node_ref(node)
        .attr("playsinline", "")
        .attr("muted", "")
        .prop("muted", true)
        .attr("aria-label", words::carry_camera());
    let picture = html::div()
        .class("camera")
        .attr("hidden", move || (standing.get() == Standing::NoCamera).then_some(""))
        .child(video)
        .into_any();
    let how = move || (standing.get() != Standing::NoCamera).then(|| text(words::carry_read_text()));
    stack(vec![
        how.into_any(),
        picture,
        html::p().attr("role", "status").child(said).into_any(),
        small(words::carry_read_private()),
        row(vec![button(Look::Quiet, words::carry_read_close(), close)]),
    ])
}
