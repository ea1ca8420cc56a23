"""What a running Alertmanager makes of alerts, held against our own evaluator."""

import json
import re
import subprocess

from processes import get, post


def of_rules(groups):
    """The labels of every delivered alert, as it might fire."""
    for group in groups:
        for rule in group["rules"]:
            if "alert" in rule:
                yield {"alertname": rule["alert"], **rule["labels"], "namespace": "pytrading-prod"}


def crossed(severities, teams):
    """Every severity with every team."""
    for severity in severities:
        for team in teams:
            yield {"alertname": f"Conformance-{severity}-{team}", "severity": severity, "team": team}


def for_inhibition():
    """Each rule has a source, targets, and neighbours that differ in a label that must be equal."""
    for severity in ("critical", "warning", "info"):
        yield {"alertname": f"Of{severity}", "severity": severity, "service": "one", "namespace": "n1"}
        yield {"alertname": f"Of{severity}", "severity": severity, "pod": "one-0", "namespace": "n1"}
    for other in ({"service": "two", "namespace": "n1"}, {"service": "one", "namespace": "n2"},
                  {"service": "one", "namespace": "n1", "pod": "one-0"}, {"pod": "one-1", "namespace": "n1"}, {"pod": "one-0", "namespace": "n2"}):
        yield {"alertname": "OfOthers", "severity": "warning", **other}
    yield {"alertname": "NodeNotReady", "severity": "critical", "node": "n1"}
    for node in ("n1", "n2"):
        yield {"alertname": "NodeDiskFull", "severity": "warning", "node": node}
        yield {"alertname": "NodeDiskLost", "severity": "critical", "node": node}
    yield {"alertname": "PostgresDown", "severity": "critical", "namespace": "d1"}
    for namespace in ("d1", "d2"):
        yield {"alertname": "PostgresSlow", "severity": "warning", "namespace": namespace}


def now(url):
    """All alerts that it has: labels, receivers, whether another one silences it."""
    return [
        {"labels": one["labels"], "receivers": sorted(receiver["name"] for receiver in one["receivers"]), "inhibited": bool(one["status"]["inhibitedBy"]),
         "suppressed": one["status"]["state"] == "suppressed"}
        for one in json.loads(get(f"{url}/api/v2/alerts"))
    ]


def differences(real, ours):
    """What Alertmanager says other than our evaluator."""
    for one, answer in zip(real, ours, strict=True):
        told = json.dumps(one["labels"], sort_keys=True)
        if one["receivers"] != sorted(set(answer["receivers"])):
            yield f"{told}: routed to {', '.join(one['receivers'])}; our evaluator says {', '.join(answer['receivers'])}"
        if one["inhibited"] != bool(answer["inhibitedBy"]):
            yield f"{told}: inhibited: {one['inhibited']}; our evaluator says by the rules {answer['inhibitedBy']}"
        # Others are suppressed by nothing: there are no silences, and it does not count a quiet time.
        if one["inhibited"] and not one["suppressed"]:
            yield f"{told}: inhibited, and not suppressed"


def amtool_differences(amtool, config, alerts, ours):
    for labels, answer in zip(alerts, ours, strict=True):
        command = [amtool, "config", "routes", "test", f"--config.file={config}", *(f"{name}={value}" for name, value in labels.items())]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().split(",")
        if told != answer["receivers"]:
            yield f"{json.dumps(labels)}: amtool says {', '.join(told)}; our evaluator says {', '.join(answer['receivers'])}"


def told(caught):
    """receiver -> names of the alerts of which it was told."""
    names = {"chat": set(), "page": set(), "dead-mans-switch": set()}
    for one in map(json.loads, caught.read_text().splitlines()):
        body, receiver = one["body"], one["path"].strip("/")
        if receiver == "chat":
            title = re.match(r"\[\w+\] (?:\d+ firing|over): (\S+)", body["attachments"][0]["title"].strip())
            names[receiver].add(title.group(1) if title else body["attachments"][0]["title"])
        elif receiver == "page":
            details = body["payload"]["custom_details"]["firing"]  # a text until v0.27, and a list of alerts now
            names[receiver] |= set(re.findall(r"alertname = (\S+)", details)) if isinstance(details, str) else {one["labels"]["alertname"] for one in details}
        else:
            names[receiver] |= {alert["labels"]["alertname"] for alert in body["alerts"]}
    return names


def expected(real, ours):
    """receiver -> names of the alerts of which it is told: not where it is quiet, and not of what is inhibited."""
    names = {"chat": set(), "page": set(), "dead-mans-switch": set()}
    for one, answer in zip(real, ours, strict=True):
        for receiver in set(answer["receivers"]) - set(answer["quiet"]):
            if receiver in names and not answer["inhibitedBy"]:
                names[receiver].add(one["labels"]["alertname"])
    return names


def fire(url, alerts):
    post(f"{url}/api/v2/alerts", [{"labels": labels, "annotations": {"summary": "conformance", "description": "conformance"}} for labels in alerts])
