package com.xtrading.platform.report;

import com.xtrading.platform.declaration.AllowedDifference;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.parity.OutputChange;
import com.xtrading.platform.parity.ParityReport;
import com.xtrading.platform.parity.SettingCause;
import java.util.List;
import java.util.Map;

/** A report about two environments for people and for programs. */
public final class ParityText {

  private static final int SHOWN = 3;

  private ParityText() {}

  /**
   * For a terminal: each cause with its settings and what they change.
   *
   * @param all whether every change is named
   */
  public static String text(ParityReport report, boolean all) {
    StringBuilder text = new StringBuilder();
    int changes = report.causes().stream().mapToInt(cause -> cause.changes().size()).sum();
    text.append(
        "%s -> %s: %d differences, by settings in %d parts\n"
            .formatted(report.from(), report.to(), changes, report.causes().size()));
    for (SettingCause cause : report.causes()) {
      text.append("\n").append(cause.part()).append("\n");
      for (SettingCause.Setting setting : cause.settings()) {
        text.append(
            "  %s: %s -> %s  [%s]\n"
                .formatted(
                    setting.path(),
                    setting.from().isEmpty() ? "nothing" : setting.from(),
                    setting.to().isEmpty() ? "nothing" : setting.to(),
                    setting.allowed().orElse("NOT ALLOWED")));
      }
      changes(text, cause.changes(), all);
    }
    if (!report.more().isEmpty()) {
      text.append("\nWhat names should not change, and do:\n");
      changes(text, report.more(), true);
    }
    text.append("\n").append(result(report)).append("\n");
    return text.toString();
  }

  private static void changes(StringBuilder text, List<OutputChange> changes, boolean all) {
    int shown = all ? changes.size() : Math.min(SHOWN, changes.size());
    changes.subList(0, shown).forEach(change -> text.append("    ").append(change).append("\n"));
    if (changes.isEmpty()) {
      text.append("    changes nothing in what is rendered\n");
    } else if (shown < changes.size()) {
      text.append("    and %d more\n".formatted(changes.size() - shown));
    }
  }

  private static String result(ParityReport report) {
    List<SettingCause.Setting> forbidden =
        report.causes().stream().flatMap(cause -> cause.forbidden().stream()).toList();
    StringBuilder text = new StringBuilder();
    if (report.isFine()) {
      text.append("Every difference is allowed.");
    } else {
      text.append(
          "%d settings differ and may not; %d differences come with names and are none:"
              .formatted(forbidden.size(), report.more().size()));
      forbidden.forEach(
          setting ->
              text.append(
                  "\n  %s: %s and %s; set both alike, or allow it in EnvironmentDifferences with the reason"
                      .formatted(setting.path(), setting.from(), setting.to())));
    }
    for (AllowedDifference unused : report.unused()) {
      text.append("\nAllowed, and not needed any more: ").append(unused);
    }
    return text.toString();
  }

  /** The whole report. */
  public static String json(ParityReport report) {
    return JsonWriter.write(
        Fields.of("from", report.from())
            .with("to", report.to())
            .with("allowed", report.isFine())
            .with("causes", report.causes().stream().map(ParityText::tree).toList())
            .with("beyondNames", report.more().stream().map(ParityText::tree).toList())
            .with(
                "unusedAllowances",
                report.unused().stream().map(AllowedDifference::path).toList()));
  }

  private static Map<String, Object> tree(SettingCause cause) {
    return Fields.of("part", cause.part())
        .with(
            "settings",
            cause.settings().stream()
                .map(
                    setting -> {
                      Fields tree =
                          Fields.of("path", setting.path())
                              .with("from", setting.from())
                              .with("to", setting.to());
                      setting.allowed().ifPresent(reason -> tree.with("allowed", reason));
                      return tree;
                    })
                .toList())
        .with("changes", cause.changes().stream().map(ParityText::tree).toList());
  }

  private static Map<String, Object> tree(OutputChange change) {
    return Fields.of("object", change.object())
        .with("path", change.path())
        .with("from", change.from())
        .with("to", change.to());
  }
}
