# A disk that is full: one message, exit code 2, dist/ as it was.
set -euo pipefail
work=$(mktemp -d)
if ! mount -t tmpfs -o size=256k tmpfs "$work" 2>/dev/null; then
  rmdir "$work"
  echo "not run: a small file system needs the right to mount"
  exit 0
fi
trap 'umount "$work"; rmdir "$work"' EXIT
cp -r environments "$work/"
mkdir "$work/dist"
code=0
message=$(cd "$work" && java -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main synth 2>&1) || code=$?
[ $code -eq 2 ] && ! grep -q "^[[:space:]]*at " <<<"$message" || { echo "exit code $code: $message"; exit 1; }
[ -z "$(find "$work/dist" -type f -not -path '*/.synth*')" ] || { echo "something was written"; exit 1; }
echo "$message" | tail -n 1
