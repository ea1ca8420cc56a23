package com.xtrading.platform.benchmark;

import com.xtrading.platform.TradingPlatform;
import com.xtrading.platform.cli.PlatformCommand;
import com.xtrading.platform.cli.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The main job in the current folder, with its parts and its peak memory. */
public final class MeasuredRun {

  public static void main(String[] arguments) throws IOException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    int exitCode =
        PlatformCommand.run(
            new Workspace(
                TradingPlatform::declare,
                Path.of("").toAbsolutePath(),
                Optional.empty(),
                out,
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                LocalDate.now(),
                false),
            "synth",
            "--timings");
    out.println("peak memory " + (PeakMemory.ofThisProcess() + PeakMemory.ofChildren()) + " MiB");
    System.exit(exitCode);
  }

  private MeasuredRun() {}
}
