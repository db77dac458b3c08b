//! What comes next for a draft: ask, approve, publish, give up.

use super::{Look, channel_named, notice_path};
use crate::{
    boot::Locale,
    panel::form::{ask, hidden, line, opens, send},
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    Actor, Command, Rejection, decide,
    rights::Action,
    word::{
        WordCommand, WordRejection,
        notice::{NoticeCommand, NoticeId, NoticeRejection, Paper, Standing},
    },
};
use leptos::prelude::*;

/// The foot of the editor.
pub fn next(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Piece {
    let (said, buttons) = match &paper.standing {
        Standing::Draft => {
            let goes = look.word(
                "Needs approval by a second person.",
                "Une deuxième personne doit l’approuver.",
            );
            (goes.to_owned(), asking(look, notice, paper))
        }
        Standing::InReview { by, at } => {
            let asked = match look.locale {
                Locale::En => format!("{} asked for approval at {}.", by.name(), look.moment(*at)),
                Locale::Fr => {
                    format!("{} a demandé l’approbation à {}.", by.name(), look.moment(*at))
                }
            };
            (against_the_plan(look, asked, paper), approving(look, notice, paper))
        }
        Standing::Approved { by, at } => {
            let approved = match look.locale {
                Locale::En => format!("{} approved this text at {}.", by.name(), look.moment(*at)),
                Locale::Fr => format!("{} a approuvé ce texte à {}.", by.name(), look.moment(*at)),
            };
            (against_the_plan(look, approved, paper), publishing(look, notice, paper))
        }
        Standing::Published | Standing::Dropped => (String::new(), Vec::new()),
    };
    let goes = goes_to(look, paper);
    let drop = look.may(Action::PublishNotice, None).then(|| {
        let fields = vec![
            hidden("notice#number", notice.to_string()),
            hidden("then", format!("/rooms/{}/comms", look.room.id)),
            line("reason", look.word("Why", "Pourquoi"), 500, true),
            send(look.word("Give up this draft", "Abandonner ce brouillon"), "btn"),
        ];
        let form = ask(look, "word.notice.withdraw", "stack", fields);
        opens(format!("drop-{notice}"), look.word("Give up", "Abandonner"), "btn quiet-btn", form)
    });
    view! {
        <footer class="notice-foot">
            <p class="quiet">{said} " " {goes}</p>
            <div class="notice-acts">{drop} {buttons}</div>
        </footer>
    }
    .whole()
}

fn against_the_plan(look: &Look<'_>, said: String, paper: &Paper) -> String {
    match &paper.kept_anyway {
        None => said,
        Some(reason) => {
            let but = look.word("Against the plan", "Malgré le plan");
            format!("{said} {but}{} {reason}", look.text().colon())
        }
    }
}

fn goes_to(look: &Look<'_>, paper: &Paper) -> String {
    let mut ways: Vec<String> = vec![channel_named(look, "public-page")];
    let named = paper.content.channels.iter().map(|channel| channel.as_str());
    ways.extend(named.filter(|way| *way != "public-page").map(|way| channel_named(look, way)));
    let label = look.word("Publishing goes to", "La publication part vers");
    format!("{label}{} {}.", look.text().colon(), ways.join(", "))
}

/// Whether the rules would say yes, and if not, why.
fn would(look: &Look<'_>, command: NoticeCommand) -> Result<(), Rejection> {
    let context = domain::Context { now: look.now, actor: Actor::Person(look.me.clone()) };
    let command = Command::Word(WordCommand::Notice(command));
    decide(look.room, command, &context).map(drop)
}

const fn contradicts(answer: &Result<(), Rejection>) -> bool {
    matches!(
        answer,
        Err(Rejection::Word(WordRejection::Notice(NoticeRejection::Contradicts { .. })))
    )
}

fn of_version(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Vec<Piece> {
    vec![
        hidden("notice#number", notice.to_string()),
        hidden("version#number", paper.version.to_string()),
        hidden("back", notice_path(look, notice)),
    ]
}

fn asking(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Vec<Piece> {
    let command = NoticeCommand::Ask { notice, version: paper.version, anyway: None };
    let label = look.word("Ask for approval", "Demander l’approbation");
    step(look, notice, paper, "word.notice.ask", (command, label))
}

fn publishing(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Vec<Piece> {
    let command = NoticeCommand::Publish { notice, version: paper.version, anyway: None };
    let mut buttons = vec![send_back(look, notice)];
    buttons.extend(step(
        look,
        notice,
        paper,
        "word.notice.publish",
        (command, look.word("Publish", "Publier")),
    ));
    buttons
}

/// A button that does the next thing; where the text contradicts the plan, one that asks why.
fn step(
    look: &Look<'_>,
    notice: NoticeId,
    paper: &Paper,
    name: &'static str,
    (command, label): (NoticeCommand, &'static str),
) -> Vec<Piece> {
    let answer = would(look, command);
    if matches!(answer, Err(Rejection::NotAllowed { .. })) {
        return Vec::new();
    }
    if contradicts(&answer) {
        let mut fields = of_version(look, notice, paper);
        let why = look.word(
            "Why it stays although it contradicts the plan",
            "Pourquoi le garder malgré le plan",
        );
        fields.push(line("anyway", why, 500, true));
        fields.push(send(label, "btn"));
        let keep = look.word("Keep it and say why", "Le garder et dire pourquoi");
        let form = ask(look, name, "stack", fields);
        return vec![
            opens(format!("keep-{notice}"), keep, "btn", form),
            view! { <button class="btn primary" type="button" disabled=true>{label}</button> }
                .whole(),
        ];
    }
    let why = answer.err().map(|no| look.text().rejection(&no, Some(look.room)));
    if let Some(why) = why {
        return vec![
            view! { <span class="quiet">{why}</span> }.whole(),
            view! { <button class="btn primary" type="button" disabled=true>{label}</button> }
                .whole(),
        ];
    }
    let mut fields = of_version(look, notice, paper);
    fields.push(send(label, "btn primary"));
    vec![ask(look, name, "inline-form", fields)]
}

fn approving(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Vec<Piece> {
    let version = paper.version;
    let mut buttons = match would(look, NoticeCommand::Approve { notice, version }) {
        Ok(()) => {
            let mut fields = of_version(look, notice, paper);
            let label = look.word("Approve this text", "Approuver ce texte");
            fields.push(send(label, "btn primary"));
            vec![ask(look, "word.notice.approve", "inline-form", fields)]
        }
        Err(Rejection::NotAllowed { .. }) => return Vec::new(),
        Err(no) => {
            let why = look.text().rejection(&no, Some(look.room));
            vec![view! { <span class="quiet">{why}</span> }.whole()]
        }
    };
    buttons.insert(0, send_back(look, notice));
    buttons
}

fn send_back(look: &Look<'_>, notice: NoticeId) -> Piece {
    let fields = vec![
        hidden("notice#number", notice.to_string()),
        hidden("back", notice_path(look, notice)),
        line("reason", look.word("What is wrong with it", "Ce qui ne va pas"), 500, true),
        send(look.word("Send back", "Renvoyer"), "btn"),
    ];
    let form = ask(look, "word.notice.send_back", "stack", fields);
    opens(format!("back-{notice}"), look.word("Send back", "Renvoyer"), "btn", form)
}
