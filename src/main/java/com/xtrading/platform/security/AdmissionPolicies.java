package com.xtrading.platform.security;

import com.xtrading.platform.admission.AdmissionPolicy;
import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.ImageRegistries;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rules about single objects, given to the API server: what a pull request cannot merge, nobody
 * can create by hand either. They deny only where every pod is ours; where operators make pods they
 * warn and leave a trace, so that no failover waits for a label.
 */
public final class AdmissionPolicies extends Component {

  private static final String API = "admissionregistration.k8s.io/v1";

  public AdmissionPolicies(Platform platform) {
    super(
        platform,
        Delivery.of("admission-policies", platform.namespace(Zone.APPLICATION), SyncWave.SECRETS));
  }

  /** The rules about single objects as the cluster of an environment holds to them. */
  public static ObjectPolicies policiesOf(Environment environment) {
    return ObjectPolicies.of(
        environment.kubernetes().minor(), ImageRegistries.allowedIn(environment));
  }

  @Override
  protected void render(Rendering rendering) {
    List<Namespace> namespaces =
        rendering.topology().namespaces().stream()
            .filter(namespace -> namespace.kind() == Namespace.Kind.PLATFORM)
            .toList();
    for (AdmissionPolicy policy : policiesOf(environment()).admissionPolicies()) {
      draw(rendering, "ValidatingAdmissionPolicy", policy.name(), spec(policy));
      Map<Boolean, List<String>> denied =
          namespaces.stream()
              .collect(
                  Collectors.partitioningBy(
                      namespace -> denies(policy, namespace, rendering),
                      Collectors.mapping(Namespace::name, Collectors.toList())));
      bind(rendering, policy.name(), "deny", denied.get(true), List.of("Deny"));
      bind(rendering, policy.name(), "watch", denied.get(false), List.of("Audit", "Warn"));
    }
  }

  /**
   * Where all pods are ours, and none of them is allowed to be otherwise: by the level of the
   * namespace for what the Pod Security Standards say, by a waiver for the rest.
   */
  private static boolean denies(AdmissionPolicy policy, Namespace namespace, Rendering rendering) {
    return rendering.topology().groups().stream()
            .filter(group -> group.pods().namespace().equals(namespace.name()))
            .allMatch(group -> group.maker() == PodGroup.Maker.PLATFORM)
        && policy.isHeldAt(namespace.podSecurity())
        && rendering.waivers().stream()
            .noneMatch(
                waiver ->
                    waiver.rule().equals(policy.rule())
                        && waiver.object().contains(" " + namespace.name() + "/"));
  }

  private Map<String, Object> spec(AdmissionPolicy policy) {
    return policy.exceptFor(environment().people().emergency()).spec();
  }

  private static void bind(
      Rendering rendering,
      String policy,
      String suffix,
      List<String> namespaces,
      List<String> actions) {
    if (namespaces.isEmpty()) {
      return;
    }
    draw(
        rendering,
        "ValidatingAdmissionPolicyBinding",
        policy + "-" + suffix,
        Fields.of("policyName", policy)
            .with("validationActions", actions)
            .with(
                "matchResources",
                Fields.of(
                    "namespaceSelector",
                    Fields.of(
                        "matchExpressions",
                        List.of(
                            // Every namespace has this label, and nobody can change it.
                            Fields.of("key", LabelKeys.NAMESPACE_NAME)
                                .with("operator", "In")
                                .with("values", namespaces))))));
  }

  private static void draw(
      Rendering rendering, String kind, String name, Map<String, Object> spec) {
    rendering.scope().clusterCustom(API, kind, name, Map.of(), Fields.of("spec", spec));
  }
}
