package com.xtrading.platform.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the pods of every component, also of those that are added later. */
class EveryWorkloadTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  @ParameterizedTest
  @MethodSource(EACH)
  void hasTheNumberOfPodsFromOnePlaceOnly(JudgedEnvironment rendered) {
    Set<String> scaled =
        Select.all(rendered, "HorizontalPodAutoscaler")
            .map(
                scaler ->
                    scaler.namespace() + "/" + scaler.at("spec", "scaleTargetRef", "name").text(""))
            .collect(Collectors.toSet());
    for (Manifest deployment : Select.all(rendered, "Deployment").toList()) {
      assertThat(deployment.at("spec", "replicas").exists())
          .as(deployment.id().toString())
          .isNotEqualTo(scaled.contains(deployment.namespace() + "/" + deployment.name()));
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void isAskedDifferentQuestionsForLifeAndReadiness(JudgedEnvironment rendered) {
    assertThat(workloads(rendered)).isNotEmpty();
    containers(rendered)
        .forEach(
            (name, container) -> {
              // What ends by itself is not asked.
              assertThat(container.at("livenessProbe").exists())
                  .as(name)
                  .isNotEqualTo(name.startsWith("Job "));
              if (container.at("livenessProbe").exists()) {
                assertThat(question(container, "livenessProbe"))
                    .as(name)
                    .isNotEmpty()
                    .isEqualTo(question(container, "startupProbe"))
                    .isNotEqualTo(question(container, "readinessProbe"));
              }
            });
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void findsEveryFileThatASettingNamesBelowAMountedSecretThatHasTheKey(JudgedEnvironment rendered) {
    int files = 0;
    for (Manifest workload : workloads(rendered).toList()) {
      Map<String, String> secretsByPath = secretMounts(workload);
      for (Map.Entry<String, Object> setting : settings(rendered, workload).entrySet()) {
        if (!setting.getKey().endsWith("_FILE")) {
          continue;
        }
        files++;
        String path = setting.getValue().toString();
        String folder = path.substring(0, path.lastIndexOf('/'));
        assertThat(secretsByPath).as(workload.id() + " " + setting).containsKey(folder);
        assertThat(
                keys(rendered, workload.namespace(), secretsByPath.get(folder))
                    .map(key -> folder + "/" + key))
            .contains(path);
      }
    }
    assertThat(files).isPositive();
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void readsNoCredentialFromASettingInPlainText(JudgedEnvironment rendered) {
    for (Manifest workload : workloads(rendered).toList()) {
      assertThat(settings(rendered, workload).keySet())
          .as(workload.id().toString())
          .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|USERNAME|USER)"));
    }
    containers(rendered)
        .forEach(
            (name, container) ->
                assertThat(container.at("env").elements())
                    .as(name)
                    .noneMatch(variable -> variable.at("value").exists()));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void mountsEveryVolumeThatItHasAndHasEveryVolumeThatItMounts(JudgedEnvironment rendered) {
    for (Manifest workload : workloads(rendered).toList()) {
      List<String> mounted =
          pod(workload)
              .at("containers")
              .elements()
              .flatMap(container -> container.at("volumeMounts").elements())
              .map(mount -> mount.at("name").text(""))
              .toList();
      assertThat(
              pod(workload)
                  .at("volumes")
                  .elements()
                  .map(volume -> volume.at("name").text(""))
                  .toList())
          .as(workload.id().toString())
          .containsExactlyInAnyOrderElementsOf(Set.copyOf(mounted));
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void runsAsAnAccountAndAPriorityThatExist(JudgedEnvironment rendered) {
    for (Manifest workload : workloads(rendered).toList()) {
      Select.one(
          rendered,
          "ServiceAccount",
          workload.namespace(),
          pod(workload).at("serviceAccountName").text(""));
      Select.one(rendered, "PriorityClass", pod(workload).at("priorityClassName").text(""));
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void namesTheDiskThatItTakesAndPullsWhatOnlyATagNames(JudgedEnvironment rendered) {
    containers(rendered)
        .forEach(
            (name, container) -> {
              for (String side : List.of("requests", "limits")) {
                assertThat(container.at("resources", side, "ephemeral-storage").text(""))
                    .as(name + " " + side)
                    .endsWith("Mi");
              }
              assertThat(container.at("imagePullPolicy").text(""))
                  .as(name)
                  .isEqualTo(
                      container.at("image").text("").contains("@sha256:")
                          ? "IfNotPresent"
                          : "Always");
            });
  }

  private static Map<String, Object> question(Tree container, String probe) {
    Map<String, Object> asked = new TreeMap<>(container.at(probe).map());
    asked.keySet().retainAll(Set.of("httpGet", "tcpSocket", "exec"));
    return asked;
  }

  /** Keys of a secret that comes from Vault, or is a certificate. */
  private static Stream<String> keys(JudgedEnvironment rendered, String namespace, String secret) {
    boolean certificate =
        Select.all(rendered, "Certificate")
            .anyMatch(found -> found.namespace().equals(namespace) && found.name().equals(secret));
    if (certificate) {
      return Stream.of("tls.crt", "tls.key", "ca.crt");
    }
    return Select.one(rendered, "ExternalSecret", namespace, secret)
        .at("spec", "data")
        .elements()
        .map(key -> key.at("secretKey").text(""));
  }

  private static Stream<Manifest> workloads(JudgedEnvironment rendered) {
    return rendered.manifests().stream()
        // The template of a Pooler is the operator's to complete.
        .filter(manifest -> !manifest.kind().equals("Pooler"))
        .filter(manifest -> manifest.at("spec", "template", "spec", "containers").exists());
  }

  private static Tree pod(Manifest workload) {
    return workload.at("spec", "template", "spec");
  }

  private static Map<String, Tree> containers(JudgedEnvironment rendered) {
    Map<String, Tree> containers = new TreeMap<>();
    workloads(rendered)
        .forEach(
            workload ->
                pod(workload)
                    .at("containers")
                    .elements()
                    .forEach(
                        container ->
                            containers.put(
                                workload.id() + " " + container.at("name").text(""), container)));
    return containers;
  }

  /** Everything that the containers of a workload read from config maps as settings. */
  private static Map<String, Object> settings(JudgedEnvironment rendered, Manifest workload) {
    Map<String, Object> settings = new TreeMap<>();
    pod(workload)
        .at("containers")
        .elements()
        .flatMap(container -> container.at("envFrom").elements())
        .map(from -> from.at("configMapRef", "name").text(""))
        .forEach(
            name ->
                settings.putAll(
                    Select.one(rendered, "ConfigMap", workload.namespace(), name)
                        .at("data")
                        .map()));
    return settings;
  }

  /** Secret by the folder in which it is mounted. */
  private static Map<String, String> secretMounts(Manifest workload) {
    Map<String, String> secretsByVolume = new TreeMap<>();
    pod(workload)
        .at("volumes")
        .elements()
        .filter(volume -> volume.at("secret").exists())
        .forEach(
            volume ->
                secretsByVolume.put(
                    volume.at("name").text(""), volume.at("secret", "secretName").text("")));
    Map<String, String> secretsByPath = new TreeMap<>();
    pod(workload)
        .at("containers")
        .elements()
        .flatMap(container -> container.at("volumeMounts").elements())
        .filter(mount -> secretsByVolume.containsKey(mount.at("name").text("")))
        .forEach(
            mount ->
                secretsByPath.put(
                    mount.at("mountPath").text(""),
                    secretsByVolume.get(mount.at("name").text(""))));
    return secretsByPath;
  }
}
