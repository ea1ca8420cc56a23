#!/usr/bin/env bash
# A parser of HCL reads the policies for Vault: every one allows reading, and nothing else. Vault itself does not run here.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" >/dev/null 2>&1 && "$work/venv/bin/pip" install -q python-hcl2==7.3.1 >/dev/null 2>&1 \
  || { echo "python-hcl2 could not be installed"; exit 77; }
"$work/venv/bin/python" - dist/*/config/vault/*.hcl <<'PY'
import sys
import hcl2

paths = 0
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        policy = hcl2.load(file)
    assert set(policy) == {"path"}, f"{name}: has {sorted(policy)}"
    for block in policy["path"]:
        for path, rule in block.items():
            assert "*" not in path and "+" not in path, f"{name}: {path} is not one entry"
            rest = {key for key in rule if not key.startswith("__")}
            assert rest == {"capabilities"} and [c.strip('"') for c in rule["capabilities"]] == ["read"], f"{name}: {path}: {rule}"
            paths += 1
print(f"{len(sys.argv) - 1} policies allow reading {paths} entries, and nothing else")
PY
