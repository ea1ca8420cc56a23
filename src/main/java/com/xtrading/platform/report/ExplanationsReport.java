package com.xtrading.platform.report;

import com.xtrading.platform.document.BulletList;
import com.xtrading.platform.document.Document;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.TerminalWriter;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.network.Explanation;
import com.xtrading.platform.network.Explanation.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why pairs can connect or cannot, for people and for other tools.
 *
 * @param pairs one for each pair that is asked about
 */
public record ExplanationsReport(List<Explanation> pairs) {

  public ExplanationsReport {
    pairs = List.copyOf(pairs);
  }

  /** The verdict on each pair, and below it what each side says with the rules that decide. */
  public String text() {
    // One document each: no empty line stands between pairs.
    return pairs.stream()
        .map(pair -> TerminalWriter.write(Document.untitled(List.of(section(pair)))))
        .collect(Collectors.joining());
  }

  private static Section section(Explanation pair) {
    return Section.of(
        "%s => %s: %s".formatted(pair.from(), pair.to(), verdict(pair)),
        says("egress of " + pair.from(), pair.egress()),
        rules(pair.egress()),
        says("ingress of " + pair.to(), pair.ingress()),
        rules(pair.ingress()));
  }

  private static String word(Explanation pair) {
    if (!pair.certain().isEmpty()) {
      return "allowed";
    }
    return pair.unknown().isEmpty() ? "denied" : "unknown";
  }

  private static String verdict(Explanation pair) {
    List<String> parts = new ArrayList<>();
    if (!pair.certain().isEmpty()) {
      parts.add("allowed, " + pair.certain());
    }
    if (!pair.unknown().isEmpty()) {
      parts.add(
          "unknown, %s: it depends on the network whether addresses mean these pods"
              .formatted(pair.unknown()));
    }
    return parts.isEmpty() ? "denied" : String.join("; ", parts);
  }

  private static Paragraph says(String side, Decision decision) {
    String says =
        decision.isOpen()
            ? "open, no policy selects it"
            : decision.traffic().isEmpty()
                ? "closed, no rule opens it"
                : decision.traffic().toString();
    return new Paragraph("%s: %s".formatted(side, says));
  }

  private static BulletList rules(Decision decision) {
    return new BulletList(
        decision.rules().stream()
            .map(rule -> "%s opens %s".formatted(rule.place(), rule.opens()))
            .toList());
  }

  /** One JSON object with a list {@code explanations}, in the words of the list of connections. */
  public String json() {
    List<Map<String, Object>> explanations = new ArrayList<>();
    for (Explanation pair : pairs) {
      explanations.add(
          Fields.of("src", pair.from().toString())
              .with("dst", pair.to().toString())
              .with("verdict", word(pair))
              .with("allowed", ConnectionsReport.entries(pair.certain()))
              .with("unknown", ConnectionsReport.entries(pair.unknown()))
              .with("egress", json(pair.egress()))
              .with("ingress", json(pair.ingress())));
    }
    return JsonWriter.write(Fields.of("explanations", explanations));
  }

  private static Map<String, Object> json(Decision decision) {
    List<Map<String, Object>> rules = new ArrayList<>();
    decision
        .rules()
        .forEach(
            rule ->
                rules.add(
                    Fields.of("rule", rule.place())
                        .with("opens", ConnectionsReport.entries(rule.opens()))));
    return Fields.of("selected", !decision.isOpen())
        .with("opens", ConnectionsReport.entries(decision.traffic()))
        .with("rules", rules);
  }
}
