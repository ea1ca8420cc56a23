"""Holds dist/ against one scanner, as its own configuration and the annotations of the objects tell it to.

Two runs for each environment. With the waivers the scanner must find nothing. Without them it must find everything that
is waived: a waiver of what nobody finds any more is stale, and so is one of a check that does not exist.

    scanners.py kube-linter|kube-score|polaris|checkov|trivy COMMAND
"""
import fnmatch
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FOLDERS = ("manifests", "argocd", "bootstrap")
ANNOTATION = re.compile(
    r"^ +(checkov\.io/skip\d+|ignore-check\.kube-linter\.io/[\w-]+|kube-score/ignore|polaris\.fairwinds\.com/\w+-exempt):.*\n",
    re.MULTILINE,
)


def run(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600)
    try:
        return json.loads(done.stdout)
    except ValueError:
        sys.exit(f"{' '.join(command[:4])} … in {folder} printed no JSON, exit code {done.returncode}:\n{done.stderr[-2000:]}")


def named(kind, namespace, name):
    return f"{kind} {namespace}/{name}" if namespace else f"{kind} {name}"


def kube_linter(tool, folder, config, everything):
    options = ["--config", f"{config}/kube-linter.yaml"]
    if everything:
        included = pathlib.Path(config, "kube-linter.yaml").read_text().partition("  include:\n")[2]
        options = ["--include", ",".join(re.findall(r"^    - (\S+)$", included, re.MULTILINE))]
    for report in run([tool, "lint", "--format", "json", *options, *FOLDERS], folder)["Reports"] or []:
        found = report["Object"]["K8sObject"]
        yield report["Check"], named(found["GroupVersionKind"]["Kind"], found["Namespace"], found["Name"])


def kube_score(tool, folder, config, everything):
    lines = pathlib.Path(config, "kube-score.conf").read_text().splitlines()
    options = [line for line in lines if line and not line.startswith("#")]
    if everything:
        options = [option for option in options if not option.startswith("--ignore-test=")]
    files = sorted(str(file.relative_to(folder)) for top in FOLDERS for file in folder.glob(f"{top}/**/*.yaml"))
    for scored in run([tool, "score", "--output-format", "json", *options, *files], folder):
        meta = scored["object_meta"]
        for check in scored["checks"]:
            # 1 is critical, 5 a warning; 7 is a remark.
            if not check["skipped"] and check["grade"] <= 5:
                yield check["check"]["id"], named(scored["type_meta"]["kind"], meta.get("namespace"), meta["name"])


def polaris(tool, folder, config, everything):
    options = [] if everything else ["--config", f"{config}/polaris.yaml", "--merge-config"]
    for result in run([tool, "audit", "--format", "json", "--audit-path", ".", *options], folder)["Results"]:
        pod = result.get("PodResult") or {}
        sets = [result["Results"], pod.get("Results")]
        sets += [container["Results"] for container in pod.get("ContainerResults") or []]
        for check in (check for each in sets for check in (each or {}).values()):
            if not check["Success"]:
                yield check["ID"], named(result["Kind"], result["Namespace"], result["Name"])


def checkov(tool, folder, config, everything):
    options = ["--framework", "kubernetes"] if everything else ["--config-file", f"{config}/checkov.yaml"]
    report = run([tool, "--quiet", "--skip-download", "-o", "json", "-d", ".", *options], folder)
    for failed in report.get("results", {}).get("failed_checks", []):
        kind, namespace, name = failed["resource"].split(".", 2)
        yield failed["check_id"], named(kind, namespace, name)


def trivy(tool, folder, config, everything):
    objects = {
        path: named(entry["object"]["kind"], entry["object"].get("namespace"), entry["object"]["name"])
        for path, entry in json.loads((folder / "inventory.json").read_text())["files"].items()
        if "object" in entry
    }
    options = [] if everything else ["--ignorefile", f"{config}/trivyignore.yaml"]
    command = [tool, "config", "--quiet", "--skip-check-update", "--skip-version-check", "--format", "json"]
    for result in run([*command, *options, "."], folder).get("Results") or []:
        for finding in result.get("Misconfigurations") or []:
            if finding["Status"] == "FAIL":
                # What is no object is called by its path.
                yield finding["ID"], objects.get(result["Target"], result["Target"])


SCANNERS = {"kube-linter": kube_linter, "kube-score": kube_score, "polaris": polaris, "checkov": checkov, "trivy": trivy}


def bare(environment, into):
    """The objects without what they say to scanners."""
    for top in FOLDERS:
        for file in environment.glob(f"{top}/**/*.yaml"):
            target = into / file.relative_to(environment)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(ANNOTATION.sub("", file.read_text()))
    rest(environment, into)


def judged(environment, into):
    for top in FOLDERS:
        shutil.copytree(environment / top, into / top)
    rest(environment, into)


def rest(environment, into):
    shutil.copytree(environment / "aws", into / "aws")
    shutil.copy(environment / "inventory.json", into)


def main(scanner, tool):
    problems = []
    fired = {}
    scan = SCANNERS[scanner]
    for environment in sorted(path for path in pathlib.Path("dist").iterdir() if path.is_dir()):
        config = str((environment / "config/scanners").resolve())
        waivers = [w for w in json.loads(pathlib.Path(config, "waivers.json").read_text()) if w["scanner"] == scanner]
        with tempfile.TemporaryDirectory() as temporary:
            with_waivers, without = pathlib.Path(temporary, "judged"), pathlib.Path(temporary, "bare")
            with_waivers.mkdir()
            without.mkdir()
            judged(environment, with_waivers)
            bare(environment, without)
            for check, name in sorted(set(scan(tool, with_waivers, config, False))):
                problems.append(f"{environment.name}: {scanner}/{check}: {name}: put it right, or waive it as a Deviation")
            raw = set(scan(tool, without, config, True))
        for waiver in waivers:
            key = (waiver["check"], waiver["object"] if waiver["object"].endswith("*") else f"{environment.name}: {waiver['object']}")
            hit = any(c == waiver["check"] and fnmatch.fnmatchcase(n, waiver["object"]) for c, n in raw)
            fired[key] = fired.get(key, False) or hit
        print(f"{environment.name}: {len(raw)} findings without waivers")
    problems += [f"{scanner}/{check}: {name}: the waiver covers nothing that is found; remove it"
                 for (check, name), hit in sorted(fired.items()) if not hit]
    print("\n".join(problems) or "with the waivers there is nothing to find")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], os.path.abspath(shutil.which(sys.argv[2]) or sys.exit(f"{sys.argv[2]} is not there"))))
