# Every object of dist/ against the OpenAPI documents and CustomResourceDefinitions of a cluster, where a folder of them is there.
set -euo pipefail
schemas=../shared/schemas
if [ ! -d "$schemas" ]; then
  echo "there is no folder with schemas"
  exit 77
fi
mvn -q -B exec:java -Dexec.args="check --schemas $schemas"
if [ -f "$schemas/validate.py" ]; then
  python3 -c 'import yaml' 2>/dev/null || pip install -q pyyaml
  for version in 1.34.1 1.35.0 1.36.0 1.37.2; do
    python3 "$schemas/validate.py" --k8s $version --quiet dist/*/manifests dist/*/argocd dist/*/bootstrap
    echo "strictly valid for Kubernetes $version"
  done
fi
