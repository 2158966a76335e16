//! Real desktop services on session buses of their own. Only inside a desktop session (`LOWTIDE_DESKTOP_SESSION=1`), but for
//! the bus itself.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Whether this is a desktop session; says so where it is not, because the test is then not run.
pub(crate) fn is_session(test: &str) -> bool {
    let session = std::env::var_os("LOWTIDE_DESKTOP_SESSION").is_some_and(|value| value == "1");
    if !session {
        #[expect(clippy::print_stdout, reason = "the person who runs the tests is to know")]
        {
            println!("not run, this is no desktop session: {test}");
        }
    }
    session
}

/// Whether a message bus can be started; says so where it cannot, because the test is then not run.
pub(crate) fn has_bus(test: &str) -> bool {
    let there = Command::new("dbus-daemon").arg("--version").stdout(Stdio::null()).status().is_ok();
    if !there {
        #[expect(clippy::print_stdout, reason = "the person who runs the tests is to know")]
        {
            println!("not run, there is no dbus-daemon: {test}");
        }
    }
    there
}

/// A process that ends with the test.
pub(crate) struct Daemon(Child);

impl Daemon {
    /// Starts it on that bus.
    pub(crate) fn start(program: &str, arguments: &[&str], bus: &Bus, input: &str) -> Self {
        let mut child = Command::new(program)
            .args(arguments)
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program}: {error}"));
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Self(child)
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A session bus.
pub(crate) struct Bus {
    pub(crate) address: String,
    _daemon: Option<Daemon>,
}

impl Bus {
    /// The one that this process was given.
    pub(crate) fn of_this_process() -> Self {
        Self { address: std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap(), _daemon: None }
    }

    /// One that starts no service by itself.
    pub(crate) fn bare(folder: &str) -> Self {
        Self::bare_at(folder, "unix:tmpdir=/tmp")
    }

    /// The same, at an address of the test's choice.
    pub(crate) fn bare_at(folder: &str, address: &str) -> Self {
        let configuration = Path::new(folder).join("bus.conf");
        let text = r#"<busconfig><type>session</type><listen>ADDRESS</listen><policy context="default">
            <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
            </policy></busconfig>"#;
        std::fs::write(&configuration, text.replace("ADDRESS", address)).unwrap();
        Self::start(&format!("--config-file={}", configuration.display()), folder)
    }

    /// One that starts the installed services when they are asked for, dialogs among them.
    pub(crate) fn with_services(home: &str) -> Self {
        Self::start("--session", home)
    }

    fn start(configuration: &str, home: &str) -> Self {
        let mut child = Command::new("dbus-daemon")
            .args([configuration, "--nofork", "--print-address"])
            .envs([("HOME", home), ("XDG_RUNTIME_DIR", home)])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { address: address.trim().to_owned(), _daemon: Some(Daemon(child)) }
    }

    /// Waits until somebody owns that name, or nobody does.
    pub(crate) fn wait_for(&self, name: &str, owned: bool) {
        let start = Instant::now();
        while self.has(name) != owned {
            assert!(start.elapsed() < Duration::from_secs(20), "{name} is {}there", if owned { "not " } else { "" });
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Whether somebody owns that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        let arguments = ["/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", &format!("string:{name}")];
        self.call("org.freedesktop.DBus", &arguments).contains("boolean true")
    }

    /// Calls a method with `dbus-send`; its answer.
    pub(crate) fn call(&self, destination: &str, arguments: &[&str]) -> String {
        let destination = format!("--dest={destination}");
        let mut all = vec!["--session", "--print-reply", "--reply-timeout=5000", destination.as_str()];
        all.extend_from_slice(arguments);
        self.run("dbus-send", &all)
    }

    /// What a program on this bus prints.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) -> String {
        let output = Command::new(program)
            .args(arguments)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{program}: {error}"));
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    }
}
