package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.model.Memory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How much of a node is left for pods, by what providers write about their nodes.
 *
 * <ul>
 *   <li>GKE: "Plan GKE Standard node sizes" (cloud.google.com/kubernetes-engine/docs/concepts):
 *       parts of each core, of each range of memory and of the boot disk, and 100 MiB below which
 *       the kubelet evicts.
 *   <li>EKS: nodeadm (awslabs/amazon-eks-ami, nodeadm/internal/kubelet/reserved-resources.go): the
 *       same parts of cores, 11 MiB for each pod and 255 MiB; the kubelet evicts below 100 MiB, and
 *       1 GiB of disk is reserved.
 *   <li>AKS: "Resource reservations" (learn.microsoft.com/azure/aks/node-resource-reservations),
 *       1.29 and later: by cores, and the lesser of 20 MB for each pod and 50 MB, or a quarter; the
 *       kubelet evicts below 100 MiB.
 *   <li>kubeadm: nothing is reserved; the kubelet evicts below 100 MiB (Kubernetes, "Node-pressure
 *       Eviction").
 * </ul>
 *
 * Everywhere the kubelet evicts where less than a tenth of the disk is free.
 */
final class Allocatable {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long MEGABYTE = 1_000_000;

  /** Memory below which the kubelet evicts, at all four. */
  private static final long EVICTION = 100 * MIB;

  private static final int DEFAULT_PODS = 110;
  private static final Memory DEFAULT_DISK = Memory.gibibytes(100);

  private Allocatable() {}

  /** So many nodes of the size, named {@code node-1} and so on. */
  static List<SimulatedNode> nodes(Nodes size, int count) {
    ResourceAmount allocatable = of(size);
    List<Toleration.Taint> taints =
        size.taints().orElse(List.of()).stream().map(Allocatable::taint).toList();
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                new SimulatedNode(
                    "node-" + number,
                    allocatable,
                    size.pods().orElse(DEFAULT_PODS),
                    Map.of(
                        SimulatedNode.HOSTNAME,
                        "node-" + number,
                        "kubernetes.io/os",
                        "linux",
                        "kubernetes.io/arch",
                        "amd64"),
                    taints))
        .toList();
  }

  private static Toleration.Taint taint(Cluster.Taint taint) {
    return new Toleration.Taint(taint.key(), taint.value().orElse(""), taint.effect().written());
  }

  /** What pods can use of one node. */
  static ResourceAmount of(Nodes size) {
    if (size.allocatable().isPresent()) {
      Cluster.Allocatable given = size.allocatable().get();
      return new ResourceAmount(
          given.cpu().millicores(), given.memory().bytes(), given.disk().bytes());
    }
    long memory = size.memory().bytes() * size.visibleMemory().orElse(100) / 100;
    long disk = size.disk().orElse(DEFAULT_DISK).bytes();
    int pods = size.pods().orElse(DEFAULT_PODS);
    ResourceAmount all = new ResourceAmount(size.cpu().millicores(), memory, disk);
    ResourceAmount kept =
        switch (size.reservation()) {
          case GKE -> new ResourceAmount(byCores(all.cpu()), gkeMemory(memory), gkeDisk(disk));
          case EKS -> new ResourceAmount(byCores(all.cpu()), (11L * pods + 255) * MIB, GIB);
          case AKS -> new ResourceAmount(aksCpu(all.cpu()), aksMemory(memory, pods), 0);
          case KUBEADM, EXPLICIT -> ResourceAmount.NOTHING;
        };
    return all.minus(kept).minus(new ResourceAmount(0, EVICTION, disk / 10)).orNothing();
  }

  /** 6 % of the first core, 1 % of the second, 0.5 % of two more, 0.25 % of the rest. */
  private static long byCores(long millicores) {
    return parts(millicores, 10_000, new long[] {1000, 1000, 2000}, new long[] {600, 100, 50, 25});
  }

  /** 25 % of the first 4 GiB, 20 % of 4 more, 10 % of 8 more, 6 % of 112 more, 2 % of the rest. */
  private static long gkeMemory(long bytes) {
    return bytes < GIB
        ? 255 * MIB
        : parts(
            bytes,
            100,
            new long[] {4 * GIB, 4 * GIB, 8 * GIB, 112 * GIB},
            new long[] {25, 20, 10, 6, 2});
  }

  private static long gkeDisk(long bytes) {
    return Math.min(Math.min(bytes / 2, 6 * GIB + bytes * 35 / 100), 100 * GIB);
  }

  /** The table of reservations, which knows 1, 2, 4, 8, 16, 32 and 64 cores. */
  private static long aksCpu(long millicores) {
    long[] cores = {64, 32, 16, 8, 4, 2};
    long[] kept = {740, 420, 260, 180, 140, 100};
    for (int i = 0; i < cores.length; i++) {
      if (millicores >= cores[i] * 1000) {
        return kept[i];
      }
    }
    return 60;
  }

  private static long aksMemory(long bytes, int pods) {
    return Math.min((20L * pods + 50) * MEGABYTE, bytes / 4);
  }

  /** Of each range its share; the last share is for what is above all ranges. */
  private static long parts(long amount, long whole, long[] ranges, long[] shares) {
    long kept = 0;
    long rest = amount;
    for (int i = 0; i < shares.length; i++) {
      long part = i < ranges.length ? Math.min(rest, ranges[i]) : rest;
      kept += part * shares[i] / whole;
      rest -= part;
    }
    return kept;
  }
}
