# Two runs at once, in two processes: one writes, the other writes after it or says that it must wait.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r environments "$work/"
cd "$work"
run() { java -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main synth >"$1" 2>&1; }
run alone
find dist -type f -exec sha256sum {} + | sort >wanted
waited=0
for round in 1 2 3 4 5 6; do
  rm -rf dist
  run first & one=$!
  run second & two=$!
  for run in $one $two; do
    code=0
    wait $run || code=$?
    case $code in
      0) ;;
      2) grep -hq "another run is writing" first second && waited=$((waited + 1)) || { cat first second; exit 1; } ;;
      *) echo "exit code $code"; cat first second; exit 1 ;;
    esac
  done
  find dist -type f -exec sha256sum {} + | sort | diff - wanted || { echo "round $round: dist/ is not what one run writes"; exit 1; }
done
echo "6 rounds: dist/ as one run writes it; $waited runs had to wait"
