package com.xtrading.platform.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.data.RabbitMq;
import com.xtrading.platform.declaration.WorkQueue;
import com.xtrading.platform.delivery.ArgoCd;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.monitoring.Alertmanager;
import com.xtrading.platform.monitoring.KubeStateMetrics;
import com.xtrading.platform.monitoring.NodeExporter;
import com.xtrading.platform.monitoring.Prometheus;
import com.xtrading.platform.monitoring.PrometheusOperator;
import com.xtrading.platform.security.CertManager;
import com.xtrading.platform.security.Certificates;
import com.xtrading.platform.security.ExternalSecretsOperator;
import com.xtrading.platform.security.HashiCorpVault;
import com.xtrading.platform.security.Namespaces;
import com.xtrading.platform.security.SecretStores;
import com.xtrading.platform.services.WebService;
import com.xtrading.platform.storage.StorageDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A platform of as many services as the environment files size, each with a user of its own at the
 * broker; no database server has room for a thousand databases.
 */
public final class SyntheticPlatform {

  /** More are refused: beyond it, nodes are larger instead. */
  private static final int MOST_NODES = 900;

  /**
   * Renders into {@code <folder>/dist} and prints peak memory as its last line.
   *
   * @param arguments folder of the project, folder to write to, number of services
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    writeEnvironments(
        Path.of(arguments[0], "environments"),
        folder.resolve("environments"),
        Integer.parseInt(arguments[2]));
    MeasuredRun.run(SyntheticPlatform::declare, folder);
  }

  static Platform declare(Environment environment) {
    Platform platform = new Platform(environment);
    new ExternalSecretsOperator(platform, new HashiCorpVault(platform).secrets());
    new PrometheusOperator(platform);
    new CertManager(platform);
    new StorageDrivers(platform);
    WorkQueue work = new RabbitMq(platform).workQueue("work", Duration.ofHours(1));
    for (KubernetesName service : environment.services().keySet()) {
      new WebService(platform, service.value(), environment.images().backend())
          .uses(work.producer(service.value()));
    }
    new NodeExporter(platform);
    new KubeStateMetrics(platform);
    new Prometheus(platform).tells(Alertmanager.in(platform));
    new Namespaces(platform);
    new SecretStores(platform);
    new Certificates(platform);
    new ArgoCd(platform);
    return platform;
  }

  /** The project's environment files with other services in them, and nodes for all of these. */
  static void writeEnvironments(Path from, Path to, int services) throws IOException {
    ObjectMapper yaml = new YAMLMapper();
    Files.createDirectories(to);
    List<Path> files;
    try (Stream<Path> listed = Files.list(from)) {
      files = listed.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    for (Path file : files) {
      ObjectNode environment = (ObjectNode) yaml.readTree(file.toFile());
      JsonNode size = environment.path("services").path("user-service");
      ObjectNode sized = environment.putObject("services");
      for (int service = 1; service <= services; service++) {
        sized.set("service-%04d".formatted(service), size);
      }
      ObjectNode nodes = (ObjectNode) environment.path("cluster").path("nodes");
      if (nodesFor(services, size, nodes) > MOST_NODES) {
        nodes.put("cpu", "64").put("memory", "256Gi").put("pods", 500);
      }
      int more = nodesFor(services, size, nodes);
      for (String count : List.of("count", "autoscaleTo")) {
        nodes.put(count, nodes.path(count).intValue() + more);
      }
      // What is shed by name must be there.
      JsonNode capacity = environment.path("capacity");
      Iterator<JsonNode> shed = capacity.path("shed").elements();
      while (shed.hasNext()) {
        if (!capacity.path("reserved").has(shed.next().asText())) {
          shed.remove();
        }
      }
      yaml.writeValue(to.resolve(file.getFileName()).toFile(), environment);
    }
  }

  /**
   * How many nodes some services fill to six tenths with as many pods as they may have; the rest is
   * for what a node keeps for itself, and for a new version of each.
   */
  private static int nodesFor(int services, JsonNode size, JsonNode node) {
    double pods = (double) services * size.path("replicas").path("max").intValue();
    double cpu = ratio(size.path("requests"), node, "cpu", text -> Cpu.parse(text).millicores());
    double memory =
        ratio(size.path("requests"), node, "memory", text -> Memory.parse(text).bytes());
    return (int) Math.ceil(pods * Math.max(cpu, memory) / 0.6);
  }

  private static double ratio(
      JsonNode part, JsonNode whole, String resource, ToDoubleFunction<String> amount) {
    return amount.applyAsDouble(part.path(resource).asText())
        / amount.applyAsDouble(whole.path(resource).asText());
  }

  private SyntheticPlatform() {}
}
