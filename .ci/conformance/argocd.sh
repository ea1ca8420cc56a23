#!/usr/bin/env bash
# The code of Argo CD itself reads dist/: every Application and project is stored as it is written, and every project lets in what
# its Applications bring, and nothing that nobody brings.
set -euo pipefail
command -v go >/dev/null || { echo "there is no Go"; exit 77; }
binary=$(bash .ci/conformance/cluster/build.sh argocd) || { echo "the code of Argo CD could not be built"; exit 77; }
"$binary" admits dist/*/
