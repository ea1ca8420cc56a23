package com.xtrading.platform.synthesis;

import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.FindingLocations;
import com.xtrading.platform.policy.LocatedFindings;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.Verdict;
import com.xtrading.platform.policy.rules.admission.ProfileRules;
import com.xtrading.platform.policy.rules.workload.MissingNodes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One environment, rendered and judged, ready to be written.
 *
 * @param rendered what was judged
 * @param files the bytes of {@code dist/<env>/}, the inventory included
 * @param verdict what the policies say
 * @param capacity how it sits on the nodes
 */
public record JudgedEnvironment(
    RenderedEnvironment rendered,
    List<OutputFile> files,
    Verdict verdict,
    CapacityReport capacity) {

  /** The name of the environment. */
  public String name() {
    return rendered.name();
  }

  /** Some findings as a person is told them: one cause, one message. */
  public List<Finding> told(Collection<Finding> findings) {
    return new MissingNodes(environment().cluster().nodes(), capacity).together(findings);
  }

  /** What is written of it. */
  public EnvironmentOutput output() {
    return new EnvironmentOutput(name(), files);
  }

  /** The settings of the environment. */
  public Environment environment() {
    return rendered.environment();
  }

  /** What was declared. */
  public Topology topology() {
    return rendered.topology();
  }

  /** Every rendered object. */
  public List<Manifest> manifests() {
    return rendered.manifests();
  }

  /**
   * What some rules found and no waiver covers, at the lines of the files that are written.
   *
   * @param folder that environments are written to
   */
  public LocatedFindings found(ProfileRules rules, OutputFolder folder) {
    Map<String, String> texts = new HashMap<>();
    files.forEach(file -> texts.put(file.path(), file.text()));
    FindingLocations locations =
        new FindingLocations(manifests(), texts::get, folder.folder(name()) + "/");
    return new LocatedFindings(
        List.<Rule>copyOf(rules.rules()),
        manifests().size(),
        locations.of(rules.among(verdict.uncovered()), manifests()),
        List.of());
  }
}
