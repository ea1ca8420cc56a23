package com.xtrading.platform.admission;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of an object that a text reads, beside those in which every change counts: a change of
 * one of them is looked at too.
 */
final class ReadFields {

  /** A field of the object in CEL, optional or not: {@code object.spec.replicas}. */
  private static final Pattern CHAIN =
      Pattern.compile(
          "\\b(?:dyn\\(object\\)|object|variables\\.self)((?:\\.\\??[A-Za-z]\\w*)+)(\\()?");

  /** What never changes, and what says who made an object and not what it is. */
  private static final Set<String> UNCHANGING =
      Set.of(
          "apiVersion", "kind", "metadata.name", "metadata.namespace", "metadata.ownerReferences");

  private ReadFields() {}

  /**
   * @param counted fields in which every change counts
   * @return paths such as {@code spec.replicas}, none of them below another
   */
  static SortedSet<String> of(PolicyText text, Collection<String> counted) {
    SortedSet<String> read = new TreeSet<>();
    for (Control control : text.controls()) {
      if (control.each() == Control.Each.OBJECT) {
        control.at().forEach(path -> read.add(String.join(".", plain(path.list()))));
      }
    }
    texts(text)
        .forEach(
            expression -> {
              Matcher chain = CHAIN.matcher(expression);
              while (chain.find()) {
                read.add(field(chain));
              }
            });
    read.removeIf(
        path ->
            path.isEmpty()
                || Stream.concat(counted.stream(), UNCHANGING.stream())
                    .anyMatch(outer -> isWithin(path, outer)));
    return read.stream()
        .filter(
            path -> read.stream().noneMatch(outer -> !outer.equals(path) && isWithin(path, outer)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> texts(PolicyText text) {
    return Stream.concat(
        text.variables().values().stream(),
        text.controls().stream().flatMap(control -> Stream.of(control.holds(), control.problem())));
  }

  /** Without the method that is called on it, such as {@code size()}. */
  private static String field(Matcher chain) {
    String path = chain.group(1).replace("?", "").substring(1);
    return chain.group(2) == null ? path : path.replaceFirst("\\.?[^.]*$", "");
  }

  /** Keys up to the first that is no name: what a change of is seen from there. */
  private static List<String> plain(List<String> keys) {
    return keys.stream().takeWhile(key -> key.matches("[A-Za-z][A-Za-z0-9]*")).toList();
  }

  private static boolean isWithin(String path, String outer) {
    return path.equals(outer) || path.startsWith(outer + ".");
  }
}
