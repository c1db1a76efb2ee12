#!/usr/bin/env bash
# Installs what is missing, builds, and runs the tests.
#   tests/run.sh          what every change must pass
#   tests/run.sh --fast   the quick part of it: no Docker engine, no display, no sanitizers
#   tests/run.sh --long [HOURS]   all of it, and what takes longer than a change should wait; HOURS of virtual time are
#                                 simulated, 25,000 unless said
set -euo pipefail

mode=${1:-}
case $mode in
  '' | --fast | --long) ;;
  *) echo "usage: tests/run.sh [--fast | --long [HOURS]]" >&2 && exit 2 ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=build/test-results
rm -rf "$results"
mkdir -p "$results"
failed_steps=()

say() { printf '\n== %s (after %d:%02d)\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)); }

# A step that fails does not keep the next ones from running.
step() { # step NAME COMMAND...
  say "$1"
  "${@:2}" || failed_steps+=("$1")
}

build() { # build PRESET TARGET...
  [[ -f build/$1/build.ninja ]] || cmake --preset "$1"
  NINJA_STATUS='[%f/%t, %es] ' cmake --build --preset "$1" --target "${@:2}"
}

beside=() # what to run the tests beside: nothing, an engine
run_tests() { # run_tests NAME PRESET CTEST-OPTION...
  "${beside[@]}" ctest --test-dir "build/$2" --output-on-failure --output-junit "$PWD/$results/$1.xml" \
    --test-output-size-passed 8000000 --test-output-size-failed 8000000 "${@:3}"
}

sanitised_core() {
  build asan tests_fast && run_tests sanitised-core asan -L fast -j "$(nproc)"
}

# Into build/javascript. Where npm cannot do that its tests are skipped.
install_javascript_sdk() {
  command -v npm > /dev/null || return
  [[ build/javascript/node_modules/.package-lock.json -nt tests/sdk/javascript/package-lock.json ]] && return
  mkdir -p build/javascript && cp tests/sdk/javascript/package*.json build/javascript
  npm ci --prefix build/javascript --no-fund --no-audit
}

app/install_packages.sh app/packages.txt tests/packages.txt

say "build"
if [[ $mode == --fast ]]; then
  build release quayside tests_fast tests_window
else
  build release all
fi

step "fast" run_tests fast release -L fast -j "$(nproc)"
step "window" run_tests window release -L window -LE 'display|long' -j "$(nproc)"
if [[ $mode != --fast ]]; then
  step "simulation" run_tests simulation release -L sim -LE long -j "$(nproc)"
  beside=(tests/support/dockerd.sh)
  step "engine" run_tests engine release -L engine -LE long
  beside=()
  step "display" run_tests display release -L display -LE long
  say "JavaScript SDK"
  install_javascript_sdk || echo "It cannot be installed."
  step "SDKs" run_tests sdk release -L sdk -LE long -j "$(nproc)"
  step "benches" run_tests bench release -L bench -LE long
  step "sanitised core" sanitised_core
fi
if [[ $mode == --long ]]; then
  export QUAYSIDE_SIM_HOURS=${2:-25000}
  beside=(tests/support/dockerd.sh)
  step "long" run_tests long release -L long
  beside=()
fi

say "done"
awk -f tests/support/summary.awk "$results"/*.xml || failed_steps+=("summary")
if ((${#failed_steps[@]})); then
  printf 'Failed: %s\n' "${failed_steps[*]}"
  exit 1
fi
