package com.xtrading.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.dashboard.Link;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardFilesTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  @ParameterizedTest
  @MethodSource(EACH)
  void grafanaIsGivenTheBytesOfTheFile(JudgedEnvironment rendered) {
    List<Manifest> carriers = carriers(rendered);
    assertThat(carriers).hasSameSizeAs(rendered.topology().dashboards()).isNotEmpty();
    for (Manifest carrier : carriers) {
      for (Map.Entry<String, Object> file : carrier.at("data").map().entrySet()) {
        assertThat(file.getValue())
            .isEqualTo(Select.file(rendered, "config/grafana/" + file.getKey()));
        assertThat(Select.parse(file.getValue().toString()).at("uid").text("") + ".json")
            .isEqualTo(file.getKey());
      }
      assertThat(Select.at(carrier, "metadata.annotations.grafana_folder").text(""))
          .isEqualTo("xTrading");
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyPanelHasItsOwnIdAndItsOwnPlaceOnTheGrid(JudgedEnvironment rendered) {
    for (Tree dashboard : dashboards(rendered)) {
      List<Tree> panels = dashboard.at("panels").elements().toList();
      assertThat(panels).isNotEmpty();
      assertThat(panels.stream().map(panel -> panel.at("id").number(0))).doesNotHaveDuplicates();
      Set<String> taken = new HashSet<>();
      for (Tree panel : panels) {
        Tree place = panel.at("gridPos");
        long right = place.at("x").number(-1) + place.at("w").number(0);
        assertThat(right).isBetween(1L, 24L);
        for (long x = place.at("x").number(-1); x < right; x++) {
          for (long y = 0; y < place.at("h").number(0); y++) {
            String cell = x + "," + (place.at("y").number(-1) + y);
            assertThat(taken.add(cell)).as("%s at %s", panel.at("title").text(""), cell).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyQueryAsksTheChosenDataSource(JudgedEnvironment rendered) {
    for (Tree dashboard : dashboards(rendered)) {
      assertThat(
              dashboard
                  .at("templating", "list")
                  .elements()
                  .map(variable -> variable.at("name").text("")))
          .contains("datasource");
      assertThat(dashboard.at("panels").elements().flatMap(panel -> panel.at("targets").elements()))
          .isNotEmpty()
          .allSatisfy(
              target -> {
                assertThat(target.at("datasource", "uid").text("")).isEqualTo("${datasource}");
                assertThat(target.at("expr").text("")).isNotBlank();
              });
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyRunbookThatAPanelLeadsToIsThatOfADeclaredAlert(JudgedEnvironment rendered) {
    // Pages lead to runbooks also where nobody evaluates the alert.
    List<String> alerts =
        TestPlatform.reference().stream()
            .flatMap(one -> one.topology().alerts().stream())
            .map(AlertRule::name)
            .toList();
    assertThat(
            rendered.topology().dashboards().stream()
                .flatMap(page -> page.panels().stream())
                .flatMap(panel -> panel.frame().links().stream())
                .filter(Link.Runbook.class::isInstance)
                .map(link -> ((Link.Runbook) link).alert()))
        .isNotEmpty()
        .isSubsetOf(alerts);
  }

  private static List<Manifest> carriers(JudgedEnvironment rendered) {
    return Select.all(rendered, "ConfigMap")
        .filter(map -> map.name().startsWith("dashboard-"))
        .toList();
  }

  private static List<Tree> dashboards(JudgedEnvironment rendered) {
    return carriers(rendered).stream()
        .flatMap(carrier -> carrier.at("data").map().values().stream())
        .map(text -> Select.parse(text.toString()))
        .toList();
  }
}
