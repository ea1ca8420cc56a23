package com.xtrading.platform.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.capacity.CapacityProof;
import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.capacity.Premises;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.objects.Rendered;
import com.xtrading.platform.projection.Projection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads examples as the rendered result of production. */
public final class Examples {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** An environment in which nobody has declared anything. */
  public static final Topology NOTHING_DECLARED = Topology.nothingIn("production");

  /** Two nodes of two cores and 4 GiB, of which a tenth stays free. */
  public static final Premises TWO_NODES =
      new Premises(
          "production",
          new Cluster.Nodes(
              2,
              Cpu.millis(2000),
              Memory.gibibytes(4),
              Cluster.Reservation.GKE,
              2,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          new TreeMap<>(),
          new Capacity(10, Capacity.Survivors.NOTHING, 150, Optional.empty(), Optional.empty()),
          "shop-data");

  private Examples() {}

  /** How a result sits on {@link #TWO_NODES}. */
  public static CapacityReport capacity(Rendered rendered) {
    return CapacityProof.of(TWO_NODES, rendered.manifests(), rendered.made());
  }

  /** YAML documents, or a CloudFormation template where the text begins as JSON. */
  public static Rendered rendered(String... texts) {
    List<Manifest> manifests = new ArrayList<>();
    List<NativeFile> files = new ArrayList<>();
    for (String text : texts) {
      if (text.strip().startsWith("{")) {
        files.add(new NativeFile("aws/example.template.json", "example", text));
      } else {
        manifests.addAll(manifests(text));
      }
    }
    return new Rendered("production", manifests, files, Projection.of(manifests));
  }

  /** One native file. */
  public static Rendered file(String path, String text) {
    return new Rendered(
        "production", List.of(), List.of(new NativeFile(path, "example", text)), List.of());
  }

  private static List<Manifest> manifests(String text) {
    try (MappingIterator<Map<String, Object>> documents =
        YAML.readerForMapOf(Object.class).readValues(text)) {
      List<Manifest> manifests = new ArrayList<>();
      while (documents.hasNext()) {
        Map<String, Object> tree = documents.next();
        ManifestId id = ManifestId.of(tree);
        manifests.add(
            new Manifest(
                "manifests/example/%s-%s.yaml".formatted(id.kind(), id.name()), "example", tree));
      }
      return manifests;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the example is not YAML:\n" + text, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a rule finds something: {@code object: path}. */
  public static List<String> places(Rule rule, Rendered rendered) {
    return rule.check(rendered).stream()
        .map(finding -> finding.object() + ": " + finding.path())
        .toList();
  }
}
