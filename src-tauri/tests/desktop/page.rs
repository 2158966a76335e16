//! The page of the app, driven by WebDriver.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use virtual_desktop::Running;

use crate::place::{KEY, PROVIDER, Place, SOON, wait};

/// All that a script in the page could read: markup, what is typed into fields, and what is stored.
const EVERYTHING: &str = "
    const fields = [...document.querySelectorAll('input, textarea, select')].map((field) => field.value);
    const kept = [document.cookie, location.href, document.title, { ...localStorage }, { ...sessionStorage }, history.state];
    return JSON.stringify([document.documentElement.outerHTML, document.body.innerText, fields, kept]);";

/// A run of the app whose first window is driven.
pub(crate) struct Page {
    client: Client,
    // Ends the driver, and with it the app.
    driver: Running,
}

impl Page {
    /// Starts the app with arguments that make it open a window by itself.
    pub(crate) async fn open(place: &Place, arguments: &[&str]) -> Self {
        Self::open_by(place, arguments, || {}).await
    }

    /// Starts the app with these arguments and does what makes it open a window. Needs a runtime of several threads, because
    /// WebDriver is waiting for the window meanwhile.
    pub(crate) async fn open_by(place: &Place, arguments: &[&str], act: impl FnOnce()) -> Self {
        let program = std::env::var_os("TAURI_DRIVER").map_or_else(|| PathBuf::from("tauri-driver"), PathBuf::from);
        let (port, native_port) = (free_port(), free_port());
        let driver = place.desktop.launch(program, |command| {
            command.args(["--port", &port.to_string(), "--native-port", &native_port.to_string()])
        });
        let driver = driver.unwrap();
        wait("the start of WebDriver", || {
            [port, native_port].into_iter().all(|port| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok())
        });
        let options = json!({ "application": place.program(), "args": arguments });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities([("tauri:options".to_owned(), options)].into_iter().collect());
        let connecting = tokio::spawn(async move {
            let address = format!("http://127.0.0.1:{port}");
            tokio::time::timeout(SOON + SOON, builder.connect(&address)).await
        });
        act();
        let connected = connecting.await.unwrap();
        let client = connected.unwrap_or_else(|_| panic!("the app opened no window that can be driven")).unwrap();
        let page = Self { client, driver };
        // The window appears once its page is painted; before that, nothing on it can be clicked.
        let visible = page.wait_until("return document.visibilityState", |state| state == "visible").await;
        assert!(visible.is_ok(), "the window stays hidden");
        page
    }

    /// Ends the app.
    pub(crate) async fn close(self, place: &Place) {
        // The session is over already where the window has closed itself.
        drop(self.client.close().await);
        // WebDriver ends the app, in its own time; without WebDriver the app would go on.
        place.wait_for_the_end();
        drop(self.driver);
    }

    /// The element of this test id, once it is there.
    pub(crate) async fn find(&self, id: &str) -> Element {
        self.select(&format!("[data-testid='{id}']")).await
    }

    /// The text of the element of this test id, once it contains `part`.
    pub(crate) async fn wait_for_text(&self, id: &str, part: &str) -> String {
        let script = format!("return document.querySelector(`[data-testid='{id}']`)?.innerText ?? null");
        let seen = self.wait_until(&script, |value| value.as_str().is_some_and(|text| text.contains(part))).await;
        match seen {
            Ok(text) => text.as_str().unwrap_or_default().to_owned(),
            Err(last) => panic!("{id} should say {part:?}, says {last}"),
        }
    }

    /// Waits until an attribute of the element of this test id has this value.
    pub(crate) async fn wait_for_attribute(&self, id: &str, name: &str, wanted: &str) {
        let script = format!("return document.querySelector(`[data-testid='{id}']`)?.getAttribute('{name}') ?? null");
        if let Err(last) = self.wait_until(&script, |value| value == wanted).await {
            panic!("{name} of {id} should be {wanted:?}, is {last}");
        }
    }

    /// Waits until the web view takes the desktop for light, or for dark, whatever the page makes of it.
    pub(crate) async fn wait_for_scheme(&self, scheme: &str) {
        let script = format!("return matchMedia('(prefers-color-scheme: {scheme})').matches");
        let matches = self.wait_until(&script, |matches| matches == true).await;
        assert!(matches.is_ok(), "the web view should be {scheme}");
    }

