package com.xtrading.platform.declaration;

import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.model.Resources;
import java.util.Optional;

/**
 * Pods of one workload with their number and size.
 *
 * @param pods how they are selected
 * @param component the component that brings them
 * @param account their service account, by which a mesh knows them
 * @param size how many there are and how large each is
 * @param control who makes them, and who keeps enough of them
 * @param placement what they mean to the nodes that they run on
 */
public record PodGroup(
    Peer.Pods pods,
    String component,
    String account,
    Size size,
    Control control,
    Placement placement)
    implements Comparable<PodGroup> {

  /**
   * How many pods there are and how large each is.
   *
   * @param min pods at the least
   * @param max pods at the most, without surge
   * @param requests what the scheduler sets aside for one pod
   * @param limits what one pod can use at most
   * @param onEachNode whether there is one on every node, so that these numbers are those of nodes
   */
  public record Size(int min, int max, Resources requests, Resources limits, boolean onEachNode) {

    private static final long BURST = 4;

    /** Pods that run anywhere. */
    public Size(int min, int max, Resources requests, Resources limits) {
      this(min, max, requests, limits, false);
    }

    /** The size of a service as its environment file gives it. */
    public static Size of(ServiceSize size) {
      return new Size(size.replicas().min(), size.replicas().max(), size.requests(), size.limits());
    }

    /** A fixed number of pods whose limits equal their requests. */
    public static Size fixed(int pods, Resources resources) {
      return new Size(pods, pods, resources, resources);
    }

    /**
     * A fixed number of pods that get four times the CPU they ask for when there is work, and no
     * more memory.
     */
    public static Size bursting(int pods, Resources resources) {
      return new Size(pods, pods, resources, resources.withCpuTimes(BURST));
    }

    /** The same pods, of which one is on each node. */
    public Size oneOnEachNode() {
      return new Size(min, max, requests, limits, true);
    }
  }

  /**
   * Who makes pods, and who keeps enough of them.
   *
   * @param maker who makes the pods
   * @param budget who keeps enough of them running while nodes are drained
   * @param kind of the object that makes them: of ours where it replaces what is lost of them, of
   *     add-ons always; empty for pods of ours that come and go or are one on each node, and for
   *     those that operators make
   */
  public record Control(Maker maker, Budget budget, Optional<Kind> kind) {

    /** Pods of ours of which enough must be there at any time. */
    public static Control keptBy(Kind kind) {
      return new Control(Maker.PLATFORM, Budget.OURS, Optional.of(kind));
    }

    /** Pods of ours that may all be stopped at once. */
    public static Control ours() {
      return new Control(Maker.PLATFORM, Budget.NONE, Optional.empty());
    }

    /** Pods that an operator makes. */
    public static Control operated(Budget budget) {
      return new Control(Maker.OPERATOR, budget, Optional.empty());
    }

    /** Pods that an add-on brings. */
    public static Control brought(Kind kind) {
      return new Control(Maker.ADD_ON, Budget.NONE, Optional.of(kind));
    }
  }

  /**
   * What pods mean to the nodes that they run on.
   *
   * @param network where they listen
   * @param priorityClass the PriorityClass that a chart gives them; empty for none, or where a
   *     rendered object says it
   */
  public record Placement(Network network, String priorityClass) {}

  /** What makes pods, as objects write it. */
  public enum Kind {
    DEPLOYMENT("Deployment"),
    STATEFUL_SET("StatefulSet"),
    DAEMON_SET("DaemonSet"),
    JOB("Job");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Who makes the pods. */
  public enum Maker {
    /** We draw them, with a service account of their own. */
    PLATFORM,
    /** An operator makes them of a custom resource that we draw. */
    OPERATOR,
    /** An add-on brings them with its chart. */
    ADD_ON,
    /** A program of an add-on makes them while it runs, and no chart renders them. */
    PROGRAM;

    /** Whether they are not ours, and nobody renders a custom resource for them. */
    public boolean isAddOn() {
      return this == ADD_ON || this == PROGRAM;
    }
  }

  /** Where pods listen. */
  public enum Network {
    /** At an address of their own, which network policies govern. */
    POD,
    /** At the address of their node, where no network policy reaches them. */
    NODE
  }

  /** Who limits voluntary disruption. */
  public enum Budget {
    /** A PodDisruptionBudget of ours, where there are two pods or more. */
    OURS,
    /** The operator makes one; a second would block every eviction. */
    OPERATOR,
    /** None is needed, as for a pod on each node. */
    NONE
  }

  /** Pods whose service account has their name, at addresses of their own. */
  public static PodGroup of(Peer.Pods pods, String component, Size size, Control control) {
    return new PodGroup(
        pods, component, pods.name(), size, control, new Placement(Network.POD, ""));
  }

  /** The same pods with another service account. */
  public PodGroup withAccount(String other) {
    return new PodGroup(pods, component, other, size, control, placement);
  }

  /** The same pods on the network of their node. */
  public PodGroup onTheNetworkOfTheNode() {
    return with(new Placement(Network.NODE, placement.priorityClass));
  }

  /** The same pods with a PriorityClass. */
  public PodGroup ofPriority(String className) {
    return with(new Placement(placement.network, className));
  }

  /** The same pods, which programs of their add-on make while they run. */
  public PodGroup madeByPrograms() {
    Control other = new Control(Maker.PROGRAM, control.budget, control.kind);
    return new PodGroup(pods, component, account, size, other, placement);
  }

  private PodGroup with(Placement other) {
    return new PodGroup(pods, component, account, size, control, other);
  }

  public int min() {
    return size.min;
  }

  public int max() {
    return size.max;
  }

  public Resources requests() {
    return size.requests;
  }

  public Resources limits() {
    return size.limits;
  }

  public boolean onEachNode() {
    return size.onEachNode;
  }

  public Maker maker() {
    return control.maker;
  }

  public Budget budget() {
    return control.budget;
  }

  /** Whether enough of them must be there at any time, so that somebody limits disruption. */
  public boolean mustBeThere() {
    return control.budget != Budget.NONE;
  }

  /** The object of ours that replaces what is lost of pods that must be there. */
  public Optional<Kind> keeper() {
    return mustBeThere() ? control.kind : Optional.empty();
  }

  public Network network() {
    return placement.network;
  }

  public String priorityClass() {
    return placement.priorityClass;
  }

  @Override
  public int compareTo(PodGroup other) {
    return pods.compareTo(other.pods);
  }
}
