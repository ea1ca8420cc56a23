package com.xtrading.platform.admission;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules about single objects, for one cluster. Each is one text beside this class; a file that
 * is named here is a rule of pull requests and a policy of admission.
 */
public final class ObjectPolicies {

  private static final List<String> FILES =
      List.of(
          "disk-use-is-limited.yaml",
          "images-are-pinned.yaml",
          "images-come-from-known-registries.yaml",
          "labels-are-complete.yaml",
          "pods-are-restricted.yaml",
          "pods-keep-to-baseline.yaml",
          "resources-are-set.yaml",
          "root-filesystems-are-read-only.yaml");

  /** The newest minor version of Kubernetes of which a text knows a difference. */
  private static final int NEWEST = 37;

  private final List<ObjectPolicy> policies;

  private ObjectPolicies(int minor, List<String> registries) {
    policies =
        texts().stream().map(text -> new ObjectPolicy(allowing(text, registries), minor)).toList();
  }

  /**
   * The rules for a cluster.
   *
   * @param minor its minor version, such as 35 for Kubernetes 1.35
   * @param registries beginnings of image references that are allowed; none for no limit
   * @throws IllegalArgumentException when a text cannot be evaluated by Kubernetes as well
   */
  public static ObjectPolicies of(int minor, List<String> registries) {
    return new ObjectPolicies(minor, registries);
  }

  /** The rules in their newest form, for objects of which nothing else is known. */
  public static ObjectPolicies newest() {
    return of(NEWEST, List.of());
  }

  /** The policies of a profile, each said once: a narrower one replaces what it says better. */
  public List<ObjectPolicy> in(Profile profile) {
    List<ObjectPolicy> chosen =
        policies.stream()
            .filter(policy -> policy.text().profile().compareTo(profile) <= 0)
            .toList();
    Map<Profile, Set<String>> replaced =
        chosen.stream()
            .collect(
                Collectors.toMap(
                    policy -> policy.text().profile(),
                    policy -> replacedBelow(policy, chosen),
                    (one, other) -> one));
    return chosen.stream()
        .map(policy -> policy.without(replaced.get(policy.text().profile())))
        .toList();
  }

  /**
   * The same rules as the API server takes them, in full.
   *
   * @throws IllegalArgumentException when a text cannot be evaluated here as well, messages
   *     included
   */
  public List<AdmissionPolicy> admissionPolicies() {
    policies.forEach(ObjectPolicy::compileAll);
    return policies.stream().map(AdmissionPolicy::of).toList();
  }

  /** The texts as they are written. */
  static List<PolicyText> texts() {
    return FILES.stream().map(PolicyText::read).toList();
  }

  private static Set<String> replacedBelow(ObjectPolicy policy, List<ObjectPolicy> chosen) {
    Set<String> replaced = new HashSet<>();
    chosen.stream()
        .filter(other -> other.text().profile().compareTo(policy.text().profile()) > 0)
        .flatMap(other -> other.text().controls().stream())
        .map(Control::replaces)
        .flatMap(Optional::stream)
        .forEach(replaced::add);
    return replaced;
  }

  private static PolicyText allowing(PolicyText text, List<String> registries) {
    return text.variables().containsKey("registries")
        ? text.with("registries", list(registries))
        : text;
  }

  private static String list(List<String> texts) {
    return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", ", "[", "]"));
  }
}
