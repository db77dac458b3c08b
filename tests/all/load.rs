//! Many readers at once.

use domain::Role;
use futures::{StreamExt, stream};
use tests::{
    api::Api,
    demo::{Demo, ROOM},
};

#[tokio::test]
async fn a_thousand_page_loads_at_twenty_at_a_time_are_all_whole() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let api = Api::join(&demo, Role::Tech, "Thierry").await;
    let loads = (0..1_000).map(|n| {
        // Some with a step open: those pages are made differently.
        let step = ["", "?step=drain", "?step=smoke"][n % 3];
        let request = api.get(&format!("/rooms/{ROOM}{step}"));
        async move {
            let answer = request.header("accept", "text/html").send().await.expect("an answer");
            let status = answer.status();
            (status, answer.text().await.expect("a whole body"))
        }
    });
    let mut loads = stream::iter(loads).buffer_unordered(20);
    let mut whole = 0;
    while let Some((status, page)) = loads.next().await {
        assert_eq!(status, 200);
        let end = &page[page.len() - page.len().min(80)..];
        assert!(page.ends_with("</html>"), "a page ends in {end:?}");
        assert!(page.contains("data-step=\"drain\""), "a page without its steps");
        whole += 1;
    }
    assert_eq!(whole, 1_000);
}
