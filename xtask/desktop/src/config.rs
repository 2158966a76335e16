//! The configuration files of the programs that make up the desktop.

use std::fs;
use std::path::Path;

use crate::{Error, Result};

/// The height of the panel.
pub(crate) const PANEL_HEIGHT: u32 = 32;

/// Services that the bus may start by itself: settings storage only. A real desktop's list would start a notification
/// daemon or a keychain the moment that someone asks for it, and then leaving them out would prove nothing.
const SERVICES: &[&str] = &["org.xfce.Xfconf.service", "ca.desrt.dconf.service"];

/// One panel along the upper edge with nothing but the tray, at its right end.
const PANEL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="size" type="uint" value="@HEIGHT@"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
    <property name="plugin-3" type="string" value="separator">
      <property name="style" type="uint" value="0"/>
    </property>
  </property>
</channel>
"#;

/// Notifications stay until they are closed, so that none is gone before it has been looked at; and one that is sent twice is
/// shown twice. They are at the lower left, out of the tray's way. A click on one presses it; what else can be pressed is in
/// the daemon's menu, where [`MENU`] stands for the person who chooses.
const DUNST: &str = r##"[global]
    follow = none
    width = 380
    height = 300
    origin = bottom-left
    offset = 16x16
    notification_limit = 5
    separator_height = 1
    stack_duplicates = false
    padding = 14
    horizontal_padding = 16
    frame_width = 1
    frame_color = "#3a4a55"
    corner_radius = 8
    font = Sans 10
    markup = full
    format = "<b>%s</b>\n%b"
    idle_threshold = 0
    history_length = 100
    mouse_left_click = do_action, close_current
    dmenu = @MENU@
    enable_recursive_icon_lookup = true
[urgency_low]
    background = "#1d262c"
    foreground = "#e8eef2"
    timeout = 0
[urgency_normal]
    background = "#1d262c"
    foreground = "#e8eef2"
    timeout = 0
[urgency_critical]
    background = "#4a1a1a"
    foreground = "#ffffff"
    timeout = 0
"##;

/// Chooses the line that is wanted and leaves it behind: what the daemon's menu lists comes in, what was chosen goes out.
const MENU: &str = "#!/bin/sh\ncd '@RUN@' && grep -F -m 1 -f notice-wanted | tee notice-chosen\n";

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=@SOCKET@</listen>
  <auth>EXTERNAL</auth>
  <servicedir>@SERVICES@</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// Lays out the home folder: configuration, data, cache, runtime and log folders.
pub(crate) fn write(home: &Path) -> Result<()> {
    for folder in ["config", "data", "cache", "run", "logs", "services"] {
        make_folder(&home.join(folder))?;
    }
    let services = home.join("services");
    for name in SERVICES {
        // A service that is not installed is not missed.
        drop(fs::copy(Path::new("/usr/share/dbus-1/services").join(name), services.join(name)));
    }
    let bus = BUS
        .replace("@SOCKET@", &home.join("run/bus").to_string_lossy())
        .replace("@SERVICES@", &services.to_string_lossy());
    write_file(&home.join("bus.conf"), &bus)?;
    let panel = PANEL.replace("@HEIGHT@", &PANEL_HEIGHT.to_string());
    write_file(&home.join("config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml"), &panel)?;
    let menu = home.join("run/notice-menu");
    write_file(&menu, &MENU.replace("@RUN@", &home.join("run").to_string_lossy()))?;
    make_executable(&menu)?;
    write_file(&home.join("config/dunst/dunstrc"), &DUNST.replace("@MENU@", &menu.to_string_lossy()))
}

fn make_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).map_err(Error::file(path))
}

fn make_folder(path: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(Error::file(path))
}

fn write_file(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, text).map_err(Error::file(path))
}
