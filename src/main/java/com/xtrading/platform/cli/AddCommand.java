package com.xtrading.platform.cli;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.rules.Policies;
import com.xtrading.platform.scaffold.Change;
import com.xtrading.platform.scaffold.NewEnvironment;
import com.xtrading.platform.scaffold.NewPolicy;
import com.xtrading.platform.scaffold.NewService;
import com.xtrading.platform.scaffold.Trial;
import com.xtrading.platform.synthesis.DeliveredDist;
import com.xtrading.platform.synthesis.RunningProgram;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code add}: writes what people would write by hand, after it was rendered and judged beside the
 * project. Where something does not hold, nothing is written.
 */
@Command(
    name = "add",
    description =
        "Adds a service, an environment or a rule to the sources. Services and environments are"
            + " rendered and judged first; nothing is written unless everything holds.",
    mixinStandardHelpOptions = true)
final class AddCommand {

  @ParentCommand private PlatformCommand parent;

  @Command(
      name = "service",
      description = "A web service with a database, declared in TradingPlatform, with small sizes.",
      mixinStandardHelpOptions = true)
  int service(
      @Parameters(paramLabel = "NAME", description = "What it is called, such as signal-service.")
          String name,
      @Option(
              names = "--nodes",
              paramLabel = "ENV=N",
              description = "Also gives an environment another number of nodes.")
          Map<String, Integer> nodes) {
    Workspace workspace = parent.workspace();
    List<Environment> environments = workspace.select(List.of()).all();
    NewService service = new NewService(name);
    Map<String, Integer> counts = known(nodes == null ? Map.of() : nodes, environments);
    return write(
        workspace,
        service.in(workspace.directory(), environments, counts),
        "add service %s%s".formatted(name, written(counts)),
        service.open(environments));
  }

  @Command(
      name = "environment",
      description = "An environment like another one, under names of its own.",
      mixinStandardHelpOptions = true)
  int environment(
      @Parameters(paramLabel = "NAME", description = "What it is called, such as uat.") String name,
      @Option(
              names = "--like",
              paramLabel = "ENV",
              required = true,
              description = "The environment whose file is copied.")
          String like) {
    Workspace workspace = parent.workspace();
    NewEnvironment environment =
        new NewEnvironment(name, workspace.select(List.of(like)).named(like));
    return write(
        workspace,
        environment.in(workspace.directory()),
        "add environment " + name,
        environment.open());
  }

  @Command(
      name = "policy",
      description = "A rule about single objects, as a text in CEL to be changed.",
      mixinStandardHelpOptions = true)
  int policy(
      @Parameters(paramLabel = "NAME", description = "What must hold, such as NamesAreShort.")
          String name) {
    Workspace workspace = parent.workspace();
    NewPolicy policy = new NewPolicy(name, Policies.all().stream().map(Rule::id).toList());
    return tell(workspace, new Console(workspace), policy.in(workspace.directory()), policy.open());
  }

  private static int write(Workspace workspace, Change change, String command, List<String> open) {
    Console console = new Console(workspace);
    Trial trial =
        new Trial(
            workspace.directory(),
            workspace.declaration(),
            declaration ->
                workspace
                    .declaring(declaration)
                    .synthesis()
                    .against(DeliveredDist.in(workspace.output().files())),
            console::rendering);
    List<Trial.Misfit> misfits = trial.misfits(change, RunningProgram.path());
    for (Trial.Misfit misfit : misfits) {
      misfit.findings().forEach(finding -> console.error(misfit.environment() + ": " + finding));
    }
    if (!misfits.isEmpty()) {
      String nodes =
          misfits.stream()
              .flatMap(
                  misfit ->
                      misfit.nodes().stream()
                          .map(count -> " --nodes %s=%d".formatted(misfit.environment(), count)))
              .collect(Collectors.joining());
      console.error(
          "nothing is written"
              + (nodes.isEmpty() ? "" : "; it would fit with: ./platform " + command + nodes));
      return ExitCodes.FINDINGS;
    }
    return tell(workspace, console, change, open);
  }

  private static int tell(Workspace workspace, Console console, Change change, List<String> open) {
    change.write(workspace.directory()).forEach(path -> console.good("written: " + path));
    open.forEach(one -> console.line("to decide: " + one));
    console.line("next: ./platform synth, and mvn verify");
    return 0;
  }

  private static Map<String, Integer> known(
      Map<String, Integer> nodes, List<Environment> environments) {
    List<String> names = environments.stream().map(one -> one.name().value()).toList();
    nodes.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UserError(
                  "--nodes: there is no environment \"%s\"".formatted(name),
                  "choose from " + String.join(", ", names));
            });
    return new TreeMap<>(nodes);
  }

  private static String written(Map<String, Integer> nodes) {
    return nodes.entrySet().stream()
        .map(node -> " --nodes %s=%d".formatted(node.getKey(), node.getValue()))
        .collect(Collectors.joining());
  }
}
