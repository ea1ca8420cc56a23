package com.xtrading.platform.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program. Without a command it does what {@code synth} does. */
@Command(
    name = "platform",
    description = "Renders the xTrading platform from environments/*.yaml into dist/.",
    mixinStandardHelpOptions = true,
    versionProvider = PlatformCommand.Version.class,
    subcommands = {
      SynthCommand.class,
      CheckCommand.class,
      EnvironmentsCommand.class,
      ConnectivityCommand.class,
      PolicyCommand.class,
      CapacityCommand.class,
      ParityCommand.class,
      MetricsCommand.class,
      RouteCommand.class,
      AddCommand.class,
      GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, nothing to complain about",
      "1:findings: a policy does not hold, or dist/ is not what synthesis writes",
      "2:bad input: an environment file, an argument, the machine or dist/ cannot be used",
      "3:an error of this program"
    })
public final class PlatformCommand implements Callable<Integer> {

  @Option(
      names = {"-C", "--directory"},
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "The folder that holds environments/ and dist/ (default: where the command runs).")
  private Path directory;

  private final Workspace workspace;

  private PlatformCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Runs one command and returns its exit code.
   *
   * @param arguments command, options and environment names
   */
  public static int run(Workspace workspace, String... arguments) {
    CommandLine line = new CommandLine(new PlatformCommand(workspace));
    line.setOut(workspace.out());
    line.setErr(workspace.err());
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> ExitCodes.report(error, workspace));
    try {
      return line.execute(arguments);
    } finally {
      workspace.out().flush();
      workspace.err().flush();
    }
  }

  @Override
  public Integer call() {
    return SynthCommand.synthesize(workspace(), List.of(), false, false, TextOrJson.text);
  }

  Workspace workspace() {
    return directory == null ? workspace : workspace.in(directory);
  }

  /** Prints the version of the build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      try (InputStream file = PlatformCommand.class.getResourceAsStream("version.txt")) {
        return new String[] {new String(file.readAllBytes(), StandardCharsets.UTF_8).strip()};
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
