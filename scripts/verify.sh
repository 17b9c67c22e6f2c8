#!/usr/bin/env bash
# The whole gate: what CI runs. Takes about ten minutes on two cores with warm caches.
#
# The pages, also on their mock, run beside Maven; then the browser story, the clauses and the crashes run beside each other, each on a demo
# of its own: most of their time they wait for what the platform does by the clock. What runs beside others shows its output whole when it
# ends. A part that fails fails the gate.
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
      echo "./maapay verify [--crash-rounds N] [--port N]   N rounds of kill -9 (default 3); first of 40 free ports (default 18600)"
      exit 0 ;;
    *) die "verify does not know '$1'." ;;
  esac
done

work=$home/target/verify
logs=$(mktemp -d)
began=$SECONDS
declare -A pids=() since=()

# Ends what this run started, whatever happened: each part is a process group with all that it started itself.
finish() {
  local status=$? name
  for name in "${!pids[@]}"; do
    kill -- "-${pids[$name]}" 2>/dev/null || true
  done
  wait
  rm -rf "$logs"
  [ $status = 0 ] || printf '\n== The gate does not hold (%d s)\n' $((SECONDS - began))
}
trap finish EXIT

step() {
  printf '\n== %s (at %d s)\n' "$1" $((SECONDS - began))
}

# Runs function $1 by itself, now.
alone() {
  step "$1"
  local start=$SECONDS
  "$1"
  printf -- '-- %s: %d s\n' "$1" $((SECONDS - start))
}

# Begins function $1 beside others.
beside() {
  printf '\n== %s begins (at %d s)\n' "$1" $((SECONDS - began))
  since[$1]=$SECONDS
  set -m
  (set -e; trap 'exit 143' TERM; "$1") >"$logs/$1" 2>&1 </dev/null &
  set +m
  pids[$1]=$!
}

# Waits until any of the given parts ends, shows what it said, and so on until all have; the first failure ends the gate.
join() {
  local name status left=("$@") rest
  while [ ${#left[@]} -gt 0 ]; do
    rest=()
    for name in "${left[@]}"; do
      if kill -0 "${pids[$name]}" 2>/dev/null; then
        rest+=("$name")
        continue
      fi
      status=0
      wait "${pids[$name]}" || status=$?
      unset "pids[$name]"
      step "$name"
      cat "$logs/$name"
      [ $status = 0 ] || die "$name failed after $((SECONDS - since[$name])) s (status $status); its output stands above."
      printf -- '-- %s: %d s\n' "$name" $((SECONDS - since[$name]))
    done
    left=(${rest[@]+"${rest[@]}"})
    [ ${#left[@]} = 0 ] || sleep 0.3
  done
}

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

# Runs "$3 …" on a demo named $1 of its own, whose first port is $2, and holds its books to their promises.
with_demo() {
  local name=$1 first=$2 data=$work/$1 pid waited=0
  shift 2
  rm -rf "$data"
  mkdir -p "$data"
  "$home/maapay" demo --institutions 2 --port "$first" --data "$data" >"$work/$name.log" 2>&1 &
  pid=$!
  # shellcheck disable=SC2064
  trap "kill $pid 2>/dev/null || true; wait $pid 2>/dev/null || true" EXIT
  until [ -e "$data/demo.json" ]; do
    kill -0 "$pid" 2>/dev/null || { tail -n 40 "$work/$name.log"; die "the demo did not start."; }
    [ $waited -lt 240 ] || { tail -n 40 "$work/$name.log"; die "the demo was not ready within 120 s."; }
    sleep 0.5
    waited=$((waited + 1))
  done
  "$@" "$data/demo.json"
  "$home/maapay" ledger check --database-url "jdbc:postgresql://127.0.0.1:$((first + 9))/maapay?user=postgres"
  kill "$pid"
  wait "$pid" || true
  trap - EXIT
}

tools() {
  require_jdk
  require_maven
  require_node
  require_browser
}

# What the server and the simulator take into their jars.
build_pages() {
  (cd web && npm ci --no-progress --silent && npm run --silent build)
  touch web/dist.stamp
}

# Format, lint, types, tests, size; then cashier, keypad and handset in every state, against a mock.
pages() {
  cd web
  npm run --silent check
  npm run --silent e2e:states
}

# Format, warnings, null checks, architecture, unit, PostgreSQL.
maven_build() {
  nice -n 5 mvn --batch-mode --no-transfer-progress -T 2 spotless:check clean verify 2> >(grep -v '^WARNING: ' >&2)
  # What builds for a newcomer builds without the tests.
  mvn --batch-mode --quiet -T 2 -Dmaven.test.skip=true package 2> >(grep -v '^WARNING: ' >&2)
  touch target/build.stamp
}

# Two customers with a handset each, at the same time: one walks through the story, one through the modes.
tell_story() {
  local modes=$work/modes.log pid status=0
  (cd web && MAAPAY_DEMO=$1 npm run --silent e2e:modes) >"$modes" 2>&1 &
  pid=$!
  (cd web && MAAPAY_DEMO=$1 npm run --silent e2e:story) || status=$?
  wait "$pid" || status=$?
  cat "$modes"
  return "$status"
}

story_in_browser() {
  with_demo story "$port" tell_story
}

hold_clauses() {
  "$home/maapay" conformance --demo "$1" --report "$work/conformance"
}

# The rules move their demo's business clock, so nothing else runs on that one.
clauses() {
  with_demo clauses $((port + 20)) hold_clauses
}

crashes() {
  "$home/maapay" bench crash --rounds "$rounds"
}

mkdir -p "$work"
alone tools
alone build_pages
beside pages
beside maven_build
join pages maven_build
alone train_if_needed
beside story_in_browser
beside clauses
beside crashes
join story_in_browser clauses crashes
step "Everything holds"
