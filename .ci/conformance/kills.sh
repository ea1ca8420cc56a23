# Kills at random moments of synth (KILLS of them): every file in dist/ is whole, and the next run completes.
set -euo pipefail
project=$PWD
kills=${KILLS:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() { java @"$project/.mvn/jvm.config" -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main synth >/dev/null 2>"$work/err"; }
sums() { (cd "$1" && find dist -type f -not -path 'dist/.synth*' -exec sha256sum {} + | sort); }

# Two states that differ in nearly every file; each run goes from one to the other.
for state in one two; do
  mkdir "$work/$state"
  cp -r environments "$work/$state/"
done
sed -i 's/^namespace: \(.*\)$/namespace: \1-x/; s/tag: 1.0.0/tag: 1.0.1/' "$work"/two/environments/*.yaml
for state in one two; do
  start=$(date +%s%N)
  (cd "$work/$state" && run) || { cat "$work/err"; exit 1; }
  millis=$((($(date +%s%N) - start) / 1000000))
  sums "$work/$state" >"$work/$state.sums"
done
sort -u "$work/one.sums" "$work/two.sums" >"$work/whole"

cp -r "$work/one" "$work/live"
cd "$work/live"
killed=0
writing=0
for ((kill = 1; kill <= kills; kill++)); do
  state=$([ $((kill % 2)) -eq 1 ] && echo two || echo one)
  cp "../$state/environments/"*.yaml environments/
  java @"$project/.mvn/jvm.config" -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main synth >/dev/null 2>&1 &
  pid=$!
  # Some kills are anywhere, most of them while files are written: that is a tenth of a run.
  if [ $((kill % 4)) -eq 0 ]; then
    delay=$((RANDOM % millis))
  else
    while [ ! -e dist/.synth/new ] && kill -0 $pid 2>/dev/null; do sleep 0.002; done
    delay=$((RANDOM % 400))
  fi
  sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
  kill -9 $pid 2>/dev/null && killed=$((killed + 1))
  [ -e dist/.synth ] && writing=$((writing + 1))
  wait $pid 2>/dev/null || true
  sums . >../live.sums
  broken=$(comm -23 ../live.sums ../whole)
  [ -z "$broken" ] || { echo "kill $kill left files that are neither old nor new:"; echo "$broken"; exit 1; }
  run || { echo "the run after kill $kill failed:"; cat "$work/err"; exit 1; }
  sums . | diff - "../$state.sums" || { echo "the run after kill $kill did not complete"; exit 1; }
  [ ! -e dist/.synth ] || { echo "the run after kill $kill left its staging folder"; exit 1; }
done
echo "$kills kills: $killed of a running process, $writing while it wrote; every file whole, every next run complete"
[ $killed -ge $((kills / 2)) ] && [ $writing -ge $((kills / 5)) ] || { echo "too few kills hit a run that wrote"; exit 1; }
