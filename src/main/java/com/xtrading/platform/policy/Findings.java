package com.xtrading.platform.policy;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.PodTemplate;
import java.util.ArrayList;
import java.util.List;

/** Collects what one rule finds. */
public final class Findings {

  private final Rule rule;
  private final List<Finding> found = new ArrayList<>();

  public Findings(Rule rule) {
    this.rule = rule;
  }

  public void add(String object, String path, String problem, String change) {
    found.add(new Finding(rule.id(), rule.severity(), object, path, problem, change));
  }

  public void add(Manifest manifest, String path, String problem, String change) {
    add(manifest.id().toString(), path, problem, change);
  }

  public void add(PodTemplate pod, String path, String problem, String change) {
    add(pod.source(), pod.place(path), problem, change);
  }

  public void add(Finding finding) {
    found.add(finding);
  }

  public List<Finding> list() {
    return List.copyOf(found);
  }
}
