package com.xtrading.platform.admission;

import com.xtrading.platform.model.UserError;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rules about single objects, ready to judge the objects of one cluster. */
public final class ObjectPolicies {

  /** The oldest minor version of Kubernetes for which they are the rules. */
  private static final int OLDEST = 34;

  /** The newest minor version of Kubernetes of which a text knows a difference. */
  private static final int NEWEST = 37;

  private final List<ObjectPolicy> policies;
  private final Map<Profile, Map<String, ObjectPolicy>> byProfile = new EnumMap<>(Profile.class);

  ObjectPolicies(List<ObjectPolicy> policies) {
    this.policies = policies;
    Arrays.stream(Profile.values()).forEach(profile -> byProfile.put(profile, in(profile)));
  }

  /**
   * The rules for a cluster.
   *
   * @param minor its minor version, such as 35 for Kubernetes 1.35
   * @param registries beginnings of image references that are allowed; none for no limit
   * @throws IllegalArgumentException when a text cannot be evaluated by Kubernetes as well
   */
  public static ObjectPolicies of(int minor, List<String> registries) {
    return new ObjectPolicies(
        PolicyText.all().stream()
            .map(text -> new ObjectPolicy(allowing(text, registries), minor))
            .toList());
  }

  /** The rules in their newest form, for objects of which nothing else is known. */
  public static ObjectPolicies newest() {
    return of(NEWEST, List.of());
  }

  /**
   * The rules as a version of Kubernetes has them, for objects of which nothing else is known.
   *
   * @param version as people write it, such as {@code 1.35}
   * @throws UserError when they are not known for it
   */
  public static ObjectPolicies ofVersion(String version) {
    return IntStream.rangeClosed(OLDEST, NEWEST)
        .filter(minor -> version.equals("1." + minor))
        .mapToObj(minor -> of(minor, List.of()))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "no rules are known for Kubernetes %s".formatted(version),
                    "choose from 1.%d to 1.%d".formatted(OLDEST, NEWEST)));
  }

  /**
   * One rule as it is asked in a profile, in which each thing is said once: a narrower rule
   * replaces what it says better.
   *
   * @throws java.util.NoSuchElementException when the profile has none of that id
   */
  public ObjectPolicy policy(String rule, Profile profile) {
    return Optional.ofNullable(byProfile.get(profile).get(rule)).orElseThrow();
  }

  /**
   * The same rules as the API server takes them, in full. What only a violation needs of them is
   * compiled when there is one; a test compiles all of it, for every version of Kubernetes.
   */
  public List<AdmissionPolicy> admissionPolicies() {
    return policies.stream().map(AdmissionPolicy::of).toList();
  }

  private Map<String, ObjectPolicy> in(Profile profile) {
    List<ObjectPolicy> chosen =
        policies.stream().filter(policy -> policy.text().isIn(profile)).toList();
    Map<String, ObjectPolicy> byRule = new LinkedHashMap<>();
    chosen.forEach(
        policy -> byRule.put(policy.text().rule(), policy.without(replacedBelow(policy, chosen))));
    return byRule;
  }

  private static Set<String> replacedBelow(ObjectPolicy policy, Collection<ObjectPolicy> chosen) {
    return chosen.stream()
        .filter(other -> other.text().profile().compareTo(policy.text().profile()) > 0)
        .flatMap(other -> other.text().controls().stream())
        .map(Control::replaces)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(HashSet::new));
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
