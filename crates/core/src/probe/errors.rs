//! What went wrong on the way, told by the types of the errors and not by their texts.
//!
//! Messages name hosts and nothing else: reqwest's own texts hold the URL, and with it perhaps a key.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use super::resolver::{NameNotFound, NotThisMachine};
use crate::failure::{Failure, FailureKind};

/// Who was asked, as a person is told.
pub(super) struct Peer {
    pub(super) host: String,
    pub(super) proxy: Option<String>,
}

/// The failure that a client's error is.
pub(super) fn classify(error: &reqwest::Error, peer: &Peer) -> Failure {
    let host = &peer.host;
    if let Some(NotThisMachine { name }) = find(error) {
        let message = format!("{name} is not this machine: a key is sent without HTTPS only to this machine");
        return Failure::new(FailureKind::BlockedInsecure, message);
    }
    if let Some(NameNotFound { name }) = find(error) {
        let what = if peer.proxy.as_ref().is_some_and(|proxy| is_host_of(name, proxy)) { "the proxy " } else { "" };
        return Failure::new(FailureKind::NetworkDns, format!("{what}{name} could not be found (DNS)"));
    }
    if let Some(error) = find::<rustls::Error>(error) {
        return Failure::new(FailureKind::NetworkTls, tls_message(error, host));
    }
    if error.is_builder() {
        return Failure::new(FailureKind::Internal, format!("the request to {host} could not be built"));
    }
    let io_kind = find::<io::Error>(error).map(io::Error::kind);
    if error.is_timeout() || io_kind == Some(io::ErrorKind::TimedOut) {
        return Failure::new(FailureKind::Timeout, format!("{host} did not answer in time"));
    }
    if error.is_connect() {
        return Failure::new(FailureKind::NetworkConnect, connect_message(io_kind, peer));
    }
    // A connection that breaks within the body is a "decode" error too, with the connection's own kind.
    let garbled = [io::ErrorKind::InvalidData, io::ErrorKind::InvalidInput, io::ErrorKind::Other];
    if error.is_decode() && io_kind.is_some_and(|kind| garbled.contains(&kind)) {
        return Failure::new(FailureKind::NotJson, format!("{host} sent an answer that cannot be decompressed"));
    }
    Failure::new(FailureKind::NetworkConnect, format!("{host} broke off the connection before its answer was complete"))
}

fn connect_message(kind: Option<io::ErrorKind>, peer: &Peer) -> String {
    let host = &peer.host;
    if let Some(proxy) = &peer.proxy {
        return format!("{host} could not be reached through the proxy {proxy}");
    }
    match kind {
        Some(io::ErrorKind::ConnectionRefused) => format!("{host} refused the connection"),
        Some(io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown | io::ErrorKind::HostUnreachable) => {
            format!("{host} cannot be reached from this network")
        }
        _ => format!("no connection to {host}"),
    }
}

fn tls_message(error: &rustls::Error, host: &str) -> String {
    let rustls::Error::InvalidCertificate(reason) = error else {
        return format!("no secure connection to {host}: it does not speak TLS as it should");
    };
    match reason {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            format!("the certificate of {host} has expired (or this computer's clock is wrong)")
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            format!("the certificate of {host} is not valid yet (or this computer's clock is wrong)")
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            format!("the certificate that {host} shows is another host's")
        }
        CertificateError::Revoked => format!("the certificate of {host} has been revoked"),
        _ => format!("the certificate of {host} is not trusted"),
    }
}

fn is_host_of(name: &str, shown: &str) -> bool {
    shown == name || shown.strip_prefix(name).is_some_and(|rest| rest.starts_with(':'))
}

/// The first error of that type in the chain. An `io::Error` passes over the error that it wraps, so that one is looked
/// into by hand.
fn find<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    let mut current = Some(error);
    while let Some(error) = current {
        if let Some(found) = error.downcast_ref::<T>() {
            return Some(found);
        }
        current = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
