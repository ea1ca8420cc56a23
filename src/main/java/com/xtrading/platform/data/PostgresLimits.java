package com.xtrading.platform.data;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.model.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a PostgreSQL cluster of a given size can hold, and what is asked of it. */
final class PostgresLimits {

  /**
   * Connections that are kept from services: three for superusers (superuser_reserved_connections),
   * and the rest for the operator, its exporter, the pooler's look-up of users and migrations.
   */
  private static final long RESERVED = 10;

  /** Clients that one pooler accepts; each costs it some kilobytes. */
  static final int POOLER_CLIENTS = 1000;

  /** An empty cluster, a database for each service, temporary files and a rebuilt index. */
  private static final Memory LEAST_DATA = Memory.gibibytes(2);

  /** Twice the checkpoint distance of 32 segments of 16 MiB. */
  private static final Memory LEAST_WAL = Memory.gibibytes(1);

  private final Environment environment;
  private final Data.Postgres size;
  private final List<EnvironmentProblem> problems = new ArrayList<>();

  PostgresLimits(Environment environment) {
    this.environment = environment;
    size = environment.data().postgres();
  }

  /** Everything that does not fit. */
  List<EnvironmentProblem> problems(Topology topology) {
    volumes();
    Memory least = PostgresTuning.leastMemory();
    if (size.resources().memory().compareTo(least) < 0) {
      // What follows from the memory would be wrong as well.
      report(
          "resources.memory",
          "%s is too small for shared buffers, maintenance and twenty connections"
              .formatted(size.resources().memory()),
          "%s or more".formatted(least),
          "write %s or more".formatted(least));
    } else if (size.pooler().isPresent()) {
      poolers(size.pooler().get(), topology);
    } else {
      clients(topology);
    }
    return problems;
  }

  private void volumes() {
    if (size.walStorage().isEmpty()) {
      if (size.walRoom().compareTo(LEAST_WAL) < 0) {
        Memory least = LEAST_WAL.times(4);
        report(
            "storage",
            "%s leaves %s for the write-ahead log, which gets a quarter, and %s for data"
                .formatted(size.storage(), size.walRoom(), size.dataRoom()),
            "%s or more".formatted(least),
            "write %s or more, or add walStorage".formatted(least));
      }
      return;
    }
    if (size.storage().compareTo(LEAST_DATA) < 0) {
      report(
          "storage",
          "%s is too small for data".formatted(size.storage()),
          "%s or more".formatted(LEAST_DATA),
          "write %s or more".formatted(LEAST_DATA));
    }
    if (size.walRoom().compareTo(LEAST_WAL) < 0) {
      report(
          "walStorage",
          "%s is too small for the write-ahead log".formatted(size.walRoom()),
          "%s or more".formatted(LEAST_WAL),
          "write %s or more".formatted(LEAST_WAL));
    }
  }

  private void poolers(Data.Pooler pooler, Topology topology) {
    long databases =
        topology.dependencies().stream()
            .map(Dependency::to)
            .filter(PostgresLimits::isPooler)
            .flatMap(
                endpoint -> Stream.ofNullable(endpoint.settings().get(PostgresCluster.DATABASE)))
            .distinct()
            .count();
    SortedMap<String, Long> passing = clientConnections(topology, endpoint -> !isPooler(endpoint));
    long direct = sum(passing);
    long asked = pooler.instances() * pooler.poolSize() * databases + direct;
    if (asked > available()) {
      report(
          "pooler.poolSize",
          "poolers (%d) with %d connections to each database (%d)%s may open %d"
              .formatted(
                  pooler.instances(),
                  pooler.poolSize(),
                  databases,
                  direct > 0 ? " and, past them, " + named(passing) : "",
                  asked),
          budget(),
          "lower poolSize to %d%s%s"
              .formatted(
                  Math.max(1, (available() - direct) / (pooler.instances() * databases)),
                  direct > 0 ? ", run fewer pods of " + String.join(", ", passing.keySet()) : "",
                  moreMemory()));
    }
    long clients = sum(clientConnections(topology, PostgresLimits::isPooler));
    if (clients > POOLER_CLIENTS) {
      report(
          "connectionsPerPod",
          "services may open %d connections to one pooler".formatted(clients),
          "%d".formatted(POOLER_CLIENTS),
          "lower connectionsPerPod, or the largest number of pods");
    }
  }

  private void clients(Topology topology) {
    SortedMap<String, Long> clients = clientConnections(topology, endpoint -> true);
    long asked = sum(clients);
    if (asked > available()) {
      report(
          "connectionsPerPod",
          "services may open %d connections (%s) at their largest number of pods and one more while they"
                  .formatted(asked, named(clients))
              + " roll",
          budget(),
          "lower connectionsPerPod to %d%s, or add a pooler"
              .formatted(
                  Math.max(1, available() * size.connectionsPerPod() / asked), moreMemory()));
    }
  }

  private String budget() {
    return "%d: max_connections %d follows from the memory, %d are kept"
        .formatted(available(), available() + RESERVED, RESERVED);
  }

  /** More memory allows more connections up to a point. */
  private String moreMemory() {
    return PostgresTuning.isAtMostConnections(size.resources().memory().toMebibytes())
        ? ""
        : ", give instances more memory";
  }

  private long available() {
    return PostgresTuning.connections(size.resources().memory().toMebibytes()) - RESERVED;
  }

  private static long sum(SortedMap<String, Long> connections) {
    return connections.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String named(SortedMap<String, Long> connections) {
    return connections.entrySet().stream()
        .map(client -> "%s: %d".formatted(client.getKey(), client.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * What clients keep open at the most, that is, as many connections as each pod is told to open,
   * by the names of their workloads.
   *
   * @param chosen which connections count
   */
  private static SortedMap<String, Long> clientConnections(
      Topology topology, Predicate<Endpoint> chosen) {
    Map<Peer, Long> clients = new HashMap<>();
    for (Dependency dependency : topology.dependencies()) {
      String kept = dependency.to().settings().get(PostgresCluster.POOL_SIZE);
      if (kept != null && chosen.test(dependency.to())) {
        clients.merge(dependency.from(), Long.parseLong(kept), Math::max);
      }
    }
    return topology.groups().stream()
        .filter(group -> clients.containsKey(group.pods()))
        .collect(
            Collectors.toMap(
                group -> group.pods().name(),
                // A Deployment that rolls has one pod more.
                group -> (group.max() + 1L) * clients.get(group.pods()),
                Long::sum,
                TreeMap::new));
  }

  private static boolean isPooler(Endpoint endpoint) {
    return endpoint.peer().name().equals(PostgresPooler.NAME);
  }

  private void report(String key, String problem, String allowed, String change) {
    problems.add(
        EnvironmentProblem.of(environment, "data.postgres." + key, problem, allowed, change));
  }
}
