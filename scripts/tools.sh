# Finds the tools and builds what is missing. Sourced by the launcher; $home is the repository.

SERVER_OPTIONS=(-Xms256m -Xmx512m -XX:+UseParallelGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=10000 --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dfile.encoding=UTF-8)
# Large pages where the kernel gives them to who asks; elsewhere the JVM would only complain.
HUGE_PAGES=()
if grep -qs '\[madvise\]\|\[always\]' /sys/kernel/mm/transparent_hugepage/enabled; then
  HUGE_PAGES=(-XX:+UseTransparentHugePages)
fi
SERVER_OPTIONS+=("${HUGE_PAGES[@]}")
TOOL_OPTIONS=(-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true)

die() {
  echo "maapay: $1" >&2
  exit 1
}

# The feature version of the JDK in folder $1, or 0.
jdk_version() {
  [ -x "$1/bin/javac" ] || { echo 0; return; }
  local text
  text=$("$1/bin/javac" -version 2>&1) || { echo 0; return; }
  text=${text#javac }
  echo "${text%%[.-]*}"
}

# Exports JAVA_HOME of a JDK 25 or newer: JAVA_HOME itself, then PATH, then the usual folders.
require_jdk() {
  local candidate version found=""
  local on_path
  on_path=$(command -v javac || true)
  for candidate in "${JAVA_HOME:-}" "${on_path:+$(dirname "$(dirname "$(readlink -f "$on_path")")")}" \
      /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] && [ -d "$candidate" ] || continue
    version=$(jdk_version "$candidate")
    case $version in ''|*[!0-9]*) continue ;; esac
    if [ "$version" -ge 25 ]; then
      found=$candidate
      break
    fi
  done
  [ -n "$found" ] || die "no JDK 25 or newer was found; install one (for example Temurin 25) and set JAVA_HOME to it."
  export JAVA_HOME=$found
}

require_maven() {
  command -v mvn >/dev/null || die "Maven was not found; install Maven 3.8 or newer and put mvn on the PATH."
}

require_node() {
  local version
  command -v node >/dev/null && command -v npm >/dev/null || die "Node.js was not found; install Node.js 20 or newer with npm."
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || die "Node.js $version is too old; install Node.js 20 or newer."
}

maven() {
  mvn --batch-mode --no-transfer-progress "$@" 2> >(grep -v -e 'WARNING: .*sun.misc.Unsafe' -e 'WARNING: Please consider' >&2)
}

SERVER_CACHE=$home/server/target/maapay-server.aot
SIMULATOR_CACHE=$home/simulator/target/maapay-simulator.aot

# Starts the demo once with nobody looking, and keeps what a start loads and links: later starts take half the time.
# Without the files everything runs as well, later.
train_if_needed() {
  local jar=$home/server/target/maapay-server.jar simulator=$home/simulator/target/maapay-simulator.jar
  [ "$SERVER_CACHE" -nt "$jar" ] && [ "$SIMULATOR_CACHE" -nt "$simulator" ] && return 0
  rm -f "$SERVER_CACHE" "$SIMULATOR_CACHE"
  echo "Preparing fast starts …"
  local data=$home/target/training pid waited=0
  rm -rf "$data" && mkdir -p "$data"
  "$JAVA_HOME/bin/java" "${SERVER_OPTIONS[@]}" -XX:AOTCacheOutput="$SERVER_CACHE" -Xlog:disable -Dmaapay.training=true -Dmaapay.home="$home" \
    -cp "$jar:$home/server/target/lib/*" org.maapay.server.Main demo --port $((20000 + RANDOM % 9000)) --data "$data" >"$data/demo.log" 2>&1 &
  pid=$!
  # shellcheck disable=SC2064
  trap "kill $pid 2>/dev/null; exit 143" TERM INT
  while [ ! -e "$data/demo.json" ] && [ $waited -lt 240 ] && kill -0 "$pid" 2>/dev/null; do
    sleep 0.25
    waited=$((waited + 1))
  done
  trap - TERM INT
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  if [ -e "$SERVER_CACHE" ]; then
    rm -rf "$data"
  else
    echo "maapay: starts will be slower, their preparation failed; see $data/demo.log." >&2
  fi
}

# Whether anything under the given paths is newer than the file $1.
newer_than() {
  local stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" \( -name node_modules -o -name target -o -name dist -o -name shots \) -prune -o -type f -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build_web() {
  newer_than "$home/web/dist.stamp" "$home/web" || return 0
  require_node
  echo "Building the pages (web/) …"
  (cd "$home/web" && npm ci --no-progress --silent && npm run --silent build) || die "the pages could not be built; see the messages above."
  touch "$home/web/dist.stamp"
}

build_java() {
  newer_than "$home/target/build.stamp" "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main "$home"/docs/problems "$home"/docs/reference "$home/web/dist.stamp" || return 0
  require_maven
  echo "Building MaaPay (Maven) …"
  maven --quiet -Dmaven.test.skip=true clean package || die "the build failed; see the messages above."
  mkdir -p "$home/target"
  touch "$home/target/build.stamp"
}

build_if_needed() {
  build_web
  build_java
}
