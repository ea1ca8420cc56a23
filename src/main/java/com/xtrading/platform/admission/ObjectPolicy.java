package com.xtrading.platform.admission;

import com.xtrading.platform.admission.KubernetesCel.Program;
import com.xtrading.platform.admission.KubernetesCel.Scope;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.PodKind;
import com.xtrading.platform.objects.PodTemplate;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy text, ready to judge objects with the very expressions that are given to the API server.
 * Where one of them does not hold, its condition is asked again at each place, for the path.
 */
public final class ObjectPolicy {

  /** A place at which a control does not hold. */
  public record Violation(String path, String problem, String change) {}

  private static final Map<String, String> COMMON = new LinkedHashMap<>();

  static {
    // The types of several kinds have no field in common; a check of types would complain.
    COMMON.put("self", "dyn(object)");
    COMMON.put("pod", pod());
    COMMON.put("spec", "variables.pod.?spec.orValue({})");
    // Who attaches a container to look into a pod is not told about the others in it.
    COMMON.put(
        "planned",
        "request.?subResource.orValue('') == 'ephemeralcontainers' ? []"
            + " : variables.spec.?containers.orValue([])"
            + " + variables.spec.?initContainers.orValue([])");
    COMMON.put("containers", "variables.planned + variables.spec.?ephemeralContainers.orValue([])");
  }

