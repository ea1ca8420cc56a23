package com.xtrading.platform.policy.rules.delivery;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Argo CD stores Applications and projects as they are written. */
public final class ApplicationsStayAsWritten implements Rule {

  /** Values of these are handed on as they are (Argo CD 3.6, {@code ApplicationSourceHelm}). */
  private static final Set<String> FREE = Set.of("valuesObject", "targetLabels");

  /**
   * Fields that Argo CD keeps also where they say no or nothing (3.6, {@code
   * pkg/apis/application/v1alpha1/types.go}: pointers, and fields without {@code omitempty}).
   */
  private static final Set<String> KEPT =
      Set.of("enabled", "revisionHistoryLimit", "factor", "warn", "group", "kind");

  @Override
  public String statement() {
    return "No field of an Application or project is empty, false or zero where Argo CD leaves such"
        + " a field out when it stores the object: git and cluster would differ for ever, and an"
        + " Application that heals itself would do so without end.";
  }

  @Override
  public String remedy() {
    return "Leave the field out: it means the same.";
  }

  @Override
  public String goodExample() {
    return application("{path: dist/production/argocd}");
  }

  @Override
  public String badExample() {
    return application("{path: dist/production/argocd, directory: {recurse: false}}");
  }

  private static String application(String source) {
    return """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop, namespace: argocd}
        spec:
          source: %s
        """
        .formatted(source);
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Stream.concat(
            evidence.objects().ofKind(Kinds.APPLICATION),
            evidence.objects().ofKind(Kinds.APP_PROJECT))
        .forEach(object -> check(object, "spec", object.tree().get("spec"), findings));
    return findings.list();
  }

  private static void check(Manifest object, String path, Object value, Findings findings) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach(
          (key, inner) -> {
            String name = key.toString();
            boolean left = !FREE.contains(name) && !(KEPT.contains(name) && isPlain(inner));
            if (left) {
              check(object, TreePath.key(path, name), inner, findings);
            }
          });
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      for (int i = 0; i < list.size(); i++) {
        check(object, TreePath.element(path, i), list.get(i), findings);
      }
    } else if (saysNothing(value)) {
      findings.add(
          object,
          path,
          "is %s, which Argo CD leaves out".formatted(value),
          "leave it out: it means the same");
    }
  }

  private static boolean isPlain(Object value) {
    return !(value instanceof Map<?, ?> || value instanceof List<?>);
  }

  private static boolean saysNothing(Object value) {
    return value instanceof Map<?, ?>
        || value instanceof List<?>
        || Boolean.FALSE.equals(value)
        || "".equals(value)
        || value instanceof Number number && number.doubleValue() == 0;
  }
}
