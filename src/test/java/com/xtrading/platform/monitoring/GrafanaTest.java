package com.xtrading.platform.monitoring;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GrafanaTest {

  private static final String NAME = "grafana";
  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  private static Tree container(JudgedEnvironment rendered) {
    return Select.at(Select.one(rendered, "Deployment", NAME), "spec.template.spec.containers.0");
  }

  private static List<Tree> volumes(JudgedEnvironment rendered) {
    return Select.at(Select.one(rendered, "Deployment", NAME), "spec.template.spec.volumes")
        .elements()
        .toList();
  }

  /** Value by section and key, such as {@code auth.basic/enabled}. */
  private static Map<String, String> settings(JudgedEnvironment rendered) {
    Map<String, String> settings = new TreeMap<>();
    String section = "";
    for (String line : Select.file(rendered, "config/grafana/grafana.ini").lines().toList()) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (line.contains(" = ") && !line.startsWith(";") && !line.startsWith("#")) {
        String[] parts = line.split(" = ?", 2);
        settings.put(section + "/" + parts[0], parts[1]);
      }
    }
    return settings;
  }

  private static Stream<Tree> dataSources(JudgedEnvironment rendered) {
    return Select.parse(Select.file(rendered, "config/grafana/datasources.yaml"))
        .at("datasources")
        .elements();
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void readsTheFilesThatAreThereToBeRead(JudgedEnvironment rendered) {
    Map<String, String> maps =
        Map.of(
            "grafana.ini", "grafana-config",
            "datasources.yaml", "grafana-datasources",
            "dashboards.yaml", "grafana-dashboards");
    maps.forEach(
        (file, map) ->
            assertThat(rendered)
                .has("ConfigMap", map)
                .at("data", file)
                .is(Select.file(rendered, "config/grafana/" + file)));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void letsEverybodyLookWhoGetsThereAndNobodyChangeAnything(JudgedEnvironment rendered) {
    assertThat(settings(rendered))
        .containsEntry("auth.anonymous/enabled", "true")
        .containsEntry("auth.anonymous/org_role", "Viewer")
        .containsEntry("auth/disable_login_form", "true")
        .containsEntry("auth.basic/enabled", "false")
        .containsEntry("security/disable_initial_admin_creation", "true");
  }

  @ParameterizedTest
  @CsvSource({"staging, sign-on-grafana", "production, sign-on-grafana"})
  void theProxyAloneReachesItBesidePrometheus(String environment, String proxy) {
    assertThat(
            TestPlatform.reference(environment).topology().dependencies().stream()
                .filter(edge -> edge.to().peer().name().equals(NAME))
                .map(edge -> edge.from().name()))
        .containsExactlyInAnyOrder(proxy, "prometheus");
  }

  @Test
  void browsersKnowItByItsHostOrByAForwardedPort() {
    assertThat(settings(TestPlatform.reference("production")))
        .containsEntry("server/root_url", "https://grafana.xtrading.com/");
    assertThat(settings(TestPlatform.reference("development")))
        .containsEntry("server/root_url", "http://localhost:3000/");
  }

  /** By folders: a mount of a single file is never brought up to date. */
  @ParameterizedTest
  @MethodSource(EACH)
  void seesEveryDashboardInAFolderBelowTheOneThatIsSearched(JudgedEnvironment rendered) {
    Tree provider =
        Select.parse(Select.file(rendered, "config/grafana/dashboards.yaml"))
            .at("providers")
            .elements()
            .findFirst()
            .orElseThrow();
    assertThat(provider.at("updateIntervalSeconds").number(0)).isBetween(10L, 60L);
    String folder = provider.at("options", "path").text("");
    List<Dashboard> dashboards = rendered.topology().dashboards();
    assertThat(dashboards).isNotEmpty();
    for (Dashboard dashboard : dashboards) {
      String map = "dashboard-" + dashboard.uid();
      assertThat(container(rendered).at("volumeMounts").elements())
          .anySatisfy(
              mount -> {
                assertThat(mount.at("name").text("")).isEqualTo(map);
                assertThat(mount.at("mountPath").text(""))
                    .isEqualTo(folder + "/" + dashboard.uid());
                assertThat(mount.at("subPath").exists()).isFalse();
              });
      assertThat(volumes(rendered))
          .anySatisfy(volume -> assertThat(volume.at("configMap", "name").text("")).isEqualTo(map));
      assertThat(
              Select.one(rendered, "ConfigMap", map).at("data", dashboard.uid() + ".json").exists())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void beginsWithADashboardThatIsThere(JudgedEnvironment rendered) {
    String home = settings(rendered).get("dashboards/default_home_dashboard_path");
    assertThat(rendered.topology().dashboards())
        .extracting(
            dashboard ->
                "/etc/grafana/dashboards/%s/%s.json".formatted(dashboard.uid(), dashboard.uid()))
        .contains(home);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void keepsNothingBeyondItsPod(JudgedEnvironment rendered) {
    assertThat(volumes(rendered))
        .allMatch(volume -> volume.at("configMap").exists() || volume.at("emptyDir").exists());
    Manifest deployment = Select.one(rendered, "Deployment", NAME);
    assertThat(Select.at(deployment, "spec.template.spec.automountServiceAccountToken").isFalse())
        .isTrue();
  }

  /** Without its plugin a data source is there, and every query of it fails. */
  @ParameterizedTest
  @MethodSource(EACH)
  void runsThePluginsOfItsDataSourcesAndInstallsNone(JudgedEnvironment rendered) {
    Map<String, String> settings = settings(rendered);
    List<String> off = List.of(settings.get("plugins/disable_plugins").split(","));
    List<String> types = dataSources(rendered).map(source -> source.at("type").text("")).toList();
    assertThat(types).contains("prometheus").doesNotContainAnyElementsOf(off);
    assertThat(off).contains("loki", "mysql");
    assertThat(settings)
        .containsEntry("plugins/preinstall_disabled", "true")
        .containsEntry("plugins/preinstall_auto_update", "false");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void asksOnlyWhomItMayReach(JudgedEnvironment rendered) {
    List<String> reached =
        rendered.topology().dependencies().stream()
            .filter(edge -> edge.from().name().equals(NAME))
            .map(edge -> "http://%s:%d".formatted(edge.to().host(), edge.to().port().number()))
            .toList();
    assertThat(dataSources(rendered).map(source -> source.at("url").text("")).toList())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(reached);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void knowsPrometheusByTheNameThatLinksUse(JudgedEnvironment rendered) {
    assertThat(dataSources(rendered).filter(source -> source.at("isDefault").isTrue()))
        .singleElement()
        .satisfies(source -> assertThat(source.at("uid").text("")).isEqualTo("prometheus"));
  }
}
