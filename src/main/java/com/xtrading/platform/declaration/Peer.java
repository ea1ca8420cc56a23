package com.xtrading.platform.declaration;

import com.xtrading.platform.model.Cidr;
import java.util.List;
import java.util.Map;

/** One side of a connection. */
public sealed interface Peer {

  /** What people call it. */
  String name();

  /**
   * Pods that carry one label in one namespace.
   *
   * @param name the workload
   * @param namespace where the pods run
   * @param labelKey the one label that selects them; policies, monitors and services all use it
   * @param labelValue the value of that label
   */
  record Pods(String name, String namespace, String labelKey, String labelValue)
      implements Peer, Comparable<Pods> {

    /** Pods of our own workloads, selected by their name. */
    public static Pods named(String name, String namespace) {
      return new Pods(name, namespace, LabelKeys.NAME, name);
    }

    /** Whether pods of a namespace with these labels are among them. */
    public boolean select(String in, Map<String, ?> labels) {
      return namespace.equals(in) && labelValue.equals(labels.get(labelKey));
    }

    @Override
    public int compareTo(Pods other) {
      int byNamespace = namespace.compareTo(other.namespace);
      return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
  }

  /**
   * Addresses outside the pod network.
   *
   * @param name what is there, such as {@code vault}
   * @param cidrs its address ranges
   */
  record Addresses(String name, List<Cidr> cidrs) implements Peer {
    public Addresses {
      if (cidrs.isEmpty()) {
        // To a network policy, no address means every address.
        throw new IllegalArgumentException(name + " has no address");
      }
      cidrs = List.copyOf(cidrs);
    }
  }
}
