#!/usr/bin/env bash
# service_unit.sh QUAYSIDE UNIT: whether the installed unit starts, comes back when it is killed, stays away when another
# start would not help, and stops clean. A systemd of the test's own runs it, in namespaces that end with the test. Exit
# code 77: that cannot be had here, and why.
set -euo pipefail

skip() { echo "Skipped: $1." && exit 77; }
wait_for() { # wait_for SECONDS CONDITION...
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}

outside() {
  [[ $EUID == 0 ]] || skip "only root can make the namespaces"
  [[ -x /lib/systemd/systemd ]] || skip "systemd is not installed"
  home=$(mktemp -d "${TMPDIR:-/tmp}/quayside-unit.XXXXXX")
  trap 'HOME=$home unshare --mount "$0" "$@" clean; rm -rf "$home"' EXIT
  HOME=$home unshare --mount --pid --net --fork --kill-child --mount-proc "$0" "$@" inside
}

mount_cgroups() { umount -R /sys/fs/cgroup && mount -t cgroup2 quayside-unit /sys/fs/cgroup; }
clean() { ! mount_cgroups || [[ ! -d $cgroup ]] || find "$cgroup" -depth -type d -exec rmdir {} +; }

start_systemd() {
  ip link set lo up
  mkdir -m 700 "$XDG_RUNTIME_DIR"
  mount -t tmpfs quayside-unit /run && mkdir -p /run/systemd/system # else it takes the machine for none of its own
  mount_cgroups || skip "there are no cgroups of version 2"
  mkdir "$cgroup"
  "$0" "$@" systemd >"$HOME/log" 2>&1 &
  wait_for 10 test -S "$XDG_RUNTIME_DIR/systemd/private" || { cat "$HOME/log" && skip "systemd does not run here"; }
}

be_systemd() {
  echo $$ >"$cgroup/cgroup.procs"
  exec unshare --cgroup -- /lib/systemd/systemd --user --log-target=console
}

install_unit() { # install_unit PROGRAM-AND-OPTIONS UNIT
  mkdir -p "$XDG_RUNTIME_DIR/systemd/user"
  sed "s|^ExecStart=quayside|ExecStart=$1|" "$2" >"$XDG_RUNTIME_DIR/systemd/user/quayside.service"
  systemctl --user daemon-reload
}

shows() { systemctl --user show quayside -p "$1" --value; }
is() { [[ $(shows "$1") == "$2" ]]; }
answers() {
  curl -sf -d '{}' -H 'Content-Type: application/x-amz-json-1.1' \
    -H 'X-Amz-Target: AmazonEC2ContainerServiceV20141113.ListClusters' http://127.0.0.1:9470/ | grep -q clusterArns
}
back_again() { is NRestarts 1 && answers; }

must() { # must WHAT CONDITION...
  if wait_for 20 "${@:2}"; then echo "ok: $1" && return; fi
  echo "failed: $1" && systemctl --user status quayside --no-pager || true
  exit 1
}

inside() {
  start_systemd "$1" "$2"
  install_unit "$1" "$2"
  systemctl --user start quayside
  must "it serves the API" answers
  kill -9 "$(shows MainPID)"
  must "killed, it comes back" back_again
  systemctl --user stop quayside
  must "it stops clean" is Result success
  must "and is gone" is MainPID 0

  install_unit "$1 --nonsense" "$2"
  systemctl --user start quayside
  must "with a bad option it ends" is ActiveState failed
  must "by its exit code" is ExecMainStatus 2
  must "and is not tried again" is NRestarts 0
}

cgroup=/sys/fs/cgroup/$(basename "$HOME")
export XDG_RUNTIME_DIR=$HOME/run
case ${3:-} in
inside) inside "$@" ;;
systemd) be_systemd ;;
clean) clean ;;
*) outside "$@" ;;
esac
