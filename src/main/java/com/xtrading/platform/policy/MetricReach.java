package com.xtrading.platform.policy;

import com.xtrading.platform.coverage.MetricCoverage;
import com.xtrading.platform.coverage.Scrapes;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.RenderedEnvironment;
import java.util.List;

/** Whether network policies let every Prometheus reach what it scrapes. */
public final class MetricReach implements Scrapes.Reach {

  private final DeclaredParties parties;
  private final List<Party.Pods> scrapers;

  MetricReach(DeclaredParties parties) {
    this.parties = parties;
    scrapers =
        parties.ours().stream()
            .filter(
                party ->
                    parties
                        .source(party.toString())
                        .filter(by -> by.is(Kinds.PROMETHEUS))
                        .isPresent())
            .toList();
  }

  /** What rules and pages of a rendered environment look at. */
  public static MetricCoverage coverageOf(RenderedEnvironment rendered) {
    return MetricCoverage.of(
        rendered, new MetricReach(new DeclaredParties(rendered.topology(), rendered.objects())));
  }

  @Override
  public boolean pods(MetricSource source) {
    return reaches(source.pods(), source.port());
  }

  @Override
  public boolean nodes(NodeMetrics nodes) {
    return reaches(nodes.nodes(), nodes.port());
  }

  private boolean reaches(Peer peer, Port port) {
    Traffic scrape = DeclaredParties.traffic(port);
    return scrapers.stream()
        .allMatch(
            from ->
                parties.parties(peer).stream()
                    .allMatch(
                        to ->
                            from.equals(to)
                                || DeclaredParties.isOnNode(to)
                                || parties.connectivity().between(from, to).containsAll(scrape)));
  }
}
