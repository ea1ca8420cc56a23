package com.xtrading.platform.environment;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * A minor version of Kubernetes for which the output is validated.
 *
 * @param value such as {@code 1.35}
 */
public record KubernetesVersion(String value) {

  private static final List<String> VALIDATED = List.of("1.34", "1.35", "1.36", "1.37");

  public KubernetesVersion {
    if (!VALIDATED.contains(value)) {
      throw new InvalidValue(
          "Kubernetes \"%s\" is not validated".formatted(value),
          String.join(", ", VALIDATED) + ", in quotes",
          "write kubernetes: \"1.35\"");
    }
  }

  public static KubernetesVersion parse(String text) {
    return new KubernetesVersion(text);
  }

  /** The minor version, such as 35 for Kubernetes 1.35. */
  public int minor() {
    return Integer.parseInt(value.substring(value.indexOf('.') + 1));
  }

  /**
   * Whether the API server writes everything that admission policies find in a request to its audit
   * log: up to 1.36 it keeps what it found first (apiserver, {@code
   * admission/plugin/policy/validating}).
   */
  public boolean auditsEveryFailure() {
    return minor() >= 37;
  }

  /**
   * Whether a StatefulSet replaces as many pods at once as its {@code maxUnavailable} says; before,
   * the API server drops the field (feature MaxUnavailableStatefulSet).
   */
  public boolean letsStatefulSetsMissSeveral() {
    return minor() >= 37;
  }

  @Override
  public String toString() {
    return value;
  }
}
