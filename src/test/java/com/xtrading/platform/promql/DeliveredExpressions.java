package com.xtrading.platform.promql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The expressions of all rules and dashboards in {@code dist/}. */
final class DeliveredExpressions {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern TIME = Pattern.compile("\\$(__\\w+|\\{__\\w+})");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)[^}]*})");

  private DeliveredExpressions() {}

  /** Each once; variables of dashboards are replaced by a duration, or by their names. */
  static Set<String> all() {
    Set<String> expressions = new LinkedHashSet<>();
    for (Path file : files("rules", ".yaml")) {
      read(file).findValuesAsText("expr").forEach(expr -> expressions.add(expr.strip()));
    }
    for (Path file : files("grafana", ".json")) {
      read(file).findValuesAsText("expr").forEach(expr -> expressions.add(withoutVariables(expr)));
    }
    return expressions;
  }

  private static String withoutVariables(String expression) {
    String timed = TIME.matcher(expression).replaceAll("5m");
    return VARIABLE
        .matcher(timed)
        .replaceAll(name -> name.group(1) == null ? name.group(2) : name.group(1));
  }

  private static List<Path> files(String folder, String suffix) {
    try (Stream<Path> files = Files.walk(Path.of("dist"))) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(suffix) && file.getParent().endsWith(folder))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new IllegalStateException("dist/ has no %s files in %s".formatted(suffix, folder));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
