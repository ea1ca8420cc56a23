# kube-linter judges dist/, as its configuration and the annotations of the objects tell it to; every waiver covers a finding.
set -euo pipefail
export GOBIN=$PWD/.tools/kube-linter-v0.8.3
[ -x "$GOBIN/kube-linter" ] || timeout 900 go install golang.stackrox.io/kube-linter/cmd/kube-linter@v0.8.3 >/dev/null 2>&1 || true
PATH="$GOBIN:$PATH"
command -v kube-linter >/dev/null || { echo "kube-linter v0.8.3 could not be installed"; exit 77; }
python3 .ci/conformance/scanners.py kube-linter kube-linter
