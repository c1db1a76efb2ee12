#!/usr/bin/env bash
# dockerd.sh COMMAND [ARGUMENT...]: runs a command beside a Docker engine of its own, and leaves nothing behind.
#
# Engine and command share a network namespace made for them, so the engine's bridge, its firewall rules and the ports
# that it publishes on 127.0.0.1 are theirs alone. The command finds in its environment
#   QUAYSIDE_TEST_DOCKER       unix:///… of the engine
#   QUAYSIDE_TEST_DOCKER_PID   process id of dockerd
#   QUAYSIDE_TEST_IMAGE        a busybox image that is there
# or, where no engine can be had,
#   QUAYSIDE_TEST_DOCKER_SKIP  the reason
set -euo pipefail

home=
daemon=
cgroup=/quayside-test-$$
image=quayside-test/busybox:1

engine_works() { docker -H "unix://$home/docker.sock" version >/dev/null 2>&1; }
engine_is_up_or_gone() { engine_works || ! is_running; }
engine_is_gone() { ! is_running; }
is_running() { [[ -n $daemon && -d /proc/$daemon && $(cut -d' ' -f3 "/proc/$daemon/stat" 2>/dev/null) != Z ]]; }

wait_for() { # wait_for SECONDS CONDITION...
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}

missing_tool() {
  local tool
  for tool in dockerd docker unshare nsenter ip iptables busybox; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed" && return; }
  done
}

start_engine() {
  home=$(mktemp -d "${TMPDIR:-/tmp}/quayside-dockerd.XXXXXX")
  setsid unshare --net -- bash -c 'ip link set lo up; exec dockerd "$@"' dockerd \
    --data-root "$home/data" --exec-root "$home/exec" --pidfile "$home/pid" --host "unix://$home/docker.sock" \
    --bip 172.31.250.1/24 --cgroup-parent "$cgroup" >"$home/log" 2>&1 </dev/null &
  daemon=$!
  wait_for 30 engine_is_up_or_gone && engine_works
}

make_image() {
  local tree=$home/image applet
  mkdir -p "$tree"/{bin,etc,root,tmp}
  cp "$(command -v busybox)" "$tree/bin/busybox"
  for applet in $(busybox --list); do
    [[ $applet == busybox ]] || ln -s busybox "$tree/bin/$applet"
  done
  tar -C "$tree" -c . | docker -H "unix://$home/docker.sock" import -c 'CMD ["sh"]' - "$image" >/dev/null
}

# The tests may have stopped, killed or started anew the engine: its pid file says who it is now.
stop_engine() {
  daemon=$(cat "$home/pid" 2>/dev/null || echo "$daemon")
  if is_running; then
    kill -CONT "$daemon"
    timeout 20 docker -H "unix://$home/docker.sock" ps -aq 2>/dev/null |
      timeout 60 xargs -r docker -H "unix://$home/docker.sock" rm -f >/dev/null 2>&1 || true
    kill -TERM "$daemon" 2>/dev/null || true
    wait_for 20 engine_is_gone || kill -KILL "$daemon" 2>/dev/null || true
  fi
}

clean_up() {
  local status=$? mount
  trap - EXIT
  [[ -n $home ]] || exit "$status"
  stop_engine
  awk -v home="$home/" 'index($2, home) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do
    umount -l "$mount" || true
  done
  rm -rf "$home"
  find /sys/fs/cgroup -depth -type d -path "/sys/fs/cgroup/*$cgroup*" -exec rmdir {} + 2>/dev/null || true
  exit "$status"
}

skip() {
  export QUAYSIDE_TEST_DOCKER_SKIP=$1
  echo "No Docker engine for the tests: $1" >&2
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

absent=$(missing_tool)
if [[ $EUID -ne 0 ]]; then
  skip "a Docker engine of their own needs root"
elif [[ -n $absent ]]; then
  skip "$absent"
elif ! { start_engine && make_image; }; then
  skip "dockerd did not start: $(tail -n 1 "$home/log" | cut -c1-200)"
else
  export QUAYSIDE_TEST_DOCKER=unix://$home/docker.sock QUAYSIDE_TEST_IMAGE=$image
  QUAYSIDE_TEST_DOCKER_PID=$(cat "$home/pid")
  export QUAYSIDE_TEST_DOCKER_PID
  nsenter --net="/proc/$QUAYSIDE_TEST_DOCKER_PID/ns/net" -- "$@"
  exit
fi
"$@"
