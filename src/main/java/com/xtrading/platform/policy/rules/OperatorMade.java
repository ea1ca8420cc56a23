package com.xtrading.platform.policy.rules;

import com.xtrading.platform.declaration.Peer;
import java.util.List;
import java.util.Map;

/**
 * What operators make in the cluster, so that it is referred to and not rendered.
 *
 * @param secrets {@code namespace/name} of secrets; a {@code *} stands for any text, as in {@code
 *     *}{@code /*-app}
 * @param pods pods with the one label that selects them
 */
public record OperatorMade(List<String> secrets, List<Peer.Pods> pods) {

  public OperatorMade {
    secrets = List.copyOf(secrets);
    pods = List.copyOf(pods);
  }

  /** Nothing but what is rendered. */
  public static OperatorMade none() {
    return new OperatorMade(List.of(), List.of());
  }

  boolean hasSecret(String namespace, String name) {
    return secrets.stream().anyMatch(pattern -> Glob.matches(pattern, namespace + "/" + name));
  }

  /** Whether an operator makes pods in the namespace that the selector chooses. */
  boolean hasPods(String namespace, LabelSelector selector) {
    return pods.stream()
        .filter(made -> made.namespace().equals(namespace))
        .anyMatch(made -> selector.matches(Map.of(made.labelKey(), made.labelValue())));
  }
}
