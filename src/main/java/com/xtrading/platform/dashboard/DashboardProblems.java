package com.xtrading.platform.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds pages against each other, and what a page asks against what it lets people choose. */
public final class DashboardProblems {

  /**
   * The most that the JSON of a page may have. A config map holds 1 MiB, and what {@code kubectl
   * apply} remembers of it in an annotation 256 KiB.
   */
  public static final int LARGEST = 200_000;

  /** {@code $name}, {@code ${name}} and {@code ${name:format}}; Grafana's own begin with two _. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{?((?!__)[a-zA-Z_]\\w*)");

  /** Everything that is wrong with the pages of one Grafana. */
  public static List<DashboardProblem> of(List<Dashboard> pages) {
    List<DashboardProblem> problems = new ArrayList<>();
    Map<String, String> titles = new HashMap<>();
    Set<String> uids = pages.stream().map(Dashboard::uid).collect(Collectors.toSet());
    for (Dashboard page : pages) {
      String other = titles.putIfAbsent(page.uid(), page.title());
      if (other != null) {
        problems.add(
            new DashboardProblem(
                page.uid(),
                "\"%s\" and \"%s\" have one uid".formatted(other, page.title()),
                "give one of them another; Grafana would keep only the last that it reads"));
      }
      problems.addAll(ofPage(page));
      brokenLinks(page, uids).forEach(problems::add);
    }
    return problems;
  }

  /** What is wrong with the size of a page as it is written. */
  public static Optional<DashboardProblem> ofSize(String uid, String json) {
    int size = json.getBytes(StandardCharsets.UTF_8).length;
    return size <= LARGEST
        ? Optional.empty()
        : Optional.of(
            new DashboardProblem(
                uid,
                "its JSON has %d bytes, and at most %d fit".formatted(size, LARGEST),
                "make two pages of it"));
  }

  private static List<DashboardProblem> ofPage(Dashboard page) {
    List<DashboardProblem> problems = new ArrayList<>();
    if (page.panels().isEmpty()) {
      problems.add(
          new DashboardProblem(page.uid(), "it has no panel", "add a row, or drop the page"));
    }
    Set<String> titles = new HashSet<>();
    for (Panel panel : page.panels()) {
      if (!titles.add(panel.title())) {
        problems.add(
            new DashboardProblem(
                page.uid(),
                "two panels are called \"%s\"".formatted(panel.title()),
                "rename one, so that people can speak of it"));
      }
    }
    Set<String> names = new TreeSet<>();
    for (Variable variable : page.choices()) {
      if (!names.add(variable.name())) {
        problems.add(
            new DashboardProblem(
                page.uid(),
                "variable %s is declared twice".formatted(variable.name()),
                "rename one of the two"));
      }
    }
    page.queries().forEach(asked -> unknown(page, asked, names).ifPresent(problems::add));
    return problems;
  }

  private static Optional<DashboardProblem> unknown(
      Dashboard page, Dashboard.PanelQuery asked, Set<String> names) {
    return REFERENCE
        .matcher(asked.query().text())
        .results()
        .map(match -> match.group(1))
        .filter(name -> !names.contains(name))
        .findFirst()
        .map(
            name ->
                new DashboardProblem(
                    page.uid(),
                    "panel \"%s\" asks for $%s, which nobody can choose"
                        .formatted(asked.panel(), name),
                    "declare the variable, or write one of " + String.join(", ", names)));
  }

  private static List<DashboardProblem> brokenLinks(Dashboard page, Set<String> uids) {
    List<Link> links = new ArrayList<>(page.links());
    page.panels().forEach(panel -> links.addAll(panel.frame().links()));
    return links.stream()
        .filter(Link.Page.class::isInstance)
        .map(Link.Page.class::cast)
        .filter(link -> !uids.contains(link.uid()))
        .map(
            link ->
                new DashboardProblem(
                    page.uid(),
                    "it links to %s, which is not there".formatted(link.uid()),
                    "link to one of " + String.join(", ", new TreeSet<>(uids))))
        .toList();
  }

  private DashboardProblems() {}
}
