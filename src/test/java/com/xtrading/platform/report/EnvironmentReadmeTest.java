package com.xtrading.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README says is what is rendered beside it. */
final class EnvironmentReadmeTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  private static String readme(JudgedEnvironment rendered) {
    return Select.file(rendered, "README.md");
  }

  /** The rows of the table below a heading, each with the texts of its cells. */
  private static List<List<String>> table(JudgedEnvironment rendered, String heading) {
    String[] parts = readme(rendered).split("\n## " + heading + "\n");
    assertThat(parts).as(heading).hasSize(2);
    return parts[1]
        .split("\n## ")[0]
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  @Test
  void pagesAreListedWithWhoMayEnterAndByWhichClientAndSecrets() {
    JudgedEnvironment production = TestPlatform.reference("production");
    assertThat(table(production, "Pages for people"))
        .containsExactly(
            List.of(
                "https://alertmanager.xtrading.com/",
                "xtrading-operators (operators), xtrading-emergency (emergency)",
                "xtrading-production-alertmanager",
                "kv/production/sign-on/alertmanager"),
            List.of(
                "https://grafana.xtrading.com/",
                "xtrading-viewers (viewers), xtrading-operators (operators)",
                "xtrading-production-grafana",
                "kv/production/sign-on/grafana"),
            List.of(
                "https://jaeger.xtrading.com/",
                "xtrading-viewers (viewers), xtrading-operators (operators)",
                "xtrading-production-jaeger",
                "kv/production/sign-on/jaeger"),
            List.of(
                "https://prometheus.xtrading.com/",
                "xtrading-viewers (viewers), xtrading-operators (operators)",
                "xtrading-production-prometheus",
                "kv/production/sign-on/prometheus"),
            List.of(
                "https://rabbitmq.xtrading.com/",
                "xtrading-operators (operators), xtrading-emergency (emergency)",
                "xtrading-production-rabbitmq, xtrading-production-rabbitmq-browser",
                "kv/production/sign-on/rabbitmq"));
    assertThat(table(production, "Secrets that Vault must hold"))
        .filteredOn(row -> row.get(0).contains("/sign-on/"))
        .hasSize(5)
        .allMatch(row -> row.get(1).endsWith("cookie-secret (32 random bytes in base64url)"));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyPageThatARouteOpensIsListed(JudgedEnvironment rendered) {
    List<String> hosts =
        Select.all(rendered, "HTTPRoute")
            .filter(route -> route.name().startsWith("sign-on-"))
            .flatMap(route -> route.at("spec", "hostnames").elements())
            .map(host -> "https://" + host.text("") + "/")
            .sorted()
            .toList();
    if (hosts.isEmpty()) {
      assertThat(readme(rendered)).doesNotContain("Pages for people");
    } else {
      assertThat(table(rendered, "Pages for people"))
          .extracting(row -> row.get(0))
          .containsExactlyElementsOf(hosts);
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyApplicationIsInItsWave(JudgedEnvironment rendered) {
    List<String> listed = new ArrayList<>();
    List<Integer> waves = new ArrayList<>();
    for (List<String> row : table(rendered, "Delivery")) {
      waves.add(Integer.valueOf(row.get(0)));
      Stream.of(row.get(1).split(", ")).forEach(name -> listed.add(row.get(0) + " " + name));
    }
    assertThat(waves).isSorted();
    assertThat(listed)
        .contains("-25 people", "-25 certificates", "-25 admission-policies")
        .containsExactlyInAnyOrderElementsOf(
            Select.all(rendered, "Application")
                .filter(one -> one.path().startsWith("argocd/"))
                .map(
                    one ->
                        "%s %s"
                            .formatted(
                                one.at("metadata", "annotations", "argocd.argoproj.io/sync-wave")
                                    .text(""),
                                one.name().substring(rendered.name().length() + 1)))
                .toList());
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyRuleOfTheClusterIsListedWithWhereItRefusesAndWarns(JudgedEnvironment rendered) {
    List<List<String>> rows = table(rendered, "Rules that the cluster holds to");
    assertThat(rows)
        .extracting(row -> row.get(0))
        .containsExactlyElementsOf(
            Select.all(rendered, "ValidatingAdmissionPolicy")
                .map(Manifest::name)
                .sorted()
                .toList());
    String data = rendered.environment().namespace() + "-data";
    assertThat(rows)
        .allMatch(row -> row.get(2).contains(data) && !row.get(1).contains(data))
        .allMatch(row -> row.get(1).contains(rendered.environment().namespace().value()));
  }

  @Test
  void rolesAreGivenToAVaultThatHasBeenSetUp() {
    assertThat(readme(TestPlatform.reference("staging")))
        .containsSubsequence("## Secrets that Vault must hold\n", "vault policy write", "\n## ");
    assertThat(readme(TestPlatform.ownVault()))
        .containsSubsequence(
            "## Secrets that Vault must hold\n",
            "\n## Vault\n",
            "vault operator init",
            "vault policy write",
            "\n## ");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void filesForOthersAreNamed(JudgedEnvironment rendered) {
    List<String> files =
        rendered.files().stream()
            .map(OutputFile::path)
            .filter(path -> path.matches("config/(identity-provider|github|scanners)/.*"))
            .toList();
    assertThat(files).hasSizeGreaterThan(6);
    assertThat(files).allMatch(path -> readme(rendered).contains("`" + path + "`"));
  }
}
