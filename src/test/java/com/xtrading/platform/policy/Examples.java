package com.xtrading.platform.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentIdentities;
import com.xtrading.platform.environment.file.Settings;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.policy.Evidence.Surroundings;
import com.xtrading.platform.projection.Projection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads examples as the rendered result of production. */
public final class Examples {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final Surroundings NOTHING_AROUND =
      new Surroundings(
          new ClusterObjects(List.of(), List.of()),
          new EnvironmentIdentities(Map.of()),
          ObjectPolicies.newest(),
          new TextFacts());

  /** Two nodes of two cores and 4 GiB, of which a tenth stays free. */
  private static final class Small {
    private static final Environment NODES =
        EditedEnvironment.of(
            "development",
            "  system:\n    coredns: {pods: 2, requests: {cpu: 100m, memory: 70Mi}}\n"
                + "    network: {requests: {cpu: 150m, memory: 160Mi}}\n",
            "  system: {}\n",
            "  slack: 0\n  nodeLoss: nothing\n  memoryLimits: 1000\n",
            "  slack: 10\n  nodeLoss: nothing\n  memoryLimits: 150\n");

    private static final Environment PRODUCTION = environment("production");

    static Environment environment(String name) {
      Environment whole = TestPlatform.environment(name);
      return Settings.with(Settings.with(whole, "cluster", NODES), "capacity", NODES);
    }
  }

  private Examples() {}

  /** The environment in which examples are. */
  public static Environment environment() {
    return Small.PRODUCTION;
  }

  /**
   * YAML documents, a native file where the first line is a comment with its path, or a
   * CloudFormation template where the text begins as JSON.
   */
  public static Evidence rendered(String... texts) {
    List<Manifest> manifests = new ArrayList<>();
    List<NativeFile> files = new ArrayList<>();
    for (String text : texts) {
      if (text.startsWith("# config/")) {
        files.add(
            new NativeFile(text.lines().findFirst().orElseThrow().substring(2), "example", text));
      } else if (text.strip().startsWith("{")) {
        files.add(new NativeFile("aws/example.template.json", "example", text));
      } else {
        manifests.addAll(manifests(text));
      }
    }
    return evidence(Topologies.NOTHING_DECLARED, Projection.of(manifests), files);
  }

  /** One native file. */
  public static Evidence file(String path, String text) {
    return evidence(
        Topologies.NOTHING_DECLARED,
        Projection.of(List.of()),
        List.of(new NativeFile(path, "example", text)));
  }

  /** Objects, and what operators make of them. */
  public static Evidence rendered(List<Manifest> manifests) {
    return evidence(Topologies.NOTHING_DECLARED, Projection.of(manifests), List.of());
  }

  /** Objects, and what operators and add-ons make of them, where something is declared. */
  public static Evidence rendered(Topology topology, List<Manifest> manifests) {
    return evidence(topology, Projection.of(manifests, topology), List.of());
  }

  /** The evidence of something rendered, beside which there is nothing. */
  public static Evidence evidence(
      Topology topology, ClusterObjects objects, List<NativeFile> files) {
    return evidence(new RenderedEnvironment(environment(), topology, objects, files, List.of()));
  }

  /** The evidence of something rendered, beside which there is nothing. */
  public static Evidence evidence(RenderedEnvironment rendered) {
    return new Evidence(rendered, NOTHING_AROUND);
  }

  /** The same in another environment, with nodes as in this one. */
  public static Evidence in(String name, Evidence now) {
    return new Evidence(
        new RenderedEnvironment(
            Small.environment(name), now.topology(), now.objects(), now.files(), List.of()),
        new Surroundings(now.delivered(), now.identities(), now.admission(), now.texts()));
  }

  /** The same where other objects are delivered now. */
  public static Evidence after(List<Manifest> delivered, Evidence now) {
    return new Evidence(
        now.rendered(),
        new Surroundings(Projection.of(delivered), now.identities(), now.admission(), now.texts()));
  }

  /** The same where environments have names of their own. */
  public static Evidence among(Map<String, Set<String>> identities, Evidence now) {
    return new Evidence(
        now.rendered(),
        new Surroundings(
            now.delivered(), new EnvironmentIdentities(identities), now.admission(), now.texts()));
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
  public static List<String> places(Rule rule, Evidence evidence) {
    return rule.check(evidence).stream()
        .map(finding -> finding.object() + ": " + finding.path())
        .toList();
  }
}
