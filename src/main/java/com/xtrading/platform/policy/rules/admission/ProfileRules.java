package com.xtrading.platform.policy.rules.admission;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.FindingLocations;
import com.xtrading.platform.policy.LocatedFinding;
import com.xtrading.platform.policy.LocatedFindings;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.projection.ProjectedFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The rules of a profile about single objects, for objects that somebody asks about.
 *
 * @param rules by id
 */
public record ProfileRules(List<ObjectRule> rules) {

  public ProfileRules {
    rules = List.copyOf(rules);
  }

  /** The rules of a profile, which holds those of the profiles before it. */
  public static ProfileRules of(Profile profile) {
    return new ProfileRules(ObjectRule.of(profile));
  }

  /** What they find in a folder of anybody, in which no waiver counts. */
  public LocatedFindings in(ProjectedFolder folder, ObjectPolicies policies) {
    List<String> problems = new ArrayList<>(folder.problems());
    FindingLocations locations = new FindingLocations(folder.manifests(), folder::text, "");
    List<LocatedFinding> findings = new ArrayList<>();
    for (ProjectedFolder.Round round : folder.rounds()) {
      problems.addAll(round.problems());
      List<Finding> found = new ArrayList<>();
      rules.forEach(rule -> found.addAll(rule.check(round.objects(), policies)));
      findings.addAll(locations.of(found, round.objects().manifests()));
    }
    return new LocatedFindings(
        List.<Rule>copyOf(rules), folder.manifests().size(), findings, problems);
  }

  /** Those of some findings that are theirs. */
  public List<Finding> among(Collection<Finding> findings) {
    Collection<String> ids = rules.stream().map(Rule::id).toList();
    return findings.stream().filter(finding -> ids.contains(finding.rule())).toList();
  }
}
