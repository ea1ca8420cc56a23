package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.DashboardProblems;
import com.xtrading.platform.dashboard.DashboardWriter;
import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.model.HttpsUrl;
import java.util.Map;

/**
 * Writes each dashboard twice from one tree: as JSON for Grafana, and as the config map that
 * carries it.
 */
final class DashboardFiles {

  static void render(Rendering rendering, HttpsUrl repository) {
    DashboardWriter writer = new DashboardWriter(Runbooks.in(repository));
    for (Dashboard dashboard : rendering.topology().dashboards()) {
      String json = JsonWriter.write(writer.tree(dashboard));
      DashboardProblems.ofSize(dashboard.uid(), json)
          .ifPresent(
              problem -> {
                throw new DeclarationException(problem.toString());
              });
      String file = dashboard.uid() + ".json";
      rendering.file("config/grafana/" + file, json);
      ConfigMaps.draw(
          rendering.scope().named("dashboard-" + dashboard.uid()),
          "dashboard-" + dashboard.uid(),
          Map.of(AnnotationKeys.PAGES, "xTrading"),
          Map.of(file, json));
    }
  }

  private DashboardFiles() {}
}
