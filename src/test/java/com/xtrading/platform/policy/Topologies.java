package com.xtrading.platform.policy;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.declaration.Topology.Connections;
import com.xtrading.platform.declaration.Topology.Needs;
import com.xtrading.platform.declaration.Topology.Running;
import com.xtrading.platform.declaration.Topology.Watched;
import java.util.List;

/** Declarations that no page of components makes. */
public final class Topologies {

  /** Production, in which nobody has declared anything. */
  public static final Topology NOTHING_DECLARED = declaring(List.of(), List.of());

  /** Production with pods and connections, and nothing else. */
  public static Topology declaring(List<PodGroup> groups, List<Dependency> dependencies) {
    return new Topology(
        "production",
        new Running(List.of(), groups, List.of()),
        new Connections(dependencies, List.of()),
        new Needs(List.of(), List.of(), List.of()),
        new Watched(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
        List.of());
  }

  /** The same with other connections. */
  public static Topology withDependencies(Topology declared, List<Dependency> others) {
    return new Topology(
        declared.environment(),
        declared.running(),
        new Connections(others, declared.resolvers()),
        declared.needs(),
        declared.watched(),
        declared.pages());
  }

  private Topologies() {}
}
