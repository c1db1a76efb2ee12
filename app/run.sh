#!/usr/bin/env bash
# Builds Quayside on Debian bookworm and opens it. Arguments go to the program; see `app/run.sh --help`.
# Without a display the program says so and serves headless.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/app/install_packages.sh" "$root/app/packages.txt"

cd "$root"
[[ -f build/release/build.ninja ]] || cmake --preset release
NINJA_STATUS='[%f/%t, %es] ' cmake --build --preset release --target quayside
cd - >/dev/null
exec "$root/build/release/bin/quayside" "$@"
