package com.xtrading.platform.policy.rules;

import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.PodSpecs;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import java.util.List;

/**
 * Every pod satisfies the Pod Security Standard "restricted" of Kubernetes 1.35
 * (pod-security-admission, policy/check_*.go), and its containers cannot write to their images.
 */
public final class PodsAreRestricted implements Rule {

  @Override
  public String statement() {
    return "Every pod satisfies the Pod Security Standard \"restricted\" in full, and every"
        + " container has a read-only root file system: a break-in finds no privilege and no place"
        + " to stay.";
  }

  @Override
  public String remedy() {
    return "Use the security context of the kubernetes package. An agent that needs the node gets a"
        + " waiver with its reason and runs in the agents namespace.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          securityContext:
            runAsNonRoot: true
            seccompProfile: {type: RuntimeDefault}
          containers:
            - name: web
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities: {drop: [ALL]}
          volumes:
            - name: tmp
              emptyDir: {sizeLimit: 64Mi}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          hostNetwork: true
          containers:
            - name: web
              securityContext: {privileged: true}
          volumes:
            - name: logs
              hostPath: {path: /var/log}
        """;
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    Findings findings = new Findings(this);
    PodSpecs.withOperated(rendered)
        .forEach(
            pod -> {
              new PodControls(pod, findings).check();
              pod.containers()
                  .forEach(container -> new ContainerControls(pod, container, findings).check());
            });
    return findings.list();
  }
}
