package com.xtrading.platform.cli;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.network.AddressRange;
import com.xtrading.platform.network.ConnectionList;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Connectivity.Connection;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.policy.PodSpecs;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.projection.Made;
import com.xtrading.platform.projection.Projection;
import com.xtrading.platform.synthesis.Synthesized;
import com.xtrading.platform.synthesis.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code connectivity}: who can connect to whom, by the network policies. */
@Command(
    name = "connectivity",
    description =
        "Lists who can connect to whom in an environment, or in any folder of manifests. What"
            + " cannot be read is named, the rest is judged, and the exit code is 2.",
    mixinStandardHelpOptions = true)
final class ConnectivityCommand implements Callable<Integer> {

  /** How the list is written. */
  enum Format {
    text,
    json,
    dot
  }

  @ParentCommand private PlatformCommand parent;

  @Mixin private Judged judged;

  @Option(
      names = "--from",
      paramLabel = "X",
      description =
          "Only connections from this workload: name, namespace/name, or as it is listed.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "Y",
      description = "Only connections to this workload, or range of addresses.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--explain",
      description = "Says for each pair of --from and --to which rules decide.")
  private boolean explain;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Override
  public Integer call() {
    boolean isEnvironment = judged.isEnvironment();
    if (explain && (from.isEmpty() || to.isEmpty())) {
      throw new UserError("--explain wants --from and --to", "name both sides");
    }
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    List<String> problems = new ArrayList<>();
    Connectivity connectivity =
        isEnvironment ? render(workspace, console) : read(workspace, problems);
    problems.addAll(connectivity.problems());
    problems.forEach(console::error);
    Predicate<Party> source = chosen(from, connectivity);
    Predicate<Party> target = chosen(to, connectivity);
    if (explain) {
      explain(console, connectivity, source, target);
    } else {
      print(
          console,
          connectivity.connections().stream()
              .filter(one -> source.test(one.from()) && target.test(one.to()))
              .toList());
    }
    return problems.isEmpty() ? 0 : Errors.BAD_INPUT;
  }

  private Connectivity read(Workspace workspace, List<String> problems) {
    ManifestFolder read = judged.read(workspace).distinct();
    problems.addAll(read.problems());
    return connectivity(read.manifests(), Projection.of(read.manifests()));
  }

  private Connectivity render(Workspace workspace, Console console) {
    Synthesized result = judged.render(workspace, console);
    return connectivity(result.manifests(), Projection.of(result.manifests(), result.topology()));
  }

  private Connectivity connectivity(List<Manifest> manifests, List<Made> made) {
    List<PodTemplate> pods = PodSpecs.running(manifests, made).toList();
    return new Connectivity(manifests, pods, asked());
  }

  /** Whom a name on the command line means. */
  private static Predicate<Party> chosen(Optional<String> name, Connectivity connectivity) {
    if (name.isEmpty()) {
      return party -> true;
    }
    Predicate<Party> meant = party -> isCalled(party, name.get());
    if (connectivity.parties().stream().noneMatch(meant)) {
      List<String> known =
          connectivity.parties().stream()
              .map(party -> party instanceof Party.Pods pods ? pods.name() : party.toString())
              .distinct()
              .toList();
      throw new UserError(
          "nobody is called %s".formatted(name.get()),
          Suggestion.of(name.get(), known)
              .map("did you mean %s?"::formatted)
              .orElse("choose a name that the whole list has"));
    }
    return meant;
  }

  /** An address, or a range of them, that somebody asks about. */
  private List<AddressRange> asked() {
    return Stream.of(from, to)
        .flatMap(Optional::stream)
        .flatMap(text -> range(text).stream())
        .toList();
  }

  /** A range, or an address alone. */
  private static Optional<AddressRange> range(String text) {
    return AddressRange.parse(text).or(() -> AddressRange.parse(text + "/32"));
  }

  private static boolean isCalled(Party party, String name) {
    Optional<AddressRange> range = range(name);
    if (party instanceof Party.Outside outside && range.isPresent()) {
      return range.get().contains(outside.range());
    }
    return party.toString().equals(name)
        || party instanceof Party.Pods pods
            && (pods.name().equals(name) || (pods.namespace() + "/" + pods.name()).equals(name));
  }

  private static void explain(
      Console console,
      Connectivity connectivity,
      Predicate<Party> source,
      Predicate<Party> target) {
    for (Party sender : connectivity.parties()) {
      for (Party receiver : connectivity.parties()) {
        if (source.test(sender)
            && target.test(receiver)
            && !sender.equals(receiver)
            && !(sender instanceof Party.Outside && receiver instanceof Party.Outside)) {
          Traffic certain = connectivity.between(sender, receiver);
          Traffic unknown = connectivity.possible(sender, receiver).minus(certain);
          String verdict =
              (certain.isEmpty() ? unknown.isEmpty() ? "denied" : "" : "allowed, " + certain)
                  + (unknown.isEmpty()
                      ? ""
                      : (certain.isEmpty() ? "" : "; ")
                          + "unknown, %s: it depends on the network whether addresses mean these pods"
                              .formatted(unknown));
          console.line("%s => %s: %s".formatted(sender, receiver, verdict));
          connectivity.explain(sender, receiver).forEach(line -> console.line("  " + line));
        }
      }
    }
  }

  private void print(Console console, List<Connection> connections) {
    List<ConnectionList> list = ConnectionList.of(connections);
    switch (format) {
      case text ->
          list.forEach(
              one -> console.line("%s => %s: %s".formatted(one.from(), one.to(), one.traffic())));
      case json -> console.line(JsonWriter.write(Fields.of("connections", json(list))).strip());
      case dot -> {
        console.line("digraph connectivity {");
        list.forEach(
            one ->
                console.line(
                    "  \"%s\" -> \"%s\" [label=\"%s\"];"
                        .formatted(one.from(), one.to(), one.traffic())));
        console.line("}");
      }
    }
  }

  private static List<Map<String, Object>> json(List<ConnectionList> list) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (ConnectionList one : list) {
      if (one.traffic().isAll()) {
        entries.add(Fields.of("src", one.from()).with("dst", one.to()).with("protocol", "ALL"));
        continue;
      }
      one.traffic()
          .ports()
          .forEach(
              (protocol, ports) ->
                  entries.add(
                      Fields.of("src", one.from())
                          .with("dst", one.to())
                          .with("protocol", protocol.name())
                          .with("ports", ports.toString())));
    }
    return entries;
  }
}
