package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.WrittenEnum;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.model.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may happen to an environment. */
public enum Scenario {
  /** Everything runs, and nothing is scaled. */
  STEADY("everything runs, nothing is scaled"),
  /** One Deployment after another gets a new version, one Job after another runs. */
  ROLLOUT("a new version of one Deployment, or one Job"),
  /** One node after another is lost. */
  NODE_LOSS("one node is lost"),
  /** One node after another is emptied, as disruption budgets allow. */
  DRAIN("one node is drained"),
  /** Every autoscaler is at its maximum, and all scheduled work runs. */
  AUTOSCALING("everything is scaled to its maximum"),
  /** The same, with as many nodes as the node autoscaler may add. */
  NODE_AUTOSCALING("the same, and nodes are added");

  private final String words;

  Scenario(String words) {
    this.words = words;
  }

  /** As people write it, such as {@code node-loss}. */
  public String written() {
    return WrittenEnum.of(this);
  }

  public String words() {
    return words;
  }

  public static Optional<Scenario> named(String written) {
    return Arrays.stream(values()).filter(one -> one.written().equals(written)).findFirst();
  }

  /**
   * The one that somebody asks for.
   *
   * @param option where its name is written, such as {@code --scenario}
   * @throws UserError when there is none of that name
   */
  public static Scenario asked(String option, String written) {
    List<String> known = Arrays.stream(values()).map(Scenario::written).toList();
    return named(written)
        .orElseThrow(
            () ->
                new UserError(
                    "%s %s is unknown".formatted(option, written),
                    Suggestion.of(written, known)
                        .map("did you mean %s?"::formatted)
                        .orElse("choose from " + String.join(", ", known))));
  }
}
