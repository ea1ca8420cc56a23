package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup.Budget;
import java.util.Optional;

/**
 * An operator or controller from its upstream Helm chart. Argo CD installs the chart; what we draw
 * is what we derive from the declared pods: policies and monitors.
 */
public final class AddOn extends Component {

  private final HelmChart chart;

  /**
   * @param namespace the customary namespace of the chart
   * @param podSecurity the level that the chart's pods keep to
   * @param wave when it is there, before whoever uses its kinds
   */
  public AddOn(
      Platform platform,
      String name,
      String namespace,
      PodSecurity podSecurity,
      Wave wave,
      HelmChart chart) {
    super(platform, name, new Namespace(namespace, podSecurity, Namespace.Kind.ADD_ON), wave);
    this.chart = chart;
  }

  /** Pods that the chart makes, selected by one label of theirs. */
  public Workload pods(String name, String labelKey, String labelValue, Workload.Size size) {
    return operated(name, labelKey, labelValue, size, Budget.NONE);
  }

  @Override
  public Optional<HelmChart> helmChart() {
    return Optional.of(chart);
  }

  @Override
  protected void render(Rendering rendering) {
    // Everything in this folder is derived.
  }
}
