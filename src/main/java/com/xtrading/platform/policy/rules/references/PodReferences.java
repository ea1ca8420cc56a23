package com.xtrading.platform.policy.rules.references;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.KnownSecrets;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.PodTemplate.Container;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Findings;
import java.util.List;
import java.util.Optional;

/** What a pod refers to. */
final class PodReferences {

  // The controller manager writes this one into every namespace.
  private static final String CLUSTER_CA = "kube-root-ca.crt";

  private final PodTemplate pod;
  private final String namespace;
  private final ObjectIndex index;
  private final KnownSecrets secrets;
  private final Findings findings;

  PodReferences(PodTemplate pod, ObjectIndex index, KnownSecrets secrets, Findings findings) {
    this.pod = pod;
    this.namespace = pod.owner().namespace();
    this.index = index;
    this.secrets = secrets;
    this.findings = findings;
  }

  void check() {
    serviceAccount();
    priorityClass();
    each(
        pod.spec().at("imagePullSecrets"),
        pod.specPath() + ".imagePullSecrets",
        (secret, path) -> secret(secret, "name", path));
    each(pod.spec().at("volumes"), pod.specPath() + ".volumes", this::volume);
    pod.containers().forEach(this::environment);
  }

  private void serviceAccount() {
    Tree name = pod.spec().at("serviceAccountName");
    // The namespace controller makes "default".
    if (name.exists() && !name.text("").equals("default")) {
      exists(
          Kinds.SERVICE_ACCOUNT, namespace, name.text(""), pod.specPath() + ".serviceAccountName");
    }
  }

  private void priorityClass() {
    String name = pod.spec().at("priorityClassName").text("");
    if (!name.isEmpty() && !name.startsWith("system-")) {
      exists(Kinds.PRIORITY_CLASS, "", name, pod.specPath() + ".priorityClassName");
    }
  }

  private void volume(Tree volume, String path) {
    Tree claim = volume.at("persistentVolumeClaim", "claimName");
    if (claim.exists()) {
      exists(
          Kinds.PERSISTENT_VOLUME_CLAIM,
          namespace,
          claim.text(""),
          path + ".persistentVolumeClaim.claimName");
    }
    mounted(volume, path, "secretName");
    each(
        volume.at("projected", "sources"),
        path + ".projected.sources",
        (source, place) -> mounted(source, place, "name"));
  }

  private void mounted(Tree volume, String path, String secretName) {
    Tree secret = volume.at("secret");
    if (secret.exists() && secret(secret, secretName, path + ".secret")) {
      each(
          secret.at("items"),
          path + ".secret.items",
          (item, place) ->
              secretKey(secret.at(secretName).text(""), item.at("key").text(""), place + ".key"));
    }
    Tree map = volume.at("configMap");
    if (map.exists()) {
      configMap(map, path + ".configMap")
          .ifPresent(
              found ->
                  each(
                      map.at("items"),
                      path + ".configMap.items",
                      (item, place) -> configKey(found, item.at("key").text(""), place + ".key")));
    }
  }

  private void environment(Container container) {
    each(
        container.tree().at("envFrom"),
        container.path() + ".envFrom",
        (source, path) -> {
          if (source.at("secretRef").exists()) {
            secret(source.at("secretRef"), "name", path + ".secretRef");
          }
          if (source.at("configMapRef").exists()) {
            configMap(source.at("configMapRef"), path + ".configMapRef");
          }
        });
    each(
        container.tree().at("env"),
        container.path() + ".env",
        (variable, path) -> {
          Tree secret = variable.at("valueFrom", "secretKeyRef");
          String secretPath = path + ".valueFrom.secretKeyRef";
          if (secret.exists() && secret(secret, "name", secretPath)) {
            secretKey(secret.at("name").text(""), secret.at("key").text(""), secretPath + ".key");
          }
          Tree map = variable.at("valueFrom", "configMapKeyRef");
          String mapPath = path + ".valueFrom.configMapKeyRef";
          if (map.exists()) {
            configMap(map, mapPath)
                .ifPresent(found -> configKey(found, map.at("key").text(""), mapPath + ".key"));
          }
        });
  }

  /** Whether there is such a secret, whose keys are then to be looked at. */
  private boolean secret(Tree reference, String field, String path) {
    String name = reference.at(field).text("");
    if (reference.at("optional").isTrue()) {
      return false;
    }
    boolean known = secrets.has(namespace, name);
    if (!known) {
      findings.add(
          pod,
          path + "." + field,
          "no ExternalSecret of %s makes the secret \"%s\"".formatted(namespace, name),
          "declare the secret, or correct the name");
    }
    return known;
  }

  private void secretKey(String name, String key, String path) {
    if (!secrets.hasKey(namespace, name, key)) {
      findings.add(
          pod,
          path,
          "the secret \"%s\" has no key \"%s\"".formatted(name, key),
          "add the key to its ExternalSecret, or correct it");
    }
  }

  private Optional<Manifest> configMap(Tree reference, String path) {
    String name = reference.at("name").text("");
    if (reference.at("optional").isTrue() || name.equals(CLUSTER_CA)) {
      return Optional.empty();
    }
    exists(Kinds.CONFIG_MAP, namespace, name, path + ".name");
    return index.find(Kinds.CONFIG_MAP, namespace, name);
  }

  private void configKey(Manifest map, String key, String path) {
    if (!map.at("data", key).exists() && !map.at("binaryData", key).exists()) {
      findings.add(
          pod,
          path,
          "the config map \"%s\" has no key \"%s\"".formatted(map.name(), key),
          "add the key, or correct it");
    }
  }

  private void exists(GroupKind kind, String inNamespace, String name, String path) {
    if (!index.has(kind, inNamespace, name)) {
      findings.add(
          pod,
          path,
          "no %s \"%s\" is rendered%s"
              .formatted(kind.kind(), name, inNamespace.isEmpty() ? "" : " in " + inNamespace),
          "render it, or correct the name");
    }
  }

  private interface Place {
    void check(Tree element, String path);
  }

  private static void each(Tree list, String path, Place place) {
    List<Tree> elements = list.elements().toList();
    for (int i = 0; i < elements.size(); i++) {
      place.check(elements.get(i), TreePath.element(path, i));
    }
  }
}
