# Prometheus's own tool reads every rule file that is written.
set -euo pipefail
command -v promtool >/dev/null \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends prometheus; } >/dev/null 2>&1 || true
command -v promtool >/dev/null || { echo "promtool could not be installed"; exit 77; }
promtool check rules --lint=all --lint-fatal dist/*/config/prometheus/rules/*.yaml
