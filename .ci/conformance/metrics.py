"""Holds what a program exports against our list of it.

usage: metrics.py LIST EXPOSITION

A family of both whose type differs, or that has a label which the list has not, is an error: expressions would be checked
against what is not so. Names that one of them alone has are printed: versions, machines and what a program has just done
decide about those.
"""

import pathlib
import re
import sys

TYPE = re.compile(r"# TYPE (\S+) (\S+)")
SAMPLE = re.compile(r"([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? \S")
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="(?:[^"\\]|\\.)*"')
SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "summary": ("", "_sum", "_count")}
# Said of buckets and quantiles by the type.
BY_TYPE = {"le", "quantile"}
# Types that Debian's versions still give; the deployed ones give the listed type.
FORMER = {"redis_expired_time_cap_reached_total": "gauge"}  # until 1.45 at least, a counter in 1.86


def listed(path):
    """name -> (type, labels) of a list."""
    families = {}
    for line in pathlib.Path(path).read_text().splitlines():
        if not line.startswith("#"):
            name, kind, labels = line.split("\t")[:3]  # bounds of buckets may follow
            families[name] = (kind, set(filter(None, labels.split(","))))
    return families


def exposed(path):
    """name -> (type, labels) of an exposition in Prometheus' text format."""
    families, series = {}, {}
    for line in pathlib.Path(path).read_text().splitlines():
        typed = TYPE.match(line)
        if typed:
            name, kind = typed.groups()
            families[name] = (kind, set())
            series.update({name + suffix: name for suffix in SUFFIXES.get(kind, ("",))})
            continue
        sample = SAMPLE.match(line)
        if sample and not line.startswith("#"):
            family = series.get(sample.group(1))
            if family is None:
                sys.exit(f"{sample.group(1)} is of no family that # TYPE names: this is not read right")
            families[family][1].update(set(LABEL.findall(sample.group(2) or "")) - BY_TYPE)
    return families


def main(list_path, exposition_path):
    ours, live = listed(list_path), exposed(exposition_path)
    both = sorted(ours.keys() & live.keys())
    wrong = 0
    for name in both:
        if live[name][0] not in (ours[name][0], FORMER.get(name)):
            wrong += 1
            print(f"WRONG {name}: a {live[name][0]}, listed as a {ours[name][0]}")
        unlisted = live[name][1] - ours[name][1]
        if unlisted:
            wrong += 1
            print(f"WRONG {name}: has {', '.join(sorted(unlisted))}, which is not listed")
    # Nothing in common would make every comparison above an empty one.
    if 2 * len(both) < len(live):
        wrong += 1
        print(f"WRONG of {len(live)} families that it exports only {len(both)} are listed")
    print(f"{len(both)} families of {len(live)} are as listed, but for {wrong} mistakes")
    for title, names in (("exports and not listed", live.keys() - ours.keys()), ("listed and not exported", ours.keys() - live.keys())):
        if names:
            print(f"{len(names)} {title}: {' '.join(sorted(names))}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
