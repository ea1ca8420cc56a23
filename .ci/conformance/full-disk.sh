# A disk that is full: one message, exit code 2, dist/ as it was. It holds dist/ twice, as the run that succeeds later needs.
set -euo pipefail
work=$(mktemp -d)
if ! mount -t tmpfs -o size=$(($(du -sm dist | cut -f1) * 2 + 8))m tmpfs "$work" 2>/dev/null; then
  rmdir "$work"
  echo "a small file system needs the right to mount"
  exit 77
fi
trap 'umount "$work"; rmdir "$work"' EXIT
cp -r environments "$work/"
run() { (cd "$work" && java -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main synth 2>&1); }
sums() { (cd "$work" && find dist | sort && find dist -type f -exec sha256sum {} + | sort); }
run >/dev/null
before=$(sums)
sed -i 's/tag: 1.0.0/tag: 1.0.1/; s/^namespace: .*$/&-x/' "$work"/environments/*.yaml
dd if=/dev/zero of="$work/ballast" bs=1k 2>/dev/null || true
code=0
message=$(run) || code=$?
[ $code -eq 2 ] && ! grep -q "^[[:space:]]*at " <<<"$message" || { echo "exit code $code: $message"; exit 1; }
[ "$(sums)" = "$before" ] || { echo "dist/ is not as it was:"; diff <(echo "$before") <(sums); exit 1; }
echo "$message" | tail -n 1
rm "$work/ballast"
run >/dev/null
[ ! -e "$work/dist/.synth" ] || { echo "the next run left its staging folder"; exit 1; }
