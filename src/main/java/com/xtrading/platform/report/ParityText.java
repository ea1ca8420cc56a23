package com.xtrading.platform.report;

import com.xtrading.platform.declaration.AllowedDifference;
import com.xtrading.platform.document.Block;
import com.xtrading.platform.document.BulletList;
import com.xtrading.platform.document.Document;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.TerminalWriter;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.parity.OutputChange;
import com.xtrading.platform.parity.ParityReport;
import com.xtrading.platform.parity.SettingCause;
import java.util.ArrayList;
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
    List<Block> blocks = new ArrayList<>();
    report.causes().forEach(cause -> blocks.add(section(cause, all)));
    if (!report.more().isEmpty()) {
      blocks.add(Section.of("What names should not change, and do:", changes(report.more(), true)));
    }
    blocks.addAll(result(report));
    int changes = report.causes().stream().mapToInt(cause -> cause.changes().size()).sum();
    return TerminalWriter.write(
        Document.of(
            "%s -> %s: %d differences, by settings in %d parts"
                .formatted(report.from(), report.to(), changes, report.causes().size()),
            blocks));
  }

  private static Section section(SettingCause cause, boolean all) {
    List<Block> blocks = new ArrayList<>();
    for (SettingCause.Setting setting : cause.settings()) {
      blocks.add(
          new Paragraph(
              "%s: %s -> %s  [%s]"
                  .formatted(
                      setting.path(),
                      setting.from().isEmpty() ? "nothing" : setting.from(),
                      setting.to().isEmpty() ? "nothing" : setting.to(),
                      setting.allowed().orElse("NOT ALLOWED"))));
    }
    blocks.add(changes(cause.changes(), all));
    return new Section(cause.part(), blocks);
  }

  private static BulletList changes(List<OutputChange> changes, boolean all) {
    int shown = all ? changes.size() : Math.min(SHOWN, changes.size());
    List<String> items = new ArrayList<>();
    changes.subList(0, shown).forEach(change -> items.add(change.toString()));
    if (changes.isEmpty()) {
      items.add("changes nothing in what is rendered");
    } else if (shown < changes.size()) {
      items.add("and %d more".formatted(changes.size() - shown));
    }
    return new BulletList(items);
  }

  private static List<Block> result(ParityReport report) {
    List<SettingCause.Setting> forbidden =
        report.causes().stream().flatMap(cause -> cause.forbidden().stream()).toList();
    List<Block> lines = new ArrayList<>();
    if (report.isFine()) {
      lines.add(new Paragraph("Every difference is allowed."));
    } else {
      lines.add(
          new Paragraph(
              "%d settings differ and may not; %d differences come with names and are none:"
                  .formatted(forbidden.size(), report.more().size())));
      lines.add(
          new BulletList(
              forbidden.stream()
                  .map(
                      setting ->
                          "%s: %s and %s; set both alike, or allow it in EnvironmentDifferences with the reason"
                              .formatted(setting.path(), setting.from(), setting.to()))
                  .toList()));
    }
    for (AllowedDifference unused : report.unused()) {
      lines.add(new Paragraph("Allowed, and not needed any more: " + unused));
    }
    return lines;
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
