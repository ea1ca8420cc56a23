package com.xtrading.platform.report;

import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.ReadmeSection;
import com.xtrading.platform.declaration.ReadmeSection.Chapter;
import com.xtrading.platform.declaration.Rights;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Block;
import com.xtrading.platform.document.Document;
import com.xtrading.platform.document.MarkdownWriter;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.objects.RenderedEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes {@code dist/<env>/README.md}: what runs in an environment and how it is connected, for
 * people.
 */
public final class EnvironmentReadme {

  /**
   * The file for one environment.
   *
   * @param rendered what it tells of
   * @param capacity how that sits on the nodes
   */
  public static NativeFile of(RenderedEnvironment rendered, CapacityReport capacity) {
    Environment environment = rendered.environment();
    List<Block> blocks = new ArrayList<>();
    blocks.add(opening(environment));
    blocks.addAll(sections(rendered, capacity));
    return new NativeFile(
        "README.md",
        "readme",
        MarkdownWriter.write(Document.of(environment.name().toString(), blocks)));
  }

  /** From top to bottom; some are there only where there is something to say. */
  private static List<Section> sections(RenderedEnvironment rendered, CapacityReport capacity) {
    Environment environment = rendered.environment();
    Topology topology = rendered.topology();
    List<Manifest> manifests = rendered.manifests();
    List<NativeFile> files = rendered.files();
    List<Section> sections = new ArrayList<>();
    sections.add(workloads(topology));
    sections.add(room(capacity));
    sections.add(connections(topology));
    sections.addAll(told(rendered, Chapter.SECRETS));
    sections.addAll(told(rendered, Chapter.VAULT));
    PagesForPeople.section(environment, topology, files).ifPresent(sections::add);
    sections.add(rights(topology));
    HeldRules.section(environment.kubernetes(), manifests, files).ifPresent(sections::add);
    Delivery.section(environment, manifests, files).ifPresent(sections::add);
    sections.addAll(told(rendered, Chapter.BACKUP));
    sections.addAll(told(rendered, Chapter.OBJECTIVES));
    sections.addAll(told(rendered, Chapter.ALERTS));
    return sections;
  }

  /** What components tell. */
  private static List<Section> told(RenderedEnvironment rendered, Chapter chapter) {
    return rendered.sections().stream()
        .filter(one -> one.chapter() == chapter)
        .map(ReadmeSection::section)
        .toList();
  }

  private static Paragraph opening(Environment environment) {
    return new Paragraph(
        "Generated; do not edit. Kubernetes %s, %d nodes of %s. Public API: https://%s"
            .formatted(
                environment.kubernetes(),
                environment.cluster().nodes().count(),
                environment.cluster().nodes().size(),
                environment.apiHost()));
  }

  private static Section workloads(Topology topology) {
    return Section.of(
        "What runs",
        new Table(
            List.of("namespace", "workload", "component", "pods", "requests of one pod"),
            topology.groups().stream()
                .map(
                    group ->
                        List.of(
                            group.pods().namespace(),
                            group.pods().name(),
                            group.component(),
                            range(group.min(), group.max()),
                            group.requests().toString()))
                .toList()));
  }

  private static Section room(CapacityReport capacity) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "By a simulated scheduler; `capacity %s` says more. Parts that are still to come count as reserved."
                .formatted(capacity.environment())));
    blocks.addAll(CapacityText.tables(capacity));
    return new Section("Room on the nodes", blocks);
  }

  private static Section connections(Topology topology) {
    return Section.of(
        "Connections",
        new Paragraph("Every other connection is closed."),
        new Table(
            List.of("from", "to", "port", "for"),
            topology.dependencies().stream()
                .map(EnvironmentReadme::row)
                .distinct()
                // Cell by cell: nothing in a cell comes before a line break.
                .sorted(Comparator.comparing(row -> String.join("\n", row)))
                .toList()));
  }

  private static List<String> row(Dependency edge) {
    Port port = edge.to().port();
    return List.of(
        place(edge.from()),
        place(edge.to().peer()),
        range(port.number(), port.last()),
        edge.to().purpose());
  }

  private static String range(int first, int last) {
    return last > first ? first + " to " + last : Integer.toString(first);
  }

  private static String place(Peer peer) {
    if (peer instanceof Peer.Pods pods) {
      return pods.namespace() + "/" + pods.name();
    }
    Peer.Addresses addresses = (Peer.Addresses) peer;
    return addresses.name()
        + " ("
        + addresses.cidrs().stream().map(Object::toString).collect(Collectors.joining(", "))
        + ")";
  }

  private static Section rights(Topology topology) {
    return Section.of(
        "What add-ons may do",
        new Paragraph(
            """
            Roles of ours are narrow. Those of add-ons come with their charts, which are not rendered here; this is what their
            templates allow at the versions in `argocd/` beyond their own kinds and reading what holds no secrets. Each
            of these rights can be a way to more.
            """),
        new Table(
            List.of("add-on", "where", "may", "for"),
            topology.rights().stream()
                .sorted(Comparator.comparing(Rights::addOn).thenComparing(Rights::where))
                .map(
                    rights ->
                        List.of(rights.addOn(), rights.where(), rights.may(), rights.reason()))
                .toList()));
  }

  private EnvironmentReadme() {}
}
