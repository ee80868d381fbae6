//! The app's files, read once when the relay starts: what is served cannot change under a reader, and no path from outside
//! ever reaches the file system.

use std::{
    collections::BTreeMap,
    fs,
    io::{Error, ErrorKind},
    path::{Path, PathBuf},
};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

use super::ServeError;

/// All files together, in bytes: 256 MiB.
const APP_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Folders within folders.
const FOLDER_DEPTH_MAX: usize = 16;

/// Hexadecimal digits that make a part of a name a hash of the content.
const NAME_HASH_DIGITS_MIN: usize = 16;

const ETAG: crypto::Context = crypto::Context("counterpoint 1 relay: entity tag");

/// A year, as caches understand it; and: ask again each time.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The page for every address without a file.
const INDEX: &str = "index.html";

/// The app.
#[derive(Debug)]
pub(super) struct App(BTreeMap<String, Asset>);

#[derive(Debug)]
struct Asset {
    mime: HeaderValue,
    cache: HeaderValue,
    plain: Variant,
    brotli: Option<Variant>,
    gzip: Option<Variant>,
}

#[derive(Debug, Clone)]
struct Variant {
    bytes: Bytes,
    etag: HeaderValue,
}

impl App {
    /// Reads a folder. Files whose name ends with `.br` or `.gz` beside a file of the same name are its compressed forms.
    pub(super) fn read(folder: &Path) -> Result<Self, ServeError> {
        let unreadable = |source| ServeError::App { folder: folder.display().to_string(), source };
        let mut files = BTreeMap::new();
        read_folder(folder, "", &[], &mut files).map_err(unreadable)?;
        if !files.contains_key(INDEX) {
            return Err(unreadable(Error::new(ErrorKind::NotFound, "there is no index.html")));
        }
        let assets = files
            .iter()
            .filter(|(path, _)| !is_compressed_form(path, &files))
            .map(|(path, bytes)| (path.clone(), Asset::new(path, bytes, &files)))
            .collect();
        Ok(Self(assets))
    }

    /// Answers a request for a path.
    pub(super) fn answer(&self, path: &str, request: &HeaderMap) -> Response {
        let path = path.trim_start_matches('/');
        let is_page = !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let asset = self.0.get(path).or_else(|| self.0.get(INDEX).filter(|_| is_page));
        match asset {
            Some(asset) => asset.answer(request),
            None => (StatusCode::NOT_FOUND, "There is no such file.\n").into_response(),
        }
    }
}

impl Asset {
    fn new(path: &str, bytes: &Bytes, files: &BTreeMap<String, Bytes>) -> Self {
        let compressed = |extension| files.get(&format!("{path}.{extension}")).map(Variant::new);
        Self {
            mime: HeaderValue::from_static(mime(path)),
            cache: if has_hashed_name(path) { IMMUTABLE } else { REVALIDATE },
            plain: Variant::new(bytes),
            brotli: compressed("br"),
            gzip: compressed("gz"),
        }
    }

    fn answer(&self, request: &HeaderMap) -> Response {
        let (variant, encoding) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(request, "br") => (brotli, Some("br")),
            (_, Some(gzip)) if accepts(request, "gzip") => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::ETAG, variant.etag.clone());
        headers.insert(header::CACHE_CONTROL, self.cache.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if is_known(request, &variant.etag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(header::CONTENT_TYPE, self.mime.clone());
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        (headers, variant.bytes.clone()).into_response()
    }
}

impl Variant {
    fn new(bytes: &Bytes) -> Self {
        let etag = format!("\"{}\"", ETAG.hash(&[bytes]));
        let etag = HeaderValue::from_str(&etag).expect("hexadecimal digits are valid in a header");
        Self { bytes: bytes.clone(), etag }
    }
}

/// Reads a folder that lies in `above`, whose names are without links. Links are followed wherever they lead: whoever may
/// write into the folder made them. One that leads back to a folder above it would have no end.
fn read_folder(
    folder: &Path,
    prefix: &str,
    above: &[PathBuf],
    files: &mut BTreeMap<String, Bytes>,
) -> Result<(), Error> {
    let itself = fs::canonicalize(folder).map_err(|error| named(prefix, &error))?;
    if above.contains(&itself) {
        return Err(Error::other(format!("{prefix} is a link to a folder that it lies in")));
    }
    let above = [above, &[itself]].concat();
    if above.len() > FOLDER_DEPTH_MAX {
        return Err(Error::other(format!("{prefix} lies in too many folders")));
    }
    for item in fs::read_dir(folder)? {
        let item = item?;
        let name = item.file_name();
        let name = name.to_str().ok_or_else(|| Error::from(ErrorKind::InvalidFilename))?;
        let path = format!("{prefix}{name}");
        let kind = fs::metadata(item.path()).map_err(|error| named(&path, &error))?;
        if kind.is_dir() {
            read_folder(&item.path(), &format!("{path}/"), &above, files)?;
        } else if kind.is_file() {
            let bytes = fs::read(item.path()).map_err(|error| named(&path, &error))?;
            files.insert(path, Bytes::from(bytes));
        }
        if files.values().map(Bytes::len).sum::<usize>() > APP_BYTES_MAX {
            return Err(Error::from(ErrorKind::FileTooLarge));
        }
    }
    Ok(())
}

/// An error that says in which file it arose.
fn named(path: &str, error: &Error) -> Error {
    Error::new(error.kind(), format!("{path}: {error}"))
}

fn is_compressed_form(path: &str, files: &BTreeMap<String, Bytes>) -> bool {
    let original = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz"));
    original.is_some_and(|original| files.contains_key(original))
}

/// Whether a part of the file's name is a hash of its content, so that another content has another name.
fn has_hashed_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(['-', '.', '_']).any(|part| {
        part.len() >= NAME_HASH_DIGITS_MIN
            && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn accepts(request: &HeaderMap, wanted: &str) -> bool {
    request
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|offer| {
            let mut parts = offer.split(';').map(str::trim);
            let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(wanted));
            let refused = parts.filter_map(|part| part.strip_prefix("q=")).any(is_zero);
            named && !refused
        })
}

fn is_zero(quality: &str) -> bool {
    quality.parse::<f32>().is_ok_and(|quality| quality <= 0.0)
}

fn is_known(request: &HeaderMap, etag: &HeaderValue) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/").as_bytes() == etag.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{accepts, has_hashed_name};
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn only_a_name_with_a_hash_may_be_kept_for_ever() {
        assert!(has_hashed_name("assets/app-0123456789abcdef.js"));
        assert!(has_hashed_name("app.0123456789abcdef0123.wasm"));
        assert!(!has_hashed_name("0123456789abcdef/index.html"));
        assert!(!has_hashed_name("service-worker.js"));
        assert!(!has_hashed_name("counterpoint_bg.wasm"));
        assert!(!has_hashed_name("app-0123456789abcde.js"));
        assert!(!has_hashed_name("app-0123456789ABCDEF.js"));
    }

    #[test]
    fn an_encoding_is_used_only_if_the_browser_takes_it() {
        let check = |header_value: &'static str, expected| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(header_value));
            assert_eq!(accepts(&headers, "br"), expected, "{header_value}");
        };
        check("gzip, deflate, br, zstd", true);
        check("BR;q=0.5", true);
        check("br; q=0", false);
        check("br;q=0.0, gzip", false);
        check("gzip", false);
        check("", false);
    }
}
