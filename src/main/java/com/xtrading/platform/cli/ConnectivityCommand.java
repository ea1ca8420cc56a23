package com.xtrading.platform.cli;

import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.network.AddressRange;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Explanation;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.projection.Projection;
import com.xtrading.platform.report.ConnectionsReport;
import com.xtrading.platform.report.ExplanationsReport;
import java.util.ArrayList;
import java.util.List;
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

  @Mixin private EnvironmentOrFolder judged;

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
    if (explain && format == Format.dot) {
      throw new UserError("--explain has no graph", "choose --format text or json");
    }
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    List<String> problems = new ArrayList<>();
    Connectivity connectivity =
        isEnvironment ? render(workspace, console) : read(workspace, problems);
    problems.addAll(connectivity.problems());
    problems.forEach(console::error);
    Predicate<Party> source = chosen("--from", from, connectivity);
    Predicate<Party> target = chosen("--to", to, connectivity);
    String text =
        explain ? explain(connectivity, source, target) : list(connectivity, source, target);
    text.lines().forEach(console::line);
    return problems.isEmpty() ? 0 : ExitCodes.BAD_INPUT;
  }

  private Connectivity read(Workspace workspace, List<String> problems) {
    ManifestFolder read = judged.read(workspace).distinct();
    problems.addAll(read.problems());
    return connectivity(Projection.of(read.manifests()));
  }

  private Connectivity render(Workspace workspace, Console console) {
    return connectivity(judged.draw(workspace, console).objects());
  }

  private Connectivity connectivity(ClusterObjects objects) {
    return new Connectivity(objects.manifests(), objects.runningPods().toList(), asked());
  }

  /** Whom a name on the command line means. */
  private static Predicate<Party> chosen(
      String option, Optional<String> name, Connectivity connectivity) {
    if (name.isEmpty()) {
      return party -> true;
    }
    List<Party> parties = connectivity.parties();
    Predicate<Party> meant = party -> isCalled(party, name.get());
    if (parties.stream().noneMatch(meant)) {
      List<String> pods =
          parties.stream().filter(Party.Pods.class::isInstance).map(Party::toString).toList();
      List<String> names = parties.stream().flatMap(ConnectivityCommand::names).toList();
      throw new UserError(
          "%s: no workload here is called \"%s\"".formatted(option, name.get()),
          Suggestion.of(name.get(), names)
              .map("did you mean %s?"::formatted)
              .orElse(
                  pods.isEmpty()
                      ? "there are none, so ask about an address such as 10.0.0.0/8"
                      : "write an address such as 10.0.0.0/8, or one of %s"
                          .formatted(Suggestion.list(pods))));
    }
    return meant;
  }

  /** How somebody may be called. */
  private static Stream<String> names(Party party) {
    return party instanceof Party.Pods pods
        ? Stream.of(pods.name(), pods.namespace() + "/" + pods.name(), pods.toString())
        : Stream.of(party.toString());
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
    return party instanceof Party.Outside outside && range.isPresent()
        ? range.get().contains(outside.range())
        : names(party).anyMatch(name::equals);
  }

  private String explain(
      Connectivity connectivity, Predicate<Party> source, Predicate<Party> target) {
    List<Explanation> pairs = new ArrayList<>();
    for (Party sender : connectivity.parties()) {
      for (Party receiver : connectivity.parties()) {
        if (source.test(sender)
            && target.test(receiver)
            && !sender.equals(receiver)
            && !(sender instanceof Party.Outside && receiver instanceof Party.Outside)) {
          pairs.add(connectivity.explain(sender, receiver));
        }
      }
    }
    if (pairs.isEmpty()) {
      throw new UserError(
          "between %s and %s is nothing to explain".formatted(from.orElseThrow(), to.orElseThrow()),
          "name two workloads, or a workload and an address");
    }
    ExplanationsReport report = new ExplanationsReport(pairs);
    return format == Format.json ? report.json() : report.text();
  }

  private String list(Connectivity connectivity, Predicate<Party> source, Predicate<Party> target) {
    ConnectionsReport report =
        ConnectionsReport.of(
            connectivity.connections().stream()
                .filter(one -> source.test(one.from()) && target.test(one.to()))
                .toList());
    return switch (format) {
      case text -> report.text();
      case json -> report.json();
      case dot -> report.dot();
    };
  }
}
