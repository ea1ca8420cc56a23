package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.PodTemplate;
import java.util.Set;

/** The controls that hold for the security context of a pod and of a container alike. */
final class SecurityProfiles {

  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
  private static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private final PodTemplate pod;
  private final String path;
  private final Tree context;
  private final Findings findings;

  /**
   * @param path the place of the security context
   * @param context the security context
   */
  SecurityProfiles(PodTemplate pod, String path, Tree context, Findings findings) {
    this.pod = pod;
    this.path = path;
    this.context = context;
    this.findings = findings;
  }

  void check() {
    appArmor();
    seLinux();
    seccomp();
    windows();
    user();
  }

  /** From 1.35, a pod in its own user namespace may have any user, who is none on the node. */
  static boolean hasOwnUsers(PodTemplate pod) {
    return pod.spec().at("hostUsers").isFalse();
  }

  static boolean isWindows(PodTemplate pod) {
    return pod.spec().at("os", "name").text("").equals("windows");
  }

  private void appArmor() {
    Tree type = context.at("appArmorProfile", "type");
    if (type.exists() && !PROFILES.contains(type.text(""))) {
      add("appArmorProfile.type", "appArmorProfile: \"%s\"".formatted(type.text("")), "leave out");
    }
  }

  private void seLinux() {
    Tree options = context.at("seLinuxOptions");
    if (!SELINUX_TYPES.contains(options.at("type").text(""))) {
      add(
          "seLinuxOptions.type",
          "seLinuxOptions: type \"%s\"".formatted(options.at("type").text("")),
          "use container_t or leave it out");
    }
    for (String field : new String[] {"user", "role"}) {
      if (!options.at(field).text("").isEmpty()) {
        add(
            "seLinuxOptions." + field,
            "seLinuxOptions: %s \"%s\"".formatted(field, options.at(field).text("")),
            "leave it out");
      }
    }
  }

  private void seccomp() {
    Tree type = context.at("seccompProfile", "type");
    if (type.exists() && !PROFILES.contains(type.text(""))) {
      add(
          "seccompProfile.type",
          "seccompProfile: \"%s\"".formatted(type.text("")),
          "use RuntimeDefault");
    }
  }

  private void windows() {
    if (context.at("windowsOptions", "hostProcess").isTrue()) {
      add("windowsOptions.hostProcess", "windowsHostProcess: true", "leave it out");
    }
  }

  private void user() {
    if (hasOwnUsers(pod)) {
      return;
    }
    if (context.at("runAsNonRoot").isFalse()) {
      add("runAsNonRoot", "runAsNonRoot: false", "set it to true");
    }
    if (context.at("runAsUser").exists() && context.at("runAsUser").text("").equals("0")) {
      add("runAsUser", "runAsUser: 0 is root", "use a user of the image, such as 10001");
    }
  }

  private void add(String field, String problem, String change) {
    findings.add(pod, path + "." + field, problem, change);
  }
}
