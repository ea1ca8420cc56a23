package com.xtrading.platform.alerting;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What our evaluator says of alerts that fire together: who is told, which of those are quiet at a
 * moment, and by which rules the alert is inhibited.
 *
 * <p>Arguments: a configuration, a file with a JSON list of the labels of each alert, the moment,
 * and where to write the answers in the same order.
 */
public final class RoutingAnswers {

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[0]);
    AlertmanagerConfig config =
        ConfigFile.read(path.toString(), Files.readString(path)).config().orElseThrow();
    List<Map<String, String>> alerts =
        new ObjectMapper().readValue(Path.of(arguments[1]).toFile(), new TypeReference<>() {});
    Instant at = Instant.parse(arguments[2]);
    Routing routing = Routing.of(config);
    Inhibition inhibition = Inhibition.of(config);
    List<Fields> answers =
        alerts.stream()
            .map(alert -> answer(routing.of(alert, at), inhibition.of(alert, alerts)))
            .toList();
    Files.writeString(Path.of(arguments[3]), JsonWriter.write(Fields.of("answers", answers)));
  }

  private static Fields answer(List<Notice> notices, List<Inhibition.Silenced> silenced) {
    return Fields.of("receivers", notices.stream().map(Notice::receiver).toList())
        .with(
            "quiet",
            notices.stream()
                .filter(notice -> notice.quiet().isPresent())
                .map(Notice::receiver)
                .toList())
        .with("inhibitedBy", silenced.stream().map(Inhibition.Silenced::rule).toList());
  }

  private RoutingAnswers() {}
}
