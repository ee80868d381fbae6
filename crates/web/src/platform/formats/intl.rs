//! The browser's `Intl`. Each format is made once for a language, when it is needed first.

use std::cell::OnceCell;

use interface::model::Day;
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::Join;
use crate::platform::browser::window;

const MS_PER_DAY: f64 = 86_400_000.0;
const MS_PER_MINUTE: f64 = 60_000.0;

#[wasm_bindgen]
extern "C" {
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;

    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> NumberFormat;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;

    type ListFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> ListFormat;
    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, things: &Array) -> String;

    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> DateTimeFormat;
    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, date: &Date) -> Result<String, JsValue>;
}

/// How one language writes.
#[derive(Default)]
pub(crate) struct Formats {
    locale: String,
    plural: OnceCell<PluralRules>,
    number: OnceCell<NumberFormat>,
    both: OnceCell<ListFormat>,
    either: OnceCell<ListFormat>,
    day: OnceCell<DateTimeFormat>,
    day_and_year: OnceCell<DateTimeFormat>,
    time: OnceCell<DateTimeFormat>,
    month: OnceCell<DateTimeFormat>,
    weekday: OnceCell<DateTimeFormat>,
}

impl Formats {
    /// As in the country that the browser prefers, among those that speak the language of `locale`; as in `locale` where it names none.
    pub(crate) fn new(locale: &str) -> Self {
        let spoken = locale.split('-').next().unwrap_or_default();
        let is_of_it = |tag: &String| {
            let is_plain = tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            is_plain && tag.strip_prefix(spoken).is_some_and(|rest| rest.starts_with('-'))
        };
        let preferred = languages().into_iter().find(is_of_it);
        Self { locale: preferred.unwrap_or_else(|| locale.to_owned()), ..Self::default() }
    }

    /// The plural category of a number, by its name in Unicode.
    pub(crate) fn category(&self, number: u32) -> String {
        self.plural.get_or_init(|| PluralRules::new(&self.locale)).select(f64::from(number))
    }

    /// A number.
    pub(crate) fn number(&self, number: u32) -> String {
        self.number.get_or_init(|| NumberFormat::new(&self.locale)).format(f64::from(number))
    }

    /// A number in tenths, with one digit behind the point, or with none where that is 0.
    pub(crate) fn tenths(&self, tenths: u32) -> String {
        self.number.get_or_init(|| NumberFormat::new(&self.locale)).format(f64::from(tenths) / 10.0)
    }

    /// A number of such parts of one, with a sign where it is below 0.
    pub(crate) fn parts(&self, number: i32, of: i32) -> String {
        self.number.get_or_init(|| NumberFormat::new(&self.locale)).format(f64::from(number) / f64::from(of))
    }

    /// Several things in one sentence.
    pub(crate) fn list(&self, things: &[String], join: Join) -> String {
        let (format, kind) = match join {
            Join::And => (&self.both, "conjunction"),
            Join::Or => (&self.either, "disjunction"),
        };
        let format = format.get_or_init(|| ListFormat::new(&self.locale, &options(&[("type", kind)])));
        format.format(&things.iter().map(|thing| JsValue::from_str(thing)).collect())
    }

    /// A day; nothing if it lies beyond the browser's calendar.
    pub(crate) fn day(&self, day: Day, has_year: bool) -> String {
        const PARTS: [(&str, &str); 4] =
            [("timeZone", "UTC"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
        let (format, parts) =
            if has_year { (&self.day_and_year, &PARTS[..]) } else { (&self.day, &PARTS[..3]) };
        let date = Date::new(&JsValue::from_f64(f64::from(day.0) * MS_PER_DAY));
        let format = format.get_or_init(|| DateTimeFormat::new(&self.locale, &options(parts)));
        format.format(&date).unwrap_or_default()
    }

    /// The month and year that a day lies in.
    pub(crate) fn month(&self, day: Day) -> String {
        const PARTS: [(&str, &str); 3] = [("timeZone", "UTC"), ("month", "long"), ("year", "numeric")];
        let date = Date::new(&JsValue::from_f64(f64::from(day.0) * MS_PER_DAY));
        let format = self.month.get_or_init(|| DateTimeFormat::new(&self.locale, &options(&PARTS)));
        format.format(&date).unwrap_or_default()
    }

    /// The day of the week that a day is.
    pub(crate) fn weekday(&self, day: Day) -> String {
        const PARTS: [(&str, &str); 2] = [("timeZone", "UTC"), ("weekday", "long")];
        let date = Date::new(&JsValue::from_f64(f64::from(day.0) * MS_PER_DAY));
        let format = self.weekday.get_or_init(|| DateTimeFormat::new(&self.locale, &options(&PARTS)));
        format.format(&date).unwrap_or_default()
    }

    /// A minute of the day, as a clock shows it.
    pub(crate) fn time(&self, minute: u32) -> String {
        const PARTS: [(&str, &str); 3] = [("timeZone", "UTC"), ("hour", "numeric"), ("minute", "2-digit")];
        let date = Date::new(&JsValue::from_f64(f64::from(minute) * MS_PER_MINUTE));
        let format = self.time.get_or_init(|| DateTimeFormat::new(&self.locale, &options(&PARTS)));
        format.format(&date).unwrap_or_default()
    }
}

/// The languages that the person's browser prefers, first the best.
fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

fn options(options: &[(&str, &str)]) -> Object {
    let made = Object::new();
    for (name, value) in options {
        // A new object can always be extended.
        let _set = Reflect::set(&made, &(*name).into(), &(*value).into());
    }
    made
}
