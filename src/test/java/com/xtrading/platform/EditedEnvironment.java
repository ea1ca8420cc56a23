package com.xtrading.platform;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Service;
import com.xtrading.platform.model.KubernetesName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Environments that differ from a committed one, made the way people make them: by editing its
 * file.
 */
public final class EditedEnvironment {

  /**
   * A committed environment with some texts of its file replaced.
   *
   * @param edits text, replacement, text, replacement, …; every text must be there
   */
  public static Environment of(String name, String... edits) {
    return load(name, text(name, edits));
  }

  /** A committed environment on another minor version of Kubernetes. */
  public static Environment onKubernetes(String name, String minor) {
    return load(
        name,
        text(Path.of("environments"), name)
            .replaceFirst("(?m)^kubernetes: .*$", "kubernetes: \"%s\"".formatted(minor)));
  }

  /** An environment of the reference platform with some texts of its file replaced. */
  public static Environment ofReference(String name, String... edits) {
    return load(name, text(TestPlatform.REFERENCE, name, edits));
  }

  /**
   * The staging of the reference on more nodes and with a larger database: room for what it lacks.
   */
  public static Environment roomyStaging(String... edits) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "nodes: {count: 3,",
                "nodes: {count: 5,",
                "autoscaleTo: 4}",
                "autoscaleTo: 6}",
                "resources: {cpu: 300m, memory: 768Mi}",
                "resources: {cpu: 300m, memory: 1Gi}"));
    all.addAll(List.of(edits));
    return ofReference("staging", all.toArray(String[]::new));
  }

  /** A seal in an environment file: a key of AWS KMS. */
  public static final String AWS_SEAL =
      "awskms: {region: eu-west-1, key: alias/xtrading-staging-vault,"
          + " role: arn:aws:iam::111122223333:role/xtrading-staging-vault, cidrs: [10.20.70.0/28]}";

  /** The staging of the reference with a Vault of its own. */
  public static Environment withOwnVault(String seal) {
    return roomyStaging(
        "  server: https://vault-nonprod.xtrading.com:8200\n  cidrs: [10.41.8.0/24]\n",
        "  own:\n    nodes: 3\n    storage: 10Gi\n    resources: {cpu: 250m, memory: 512Mi}\n"
            + "    seal: {%s}\n".formatted(seal),
        "    nfs: {server",
        "    local: {path: /var/lib/xtrading}\n    nfs: {server");
  }

  /** An environment of another name, made from a file with some texts replaced. */
  static Environment as(String newName, String name, String... edits) {
    return load(newName, text(name, edits));
  }

  /** The environment with the sizes of only the given services. */
  public static Environment sizing(Environment whole, String... services) {
    TreeMap<KubernetesName, Service> sizes = new TreeMap<>(whole.services());
    sizes.keySet().retainAll(List.of(services).stream().map(KubernetesName::new).toList());
    return new Environment(
        whole.name(),
        whole.kubernetes(),
        whole.cluster(),
        whole.capacity(),
        whole.gitops(),
        whole.domain(),
        whole.namespace(),
        whole.images(),
        whole.releases(),
        whole.vault(),
        whole.people(),
        whole.identity(),
        whole.application(),
        sizes,
        whole.backtests(),
        whole.edge(),
        whole.data(),
        whole.mesh(),
        whole.monitoring(),
        whole.imageScanning(),
        whole.clair(),
        whole.logging(),
        whole.tracing(),
        whole.backup());
  }

  /** The file of a committed environment with some texts replaced. */
  static String text(String name, String... edits) {
    return text(TestPlatform.ENVIRONMENTS, name, edits);
  }

  private static String text(Path folder, String name, String... edits) {
    try {
      String text = Files.readString(folder.resolve(name + ".yaml"));
      for (int index = 0; index < edits.length; index += 2) {
        if (!text.contains(edits[index])) {
          throw new IllegalArgumentException(
              "environments/%s.yaml has no %s".formatted(name, edits[index]));
        }
        text = text.replace(edits[index], edits[index + 1]);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Environment load(String name, String text) {
    try {
      Path directory = Files.createTempDirectory("environments");
      Path file = Files.writeString(directory.resolve(name + ".yaml"), text);
      try {
        return TestPlatform.load(directory).get(0);
      } finally {
        Files.delete(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EditedEnvironment() {}
}
