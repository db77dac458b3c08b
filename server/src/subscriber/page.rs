//! The few pages of a subscription, as plain HTML that works without a script.

use crate::{page::shell::escape, status::page::Frame};
use frontend::boot::Locale;

/// What a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page<'p> {
    /// The form, with what was typed when it was no address.
    Form {
        /// Where it is posted.
        action: &'p str,
        /// What was typed and refused.
        refused: Option<&'p str>,
    },
    /// An e-mail is on its way, if one is.
    Asked,
    /// From here too many have asked.
    TooMany,
    /// A button that says yes.
    Confirm {
        /// Where it is posted.
        action: &'p str,
    },
    /// A button that ends it.
    Leave {
        /// Where it is posted.
        action: &'p str,
    },
    /// They said yes.
    Confirmed,
    /// They have left.
    Left,
    /// The link is good for nothing.
    Nothing,
}

/// The whole page.
#[must_use]
pub fn html(locale: Locale, page: Page<'_>) -> String {
    let (title, body) = words(locale, page);
    let frame = Frame { locale, title, here: "", live: None, index: false };
    frame.around(&format!("<section class=\"card\"><h1>{title}</h1>{body}</section>"))
}

fn words(locale: Locale, page: Page<'_>) -> (&'static str, String) {
    let fr = locale == Locale::Fr;
    let said = |fr_title, fr_text: &str, en_title, en_text: &str| {
        let (title, text) = if fr { (fr_title, fr_text) } else { (en_title, en_text) };
        (title, format!("<p>{text}</p>"))
    };
    match page {
        Page::Form { action, refused } => form(locale, action, refused),
        Page::Asked => said(
            "Regardez vos e-mails",
            "Si cette adresse peut recevoir les annonces, un message vient d’y être envoyé.",
            "Check your e-mail",
            "If this address can get the notices, a message is on its way to it.",
        ),
        Page::TooMany => said(
            "Trop de demandes",
            "Trop d’adresses ont été données d’ici. Réessayez dans une heure.",
            "Too many requests",
            "Too many addresses were given from here. Try again in an hour.",
        ),
        Page::Confirm { action } if fr => {
            ("Recevoir les annonces ?", button(action, "Oui, recevoir les annonces"))
        }
        Page::Confirm { action } => {
            ("Get the notices?", button(action, "Yes, send me the notices"))
        }
        Page::Leave { action } if fr => {
            ("Ne plus recevoir les annonces ?", button(action, "Se désabonner"))
        }
        Page::Leave { action } => ("Stop getting the notices?", button(action, "Unsubscribe")),
        Page::Confirmed => said(
            "C’est noté",
            "Vous recevrez les annonces par e-mail. Chacune permet de se désabonner.",
            "Done",
            "You will get the notices by e-mail. Each one has a link to unsubscribe.",
        ),
        Page::Left => said(
            "Vous êtes désabonné",
            "Cette adresse ne recevra plus d’annonces.",
            "You are unsubscribed",
            "This address will get no more notices.",
        ),
        Page::Nothing => said(
            "Ce lien ne sert plus",
            "Il a expiré, ou l’adresse est déjà désabonnée.",
            "This link is no longer good",
            "It has run out, or the address is unsubscribed already.",
        ),
    }
}

fn form(locale: Locale, action: &str, refused: Option<&str>) -> (&'static str, String) {
    let (title, label, language, send, fault) = match locale {
        Locale::Fr => (
            "Recevoir les annonces par e-mail",
            "Adresse e-mail",
            "Langue",
            "Recevoir",
            "Il faut une adresse, comme nom@example.org.",
        ),
        Locale::En => (
            "Get the notices by e-mail",
            "E-mail address",
            "Language",
            "Send",
            "One address is needed, such as name@example.org.",
        ),
    };
    let fault = refused.map(|_| format!("<p id=\"fault\" role=\"alert\">{fault}</p>"));
    let described =
        if refused.is_some() { " aria-invalid=\"true\" aria-describedby=\"fault\"" } else { "" };
    let chosen = |of: Locale| if of == locale { " selected" } else { "" };
    let body = format!(
        "{}<form method=\"post\" action=\"{}\"><p><label>{label} <input name=\"email\" type=\"email\" \
         autocomplete=\"email\" maxlength=\"254\" required value=\"{}\"{described}></label></p>\
         <p><label>{language} <select name=\"language\"><option value=\"fr\"{}>Français</option>\
         <option value=\"en\"{}>English</option></select></label></p>\
         <p><button>{send}</button></p></form>",
        fault.unwrap_or_default(),
        escape(action),
        escape(&refused.unwrap_or("").chars().take(254).collect::<String>()),
        chosen(Locale::Fr),
        chosen(Locale::En),
    );
    (title, body)
}

fn button(action: &str, words: &str) -> String {
    format!("<form method=\"post\" action=\"{}\"><button>{words}</button></form>", escape(action))
}
