//! The desktop's private message bus, seen from outside.

use crate::{Desktop, Error, Result};

impl Desktop {
    /// Whether some program answers to this name on the bus.
    ///
    /// # Errors
    /// When the bus cannot be asked.
    pub fn has_name(&self, name: &str) -> Result<bool> {
        let answer = self.call(&[
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameHasOwner",
            "s",
            name,
        ])?;
        answer["data"][0].as_bool().ok_or_else(|| unexpected(&answer))
    }

    /// Calls a method and gives the answer as busctl's JSON: `{"type": …, "data": […]}`.
    pub(crate) fn call(&self, arguments: &[&str]) -> Result<serde_json::Value> {
        self.busctl("call", arguments)
    }

    /// Calls a method and does not wait for an answer, for what may end the program that is called.
    pub(crate) fn send(&self, arguments: &[&str]) -> Result<()> {
        let mut command = self.tool("busctl");
        command.args(["--user", "--expect-reply=no", "call", "--"]).args(arguments);
        crate::process::output(command).map(drop)
    }

    /// Reads a property and gives the answer as busctl's JSON: `{"type": …, "data": …}`.
    pub(crate) fn property(&self, arguments: &[&str]) -> Result<serde_json::Value> {
        self.busctl("get-property", arguments)
    }

    fn busctl(&self, verb: &str, arguments: &[&str]) -> Result<serde_json::Value> {
        let mut command = self.tool("busctl");
        // An argument may begin with a dash: a negative number.
        command.args(["--user", "--json=short", "--no-pager", verb, "--"]).args(arguments);
        let answer = crate::process::text(command)?;
        if answer.is_empty() {
            return Ok(serde_json::Value::Null);
        }
        serde_json::from_str(&answer).map_err(|_| Error::Answer { program: "busctl", answer })
    }
}

/// The error for an answer of another form than documented.
pub(crate) fn unexpected(answer: &serde_json::Value) -> Error {
    Error::Answer { program: "busctl", answer: answer.to_string() }
}
