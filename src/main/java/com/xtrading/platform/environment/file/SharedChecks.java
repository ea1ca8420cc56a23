package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Identity;
import com.xtrading.platform.environment.Releases;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.model.DnsName;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks between environment files; a clash is a problem of every file that takes part in it. */
final class SharedChecks {

  private static final String NAMESPACE = "namespace";
  private static final String HUB = "gitops.hub";
  private static final String FROM = "releases.from";

  private SharedChecks() {}

  static void run(List<EnvironmentFile> files) {
    ownedByOne(files, "domain", "domain");
    ownedByOne(files, NAMESPACE, "namespace");
    ownedByOne(files, "backup.bucket", "bucket");
    // Each brings the add-ons of its cluster: two would write the same objects.
    ownedByOne(files, "gitops.destination", "cluster");
    hubIsOne(files);
    tokenKeysAreOwnedByOne(files);
    commitsAreBuiltOnce(files);
    for (EnvironmentFile file : files) {
      for (EnvironmentFile other : files) {
        derivedNamespacesAreOwnedByOne(file, other);
        hostIsNoHostOfAnother(file, other);
      }
    }
  }

  /** A token of one environment must not open another. */
  private static void tokenKeysAreOwnedByOne(List<EnvironmentFile> files) {
    for (EnvironmentFile file : files) {
      file.bound()
          .all(PublicKey.class)
          .forEach(
              (path, key) ->
                  files.stream()
                      .filter(other -> other != file)
                      .forEach(other -> reportShared(file, path, other, key)));
    }
  }

  /** Two would each deliver everything, and undo each other. */
  private static void hubIsOne(List<EnvironmentFile> files) {
    List<EnvironmentFile> hubs =
        files.stream()
            .filter(file -> file.bound().value(HUB, Boolean.class).orElse(false))
            .toList();
    for (EnvironmentFile file : hubs) {
      hubs.stream()
          .filter(other -> other != file)
          .findFirst()
          .ifPresent(
              other ->
                  file.report(
                      HUB,
                      "the hub is also at %s".formatted(other.place(HUB)),
                      "one environment whose cluster Argo CD runs in",
                      "write hub: false"));
    }
  }

  /** What is promoted is what was built, and not the same built anew. */
  private static void commitsAreBuiltOnce(List<EnvironmentFile> files) {
    List<EnvironmentFile> building =
        files.stream()
            .filter(
                file ->
                    file.bound()
                        .value(FROM, Releases.From.class)
                        .filter(from -> from == Releases.From.BUILDS)
                        .isPresent())
            .toList();
    for (EnvironmentFile file : building) {
      building.stream()
          .filter(other -> other != file && source(other).equals(source(file)))
          .findFirst()
          .ifPresent(
              other ->
                  file.report(
                      FROM,
                      "commits of the same source are also built at %s"
                          .formatted(other.place(FROM)),
                      "builds in one environment, promotion in the others",
                      "write from: promotion"));
    }
  }

  private static Optional<HttpsUrl> source(EnvironmentFile file) {
    return file.bound().value("releases.source", HttpsUrl.class);
  }

  private static void reportShared(
      EnvironmentFile file, String path, EnvironmentFile other, PublicKey key) {
    other.bound().all(PublicKey.class).entrySet().stream()
        .filter(theirs -> theirs.getValue().equals(key))
        .forEach(
            theirs ->
                file.report(
                    path,
                    "is also used at %s: tokens of one would open the other"
                        .formatted(other.place(theirs.getKey())),
                    "a key that no other environment uses",
                    "issue tokens with a key of its own"));
  }

  private static void ownedByOne(List<EnvironmentFile> files, String path, String noun) {
    SortedMap<String, List<EnvironmentFile>> users = new TreeMap<>();
    for (EnvironmentFile file : files) {
      file.bound()
          .value(path, Object.class)
          .ifPresent(
              value -> users.computeIfAbsent(value.toString(), v -> new ArrayList<>()).add(file));
    }
    users.forEach(
        (value, sharing) -> {
          for (EnvironmentFile file : sharing) {
            String others =
                sharing.stream()
                    .filter(other -> other != file)
                    .map(other -> other.place(path))
                    .collect(Collectors.joining(", "));
            if (!others.isEmpty()) {
              file.report(
                  path,
                  "\"%s\" is also used at %s".formatted(value, others),
                  "a %s that no other environment uses".formatted(noun),
                  "choose another %s".formatted(noun));
            }
          }
        });
  }

  private static void hostIsNoHostOfAnother(EnvironmentFile file, EnvironmentFile other) {
    file.bound()
        .value("domain", DnsName.class)
        .ifPresent(
            mine ->
                other
                    .bound()
                    .value("domain", DnsName.class)
                    .ifPresent(
                        theirs -> {
                          if (mine.equals(Environment.apiHost(theirs))) {
                            reportHost(file, "\"%s\" is the API host of %s", mine, other);
                          }
                          if (other.bound().all(Identity.Ui.class).keySet().stream()
                              .map(path -> path.substring(path.lastIndexOf('.') + 1))
                              .anyMatch(ui -> mine.equals(theirs.host(ui)))) {
                            reportHost(file, "\"%s\" is a user interface of %s", mine, other);
                          }
                        }));
  }

  private static void reportHost(
      EnvironmentFile file, String problem, DnsName domain, EnvironmentFile other) {
    file.report(
        "domain",
        problem.formatted(domain, other.place("domain")),
        "a domain that no other environment uses",
        "choose another domain");
  }

  private static void derivedNamespacesAreOwnedByOne(EnvironmentFile file, EnvironmentFile other) {
    file.bound()
        .value(NAMESPACE, KubernetesName.class)
        .ifPresent(
            mine ->
                other
                    .bound()
                    .value(NAMESPACE, KubernetesName.class)
                    .filter(theirs -> !theirs.equals(mine))
                    .ifPresent(
                        theirs -> {
                          SortedSet<String> both = ownedBy(mine);
                          both.retainAll(ownedBy(theirs));
                          if (!both.isEmpty()) {
                            file.report(
                                NAMESPACE,
                                "\"%s\" and \"%s\" at %s both lead to %s"
                                    .formatted(
                                        mine,
                                        theirs,
                                        other.place(NAMESPACE),
                                        String.join(", ", both)),
                                "namespaces that stay apart when suffixes are added",
                                "choose another namespace");
                          }
                        }));
  }

  private static SortedSet<String> ownedBy(KubernetesName namespace) {
    return Arrays.stream(Zone.values())
        .map(zone -> zone.namespace(namespace))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
