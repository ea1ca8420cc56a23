"""Asks a running Prometheus what rules and pages ask."""

import collections
import re

from processes import data

SAMPLE = re.compile(r"^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]", re.MULTILINE)
# What Prometheus itself says of every target.
OF_SCRAPES = {"up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added"}

# Labels that monitors give, and no program does.
OF_TARGETS = {"namespace", "pod", "container", "endpoint", "service", "job"}


def meets(labels, matcher):
    name, operator, value = matcher
    actual = labels.get(name, "")
    same = re.fullmatch(value, actual) is not None if "~" in operator else value == actual
    return same != operator.startswith("!")


class Questions:
    """
    questions: expressions with their selectors, and the monitors of each
    monitors: monitor -> (job, names that are exported there, labels of each target) of those that are asked here
    recorded: name, labels and expression of every recording rule
    release: of Prometheus; before 3 bounds of buckets are what programs write
    """

    def __init__(self, url, questions, monitors, recorded, release):
        self.stores_numbers = release.startswith("3.")
        self.url, self.questions, self.monitors = url, questions, monitors
        by_expression = {question["expression"]: question for question in questions}
        self.recorded = collections.defaultdict(list)
        for name, labels, expression in recorded:
            self.recorded[name].append((labels, by_expression[expression]))
        self.answers = {}

    def found(self, selector):
        """The jobs of what a selector finds now."""
        if selector not in self.answers:
            self.answers[selector] = {one["metric"].get("job", "") for one in data(f"{self.url}/api/v1/query", query=selector)["result"]}
        return self.answers[selector]

    def exporting(self, selector):
        """Of the monitors of a selector those that are asked here, and whose program exports the metric."""
        metric = selector["metric"]
        return [one for one in selector["monitors"] if one in self.monitors and (metric in OF_SCRAPES or metric in self.monitors[one][1])]

    def is_made(self, selector):
        """Whether a rule records it from nothing but what runs here."""
        return any(all(meets(labels, matcher) for matcher in selector["matchers"]) and all(self.runs(one) for one in question["selectors"])
                   for labels, question in self.recorded[selector["metric"]])

    def runs(self, selector):
        if selector["metric"] in self.recorded:
            return self.is_made(selector)
        return bool(selector["monitors"]) and len(self.exporting(selector)) == len(selector["monitors"])

    def due(self, selector):
        """Of those the ones whose targets have the labels that it asks for; a pod's name is not known before."""
        return [one for one in self.exporting(selector) if any(self.is_target(labels, selector) for labels in self.monitors[one][2])]

    @staticmethod
    def is_target(labels, selector):
        return all(meets(labels, matcher) for matcher in selector["matchers"] if matcher[0] in OF_TARGETS)

    def selectors(self):
        """Every selector finds something of every monitor that the program names for it."""
        self.answers = {}
        result = collections.defaultdict(set)
        for question in self.questions:
            place = f"{question['called']} ({question['object']}, {question['path']})"
            for one in question["selectors"]:
                if one["metric"] in self.recorded:
                    kind = "recorded" if self.found(one["asked"]) else "failures" if self.is_made(one) else "elsewhere"
                    result[kind].add(one["asked"] if kind != "failures" else f"{place}: {one['asked']} finds nothing, and a rule records it from what runs here")
                    continue
                here = [monitor for monitor in one["monitors"] if monitor in self.monitors]
                missed = [monitor for monitor in self.due(one) if self.monitors[monitor][0] not in self.found(one["asked"])]
                # Of the monitors that the program names one that is not asked here may be the one with the labels.
                if not here or not self.due(one) and len(here) < len(one["monitors"]):
                    result["elsewhere"].add(one["asked"])
                elif not self.stores_numbers and any(name == "le" for name, _, _ in one["matchers"]):
                    result["bounds"].add(one["asked"])
                elif not self.exporting(one):
                    result["unversioned"].add(one["metric"])
                elif self.due(one) and not missed:
                    result["found"].add(one["asked"])
                else:
                    result["failures"].add(f"{place}: {one['asked']} finds nothing of {', '.join(missed or here)}, which export{'s' if len(missed or here) == 1 else ''} the metric")
        return result

    def whole(self):
        """Every expression is answered; (how many say something now, panels that should and do not, refusals)."""
        something, empty, refused = 0, [], []
        for question in self.questions:
            try:
                answer = data(f"{self.url}/api/v1/query", query=question["asked"])["result"]
            except ValueError as error:
                refused.append(f"{question['called']} ({question['object']}, {question['path']}): {error}: {question['asked']}")
                continue
            if answer:
                something += 1
            elif question["called"].startswith(("panel", "variable")) and question["selectors"] \
                    and all(self.runs(one) and self.found(one["asked"]) for one in question["selectors"]):
                empty.append(f"{question['called']} ({question['object']}, {question['path']}): {question['asked']}")
        return something, empty, refused
