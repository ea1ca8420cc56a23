#!/usr/bin/env bash
# How this build compares: with the commit that is the baseline, with cdk8s in JavaScript at as many objects, and in parsing PromQL
# with Prometheus. Whole processes in turn (ours, theirs, ours, ...), one of each not counted; the ratio is taken pair by pair, and
# its median is what counts.
#   .ci/benchmark/ratios.sh [runs]             default 7
# Wants a quiet machine, git, Maven, npm and GNU time. Everything else is made in a temporary folder.
set -euo pipefail
project=$(cd "$(dirname "$0")/../.." && pwd)
runs=${1:-7}
baseline=f536fcd
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -x /usr/bin/time ] || { echo "not run: there is no /usr/bin/time"; exit 77; }

build() { # folder: prints its classpath
  (cd "$1" && mvn -B -ntp -q test-compile >&2 \
    && mvn -B -ntp -q -Dstyle.color=never exec:exec -Dexec.executable=echo -Dexec.args=%classpath | grep -o "/.*target/classes[^[:space:]]*")
}
git clone -q "$project" "$work/baseline"
git -C "$work/baseline" checkout -q $baseline
git -C "$work/baseline" apply "$project/.ci/benchmark/baseline.patch"
ours=$project/platform
"$ours" --version >/dev/null # builds, and makes the archive of classes
theirs="java $(cat "$work/baseline/.mvn/jvm.config") -cp $(build "$work/baseline") com.xtrading.platform.Main"

# Seconds of wall time, seconds of processor time (children too), MiB of the largest process.
measured() { # where, command
  (cd "$1" && shift && /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >"$work/out" 2>&1) || { cat "$work/out" >&2; exit 1; }
  awk '{ print $1, $2 + $3, $4 / 1024 }' "$work/time"
}
pair() { # what, before each run, ours, theirs; each in a folder of its own
  local what=$1 before=$2 a=$3 b=$4 run
  : >"$work/pairs"
  for ((run = 0; run <= runs; run++)); do
    (cd "$work/a" && eval "$before")
    local one; one=$(measured "$work/a" $a)
    (cd "$work/b" && eval "$before")
    local other; other=$(measured "$work/b" $b)
    [ $run -eq 0 ] || echo "$one $other" >>"$work/pairs"
  done
  awk -v what="$what" '
    function median(x, n,  i, j, t) {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && x[j] < x[j - 1]; j--) { t = x[j]; x[j] = x[j - 1]; x[j - 1] = t }
      return x[int((n + 1) / 2)]
    }
    { wall[NR] = $1 / $4; cpu[NR] = $2 / $5; a[NR] = $1; b[NR] = $4; ca[NR] = $2; cb[NR] = $5 }
    END {
      m = median(wall, NR); low = wall[1]; high = wall[NR] # in order by now
      printf "| %s | %.2f | %.2f | %.2f | %.2f | %.2f to %.2f | %.2f | %.2f |\n", what, median(a, NR), median(b, NR), median(ca, NR), median(cb, NR), low, high, m, median(cpu, NR)
    }' "$work/pairs"
}

for side in a b; do
  mkdir "$work/$side"
  cp -r "$project/environments" "$project/dist" "$work/$side/"
done
echo "| | ours s | theirs s | ours cpu s | theirs cpu s | wall, spread | wall | cpu |"
echo "|---|---|---|---|---|---|---|---|"
pair "all, unchanged dist/" : "$ours synth --redraw" "$theirs synth"
pair "all, empty dist/" "rm -rf dist" "$ours synth --redraw" "$theirs synth"
pair "production to all three (both ours)" : "$ours synth --redraw production" "$ours synth --redraw"
pair "nothing changed to --version (both ours)" : "$ours synth" "$ours --version"

objects=$(find "$project/dist" -path '*/manifests/*' -name '*.yaml' | wc -l)
mkdir "$work/peer"
cp "$project/.ci/benchmark/peer.js" "$work/peer/"
if (cd "$work/peer" && npm install --silent --no-audit --no-fund --prefix . \
    cdk8s@2.70.47 cdk8s-plus-25@2.22.79 constructs@10.8.1 >/dev/null 2>&1); then
  pair "all, empty dist/, to the peer at $objects objects" "rm -rf dist out" \
    "$ours synth --redraw" "env NODE_PATH=$work/peer/node_modules node $work/peer/peer.js $objects"
else
  echo "not run: the peer could not be installed"
fi
for one in a b; do cp "$project"/pom.xml "$work/$one/"; cp -a "$project"/{.mvn,src} "$work/$one/"; mkdir -p "$work/$one/target"; cp -a "$project/target/classes" "$work/$one/target/"; done
pair "through Maven, nothing changed to --version (both ours)" : "mvn -q exec:java" "mvn -q exec:java -Dexec.args=--version"

# Parsing the same expressions in a process that has done so before: milliseconds, each the median of seven rounds of a process.
parsing() { # what, file
  local run
  : >"$work/pairs"
  for ((run = 0; run <= runs; run++)); do
    local one; one=$(java -cp "$tests" com.xtrading.platform.promql.PromqlBenchmark time "$2")
    local other; other=$("$work/promql" -time "$2")
    [ $run -eq 0 ] || echo "$one $other" >>"$work/pairs"
  done
  awk '{ print $1 / $2, $1, $2 }' "$work/pairs" | sort -n | awk -v what="$1" '
    { ratio[NR] = $1; a[NR] = $2; b[NR] = $3 }
    END { m = int((NR + 1) / 2); printf "| %s | %.0f | %.0f | %.2f to %.2f | %.2f |\n", what, a[m], b[m], ratio[1], ratio[NR], ratio[m] }'
}
echo
echo "| PromQL | ours ms | theirs ms | wall, spread | wall |"
echo "|---|---|---|---|---|"
if command -v go >/dev/null && (cd "$project/.ci/conformance/promql" && go build -o "$work/promql" .); then
  tests=$project/target/test-classes:$(build "$project")
  (cd "$project" && for set in "write 10000" "write 100000" "plain 100000"; do
    java -cp "$tests" com.xtrading.platform.promql.PromqlBenchmark ${set% *} "$work/${set/ /-}" "${set#* }"
  done)
  parsing "10,000 expressions" "$work/write-10000"
  parsing "100,000 expressions" "$work/write-100000"
  parsing "100,000 without regular expressions" "$work/plain-100000"
else
  echo "not run: the parser of Prometheus could not be had"
fi
