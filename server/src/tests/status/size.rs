//! How much people outside download.

use super::{begin, get, shown};
use crate::assets::{self, MANIFEST};

/// In bytes, compressed: the whole page with everything it fetches.
const BUDGET: usize = 25_000;

fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 1, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters).unwrap();
    out.len()
}

#[tokio::test]
async fn the_whole_page_is_at_most_25_kilobytes_and_fetches_no_wasm() {
    let house = shown().await;
    begin(&house).await;
    let page = get(&house, "?lang=fr").await.body;
    let files = [&MANIFEST.status_css, &MANIFEST.status_js];
    let mut whole = brotli(page.as_bytes());
    for file in files.into_iter().filter(|file| !file.is_empty()) {
        assert!(page.contains(&format!("/assets/{file}")), "{file} is not fetched");
        whole += assets::sent(file);
    }
    println!("the public page: {whole} bytes compressed, {} of it HTML", brotli(page.as_bytes()));
    assert!(whole <= BUDGET, "{whole} bytes");
    assert!(!page.contains("wasm") && !page.contains("woff2"));
    assert_eq!(page.matches("/assets/").count(), files.iter().filter(|it| !it.is_empty()).count());
}
