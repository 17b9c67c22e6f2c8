#!/usr/bin/env bash
# The whole gate: what CI runs. Ends within ten minutes on two cores with warm caches.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
# shellcheck source=scripts/tools.sh
. "$home/scripts/tools.sh"

rounds=3
port=18600
while [ $# -gt 0 ]; do
  case $1 in
    --crash-rounds) rounds=$2; shift 2 ;;
    --port) port=$2; shift 2 ;;
    -h|--help)
      echo "./maapay verify [--crash-rounds N] [--port N]   N rounds of kill -9 (default 3); first of 15 free ports (default 18600)"
      exit 0 ;;
    *) die "verify does not know '$1'." ;;
  esac
done

work=$home/target/verify
began=$SECONDS
demo_pid=""

step() {
  printf '\n== %s (%d s)\n' "$1" $((SECONDS - began))
}

# Ends the demo that this run started, whatever happened.
stop_demo() {
  [ -n "$demo_pid" ] || return 0
  kill "$demo_pid" 2>/dev/null || true
  wait "$demo_pid" 2>/dev/null || true
  demo_pid=""
}
trap stop_demo EXIT

# Debian's browser and a font with Chinese glyphs, where we may install them.
require_browser() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  fc-list 2>/dev/null | grep -qiE 'wqy|noto.*cjk|source han' || missing+=(fonts-wqy-microhei)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"; } >/dev/null ||
      die "${missing[*]} could not be installed; install them and run verify again."
  else
    die "the browser tests need ${missing[*]}; install them (Debian: apt-get install ${missing[*]})."
  fi
}

start_demo() {
  rm -rf "$work/demo"
  mkdir -p "$work"
  "$home/maapay" demo --port "$port" --data "$work/demo" >"$work/demo.log" 2>&1 &
  demo_pid=$!
  local waited=0
  until [ -e "$work/demo/demo.json" ]; do
    kill -0 "$demo_pid" 2>/dev/null || { tail -n 40 "$work/demo.log" >&2; die "the demo did not start."; }
    [ $waited -lt 240 ] || { tail -n 40 "$work/demo.log" >&2; die "the demo was not ready within 120 s."; }
    sleep 0.5
    waited=$((waited + 1))
  done
}

step "Tools"
require_jdk
require_maven
require_node
require_browser

step "Pages: format, lint, types, tests, build"
(cd web && npm ci --no-progress --silent && npm run --silent check && npm run --silent build)
touch web/dist.stamp

step "Java: format, null checks, architecture, unit, PostgreSQL"
maven --quiet spotless:check
maven clean verify
touch target/build.stamp

step "Demo"
start_demo

step "Browser"
(cd web && MAAPAY_DEMO="$work/demo/demo.json" npm run --silent e2e)

# After the browser: the rules move the demo's business clock, by which the drawer's stopwatch would be wrong.
step "Conformance"
"$home/maapay" conformance --demo "$work/demo/demo.json" --report "$work/conformance"

step "Books"
"$home/maapay" ledger check --database-url "jdbc:postgresql://127.0.0.1:$((port + 9))/maapay?user=postgres"
stop_demo

step "Crash: $rounds rounds of kill -9"
"$home/maapay" bench crash --rounds "$rounds"

step "Everything holds"
