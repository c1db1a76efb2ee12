#!/usr/bin/env bash
# display.sh COMMAND [ARGUMENT...]: runs a command on an X display of its own, with a window manager and, where
# D-Bus is installed, a session bus.
# Exits with 77, which ctest counts as skipped, where no display can be made.
set -euo pipefail

for tool in Xvfb openbox xdotool xprop; do
  command -v "$tool" >/dev/null || { echo "SKIP   : display.sh $tool is not installed" && exit 77; }
done

home=$(mktemp -d "${TMPDIR:-/tmp}/quayside-display.XXXXXX")
server=
manager=
bus=
clean_up() {
  local status=$?
  trap - EXIT
  for process in $manager $bus $server; do
    kill -TERM "$process" 2>/dev/null && wait "$process" 2>/dev/null
  done
  rm -rf "$home"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The server chooses a free number itself and writes it once clients may connect.
exec 3>"$home/number"
# Without -noreset it would start over whenever its last client leaves, and refuse others meanwhile.
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp -noreset >"$home/server.log" 2>&1 &
server=$!
exec 3>&-
until [[ -s $home/number ]]; do
  kill -0 "$server" 2>/dev/null || { echo "SKIP   : display.sh Xvfb: $(tail -n 1 "$home/server.log")" && exit 77; }
  sleep 0.05
done
DISPLAY=:$(<"$home/number")
export DISPLAY QT_QPA_PLATFORM=xcb
# Another server that ends at this moment may take the socket away with its own: then nobody can connect.
for ((tries = 100; tries > 0; --tries)); do
  xprop -root >/dev/null 2>&1 && break
  sleep 0.05
done
((tries > 0)) || { echo "SKIP   : display.sh Xvfb: nobody can connect to $DISPLAY" && exit 77; }
openbox >"$home/manager.log" 2>&1 &
manager=$!
until xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'; do
  kill -0 "$manager" 2>/dev/null || { echo "openbox: $(tail -n 1 "$home/manager.log")" >&2 && exit 1; }
  sleep 0.05
done
# A session bus of its own, so that the accessibility bus is one too: it is started when somebody asks for it.
if command -v dbus-daemon >/dev/null; then
  dbus-daemon --session --nofork --nopidfile --print-address >"$home/bus" 2>"$home/bus.log" &
  bus=$!
  until [[ -s $home/bus ]]; do
    kill -0 "$bus" 2>/dev/null || { echo "dbus-daemon: $(tail -n 1 "$home/bus.log")" >&2 && exit 1; }
    sleep 0.05
  done
  DBUS_SESSION_BUS_ADDRESS=$(<"$home/bus")
  export DBUS_SESSION_BUS_ADDRESS QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
fi
"$@"
