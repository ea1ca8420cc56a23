#!/usr/bin/env bash
# The code of Argo CD itself reads dist/: every Application and project is stored as it is written, and every project lets in what
# its Applications bring, and nothing that nobody brings. Its own checks of health are those that we list, and the ones that we
# deliver say by its interpreter of Lua what they should.
set -euo pipefail
command -v go >/dev/null || { echo "there is no Go"; exit 77; }
binary=$(bash .ci/conformance/cluster/build.sh argocd) || { echo "the code of Argo CD could not be built"; exit 77; }
failed=0
"$binary" admits dist/*/ || failed=1
"$binary" health src/main/resources/com/xtrading/platform/health/kinds.yaml src/test/resources/health dist/*/argocd/ConfigMap-argocd-cm.yaml \
  || failed=1
exit $failed
