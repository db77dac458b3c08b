//! The war room.

use crate::ui::{
    slot::slot,
    whole::{IntoWhole, dynamic},
};
use crate::{
    boot::RoomBoot,
    part::{
        banner::Banner,
        desk::{Desk, Drawer},
        details::Details,
        feed::Feed,
        header::Header,
        insert::InsertStep,
        keys::Keys,
        now_strip::NowStrip,
        step_list::StepList,
        strip::Strip,
        toast::UndoOffer,
    },
};
use domain::wire::{room_path, step_path};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The page.
#[component]
pub fn RoomPage(boot: RoomBoot) -> impl IntoView {
    let spoken = boot.spoken.clone();
    let draft = spoken.as_ref().and_then(|spoken| spoken.draft.clone());
    let desk = Desk::provide(boot);
    // The address is the deep link of what is open: to copy, to send, to reload.
    Effect::new(move |_| {
        let room = desk.room_id();
        let address = desk.drawer.look(|drawer| match drawer {
            Drawer::Step(step) => step_path(&room, step),
            Drawer::Closed | Drawer::Insert => room_path(&room),
        });
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
    });
    let drawer_open = move || desk.drawer.look(|drawer| *drawer != Drawer::Closed);
    let drawer = move || match desk.drawer.get() {
        Drawer::Closed => None,
        Drawer::Step(id) => Some(view! { <Details id=id /> }.whole()),
        Drawer::Insert => Some(view! { <InsertStep /> }.whole()),
    };
    view! {
        <a class="skip" href="#steps">{desk.text.skip_to_steps}</a>
        <div class="room" class:drawer-open=dynamic(drawer_open) data-live=dynamic(move || desk.live.connection().get().slug())>
            <Header />
            <Banner spoken=spoken />
            <div class="above">
                {slot("card")}
                <NowStrip />
            </div>
            <main id="steps" tabindex="-1">
                {slot("since")}
                {slot("alarms")}
                {slot("run")}
                {slot("owed")}
                <Strip />
                <StepList />
            </main>
            <aside>
                <div class="drawer">{dynamic(drawer)}</div>
                <div class="side">
                    {slot("beside")}
                    <Feed draft=draft />
                </div>
            </aside>
            <nav class="phone-nav" aria-label=desk.text.menu>
                <a href="#steps">{desk.text.steps}</a>
                <a href="#feed">{desk.text.feed}</a>
            </nav>
        </div>
        <UndoOffer />
        <Keys />
    }
    .fixed()
}
