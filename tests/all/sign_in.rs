//! Sign-in by a real provider.

use domain::Role;
use reqwest::{Client, StatusCode, header, redirect::Policy};
use tests::{
    browser::Browser,
    driver::Driver,
    provider::{Provider, SECRET},
    serve::Serve,
};

const BUTTON: &str = "a.primary[href^='/oidc/start']";

/// Who the browser is, as the server sees it.
async fn me(page: &Browser) -> serde_json::Value {
    let script = "const done = arguments[arguments.length - 1];
        fetch('/api/me').then(answer => answer.json()).then(done, () => done(null))";
    page.script_async(script).await
}

#[tokio::test]
async fn a_lead_signs_in_with_the_provider_and_is_in_the_room() {
    let (_provider, serve) = Provider::with_server().await;
    let driver = Driver::start().await;
    let page = driver.browser(&serve.origin()).await;
    // From a step that somebody has sent as a link: there is where they want to be afterwards.
    page.open("/rooms/aurora?step=lag").await;
    assert_eq!(page.text(BUTTON).await, "Sign in with Aurora ID");
    page.press(BUTTON).await;
    page.press("#jerome").await;
    page.hydrated().await;
    page.there_is(".details").await;
    let me = me(&page).await;
    assert_eq!(me["rooms"][0]["person"]["name"], "Jérôme", "{me}");
    assert_eq!(me["rooms"][0]["person"]["role"], Role::Lead.slug());
    let address = page.script("return location.pathname + location.search", []).await;
    assert_eq!(address, "/rooms/aurora?step=lag", "no code stays in the address");

    assert!(serve.log().contains("signed in by the provider"), "{}", serve.log());
    for place in [serve.log(), serve.command_line()] {
        assert!(!place.contains(SECRET) && !place.contains("eyJ"), "{place}");
    }
    let stored = page.script("return JSON.stringify({ ...localStorage }) + document.cookie", []);
    assert!(!stored.await.as_str().is_none_or(|stored| stored.contains("eyJ")));
}

#[tokio::test]
async fn people_whom_no_group_lets_in_are_told_so_and_may_be_somebody_else() {
    let (_provider, serve) = Provider::with_server().await;
    let driver = Driver::start().await;
    let page = driver.browser(&serve.origin()).await;
    page.prefers("fr", "dark").await;
    page.open("/").await;
    page.press(BUTTON).await;
    page.press("#nobody").await;
    page.reads("h1", "Vous n’êtes pas connecté").await;
    assert!(!page.text("main").await.contains("555"), "the provider's words are not ours");

    page.press(BUTTON).await;
    page.press("#stranger").await;
    page.reads("h1", "Aucune salle ne vous est ouverte").await;
    page.press(BUTTON).await;
    page.press("#zoe").await;
    page.hydrated().await;
    let me = me(&page).await;
    assert_eq!(me["rooms"][0]["person"]["id"], "zoe-martin", "{me}");
    assert_eq!(me["rooms"][0]["person"]["role"], Role::Observer.slug());
}

#[tokio::test]
async fn namesakes_stay_two_and_a_lost_group_ends_the_part_on_the_open_page() {
    let (_provider, serve) = Provider::with_server().await;
    let driver = Driver::start().await;
    let sign_in = async |who: &str| {
        let page = driver.browser(&serve.origin()).await;
        page.open("/").await;
        page.press(BUTTON).await;
        page.press(who).await;
        page
    };
    let zoe = sign_in("#zoe").await;
    zoe.hydrated().await;
    let other = sign_in("#namesake").await;
    other.hydrated().await;
    assert_eq!(me(&zoe).await["rooms"][0]["person"]["id"], "zoe-martin");
    assert_eq!(me(&other).await["rooms"][0]["person"]["name"], "Zoé Martin (2)");

    let again = sign_in("#zoe-out").await;
    again.reads("h1", "No room is open to you").await;
    zoe.reads("main", "Your part in this room has ended").await;
    assert_eq!(me(&other).await["rooms"][0]["person"]["id"], "zoe-martin-2", "the other one stays");
}

#[tokio::test]
async fn an_answer_of_the_provider_opens_once_and_only_what_was_asked() {
    let (provider, serve) = Provider::with_server().await;
    let client = Client::builder().redirect(Policy::none()).cookie_store(true).build();
    let client = client.expect("a client");
    let (cookie, mut address) = ask(&client, &serve, "").await;
    let home = format!("{}/oidc/callback?", serve.origin());
    while !address.starts_with(&home) {
        let answer = client.get(&address).send().await.expect("the provider answers");
        address = match answer.headers().get(header::LOCATION) {
            Some(next) => {
                let next = next.to_str().expect("an address");
                if next.starts_with('/') {
                    format!("{}{next}", provider.issuer())
                } else {
                    next.into()
                }
            }
            None => format!("{}/jerome", answer.url()),
        };
    }
    assert!(address.contains("code=") && !address.contains("id_token"), "{address}");
    // Another client, so that only the cookies named here are sent.
    let plain = Client::builder().redirect(Policy::none()).build().expect("a client");
    let back = async |address: &str, cookie: &str| {
        let asked = plain.get(address).header(header::COOKIE, cookie);
        asked.send().await.expect("the server answers").status()
    };
    let wrong = address.replace("state=", "state=x");
    assert_eq!(back(&wrong, &cookie).await, StatusCode::BAD_REQUEST, "a wrong state");
    assert_eq!(back(&address, &cookie).await, StatusCode::SEE_OTHER);
    assert_eq!(back(&address, &cookie).await, StatusCode::BAD_REQUEST, "used twice");
    // The same code within a new sign-in of the same browser: the provider takes it once.
    let (_, other) = ask(&client, &serve, &cookie).await;
    let part = |address: &str, name: &str| {
        let after = address.split(&format!("{name}=")).nth(1).expect("a part of the address");
        after.split('&').next().unwrap_or_default().to_owned()
    };
    let code = part(&address, "code");
    let spliced = format!("{home}code={code}&state={}", part(&other, "state"));
    assert_eq!(back(&spliced, &cookie).await, StatusCode::FORBIDDEN, "a code that was used");
    assert!(!serve.log().contains(&code), "{}", serve.log());
}

/// Begins a sign-in: the browser's cookie, and where the provider is.
async fn ask(client: &Client, serve: &Serve, cookie: &str) -> (String, String) {
    let asked = client.get(format!("{}/oidc/start", serve.origin()));
    let answer = asked.header(header::COOKIE, cookie).send().await.expect("the server answers");
    let said = |name: header::HeaderName| {
        let value = answer.headers().get(&name).and_then(|value| value.to_str().ok());
        value.unwrap_or_else(|| panic!("no {name}")).to_owned()
    };
    let cookie = said(header::SET_COOKIE).split(';').next().unwrap_or_default().to_owned();
    (cookie, said(header::LOCATION))
}
