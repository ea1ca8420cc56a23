package com.xtrading.platform.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One sentence of a policy: a condition on what stands at some places.
 *
 * @param name how findings and refusals speak of it
 * @param replaces the control of a wider policy that says less, and is left out beside this one
 * @param each from where the places are looked up
 * @param at the places
 * @param holds CEL: the condition, over {@code it}, which is null where nothing stands there;
 *     {@code container} and {@code variables} are known as well
 * @param problem what is wrong where it does not hold; texts in braces are CEL
 * @param change the change to make
 */
record Control(
    String name,
    Optional<String> replaces,
    Each each,
    List<FieldPattern> at,
    String holds,
    String problem,
    String change) {

  private static final Pattern HOLE = Pattern.compile("\\{([^}]+)}");

  /** What the subresource resize of pods changes (kubernetes, ValidatePodResize). */
  private static final Set<String> RESIZED =
      Set.of(
          "resources.requests.cpu",
          "resources.limits.cpu",
          "resources.requests.memory",
          "resources.limits.memory");

  /** From where places are looked up. */
  enum Each {
    /** The object itself. */
    OBJECT,
    /** Metadata and spec of the pod that the object is or makes. */
    POD,
    /** Every container of the pod. */
    CONTAINER,
    /** Every container that runs from the start: no ephemeral ones. */
    PLANNED_CONTAINER,
    /** The security contexts of the pod and of every container. */
    SECURITY_CONTEXT
  }

  Control {
    at = List.copyOf(at);
  }

  /** What a variable of every policy holds: one tree, or containers. */
  enum Among {
    SELF(false),
    POD(false),
    CONTAINERS(true),
    PLANNED(true);

    private final boolean isList;

    Among(boolean isList) {
      this.isList = isList;
    }

    boolean isList() {
      return isList;
    }

    /** The name of the variable. */
    String variable() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Places below one tree, or below each container. */
  record Start(Among among, List<FieldPattern> paths) {

    private String all() {
      return "variables." + among.variable();
    }

    private String one() {
      return among.isList() ? "container" : all();
    }
  }

  /** Whether it looks at what an API server changes in pods that run: cpu and memory. */
  boolean isAboutSize() {
    return at.stream().map(FieldPattern::text).anyMatch(RESIZED::contains);
  }

  List<Start> starts() {
    return switch (each) {
      case OBJECT -> List.of(new Start(Among.SELF, at));
      case POD -> List.of(new Start(Among.POD, at));
      case CONTAINER -> List.of(new Start(Among.CONTAINERS, at));
      case PLANNED_CONTAINER -> List.of(new Start(Among.PLANNED, at));
      case SECURITY_CONTEXT ->
          List.of(
              new Start(
                  Among.POD, at.stream().map(path -> path.below("spec.securityContext")).toList()),
              new Start(
                  Among.CONTAINERS,
                  at.stream().map(path -> path.below("securityContext")).toList()));
    };
  }

  /** CEL over the whole object: whether the condition holds everywhere. */
  String validation() {
    List<String> texts = new ArrayList<>();
    for (Start start : starts()) {
      String body =
          String.join(
              " && ",
              start.paths().stream().map(path -> path.every(start.one(), condition())).toList());
      texts.add(
          start.among().isList() ? "%s.all(container, %s)".formatted(start.all(), body) : body);
    }
    return String.join(" && ", texts);
  }

  /** CEL over the whole object: what is wrong, and in which containers. */
  String messageExpression() {
    List<String> texts = new ArrayList<>();
    for (Start start : starts()) {
      String messages =
          "(%s)"
              .formatted(
                  String.join(
                      " + ",
                      start.paths().stream()
                          .map(path -> path.messages(start.one(), condition(), told(start, path)))
                          .toList()));
      texts.add(
          start.among().isList()
              ? "%s.map(container, [%s].filter(wrong, wrong.size() > 0).map(wrong, 'container ' + string(container.name) + ': ' + wrong.join(', ')).join(''))"
                      .formatted(start.all(), messages)
                  + ".filter(one, one != '')"
              : messages);
    }
    return "'%s: ' + (%s).join('; ')".formatted(name, String.join(" + ", texts));
  }

  /** The same with the place, where the start has more than one. */
  private String told(Start start, FieldPattern path) {
    return start.paths().size() > 1
        ? literal(path.text() + " ") + " + " + problemText()
        : problemText();
  }

  /** CEL over one place: what is wrong there. */
  String problemText() {
    List<String> parts = new ArrayList<>();
    Matcher hole = HOLE.matcher(problem);
    int from = 0;
    while (hole.find()) {
      parts.add(literal(problem.substring(from, hole.start())));
      parts.add("string(%s)".formatted(hole.group(1)));
      from = hole.end();
    }
    parts.add(literal(problem.substring(from)));
    return String.join(" + ", parts.stream().filter(part -> !part.equals("''")).toList());
  }

  private String condition() {
    return "(" + holds.replaceAll("\\s+", " ") + ")";
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