    /// All that a script in the page could read.
    pub(crate) async fn everything(&self) -> String {
        let text = self.client.execute(EVERYTHING, Vec::new()).await.unwrap();
        format!("{}{}", text.as_str().unwrap(), self.client.source().await.unwrap())
    }

    /// Adds the provider's account as a person does, and gives its id. The app must have no account yet.
    pub(crate) async fn add_account(&self, place: &Place, label: &str) -> String {
        self.add_account_at(place, PROVIDER, label, "1,000").await
    }

    /// As [`Self::add_account`], at another provider, whose first reading shows as `amount`.
    pub(crate) async fn add_account_at(&self, place: &Place, provider: &str, label: &str, amount: &str) -> String {
        self.find("provider-search").await.send_keys(provider).await.unwrap();
        self.click(&format!("provider-{provider}")).await;
        let key = self.find("key-input").await;
        assert_eq!(key.attr("type").await.unwrap().as_deref(), Some("password"), "a pasted key is not echoed");
        key.send_keys(KEY).await.unwrap();
        self.find("label-input").await.send_keys(label).await.unwrap();
        self.unfold("advanced").await;
        self.find("base-url-input").await.send_keys(&place.server.base_url(provider)).await.unwrap();
        self.click("check-key").await;
        self.wait_for_text("check-result", amount).await;
        self.click("save-account").await;
        self.wait_for_text("primary-amount", amount).await;
        self.find("account-page").await.attr("data-account").await.unwrap().unwrap()
    }

    /// Clicks on the element of this test id, once it is there and not busy.
    pub(crate) async fn click(&self, id: &str) {
        let idle = format!("[data-testid='{id}']:not([aria-disabled='true'])");
        self.select(&idle).await.click().await.unwrap();
    }

    /// Opens what is folded.
    pub(crate) async fn unfold(&self, id: &str) {
        self.select(&format!("[data-testid='{id}'] summary")).await.click().await.unwrap();
    }

    /// Chooses the option of this value.
    pub(crate) async fn choose(&self, id: &str, value: &str) {
        self.find(id).await.select_by_value(value).await.unwrap();
    }

    /// Types into a field in place of what is in it, and presses Enter.
    pub(crate) async fn enter(&self, id: &str, text: &str) {
        let field = self.find(id).await;
        field.click().await.unwrap();
        self.value("document.activeElement.select()").await;
        // Enter, as WebDriver names it.
        field.send_keys(&format!("{text}\u{e007}")).await.unwrap();
    }

    /// The texts of the elements that match within the element of this test id, once `is` holds of them.
    pub(crate) async fn wait_for_lines(&self, id: &str, css: &str, is: impl Fn(&[String]) -> bool) -> Vec<String> {
        let script = format!(
            "return [...document.querySelectorAll(`[data-testid='{id}'] {css}`)].map((element) => element.innerText)"
        );
        let lines = |value: &serde_json::Value| -> Vec<String> {
            let texts = value.as_array().into_iter().flatten();
            texts.map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
        };
        match self.wait_until(&script, |value| is(&lines(value))).await {
            Ok(value) => lines(&value),
            Err(last) => panic!("the lines of {id} are not as wanted: {last:#}"),
        }
    }

    /// The value of a script in the page.
    pub(crate) async fn value(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Has the page send a command, as its own scripts do: what came back, or the refusal's message.
    pub(crate) async fn command(&self, name: &str, args: serde_json::Value) -> Result<serde_json::Value, String> {
        const SEND: &str = "
            const [name, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(name, { args }).then(
                (value) => done({ value }),
                (error) => done({ error: error.message ?? String(error) }));";
        let outcome = self.client.execute_async(SEND, vec![json!(name), args]).await.unwrap();
        match outcome.get("error") {
            Some(error) => Err(error.as_str().unwrap_or_default().to_owned()),
            None => Ok(outcome["value"].clone()),
        }
    }

    async fn select(&self, css: &str) -> Element {
        match self.client.wait().at_most(SOON).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("{css} is not on the page ({error}):\n{}", self.everything().await),
        }
    }

    /// The script's value once it is as wanted, or its last value.
    async fn wait_until(
        &self,
        script: &str,
        is: impl Fn(&serde_json::Value) -> bool,
    ) -> Result<serde_json::Value, serde_json::Value> {
        let begun = std::time::Instant::now();
        loop {
            let value = self.client.execute(script, Vec::new()).await.unwrap();
            if is(&value) {
                return Ok(value);
            }
            if begun.elapsed() > SOON {
                return Err(value);
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
