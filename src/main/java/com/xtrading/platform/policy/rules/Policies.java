package com.xtrading.platform.policy.rules;

import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules of the platform. */
public final class Policies {

  /** Kinds of delivered objects that rules about changes compare with. */
  public static final Set<String> COMPARED =
      Stream.concat(VolumesOnlyGrow.KINDS.stream(), WhatIsFixedStays.KINDS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private Policies() {}

  /**
   * Every rule, sorted by id.
   *
   * @param topology what was declared
   * @param before the objects of {@link #COMPARED} kinds that are delivered now
   * @param identities hosts, namespaces and buckets of every environment, by its name
   */
  public static List<Rule> all(
      Topology topology, List<Manifest> before, Map<String, Set<String>> identities) {
    return Stream.of(
            new AddressesAreReachable(),
            new AutoscaledWorkloadsHaveNoReplicas(),
            new BucketsArePrivate(),
            new ConnectionsLeadSomewhere(),
            new DatabasesAreOnBlockStorage(),
            new DisruptionBudgetsNeverBlock(),
            new IdentitiesAreUnique(identities),
            new ImagesArePinned(),
            new LabelsAreComplete(),
            new MeshedPodsAreGuarded(),
            new NoSecretValues(),
            new OnlyDeclaredConnections(topology),
            new OperatedPodsAreDeclared(topology),
            new PodsAreRestricted(),
            new PodsStopInTime(),
            new ProbesDiffer(),
            new ReferencesAreClosed(),
            new ResourcesAreSet(),
            new RolesAreNarrow(),
            new RoutesAreGuarded(),
            new SingletonsNeverOverlap(),
            new UisAreBehindSignOn(),
            new VolumesOnlyGrow(before),
            new WhatIsFixedStays(before))
        .sorted(Comparator.comparing(Rule::id))
        .toList();
  }
}
