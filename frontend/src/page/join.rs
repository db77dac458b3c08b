//! The sign-in page: a link says which room and role, the person says their name.

use crate::ui::whole::{IntoPieces, IntoWhole};
use crate::{
    boot::JoinPage,
    text::messages,
    ui::prefs::{LanguageSwitch, ThemeSwitch},
};
use domain::text::PersonName;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Join(page: JoinPage) -> impl IntoView {
    let text = messages(page.locale);
    let address = format!("/join/{}", page.token);
    let described = if page.fault.is_some() { "name-fault name-hint" } else { "name-hint" };
    let typed_by_hand = page.invited.is_none();
    let invalid = page.fault.is_some().then_some("true");
    let field = match page.invited {
        Some(name) => {
            view! { <p>{text.join_as_yourself} " " <strong>{name}</strong> "."</p> }.whole()
        }
        None => view! {
            <label for="name">{text.join_name}</label>
            <input
                id="name"
                name="name"
                type="text"
                autocomplete="name"
                list="names"
                required
                autofocus
                maxlength=PersonName::MAX
                value=page.typed
                aria-describedby=described
                aria-invalid=invalid
            />
            <datalist id="names">
                {page.names.into_iter().map(|name| view! { <option value=name></option> }).pieces()}
            </datalist>
        }
        .whole(),
    };
    let hint =
        typed_by_hand.then(|| view! { <p id="name-hint" class="quiet">{text.join_hint}</p> });
    view! {
        <main class="card-page">
            <div class="card">
                <p class="brand">{text.product} <span class="quiet">{text.product_claim}</span></p>
                <h1>{page.room_title}</h1>
                <p class="quiet">{page.organisation}</p>
                <p>{text.join_as} " " <strong>{text.role(page.role)}</strong> "."</p>
                <form method="post" action=address.clone() class="stack">
                    {field}
                    {page.fault.map(|fault| view! { <p id="name-fault" class="fault" role="alert">{fault}</p> })}
                    {hint}
                    <button class="btn primary big" type="submit">{text.join_do}</button>
                </form>
                <div class="card-foot">
                    <LanguageSwitch locale=page.locale back=address.clone() />
                    <ThemeSwitch locale=page.locale theme=page.theme back=address />
                </div>
            </div>
        </main>
    }
    .whole()
}
