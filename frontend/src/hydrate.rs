//! Takes over the page that the server rendered.

use crate::{boot::RoomBoot, page::room::RoomPage};
use any_spawner::Executor;
use leptos::{
    prelude::*,
    tachys::{hydration::Cursor, view::PositionState},
};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};

/// Starts the room page in the browser. Called once by the page's module script.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    let Some((root, boot)) = page_to_take_over() else { return };
    take_over(root, boot);
    // Tests and stylesheets wait for this: from here on, the page answers to everything.
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-hydrated", "true");
    }
}

/// What Leptos' `hydrate_from` does, without the context for what arrives later from a server.
fn take_over(root: web_sys::HtmlElement, boot: RoomBoot) {
    // An executor that is there already is as good.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let state = owner.with(move || {
        let page = view! { <RoomPage boot=boot /> }.into_view();
        page.hydrate::<true>(&Cursor::new(root.unchecked_into()), &PositionState::default())
    });
    // The page stands until the browser leaves it.
    std::mem::forget((owner, state));
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
