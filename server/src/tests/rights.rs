//! The routes and who may use them: every route that was declared, by every kind of reader.

use super::house::{House, request};
use crate::router::{Needs, routes};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::{
    Role,
    rights::{Permission, permission},
};

#[tokio::test]
async fn every_route_asks_for_what_it_declares() {
    let house = House::open().await;
    let mut cookies = Vec::new();
    for role in Role::ALL {
        cookies.push((role, house.sign_in(role, &format!("Somebody {}", role.slug())).await));
    }
    let routes = routes(&house.app);
    assert_eq!(routes.declared().len(), 65, "a new route needs its place in this test");
    for declared in routes.declared() {
        let path = declared
            .path
            .replace("{room}", "aurora")
            .replace("{step}", "crons")
            .replace("{page}", "room")
            .replace("{token}", "0000")
            .replace("{notice}", "1")
            .replace("{metric}", "lag");
        // A stream does not end; its guard is the same as that of its neighbours.
        if path.ends_with("/events") {
            let outside = path.starts_with("/status/") && declared.needs == Needs::Nobody;
            assert!(outside || matches!(declared.needs, Needs::To(_)), "{path}");
            continue;
        }
        for method in [Method::GET, Method::POST] {
            let ask = async |path: &str, cookie: &str| {
                let request = request(method.clone(), path, cookie)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                house.ask(request.body(Body::empty()).unwrap()).await.status
            };
            let stranger = ask(&path, "").await;
            if stranger == StatusCode::METHOD_NOT_ALLOWED {
                continue;
            }
            match declared.needs {
                Needs::Nobody => assert_ne!(stranger, StatusCode::UNAUTHORIZED, "{path}"),
                Needs::SignedIn => assert_eq!(stranger, StatusCode::UNAUTHORIZED, "{path}"),
                // A session is no token, whoever's it is.
                Needs::Token(_) => {
                    assert_eq!(stranger, StatusCode::UNAUTHORIZED, "{path}");
                    for (role, cookie) in &cookies {
                        let refused = ask(&path, cookie).await;
                        assert_eq!(refused, StatusCode::UNAUTHORIZED, "{path} as {}", role.slug());
                    }
                }
                Needs::To(action) => {
                    assert_eq!(stranger, StatusCode::UNAUTHORIZED, "{method} {path}");
                    for (role, cookie) in &cookies {
                        let refused = ask(&path, cookie).await == StatusCode::FORBIDDEN;
                        let may = permission(*role, action) != Permission::No;
                        assert_eq!(refused, !may, "{method} {path} as {}", role.slug());
                        let foreign = path.replace("aurora", "another");
                        assert_eq!(ask(&foreign, cookie).await, StatusCode::NOT_FOUND, "{foreign}");
                    }
                }
            }
        }
    }
}
