package com.xtrading.platform.services;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.declaration.WorkQueue;
import com.xtrading.platform.environment.Backtests;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.Jobs;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.ImageRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Works on backtests: a Job for each message, or one pod that takes one after another. A worker
 * stops at its deadline, says so and acknowledges; what is stopped from outside, for a more
 * important pod or with its node, goes back into the queue.
 */
public final class BacktestWorker extends Component {

  /** Enough to write down how far it came. */
  private static final Duration DRAIN = Duration.ofSeconds(60);

  /** For a node, the image and the stop: the worker's own clock runs from its message on. */
  private static final Duration ALLOWANCE = Duration.ofMinutes(15);

  /** The broker counts messages anew every five seconds. */
  private static final Duration POLLING = Duration.ofSeconds(15);

  private final Backtests backtests;
  private final ImageRef image;
  private final WorkQueue queue;
  private final Workload workload;

  /**
   * @param queue where the work comes from
   */
  public BacktestWorker(Platform platform, ImageRef image, WorkQueue queue) {
    super(
        platform,
        Delivery.of("backtest-worker", platform.namespace(Zone.APPLICATION), SyncWave.SERVICES));
    this.image = image;
    this.queue = queue;
    backtests = environment().backtests();
    workload =
        batch(
                name(),
                new PodGroup.Size(
                    isJobs() ? 0 : 1,
                    backtests.parallel(),
                    backtests.requests(),
                    backtests.limits()))
            .exposes(Backend.METRICS, "/metrics", MetricSource.Via.POD, MetricSet.SERVICES)
            .uses(queue.worker(name()));
    dashboard(BacktestsPage.of(namespace().name()));
    BacktestAlerts.of(namespace().name(), queue.name()).forEach(this::alert);
    Objectives.ofBacktests(namespace().name()).forEach(this::slo);
    if (isJobs()) {
      new Keda(platform, queue.watcher("keda"));
    }
  }

  /** Declares a connection of the workers. */
  public BacktestWorker uses(Endpoint endpoint) {
    workload.uses(endpoint);
    return this;
  }

  /** Declares where spans go; nowhere, where nobody collects them. */
  public BacktestWorker traced(Optional<Endpoint> spans) {
    Backend.traced(workload, spans);
    return this;
  }

  private boolean isJobs() {
    return backtests.mode() == Backtests.Mode.JOBS;
  }

  /** A message must not go to a second worker while the first one still works on it. */
  @Override
  protected List<EnvironmentProblem> problems(Topology topology) {
    Duration most = queue.workTime().minus(ALLOWANCE);
    return backtests.deadline().duration().compareTo(most) <= 0
        ? List.of()
        : List.of(
            EnvironmentProblem.of(
                environment(),
                "backtests.deadline",
                "%s is beyond the consumer timeout of the queue %s, after which another worker gets the"
                        .formatted(backtests.deadline(), queue.name())
                    + " message",
                "%dh at the most, %d minutes are for start and stop"
                    .formatted(most.toHours(), ALLOWANCE.toMinutes()),
                "lower it, or give the queue more than %d minutes where it is declared (workQueue)"
                    .formatted(queue.workTime().toMinutes())));
  }

  @Override
  protected void render(Rendering rendering) {
    ConfigMaps.draw(rendering.scope(), configName(), settings());
    if (isJobs()) {
      Jobs.scaledJob(
          rendering.scope(),
          pod(container(name(), "--once")),
          backtests.deadline().duration().plus(ALLOWANCE),
          scaling());
    } else {
      Workloads.scaledDeployment(
          rendering.scope(),
          Map.of(),
          pod(
              container(name())
                  .withProbes(
                      ContainerShape.Probes.http(
                          Backend.METRICS, Backend.LIVE, Backend.READY, Duration.ofSeconds(60)))),
          backtests.size().replicas());
    }
  }

  /**
   * As many Jobs as there are messages, those that a worker has among them. Jobs that run are left
   * alone when something here changes: the default of KEDA deletes them.
   */
  private Map<String, Object> scaling() {
    return Fields.of("pollingInterval", POLLING.toSeconds())
        .with("maxReplicaCount", backtests.parallel())
        .with("successfulJobsHistoryLimit", 5)
        .with("failedJobsHistoryLimit", 10)
        .with("rollout", Fields.of("strategy", "gradual").with("propagationPolicy", "foreground"))
        .with("scalingStrategy", Fields.of("strategy", "default"))
        .with(
            "triggers",
            List.of(
                Fields.of("type", "rabbitmq")
                    .with("metadata", queue.trigger())
                    .with(
                        "authenticationRef",
                        Fields.of("kind", "ClusterTriggerAuthentication")
                            .with("name", Keda.AUTHENTICATION))));
  }

  private ContainerShape container(String... args) {
    return Backend.container(workload, image, backtests.size(), List.of(configName()), args)
        .withPorts(Backend.METRICS);
  }

  private PodShape pod(ContainerShape container) {
    return Backend.pod(workload, Priority.BATCH, container, settings(), Duration.ZERO, DRAIN);
  }

  private String configName() {
    return name() + "-config";
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings = Backend.settings(environment(), 1, DRAIN);
    settings.put(
        "BACKTEST_DEADLINE_SECONDS", Long.toString(backtests.deadline().duration().toSeconds()));
    return settings;
  }
}
