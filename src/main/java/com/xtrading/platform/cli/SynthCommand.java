package com.xtrading.platform.cli;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.synthesis.DeliveredDist;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import com.xtrading.platform.synthesis.OutputFolder;
import com.xtrading.platform.synthesis.RejectedOutput;
import com.xtrading.platform.synthesis.WrittenEnvironment;
import java.util.List;
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

  @Override
  public Integer call() {
    return synthesize(parent.workspace(), names, timings);
  }

  static int synthesize(Workspace workspace, List<String> names, boolean printTimings) {
    Console console = new Console(workspace);
    Timings timings = new Timings();
    EnvironmentSelection selection =
        timings.measure("load environments", () -> workspace.select(names));
    selection.problems().forEach(problem -> console.warning(problem.toString()));
    OutputFolder dist = workspace.output();
    List<JudgedEnvironment> results =
        workspace
            .synthesis(DeliveredDist.in(dist.files()), timings)
            .run(selection, console::rendering);
    if (!accepted(console, workspace, results)) {
      return ExitCodes.FINDINGS;
    }
    console.progress("writing …");
    List<WrittenEnvironment> written = timings.measure("write", () -> dist.write(results));
    if (names.isEmpty()) {
      dist.strangers(results).forEach(console::warning);
    }
    for (WrittenEnvironment one : written) {
      one.warnings().forEach(console::warning);
      console.good(one.toString());
    }
    if (printTimings) {
      timings
          .parts()
          .forEach((part, time) -> console.line("%-18s %6d ms".formatted(part, time.toMillis())));
    }
    return 0;
  }

  /** An expired waiver does not stop a roll-out here; {@code check} fails on it. */
  private static boolean accepted(
      Console console, Workspace workspace, List<JudgedEnvironment> results) {
    boolean accepted = true;
    for (JudgedEnvironment result : results) {
      String name = result.name();
      result
          .verdict()
          .expiredFindings()
          .forEach(waived -> console.warning(name + ": waiver expired: " + waived.finding()));
      result.verdict().findings().forEach(finding -> console.finding(name, finding));
      if (!result.verdict().isFit()) {
        accepted = false;
        console.error(
            "%s is not written; look at %s"
                .formatted(name, RejectedOutput.write(workspace.directory(), result)));
      }
    }
    return accepted;
  }
}
