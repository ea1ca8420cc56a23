package com.xtrading.platform.network;

import com.xtrading.platform.model.UserError;
import com.xtrading.platform.network.Connectivity.Connection;
import com.xtrading.platform.objects.ClusterObjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom somebody asks about: who begins, and who is connected to. Nothing stands for everybody.
 *
 * @param from who begins
 * @param to who is connected to
 */
public record ConnectivityQuestion(Optional<PartyName> from, Optional<PartyName> to) {

  /** Who can connect to whom among some objects; ranges that are asked about are parties. */
  public Connectivity in(ClusterObjects objects) {
    return new Connectivity(
        objects.manifests(),
        objects.runningPods().toList(),
        Stream.of(from, to)
            .flatMap(Optional::stream)
            .flatMap(name -> name.range().stream())
            .toList());
  }

  /**
   * Every connection that is asked about.
   *
   * @throws UserError when a name means nobody
   */
  public List<Connection> connections(Connectivity connectivity) {
    Set<Party> senders = new HashSet<>(meant(from, connectivity));
    Set<Party> receivers = new HashSet<>(meant(to, connectivity));
    return connectivity.connections().stream()
        .filter(one -> senders.contains(one.from()) && receivers.contains(one.to()))
        .toList();
  }

  /**
   * Why each pair that is asked about can connect or cannot.
   *
   * @throws UserError when a name means nobody, or when there is no pair of which policies speak
   */
  public List<Explanation> explanations(Connectivity connectivity) {
    List<Party> senders = meant(from, connectivity);
    List<Party> receivers = meant(to, connectivity);
    List<Explanation> pairs = new ArrayList<>();
    for (Party sender : senders) {
      for (Party receiver : receivers) {
        if (!sender.equals(receiver)
            && !(sender instanceof Party.Outside && receiver instanceof Party.Outside)) {
          pairs.add(connectivity.explain(sender, receiver));
        }
      }
    }
    if (pairs.isEmpty()) {
      throw new UserError(
          "between %s and %s is nothing to explain".formatted(written(from), written(to)),
          "name two workloads, or a workload and an address");
    }
    return pairs;
  }

  private static List<Party> meant(Optional<PartyName> name, Connectivity connectivity) {
    List<Party> parties = connectivity.parties();
    return name.map(one -> one.among(parties)).orElse(parties);
  }

  private static String written(Optional<PartyName> name) {
    return name.map(PartyName::text).orElse("everybody");
  }
}
