#!/usr/bin/env bash
# A real Prometheus and a real Alertmanager run on loopback with what is delivered for production: every rule is loaded and evaluated;
# selectors of rules and pages find series of what runs here, under the labels that monitors give; the dead man's switch is told; alerts
# of every rule, severity and team are routed, inhibited and told as our own evaluator says. Then it must fail: once a monitor's
# exposition is left out, and once a route has another receiver.
#
# Prometheus and Alertmanager of the delivered versions where they have been built; PIPELINE_BUILD=yes builds them from the module
# proxy. Else those of Debian, if they take what is delivered: Alertmanager 0.25 does not know url_file of a webhook.
#
# What is not real:
# - our services, whose contract a stub exports, with the values of pipeline/values.tsv;
# - Kubernetes: targets are listed, with the labels that the operator gives them and the relabelings of the delivered monitors;
# - the pager's address, and the folder of secrets and templates, in the configuration of Alertmanager;
# - intervals of scrapes and evaluations, a second each.
set -euo pipefail
cd "$(dirname "$0")/../.."
unshare -n true 2>/dev/null || { echo "no network namespace can be made here"; exit 77; }
programs=(prometheus-node-exporter prometheus-redis-exporter redis-server redis-cli)
packages=(prometheus-node-exporter prometheus-redis-exporter redis-server redis-tools)
here=.ci/conformance/pipeline
cached=(--cached)
[ "${PIPELINE_BUILD:-}" != yes ] || cached=()
delivered() { sed -n 's/^  version: //p' "dist/production/manifests/$1"; }
built() { # program, version: prints where it is
  command -v go >/dev/null && bash $here/build.sh ${cached[@]+"${cached[@]}"} "$@"
}
prometheus=$(built prometheus "$(delivered prometheus/Prometheus-prometheus.yaml)") || prometheus=prometheus
version=$(delivered alertmanager/Alertmanager-alertmanager.yaml)
alertmanager=$(built alertmanager "$version") && amtool=$(built amtool "$version") || { alertmanager=prometheus-alertmanager amtool=amtool; }
[ "$prometheus" != prometheus ] || { programs+=(prometheus) packages+=(prometheus); }
[ "$alertmanager" != prometheus-alertmanager ] || { programs+=(prometheus-alertmanager amtool) packages+=(prometheus-alertmanager); }
missing() {
  local program
  for program in "${programs[@]}"; do
    command -v "$program" >/dev/null || echo "$program"
  done
}
[ -z "$(missing)" ] \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null 2>&1 || true
[ -z "$(missing)" ] || { echo "not there and not to be installed:" $(missing); exit 77; }
python3 -c 'import yaml' 2>/dev/null || { echo "Python with yaml is not there"; exit 77; }
if [ "$amtool" = amtool ] && ! refused=$(amtool check-config dist/production/config/alertmanager/alertmanager.yaml 2>&1); then
  echo "$(amtool --version 2>&1 | sed -n 's/^amtool, \(version [^ ]*\).*/\1/p') of Alertmanager does not take what is delivered for $version: $(grep 'line' <<<"$refused" | head -n 1 | xargs)"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: "${PLATFORM_CLASSPATH:=$(mvn -B -ntp -q -Dstyle.color=never exec:exec -Dexec.executable=echo -Dexec.args=%classpath | grep -o "/.*target/classes.*")}"
unshare -n bash -c 'ip link set lo up && exec "$@"' _ python3 -B $here/trial.py "$prometheus" "$alertmanager" "$amtool" "$PLATFORM_CLASSPATH" "$work"
