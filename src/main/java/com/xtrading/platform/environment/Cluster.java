package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The Kubernetes cluster of an environment. */
public record Cluster(
    @Describe("The worker nodes.") Nodes nodes,
    @Describe(
            "Pods that the provider of the cluster runs on the worker nodes, by a name for each"
                + " kind; nobody renders them.")
        SortedMap<KubernetesName, SystemPods> system,
    @Describe("Addresses that network policies need.") Network network,
    @Describe("Volumes and storage classes.") Storage storage) {

  /** The worker nodes, all of one size. */
  public record Nodes(
      @Describe("Number of nodes.") @Range(min = 1, max = 1000) int count,
      @Describe("Cores of one node.") Cpu cpu,
      @Describe("Memory of one node.") Memory memory,
      @Describe("Model of what the node keeps for itself.") Reservation reservation,
      @Describe("Number of nodes up to which a node autoscaler may grow; equals count without one.")
          @Range(min = 1, max = 1000)
          int autoscaleTo,
      @Describe("Disk of one node, for images, logs and scratch volumes (default: 100Gi).")
          Optional<Memory> disk,
      @Describe("Pods that one node runs at the most (default: 110, that of the kubelet).")
          @Range(min = 5, max = 500)
          Optional<Integer> pods,
      @Describe(
              "Percent of the memory that the operating system sees of what is sold; firmware"
                  + " keeps the rest (default: 100).")
          @Range(min = 80, max = 100)
          Optional<Integer> visibleMemory,
      @Describe("What pods can use of one node; given where reservation is explicit.")
          Optional<Allocatable> allocatable,
      @Describe("Taints of every node.") Optional<List<Taint>> taints) {

    public Nodes {
      if (autoscaleTo < count) {
        throw new InvalidValue(
            "autoscaleTo %d is below count %d".formatted(autoscaleTo, count),
            "count or more",
            "set autoscaleTo to %d, or lower count".formatted(count));
      }
      if (allocatable.isPresent() != (reservation == Reservation.EXPLICIT)) {
        throw new InvalidValue(
            allocatable.isPresent()
                ? "allocatable is given, and reservation is not explicit"
                : "reservation is explicit, and allocatable is not given",
            "allocatable with reservation: explicit, and only there",
            allocatable.isPresent()
                ? "remove allocatable, or write reservation: explicit"
                : "write allocatable: {cpu: …, memory: …, disk: …}, as kubectl describe node has it");
      }
      if (allocatable.isPresent()
          && !allocatable.get().size().fitsInto(new Resources(cpu, memory))) {
        throw new InvalidValue(
            "allocatable (%s) is more than the node has (%s)"
                .formatted(allocatable.get().size(), new Resources(cpu, memory)),
            "at most cpu and memory of the node",
            "swap or correct them");
      }
    }

    /** Cores and memory of one node, before reservations. */
    public Resources size() {
      return new Resources(cpu, memory);
    }
  }

  /**
   * What pods can use of one node, as {@code kubectl describe node} says.
   *
   * @param disk ephemeral storage
   */
  public record Allocatable(
      @Describe("Processor time.") Cpu cpu,
      @Describe("Memory.") Memory memory,
      @Describe("Ephemeral storage.") Memory disk) {

    Resources size() {
      return new Resources(cpu, memory);
    }
  }

  /** A taint of every node; only pods that tolerate it go there. */
  public record Taint(
      @Describe("Key of the taint.") String key,
      @Describe("Value of the taint; left out for none.") Optional<String> value,
      @Describe("What happens to pods that do not tolerate it.") Effect effect) {

    /** What a taint does, as Kubernetes writes it in other letters. */
    public enum Effect {
      NO_SCHEDULE("NoSchedule"),
      PREFER_NO_SCHEDULE("PreferNoSchedule"),
      NO_EXECUTE("NoExecute");

      private final String written;

      Effect(String written) {
        this.written = written;
      }

      /** As the API has it. */
      public String written() {
        return written;
      }
    }
  }

  /**
   * Pods that come with the cluster.
   *
   * @param pods empty for one on each node
   */
  public record SystemPods(
      @Describe("Number of pods; left out for one on each node.") @Range(min = 1, max = 1000)
          Optional<Integer> pods,
      @Describe("What the scheduler sets aside for one pod.") Resources requests) {}

  /** How much of a node its provider keeps for the system. */
  public enum Reservation {
    GKE("networking.gke.io/load-balancer-type", "Internal"),
    EKS("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"),
    AKS("service.beta.kubernetes.io/azure-load-balancer-internal", "true"),
    KUBEADM,
    EXPLICIT;

    private final Map<String, String> privateAddress;

    Reservation() {
      privateAddress = Map.of();
    }

    Reservation(String annotation, String value) {
      privateAddress = Map.of(annotation, value);
    }

    /**
     * How a Service asks the provider for an address that only private networks reach: annotations,
     * none where there is nothing to ask.
     *
     * @param clients who is meant to reach it
     */
    public Map<String, String> loadBalancerFor(List<Cidr> clients) {
      return clients.stream().allMatch(Cidr::isPrivate) ? privateAddress : Map.of();
    }
  }

  /** Addresses outside the pod network that pods talk to. */
  public record Network(
      @Describe("How pods resolve names.") Dns dns,
      @Describe("The Kubernetes API server.") ApiServer apiServer,
      @Describe("Address ranges of the nodes.") List<Cidr> nodeCidrs,
      @Describe("Who signed the certificates that kubelets present (default: cluster).")
          Optional<KubeletCertificates> kubelets) {

    public KubeletCertificates kubeletCertificates() {
      return kubelets.orElse(KubeletCertificates.CLUSTER);
    }
  }

  /** By whom a kubelet proves itself to those who ask it for metrics. */
  public enum KubeletCertificates {
    /** The authority of the cluster, as on GKE, EKS and AKS, or with serverTLSBootstrap. */
    CLUSTER,
    /** Itself, as kubeadm leaves it: nobody can tell it from another one. */
    SELF
  }

  /** Where DNS queries of pods arrive. */
  public enum Dns {
    /** Pods of CoreDNS in kube-system. */
    COREDNS,
    /** A cache on each node at 169.254.20.10, and CoreDNS behind it. */
    NODELOCAL,
    /** The cloud's resolver at 169.254.169.254. */
    CLOUDDNS
  }

  /**
   * The API server; some networks enforce policies before and some after address translation, so
   * both are needed.
   */
  public record ApiServer(
      @Describe("Addresses at which the API server listens.") List<Cidr> endpoints,
      @Describe("Port at which the API server listens.") @Range(min = 1, max = 65535) int port,
      @Describe("Cluster address of the service default/kubernetes.") Cidr service) {

    public ApiServer {
      if (endpoints.isEmpty()) {
        throw new InvalidValue(
            "no endpoint is given", "one address or more", "add the address of the API server");
      }
    }
  }
}
