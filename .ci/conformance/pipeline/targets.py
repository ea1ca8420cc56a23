"""What Prometheus is told to ask: the delivered monitors of sources that run here, as the Prometheus operator would write them."""

import pathlib
import re

import yaml

# Of each source that runs here a metric that it alone exports, and where it listens.
SOURCES = {
    "services": ("xtrading_build_info", 17410),
    "redis": ("redis_up", 17402),
    "node": ("node_memory_MemTotal_bytes", 17400),
    "prometheus": ("prometheus_tsdb_head_series", 17405),
    "alertmanager": ("alertmanager_notifications_total", 17403),
}
# Names of pods that their controllers make; of the others two are made up.
PODS = {
    "redis": ["redis-leader-0", "redis-follower-0"],
    "redis-rate-limits": ["redis-rate-limits-0"],
    "prometheus": ["prometheus-prometheus-0"],
    "alertmanager": ["alertmanager-alertmanager-0"],
}
READ = {"honorLabels", "path", "port", "relabelings", "metricRelabelings"}
RELABELING = {"action": "action", "sourceLabels": "source_labels", "targetLabel": "target_label", "regex": "regex",
              "replacement": "replacement", "separator": "separator", "modulus": "modulus"}


def running(expressions):
    """monitor -> source, of all monitors that any expression uses."""
    found = {}
    for source, (marker, _) in SOURCES.items():
        monitors = {monitor for one in expressions for monitor in one["metrics"].get(marker, ())}
        if not monitors:
            raise SystemExit(f"no expression asks for {marker}: choose another metric that tells the source {source}")
        found.update({monitor: source for monitor in monitors})
    return found


def delivered(dist):
    """'PodMonitor namespace/name' -> monitor."""
    files = pathlib.Path(dist).glob("manifests/*/*Monitor-*.yaml")
    objects = (yaml.safe_load(file.read_text()) for file in files)
    return {f"{one['kind']} {one['metadata']['namespace']}/{one['metadata']['name']}": one for one in objects}


def relabelings(listed):
    return [{RELABELING[key]: value for key, value in one.items()} for one in listed]


def pods(name, dist):
    stateful = next(pathlib.Path(dist).glob(f"manifests/*/StatefulSet-{name}.yaml"), None)
    if stateful:
        return [f"{name}-{index}" for index in range(yaml.safe_load(stateful.read_text())["spec"]["replicas"])]
    return PODS.get(name, [f"{name}-{letter}" for letter in "ab"])


def job(monitor, source, number, dist):
    """A scrape config of one monitor; number makes its addresses its own."""
    kind, namespace, name = monitor["kind"], monitor["metadata"]["namespace"], monitor["metadata"]["name"]
    endpoints = monitor["spec"].get("podMetricsEndpoints") or monitor["spec"]["endpoints"]
    if len(endpoints) != 1 or endpoints[0].keys() - READ or monitor["spec"].get("podTargetLabels"):
        raise SystemExit(f"{kind} {namespace}/{name} has what is not read here: teach targets.py")
    endpoint, port = endpoints[0], SOURCES[source][1]
    targets = []
    for index, pod in enumerate(pods(name, dist)):
        labels = {"namespace": namespace, "pod": pod, "container": name, "endpoint": endpoint["port"],
                  "job": f"{namespace}/{name}" if kind == "PodMonitor" else name,
                  "instance": f"10.0.{number}.{index}:{port}", "__meta_kubernetes_pod_node_name": f"node-{index}"}
        if kind == "ServiceMonitor":
            labels["service"] = name
        # The two pods of Redis are two servers; whatever else runs once is asked twice.
        address = f"127.0.{number if source == 'services' else 0}.{index + 1 if source == 'services' else 1}:{port + (10 if pod == 'redis-follower-0' else 0)}"
        targets.append({"targets": [address], "labels": labels})
    return {"job_name": f"{kind}/{namespace}/{name}", "honor_labels": endpoint["honorLabels"], "metrics_path": endpoint["path"],
            "static_configs": targets, "relabel_configs": relabelings(endpoint.get("relabelings", [])),
            "metric_relabel_configs": relabelings(endpoint.get("metricRelabelings", []))}


def prometheus_spec(dist):
    return yaml.safe_load(next(pathlib.Path(dist).glob("manifests/prometheus/Prometheus-*.yaml")).read_text())["spec"]


def retention(dist):
    """Flags that the operator makes of the delivered retention; what is kept is less than that here."""
    spec = prometheus_spec(dist)
    return [f"--storage.tsdb.retention.time={spec['retention']}", f"--storage.tsdb.retention.size={spec['retentionSize']}"]


def config(dist, sources, without=None):
    """Prometheus' configuration; the targets of one monitor may be left out. Without its whole job no series would end for five minutes."""
    monitors = delivered(dist)
    jobs = {name: job(monitors[name], source, number, dist) for number, (name, source) in enumerate(sorted(sources.items()), 1)}
    if without:
        jobs[without]["static_configs"] = []
    return {
        # Every second instead of every thirty, so that a rate has its samples soon.
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s", "external_labels": prometheus_spec(dist)["externalLabels"]},
        "rule_files": [str(pathlib.Path(dist).resolve() / "config/prometheus/rules/*.yaml")],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": [f"127.0.0.1:{SOURCES['alertmanager'][1]}"]}]}]},
        "scrape_configs": list(jobs.values()),
    }
