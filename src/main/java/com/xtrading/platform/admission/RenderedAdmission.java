package com.xtrading.platform.admission;

import com.xtrading.platform.admission.KubernetesCel.Scope;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.PodKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the API server would make of rendered ValidatingAdmissionPolicies and their bindings: it
 * reads them as they will be applied, and knows nothing of the texts that they come from.
 */
public final class RenderedAdmission {

  private record Validation(String expression, String message) {}

  /**
   * A policy, as far as it is evaluated.
   *
   * @param spec of the object
   * @param variables expressions of those that something speaks of, by name, in their order
   */
  private record Policy(
      Tree spec,
      List<String> conditions,
      Map<String, String> variables,
      List<Validation> validations) {

    static Policy of(Tree spec) {
      List<String> conditions =
          spec.at("matchConditions").elements().map(one -> one.at("expression").text("")).toList();
      List<Validation> validations =
          spec.at("validations")
              .elements()
              .map(
                  one ->
                      new Validation(
                          one.at("expression").text(""), one.at("messageExpression").text("")))
              .toList();
      Map<String, String> variables = new LinkedHashMap<>();
      spec.at("variables")
          .elements()
          .forEach(one -> variables.put(one.at("name").text(""), one.at("expression").text("")));
      Set<String> spokenOf =
          SpokenOf.in(
              validations.stream()
                  .flatMap(one -> Stream.of(one.expression(), one.message()))
                  .toList(),
              variables);
      variables.keySet().retainAll(spokenOf);
      return new Policy(spec, conditions, variables, validations);
    }
  }

  private final Map<String, Policy> policies = new LinkedHashMap<>();
  private final List<Tree> bindings = new ArrayList<>();
  private final Map<String, Map<String, Object>> namespaces = new HashMap<>();

  /**
   * @param manifests policies, bindings and namespaces among them
   */
  public RenderedAdmission(List<Manifest> manifests) {
    for (Manifest manifest : manifests) {
      if (manifest.is(Kinds.VALIDATING_ADMISSION_POLICY)) {
        policies.put(manifest.name(), Policy.of(manifest.at("spec")));
      } else if (manifest.is(Kinds.VALIDATING_ADMISSION_POLICY_BINDING)) {
        bindings.add(manifest.at("spec"));
      } else if (manifest.is(Kinds.NAMESPACE)) {
        namespaces.put(manifest.name(), manifest.at("metadata", "labels").map());
      }
    }
  }

  /** Names of the policies that deny new objects of a kind in a namespace. */
  public List<String> denying(PodKind kind, String namespace) {
    Map<String, Object> labels = new HashMap<>(namespaces.getOrDefault(namespace, Map.of()));
    labels.put(LabelKeys.NAMESPACE_NAME, namespace);
    return bindings.stream()
        .filter(
            binding ->
                binding
                    .at("validationActions")
                    .elements()
                    .anyMatch(action -> action.text("").equals("Deny")))
        .filter(
            binding ->
                new LabelSelector(binding.at("matchResources", "namespaceSelector"))
                    .matches(labels))
        .map(binding -> binding.at("policyName").text(""))
        .filter(name -> policies.containsKey(name) && matches(policies.get(name).spec(), kind))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Why a policy refuses a new object; empty where it does not.
   *
   * @param policy its name
   * @throws IllegalArgumentException when an expression of it cannot be evaluated by both sides
   */
  public List<String> refusals(String policy, Manifest object) {
    return refusals(policy, object, Map.of("operation", "CREATE", "userInfo", Map.of()), Map.of());
  }

  /**
   * Why a policy refuses a change of an object; empty where it does not.
   *
   * @param policy its name
   * @param old what the object was
   */
  public List<String> refusals(String policy, Manifest object, Manifest old) {
    return refusals(
        policy,
        object,
        Map.of("operation", "UPDATE", "userInfo", Map.of()),
        Map.of("oldObject", AdmittedObject.of(old)));
  }

  private List<String> refusals(
      String name, Manifest object, Map<String, Object> request, Map<String, Object> more) {
    Policy policy = policies.get(name);
    Map<String, Object> values = new HashMap<>(more);
    Map<String, Object> variables = new HashMap<>();
    values.put("object", AdmittedObject.of(object));
    values.put("request", request);
    values.put("variables", variables);
    List<String> refusals = new ArrayList<>();
    try {
      for (String condition : policy.conditions()) {
        if (!isTrue(name, condition, values)) {
          return List.of();
        }
      }
      for (Map.Entry<String, String> variable : policy.variables().entrySet()) {
        variables.put(
            variable.getKey(), evaluate(name, variable.getValue(), SimpleType.DYN, values));
      }
      for (Validation validation : policy.validations()) {
        if (!isTrue(name, validation.expression(), values)) {
          refusals.add(
              String.valueOf(evaluate(name, validation.message(), SimpleType.STRING, values)));
        }
      }
    } catch (CelEvaluationException e) {
      refusals.add("cannot be evaluated: " + Objects.requireNonNullElse(e.getMessage(), ""));
    }
    return refusals;
  }

  private static boolean matches(Tree policy, PodKind kind) {
    Stream<Tree> rules = policy.at("matchConstraints", "resourceRules").elements();
    return rules.anyMatch(
        rule ->
            names(rule, "apiGroups", kind.group())
                && names(rule, "resources", kind.resource())
                && names(rule, "operations", "CREATE"));
  }

  private static boolean names(Tree rule, String list, String wanted) {
    return rule.at(list)
        .elements()
        .anyMatch(one -> one.text("-").equals(wanted) || one.text("").equals("*"));
  }

  private static boolean isTrue(String policy, String expression, Map<String, Object> values)
      throws CelEvaluationException {
    return Boolean.TRUE.equals(evaluate(policy, expression, SimpleType.BOOL, values));
  }

  private static Object evaluate(
      String policy, String expression, CelType result, Map<String, Object> values)
      throws CelEvaluationException {
    return KubernetesCel.compile(policy, Scope.OBJECT, expression, result).evaluate(values);
  }
}
