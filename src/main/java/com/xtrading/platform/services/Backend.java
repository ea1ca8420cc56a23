package com.xtrading.platform.services;

import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.environment.Application;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.model.ImageRef;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all pods of the Python backend have in common: one image, in which arguments choose. */
final class Backend {

  /** Metrics have a port of their own, so that no route of the gateway leads to them. */
  static final Port METRICS = Port.tcp("metrics", 9000);

  static final String LIVE = "/health/live";
  static final String READY = "/health/ready";

  private static final long USER = 10001;

  /** Between the end of a drain and SIGKILL. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /**
   * Settings of the application.
   *
   * @param workers processes in one pod that do the work
   * @param drain the time that work in hand gets after SIGTERM
   */
  static SortedMap<String, String> settings(Environment environment, long workers, Duration drain) {
    Application application = environment.application();
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("LOG_LEVEL", application.logLevel().name());
    settings.put("API_RATE_LIMIT", Integer.toString(application.requestsPerHour()));
    settings.put("MAX_WORKERS", Long.toString(workers));
    settings.put("GRACEFUL_SHUTDOWN_SECONDS", Long.toString(drain.toSeconds()));
    settings.put("METRICS_PORT", Integer.toString(METRICS.number()));
    settings.put("PUBLIC_URL", "https://" + environment.apiHost());
    return settings;
  }

  /** Spans go to a place, where there is one; nobody waits for it. */
  static void traced(Workload workload, Optional<Endpoint> spans) {
    spans.ifPresent(
        place -> workload.leadsTo(place.withSetting("OTEL_SERVICE_NAME", workload.name())));
  }

  /** The names of all settings that the platform gives a workload. */
  static Set<String> names(SortedMap<String, String> settings, Workload workload) {
    Set<String> names = new TreeSet<>(settings.keySet());
    names.addAll(workload.connections().keySet());
    return names;
  }

  /** One worker process for each core that the limit allows, begun cores included. */
  static long workers(ServiceSize size) {
    return (size.limits().cpu().millicores() + 999) / 1000;
  }

  /**
   * A container of the backend.
   *
   * @param image the backend
   * @param configMap the config map with {@link #settings}; others follow from the edges
   * @param args what the image runs
   */
  static ContainerShape container(
      Workload workload, ImageRef image, ServiceSize size, List<String> configMap, String... args) {
    List<String> configMaps = new ArrayList<>(configMap);
    if (!workload.connections().isEmpty()) {
      configMaps.add(workload.connectionsName());
    }
    return ContainerShape.of(workload.name(), image, size.requests(), size.limits())
        .withArgs(args)
        .withConfigMaps(configMaps.toArray(String[]::new))
        .withMount("tmp", "/tmp", false);
  }

  /**
   * A pod of the backend.
   *
   * @param settings the content of its config map; a change starts new pods
   * @param pause before SIGTERM
   * @param drain the time that work in hand gets after SIGTERM
   */
  static PodShape pod(
      Workload workload,
      Priority priority,
      ContainerShape container,
      SortedMap<String, String> settings,
      Duration pause,
      Duration drain) {
    return SecretFiles.volumes(
        PodShape.of(
                workload.name(), USER, priority.className(), SecretFiles.mount(container, workload))
            .withVolume(new Volume.Scratch("tmp", Memory.mebibytes(64)))
            .withGrace(pause.plus(drain).plus(MARGIN))
            .withAnnotation("checksum/config", ContentHash.of(settings, workload.connections())),
        workload);
  }

  private Backend() {}
}
