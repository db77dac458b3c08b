//! Takes over the page that the server rendered.

use crate::{boot::RoomBoot, page::room::RoomPage};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};

/// Starts the room page in the browser. Called once by the page's module script.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    let Some((root, boot)) = page_to_take_over() else { return };
    leptos::mount::hydrate_from(root, move || view! { <RoomPage boot=boot /> }).forget();
    // Tests and stylesheets wait for this: from here on, the page answers to everything.
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-hydrated", "true");
    }
}

fn page_to_take_over() -> Option<(web_sys::HtmlElement, RoomBoot)> {
    let root = document().get_element_by_id("app")?.dyn_into().ok()?;
    let written = document().get_element_by_id("boot")?.text_content()?;
    match crate::json::read(&written) {
        Ok(boot) => Some((root, boot)),
        Err(error) => {
            // An old script with a new page: the plain forms still work, and a reload cures it.
            leptos::logging::error!("this page cannot be taken over: {error}");
            None
        }
    }
}
