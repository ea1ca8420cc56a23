package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A page of panels for Grafana.
 *
 * @param uid stable identity in addresses, at most 40 characters
 * @param title what people call it
 * @param description what it answers
 * @param tags by which pages are found, and linked to each other
 * @param period the time that it shows
 * @param variables what a person chooses, beside the data sources
 * @param rows from top to bottom
 * @param links on top of the page, beside those to pages of the same tags
 */
public record Dashboard(
    String uid,
    String title,
    String description,
    List<String> tags,
    Period period,
    List<Variable> variables,
    List<Row> rows,
    List<Link> links) {

  /** Every page of the platform has it. */
  public static final String TAG = "xtrading";

  /**
   * @throws InvalidValue when the uid has another form, or title, description or tags are missing
   */
  public Dashboard {
    requireUid(uid);
    requireText(uid, "title", title);
    requireText(uid, "description", description);
    tags = List.copyOf(tags);
    if (tags.isEmpty()) {
      throw new InvalidValue(
          "page %s has no tag".formatted(uid), "at least one", "add \"%s\"".formatted(TAG));
    }
    variables = List.copyOf(variables);
    rows = List.copyOf(rows);
    links = List.copyOf(links);
  }

  /** A page of the platform without panels yet, which shows hours. */
  public static Dashboard of(String uid, String title, String description) {
    return new Dashboard(
        uid, title, description, List.of(TAG), Period.HOURS, List.of(), List.of(), List.of());
  }

  /** The same over another time. */
  public Dashboard over(Period other) {
    return new Dashboard(uid, title, description, tags, other, variables, rows, links);
  }

  /** The same with something more to choose. */
  public Dashboard with(Variable variable) {
    return new Dashboard(
        uid, title, description, tags, period, and(variables, variable), rows, links);
  }

  /** The same with panels below a heading. */
  public Dashboard row(String heading, Panel... panels) {
    return with(new Row(heading, false, List.of(panels)));
  }

  /** The same with a row. */
  public Dashboard with(Row row) {
    return new Dashboard(uid, title, description, tags, period, variables, and(rows, row), links);
  }

  /** The same with a link on top. */
  public Dashboard with(Link link) {
    return new Dashboard(uid, title, description, tags, period, variables, rows, and(links, link));
  }

  /** All panels, in reading order. */
  public List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }

  /** Everything that the page asks, each with the panel that shows the answer. */
  public List<PanelQuery> queries() {
    return panels().stream()
        .flatMap(
            panel ->
                panel.queries().stream().map(query -> new PanelQuery(uid, panel.title(), query)))
        .toList();
  }

  /** What a person chooses: the data sources of the queries, then the variables. */
  public List<Variable> choices() {
    TreeSet<Query.DataSource> sources = new TreeSet<>();
    queries().forEach(asked -> sources.add(asked.query().source()));
    if (variables.stream().anyMatch(Variable.LabelValues.class::isInstance)) {
      sources.add(Query.DataSource.PROMETHEUS);
    }
    return Stream.concat(sources.stream().map(Variable.Source::new), variables.stream()).toList();
  }

  /**
   * A query with the place where its answer is shown.
   *
   * @param uid of the page
   * @param panel its title
   */
  public record PanelQuery(String uid, String panel, Query query) {}

  static void requireUid(String uid) {
    if (!uid.matches("[a-z0-9-]{1,40}")) {
      throw new InvalidValue(
          "\"%s\" is no uid of a page".formatted(uid),
          "1 to 40 lower-case letters, digits and hyphens",
          "write one such as xtrading-overview; addresses contain it, so keep it for good");
    }
  }

  private static void requireText(String uid, String what, String text) {
    if (text.isBlank()) {
      throw new InvalidValue(
          "page %s has no %s".formatted(uid, what), "a few words", "say what the page is for");
    }
  }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> more = new ArrayList<>(list);
    more.add(one);
    return more;
  }
}
