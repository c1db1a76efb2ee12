#!/usr/bin/env bash
# debian_package.sh BUILD-DIRECTORY: makes the Debian package, installs it over a copy of this system that is thrown away,
# runs what it brought, and removes it again. Exit code 77: that cannot be done here, and why.
set -euo pipefail

skip() { echo "Skipped: $1." && exit 77; }
must() { # must WHAT COMMAND...
  if said=$("${@:2}" 2>&1); then echo "ok: $1" && return; fi
  printf 'failed: %s\n%s\n' "$1" "$said" && exit 1
}

# A root whose changes go to memory.
inside() {
  mkdir "$home"/{over,root} && mount -t tmpfs quayside-package "$home/over" && mkdir "$home"/over/{new,work}
  mount -t overlay -o "lowerdir=/,upperdir=$home/over/new,workdir=$home/over/work" quayside-package "$home/root" ||
    skip "there is no overlay file system"
  mount --bind /proc "$home/root/proc" && mount --bind /dev "$home/root/dev"
  cp "$home"/*.deb "$home/root/quayside.deb"
  ip link set lo up
  chroot "$home/root" /usr/bin/env LC_ALL=C HOME=/root bash -c "$(declare -f must in_root headless); in_root"
}

in_root() {
  must "all that it depends on is named and there" dpkg --install /quayside.deb
  must "the program runs" bash -c '[[ $(/usr/bin/quayside --version) == "Quayside "* ]]'
  must "without a window" headless
  must "the window opens and draws" env QT_QPA_PLATFORM=offscreen timeout 60 dbus-run-session -- \
    bash -c 'quayside --port 0 --state-dir /tmp/window --ready-file /tmp/window.json & pid=$!
      until [[ -s /tmp/window.json ]]; do kill -0 $pid && sleep 0.05; done; kill $pid; wait $pid'
  must "its options are all in the manual" bash -c 'for option in $(quayside --help | grep -oE "^  (-h,)?--[a-z-]+" |
    sed "s/.*--/--/"); do zcat -f /usr/share/man/man1/quayside.1* | tr -d "\\\\" | grep -q -- "$option" ||
      { echo "$option is missing" && exit 1; }; done'
  must "the desktop finds it" grep -q '^Exec=quayside' /usr/share/applications/quayside.desktop
  must "software centres understand it" appstreamcli validate --no-net \
    /usr/share/metainfo/io.quayside.Quayside.metainfo.xml
  must "its icon is there" test -s /usr/share/icons/hicolor/scalable/apps/quayside.svg
  must "its unit is well-formed" env XDG_RUNTIME_DIR=/tmp systemd-analyze --user verify /usr/lib/systemd/user/quayside.service
  files=$(dpkg --listfiles quayside)
  must "it is removed" dpkg --purge quayside
  must "and leaves no file" bash -c 'while read -r file; do [[ -d $file || ! -e $file ]] || exit 1; done' <<<"$files"
}

headless() {
  quayside --headless --port 0 --state-dir /tmp/headless --ready-file /tmp/headless.json &
  local pid=$! endpoint
  until [[ -s /tmp/headless.json ]]; do kill -0 $pid && sleep 0.05; done
  endpoint=$(grep -o 'http://[^"]*' /tmp/headless.json)
  curl -sf -d '{}' -H 'Content-Type: application/x-amz-json-1.1' \
    -H 'X-Amz-Target: AmazonEC2ContainerServiceV20141113.ListClusters' "$endpoint" | grep -q clusterArns
  kill $pid && wait $pid
}

if [[ ${2:-} == inside ]]; then
  home=$HOME
  inside
  exit
fi
[[ $EUID == 0 ]] || skip "only root can mount a root of its own"
for tool in cpack dpkg-shlibdeps appstreamcli systemd-analyze dbus-run-session; do
  command -v "$tool" >/dev/null || skip "$tool is not installed"
done
home=$(mktemp -d "${TMPDIR:-/tmp}/quayside-package.XXXXXX")
trap 'rm -rf "$home"' EXIT
must "the package is made" cpack -G DEB --config "$1/CPackConfig.cmake" -B "$home"
HOME=$home unshare --mount --pid --net --fork --kill-child "$0" "$1" inside
