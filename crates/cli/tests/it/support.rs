//! A configuration of its own, a server to ask, and the command.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use lowtide_demo::{DemoServer, Handle, Scenario};
use serde_json::Value;

/// The name of the variable that holds [`KEY`].
pub(crate) const VARIABLE: &str = "LT_KEY";
/// The key that the accounts of these tests have unless they say otherwise.
pub(crate) const KEY: &str = "sk-0123456789-abcdef";

/// Folders and a server.
pub(crate) struct Desk {
    pub(crate) server: Option<DemoServer>,
    folder: tempfile::TempDir,
}

/// What a command gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let server = DemoServer::start_blocking(Scenario::scripted()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self { server: Some(server), folder }
    }

    /// Folders alone: nobody is asked.
    pub(crate) fn without_server() -> Self {
        Self { server: None, folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn handle(&self) -> &Handle {
        self.server.as_ref().unwrap().handle()
    }

    pub(crate) fn base_url(&self, provider: &str) -> String {
        self.server.as_ref().unwrap().base_url(provider)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.folder.path().join("config/config.toml")
    }

    /// Writes a configuration as a person would.
    pub(crate) fn configure(&self, text: &str) {
        std::fs::create_dir_all(self.folder.path().join("config")).unwrap();
        std::fs::write(self.config(), text).unwrap();
    }

    /// An account's table in the configuration, with its key in a variable.
    pub(crate) fn account(&self, id: &str, provider: &str, variable: &str) -> String {
        let base_url = self.base_url(provider);
        format!(
            "[accounts.{id}]\nprovider = \"{provider}\"\nkey = {{ env = \"{variable}\" }}\nbase_url = \"{base_url}\"\n"
        )
    }

    /// The command with these arguments, without a terminal, a proxy, a keychain or anything else of this machine.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lowtide"));
        command
            .args(args)
            .env_clear()
            .env("LOWTIDE_CONFIG_DIR", self.folder.path().join("config"))
            .env("LOWTIDE_DATA_DIR", self.folder.path().join("data"))
            .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", self.folder.path().join("no-bus").display()))
            .env(VARIABLE, KEY)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().unwrap().into()
    }

    pub(crate) fn run_with_stdin(&self, args: &[&str], stdin: &str) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        // The command may end without reading it.
        let _unread = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        child.wait_with_output().unwrap().into()
    }

    /// Adds an account that asks the server, and expects that to succeed.
    pub(crate) fn add(&self, provider: &str, more: &[&str]) -> Ran {
        let base_url = self.base_url(provider);
        let args = [&["add", provider, "--key-env", VARIABLE, "--base-url", &base_url], more].concat();
        self.run(&args).expect(0)
    }

    /// Every byte below the folders.
    pub(crate) fn everything_written(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    bytes.extend(std::fs::read(path).unwrap());
                }
            }
        }
        bytes
    }
}

impl Ran {
    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        assert!(!self.stderr.contains("panicked"), "{self:#?}");
        self
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|why| panic!("{why}: {self:#?}"))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The body of one of a provider's documented answers.
pub(crate) fn documented(provider: &str, name: &str) -> String {
    let catalog = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let text = std::fs::read_to_string(catalog.join(provider).join(format!("fixtures/{name}.json"))).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["body"].to_string()
}
