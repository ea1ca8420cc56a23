package com.xtrading.platform.admission;

import com.xtrading.platform.admission.KubernetesCel.Program;
import com.xtrading.platform.admission.KubernetesCel.Scope;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.PodTemplate;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A policy text, ready to judge objects with the very expressions that are given to the API server.
 * Where one of them does not hold, its condition is asked again at each place, for the path.
 */
final class ObjectPolicy {

  /** A place at which a control does not hold. */
  record Violation(String path, String problem, String change) {}

  private static final String POD_KINDS =
      "['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job']";

  private static final Map<String, String> COMMON = new LinkedHashMap<>();

  static {
    // The types of several kinds have no field in common; a check of types would complain.
    COMMON.put("self", "dyn(object)");
    COMMON.put(
        "pod",
        "object.kind == 'Pod' ? dyn(object)"
            + " : object.kind in "
            + POD_KINDS
            + " ? dyn(object).?spec.?template.orValue({})"
            + " : object.kind == 'CronJob'"
            + " ? dyn(object).?spec.?jobTemplate.?spec.?template.orValue({})"
            + " : object.kind == 'ScaledJob' ? dyn(object).?spec.?jobTargetRef.?template.orValue({})"
            + " : object.kind == 'PodTemplate' ? dyn(object).?template.orValue({})"
            + " : {}");
    COMMON.put("spec", "variables.pod.?spec.orValue({})");
    // Who attaches a container to look into a pod is not told about the others in it.
    COMMON.put(
        "planned",
        "request.?subResource.orValue('') == 'ephemeralcontainers' ? []"
            + " : variables.spec.?containers.orValue([])"
            + " + variables.spec.?initContainers.orValue([])");
    COMMON.put("containers", "variables.planned + variables.spec.?ephemeralContainers.orValue([])");
  }

  /** A control with its programs; those that only a violation needs are compiled when it comes. */
  private record Compiled(
      Control control, Program validation, Supplier<Program> holds, Supplier<Program> problem) {}

  private final PolicyText text;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, Program> variablePrograms = new LinkedHashMap<>();
  private final List<Compiled> controls = new ArrayList<>();

  /**
   * @param minor minor version of Kubernetes, such as 35
   * @throws IllegalArgumentException when a condition is outside of the portable subset
   */
  ObjectPolicy(PolicyText text, int minor) {
    this.text = text;
    variables.put("minor", String.valueOf(minor));
    variables.putAll(COMMON);
    variables.putAll(text.variables());
    variables.forEach(
        (name, expression) ->
            variablePrograms.put(
                name, program("variable " + name, Scope.OBJECT, expression, SimpleType.DYN)));
    for (Control control : text.controls()) {
      String place = control.name();
      controls.add(
          new Compiled(
              control,
              program(place, Scope.OBJECT, control.validation(), SimpleType.BOOL),
              lazily(() -> program(place, Scope.PLACE, control.holds(), SimpleType.BOOL)),
              lazily(() -> program(place, Scope.PLACE, control.problemText(), SimpleType.STRING))));
    }
  }

  PolicyText text() {
    return text;
  }

  /** CEL texts by name, in the order in which they need each other. */
  Map<String, String> variables() {
    return variables;
  }

  /**
   * Compiles also what only a violation needs.
   *
   * @throws IllegalArgumentException when something of it is outside of the portable subset
   */
  void compileAll() {
    for (Compiled one : controls) {
      one.holds().get();
      one.problem().get();
      program(
          one.control().name(), Scope.OBJECT, one.control().messageExpression(), SimpleType.STRING);
    }
  }

