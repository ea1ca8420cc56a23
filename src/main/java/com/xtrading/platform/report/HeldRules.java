package com.xtrading.platform.report;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import com.xtrading.platform.environment.KubernetesVersion;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The part of the README about rules to which the API server and scanners hold objects. */
final class HeldRules {

  /** The section; none where no rule is rendered. */
  static Optional<Section> section(
      KubernetesVersion kubernetes, List<Manifest> manifests, Collection<NativeFile> files) {
    SortedMap<String, Held> held = new TreeMap<>();
    manifests.stream()
        .filter(object -> object.is(Kinds.VALIDATING_ADMISSION_POLICY_BINDING))
        .forEach(
            binding ->
                held.merge(binding.at("spec", "policyName").text(""), Held.of(binding), Held::and));
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Section section =
        Section.of(
            "Rules that the cluster holds to",
            new Paragraph(
                "The API server refuses what breaks a rule, or warns and writes it to its audit log; `docs/policies.md` says what each asks. "
                    + (kubernetes.auditsEveryFailure()
                        ? "One annotation of the audit log holds everything that a request breaks."
                        : "The warnings of a request name everything that it breaks, its audit annotation only the first.")),
            new Table(
                List.of("rule", "refused in", "warned of in"),
                held.entrySet().stream()
                    .map(
                        rule ->
                            List.of(
                                rule.getKey(), rule.getValue().refused(), rule.getValue().warned()))
                    .toList()));
    String scanners = Folder.files("config/scanners/", files);
    return Optional.of(
        scanners.isEmpty()
            ? section
            : section.with(
                new Paragraph(
                    "Scanners of others judge with the same exceptions: %s.".formatted(scanners))));
  }

  /**
   * Namespaces of one rule, in one line each.
   *
   * @param refused where nothing that breaks it is made
   * @param warned where it is made, and said
   */
  private record Held(String refused, String warned) {

    static Held of(Manifest binding) {
      String namespaces =
          binding
              .at("spec", "matchResources", "namespaceSelector", "matchExpressions")
              .elements()
              .flatMap(expression -> expression.at("values").elements())
              .map(value -> value.text(""))
              .collect(Collectors.joining(", "));
      boolean denies =
          binding
              .at("spec", "validationActions")
              .elements()
              .map(action -> action.text(""))
              .anyMatch("Deny"::equals);
      return denies ? new Held(namespaces, "") : new Held("", namespaces);
    }

    Held and(Held other) {
      return new Held(refused + other.refused, warned + other.warned);
    }
  }

  private HeldRules() {}
}
