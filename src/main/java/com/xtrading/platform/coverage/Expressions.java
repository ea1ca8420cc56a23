package com.xtrading.platform.coverage;

import com.xtrading.platform.coverage.WatchedExpression.Use;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds expressions in rule files and in pages of Grafana. */
public final class Expressions {

  private static final Pattern TOLD = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?:(.+),)?\\s*(\\w+)\\s*\\)");

  /**
   * The rules of a file for Prometheus, or of the spec of a PrometheusRule.
   *
   * @param object what they stand in
   * @param prefix the place of the groups in it, such as {@code spec.}
   */
  public static List<WatchedExpression> ofRules(String object, String prefix, Tree groups) {
    List<WatchedExpression> found = new ArrayList<>();
    List<Tree> all = groups.at("groups").elements().toList();
    for (int group = 0; group < all.size(); group++) {
      List<Tree> rules = all.get(group).at("rules").elements().toList();
      for (int index = 0; index < rules.size(); index++) {
        Tree rule = rules.get(index);
        String path =
            TreePath.element(TreePath.element(prefix + "groups", group) + ".rules", index);
        boolean recorded = rule.at("record").exists();
        SortedSet<String> told = new TreeSet<>();
        rule.at("annotations")
            .map()
            .values()
            .forEach(text -> told.addAll(labels(TOLD, String.valueOf(text))));
        SortedMap<String, String> given = new TreeMap<>();
        rule.at("labels").map().forEach((key, value) -> given.put(key, String.valueOf(value)));
        found.add(
            new WatchedExpression(
                recorded ? Use.RECORDING : Use.ALERT,
                object,
                path + ".expr",
                rule.at(recorded ? "record" : "alert").text(""),
                rule.at("expr").text(""),
                told,
                given));
      }
    }
    return found;
  }

  /** The panels and variables of a page of Grafana that ask Prometheus. */
  public static List<WatchedExpression> ofDashboard(String object, Tree dashboard) {
    List<WatchedExpression> found = new ArrayList<>();
    panels(object, "", dashboard, found);
    List<Tree> variables = dashboard.at("templating", "list").elements().toList();
    for (int index = 0; index < variables.size(); index++) {
      Tree variable = variables.get(index);
      Tree query = variable.at("query");
      String text = query.text(query.at("query").text(""));
      Matcher values = LABEL_VALUES.matcher(text);
      if (variable.at("type").text("").equals("query") && values.matches()) {
        found.add(
            new WatchedExpression(
                Use.VARIABLE,
                object,
                TreePath.element("templating.list", index) + ".query",
                variable.at("name").text(""),
                values.group(1) == null ? "up" : values.group(1).strip(),
                new TreeSet<>(List.of(values.group(2))),
                new TreeMap<>()));
      }
    }
    return found;
  }

  private static void panels(
      String object, String prefix, Tree parent, List<WatchedExpression> found) {
    List<Tree> panels = parent.at("panels").elements().toList();
    for (int index = 0; index < panels.size(); index++) {
      Tree panel = panels.get(index);
      String path = TreePath.element(prefix + "panels", index);
      List<Tree> targets = panel.at("targets").elements().toList();
      for (int target = 0; target < targets.size(); target++) {
        String text = targets.get(target).at("expr").text("");
        if (!text.isEmpty()) {
          found.add(
              new WatchedExpression(
                  Use.PANEL,
                  object,
                  TreePath.element(path + ".targets", target) + ".expr",
                  panel.at("title").text(""),
                  text,
                  labels(LEGEND, targets.get(target).at("legendFormat").text("")),
                  new TreeMap<>()));
        }
      }
      panels(object, path + ".", panel, found);
    }
  }

  private static SortedSet<String> labels(Pattern pattern, String text) {
    SortedSet<String> labels = new TreeSet<>();
    pattern.matcher(text).results().forEach(found -> labels.add(found.group(1)));
    return labels;
  }

  private Expressions() {}
}
