package com.xtrading.platform.cli;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.synthesis.DeliveredDist;
import com.xtrading.platform.synthesis.EnvironmentOutput;
import com.xtrading.platform.synthesis.LastRun;
import com.xtrading.platform.synthesis.OutputFolder;
import com.xtrading.platform.synthesis.Synthesis;
import com.xtrading.platform.synthesis.WrittenEnvironment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code synth}: renders, judges and writes. */
@Command(
    name = "synth",
    description =
        "Renders environments into dist/. Nothing is written unless everything asked for holds.",
    mixinStandardHelpOptions = true)
final class SynthCommand implements Callable<Integer> {

  @ParentCommand private PlatformCommand parent;

  @Parameters(paramLabel = "ENV", arity = "0..*", description = "Environments (default: all).")
  private List<String> names = List.of();

  @Option(names = "--timings", description = "Prints how long each part took.")
  private boolean timings;

  @Option(names = "--redraw", description = "Draws also what did not change since the last run.")
  private boolean redraw;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private TextOrJson format = TextOrJson.text;

  @Override
  public Integer call() {
    return synthesize(parent.workspace(), names, timings, redraw, format);
  }

  static int synthesize(
      Workspace workspace,
      List<String> names,
      boolean printTimings,
      boolean redraw,
      TextOrJson format) {
    Console console = new Console(workspace);
    Timings timings = new Timings();
    LastRun last = timings.measure("last run", () -> workspace.lastRun(redraw));
    Optional<Collection<WrittenEnvironment>> written =
        timings
            .measure("last run", () -> last.whole(names))
            .or(() -> draw(workspace, names, last, console, timings));
    Collection<WrittenEnvironment> environments = written.orElse(List.of());
    environments.forEach(one -> one.warnings().forEach(console::warning));
    Map<String, Duration> parts = printTimings ? timings.parts() : Map.of();
    if (format == TextOrJson.json) {
      console.lines(RunReport.synthesized(environments, console.told(), parts));
    } else {
      environments.forEach(one -> console.good(one.toString()));
      console.lines(RunReport.text(parts));
    }
    return written.isEmpty() ? ExitCodes.FINDINGS : 0;
  }

  /** Draws and writes what does not stand; empty where something may not be written. */
  private static Optional<Collection<WrittenEnvironment>> draw(
      Workspace workspace, List<String> names, LastRun last, Console console, Timings timings) {
    OutputFolder dist = workspace.output();
    Synthesis synthesis = workspace.synthesis(timings).against(DeliveredDist.in(dist.files()));
    EnvironmentSelection selection =
        timings.measure("load environments", () -> workspace.select(names));
    selection.problems().forEach(problem -> console.warning(problem.toString()));
    SortedMap<String, WrittenEnvironment> written = last.among(selection);
    Acceptance acceptance = new Acceptance(workspace, console);
    List<EnvironmentOutput> outputs =
        synthesis.run(selection.without(written.keySet()), console::rendering, acceptance::judged);
    if (!acceptance.isGiven()) {
      return Optional.empty();
    }
    console.progress("writing …");
    timings
        .measure("write", () -> dist.write(outputs))
        .forEach(one -> written.put(one.name(), one));
    if (names.isEmpty()) {
      dist.strangers(written.keySet()).forEach(console::warning);
    }
    last.keep(selection, outputs, acceptance.told(), written);
    return Optional.of(written.values());
  }
}
