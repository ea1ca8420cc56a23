package com.xtrading.platform.admission;

import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.objects.PodKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule about single objects as a ValidatingAdmissionPolicy (admissionregistration.k8s.io/v1).
 *
 * @param rule id of the rule
 * @param profile the narrowest set of rules that it is in
 * @param name of the policy
 * @param spec of the policy
 */
public record AdmissionPolicy(String rule, Profile profile, String name, Map<String, Object> spec) {

  /**
   * What is there already stays writable: a controller that scales an old ReplicaSet, suspends a
   * Job or removes a finalizer must not be stopped. So a change counts only where it is one of the
   * labels or of the pods, or of what the rule reads beside them.
   */
  private static final List<String> COUNTED =
      List.of(
          "spec.template",
          "spec.selector",
          "spec.jobTemplate",
          "spec.jobTargetRef.template",
          "template");

  private static final String LABELS = "metadata.labels";

  private static String changes(PolicyText text) {
    List<String> counted = new ArrayList<>(COUNTED);
    counted.add(LABELS);
    return Stream.concat(
            Stream.of(
                "request.operation == 'CREATE'",
                "object.metadata.?labels != oldObject.metadata.?labels",
                "object.kind == 'Pod' && dyn(object).?spec != dyn(oldObject).?spec"),
            Stream.concat(COUNTED.stream(), ReadFields.of(text, counted).stream())
                .map(path -> path.replace(".", ".?"))
                .map(path -> "dyn(object).?%1$s != dyn(oldObject).?%1$s".formatted(path)))
        .collect(Collectors.joining(" || "));
  }

  static AdmissionPolicy of(ObjectPolicy policy) {
    List<Map<String, Object>> variables = new ArrayList<>();
    policy
        .variables()
        .forEach(
            (name, expression) ->
                variables.add(Fields.of("name", name).with("expression", expression)));
    List<Map<String, Object>> validations = new ArrayList<>();
    for (Control control : policy.text().controls()) {
      validations.add(
          Fields.of("expression", control.validation())
              .with("message", control.name() + ": " + control.change())
              .with("messageExpression", control.messageExpression())
              .with("reason", "Forbidden"));
    }
    return new AdmissionPolicy(
        policy.text().rule(),
        policy.text().profile(),
        "xtrading-" + kebab(policy.text().rule()),
        Fields.of("failurePolicy", "Fail")
            .with("matchConstraints", Fields.of("resourceRules", workloads(policy.text())))
            .with(
                "matchConditions",
                List.of(Fields.of("name", "changes").with("expression", changes(policy.text()))))
            .with("variables", variables)
            .with("validations", validations));
  }

  /** Whether the level of a namespace asks for what the policy asks for. */
  public boolean isHeldAt(PodSecurity level) {
    return switch (profile) {
      case BASELINE -> level != PodSecurity.PRIVILEGED;
      case RESTRICTED -> level == PodSecurity.RESTRICTED;
      case PLATFORM -> true;
    };
  }

  /**
   * The same policy without a group of people, who may do what it forbids in an emergency, such as
   * look into a pod with an image that nobody has reviewed. The Pod Security Standards hold for
   * them too.
   */
  public AdmissionPolicy exceptFor(String group) {
    if (profile != Profile.PLATFORM) {
      return this;
    }
    List<Object> conditions = new ArrayList<>((List<?>) spec.get("matchConditions"));
    conditions.add(
        Fields.of("name", "no-emergency")
            .with(
                "expression",
                "!request.userInfo.?groups.orValue([]).exists(group, group == '%s')"
                    .formatted(group)));
    Map<String, Object> changed = new LinkedHashMap<>(spec);
    changed.put("matchConditions", conditions);
    return new AdmissionPolicy(rule, profile, name, changed);
  }

  /** Every kind of pods, by API group. */
  private static List<Map<String, Object>> workloads(PolicyText text) {
    SortedMap<String, List<PodKind>> groups = new TreeMap<>();
    for (PodKind kind : PodKind.values()) {
      groups.computeIfAbsent(kind.group(), unused -> new ArrayList<>()).add(kind);
    }
    List<Map<String, Object>> rules = new ArrayList<>();
    groups.forEach(
        (group, kinds) ->
            rules.add(
                Fields.of("apiGroups", List.of(group))
                    .with("apiVersions", List.of(kinds.get(0).version()))
                    .with("operations", List.of("CREATE", "UPDATE"))
                    .with(
                        "resources",
                        kinds.stream().flatMap(kind -> resources(kind, text)).sorted().toList())));
    return rules;
  }

  private static Stream<String> resources(PodKind kind, PolicyText text) {
    Stream.Builder<String> resources = Stream.<String>builder().add(kind.resource());
    if (kind == PodKind.POD) {
      resources.add(kind.resource() + "/ephemeralcontainers");
      // Nothing but cpu and memory changes there: others would keep an old pod from being resized.
      if (text.controls().stream().anyMatch(Control::isAboutSize)) {
        resources.add(kind.resource() + "/resize");
      }
    }
    return resources.build();
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
