package com.xtrading.platform.services;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The React application as static files behind unprivileged nginx; one image serves every
 * environment.
 */
public final class Frontend extends Component {

  private static final Port HTTP = Port.tcp("http", 8080);

  /** The nginx user of the unprivileged image. */
  private static final long USER = 101;

  private static final Duration PRE_STOP = Duration.ofSeconds(10);
  private final ServiceSize size;
  private final boolean hasSettings;
  private final Workload workload;

  public Frontend(Platform platform) {
    super(
        platform, Delivery.of("frontend", platform.namespace(Zone.APPLICATION), SyncWave.SERVICES));
    size = platform.sizeOf(name());
    hasSettings = !platform.settingsOf(name()).isEmpty();
    workload = deployment(name(), PodGroup.Size.of(size));
    deviates(
        Deviation.USER_OF_THE_IMAGE,
        "Deployment",
        name(),
        "the files of the image belong to its one user, and the pods share no file with the node");
  }

  /** The web application. */
  public Endpoint http() {
    return workload.offers(HTTP, "web application");
  }

  @Override
  protected List<EnvironmentProblem> problems(Topology topology) {
    return hasSettings
        ? List.of(
            EnvironmentProblem.of(
                environment(),
                "services.%s.settings".formatted(name()),
                "the frontend reads no settings: it is files, which browsers read",
                "settings of other services",
                "remove them"))
        : List.of();
  }

  @Override
  protected void render(Rendering rendering) {
    SortedMap<String, String> content = content(rendering);
    ConfigMaps.draw(rendering.scope(), "frontend-content", content);
    Workloads.scaledDeployment(
        rendering.scope(),
        Map.of(),
        PodShape.of(name(), USER, Priority.SERVICE.className(), container())
            .withVolume(new Volume.Scratch("tmp", Memory.mebibytes(64)))
            .withVolume(new Volume.Config("content", "frontend-content"))
            .withGrace(Duration.ofSeconds(30))
            .withAnnotation("checksum/config", ContentHash.of(content)),
        size.replicas());
    Workloads.service(rendering.scope(), name(), List.of(HTTP));
  }

  private ContainerShape container() {
    return ContainerShape.of(
            name(), environment().images().frontend(), size.requests(), size.limits())
        .withPorts(HTTP)
        .withProbes(ContainerShape.Probes.http(HTTP, "/healthz", "/readyz", Duration.ofSeconds(20)))
        .withPreStop(PRE_STOP)
        .withMount("content", "/etc/nginx/conf.d", true)
        .withMount("tmp", "/tmp", false);
  }

  private SortedMap<String, String> content(Rendering rendering) {
    String api = "https://" + environment().apiHost();
    SortedMap<String, String> content = new TreeMap<>();
    content.put(
        "default.conf",
        rendering.file(
            "config/nginx/frontend.conf",
            TextTemplate.of(Frontend.class, "frontend.conf")
                .fill(
                    Map.of(
                        "port",
                        Integer.toString(HTTP.number()),
                        "api",
                        api,
                        "sockets",
                        "wss://" + environment().apiHost()))));
    content.put(
        "env-config.js",
        rendering.file(
            "config/nginx/env-config.js",
            TextTemplate.of(Frontend.class, "env-config.js")
                .fill(Map.of("api", api, "environment", environment().name().value()))));
    return content;
  }
}
