package com.xtrading.platform.synthesis;

import com.xtrading.platform.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Node.js that jsii runs constructs in.
 *
 * @param version as {@code node --version} prints it
 * @param major the first number of the version
 */
public record NodeRuntime(String version, int major) {

  /** jsii has run on it, and does not refuse it. */
  private static final int OLDEST = 20;

  /** Releases that jsii 1.140 supports. */
  private static final String SUPPORTED = "22 or 24";

  private static final Pattern FORM = Pattern.compile("v(\\d+)\\.\\d+\\.\\d+.*");

  /**
   * Finds Node.js the way jsii does: {@code JSII_NODE}, or {@code node} on the PATH.
   *
   * @throws UserError when there is none, or one that is too old
   */
  public static NodeRuntime find() {
    String program = Optional.ofNullable(System.getenv("JSII_NODE")).orElse("node");
    return read(program, printedBy(program)).requireUsable();
  }

  NodeRuntime requireUsable() {
    if (major < OLDEST) {
      throw new UserError(
          "Node.js %s is too old".formatted(version), "install Node.js " + SUPPORTED);
    }
    return this;
  }

  /** One line for a Node.js that works and is not supported any more; empty for a supported one. */
  public Optional<String> advice() {
    return major == 22 || major == 24
        ? Optional.empty()
        : Optional.of(
            "Node.js %s is not supported by jsii; install Node.js %s"
                .formatted(version, SUPPORTED));
  }

  static NodeRuntime read(String program, String printed) {
    Matcher form = FORM.matcher(printed.strip());
    if (!form.matches()) {
      throw new UserError(
          "\"%s --version\" printed \"%s\"".formatted(program, printed.strip()),
          "install Node.js " + SUPPORTED);
    }
    return new NodeRuntime(printed.strip(), Integer.parseInt(form.group(1)));
  }

  private static String printedBy(String program) {
    try {
      Process process =
          new ProcessBuilder(program, "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UserError(
          "Node.js is not there: \"%s\" cannot be started".formatted(program),
          "install Node.js %s and put it on the PATH".formatted(SUPPORTED));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for the version of Node.js", e);
    }
  }
}
