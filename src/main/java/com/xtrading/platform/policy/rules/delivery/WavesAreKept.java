package com.xtrading.platform.policy.rules.delivery;

import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Argo CD applies objects in the order that their waves say. */
public final class WavesAreKept implements Rule {

  private static final String PLACE =
      TreePath.key("metadata.annotations", AnnotationKeys.SYNC_WAVE);

  @Override
  public String statement() {
    return "A namespace is in no later wave of its Application than what lives in it, and the"
        + " definition of a kind in no later one than objects of the kind: Argo CD would apply it"
        + " before them all the same, whatever its wave says. Waves are whole numbers.";
  }

  @Override
  public String remedy() {
    return "Give it the wave of the first object that needs it, or an earlier one.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    DeliveredObjects delivered = new DeliveredObjects(evidence);
    delivered.applications().forEach(application -> check(delivered.of(application), findings));
    evidence.manifests().stream()
        .filter(
            object ->
                !Moment.waveText(object).isEmpty() && !Moment.isNumber(Moment.waveText(object)))
        .forEach(
            object ->
                findings.add(
                    object,
                    PLACE,
                    "\"%s\" is no number, and counts as 0".formatted(Moment.waveText(object)),
                    "write a whole number"));
    return findings.list();
  }

  private static void check(List<Manifest> objects, Findings findings) {
    Map<String, Manifest> first = first(objects, Manifest::namespace);
    Map<GroupKind, Manifest> firstOfKind = first(objects, Manifest::groupKind);
    for (Manifest object : objects) {
      if (object.is(Kinds.NAMESPACE)) {
        compare(object, first.get(object.name()), findings);
      } else if (object.is(Kinds.CUSTOM_RESOURCE_DEFINITION)) {
        GroupKind defined =
            new GroupKind(
                object.at("spec", "group").text(""), object.at("spec", "names", "kind").text(""));
        compare(object, firstOfKind.get(defined), findings);
      }
    }
  }

  /** The object of each kind, or in each namespace, that is applied first. */
  private static <K> Map<K, Manifest> first(List<Manifest> objects, Function<Manifest, K> key) {
    Map<K, Manifest> first = new HashMap<>();
    objects.forEach(
        object ->
            first.merge(
                key.apply(object),
                object,
                (one, other) -> Moment.of(other).compareTo(Moment.of(one)) < 0 ? other : one));
    return first;
  }

  private static void compare(Manifest needed, Manifest by, Findings findings) {
    if (by != null && Moment.of(by).compareTo(Moment.of(needed)) < 0) {
      findings.add(
          needed,
          PLACE,
          "wave %d comes after wave %d of %s, which needs it: Argo CD applies it before that"
              .formatted(Moment.of(needed).wave(), Moment.of(by).wave(), by.id()),
          "set %d, or an earlier wave".formatted(Moment.of(by).wave()));
    }
  }
}
