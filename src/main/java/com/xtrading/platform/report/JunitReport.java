package com.xtrading.platform.report;

import com.xtrading.platform.policy.LocatedFinding;
import com.xtrading.platform.policy.LocatedFindings;
import com.xtrading.platform.policy.Rule;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Findings as JUnit XML: a test for each rule, which fails with everything that it found. */
public final class JunitReport {

  private final LocatedFindings found;
  private final XMLStreamWriter xml;

  private JunitReport(LocatedFindings found, XMLStreamWriter xml) {
    this.found = found;
    this.xml = xml;
  }

  /** One suite; what could not be read is an error of a test of its own. */
  public static String of(LocatedFindings found) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JunitReport(found, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // nothing is read, and a text takes everything
    }
    return text + "\n";
  }

  private void write() throws XMLStreamException {
    List<Rule> rules = found.rules();
    int unread = found.problems().isEmpty() ? 0 : 1;
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "policy");
    xml.writeAttribute("tests", String.valueOf(rules.size() + unread));
    xml.writeAttribute("errors", String.valueOf(unread));
    xml.writeAttribute(
        "failures", String.valueOf(rules.stream().filter(rule -> !of(rule).isEmpty()).count()));
    for (Rule rule : rules) {
      startTest(rule.id());
      List<LocatedFinding> broken = of(rule);
      if (!broken.isEmpty()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", "%d places".formatted(broken.size()));
        xml.writeCharacters(FindingsText.lines(broken));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    if (unread > 0) {
      startTest("everything can be read");
      xml.writeStartElement("error");
      xml.writeCharacters(FindingsText.printable(String.join("\n", found.problems())));
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void startTest(String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "policy");
    xml.writeAttribute("name", name);
  }

  private List<LocatedFinding> of(Rule rule) {
    return found.findings().stream()
        .filter(located -> located.finding().rule().equals(rule.id()))
        .toList();
  }
}
