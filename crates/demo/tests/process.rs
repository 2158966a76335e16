//! The server as a process of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use support::send;

struct Process {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<std::process::ChildStdout>,
}

impl Process {
    fn start(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lowtide-demo-server"))
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, stdin, stdout }
    }

    fn line(&mut self) -> Value {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn say(&mut self, line: &str) -> Value {
        writeln!(self.stdin.as_mut().unwrap(), "{line}").unwrap();
        self.line()
    }

    fn ends(&mut self) -> bool {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[tokio::test]
async fn it_says_where_it_is_and_obeys() {
    let mut process = Process::start(&["--scripted"]);
    let greeting = process.line();
    let account = &greeting["accounts"][0];
    assert_eq!((&account["provider"], &account["key"]), (&Value::from("srtgen"), &Value::from("demo-key")));
    assert_eq!(account["base_url"], format!("{}/srtgen", greeting["origin"].as_str().unwrap()));
    let url = format!("{}/api/v1/balance", account["base_url"].as_str().unwrap());
    let key = [("x-api-key", "demo-key")];

    assert_eq!(process.say("set-balance srtgen demo-key 40")["ok"], true);
    let body = send("GET", &url, &key).await.unwrap().json();
    assert_eq!(body["credits"]["totalBalance"], 40);
    assert_eq!(process.say("reject srtgen demo-key")["ok"], true);
    assert_eq!(send("GET", &url, &key).await.unwrap().status, 401);
    let wrong = process.say("set-balance srtgen");
    assert_eq!((&wrong["ok"], &wrong["error"]), (&Value::from(false), &Value::from("a key is missing")));
    let requests = process.say("requests");
    assert_eq!((&requests["count"], &requests["requests"][0]["key"]), (&Value::from(2), &Value::from("known")));

    writeln!(process.stdin.as_mut().unwrap(), "quit").unwrap();
    assert!(process.ends());
}

#[test]
fn it_ends_with_its_input_and_plays_the_demo_by_default() {
    let mut process = Process::start(&[]);
    let greeting = process.line();
    assert_eq!(greeting["accounts"][0]["id"], "demo-srtgen-subtitles");
    assert!(greeting["accounts"].as_array().unwrap().iter().all(|account| account["base_url"].is_string()));
    drop(process.stdin.take());
    assert!(process.ends());
}

#[test]
fn unknown_arguments_are_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_lowtide-demo-server")).arg("--help").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("set-balance PROVIDER KEY AMOUNT"));
}
