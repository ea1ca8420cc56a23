package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.environment.Cluster.Reservation;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a node, by what providers write about theirs. */
class AllocatableTest {

  private static final long MIB = 1L << 20;
  private static final double GIB = 1L << 30;

  private static Nodes nodes(int cores, int gibibytes, Reservation reservation, int pods) {
    return nodes(cores, gibibytes, reservation, Optional.of(pods), Optional.empty(), 100);
  }

  private static Nodes nodes(
      int cores,
      int gibibytes,
      Reservation reservation,
      Optional<Integer> pods,
      Optional<Memory> disk,
      int visible) {
    return new Nodes(
        3,
        Cpu.millis(cores * 1000),
        Memory.gibibytes(gibibytes),
        reservation,
        3,
        disk,
        pods,
        Optional.of(visible),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest(name = "{0}: {1} cores, {2} GiB, {3} pods")
  @CsvSource({
    // 2000 - (60 + 10); 4096 - 25 % of 4096 - 100.
    "GKE, 2, 4, 110, 1930, 2972",
    // 4000 - (60 + 10 + 10); 8192 - 1024 - 20 % of 4096 - 100.
    "GKE, 4, 8, 110, 3920, 6248",
    // 8000 - (80 + 4 × 2.5); 16384 - 1024 - 819.2 - 10 % of 8192 - 100.
    "GKE, 8, 16, 110, 7910, 13621",
    // 16 GiB keep 2662.4 MiB, 16 more 6 % = 983.04.
    "GKE, 8, 32, 110, 7910, 29022",
    // 2000 - 70; 4096 - (11 × 29 + 255) - 100.
    "EKS, 2, 4, 29, 1930, 3422",
    // 11 × 58 + 255 = 893.
    "EKS, 4, 8, 58, 3920, 7199",
    "EKS, 8, 16, 58, 7910, 15391",
    // 20 MB × 30 + 50 MB = 650 MB = 619.9 MiB.
    "AKS, 2, 4, 30, 1900, 3376",
    "AKS, 4, 8, 30, 3860, 7472",
    "AKS, 8, 16, 30, 7820, 15664",
    // 20 MB × 110 + 50 MB = 2250 MB = 2145.8 MiB is more than a quarter of 4 and of 8 GiB.
    "AKS, 2, 4, 110, 1900, 2972",
    "AKS, 4, 8, 110, 3860, 6044",
    "AKS, 8, 16, 110, 7820, 14138",
    // Nothing but the 100 MiB below which the kubelet evicts.
    "KUBEADM, 2, 4, 110, 2000, 3996",
  })
  void eachProviderKeepsWhatItWrites(
      Reservation reservation, int cores, int gibibytes, int pods, long cpu, long mebibytes) {
    ResourceAmount left = Allocatable.of(nodes(cores, gibibytes, reservation, pods));
    assertThat(left.cpu()).isEqualTo(cpu);
    assertThat(left.memory() / MIB).isEqualTo(mebibytes);
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 100", "3, 100", "4, 140", "8, 180", "16, 260", "32, 420", "64, 740"})
  void theTableOfAksKnowsSomeNumbersOfCores(int cores, long kept) {
    ResourceAmount left = Allocatable.of(nodes(cores, 64, Reservation.AKS, 30));
    assertThat(left.cpu()).isEqualTo(cores * 1000L - kept);
  }

  @ParameterizedTest(name = "{0} keeps of {1} GiB of disk all but {2}")
  @CsvSource({
    // The lesser of a half, 6 GiB and 35 %, and 100 GiB; and a tenth below which pods are evicted.
    "GKE, 20, 8", // 20 - 10 - 2
    "GKE, 100, 49", // 100 - 41 - 10
    "GKE, 500, 350", // 500 - 100 - 50
    "EKS, 100, 89", // 100 - 1 - 10
    "AKS, 100, 90",
    "KUBEADM, 100, 90",
  })
  void theDiskIsKeptForImagesToo(Reservation reservation, int disk, double left) {
    Nodes nodes =
        nodes(8, 16, reservation, Optional.empty(), Optional.of(Memory.gibibytes(disk)), 100);
    assertThat(Allocatable.of(nodes).disk() / GIB).isCloseTo(left, within(0.001));
  }

  @Test
  void withoutWordsANodeHas100GibibytesOfDiskAndRuns110Pods() {
    Nodes nodes = nodes(8, 16, Reservation.KUBEADM, Optional.empty(), Optional.empty(), 100);
    assertThat(Allocatable.of(nodes).disk() / GIB).isCloseTo(90, within(0.001));
    assertThat(Allocatable.nodes(nodes, 1).get(0).pods()).isEqualTo(110);
  }

  @Test
  void whatFirmwareKeepsIsTakenOffBeforeAnythingIsReserved() {
    // 95 % of 4096 = 3891.2; a quarter of that is kept, and 100.
    Nodes nodes = nodes(2, 4, Reservation.GKE, Optional.empty(), Optional.empty(), 95);
    assertThat(Allocatable.of(nodes).memory() / MIB).isEqualTo(2818);
  }

  @Test
  void ofLessThanAGibibyteGkeKeeps255Mebibytes() {
    Nodes nodes =
        new Nodes(
            1,
            Cpu.millis(1000),
            Memory.mebibytes(1000),
            Reservation.GKE,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(Allocatable.of(nodes).memory() / MIB).isEqualTo(1000 - 255 - 100);
  }

  @Test
  void nothingIsLeftWhereMoreIsKeptThanThereIs() {
    // 11 MiB for each of 110 pods are more than the whole node.
    ResourceAmount left = Allocatable.of(nodes(1, 1, Reservation.EKS, 110));
    assertThat(left.memory()).isZero();
    assertThat(left.cpu()).isEqualTo(940);
  }

  @Test
  void whatIsGivenIsTakenAsItIs() {
    Nodes nodes = SmallCluster.nodes(2);
    assertThat(Allocatable.of(nodes)).isEqualTo(new ResourceAmount(1000, 1000 * MIB, 1000 * MIB));
  }

  @Test
  void nodesAreNumberedAndCarryTheirTaints() {
    Nodes nodes =
        new Nodes(
            2,
            Cpu.millis(2000),
            Memory.gibibytes(4),
            Reservation.GKE,
            2,
            Optional.empty(),
            Optional.of(17),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                List.of(
                    new Cluster.Taint(
                        "pool", Optional.of("trading"), Cluster.Taint.Effect.NO_SCHEDULE))));
    List<SimulatedNode> made = Allocatable.nodes(nodes, 3);
    assertThat(made).extracting(SimulatedNode::name).containsExactly("node-1", "node-2", "node-3");
    assertThat(made)
        .allSatisfy(
            node -> {
              assertThat(node.pods()).isEqualTo(17);
              assertThat(node.labels())
                  .containsEntry("kubernetes.io/hostname", node.name())
                  .containsEntry("kubernetes.io/os", "linux");
              assertThat(node.taints())
                  .containsExactly(new Toleration.Taint("pool", "trading", "NoSchedule"));
            });
  }
}
