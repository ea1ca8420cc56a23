#!/usr/bin/env bash
# The scheduler of Kubernetes itself, built from its source with its default profile, is asked for every decision that the
# simulated one takes: on the nodes of each environment, through every scenario, and on many random fleets. The node of the
# simulation must be one of those with the highest score, every node that fits must have the same score on both sides, the same
# pods must be refused, and the same pods stopped for others.
#
# What the simulation leaves out, so that nothing here holds it to that:
# - ImageLocality: no node is said to have an image;
# - zones: no node has the label of one, by which the scheduler spreads by default as well;
# - preferred affinity to nodes; minDomains, matchLabelKeys, nodeAffinityPolicy and nodeTaintsPolicy of spreading;
# - namespaceSelector, which counts as every namespace; addresses of ports of nodes; extended resources;
# - when pods were started: among equals those are taken to have been first that the simulation takes first, and between
#   nodes that are equal down to the number of victims either choice will do;
# - volumes other than those on the disk of a node, and the binding of these to the node where the pod first ran.
set -euo pipefail
command -v go >/dev/null || { echo "there is no Go"; exit 77; }
fleets=300
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd .ci/conformance/scheduler && go list -deps . >/dev/null) || { echo "the code of the scheduler could not be had"; exit 77; }
# The first build compiles much of Kubernetes, for minutes; later ones take it from the cache.
(cd .ci/conformance/scheduler && timeout 1800 go build -o "$work/scheduler" .)
mkdir "$work/traces"
java -cp "target/test-classes:$PLATFORM_CLASSPATH" com.xtrading.platform.capacity.SchedulerTraces "$work/traces" "$fleets" 2>"$work/err" \
  || { cat "$work/err"; exit 1; }
[ "$(ls "$work/traces" | wc -l)" -eq $((fleets + $(ls -d dist/*/ | wc -l))) ] || { echo "a trace is missing"; exit 1; }
"$work/scheduler" "$work/traces"
sed -n 's/^# - /not compared: /p; s/^#   /  /p' "$0"
