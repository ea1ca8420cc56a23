package com.xtrading.platform.policy.rules;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Rendered;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.rules.access.RolesAreNarrow;
import com.xtrading.platform.policy.rules.access.RoutesAreGuarded;
import com.xtrading.platform.policy.rules.access.TokensAreNeeded;
import com.xtrading.platform.policy.rules.access.UisAreBehindSignOn;
import com.xtrading.platform.policy.rules.addresses.AddressesAreReachable;
import com.xtrading.platform.policy.rules.addresses.ConnectionsLeadSomewhere;
import com.xtrading.platform.policy.rules.admission.NamespacesAdmitTheirPods;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import com.xtrading.platform.policy.rules.admission.RuleAboutImages;
import com.xtrading.platform.policy.rules.change.VolumesOnlyGrow;
import com.xtrading.platform.policy.rules.change.WhatIsFixedStays;
import com.xtrading.platform.policy.rules.credentials.NoSecretValues;
import com.xtrading.platform.policy.rules.isolation.MeshedPodsAreGuarded;
import com.xtrading.platform.policy.rules.isolation.NamespacesAreClosed;
import com.xtrading.platform.policy.rules.isolation.OnlyDeclaredConnections;
import com.xtrading.platform.policy.rules.isolation.ProbesReachMeshedPods;
import com.xtrading.platform.policy.rules.isolation.StoresAreKeptFromTheEdge;
import com.xtrading.platform.policy.rules.references.IdentitiesAreUnique;
import com.xtrading.platform.policy.rules.references.ReferencesAreClosed;
import com.xtrading.platform.policy.rules.storage.BucketsArePrivate;
import com.xtrading.platform.policy.rules.storage.DatabasesAreOnBlockStorage;
import com.xtrading.platform.policy.rules.workload.AutoscaledWorkloadsHaveNoReplicas;
import com.xtrading.platform.policy.rules.workload.DisruptionBudgetsNeverBlock;
import com.xtrading.platform.policy.rules.workload.EverythingFits;
import com.xtrading.platform.policy.rules.workload.OperatedPodsAreDeclared;
import com.xtrading.platform.policy.rules.workload.PodsStopInTime;
import com.xtrading.platform.policy.rules.workload.ProbesDiffer;
import com.xtrading.platform.policy.rules.workload.SingletonsNeverOverlap;
import com.xtrading.platform.policy.rules.workload.WorkloadsAreDeclared;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
   * @param objects rules about single objects, in the form of the cluster
   * @param before the objects of {@link #COMPARED} kinds that are delivered now
   * @param identities hosts, namespaces and buckets of every environment, by its name
   * @param capacity whether a result fits on the nodes
   */
  public static List<Rule> all(
      Topology topology,
      ObjectPolicies objects,
      List<Manifest> before,
      Map<String, Set<String>> identities,
      Function<Rendered, CapacityReport> capacity) {
    Stream<Rule> single =
        ObjectRule.of(objects, Profile.PLATFORM).stream()
            .map(rule -> rule.isAboutImages() ? new RuleAboutImages(rule) : rule);
    Stream<Rule> all =
        Stream.of(
            new AddressesAreReachable(
                topology, identities.getOrDefault(topology.environment(), Set.of())),
            new AutoscaledWorkloadsHaveNoReplicas(),
            new BucketsArePrivate(),
            new ConnectionsLeadSomewhere(),
            new DatabasesAreOnBlockStorage(),
            new DisruptionBudgetsNeverBlock(),
            new EverythingFits(capacity),
            new IdentitiesAreUnique(identities),
            new MeshedPodsAreGuarded(),
            new NamespacesAdmitTheirPods(objects),
            new NamespacesAreClosed(),
            new NoSecretValues(),
            new OnlyDeclaredConnections(topology),
            new OperatedPodsAreDeclared(topology),
            new PodsStopInTime(),
            new ProbesDiffer(),
            new ProbesReachMeshedPods(),
            new ReferencesAreClosed(),
            new RolesAreNarrow(),
            new RoutesAreGuarded(),
            new SingletonsNeverOverlap(),
            new StoresAreKeptFromTheEdge(topology),
            new TokensAreNeeded(),
            new UisAreBehindSignOn(),
            new VolumesOnlyGrow(before),
            new WhatIsFixedStays(before),
            new WorkloadsAreDeclared(topology));
    return Stream.concat(single, all).sorted(Comparator.comparing(Rule::id)).toList();
  }
}
