package com.xtrading.platform.report;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.Severity;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Findings in the formats that other tools read.
 *
 * @param rules every rule that was held against the objects
 * @param places what was found
 * @param problems what could not be read, and so was not judged
 */
public record FindingsReport(List<Rule> rules, List<Place> places, List<String> problems) {

  /** What XML cannot say, and a terminal should not. */
  private static final Pattern PRINTABLE_ONLY =
      Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private static final String SARIF =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /**
   * A finding and where it is written.
   *
   * @param finding what is wrong
   * @param file the file of the object, from where the command runs; absolute where it is elsewhere
   * @param line the line of the field, from 1
   */
  public record Place(Finding finding, String file, int line) {}

  public FindingsReport {
    rules = List.copyOf(rules);
    places = List.copyOf(places);
    problems = List.copyOf(problems);
  }

  /** One JSON object with the lists {@code findings} and {@code problems}. */
  public String json() {
    List<Map<String, Object>> findings = new ArrayList<>();
    for (Place place : places) {
      Finding finding = place.finding();
      findings.add(
          Fields.of("rule", finding.rule())
              .with("severity", level(finding.severity()))
              .with("object", finding.object())
              .with("path", finding.path())
              .with("message", message(finding))
              .with("file", place.file())
              .with("line", place.line()));
    }
    return JsonWriter.write(Fields.of("findings", findings).with("problems", problems));
  }

  /** SARIF 2.1.0, as code scanning of pull requests reads it. */
  public String sarif() {
    List<Map<String, Object>> described = new ArrayList<>();
    for (Rule rule : rules) {
      described.add(
          Fields.of("id", rule.id())
              .with("shortDescription", Fields.of("text", rule.statement()))
              .with("help", Fields.of("text", rule.remedy()))
              .with("defaultConfiguration", Fields.of("level", level(rule.severity()))));
    }
    List<Map<String, Object>> results = new ArrayList<>();
    for (Place place : places) {
      results.add(result(place));
    }
    Map<String, Object> driver = Fields.of("name", "platform policy").with("rules", described);
    return JsonWriter.write(
        Fields.of("$schema", SARIF)
            .with("version", "2.1.0")
            .with(
                "runs",
                List.of(
                    Fields.of("tool", Fields.of("driver", driver))
                        .with("invocations", List.of(invocation()))
                        .with("results", results))));
  }

  private Map<String, Object> invocation() {
    List<Map<String, Object>> notifications = new ArrayList<>();
    problems.forEach(
        problem ->
            notifications.add(
                Fields.of("level", "error").with("message", Fields.of("text", problem))));
    return Fields.of("executionSuccessful", problems.isEmpty())
        .with("toolExecutionNotifications", notifications);
  }

  /** JUnit XML: a test for each rule, which fails with everything that it found. */
  public String junit() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "policy");
      xml.writeAttribute("tests", String.valueOf(rules.size() + (problems.isEmpty() ? 0 : 1)));
      xml.writeAttribute("errors", problems.isEmpty() ? "0" : "1");
      xml.writeAttribute(
          "failures", String.valueOf(rules.stream().filter(rule -> !of(rule).isEmpty()).count()));
      for (Rule rule : rules) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "policy");
        xml.writeAttribute("name", rule.id());
        List<Place> found = of(rule);
        if (!found.isEmpty()) {
          xml.writeStartElement("failure");
          xml.writeAttribute("message", "%d places".formatted(found.size()));
          xml.writeCharacters(lines(found));
          xml.writeEndElement();
        }
        xml.writeEndElement();
      }
      if (!problems.isEmpty()) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "policy");
        xml.writeAttribute("name", "everything can be read");
        xml.writeStartElement("error");
        xml.writeCharacters(
            PRINTABLE_ONLY.matcher(String.join("\n", problems)).replaceAll("\uFFFD"));
        xml.writeEndElement();
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // nothing is read, and a text takes everything
    }
    return text + "\n";
  }

  /** A line for each finding. */
  public String text() {
    return lines(places);
  }

  private List<Place> of(Rule rule) {
    return places.stream().filter(place -> place.finding().rule().equals(rule.id())).toList();
  }

  private static String lines(List<Place> places) {
    StringBuilder lines = new StringBuilder();
    for (Place place : places) {
      lines.append("%s:%d: %s\n".formatted(place.file(), place.line(), place.finding()));
    }
    return PRINTABLE_ONLY.matcher(lines).replaceAll("\uFFFD");
  }

  private static Map<String, Object> result(Place place) {
    Finding finding = place.finding();
    return Fields.of("ruleId", finding.rule())
        .with("level", level(finding.severity()))
        .with("message", Fields.of("text", "%s: %s".formatted(finding.object(), message(finding))))
        .with(
            "locations",
            List.of(
                Fields.of(
                        "physicalLocation",
                        Fields.of("artifactLocation", artifact(place.file()))
                            .with("region", Fields.of("startLine", place.line())))
                    .with(
                        "logicalLocations",
                        List.of(
                            Fields.of(
                                "fullyQualifiedName", finding.object() + ": " + finding.path())))));
  }

  /** Code scanning looks for relative places from the root of the repository on. */
  private static Map<String, Object> artifact(String file) {
    String path =
        Stream.of(file.split("/"))
            .map(step -> URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return file.startsWith("/")
        ? Fields.of("uri", "file://" + path)
        : Fields.of("uri", path).with("uriBaseId", "%SRCROOT%");
  }

  private static String message(Finding finding) {
    return finding.problem() + "; " + finding.change();
  }

  private static String level(Severity severity) {
    return severity == Severity.ERROR ? "error" : "warning";
  }
}
