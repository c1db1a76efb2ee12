#!/usr/bin/env bash
# engine_host.sh TLS_DIRECTORY NUMBER: a machine with a Docker engine of its own, as far as its network goes, that serves TLS
# at 10.213.NUMBER.2:2376 and asks its clients for certificates.
#
# TLS_DIRECTORY holds ca.pem, and the certificate and key for that address (tls_files.sh makes them). Commands come
# as lines on standard input, and each is answered by a line, "done" or "failed":
#   start [OPTION...]   dockerd, with these options besides; done when it answers
#   kill                it and its containerd at once, as by a power cut; containers go on
#   stop                it, as a shutdown does
#   freeze, thaw        it answers nothing, and again
#   cut, heal           the cable
#   fill, free          the disk
# At the end of its input it takes everything away.
set -euo pipefail

number=$2
home=$(mktemp -d "${TMPDIR:-/tmp}/quayside-host.XXXXXX")
tls=$1
address=10.213.$number
cgroup=/quayside-host-$$
machine=

daemon_pid() { cat "$home/pid" 2>/dev/null; }
is_alive() { [[ -n $1 && -d /proc/$1 && $(cut -d' ' -f3 "/proc/$1/stat" 2>/dev/null) != Z ]]; }
engine() { timeout 20 docker -H "unix://$home/docker.sock" "$@"; }

wait_for() { # wait_for SECONDS CONDITION...
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}

make_machine() {
  unshare --net -- sleep infinity &
  machine=$!
  wait_for 5 has_own_network
  ip link add "qsv$number" type veth peer name eth0 netns "$machine"
  ip address add "$address.1/24" dev "qsv$number"
  ip link set "qsv$number" up
  inside ip address add "$address.2/24" dev eth0
  inside ip link set lo up
  inside ip link set eth0 up
  inside ip route add default via "$address.1"
  mount -t tmpfs -o size=64m,mode=700 quayside-host "$home"
  echo '{"deprecated-key-path": "'"$home"'/key.json"}' >"$home/daemon.json" # else all engines of a machine have one id
}
has_own_network() { [[ $(readlink "/proc/$machine/ns/net") != $(readlink /proc/self/ns/net) ]]; }
inside() { nsenter --net="/proc/$machine/ns/net" -- "$@"; }

do_start() {
  inside setsid dockerd --config-file "$home/daemon.json" --data-root "$home/data" --exec-root "$home/exec" \
    --pidfile "$home/pid" --host "unix://$home/docker.sock" --host "tcp://$address.2:2376" \
    --tlsverify --tlscacert "$tls/ca.pem" --tlscert "$tls/$address.2.pem" --tlskey "$tls/$address.2-key.pem" \
    --bip 172.31.250.1/24 --cgroup-parent "$cgroup" "$@" >>"$home/log" 2>&1 </dev/null &
  wait_for 60 answers || { tail -n 3 "$home/log" >&2 && return 1; }
  engine image inspect "$QUAYSIDE_TEST_IMAGE" >/dev/null 2>&1 ||
    docker -H "$QUAYSIDE_TEST_DOCKER" save "$QUAYSIDE_TEST_IMAGE" | engine load >/dev/null
}
answers() { engine version >/dev/null 2>&1; }

do_kill() {
  local daemon containerd
  daemon=$(daemon_pid)
  containerd=$(pgrep -P "$daemon" -x containerd || true)
  kill -KILL "$daemon" # takes its containerd with it
  wait_for 20 is_over "$daemon"
  wait_for 20 is_over "$containerd"
  rm -f "$home/pid" "$home/exec/containerd/containerd.pid"
}
is_over() { ! is_alive "$1"; }

do_stop() {
  local daemon
  daemon=$(daemon_pid)
  kill -TERM "$daemon"
  wait_for 60 is_over "$daemon"
}

do_freeze() { kill -STOP "$(daemon_pid)"; }
do_thaw() { kill -CONT "$(daemon_pid)"; }
do_cut() { ip link set "qsv$number" down; }
do_heal() { ip link set "qsv$number" up; }
do_fill() { ! dd if=/dev/zero of="$home/fill" bs=1M 2>/dev/null; }
do_free() { rm -f "$home/fill"; }

take_away() {
  local mount daemon
  trap - EXIT
  set +e
  do_free
  daemon=$(daemon_pid)
  if is_alive "$daemon"; then
    kill -CONT "$daemon"
    engine ps -aq | timeout 60 xargs -r docker -H "unix://$home/docker.sock" rm -f >/dev/null 2>&1
    kill -TERM "$daemon"
    wait_for 20 is_over "$daemon" || kill -KILL "$daemon"
  fi
  # What a killed engine left running.
  find /sys/fs/cgroup -path "/sys/fs/cgroup/*$cgroup/*" -name cgroup.procs -exec cat {} + 2>/dev/null | sort -u |
    xargs -r kill -KILL 2>/dev/null
  pgrep -f "containerd-shim.*$home/exec" | xargs -r kill -KILL 2>/dev/null
  [[ -n $machine ]] && kill "$machine"
  ip link delete "qsv$number" 2>/dev/null
  awk -v home="$home/" 'index($2, home) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r -n 1 umount -l
  umount -l "$home"
  rm -rf "$home"
  find /sys/fs/cgroup -depth -type d -path "/sys/fs/cgroup/*$cgroup*" -exec rmdir {} + 2>/dev/null
  exit 0
}

trap take_away EXIT
trap 'exit 1' INT TERM
make_machine
while read -r command options; do
  # shellcheck disable=SC2086 # options are several words
  if "do_$command" $options; then echo "done"; else echo "failed"; fi
done
