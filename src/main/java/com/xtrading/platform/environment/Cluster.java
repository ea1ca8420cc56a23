package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;

/** The Kubernetes cluster of an environment. */
public record Cluster(
    @Describe("The worker nodes.") Nodes nodes,
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
          int autoscaleTo) {

    public Nodes {
      if (autoscaleTo < count) {
        throw new InvalidValue(
            "autoscaleTo %d is below count %d".formatted(autoscaleTo, count),
            "count or more",
            "set autoscaleTo to %d, or lower count".formatted(count));
      }
    }

    /** Cores and memory of one node, before reservations. */
    public Resources size() {
      return new Resources(cpu, memory);
    }
  }

  /** How much of a node its provider keeps for the system. */
  public enum Reservation {
    GKE("networking.gke.io/load-balancer-type", "Internal"),
    EKS("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"),
    AKS("service.beta.kubernetes.io/azure-load-balancer-internal", "true"),
    KUBEADM;

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
      @Describe("Address ranges of the nodes.") List<Cidr> nodeCidrs) {}

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
