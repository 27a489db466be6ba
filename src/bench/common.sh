# What the benchmarks share: servers of their own on fresh databases, and the figures of wrk. For Linux; everything
# stays on loopback and in a temporary folder. BENCH_SECONDS is the length of a measurement, BENCH_ROUNDS their number.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C PATH="${JAVA_HOME:+$JAVA_HOME/bin:}$PATH"
seconds=${BENCH_SECONDS:-5} rounds=${BENCH_ROUNDS:-5}
json='Content-Type: application/json'
admin='{"email":"admin@example.com","password":"admin"}'

die() { echo "$0: $*" >&2; exit 1; }
# quietly COMMAND...: shows what it prints only when it fails
quietly() { "$@" >"$work/output" 2>&1 || { cat "$work/output" >&2; die "failed: $*"; }; }
secret() { head -c 48 /dev/urandom | base64; }
# stop PROCESS...: and waits until they have ended
stop() { { kill "$@"; wait "$@"; } 2>/dev/null || true; }

for tool in wrk curl javac; do
  command -v $tool >/dev/null || die "$tool is missing: the benchmarks need wrk, curl and a JDK"
done
[[ $seconds:$rounds =~ ^[1-9][0-9]*:[1-9][0-9]*$ ]] || die 'BENCH_SECONDS and BENCH_ROUNDS are whole numbers from 1'
jdk=$(java -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
work=$(mktemp -d)
trap 'stop $(jobs -p); rm -rf "$work"' EXIT

# build CHECKOUT: from its present sources; sets `jar`, and `libraries`, the class path of its tests
build() {
  echo "building $(realpath "$1")" >&2
  rm -f "$1"/target/auth-server-*.jar
  quietly env -C "$1" ./mvnw -B -ntp package -DskipTests dependency:build-classpath -Dmdep.outputFile=target/libraries
  jar=$(ls "$1"/target/auth-server-*.jar)
  libraries=$(<"$1/target/libraries")
}

# lay_out CHECKOUT FOLDER: the server as the image has it
lay_out() {
  [ "${jdk%%.*}" -ge 25 ] || die "the image's layout needs Java 25, and java is $jdk: set JAVA_HOME"
  build "$1"
  quietly "$1/src/main/docker/unpack" "$2"
}

# start NAME [VARIABLE=value...] COMMAND...: a server on the database of that name; sets `server` (process) and `base`
start() {
  local port=
  env -i PATH="$PATH" ACCESS_TOKEN_SECRET="$(secret)" REFRESH_TOKEN_SECRET="$(secret)" \
    SERVER_PORT=0 DATA_DIR="$work/$1" LOGIN_THROTTLE=off "${@:2}" >"$work/$1.log" 2>&1 &
  server=$!
  until [ -n "$port" ] && curl -sf -o "$work/answer" "$base/"; do
    kill -0 $server 2>/dev/null || die "$1 does not start: $(<"$work/$1.log")"
    sleep 0.05
    port=$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$work/$1.log")
    base=http://127.0.0.1:$port
  done
}

# log_in: sets the tokens of the admin on the server of `base`
log_in() {
  [[ $(curl -sS -H "$json" -d "$admin" "$base/token/") =~ '"access_token":"'([^\"]+).*'"refresh_token":"'([^\"]+) ]] ||
    die 'the admin gets no tokens'
  access=${BASH_REMATCH[1]} refresh=${BASH_REMATCH[2]}
}

# load KIND CONNECTIONS SECONDS: repeats one request; prints successes a second, and p50 and p99 in ms
load() {
  local path headers=() body=()
  case $1 in
    read) path='/user/?email=admin@example.com' ;;
    bare) local base=$bare path='/user/?email=admin@example.com' ;;
    search) path='/users/?q=admin@&limit=10' headers=(-H "Authorization: Bearer $access") ;;
    login) path=/token/ headers=(-H "$json") body=("$ada") ;;
    refresh | rotation) path=/refresh/ headers=(-H "$json") body=("{\"refresh_token\":\"$refresh\"}" "$1") ;;
  esac
  wrk -t1 -c"$2" -d"$3" --timeout 30s --latency -s src/bench/request.lua "${headers[@]}" "$base$path" -- "${body[@]}" |
    awk -v kind="$1" '
      function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t ~ /m$/ ? t * 60000 : t * 1000 }
      $1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) }
      / requests in / { all = $1 } /Requests\/sec/ { rate = $2 }
      /Non-2xx/ { refused = $NF } /Socket errors/ { lost = $4 + $6 + $8 + $10 }
      END {
        if (refused || lost || !all) printf "%s: %d of %d refused, %d lost\n", kind, refused, all, lost >"/dev/stderr"
        if (refused == all) exit 1
        printf "%.1f %.1f %.1f\n", rate * (1 - refused / all), p50, p99
      }'
}

# memory FIELD: of the server, in MiB
memory() { awk -v field="$1:" '$1 == field { print int($2 / 1024) }' "/proc/$server/status"; }
# measure NAME KIND CONNECTIONS: adds what `load` prints to the figures of that name
measure() { load "$2" "$3" "$seconds" >>"$work/$1.figures"; }
# median NAME [COLUMN], ratio NAME OTHER [COLUMN]: of the figures of that name, of two medians
median() { cut -d' ' -f${2:-1} "$work/$1.figures" | sort -g | awk '{ n[NR] = $1 } END { print n[int(NR / 2 + .5)] }'; }
ratio() { awk "BEGIN { printf \"%.2f\", $(median "$1" "${3:-1}") / $(median "$2" "${3:-1}") }"; }
row() { printf '| %-34s |' "$1"; printf ' %9s |' "${@:2}"; echo; }
# table COLUMN...: its head, under a line about the machine
table() {
  printf '\n%s, %s processors, Java %s\n\n' "$(sed -n 's/^model name.*: //p;T;q' /proc/cpuinfo)" "$(nproc)" "$jdk"
  row "$@"
  row "${@/*/--:}"
}
