//! The whole URL space on one page. Each line says who may knock; what a command may do in the
//! room is then decided by `domain`.

mod route;

use crate::{
    api, assets,
    error::{AppError, speak},
    export,
    extract::BODY_KIB,
    form, headers, health, oidc, page, panel, proxy, rehearse,
    state::AppState,
    status, subscriber,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::rights::Action;
use std::{any::Any, time::Duration};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::NotForContentType},
    csrf::CsrfLayer,
    timeout::TimeoutLayer,
};

pub use route::{Declared, Needs, Routes};

/// A request that has not arrived, or has no answer, after this long is given up.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Every address the server answers.
#[must_use]
pub fn routes(app: &AppState) -> Routes {
    use Action::{
        AnswerHandover, BlockStep, ChangeRole, EditNotice, EditPlan, EndSessions, ExportLog,
        HandOver, Invite, MakeToken, MoveStage, OwnSessions, PostMessage, PublishNotice,
        PushSamples, ReadDrafts, ReadLog, ReadPeople, ReadRoom, ReadTechnical, ReassignStep,
        RemoveRoom, RevokePerson, SkipStep, Substitute, TickStep,
    };
    use Needs::{Nobody, SignedIn, To, Token};
    Routes::new(app)
        // Pages.
        .add("/", Nobody, get(page::rooms::show))
        .add("/join/{token}", Nobody, get(page::join::show).post(page::join::come_in))
        .add("/sign-out", Nobody, post(form::sign_out::post))
        .add(oidc::START, Nobody, get(oidc::start::get))
        .add(oidc::CALLBACK, Nobody, get(oidc::callback::get))
        .add("/prefs", Nobody, post(form::prefs::post))
        .add("/rooms/{room}", To(ReadRoom), get(page::room::show))
        .add("/rooms/{room}/plan", To(ReadRoom), get(page::plan::show))
        .add("/rooms/{room}/plan/check", To(EditPlan), post(form::check::post))
        .add("/rooms/{room}/rehearsals", To(EditPlan), post(rehearse::post))
        .add("/rooms/{room}/people", To(ReadPeople), get(page::people::show))
        .add("/rooms/{room}/metrics/{metric}", To(ReadRoom), get(page::watch::metric))
        .add("/rooms/{room}/entry-points", To(ReadRoom), get(page::watch::entry_points))
        .add("/rooms/{room}/wall", To(ReadRoom), get(page::watch::wall))
        .add("/rooms/{room}/support", To(ReadRoom), get(page::support::show))
        .add("/rooms/{room}/feed", To(ReadLog), get(page::feed::show))
        .add("/rooms/{room}/comms", To(ReadDrafts), get(page::comms::desk))
        .add("/rooms/{room}/promises", To(ReadRoom), get(page::comms::promises))
        .add("/rooms/{room}/notices/{notice}/again", To(PublishNotice), post(form::delivery::again))
        .add("/rooms/{room}/notices/{notice}/test", To(PublishNotice), post(form::delivery::test))
        .add("/rooms/{room}/notices/check", To(EditNotice), post(form::notice::check))
        .add("/rooms/{room}/panels/{page}", To(ReadRoom), get(panel::get))
        // Any command from a form: it names an action of its own, which the rules decide on.
        .add("/rooms/{room}/commands", To(ReadRoom), post(form::command::post))
        .add("/rooms/{room}/log.json", To(ExportLog), get(export::json))
        .add("/rooms/{room}/log.csv", To(ExportLog), get(export::table))
        // Plain forms, for a page without its browser half.
        .add("/rooms/{room}/messages", To(PostMessage), post(form::message::post))
        .add("/rooms/{room}/stage", To(MoveStage), post(form::stage::post))
        .add("/rooms/{room}/remove", To(RemoveRoom), post(form::removal::post))
        .add("/rooms/{room}/steps/{step}/start", To(TickStep), post(form::step::start))
        .add("/rooms/{room}/steps/{step}/finish", To(TickStep), post(form::step::finish))
        .add("/rooms/{room}/steps/{step}/fail", To(TickStep), post(form::step::fail))
        .add("/rooms/{room}/steps/{step}/undo", To(TickStep), post(form::step::undo))
        .add("/rooms/{room}/steps/{step}/block", To(BlockStep), post(form::step::block))
        .add("/rooms/{room}/steps/{step}/unblock", To(BlockStep), post(form::step::unblock))
        .add("/rooms/{room}/steps/{step}/skip", To(SkipStep), post(form::step::skip))
        .add("/rooms/{room}/steps/{step}/reassign", To(ReassignStep), post(form::reassign::post))
        .add("/rooms/{room}/people/role", To(ChangeRole), post(form::people::change_role))
        .add("/rooms/{room}/people/revoke", To(RevokePerson), post(form::people::revoke))
        .add("/rooms/{room}/people/sign-out", To(EndSessions), post(form::people::sign_out))
        .add("/rooms/{room}/people/substitute", To(Substitute), post(form::people::substitute))
        .add("/rooms/{room}/people/handover", To(HandOver), post(form::people::hand_over))
        .add("/rooms/{room}/people/answer", To(AnswerHandover), post(form::people::answer_handover))
        .add("/rooms/{room}/people/invite", To(Invite), post(form::people::invite))
        .add("/rooms/{room}/people/uninvite", To(Invite), post(form::people::uninvite))
        .add("/rooms/{room}/people/end-session", To(OwnSessions), post(form::people::end_session))
        .add("/rooms/{room}/people/token", To(MakeToken), post(form::people::make_token))
        .add("/rooms/{room}/people/untoken", To(MakeToken), post(form::people::revoke_token))
        // For the browser half and other programs. Each command names an action of its own,
        // which the rules of the room decide on.
        .add("/api/me", SignedIn, get(api::me::get))
        .add("/api/rooms/{room}", To(ReadRoom), get(api::snapshot::get))
        .add("/api/rooms/{room}/here", To(ReadRoom), post(api::here::post))
        .add("/api/rooms/{room}/commands", To(ReadRoom), post(api::command::post))
        .add("/api/rooms/{room}/log", To(ReadLog), get(api::log::get))
        .add(
            "/api/rooms/{room}/steps/{step}/instructions",
            To(ReadTechnical),
            get(api::instructions::get),
        )
        // For people outside: only what was published, and only of rooms that were.
        .add("/status/{room}", Nobody, get(status::show))
        .add("/status/{room}/badge.svg", Nobody, get(status::badge))
        .add(
            "/status/{room}/subscribe",
            Nobody,
            get(subscriber::show_form)
                .post(subscriber::subscribe)
                .layer(from_fn_with_state(app.clone(), status::only_published)),
        )
        // Whoever has the link of an e-mail may leave, published or not.
        .add(
            "/status/{room}/subscription/{token}",
            Nobody,
            get(subscriber::show).post(subscriber::settle),
        )
        // For the sources of metrics, which are nobody's session.
        .add("/api/rooms/{room}/alerts", Token(PushSamples), post(api::alerts::post))
        .add("/api/rooms/{room}/metrics/{metric}", Token(PushSamples), post(api::samples::post))
        // Health and files.
        .add("/livez", Nobody, get(health::live))
        .add("/readyz", Nobody, get(health::ready))
        .add("/assets/{file}", Nobody, get(assets::asset))
        .add("/public/{file}", Nobody, get(assets::public))
        // A request that does not end in time is cut; a stream is meant not to end.
        .within(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_TIMEOUT))
        .add("/api/rooms/{room}/events", To(ReadRoom), get(api::events::get))
        .add("/status/{room}/events", Nobody, get(status::events))
}

