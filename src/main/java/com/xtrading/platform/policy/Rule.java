package com.xtrading.platform.policy;

import java.util.List;

/**
 * A statement that must hold for the rendered result. The class is named as the statement ({@code
 * ImagesArePinned}); its simple name is the id.
 *
 * <p>A rule carries a good and a bad example; they are its documentation, and a test holds the rule
 * against both. They are files beside the class, {@code ImagesArePinned.good.yaml} and {@code
 * .bad.yaml}, where the rule does not say them itself in a few lines.
 */
public interface Rule {

  /** The name under which findings and waivers speak of the rule. */
  default String id() {
    return getClass().getSimpleName();
  }

  /** What must hold and why, in one or two sentences. */
  String statement();

  /** How a finding is put right. */
  String remedy();

  /** What a finding does to the output. */
  default Severity severity() {
    return Severity.ERROR;
  }

  /**
   * Whether the rule speaks of the change from what is delivered now, and not of the result alone:
   * a waiver of it is not stale when the change has been made.
   */
  default boolean isAboutAChange() {
    return false;
  }

  /** YAML documents (or one native file) for which the rule has no finding. */
  default String goodExample() {
    return RuleExample.of(getClass(), "good");
  }

  /** YAML documents (or one native file) for which the rule has a finding. */
  default String badExample() {
    return RuleExample.of(getClass(), "bad");
  }

  /** Every place at which the rule does not hold, in the order of the manifests. */
  List<Finding> check(Evidence evidence);
}
