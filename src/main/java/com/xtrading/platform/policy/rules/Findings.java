package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/** Collects what one rule finds. */
final class Findings {

  private final Rule rule;
  private final List<Finding> found = new ArrayList<>();

  Findings(Rule rule) {
    this.rule = rule;
  }

  void add(String object, String path, String problem, String change) {
    found.add(new Finding(rule.id(), rule.severity(), object, path, problem, change));
  }

  void add(Manifest manifest, String path, String problem, String change) {
    add(manifest.id().toString(), path, problem, change);
  }

  void add(PodTemplate pod, String path, String problem, String change) {
    add(pod.source(), pod.place(path), problem, change);
  }

  void add(Finding finding) {
    found.add(finding);
  }

  int count() {
    return found.size();
  }

  List<Finding> list() {
    return List.copyOf(found);
  }
}
