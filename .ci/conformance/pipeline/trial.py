"""A Prometheus, an Alertmanager and what they watch run on loopback with what is delivered.

usage: trial.py PROMETHEUS ALERTMANAGER AMTOOL CLASSPATH WORK

It runs in a network namespace of its own: ports are fixed.
"""

import datetime
import itertools
import json
import pathlib
import re
import signal
import subprocess
import sys
import time

import yaml

import alerts
import targets
from processes import Processes, data, get
from questions import SAMPLE, Questions

HERE = pathlib.Path(__file__).parent
DIST = pathlib.Path("dist/production")
CONTRACT = pathlib.Path("src/main/resources/metrics/services.tsv")
PROMETHEUS, ALERTMANAGER = "http://127.0.0.1:17405", "http://127.0.0.1:17403"
CATCHER = 17420

failures = []


def fail(title, lines):
    lines = sorted(lines)
    if lines:
        failures.append(title)
        print(f"FAILED: {title}: {len(lines)}")
        print("\n".join(f"  {line}" for line in lines[:25] + (["…"] if len(lines) > 25 else [])))


def version(url, metric):
    return re.search(rf'^{metric}{{.*[,{{]version="([^"]*)"', get(f"{url}/metrics"), re.MULTILINE).group(1)


class Trial:
    def __init__(self, prometheus, alertmanager, amtool, classpath, work):
        self.programs = {"prometheus": prometheus, "alertmanager": alertmanager, "amtool": amtool}
        self.classpath, self.work = classpath, pathlib.Path(work)
        self.processes = Processes(work)
        self.java_runs = itertools.count()

    def java(self, main, *arguments):
        command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"target/test-classes:{self.classpath}", f"com.xtrading.platform.{main}"]
        run = subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"{main}: {run.stderr or run.stdout}")
        return run.stdout

    # What is watched

    def sources(self):
        start, collectors = self.processes.start, ("cpu", "diskstats", "filefd", "filesystem", "loadavg", "meminfo", "netdev", "os", "pressure", "stat", "time", "timex", "uname", "vmstat")
        start("node", "prometheus-node-exporter", "--collector.disable-defaults", *(f"--collector.{one}" for one in collectors), "--web.listen-address=127.0.0.1:17400")
        start("services", sys.executable, HERE.resolve() / "stub.py", CONTRACT.resolve(), (HERE / "values.tsv").resolve(), targets.SOURCES["services"][1])
        for number, (redis, exporter) in enumerate(((17431, 17402), (17432, 17412))):
            folder = self.work / f"redis-{number}"
            folder.mkdir()
            start(f"redis-{number}", "redis-server", "--bind", "127.0.0.1", "--port", redis, "--dir", folder, "--cluster-enabled", "yes", "--save", "", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru")
            start(f"redis-exporter-{number}", "prometheus-redis-exporter", f"--redis.addr=redis://127.0.0.1:{redis}", f"--web.listen-address=127.0.0.1:{exporter}")
        self.replicate()

    def redis(self, port, *command):
        return subprocess.run(["redis-cli", "-p", str(port), *command], capture_output=True, text=True).stdout.strip()

    def replicate(self):
        """A leader with all slots and one follower; a hit, a miss, a key that expires."""
        self.processes.until("both Redis answer", lambda: self.redis(17431, "ping") == self.redis(17432, "ping") == "PONG")
        self.redis(17431, "cluster", "addslotsrange", "0", "16383")
        self.redis(17432, "cluster", "meet", "127.0.0.1", "17431")
        leader = self.redis(17431, "cluster", "myid")
        self.processes.until("a follower of Redis", lambda: self.redis(17432, "cluster", "replicate", leader) == "OK")
        self.processes.until("Redis' cluster is whole", lambda: "cluster_state:ok" in self.redis(17431, "cluster", "info"))
        for command in (("set", "a", "1", "ex", "900"), ("get", "a"), ("get", "b"), ("incr", "a", "b")):
            self.redis(17431, *command)
        for number, (port, key) in enumerate(((17431, "a"), (17431, "b"))):
            self.processes.start(f"reader-{number}", "redis-cli", "-p", port, "-r", "-1", "-i", "0.5", "get", key)  # rates of hits and misses

    # Prometheus

    def prometheus(self, metrics):
        self.monitors = targets.running(metrics)
        self.write(targets.config(DIST, self.monitors))
        self.processes.start("prometheus", self.programs["prometheus"], f"--config.file={self.work}/prometheus.yaml", f"--storage.tsdb.path={self.work}/tsdb",
                             "--web.listen-address=127.0.0.1:17405", "--rules.alert.resend-delay=1s", *targets.retention(DIST))
        self.processes.until("Prometheus is ready", lambda: get(f"{PROMETHEUS}/-/ready"))

    def write(self, config):
        (self.work / "prometheus.yaml").write_text(yaml.safe_dump(config))

    def rules(self):
        """All delivered groups, each once, evaluated without an error."""
        wanted = sorted((str(file.resolve()), group["name"], len(group["rules"])) for file in DIST.glob("config/prometheus/rules/*.yaml") for group in yaml.safe_load(file.read_text())["groups"])

        def evaluated():
            groups = data(f"{PROMETHEUS}/api/v1/rules")["groups"]
            return groups if groups and not any(rule["health"] == "unknown" for group in groups for rule in group["rules"]) else None

        groups = self.processes.until("every rule was evaluated", evaluated)
        loaded = sorted((group["file"], group["name"], len(group["rules"])) for group in groups)
        fail("rule files that are not loaded as delivered", [] if loaded == wanted else [f"{sorted(set(loaded) ^ set(wanted))}"])
        bad = [f"{rule['name']}: {rule['health']} {rule.get('lastError', '')}" for group in groups for rule in group["rules"] if rule["health"] != "ok"]
        fail("rules that cannot be evaluated", bad)
        print(f"rules: {len(wanted)} groups of {len({file for file, _, _ in wanted})} files, {sum(count for _, _, count in wanted)} rules, each evaluated")

    def questions(self, answer, release):
        bounds = self.work / "bounds"
        bounds.write_text("\n".join(sorted(set(re.findall(r'_bucket{(?:.*,)?le="([^"]+)"', get("http://127.0.1.1:17410/metrics"))))) + "\n")
        out = self.work / "questions.json"
        self.java("coverage.AskedSelectors", answer, bounds, out)
        made = json.loads(out.read_text())
        jobs = {one["job_name"]: one for one in targets.config(DIST, self.monitors)["scrape_configs"]}
        asked = {}
        for monitor in self.monitors:
            static = jobs[monitor.replace(" ", "/")]["static_configs"]
            exported = {name for one in static for name in SAMPLE.findall(get(f"http://{one['targets'][0]}/metrics"))}
            asked[monitor] = (static[0]["labels"]["job"], exported, [one["labels"] for one in static])
        return Questions(PROMETHEUS, made["questions"], asked, self.recorded(), release), made["bounds"]

    def groups(self):
        return [group for file in sorted(DIST.glob("config/prometheus/rules/*.yaml")) for group in yaml.safe_load(file.read_text())["groups"]]

    def recorded(self):
        return [(rule["record"], rule.get("labels", {}), rule["expr"]) for group in self.groups() for rule in group["rules"] if "record" in rule]

    def expressions(self, questions):
        result = questions.selectors()
        fail("selectors that find nothing", result["failures"])
        print(f"selectors: {len(result['found'])} find what they should, of {len(questions.monitors)} monitors")
        for monitor in sorted(questions.monitors):
            of_it = {one["asked"] for question in questions.questions for one in question["selectors"] if monitor in one["monitors"]}
            print(f"  {len(of_it & result['found'])} {monitor}")
        print(f"  {len(result['recorded'])} of what rules record")
        print(f"  {len(result['elsewhere'])} could not be asked: what exports them does not run here")
        print(f"  {len(result['unversioned'])} metrics are not exported by the version or the machine that runs here: {' '.join(sorted(result['unversioned']))}")
        if result["bounds"]:
            print(f"  {len(result['bounds'])} were not asked, since only Prometheus 3 stores bounds of buckets as numbers")
        something, empty, refused = questions.whole()
        fail("expressions that Prometheus does not answer", refused)
        fail("panels whose selectors find something, and that stay empty", empty)
        print(f"expressions: {len(questions.questions)} of rules and pages asked as a whole; {something} have an answer now")
        if len(result["found"]) < 50:
            fail("selectors that were asked", [f"only {len(result['found'])}"])

    def alerts_of_prometheus(self):
        """The metric that Prometheus makes of what fires."""
        self.processes.until('ALERTS{alertname="Watchdog",alertstate="firing"}',
                             lambda: data(f"{PROMETHEUS}/api/v1/query", query='ALERTS{alertname="Watchdog",alertstate="firing"}')["result"])

    def bounds(self, expected, release):
        if not release.startswith("3."):
            print(f"stored form of bounds: not run, Prometheus {release} stores what programs write")
            return
        stored = {one["metric"]["le"] for one in data(f"{PROMETHEUS}/api/v1/query", query='count by (le) ({__name__=~".+_bucket",namespace="pytrading-prod"})')["result"]}
        ours = {one["stored"] for one in expected}
        fail("bounds of buckets that are stored otherwise", [] if stored == ours else [f"Prometheus stores {sorted(stored - ours)}, we say {sorted(ours - stored)}"])
        print(f"stored form of bounds: {len(expected)} ways of writing are stored as {len(stored)} bounds, and our proof takes {len(ours & stored)} of them as they are")

    # Alertmanager

    def alertmanager(self):
        """With the delivered file; only where secrets and templates lie is another folder, and the pager's address is ours."""
        folder = self.work / "etc"
        text = (DIST / "config/alertmanager/alertmanager.yaml").read_text()
        for name in sorted(set(re.findall(r"/etc/alertmanager/(\S+)", text))):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if name.endswith(".tmpl"):
                (folder / name).write_text((DIST / "config/alertmanager" / pathlib.Path(name).name).read_text())
            else:
                receiver = {"chat-url": "chat", "dead-mans-switch-url": "dead-mans-switch"}.get(pathlib.Path(name).name)
                (folder / name).write_text(f"http://127.0.0.1:{CATCHER}/{receiver}" if receiver else "0123456789abcdef0123456789abcdef")
        if "\nglobal:" in text:
            sys.exit("the delivered file has settings of its own under global: teach trial.py to keep them")
        self.config = self.work / "alertmanager.yaml"
        self.delivered = text.replace("/etc/alertmanager/", f"{folder}/") + f"global: {{pagerduty_url: 'http://127.0.0.1:{CATCHER}/page'}}\n"
        self.config.write_text(self.delivered)
        check = subprocess.run([self.programs["amtool"], "check-config", str(DIST / "config/alertmanager/alertmanager.yaml")], capture_output=True, text=True)
        fail("amtool check-config", [check.stdout + check.stderr] if check.returncode else [])
        self.caught = self.work / "caught"
        self.processes.start("catcher", sys.executable, HERE.resolve() / "catcher.py", self.caught, CATCHER)
        self.processes.start("alertmanager", self.programs["alertmanager"], f"--config.file={self.config}", f"--storage.path={self.work}/alertmanager",
                             "--web.listen-address=127.0.0.1:17403", "--cluster.listen-address=127.0.0.1:17404", "--cluster.advertise-address=127.0.0.1:17404")
        self.processes.until("Alertmanager is ready", lambda: get(f"{ALERTMANAGER}/-/ready"))

    def evaluator(self, labels):
        number = next(self.java_runs)
        asked, out = self.work / f"asked-{number}.json", self.work / f"answers-{number}.json"
        asked.write_text(json.dumps(labels))
        at = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.java("alerting.RoutingAnswers", DIST / "config/alertmanager/alertmanager.yaml", asked, at, out)
        return json.loads(out.read_text())["answers"]

    def fire(self):
        delivered = list(alerts.of_rules(self.groups()))
        severities, teams = (sorted({one[label] for one in delivered if label in one}) for label in ("severity", "team"))
        self.crossed = list(alerts.crossed(severities, teams))
        # Prometheus itself tells of the Watchdog.
        self.posted = [one for one in delivered if one["alertname"] != "Watchdog"] + self.crossed + list(alerts.for_inhibition())
        self.began = time.time()
        alerts.fire(ALERTMANAGER, self.posted)
        print(f"alerts: {len(self.posted)} posted, of {len(delivered)} rules, {len(severities)} severities × {len(teams)} teams, and for inhibition")

    def routing(self):
        def all_there():
            there = {json.dumps(one["labels"], sort_keys=True) for one in alerts.now(ALERTMANAGER)}
            return all(json.dumps(one, sort_keys=True) in there for one in self.posted)

        self.processes.until("Alertmanager has all alerts", all_there, 20)
        real = alerts.now(ALERTMANAGER)
        ours = self.evaluator([one["labels"] for one in real])
        fail("alerts that are routed or inhibited other than our evaluator says", alerts.differences(real, ours))
        inhibited = [answer["inhibitedBy"] for answer in ours]
        rules = len(yaml.safe_load(self.delivered)["inhibit_rules"])
        unused = set(range(rules)) - {rule for one in inhibited for rule in one}
        fail("rules of inhibition of which nothing was tried", [f"inhibit_rules[{rule}]: add a source and a target to alerts.py" for rule in unused])
        print(f"routing: {len(real)} alerts have the receivers of our evaluator; {sum(map(bool, inhibited))} are inhibited, by {rules} rules, and {sum(not one for one in inhibited)} are not")
        answers = self.evaluator(self.crossed)
        fail("routes that amtool takes otherwise", alerts.amtool_differences(self.programs["amtool"], self.config, self.crossed, answers))
        for labels, answer in [*zip(self.crossed, answers)][:: max(1, len(self.crossed) // 4)]:
            said = self.java("Main", "route", "--config", DIST / "config/alertmanager/alertmanager.yaml", *(f"{name}={value}" for name, value in labels.items()), "--format", "json")
            receivers = [notice["receiver"] for notice in json.loads(said)["notices"]]
            fail("what the command route says", [] if receivers == answer["receivers"] else [f"{labels}: {receivers}, and {answer['receivers']}"])
        print(f"amtool: check-config, and {len(self.crossed)} routes as our evaluator")
        return real

    def watchdog(self):
        self.processes.until("the dead man's switch is told", lambda: "Watchdog" in alerts.told(self.caught)["dead-mans-switch"], 60)
        print(f"dead man's switch: told of the Watchdog by Prometheus and Alertmanager, {time.time() - self.began:.0f} s after both were up at most")

    def notifications(self):
        def due():
            real = alerts.now(ALERTMANAGER)
            return alerts.expected(real, self.evaluator([one["labels"] for one in real]))

        begin = due()
        self.processes.until(f"told of all: {json.dumps({name: len(of_it) for name, of_it in begin.items()})}",
                             lambda: all(begin[name] <= alerts.told(self.caught)[name] for name in begin), 75)
        # Groups wait 30 seconds at most before they are told of: whatever else is told, is told by then.
        time.sleep(max(0.0, self.began + 40 - time.time()))
        end, told = due(), alerts.told(self.caught)
        if begin != end:
            print("notifications: not compared, quiet times began or ended meanwhile")
            return
        fail("receivers that are told other than our evaluator says", [f"{name}: told and not due {sorted(told[name] - end[name])}, due and not told {sorted(end[name] - told[name])}"
                                                                       for name in end if told[name] != end[name]])
        print("notifications: as our evaluator says, " + ", ".join(f"{name} {len(told[name])} alerts" for name in sorted(told)))

    # It can fail

    def reload(self, program):
        self.processes.running[program].send_signal(signal.SIGHUP)
        time.sleep(1)

    def without_a_monitor(self, questions):
        before = questions.selectors()["failures"]
        monitor = next(one for one in sorted(self.monitors) if self.monitors[one] == "node")
        self.write(targets.config(DIST, self.monitors, without=monitor))
        self.reload("prometheus")
        job = questions.monitors[monitor][0]
        self.processes.until(f"{job} is gone", lambda: not data(f"{PROMETHEUS}/api/v1/query", query=f'up{{job="{job}"}}')["result"], 30)
        missed = {one for one in questions.selectors()["failures"]} - before
        fail("without the exposition of a monitor nothing is missed", [] if missed and all(monitor in one for one in missed) else [monitor, *missed])
        print(f"it can fail: without the exposition of {monitor} {len(missed)} selectors find nothing")

    def with_another_receiver(self):
        page = "\n      receiver: page\n"
        if self.delivered.count(page) != 1:
            sys.exit("there is no longer one route to the pager: teach trial.py which one to change")
        self.config.write_text(self.delivered.replace(page, "\n      receiver: nobody\n"))
        self.reload("alertmanager")
        self.processes.until("the other configuration is loaded", lambda: "alertmanager_config_last_reload_successful 1" in get(f"{ALERTMANAGER}/metrics"))
        real = self.processes.until("the alerts are routed anew", lambda: alerts.now(ALERTMANAGER), 10)
        other = list(alerts.differences(real, self.evaluator([one["labels"] for one in real])))
        answers = self.evaluator(self.crossed)
        by_tool = list(alerts.amtool_differences(self.programs["amtool"], self.config, self.crossed, answers))
        fail("with another receiver nothing differs", [] if other and by_tool else [f"Alertmanager {len(other)}, amtool {len(by_tool)}"])
        print(f"it can fail: with nobody in place of the pager {len(other)} alerts are routed otherwise, and {len(by_tool)} by amtool")

    def run(self):
        try:
            answer = self.work / "metrics.json"
            answer.write_text(self.java("Main", "metrics", "production", "--format", "json"))
            self.sources()
            self.alertmanager()
            self.prometheus(json.loads(answer.read_text())["environments"][0]["expressions"])
            self.fire()
            release = version(PROMETHEUS, "prometheus_build_info")
            print(f"run here: Prometheus {release}, Alertmanager {version(ALERTMANAGER, 'alertmanager_build_info')}")
            self.rules()
            self.watchdog()
            self.routing()
            self.alerts_of_prometheus()
            questions, bounds = self.questions(answer, release)
            # Two scrapes make a rate; and a subquery of every thirty seconds looks at whole and half minutes alone.
            count = sum(len(one["static_configs"]) for one in targets.config(DIST, self.monitors)["scrape_configs"])
            for often in ("count_over_time(up[5m]) >= 3", "count_over_time(up[5m:30s]) >= 1"):
                self.processes.until("every target was asked often enough", lambda: len(data(f"{PROMETHEUS}/api/v1/query", query=often)["result"]) == count)
            time.sleep(3)  # rules that use what others record come one evaluation later
            self.expressions(questions)
            self.bounds(bounds, release)
            self.notifications()
            self.without_a_monitor(questions)
            self.with_another_receiver()
        finally:
            self.processes.stop()
        return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(Trial(*sys.argv[1:]).run())
