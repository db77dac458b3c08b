//! What exactly would be sent, for people to look at before it is.

/// What exactly would be sent. Made by the same functions as the real thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Where it goes, as far as it may be shown: a host, or "subscribers".
    pub to: String,
    /// The headers that matter to whoever gets it.
    pub headers: Vec<(String, String)>,
    /// The bodies: one, or for e-mail the text and the HTML.
    pub parts: Vec<Part>,
}

/// One body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its media type.
    pub media_type: &'static str,
    /// It.
    pub text: String,
}
