package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.ProbeHandler;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The node exporter: processor, memory, disks and clock of each node. It has an address of its own
 * in place of that of the node, where nobody could be kept from it; what it would say of networks
 * is therefore off, since it would be about its own pod (docs/decisions/0037).
 */
public final class NodeExporter extends Component {

  /** As monitors and rules call it. */
  public static final String NAME = "node-exporter";

  private static final Port HTTP = Port.tcp("metrics", 9100);
  private static final long NOBODY = 65_534;

  /** Where the files of the node are. */
  private static final String NODE = "/host/root";

  private static final List<String> COLLECTORS =
      List.of(
          "cpu",
          "diskstats",
          "filefd",
          "filesystem",
          "loadavg",
          "meminfo",
          "os",
          "pressure",
          "stat",
          "time",
          "timex",
          "uname",
          "vmstat");

  /** Mounts of containers and of the kernel: the kubelet speaks of volumes. */
  private static final String NO_MOUNTS =
      "^/(dev|proc|run|sys|var/lib/(containerd|containers|docker|kubelet)/.+)($|/)";

  private final PodGroup.Size size;

  public NodeExporter(Platform platform) {
    super(platform, Delivery.of(NAME, platform.namespace(Zone.AGENTS), SyncWave.OBSERVABILITY));
    size =
        PodGroup.Size.bursting(
            environment().cluster().nodes().autoscaleTo(),
            environment().monitoring().nodeExporter());
    daemonSet(NAME, size)
        .exposes(
            HTTP,
            "/metrics",
            MetricSource.Via.SERVICE,
            MetricSource.Labelling.OF_NODES,
            MetricSet.NODE_EXPORTER);
    NodeAlerts.all().forEach(this::alert);
    allow(Deviation.FILES_OF_THE_NODE, "reads what the kernel of the node says, and its disks");
    allow(Deviation.POD_ON_EACH_NODE, "one pod on each node, wherever the nodes are");
    unpinned("DaemonSet", NAME, "node exporter");
  }

  private void allow(Deviation deviation, String reason) {
    deviates(deviation, "DaemonSet", NAME, reason);
  }

  @Override
  protected void render(Rendering rendering) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--web.listen-address=:" + HTTP.number(),
                "--path.rootfs=" + NODE,
                "--path.procfs=%s/proc".formatted(NODE),
                "--path.sysfs=%s/sys".formatted(NODE),
                "--collector.filesystem.mount-points-exclude=" + NO_MOUNTS,
                "--collector.disable-defaults"));
    COLLECTORS.forEach(collector -> args.add("--collector." + collector));
    ContainerShape container =
        ContainerShape.of(NAME, Versions.NODE_EXPORTER, size.requests(), size.limits())
            .withArgs(args.toArray(String[]::new))
            .withPorts(HTTP)
            .withProbes(
                new ContainerShape.Probes(
                    new ProbeHandler.Connection(HTTP),
                    new ProbeHandler.Http(HTTP, "/", false),
                    Duration.ofSeconds(10)))
            .withMount("node", NODE, true);
    Workloads.service(rendering.scope(), NAME, List.of(HTTP));
    Workloads.daemonSet(
        rendering.scope(),
        PodShape.of(NAME, NOBODY, Priority.OBSERVABILITY.className(), container)
            .withVolume(new Volume.Host("node", "/", "Directory")));
  }
}
