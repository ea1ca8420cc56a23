# kube-score judges dist/, as its configuration and the annotations of the objects tell it to; every waiver covers a finding.
set -euo pipefail
export GOBIN=$PWD/.tools/kube-score-v1.20.0
[ -x "$GOBIN/kube-score" ] || timeout 900 go install github.com/zegl/kube-score/cmd/kube-score@v1.20.0 >/dev/null 2>&1 || true
PATH="$GOBIN:$PATH"
command -v kube-score >/dev/null || { echo "kube-score v1.20.0 could not be installed"; exit 77; }
python3 .ci/conformance/scanners.py kube-score kube-score
