# What the benchmarks share: a server of their own on a fresh database, and wrk's figures.
# Needs wrk, curl and a JDK; everything stays on loopback and in a temporary folder.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
server=
trap 'end $server ${others:-}; rm -rf "$work"' EXIT
port=${BENCH_PORT:-18081}
base=http://127.0.0.1:$port
json='Content-Type: application/json'
password='correct horse battery'
access_secret=$(head -c 48 /dev/urandom | base64)
refresh_secret=$(head -c 48 /dev/urandom | base64)

# jar: the one that is built, or builds it
jar() {
  ls target/auth-server-*.jar >/dev/null 2>&1 || ./mvnw -B -ntp -q package -DskipTests
  ls target/auth-server-*.jar
}

# launch VARIABLE=value... COMMAND...: runs a server on the fresh database, in a folder if one is named
launch() {
  env -C "${folder:-.}" ACCESS_TOKEN_SECRET="$access_secret" REFRESH_TOKEN_SECRET="$refresh_secret" \
    SERVER_PORT="$port" DATA_DIR="$work/data" LOGIN_THROTTLE=off "$@" >"$work/log" 2>&1 &
  server=$!
}

# start VARIABLE=value...: runs the jar and waits for its first answer
start() {
  launch "$@" "$java" ${BENCH_JAVA_OPTIONS:-} -jar "$(jar)"
  await "$base/actuator/health" $server "$work/log"
}

# lay_out: the server as the image has it, in a folder; needs Java 25
lay_out() {
  PATH=$(dirname "$(command -v "$java")"):$PATH src/main/docker/unpack "$work/layout" >"$work/log" 2>&1
}

# launch_image MEMORY: runs that as in a container of this size
launch_image() {
  folder=$work/layout launch MALLOC_ARENA_MAX=1 "$java" -XX:AOTCache=auth-server.aot -XX:MaxRAM="$1" @java.options
}

# await URL PROCESS LOG: waits for the first answer, or shows why there will be none
await() {
  until curl -sf -o "$work/answer" "$1"; do
    kill -0 "$2" 2>/dev/null || { cat "$3"; exit 1; }
    sleep 0.05
  done
}

stop() { end "$server"; server=; }

# end PROCESS...: asks them to stop and waits until they have
end() {
  local process
  for process in "$@"; do { kill "$process" && wait "$process"; } 2>/dev/null || true; done
}

# median: of the numbers on standard input, one a line
median() { sort -g | awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }'; }

# unpacked: the libraries of the jar, in a folder
unpacked() {
  [ -d "$work/app" ] || { jar && src/main/docker/layout "$work/app"; } >"$work/log"
  echo "$work/app"
}

# library NAME: the path of one
library() { echo "$(unpacked)"/lib/$1-[0-9]*.jar; }

# sql STATEMENTS: on the database of the server, while no server uses it
sql() {
  "$java" -cp "$(library h2)" org.h2.tools.Shell -url "jdbc:h2:file:$work/data/auth" -user sa -password '' -sql "$1" >"$work/sql"
}

# member NAME: a string of the JSON on standard input
member() { sed "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/"; }

# users: creates a user, and sets the request headers and bodies that the figures need
users() {
  admin=$(curl -s "$base/admin_token/" -d username=admin@example.com -d password=admin | member access_token)
  curl -s -o "$work/answer" "$base/user/" -H "Authorization: Bearer $admin" -H "$json" \
    -d "{\"email\":\"ada@example.com\",\"password\":\"$password\"}"
  refresh=$(curl -s "$base/token/" -H "$json" -d "{\"email\":\"admin@example.com\",\"password\":\"admin\"}" | member refresh_token)
  post login token "{\"email\":\"ada@example.com\",\"password\":\"$password\"}"
  post refresh refresh "{\"refresh_token\":\"$refresh\"}"
}

# post NAME PATH BODY: a wrk script
post() {
  printf 'wrk.method = "POST"\nwrk.path = "/%s/"\nwrk.body = [[%s]]\nwrk.headers["Content-Type"] = "application/json"\n' \
    "$2" "$3" >"$work/$1.lua"
}

# load NAME CONNECTIONS SECONDS [path]: "requests/s p50 p99 failures" of one kind of request, times in ms
load() {
  local script=()
  [ ! -f "$work/$1.lua" ] || script=(-s "$work/$1.lua")
  wrk -t1 -c"$2" -d"$3" --timeout 30s --latency "${script[@]}" "$base${4:-/}" | awk '
    function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t ~ /m$/ ? t * 60000 : t * 1000 }
    $1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) }
    /Requests\/sec/ { rate = $2 } /Non-2xx/ { failed = $NF } /Socket errors/ { failed += $4 + $6 + $8 + $10 }
    END { printf "%.1f %.1f %.1f %d\n", rate, p50, p99, failed }'
}

row() { printf '| %-34s | %9s | %8s | %8s | %6s |\n' "$@"; }

machine() {
  printf '%s, %s processors, %s\n\n' "$(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)" "$(nproc)" \
    "$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/Java \1/p')"
}
