#!/bin/bash
# usage: icons/generate.sh
# Renders every icon from tray.svg and icon.svg. Needs rsvg-convert (librsvg2-bin), icotool (icoutils), png2icns (icnsutils).
set -euo pipefail
cd "$(dirname "$0")"

# The size that panels scale down from: three times 16, twice 24.
TRAY_SIZE=48
GLASS=#8793a0
TIDE=#0e9aad
GREY=#8793a0
AMBER=#d97706
RED=#e5484d

# name, colour, top of the water in a glass of 24, mark
tray() {
  sed -e "s/@INK@/$2/g" -e "s/@TOP@/$3/g" -e "s/@MARK@/$4/g" -e "s/@GLASS@/$GLASS/g" tray.svg |
    rsvg-convert --width $TRAY_SIZE --height $TRAY_SIZE --output "tray/$1.png"
}
mkdir -p tray
tray ok-full $TIDE 5 none
tray ok-high $TIDE 8.4 none
tray ok-half $TIDE 11.6 none
tray ok-quarter $TIDE 14.6 none
tray low $AMBER 15.6 low
tray critical $RED 19.4 critical
tray empty $RED 30 empty
tray failing $RED 30 failing
tray paused $GREY 30 paused
tray offline $GREY 30 offline
tray unknown $GREY 30 unknown

# name, size
app() { rsvg-convert --width "$2" --height "$2" --output "$1" icon.svg; }
app 32x32.png 32
app 128x128.png 128
app 128x128@2x.png 256
app icon.png 512
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
for size in 16 24 32 48 64 128 256 512; do app "$work/$size.png" $size; done
icotool --create --output icon.ico "$work"/{16,24,32,48,64}.png --raw="$work/256.png"
png2icns icon.icns "$work"/{16,32,48,128,256,512}.png >"$work/log"
