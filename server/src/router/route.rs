//! A route cannot be added without saying who may use it.

use crate::{
    error::{AppError, Gone},
    extract::{Asker, path_part},
    metric_token, session,
    state::AppState,
};
use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::{MethodRouter, Route},
};
use domain::{
    RoomId,
    rights::{Action, Permission, permission},
};
use std::convert::Infallible;
use tower::{Layer, Service};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Anybody, signed in or not. Said on purpose, never by leaving something out.
    Nobody,
    /// Somebody who is signed in.
    SignedIn,
    /// Somebody with a part in the room of the address, whose role may do this, if only to what
    /// is their team's: which step that is, the rules of the room decide.
    To(Action),
    /// A source of metrics whose access token is for the room of the address: no session counts.
    Token(Action),
}

/// A route as it was declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// The address.
    pub path: &'static str,
    /// Who may use it.
    pub needs: Needs,
}

/// Routes under construction. The inner router is private to this file: [`Routes::add`] is the
/// only way in.
pub struct Routes {
    app: AppState,
    router: Router<AppState>,
    declared: Vec<Declared>,
}

impl Routes {
    /// No route yet.
    #[must_use]
    pub fn new(app: &AppState) -> Self {
        Self { app: app.clone(), router: Router::new(), declared: Vec::new() }
    }

    /// Adds a route behind the guard of what it needs.
    #[must_use]
    pub fn add(
        mut self,
        path: &'static str,
        needs: Needs,
        handler: MethodRouter<AppState>,
    ) -> Self {
        let guarded = handler.route_layer(from_fn_with_state((self.app.clone(), needs), guard));
        self.router = self.router.route(path, guarded);
        self.declared.push(Declared { path, needs });
        self
    }

    /// Puts a layer around every route added so far.
    #[must_use]
    pub fn within<L>(mut self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request, Response = Response, Error = Infallible>,
        L::Service: Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        self.router = self.router.route_layer(layer);
        self
    }

    /// What was declared.
    #[must_use]
    pub fn declared(&self) -> &[Declared] {
        &self.declared
    }

    /// The router.
    pub fn into_router(self) -> Router<AppState> {
        self.router
    }
}

async fn guard(
    State((app, needs)): State<(AppState, Needs)>,
    request: Request,
    next: Next,
) -> Result<Response, AppError> {
    let (mut parts, body) = request.into_parts();
    match needs {
        Needs::Nobody => {}
        Needs::SignedIn => {
            let signed_in = session::find(&app, &parts.headers).await?;
            parts.extensions.insert(signed_in.ok_or(AppError::NoSession)?);
        }
        Needs::Token(action) => {
            let source = metric_token::admit(&app, &mut parts, action).await?;
            parts.extensions.insert(source);
        }
        Needs::To(action) => {
            let room = path_part(&mut parts, &app, "room").await?;
            let signed_in = session::find(&app, &parts.headers).await?;
            let signed_in = signed_in.ok_or(AppError::NoSession)?;
            let room = RoomId::parse(&room).map_err(|_| AppError::NoRoom)?;
            let member = signed_in.member_of(&room).ok_or(AppError::NoRoom)?;
            let opened = app.rooms.open(&room).await.map_err(AppError::internal)?;
            let live = opened.ok_or(AppError::NoRoom)?;
            if let Some(gone) = Gone::of(live.views().whole()) {
                return Err(AppError::RoomRemoved(Box::new(gone)));
            }
            // The session says who it is; what they are is the room's to say.
            let person = live.part_of(&member.person.id).ok_or(AppError::PartEnded)?;
            if permission(person.role, action) == Permission::No {
                tracing::info!(%room, person = %person.id, ?action, "refused: not by this role");
                return Err(AppError::NotAllowed(action, person.role));
            }
            parts.extensions.insert(Asker { room, live, person, signed_in });
        }
    }
    Ok(next.run(Request::from_parts(parts, body)).await)
}
