//! What stands in a field of several lines.
//!
//! The renderer writes the children of a `textarea` as they are, unlike those of other elements
//! (leptos 0.8, `ESCAPE_CHILDREN`): a text that says `</textarea><script>` would leave the field.
//! So they are escaped here, where the server writes them; the browser sets them as text.

/// A text to stand in a `textarea`.
#[must_use]
pub fn inside_area(text: &str) -> String {
    if cfg!(feature = "ssr") {
        text.replace('&', "&amp;").replace('<', "&lt;")
    } else {
        text.to_owned()
    }
}