  /**
   * Every place at which the policy does not hold.
   *
   * @param pod the pods that the object makes, where it makes some
   * @param replaced names of controls that stricter policies say better
   */
  List<Violation> judge(Manifest object, Optional<PodTemplate> pod, Set<String> replaced) {
    Map<String, Object> values = new HashMap<>();
    Map<String, Object> computed = new HashMap<>();
    values.put("object", AdmittedObject.of(object));
    values.put("request", Map.of("operation", "CREATE"));
    values.put("variables", computed);
    List<Violation> violations = new ArrayList<>();
    try {
      for (Map.Entry<String, Program> variable : variablePrograms.entrySet()) {
        computed.put(variable.getKey(), variable.getValue().evaluate(values));
      }
    } catch (CelEvaluationException e) {
      return List.of(broken("", e));
    }
    for (Compiled one : controls) {
      if (replaced.contains(one.control().name())) {
        continue;
      }
      try {
        if (!Boolean.TRUE.equals(one.validation().evaluate(values))) {
          List<Violation> found = locate(one, values, computed, pod);
          if (found.isEmpty()) {
            throw new IllegalStateException(
                "%s: %s does not hold for %s, but at no place"
                    .formatted(text.rule(), one.control().name(), object.id()));
          }
          violations.addAll(found);
        }
      } catch (CelEvaluationException e) {
        violations.add(broken(one.control().name() + ": ", e));
      }
    }
    return violations;
  }

  // Admission refuses what it cannot evaluate (failurePolicy: Fail).
  private static Violation broken(String control, CelEvaluationException error) {
    return new Violation(
        "",
        control + "cannot be evaluated: " + error.getMessage(),
        "write the fields as the API has them");
  }

  private static List<Violation> locate(
      Compiled one,
      Map<String, Object> values,
      Map<String, Object> computed,
      Optional<PodTemplate> pod)
      throws CelEvaluationException {
    List<Violation> found = new ArrayList<>();
    for (Control.Start start : one.control().starts()) {
      if (start.containers().isEmpty()) {
        boolean isObject = start.base().equals("variables.self");
        locate(
            one,
            start.paths(),
            values,
            computed.get(isObject ? "self" : "pod"),
            isObject ? "" : pod.map(PodTemplate::path).orElse(""),
            found);
        continue;
      }
      Object list = computed.get(start.containers().get().substring("variables.".length()));
      List<String> paths = containerPaths(pod);
      List<?> containers = (List<?>) list;
      for (int i = 0; i < containers.size(); i++) {
        Map<String, Object> inside = new HashMap<>(values);
        inside.put("container", containers.get(i));
        locate(one, start.paths(), inside, containers.get(i), paths.get(i), found);
      }
    }
    return found;
  }

  private static void locate(
      Compiled one,
      List<FieldPath> paths,
      Map<String, Object> values,
      Object base,
      String prefix,
      List<Violation> found)
      throws CelEvaluationException {
    for (FieldPath path : paths) {
      for (FieldPath.Found place : path.in(base)) {
        Map<String, Object> inside = new HashMap<>(values);
        inside.put(
            "it",
            place.value() == null ? dev.cel.common.values.NullValue.NULL_VALUE : place.value());
        if (!Boolean.TRUE.equals(one.holds().get().evaluate(inside))) {
          String separator =
              prefix.isEmpty() || place.path().isEmpty() || place.path().startsWith("[") ? "" : ".";
          found.add(
              new Violation(
                  prefix + separator + place.path(),
                  one.control().name() + ": " + one.problem().get().evaluate(inside),
                  one.control().change()));
        }
      }
    }
  }

  // In the order of variables.containers.
  private static List<String> containerPaths(Optional<PodTemplate> pod) {
    return pod.stream()
        .flatMap(
            one ->
                one
                    .containers(
                        PodTemplate.Role.MAIN, PodTemplate.Role.INIT, PodTemplate.Role.EPHEMERAL)
                    .stream())
        .map(PodTemplate.Container::path)
        .toList();
  }

  private Program program(String place, Scope scope, String expression, CelType result) {
    return KubernetesCel.compile(text.rule() + ": " + place, scope, expression, result);
  }

  private static <T> Supplier<T> lazily(Supplier<T> made) {
    Object[] kept = new Object[1];
    return () -> {
      synchronized (kept) {
        if (kept[0] == null) {
          kept[0] = made.get();
        }
        @SuppressWarnings("unchecked")
        T value = (T) kept[0];
        return value;
      }
    };
  }
}
