# Checkov judges dist/, as its configuration and the annotations of the objects tell it to; every waiver covers a finding.
set -euo pipefail
venv=$PWD/.tools/checkov-3.3.13
[ -x "$venv/bin/checkov" ] \
  || { python3 -m venv "$venv" && timeout 900 "$venv/bin/pip" install -q checkov==3.3.13; } >/dev/null 2>&1 || true
PATH="$venv/bin:$PATH"
command -v checkov >/dev/null || { echo "Checkov 3.3.13 could not be installed"; exit 77; }
python3 .ci/conformance/scanners.py checkov checkov
