package com.xtrading.platform.policy.rules.delivery;

import com.xtrading.platform.health.HealthChecks;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of everything that a later wave waits for, somebody has decided how Argo CD tells its health. */
public final class WavesWaitForHealth implements Rule {

  @Override
  public String statement() {
    return "Of every kind that comes before something else, in its Application or since its"
        + " Application does, it is decided how Argo CD tells its health: by a check of its own, by"
        + " one that we deliver, or not at all, for a reason. A kind without a check counts as"
        + " healthy at once, and what follows starts too early.";
  }

  @Override
  public String remedy() {
    return "Look whether Argo CD has a check for the kind, and whether its answers are right while"
        + " it starts; add it to health/kinds.yaml, or a check of ours beside it.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    WaitedFor waitedFor = new WaitedFor(new DeliveredObjects(evidence));
    Set<GroupKind> found = new HashSet<>();
    evidence.manifests().stream()
        .filter(object -> !HealthChecks.areDecidedFor(object.groupKind()))
        .filter(waitedFor::contains)
        .filter(object -> found.add(object.groupKind()))
        .forEach(
            object ->
                findings.add(
                    object,
                    "kind",
                    "a later wave waits for it, and nobody has decided how Argo CD tells the health"
                        + " of a %s".formatted(object.kind()),
                    "add %s to health/kinds.yaml".formatted(object.groupKind())));
    return findings.list();
  }

  /** What comes before something else. */
  private static final class WaitedFor {

    // By the object itself: to compare two trees takes longer than to look.
    private final Map<Manifest, Manifest> broughtBy = new IdentityHashMap<>();
    private final Map<Manifest, Moment> end = new IdentityHashMap<>();

    WaitedFor(DeliveredObjects delivered) {
      delivered
          .applications()
          .forEach(
              application -> {
                List<Manifest> objects = delivered.of(application);
                objects.forEach(object -> broughtBy.put(object, application));
                objects.stream()
                    .map(Moment::of)
                    .max(Comparator.naturalOrder())
                    .ifPresent(last -> end.put(application, last));
              });
    }

    /** Whether something comes later in its Application, or after its Application. */
    boolean contains(Manifest object) {
      Manifest application = broughtBy.get(object);
      return application != null
          && application != object
          && (Moment.of(object).compareTo(end.get(application)) < 0 || contains(application));
    }
  }
}
