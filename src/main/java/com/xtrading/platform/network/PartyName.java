package com.xtrading.platform.network;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.model.UserError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody calls a party: a workload by {@code name}, {@code namespace/name} or as it is
 * listed; what an operator or a chart makes also by the name that the labels of its pods carry; or
 * an address or a range of them.
 *
 * @param place where it is written, such as {@code --from}
 * @param text what is written there
 */
public record PartyName(String place, String text) {

  /** Labels whose value is a name: of ours, of Kubernetes' recommendation, of operators. */
  private static final List<String> NAMING =
      List.of(
          LabelKeys.WORKLOAD,
          LabelKeys.NAME,
          "app.kubernetes.io/instance",
          "operator.prometheus.io/name",
          "cnpg.io/cluster",
          "gateway.networking.k8s.io/gateway-name",
          "k8s-app",
          "app");

  /** The addresses that it stands for; nothing where it is the name of a workload. */
  Optional<AddressRange> range() {
    return AddressRange.parse(text).or(() -> AddressRange.parse(text + "/32"));
  }

  /**
   * Those of some parties that it means, in their order.
   *
   * @throws UserError when it means none of them
   */
  List<Party> among(List<Party> parties) {
    List<Party> meant = parties.stream().filter(this::means).toList();
    if (meant.isEmpty()) {
      meant = parties.stream().filter(this::isLabelled).toList();
    }
    if (meant.isEmpty()) {
      throw new UserError(
          "%s: no workload here is called \"%s\"".formatted(place, text), change(parties));
    }
    return meant;
  }

  private boolean means(Party party) {
    Optional<AddressRange> range = range();
    return party instanceof Party.Outside outside && range.isPresent()
        ? range.get().contains(outside.range())
        : names(party).anyMatch(text::equals);
  }

  private boolean isLabelled(Party party) {
    return party instanceof Party.Pods pods
        && NAMING.stream()
            .map(key -> String.valueOf(pods.labels().get(key)))
            .anyMatch(name -> text.equals(name) || text.equals(pods.namespace() + "/" + name));
  }

  /** How somebody may be called. */
  private static Stream<String> names(Party party) {
    return party instanceof Party.Pods pods
        ? Stream.of(pods.name(), pods.namespace() + "/" + pods.name(), pods.toString())
        : Stream.of(party.toString());
  }

  private String change(List<Party> parties) {
    List<String> pods =
        parties.stream().filter(Party.Pods.class::isInstance).map(Party::toString).toList();
    return Suggestion.of(text, parties.stream().flatMap(PartyName::names).toList())
        .map("did you mean %s?"::formatted)
        .orElse(
            pods.isEmpty()
                ? "there are none, so ask about an address such as 10.0.0.0/8"
                : "write an address such as 10.0.0.0/8, or one of %s"
                    .formatted(Suggestion.list(pods)));
  }
}
