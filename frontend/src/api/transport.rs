//! `fetch` with a time limit.

use super::{ApiError, Reply};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response, Window};

/// Sends a request. Headers are the browser's own, so that the answer comes in the reader's
/// language; a body is JSON.
pub async fn send(
    method: &str,
    path: &str,
    body: Option<&str>,
    limit: u32,
) -> Result<Reply, ApiError> {
    let window = web_sys::window().ok_or(ApiError::Network)?;
    // Whatever throws before an answer is there means that none came.
    fetch(&window, method, path, body, limit).await.map_err(|_| ApiError::Network)
}

async fn fetch(
    window: &Window,
    method: &str,
    path: &str,
    body: Option<&str>,
    limit: u32,
) -> Result<Reply, JsValue> {
    let started = now(window);
    let abort = AbortController::new()?;
    let init = RequestInit::new();
    init.set_method(method);
    init.set_signal(Some(&abort.signal()));
    init.set_cache(web_sys::RequestCache::NoStore);
    if let Some(body) = body {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        init.set_headers_headers(&headers);
        init.set_body_opt_str(Some(body));
    }
    // The limit covers the body too: a line can go dead in the middle of an answer.
    let _limit = Limit::new(window, abort, limit)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Reply {
        status: response.status(),
        retry_after: response.headers().get("retry-after")?.and_then(|text| text.parse().ok()),
        text: text.as_string().unwrap_or_default(),
        millis: (now(window) - started) as u32,
    })
}

fn now(window: &Window) -> f64 {
    window.performance().map_or(0.0, |performance| performance.now())
}

/// Aborts a request after a while, unless dropped before.
struct Limit {
    window: Window,
    timer: i32,
    _abort: Closure<dyn FnMut()>,
}

impl Limit {
    fn new(window: &Window, abort: AbortController, millis: u32) -> Result<Self, JsValue> {
        let abort = Closure::once(move || abort.abort());
        let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            abort.as_ref().unchecked_ref(),
            i32::try_from(millis).unwrap_or(i32::MAX),
        )?;
        Ok(Self { window: window.clone(), timer, _abort: abort })
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        self.window.clear_timeout_with_handle(self.timer);
    }
}
