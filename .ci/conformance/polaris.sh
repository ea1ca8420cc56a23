# polaris judges dist/, as its configuration and the annotations of the objects tell it to; every waiver covers a finding.
set -euo pipefail
export GOBIN=$PWD/.tools/polaris-v10.2.2
[ -x "$GOBIN/polaris" ] || timeout 900 go install github.com/fairwindsops/polaris@v10.2.2 >/dev/null 2>&1 || true
PATH="$GOBIN:$PATH"
command -v polaris >/dev/null || { echo "polaris v10.2.2 could not be installed"; exit 77; }
python3 .ci/conformance/scanners.py polaris polaris
