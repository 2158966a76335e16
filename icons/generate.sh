#!/bin/bash
# usage: icons/generate.sh
# Renders the application's icons from icon.svg; the tray's are drawn by `cargo xtask icons`. Needs rsvg-convert (librsvg2-bin), icotool (icoutils), png2icns (icnsutils).
set -euo pipefail
cd "$(dirname "$0")"

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
