#!/usr/bin/env bash
# The code of the API server compiles the rendered admission policies, within its budgets, and judges what the program judges:
# the corpus of the tests, dist/, and the pods that Kubernetes tests its own Pod Security admission with.
set -euo pipefail
command -v go >/dev/null || { echo "there is no Go"; exit 77; }
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
(cd .ci/conformance/admission && go build -o "$work/admission" .) || { echo "the API server's code could not be built"; exit 77; }
# The newest one has the pods of older minors too.
upstream=$(cd .ci/conformance/admission && go mod download -json k8s.io/pod-security-admission@v0.37.2 2>/dev/null \
  | sed -n 's/.*"Dir": "\(.*\)".*/\1/p') && [ -n "$upstream" ] || { echo "the pods of Kubernetes could not be had"; exit 77; }
python3 -c 'import yaml' 2>/dev/null || pip install -q pyyaml
python3 - "$work" "$upstream/test/testdata" <<'PY'
import json, os, pathlib, subprocess, sys
import yaml

work, upstream = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
MINOR = "1.35"  # of dist/
STANDARDS = ("PodsKeepToBaseline", "PodsAreRestricted")
MAKERS = ("Pod", "PodTemplate", "ReplicationController", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet", "CronJob", "Job", "ScaledJob")

def ids(name):  # xtrading-pods-are-restricted -> PodsAreRestricted
    return "".join(part.capitalize() for part in name.removeprefix("xtrading-").split("-"))

def api_server(policies, objects):
    run = subprocess.run([work / "admission", policies, objects], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return {(ids(line.split("\t")[0]), line.split("\t")[1]) for line in run.stdout.splitlines()}

def program(objects, profile, minor):
    run = subprocess.run(
        ["java", "-cp", os.environ["PLATFORM_CLASSPATH"], "com.xtrading.platform.Main", "policy", "--manifests", objects,
         "--profile", profile, "--kubernetes", minor, "--format", "json"], capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    return {(one["rule"], one["object"]) for one in json.loads(run.stdout)["findings"]}

def both_forms(policies, objects, rules, minor=MINOR):
    """What each of the rules refuses; what narrower profiles say instead of it is asked for by itself."""
    theirs = {one for one in api_server(policies, objects) if one[0] in rules}
    ours = {one for profile in ("baseline", "platform") for one in program(objects, profile, minor)
            if one[0] in rules and one[1].split(" ")[0] in MAKERS}
    assert theirs == ours, f"{objects}: only the API server refuses {sorted(theirs - ours)}, only the program {sorted(ours - theirs)}"
    return theirs

# Images of the corpus come from nowhere that the platform trusts: that list is left out, as the program does without an environment.
policies = work / "policies"
policies.mkdir()
for file in pathlib.Path("dist/production/manifests/admission-policies").glob("ValidatingAdmissionPolicy-*.yaml"):
    tree = yaml.safe_load(file.read_text())
    for variable in tree["spec"]["variables"]:
        if variable["name"] == "registries":
            variable["expression"] = "[]"
    (policies / file.name).write_text(yaml.safe_dump(tree))
rules = {ids(file.name.removeprefix("ValidatingAdmissionPolicy-").removesuffix(".yaml")) for file in policies.iterdir()}
assert len(rules) == 8, rules

refused = both_forms(policies, "src/test/resources/admission", rules)
assert {one[0] for one in refused} == rules, "the corpus does not reach every rule"
print(f"corpus: {len(refused)} refusals, the same on both sides")
for environment in sorted(pathlib.Path("dist").iterdir()):
    rendered = environment / "manifests"
    api_server(rendered / "admission-policies", rendered)
    print(f"{environment}: every policy compiles, and is within its budget on every workload; {len(both_forms(policies, rendered, rules))} refusals, the same on both sides")
for minor in ("1.35", "1.36", "1.37"):
    newer = work / minor
    newer.mkdir()
    for file in policies.iterdir():
        tree = yaml.safe_load(file.read_text())
        for variable in tree["spec"]["variables"]:
            if variable["name"] == "minor":
                variable["expression"] = minor.removeprefix("1.")
        (newer / file.name).write_text(yaml.safe_dump(tree))
    for level, standard in (("baseline", STANDARDS[:1]), ("restricted", STANDARDS)):
        for verdict in ("pass", "fail"):
            pods = upstream / level / f"v{minor}" / verdict
            refused = both_forms(newer, pods, set(standard), minor)
            files = list(pods.glob("*.yaml"))
            assert files, pods
            names = {one[1] for one in refused}
            assert len(names) == (0 if verdict == "pass" else len(files)), f"{pods}: {len(names)} of {len(files)} are refused"
            print(f"Pod Security {level} of {minor}, {len(files)} pods that must {verdict}: they do, on both sides")
PY
