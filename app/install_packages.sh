#!/usr/bin/env bash
# Installs those Debian packages of the given lists that are missing. Touches no network when none is.
set -euo pipefail

mapfile -t wanted < <(sed 's/#.*//' "$@" | awk 'NF { print $1 }' | sort -u)
mapfile -t installed < <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null |
  awk '$2 == "installed" { print $1 }' | sort -u)
mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}") <(printf '%s\n' "${installed[@]}"))
((${#missing[@]})) || exit 0

as_root=()
if [[ $EUID -ne 0 ]]; then
  command -v sudo >/dev/null || {
    echo "Missing packages: ${missing[*]}. Install them as root, or install sudo, and start again." >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
