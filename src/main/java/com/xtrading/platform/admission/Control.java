package com.xtrading.platform.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    List<FieldPath> at,
    String holds,
    String problem,
    String change) {

  private static final Pattern HOLE = Pattern.compile("\\{([^}]+)}");

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

  /** A starting point: the pod or object where there is no list of containers. */
  record Start(Optional<String> containers, String base, List<FieldPath> paths) {}

  List<Start> starts() {
    return switch (each) {
      case OBJECT -> List.of(new Start(Optional.empty(), "variables.self", at));
      case POD -> List.of(new Start(Optional.empty(), "variables.pod", at));
      case CONTAINER -> List.of(new Start(Optional.of("variables.containers"), "container", at));
      case PLANNED_CONTAINER ->
          List.of(new Start(Optional.of("variables.planned"), "container", at));
      case SECURITY_CONTEXT ->
          List.of(
              new Start(
                  Optional.empty(),
                  "variables.pod",
                  at.stream().map(path -> path.below("spec.securityContext")).toList()),
              new Start(
                  Optional.of("variables.containers"),
                  "container",
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
              start.paths().stream().map(path -> path.every(start.base(), condition())).toList());
      texts.add(
          start
              .containers()
              .map(list -> "%s.all(container, %s)".formatted(list, body))
              .orElse(body));
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
                          .map(path -> path.messages(start.base(), condition(), problemText()))
                          .toList()));
      texts.add(
          start
              .containers()
              .map(
                  list ->
                      "%s.map(container, %s.map(one, 'container ' + string(container.name) + ': ' + one).join(', '))"
                              .formatted(list, messages)
                          + ".filter(one, one != '')")
              .orElse(messages));
    }
    return "'%s: ' + (%s).join('; ')".formatted(name, String.join(" + ", texts));
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
