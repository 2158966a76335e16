//! What the page asks of the alerts, over a real configuration and history.
