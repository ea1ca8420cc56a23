# Trivy judges dist/ with its ignore file; every waiver covers a finding. It is taken as it is on the machine: to build it takes
# longer than everything else here together, and no package manager of this machine has it. Its own checks are those that it was
# built with (trivy-checks), not newer ones.
set -euo pipefail
command -v trivy >/dev/null || { echo "Trivy is not there; try: GOEXPERIMENT=jsonv2 go install github.com/aquasecurity/trivy/cmd/trivy@v0.74.0"; exit 77; }
python3 .ci/conformance/scanners.py trivy trivy