  /** The pod that an object is or makes; nothing where it makes none. */
  private static String pod() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    for (PodKind one : PodKind.values()) {
      kinds
          .computeIfAbsent(one.template(), unused -> new ArrayList<>())
          .add("'" + one.kind() + "'");
    }
    StringBuilder text = new StringBuilder();
    kinds.forEach(
        (path, names) ->
            text.append(
                    names.size() == 1
                        ? "object.kind == " + names.get(0)
                        : "object.kind in [" + String.join(", ", names) + "]")
                .append(" ? ")
                .append(
                    path.isEmpty()
                        ? "dyn(object)"
                        : "dyn(object).?" + path.replace(".", ".?") + ".orValue({})")
                .append(" : "));
    return text + "{}";
  }

  /** A control, ready to be asked of every object; what only a violation needs comes with it. */
  private record Validation(Control control, Program program) {}

  /**
   * From where the places of a control are looked up.
   *
   * @param values what its condition knows there
   * @param tree the object, the pod or a container
   * @param path where that is in the object
   */
  private record Base(Map<String, Object> values, Object tree, String path) {}

  private final PolicyText text;
  private final Map<String, String> variables;
  private final Map<String, Program> variablePrograms;
  private final List<Validation> validations;

  /**
   * @param minor minor version of Kubernetes, such as 35
   * @throws IllegalArgumentException when a condition is outside of the portable subset
   */
  ObjectPolicy(PolicyText text, int minor) {
    this.text = text;
    variables = new LinkedHashMap<>();
    variablePrograms = new LinkedHashMap<>();
    validations = new ArrayList<>();
    variables.put("minor", String.valueOf(minor));
    variables.putAll(COMMON);
    variables.putAll(text.variables());
    Set<String> needed = needed();
    variables.forEach(
        (name, expression) -> {
          if (needed.contains(name)) {
            variablePrograms.put(name, variable(name, expression));
          }
        });
    for (Control control : text.controls()) {
      validations.add(
          new Validation(
              control,
              program(control.name(), Scope.OBJECT, control.validation(), SimpleType.BOOL)));
    }
  }

  private ObjectPolicy(ObjectPolicy whole, List<Validation> validations) {
    this.text = whole.text;
    this.variables = whole.variables;
    this.variablePrograms = whole.variablePrograms;
    this.validations = validations;
  }

  /**
   * The policy without some of its controls.
   *
   * @param names of controls that stricter policies say better
   */
  ObjectPolicy without(Set<String> names) {
    return new ObjectPolicy(
        this, validations.stream().filter(one -> !names.contains(one.control().name())).toList());
  }

  PolicyText text() {
    return text;
  }

  /** CEL texts by name, in the order in which they need each other. */
  Map<String, String> variables() {
    return variables;
  }

  private Set<String> needed() {
    List<String> expressions = new ArrayList<>();
    for (Control control : text.controls()) {
      expressions.add(control.validation());
      expressions.add(control.problemText());
      control.starts().forEach(start -> expressions.add("variables." + start.among().variable()));
    }
    return SpokenOf.in(expressions, variables);
  }

  private Program variable(String name, String expression) {
    return program("variable " + name, Scope.OBJECT, expression, SimpleType.DYN);
  }

  /**
   * Compiles also what only a violation needs.
   *
   * @throws IllegalArgumentException when something of it is outside of the portable subset
   */
  void compileAll() {
    variables.forEach(this::variable);
    for (Control control : text.controls()) {
      holds(control);
      problem(control);
      program(control.name(), Scope.OBJECT, control.messageExpression(), SimpleType.STRING);
    }
  }

  /**
   * Every place at which the policy does not hold.
   *
   * @param pod the pods that the object makes, where it makes some
   */
  public List<Violation> judge(Manifest object, Optional<PodTemplate> pod) {
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
    for (Validation one : validations) {
      Control control = one.control();
      try {
        if (!Boolean.TRUE.equals(one.program().evaluate(values))) {
          List<Violation> found = locate(control, values, computed, pod);
          if (found.isEmpty()) {
            throw new IllegalStateException(
                "%s: %s does not hold for %s, but at no place"
                    .formatted(text.rule(), control.name(), object.id()));
          }
          violations.addAll(found);
        }
      } catch (CelEvaluationException e) {
        violations.add(broken(control.name() + ": ", e));
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

  private List<Violation> locate(
      Control control,
      Map<String, Object> values,
      Map<String, Object> computed,
      Optional<PodTemplate> pod)
      throws CelEvaluationException {
    List<Violation> found = new ArrayList<>();
    for (Control.Start start : control.starts()) {
      for (Base base : bases(start, values, computed.get(start.among().variable()), pod)) {
        for (FieldPattern path : start.paths()) {
          for (FieldPattern.Found place : path.in(base.tree())) {
            Map<String, Object> inside = new HashMap<>(base.values());
            inside.put("it", place.value() == null ? NullValue.NULL_VALUE : place.value());
            if (!Boolean.TRUE.equals(holds(control).evaluate(inside))) {
              found.add(
                  new Violation(
                      FieldPattern.join(base.path(), place.path()),
                      control.name() + ": " + problem(control).evaluate(inside),
                      control.change()));
            }
          }
        }
      }
    }
    return found;
  }

  private static List<Base> bases(
      Control.Start start, Map<String, Object> values, Object variable, Optional<PodTemplate> pod) {
    if (!start.among().isList()) {
      boolean isPod = start.among() == Control.Among.POD;
      return List.of(
          new Base(values, variable, isPod ? pod.map(PodTemplate::path).orElse("") : ""));
    }
    List<?> containers = (List<?>) variable;
    List<String> paths = containerPaths(pod);
    List<Base> bases = new ArrayList<>();
    for (int i = 0; i < containers.size(); i++) {
      Map<String, Object> inside = new HashMap<>(values);
      inside.put("container", containers.get(i));
      bases.add(new Base(inside, containers.get(i), paths.get(i)));
    }
    return bases;
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

  private Program holds(Control control) {
    return program(control.name(), Scope.PLACE, control.holds(), SimpleType.BOOL);
  }

  private Program problem(Control control) {
    return program(control.name(), Scope.PLACE, control.problemText(), SimpleType.STRING);
  }

  // What was compiled once is known.
  private Program program(String place, Scope scope, String expression, CelType result) {
    return KubernetesCel.compile(text.rule() + ": " + place, scope, expression, result);
  }
}
