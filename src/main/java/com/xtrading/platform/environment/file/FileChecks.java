package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Identity;
import com.xtrading.platform.environment.People;
import com.xtrading.platform.environment.Storage;
import com.xtrading.platform.environment.Vault;
import com.xtrading.platform.environment.WrittenEnum;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks that compare values inside one environment file. */
final class FileChecks {

  private static final Pattern RESERVED = Pattern.compile("kube-.*|default|argocd");

  // PersistentVolume provisioners of the large clouds and of Ceph hand out whole gibibytes.
  private static final Memory SMALLEST_VOLUME = Memory.gibibytes(1);

  private static final String OWN_VAULT = "vault.own";

  private FileChecks() {}

  static void run(EnvironmentFile file) {
    nameEqualsFileName(file);
    namespaceLeavesRoomForSuffixes(file);
    namespaceIsNotReserved(file);
    podsHaveANodeEach(file, "data.postgres.instances");
    podsHaveANodeEach(file, "data.postgres.pooler.instances");
    podsHaveANodeEach(file, "data.redis.masters");
    podsHaveANodeEach(file, "data.rabbitmq.nodes");
    podsHaveANodeEach(file, "monitoring.replicas");
    podsHaveANodeEach(file, OWN_VAULT + ".nodes");
    vaultWaitsForNoSecret(file);
    podsFitIntoOneNode(file, "cpu", Cpu.class);
    podsFitIntoOneNode(file, "memory", Memory.class);
    volumesAreLargeEnough(file);
    ImageChecks.run(file);
    AddressChecks.run(file);
    groupsHaveThePrefixOfTheProvider(file);
  }

  /** A group without it is not one of the provider, and no token would name it. */
  private static void groupsHaveThePrefixOfTheProvider(EnvironmentFile file) {
    Optional<String> known =
        file.bound().value("identity", Identity.class).flatMap(Identity::groupPrefix);
    Optional<People> people = file.bound().value("people", People.class);
    if (known.isEmpty() || people.isEmpty()) {
      return;
    }
    String prefix = known.get();
    for (People.Kind kind : People.Kind.values()) {
      String group = people.get().group(kind);
      if (!group.startsWith(prefix) || group.equals(prefix)) {
        file.report(
            "people." + WrittenEnum.of(kind),
            "\"%s\" is no group of the provider".formatted(group),
            "%s and a group (identity.groupPrefix, line %d)"
                .formatted(prefix, file.bound().line("identity.groupPrefix")),
            "write the prefix before the group, or correct the prefix");
      }
    }
  }

  private static void nameEqualsFileName(EnvironmentFile file) {
    file.bound()
        .value("name", KubernetesName.class)
        .filter(name -> !name.value().equals(file.stem()))
        .ifPresent(
            name ->
                file.report(
                    "name",
                    "\"%s\" differs from the file name".formatted(name),
                    file.stem(),
                    "write name: %s, or rename the file to %s.yaml".formatted(file.stem(), name)));
  }

  private static void namespaceLeavesRoomForSuffixes(EnvironmentFile file) {
    int longest = 63 - Zone.LONGEST_SUFFIX;
    file.bound()
        .value("namespace", KubernetesName.class)
        .filter(namespace -> namespace.value().length() > longest)
        .ifPresent(
            namespace ->
                file.report(
                    "namespace",
                    "\"%s\" leaves no room for the suffixes of the other namespaces"
                        .formatted(namespace),
                    "up to %d characters".formatted(longest),
                    "shorten it"));
  }

  private static void namespaceIsNotReserved(EnvironmentFile file) {
    file.bound()
        .value("namespace", KubernetesName.class)
        .filter(namespace -> RESERVED.matcher(namespace.value()).matches())
        .ifPresent(
            namespace ->
                file.report(
                    "namespace",
                    "\"%s\" belongs to Kubernetes or Argo CD".formatted(namespace),
                    "a namespace of the platform's own",
                    "choose another name"));
  }

  /** Pods that must not share a node need as many nodes. */
  private static void podsHaveANodeEach(EnvironmentFile file, String path) {
    file.bound()
        .value(path, Integer.class)
        .ifPresent(
            pods ->
                file.bound()
                    .value("cluster.nodes.count", Integer.class)
                    .filter(nodes -> nodes < pods)
                    .ifPresent(
                        nodes ->
                            file.report(
                                path,
                                "%d pods need a node each, and there are %d".formatted(pods, nodes),
                                "up to " + nodes,
                                "lower it or raise cluster.nodes.count")));
  }

  /** Ceph makes volumes with keys that come from Vault, and Vault cannot wait for itself. */
  private static void vaultWaitsForNoSecret(EnvironmentFile file) {
    if (file.bound().value("cluster.storage.local", Storage.Local.class).isEmpty()) {
      file.bound()
          .value(OWN_VAULT, Vault.Own.class)
          .ifPresent(
              own ->
                  file.report(
                      OWN_VAULT,
                      "would have no volumes: those of other classes are made with keys that come"
                          + " from Vault",
                      "an environment with cluster.storage.local",
                      "add cluster.storage.local; each server has a copy of everything"));
    }
  }

  /** Whatever is named limits or resources is the size of one pod. */
  private static <T extends Comparable<T>> void podsFitIntoOneNode(
      EnvironmentFile file, String resource, Class<T> type) {
    String nodePath = "cluster.nodes." + resource;
    file.bound()
        .value(nodePath, type)
        .ifPresent(
            node ->
                file.bound()
                    .all(type)
                    .forEach(
                        (path, amount) -> {
                          boolean pod = path.matches(".*\\.(limits|resources)\\." + resource);
                          if (pod && amount.compareTo(node) > 0) {
                            file.report(
                                path,
                                "%s is more than a node has".formatted(amount),
                                "up to %s (%s, line %d)"
                                    .formatted(node, nodePath, file.bound().line(nodePath)),
                                "lower it or take larger nodes");
                          }
                        }));
  }

  /** Whatever is named storage, or ends with it, is the size of a volume. */
  private static void volumesAreLargeEnough(EnvironmentFile file) {
    file.bound()
        .all(Memory.class)
        .forEach(
            (path, size) -> {
              boolean volume = path.toLowerCase(Locale.ROOT).endsWith("storage");
              if (volume && size.compareTo(SMALLEST_VOLUME) < 0) {
                file.report(
                    path,
                    "%s is too small for a volume".formatted(size),
                    SMALLEST_VOLUME + " or more",
                    "write " + SMALLEST_VOLUME);
              }
            });
  }
}
