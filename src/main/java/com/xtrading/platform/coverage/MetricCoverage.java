package com.xtrading.platform.coverage;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.NestedText;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.promql.Expr;
import com.xtrading.platform.promql.Promql;
import com.xtrading.platform.promql.PromqlException;
import com.xtrading.platform.promql.VectorSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The proof that rules and pages look at what is there: every metric is exported by a component of
 * this environment, scraped, kept, and reachable, has the labels that are asked for, and is used as
 * its type wants.
 */
public final class MetricCoverage {

  private final MetricStore store;
  private final Duration retention;
  private final List<WatchedExpression> own;

  private MetricCoverage(MetricStore store, Duration retention, List<WatchedExpression> own) {
    this.store = store;
    this.retention = retention;
    this.own = own;
  }

  /** Of a rendered environment: its rules and its pages. */
  public static MetricCoverage of(RenderedEnvironment rendered, Scrapes.Reach reach) {
    List<WatchedExpression> own = new ArrayList<>();
    for (Manifest object : rendered.manifests()) {
      if (object.is(Kinds.PROMETHEUS_RULE)) {
        own.addAll(Expressions.ofRules(object.id().toString(), "spec.", object.at("spec")));
      }
    }
    for (NativeFile file : rendered.files()) {
      if (file.path().startsWith("config/grafana/") && file.path().endsWith(".json")) {
        own.addAll(Expressions.ofDashboard(file.path(), tree(file)));
      }
    }
    return of(
        rendered.manifests(),
        rendered.topology(),
        reach,
        Duration.ofDays(rendered.environment().monitoring().retention().count()),
        own);
  }

  private static Tree tree(NativeFile file) {
    return NestedText.documents(file.path(), file.text()).stream()
        .findFirst()
        .map(Tree::of)
        .orElse(Tree.of(null));
  }

  static MetricCoverage of(
      Collection<Manifest> objects,
      Topology topology,
      Scrapes.Reach reach,
      Duration retention,
      List<WatchedExpression> own) {
    return new MetricCoverage(
        new MetricStore(Scrapes.in(objects, topology, reach), own), retention, own);
  }

  /** The same environment with other rules than its own, of which some may record metrics. */
  public MetricCoverage with(List<WatchedExpression> others) {
    List<WatchedExpression> all = new ArrayList<>(own);
    all.addAll(others);
    return new MetricCoverage(store.with(all), retention, all);
  }

  /** Every gap in the rules and pages of the environment. */
  public List<Gap> gaps() {
    return gaps(own);
  }

  /** Every gap in expressions from anywhere. */
  public List<Gap> gaps(Collection<WatchedExpression> expressions) {
    return expressions.stream()
        .flatMap(one -> ExpressionProof.gaps(store, retention, one).stream())
        .toList();
  }

  /**
   * Where the metrics of an expression come from: monitors by metric, none for what is recorded and
   * for what is not there. Empty for an expression that cannot be read.
   */
  public SortedMap<String, SortedSet<String>> sources(WatchedExpression watched) {
    SortedMap<String, SortedSet<String>> sources = new TreeMap<>();
    Expr expression;
    try {
      expression = Promql.parse(Variables.fill(watched.text()));
    } catch (PromqlException refused) {
      return sources;
    }
    LabelFlow flow = new LabelFlow(store, expression);
    for (VectorSelector selector : expression.parts(VectorSelector.class)) {
      for (StoredSeries series : flow.found(selector)) {
        SortedSet<String> monitors =
            sources.computeIfAbsent(series.name(), none -> new TreeSet<>());
        series.scrape().ifPresent(scrape -> monitors.add(scrape.from()));
      }
    }
    return sources;
  }

  /** What the environment itself relies on. */
  public List<WatchedExpression> expressions() {
    return List.copyOf(own);
  }
}
