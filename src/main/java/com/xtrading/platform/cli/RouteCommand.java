package com.xtrading.platform.cli;

import com.xtrading.platform.alerting.AlertmanagerConfig;
import com.xtrading.platform.alerting.ConfigFile;
import com.xtrading.platform.alerting.ConfigLint;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.report.RoutingText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code route}: who is told of an alert, when, and what keeps it quiet. */
@Command(
    name = "route",
    description =
        "Says who is told of an alert with these labels: grouped with what, when, and what keeps it"
            + " quiet, by the Alertmanager of an environment or by any configuration.",
    mixinStandardHelpOptions = true)
final class RouteCommand implements Callable<Integer> {

  private static final String RENDERED = "config/alertmanager/alertmanager.yaml";

  @ParentCommand private PlatformCommand parent;

  @Parameters(
      paramLabel = "ENV LABEL=VALUE",
      arity = "0..*",
      description = "The environment, unless --config is there; then labels of the alert.")
  private List<String> words = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration of Alertmanager instead of that of an environment.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When it is told, such as 2026-12-01T22:00+08:00 (default: now).")
  private Optional<String> time = Optional.empty();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private TextOrJson format = TextOrJson.text;

  @Override
  public Integer call() {
    boolean named = !words.isEmpty() && words.get(0).indexOf('=') < 0;
    if (named == config.isPresent()) {
      throw new UserError(
          "route wants an environment or --config, and one of both",
          "write route production alertname=ServiceDown, or route --config FILE …");
    }
    Map<String, String> labels = labels(named ? words.subList(1, words.size()) : words);
    ZonedDateTime at = time.map(RouteCommand::moment).orElse(Instant.now().atZone(ZoneOffset.UTC));
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    ConfigFile file =
        config
            .map(path -> read(workspace.directory(), path))
            .orElseGet(() -> rendered(workspace, console, words.get(0)));
    if (file.config().isEmpty()) {
      file.located(file.refusals()).forEach(console::error);
      return ExitCodes.BAD_INPUT;
    }
    AlertmanagerConfig accepted = file.config().get();
    file.located(ConfigLint.of(accepted)).forEach(console::warning);
    RoutingText text = new RoutingText(accepted, labels, at);
    console.line((format == TextOrJson.json ? text.json() : text.text()).stripTrailing());
    return 0;
  }

  private static Map<String, String> labels(List<String> pairs) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : pairs) {
      int sign = pair.indexOf('=');
      if (sign <= 0) {
        throw new UserError(
            "\"%s\" is not a label with its value".formatted(pair), "write severity=critical");
      }
      if (labels.put(pair.substring(0, sign), pair.substring(sign + 1)) != null) {
        throw new UserError(
            "label %s is there twice".formatted(pair.substring(0, sign)), "keep one of both");
      }
    }
    labels.values().removeIf(String::isEmpty); // an empty label is none
    if (labels.isEmpty()) {
      throw new UserError(
          "the alert has no labels", "write them, such as alertname=ServiceDown severity=critical");
    }
    return labels;
  }

  private static ZonedDateTime moment(String text) {
    try {
      return ZonedDateTime.parse(text);
    } catch (DateTimeParseException broken) {
      throw new UserError(
          "--at: \"%s\" is not a time with its zone".formatted(text),
          "write 2026-12-01T22:00Z or 2026-12-01T22:00+08:00");
    }
  }

  private static ConfigFile read(Path directory, Path path) {
    try {
      return ConfigFile.read(path.toString(), Files.readString(directory.resolve(path)));
    } catch (NoSuchFileException gone) {
      throw new UserError(
          "%s is not there".formatted(path), "name a configuration of Alertmanager");
    } catch (CharacterCodingException binary) {
      throw new UserError(
          "%s is not UTF-8".formatted(path), "name a configuration of Alertmanager");
    } catch (IOException unreadable) {
      throw new UserError("%s cannot be read".formatted(path), "name a file that can");
    }
  }

  private static ConfigFile rendered(Workspace workspace, Console console, String environment) {
    return workspace
        .synthesis()
        .render(workspace.select(List.of(environment)), console::rendering)
        .get(0)
        .files()
        .stream()
        .filter(file -> file.path().equals(RENDERED))
        .findFirst()
        .map(RouteCommand::file)
        .orElseThrow(
            () ->
                new UserError(
                    "%s has no Alertmanager: nothing renders %s for it"
                        .formatted(environment, RENDERED),
                    "name another environment, or a configuration with --config FILE"));
  }

  private static ConfigFile file(NativeFile file) {
    return ConfigFile.read(file.path(), file.text());
  }
}
