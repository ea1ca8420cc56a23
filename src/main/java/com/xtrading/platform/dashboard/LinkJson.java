package com.xtrading.platform.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Links of pages and panels, which have one form. */
final class LinkJson {

  private final String runbooks;

  LinkJson(String runbooks) {
    this.runbooks = runbooks;
  }

  /** A menu of the pages that have the same tags, then the links of the page itself. */
  List<Map<String, Object>> ofPage(Dashboard page) {
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(
        link("Pages")
            .with("type", "dashboards")
            .with("asDropdown", true)
            .with("icon", "external link")
            .with("tags", page.tags()));
    links.addAll(of(page.links()));
    return links;
  }

  List<Map<String, Object>> of(List<Link> links) {
    return links.stream().map(this::one).toList();
  }

  private Map<String, Object> one(Link link) {
    Keys keys = link(link.title()).with("type", "link");
    if (link instanceof Link.Runbook runbook) {
      return keys.with("icon", "doc")
          .with("url", "%s/%s.md".formatted(runbooks, runbook.alert()))
          .with("keepTime", false)
          .with("includeVars", false)
          .with("targetBlank", true);
    } else if (link instanceof Link.Page page) {
      return keys.with("icon", "dashboard").with("url", "/d/" + page.uid());
    } else if (link instanceof Link.Web web) {
      return keys.with("icon", "external link")
          .with("url", web.address().value())
          .with("keepTime", false)
          .with("includeVars", false)
          .with("targetBlank", true);
    }
    throw new IllegalStateException("unknown link " + link);
  }

  private static Keys link(String title) {
    return Keys.of("title", title)
        .with("tooltip", "")
        .with("tags", List.of())
        .with("asDropdown", false)
        .with("keepTime", true)
        .with("includeVars", true)
        .with("targetBlank", false);
  }
}
