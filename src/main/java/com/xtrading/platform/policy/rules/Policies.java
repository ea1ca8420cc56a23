package com.xtrading.platform.policy.rules;

import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.manifest.GroupKind;
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
import com.xtrading.platform.policy.rules.change.FixedFieldsAreNotEmpty;
import com.xtrading.platform.policy.rules.change.VolumesOnlyGrow;
import com.xtrading.platform.policy.rules.change.WhatIsFixedStays;
import com.xtrading.platform.policy.rules.credentials.NoSecretValues;
import com.xtrading.platform.policy.rules.delivery.ApplicationsStayAsWritten;
import com.xtrading.platform.policy.rules.delivery.ProjectsLetInTheirObjects;
import com.xtrading.platform.policy.rules.delivery.WavesAreKept;
import com.xtrading.platform.policy.rules.delivery.WavesWaitForHealth;
import com.xtrading.platform.policy.rules.isolation.MeshedPodsAreGuarded;
import com.xtrading.platform.policy.rules.isolation.NamespacesAreClosed;
import com.xtrading.platform.policy.rules.isolation.OnlyDeclaredConnections;
import com.xtrading.platform.policy.rules.isolation.ProbesReachMeshedPods;
import com.xtrading.platform.policy.rules.isolation.StoresAreKeptFromTheEdge;
import com.xtrading.platform.policy.rules.monitoring.AlertsReachSomebody;
import com.xtrading.platform.policy.rules.monitoring.ExpressionsWatchWhatIsThere;
import com.xtrading.platform.policy.rules.monitoring.RecordsWaitOnDisk;
import com.xtrading.platform.policy.rules.references.IdentitiesAreUnique;
import com.xtrading.platform.policy.rules.references.ReferencesAreClosed;
import com.xtrading.platform.policy.rules.storage.BucketsArePrivate;
import com.xtrading.platform.policy.rules.storage.DatabasesAreOnBlockStorage;
import com.xtrading.platform.policy.rules.workload.AutoscaledWorkloadsHaveNoReplicas;
import com.xtrading.platform.policy.rules.workload.CustomResourcesAreUnderstood;
import com.xtrading.platform.policy.rules.workload.DisruptionBudgetsNeverBlock;
import com.xtrading.platform.policy.rules.workload.EverythingFits;
import com.xtrading.platform.policy.rules.workload.OperatedPodsAreDeclared;
import com.xtrading.platform.policy.rules.workload.PodsStopInTime;
import com.xtrading.platform.policy.rules.workload.ProbesDiffer;
import com.xtrading.platform.policy.rules.workload.SingletonsNeverOverlap;
import com.xtrading.platform.policy.rules.workload.WorkloadsAreDeclared;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules of the platform. */
public final class Policies {

  /** Kinds of delivered objects that rules about changes compare with. */
  public static final Set<GroupKind> COMPARED =
      Stream.concat(VolumesOnlyGrow.KINDS.stream(), WhatIsFixedStays.KINDS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private Policies() {}

  /** Every rule, by id. */
  public static List<Rule> all() {
    Stream<Rule> single =
        ObjectRule.of(Profile.PLATFORM).stream()
            .map(rule -> rule.isAboutImages() ? new RuleAboutImages(rule) : rule);
    Stream<Rule> others =
        Stream.of(
            new AddressesAreReachable(),
            new AlertsReachSomebody(),
            new ApplicationsStayAsWritten(),
            new AutoscaledWorkloadsHaveNoReplicas(),
            new BucketsArePrivate(),
            new ConnectionsLeadSomewhere(),
            new CustomResourcesAreUnderstood(),
            new DatabasesAreOnBlockStorage(),
            new DisruptionBudgetsNeverBlock(),
            new EverythingFits(),
            new ExpressionsWatchWhatIsThere(),
            new FixedFieldsAreNotEmpty(),
            new IdentitiesAreUnique(),
            new MeshedPodsAreGuarded(),
            new NamespacesAdmitTheirPods(),
            new NamespacesAreClosed(),
            new NoSecretValues(),
            new OnlyDeclaredConnections(),
            new OperatedPodsAreDeclared(),
            new PodsStopInTime(),
            new ProbesDiffer(),
            new ProbesReachMeshedPods(),
            new ProjectsLetInTheirObjects(),
            new RecordsWaitOnDisk(),
            new ReferencesAreClosed(),
            new RolesAreNarrow(),
            new RoutesAreGuarded(),
            new SingletonsNeverOverlap(),
            new StoresAreKeptFromTheEdge(),
            new TokensAreNeeded(),
            new UisAreBehindSignOn(),
            new VolumesOnlyGrow(),
            new WavesAreKept(),
            new WavesWaitForHealth(),
            new WhatIsFixedStays(),
            new WorkloadsAreDeclared());
    return Stream.concat(single, others).sorted(Comparator.comparing(Rule::id)).toList();
  }
}
