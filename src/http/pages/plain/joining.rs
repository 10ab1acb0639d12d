//! Joining by a form that may be sent twice.
//!
//! Whoever reloads the page they joined with sends the same form again, and would find their own name taken. So the form
//! has a key, and person and token are derived from it, the name and a secret of this process: the same form gives the same
//! person. Somebody who makes a form with a key of their own, and has another's browser send it, would then know that other's
//! token. Browsers tell where a form came from (`Sec-Fetch-Site`), and joining from another site's form is refused; a
//! browser too old to tell could be led to join under a name that its user never chose, and sees that name above the form.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Builder;

use super::{Form, Here};
use crate::{
    domain::{Event, Network, Person, PersonId, Random, Secret},
    http::{join, problem::Problem},
    protocol::{ErrorCode, JoinBody},
};

/// The secret that ties a join form to whom it made; as long as the process lives.
pub struct JoinKey([u8; 32]);

impl JoinKey {
    /// A fresh one.
    pub fn random(random: &dyn Random) -> Self {
        Self(random.bytes())
    }

    fn derive(&self, purpose: &str, event: &Event, form: &[&str]) -> Option<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(event.id.0.as_bytes());
        for part in [&[purpose], form].concat() {
            // With their lengths, or the end of one could pass for the beginning of the next.
            mac.update(&part.len().to_le_bytes());
            mac.update(part.as_bytes());
        }
        Some(mac.finalize().into_bytes().into())
    }
}

/// Lets somebody in and gives their token.
pub(super) async fn join(
    here: &Here,
    form: &Form,
    from: Network,
    request: &HeaderMap,
) -> Result<(Arc<Person>, String), Problem> {
    if let Some(site) = request.get("sec-fetch-site")
        && site != "same-origin"
        && site != "none"
    {
        let problem = Problem::bad_request("join on this page, not from another site's form");
        return Err(problem.with_status(StatusCode::FORBIDDEN));
    }
    let invite = code_of(form.get("invite"));
    let body = JoinBody { name: form.get("name").to_owned(), affiliation: None, invite: invite.map(ToOwned::to_owned) };
    let asked = [form.get("key"), form.get("name"), invite.unwrap_or_default()];
    let derive = |purpose| here.site.join_key.derive(purpose, &here.event, &asked);
    let (Some(person), Some(token)) = (derive("person"), derive("token")) else {
        return Err(Problem::new(ErrorCode::Internal, "nobody can join here at the moment"));
    };
    let id = PersonId(Builder::from_random_bytes(*first_half(&person)).into_uuid());
    let token = Secret::from_bytes(token);
    let person = join::enter(&here.site, &here.event, &body, from, id, &token).await?;
    Ok((person, token.reveal().to_owned()))
}

fn first_half([half @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _]: &[u8; 32]) -> &[u8; 16] {
    half
}

/// The code in what somebody pasted: an invitation's whole link, or the code alone.
fn code_of(pasted: &str) -> Option<&str> {
    let code = pasted.split_once("invite=").map_or(pasted, |(_, code)| code);
    let code = code.split('&').next().unwrap_or_default().trim();
    (!code.is_empty()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_pasted_as_link_or_code() {
        for pasted in
            ["c-0_de", "https://chat.example/e/x#invite=c-0_de", "https://chat.example/e/x#invite=c-0_de&name=A"]
        {
            assert_eq!(code_of(pasted), Some("c-0_de"), "{pasted}");
        }
        assert_eq!(code_of(" "), None);
    }
}
