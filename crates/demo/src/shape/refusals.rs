//! The documented refusals. Where a document gives a status and words but no body, the words are put into the plainest one.

use serde_json::json;

use super::Shape;
use crate::account::KeySeen;
use crate::canned::Canned;
use crate::fault::Fault;

pub(super) fn refusal(shape: Shape, fault: Fault, key: KeySeen) -> Canned {
    let (status, body) = match shape {
        Shape::SrtGen => srtgen(fault),
        Shape::Crun => crun(fault),
        Shape::Supertone => supertone(fault),
        Shape::StructOcr => structocr(fault, key),
        Shape::SociaVault => sociavault(fault),
        Shape::Plain => (plain_status(fault), json!({"error": plain_words(fault)})),
    };
    let canned = Canned::json(status, body.to_string());
    match fault {
        Fault::RateLimited(Some(seconds)) => canned.header("retry-after", &seconds.to_string()),
        _ => canned,
    }
}

fn srtgen(fault: Fault) -> (u16, serde_json::Value) {
    let (code, message) = match fault {
        Fault::Unauthorized => ("unauthorized", "API key is missing or invalid."),
        Fault::Server => ("server_error", "An unexpected internal error occurred."),
        other => (other.name(), plain_words(other)),
    };
    (plain_status(fault), json!({"success": false, "error": code, "message": message}))
}

fn crun(fault: Fault) -> (u16, serde_json::Value) {
    let (code, message) = match fault {
        Fault::Unauthorized => (401, "Unauthorized"),
        Fault::OutOfCredits => (402, "Insufficient Credits"),
        Fault::NotFound => (404, "Not Found"),
        Fault::Validation => (422, "Validation Error"),
        Fault::RateLimited(_) => (429, "Rate Limited"),
        Fault::Maintenance => (455, "Service Unavailable"),
        Fault::Server => (500, "Server Error"),
        Fault::GenerationFailed => (501, "Generation Failed"),
        Fault::FeatureDisabled => (505, "Feature Disabled"),
    };
    (code, json!({"code": code, "message": message}))
}

fn supertone(fault: Fault) -> (u16, serde_json::Value) {
    let message = match fault {
        Fault::Unauthorized => "Unauthorized: Invalid API key",
        Fault::NotFound => "Not Found: No user found",
        Fault::Server => "Internal Server Error: Failed with credit system.",
        other => plain_words(other),
    };
    (plain_status(fault), json!({"message": message}))
}

fn structocr(fault: Fault, key: KeySeen) -> (u16, serde_json::Value) {
    let error = match fault {
        Fault::Unauthorized if key == KeySeen::Missing => "Missing x-api-key header",
        Fault::Unauthorized => "Invalid or inactive API key",
        Fault::NotFound => "Account not found",
        Fault::Server => "Failed to fetch usage data",
        other => plain_words(other),
    };
    (plain_status(fault), json!({"error": error}))
}

fn sociavault(fault: Fault) -> (u16, serde_json::Value) {
    let error = match fault {
        Fault::Unauthorized => "Unauthorized - Invalid or missing API key",
        Fault::OutOfCredits => "Payment Required",
        Fault::NotFound => "User not found",
        Fault::Server => "Server error",
        other => plain_words(other),
    };
    (plain_status(fault), json!({"error": error}))
}

const fn plain_status(fault: Fault) -> u16 {
    match fault {
        Fault::Unauthorized => 401,
        Fault::OutOfCredits => 402,
        Fault::NotFound => 404,
        Fault::Validation => 422,
        Fault::RateLimited(_) => 429,
        Fault::Maintenance => 503,
        Fault::Server => 500,
        Fault::GenerationFailed => 501,
        Fault::FeatureDisabled => 403,
    }
}

const fn plain_words(fault: Fault) -> &'static str {
    match fault {
        Fault::Unauthorized => "Invalid API key",
        Fault::OutOfCredits => "Out of credits",
        Fault::NotFound => "Not found",
        Fault::Validation => "Invalid request",
        Fault::RateLimited(_) => "Too many requests",
        Fault::Maintenance => "Down for maintenance",
        Fault::Server => "Internal server error",
        Fault::GenerationFailed => "Generation failed",
        Fault::FeatureDisabled => "Feature disabled",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worded(shape: Shape, fault: Fault, key: KeySeen) -> (u16, String) {
        let canned = refusal(shape, fault, key);
        (canned.status, String::from_utf8(canned.body).unwrap())
    }

    #[test]
    fn the_documented_bodies_are_exact() {
        for (fault, key, status, body) in [
            (Fault::Unauthorized, KeySeen::Missing, 401, r#"{"error":"Missing x-api-key header"}"#),
            (Fault::Unauthorized, KeySeen::Unknown, 401, r#"{"error":"Invalid or inactive API key"}"#),
            (Fault::Unauthorized, KeySeen::Known, 401, r#"{"error":"Invalid or inactive API key"}"#),
            (Fault::NotFound, KeySeen::Known, 404, r#"{"error":"Account not found"}"#),
            (Fault::Server, KeySeen::Known, 500, r#"{"error":"Failed to fetch usage data"}"#),
        ] {
            assert_eq!(worded(Shape::StructOcr, fault, key), (status, body.to_owned()));
        }
    }

    #[test]
    fn crun_repeats_its_status_in_the_body() {
        let codes = [401, 402, 404, 422, 429, 455, 500, 501, 505];
        for (fault, code) in Fault::ALL.into_iter().zip(codes) {
            let (status, body) = worded(Shape::Crun, fault, KeySeen::Known);
            let body: serde_json::Value = serde_json::from_str(&body).unwrap();
            assert_eq!((status, body["code"].as_u64()), (code, Some(u64::from(code))));
        }
    }

    #[test]
    fn every_shape_can_say_every_no_and_retry_after_is_sent_where_wished() {
        for shape in [Shape::SrtGen, Shape::Crun, Shape::Supertone, Shape::StructOcr, Shape::SociaVault, Shape::Plain] {
            for fault in Fault::ALL {
                let canned = refusal(shape, fault, KeySeen::Known);
                assert!((400..600).contains(&canned.status) && canned.headers.len() == 1, "{shape:?} {fault}");
            }
            let limited = refusal(shape, Fault::RateLimited(Some(7)), KeySeen::Known);
            assert!(limited.headers.contains(&("retry-after".to_owned(), "7".to_owned())));
        }
    }
}
