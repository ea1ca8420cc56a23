package com.xtrading.platform;

import com.xtrading.platform.cli.BuildFreshness;
import com.xtrading.platform.cli.PlatformCommand;
import com.xtrading.platform.cli.Workspace;
import com.xtrading.platform.synthesis.RunningProgram;
import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** Starts the program: {@code mvn exec:java}, with arguments in {@code -Dexec.args}. */
public final class Main {

  public static void main(String[] arguments) {
    int exitCode =
        BuildFreshness.of(Main.class)
            .problem()
            .map(Main::refuse)
            .orElseGet(() -> PlatformCommand.run(workspace(), arguments));
    if (exitCode != 0) {
      // Inside Maven's own process this is the only way to end with our exit code and without a
      // stack trace.
      System.exit(exitCode);
    }
  }

  private static int refuse(String problem) {
    System.err.println("error: " + problem);
    return 2;
  }

  private static Workspace workspace() {
    return new Workspace(
        TradingPlatform::declare,
        Path.of("").toAbsolutePath(),
        // The cdk8s command line collects output from the folder that it names here.
        Optional.ofNullable(System.getenv("CDK8S_OUTDIR")).map(Path::of).map(Path::toAbsolutePath),
        writer(System.out),
        writer(System.err),
        LocalDate.now(),
        isWatched(),
        RunningProgram::current);
  }

  /** Since Java 22 there is a console without a terminal too; Java 17 cannot ask it. */
  private static boolean isWatched() {
    if (System.console() == null || System.getenv("CI") != null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(System.console());
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }

  /** UTF-8, whatever the locale says. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private Main() {}
}
