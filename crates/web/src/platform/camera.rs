//! The camera, for reading codes from another screen. Its picture is looked at in this page, leaves it never, and is kept nowhere.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect, Uint8ClampedArray};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

use super::codes::{self, Reading, Seen};

/// How often a picture is looked at, in milliseconds.
const LOOK_EVERY_MS: i32 = 120;

/// The longer side of the pictures that are looked at, in pixels: enough for a code of 85 modules that fills half of one.
const SIDE_PIXELS_MAX: u32 = 800;

/// A camera at work.
struct Watching {
    stream: MediaStream,
    video: HtmlVideoElement,
    timer: i32,
    _look: Closure<dyn FnMut()>,
}

thread_local! {
    static WATCHING: RefCell<Option<Watching>> = const { RefCell::new(None) };
    /// Counts the starts and stops: a camera that is granted after it was stopped again is let go at once.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Starts the camera, shows its picture in `video`, and gives what is seen of codes to `seen`. `failed` runs if there is no camera, or
/// the person or the browser refuses it, or if what reads codes is not on this device.
pub(crate) fn start(video: HtmlVideoElement, seen: impl Fn(Seen) + 'static, failed: impl FnOnce() + 'static) {
    stop();
    let turn = TURN.get();
    codes::with(move |codes| {
        if TURN.get() != turn {
            return;
        }
        let Some(reading) = codes.and_then(|codes| codes.begin_reading()) else {
            failed();
            return;
        };
        wasm_bindgen_futures::spawn_local(async move {
            let stream = ask().await;
            if TURN.get() != turn {
                if let Ok(stream) = stream {
                    end(&stream);
                }
                return;
            }
            let watching =
                stream.and_then(|stream| watch(&stream, &video, reading, seen).inspect_err(|_| end(&stream)));
            match watching {
                Ok(watching) => WATCHING.set(Some(watching)),
                Err(_) => failed(),
            }
        });
    });
}

/// Stops the camera, whether it is on already or still being asked for.
pub(crate) fn stop() {
    TURN.set(TURN.get().wrapping_add(1));
    if let Some(watching) = WATCHING.take() {
        if let Some(window) = web_sys::window() {
            window.clear_interval_with_handle(watching.timer);
        }
        watching.video.set_src_object(None);
        end(&watching.stream);
    }
}

fn end(stream: &MediaStream) {
    for track in stream.get_tracks() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

async fn ask() -> Result<MediaStream, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let devices = window.navigator().media_devices()?;
    let wanted = Object::new();
    // A phone has two: the one that looks away from the person sees the other screen.
    Reflect::set(&wanted, &"facingMode".into(), &"environment".into())?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wanted);
    let stream = JsFuture::from(devices.get_user_media_with_constraints(&constraints)?).await?;
    stream.dyn_into()
}

fn watch(
    stream: &MediaStream,
    video: &HtmlVideoElement,
    reading: Reading,
    seen: impl Fn(Seen) + 'static,
) -> Result<Watching, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into().map_err(JsValue::from)?;
    let options = Object::new();
    Reflect::set(&options, &"willReadFrequently".into(), &true.into())?;
    let context = canvas.get_context_with_context_options("2d", &options)?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into().map_err(JsValue::from)?;
    video.set_src_object(Some(stream));
    let playing = JsFuture::from(video.play()?);
    wasm_bindgen_futures::spawn_local(async move {
        // Without sound it plays at once. A camera that is stopped before then leaves nothing to play.
        drop(playing.await);
    });
    let picture = video.clone();
    let look = Closure::<dyn FnMut()>::new(move || {
        // Who looks at another tab does not want to be looked at.
        if document.hidden() {
            stop();
            return;
        }
        if let Ok(Some(last)) = looked(&canvas, &context, &picture, &reading) {
            seen(last);
        }
    });
    // A stream's own `clone` would make another stream of the same camera, and stopping that one would not stop this.
    let stream = <MediaStream as Clone>::clone(stream);
    let handler = look.as_ref().unchecked_ref();
    let timer = window.set_interval_with_callback_and_timeout_and_arguments_0(handler, LOOK_EVERY_MS)?;
    Ok(Watching { stream, video: video.clone(), timer, _look: look })
}

/// What there is to see in the present picture.
fn looked(
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    video: &HtmlVideoElement,
    reading: &Reading,
) -> Result<Option<Seen>, JsValue> {
    let (width, height) = (video.video_width(), video.video_height());
    let longer = width.max(height);
    if longer == 0 {
        return Ok(None);
    }
    let scaled = |side: u32| if longer > SIDE_PIXELS_MAX { side * SIDE_PIXELS_MAX / longer } else { side };
    let (width, height) = (scaled(width).max(1), scaled(height).max(1));
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let (across, down) = (f64::from(width), f64::from(height));
    context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, across, down)?;
    let picture = context.get_image_data(0.0, 0.0, across, down)?;
    // Its pixels go to the other module as they are, not through this one.
    let pixels: Uint8ClampedArray = Reflect::get(&picture, &"data".into())?.dyn_into()?;
    Ok(reading.look(width, &pixels))
}
