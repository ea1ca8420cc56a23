package com.xtrading.platform.cli;

import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Severity;
import com.xtrading.platform.synthesis.DistCheck;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Prints lines for people; in colour where they are watched and {@code NO_COLOR} is not set. */
final class Console implements DistCheck.Listener {

  /** An error or a warning as a person was told it. */
  record Told(Severity severity, String message) {}

  private final Workspace workspace;
  private final Ansi ansi;
  private final List<Told> told = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Console(Workspace workspace) {
    this.workspace = workspace;
    this.ansi = workspace.watched() ? Ansi.AUTO : Ansi.OFF;
  }

  /** A line that is gone when the next one comes; nothing where nobody watches. */
  void progress(String text) {
    if (workspace.watched()) {
      workspace.err().print("\r\u001b[K" + text);
      workspace.err().flush();
    }
  }

  /** A line of results. */
  void line(String text) {
    clear();
    workspace.out().println(text);
  }

  void good(String text) {
    clear();
    workspace.out().println(paint("green", text));
  }

  void warning(String text) {
    told.add(new Told(Severity.WARNING, text));
    clear();
    workspace.err().println(paint("yellow", "warning: ") + text);
  }

  /** What was left aside for a good reason. */
  void skipped(String text) {
    clear();
    workspace.err().println("skipped: " + text);
  }

  void error(String text) {
    told.add(new Told(Severity.ERROR, text));
    clear();
    workspace.err().println(paint("red", "error: ") + text);
  }

  /** Every error and warning so far, for whoever also writes them as JSON. */
  List<Told> told() {
    return told;
  }

  /** What is worth knowing, beside the results. */
  List<String> notes() {
    return notes;
  }

  /** Every line of a text of results. */
  void lines(String text) {
    text.lines().forEach(this::line);
  }

  /** Says whose turn it is. */
  void rendering(String environment) {
    progress("rendering " + environment + " …");
  }

  void finding(String environment, Finding finding) {
    problem(finding.severity(), "%s: %s".formatted(environment, finding));
  }

  @Override
  public void problem(Severity severity, String text) {
    if (severity == Severity.ERROR) {
      error(text);
    } else {
      warning(text);
    }
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  private void clear() {
    progress("");
  }

  private String paint(String color, String text) {
    // Text is not markup: only the frame is.
    return ansi.enabled()
        ? Ansi.Style.on(Ansi.Style.parse(color)) + text + Ansi.Style.reset.on()
        : text;
  }
}
