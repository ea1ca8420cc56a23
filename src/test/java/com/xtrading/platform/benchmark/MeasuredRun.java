package com.xtrading.platform.benchmark;

import com.xtrading.platform.TradingPlatform;
import com.xtrading.platform.cli.PlatformCommand;
import com.xtrading.platform.cli.Workspace;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/** The main job in the current folder, with its parts and its peak memory. */
public final class MeasuredRun {

  public static void main(String[] arguments) throws IOException {
    run(TradingPlatform::declare, Path.of("").toAbsolutePath());
  }

  /**
   * Renders a folder, prints the parts and, as the last line, the peak memory, and ends the
   * process.
   */
  static void run(Function<Environment, Platform> declaration, Path folder) throws IOException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode =
        PlatformCommand.run(
            new Workspace(
                declaration,
                folder,
                Optional.empty(),
                out,
                err,
                LocalDate.now(),
                false,
                Optional::empty),
            "synth",
            "--timings");
    out.println("peak memory " + (PeakMemory.ofThisProcess() + PeakMemory.ofChildren()) + " MiB");
    System.exit(exitCode);
  }

  private MeasuredRun() {}
}
