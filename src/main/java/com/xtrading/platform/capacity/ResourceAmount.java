package com.xtrading.platform.capacity;

import com.xtrading.platform.model.Resources;
import com.xtrading.platform.objects.PodRequests;
import com.xtrading.platform.objects.PodTemplate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * An amount of what the scheduler counts; nothing of it may be there.
 *
 * @param cpu thousandths of a core
 * @param memory bytes
 * @param disk bytes of ephemeral storage
 */
public record ResourceAmount(long cpu, long memory, long disk) {

  static final ResourceAmount NOTHING = new ResourceAmount(0, 0, 0);

  private static final double MEBIBYTE = 1 << 20;

  /**
   * What a container without a request counts for in scores (pkg/scheduler/util/pod_resources.go).
   */
  private static final BigDecimal SCORED_CPU = new BigDecimal("0.1");

  private static final BigDecimal SCORED_MEMORY = BigDecimal.valueOf(200L << 20);

  static ResourceAmount of(Resources resources) {
    return new ResourceAmount(resources.cpu().millicores(), resources.memory().bytes(), 0);
  }

  /** What the scheduler sets aside for a pod; parts of a thousandth count as one, as there. */
  static ResourceAmount requests(PodTemplate pod) {
    return new ResourceAmount(
        whole(PodRequests.of(pod, "cpu").movePointRight(3)),
        whole(PodRequests.of(pod, "memory")),
        whole(PodRequests.of(pod, "ephemeral-storage")));
  }

  /** The same as scores count it: containers that ask for nothing count for a little. */
  static ResourceAmount counted(PodTemplate pod) {
    return new ResourceAmount(
        whole(PodRequests.of(pod, "cpu", SCORED_CPU).movePointRight(3)),
        whole(PodRequests.of(pod, "memory", SCORED_MEMORY)),
        whole(PodRequests.of(pod, "ephemeral-storage")));
  }

  /** What the containers of a running pod can use at most; what has no limit counts as nothing. */
  static ResourceAmount limits(PodTemplate pod) {
    return new ResourceAmount(
        whole(PodRequests.limits(pod, "cpu").movePointRight(3)),
        whole(PodRequests.limits(pod, "memory")),
        whole(PodRequests.limits(pod, "ephemeral-storage")));
  }

  private static long whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.CEILING).longValue();
  }

  ResourceAmount plus(ResourceAmount other) {
    return new ResourceAmount(cpu + other.cpu, memory + other.memory, disk + other.disk);
  }

  ResourceAmount minus(ResourceAmount other) {
    return new ResourceAmount(cpu - other.cpu, memory - other.memory, disk - other.disk);
  }

  ResourceAmount times(long factor) {
    return new ResourceAmount(cpu * factor, memory * factor, disk * factor);
  }

  boolean fitsIn(ResourceAmount room) {
    return cpu <= room.cpu && memory <= room.memory && disk <= room.disk;
  }

  /** The same, and nothing where it is less. */
  ResourceAmount orNothing() {
    return new ResourceAmount(Math.max(0, cpu), Math.max(0, memory), Math.max(0, disk));
  }

  /** Cores and memory, for people. */
  @Override
  public String toString() {
    return "%s CPU, %s".formatted(cores(), size());
  }

  /** The processor time in cores to a hundredth, or in thousandths below one. */
  public String cores() {
    return cores(cpu);
  }

  /** The memory in mebibytes, or from ten thousand of them on in gibibytes. */
  public String size() {
    return memory(memory);
  }

  static String cores(long millicores) {
    return millicores < 1000
        ? millicores + "m"
        : String.format(Locale.ROOT, "%.2f", millicores / 1000.0);
  }

  static String memory(long bytes) {
    double mebibytes = bytes / MEBIBYTE;
    return Math.abs(mebibytes) < 10_000
        ? String.format(Locale.ROOT, "%.0f Mi", mebibytes)
        : String.format(Locale.ROOT, "%.1f Gi", mebibytes / 1024);
  }
}
