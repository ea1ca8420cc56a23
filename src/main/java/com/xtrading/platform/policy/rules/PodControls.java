package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.PodTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The controls of "restricted" that look at the pod as a whole. */
final class PodControls {

  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ping_group_range",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.tcp_wmem");

  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

  private final PodTemplate pod;
  private final Findings findings;

  PodControls(PodTemplate pod, Findings findings) {
    this.pod = pod;
    this.findings = findings;
  }

  void check() {
    hostNamespaces();
    volumes();
    sysctls();
    appArmorAnnotations();
    new SecurityProfiles(
            pod, pod.specPath() + ".securityContext", pod.spec().at("securityContext"), findings)
        .check();
  }

  private void hostNamespaces() {
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (pod.spec().at(field).isTrue()) {
        findings.add(
            pod,
            pod.specPath() + "." + field,
            "hostNamespaces: %s is true".formatted(field),
            "leave it out");
      }
    }
  }

  private void volumes() {
    List<Tree> volumes = pod.spec().at("volumes").elements().toList();
    for (int i = 0; i < volumes.size(); i++) {
      for (String type : volumes.get(i).map().keySet()) {
        // A volume without any source becomes an emptyDir in the API server.
        if (!type.equals("name") && !VOLUMES.contains(type)) {
          boolean host = type.equals("hostPath");
          findings.add(
              pod,
              pod.specPath() + ".volumes[" + i + "]." + type,
              host
                  ? "hostPathVolumes: opens %s of the node"
                      .formatted(volumes.get(i).at(type, "path").text("a path"))
                  : "restrictedVolumes: a volume of type \"%s\"".formatted(type),
              host ? "use a claim or an emptyDir" : "use a persistentVolumeClaim");
        }
      }
    }
  }

  private void sysctls() {
    List<Tree> sysctls = pod.spec().at("securityContext", "sysctls").elements().toList();
    for (int i = 0; i < sysctls.size(); i++) {
      String name = sysctls.get(i).at("name").text("");
      if (!SYSCTLS.contains(name)) {
        findings.add(
            pod,
            pod.specPath() + ".securityContext.sysctls[" + i + "].name",
            "sysctls: \"%s\" is not on the safe list".formatted(name),
            "set it on the nodes or leave it out");
      }
    }
  }

  private void appArmorAnnotations() {
    Map<String, Object> annotations = pod.tree().at("metadata", "annotations").map();
    String path = pod.path().isEmpty() ? "metadata" : pod.path() + ".metadata";
    annotations.forEach(
        (key, value) -> {
          String profile = String.valueOf(value);
          if (key.startsWith(APP_ARMOR)
              && !profile.isEmpty()
              && !profile.equals("runtime/default")
              && !profile.startsWith("localhost/")) {
            findings.add(
                pod,
                TreePath.key(path + ".annotations", key),
                "appArmorProfile: \"%s\"".formatted(profile),
                "remove the annotation");
          }
        });
  }
}