/// The routes with everything around them.
pub fn router(app: &AppState) -> Router {
    // From the inside out: a panic becomes an answer; a request from another site is refused
    // before any handler runs; errors get their words; every answer gets its headers; what is
    // text and not yet compressed is, since war rooms happen on bad networks; and before all of it,
    // who asks is settled.
    routes(app)
        .into_router()
        .fallback(|| async { AppError::NotFound })
        .method_not_allowed_fallback(|| async { AppError::WrongMethod })
        .layer(DefaultBodyLimit::max(BODY_KIB * 1024))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(same_site(app))
        .layer(from_fn_with_state(app.clone(), speak))
        .layer(from_fn_with_state(app.config.is_https(), headers::secure))
        .layer(compressed())
        .layer(from_fn_with_state(app.config.trusted_proxies, proxy::see_client))
        .with_state(app.clone())
}

/// Pages and JSON, quickly. Streams are left alone (a buffer would hold frames back), fonts are
/// compressed already, and files of the site come with encodings made at build time.
fn compressed() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("font/")))
}

/// Refuses what another site sends: every method but GET, HEAD and OPTIONS, and none of those
/// changes anything here.
fn same_site(
    app: &AppState,
) -> CsrfLayer<impl Fn(tower_http::csrf::ProtectionError) -> Response + Clone + use<>> {
    let mut layer = CsrfLayer::new();
    if let Some(url) = &app.config.public_url {
        layer = layer
            .add_trusted_origin(url.origin())
            .expect("a public address was read as scheme, host and port");
    }
    layer.with_rejection_response(|_| AppError::CrossSite.into_response())
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    AppError::internal(format_args!("a handler panicked: {}", said.unwrap_or("no words")))
        .into_response()
}
