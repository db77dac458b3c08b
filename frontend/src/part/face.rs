//! A person as a small disc with initials.

use crate::ui::whole::IntoWhole;
use domain::Person;
use leptos::prelude::*;

/// A disc with a person's initials. The name stands beside it, so it is hidden from people who
/// hear the page.
#[component]
pub fn Face(
    #[prop(into)] name: String,
    /// Says that they are idle, and since when; the face is then faded.
    #[prop(optional_no_strip)]
    idle: Option<String>,
) -> impl IntoView {
    let class = if idle.is_some() { "face idle" } else { "face" };
    view! {
        <span class=class aria-hidden="true" title=idle.unwrap_or_default()>
            {initials(&name)}
        </span>
    }
    .whole()
}

/// Two letters: of both names, or the first two of one. The stylesheet makes them capitals.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or("?");
    match words.last() {
        Some(last) => first.chars().take(1).chain(last.chars().take(1)).collect(),
        None => first.chars().take(2).collect(),
    }
}

/// The people of a list, without the same person twice.
#[must_use]
pub fn without(people: Vec<Person>, me: &Person) -> Vec<Person> {
    people.into_iter().filter(|person| person.id != me.id).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn two_sylvains_are_told_apart() {
        assert_eq!(initials("Sylvain M"), "SM");
        assert_eq!(initials("Sylvain A"), "SA");
        assert_eq!(initials("Céline"), "Cé");
    }
}
