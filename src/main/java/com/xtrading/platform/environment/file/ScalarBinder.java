package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Range;
import com.xtrading.platform.environment.WrittenEnum;
import com.xtrading.platform.environment.file.YamlNode.Kind;
import com.xtrading.platform.environment.file.YamlNode.Scalar;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Suggestion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Turns single values into numbers, texts, enum constants and value types. */
final class ScalarBinder {

  // Longer than any setting; keeps messages and regular expressions short.
  private static final int LONGEST = 1000;

  private final FileProblems problems;

  ScalarBinder(FileProblems problems) {
    this.problems = problems;
  }

  /** Whether values of this type are written as a single value. */
  static boolean binds(Class<?> type) {
    return type == int.class
        || type == Integer.class
        || type == boolean.class
        || type == String.class
        || type.isEnum()
        || parser(type).isPresent();
  }

  /** The value, or nothing and a problem. */
  Optional<Object> bind(Scalar scalar, Class<?> type, Optional<Range> range) {
    if (scalar.text().length() > LONGEST) {
      report(scalar, "is longer than %d characters".formatted(LONGEST), "a shorter value", "");
      return Optional.empty();
    }
    if (type == int.class || type == Integer.class) {
      return number(scalar, range.orElseThrow(() -> new IllegalStateException(scalar.path())));
    }
    if (type == boolean.class) {
      return bool(scalar);
    }
    if (type == String.class) {
      return text(scalar);
    }
    return type.isEnum() ? constant(scalar, type) : parsed(scalar, type);
  }

  private Optional<Object> number(Scalar scalar, Range range) {
    String text = scalar.text();
    String allowed =
        range.min() == range.max()
            ? "only " + range.min()
            : "a whole number from %d to %d".formatted(range.min(), range.max());
    boolean whole = text.matches("-?(0|[1-9][0-9]*)");
    if (whole && scalar.kind() != Kind.NUMBER) {
      report(scalar, "\"%s\" is text in quotes".formatted(text), allowed, "write " + text);
      return Optional.empty();
    }
    if (!whole) {
      report(scalar, "\"%s\" is not a whole number".formatted(text), allowed, "write plain digits");
      return Optional.empty();
    }
    BigInteger number = new BigInteger(text);
    boolean low = number.compareTo(BigInteger.valueOf(range.min())) < 0;
    boolean high = number.compareTo(BigInteger.valueOf(range.max())) > 0;
    if (low || high) {
      report(
          scalar,
          "%s is too %s".formatted(text, low ? "small" : "large"),
          allowed,
          low
              ? "write %d or more".formatted(range.min())
              : "write %d or less".formatted(range.max()));
      return Optional.empty();
    }
    return Optional.of(number.intValueExact());
  }

  private Optional<Object> bool(Scalar scalar) {
    if (scalar.kind() == Kind.BOOLEAN && scalar.text().matches("true|false")) {
      return Optional.of(Boolean.valueOf(scalar.text()));
    }
    report(
        scalar,
        "\"%s\" is neither true nor false".formatted(scalar.text()),
        "true or false, without quotes",
        "write true or false");
    return Optional.empty();
  }

  private Optional<Object> text(Scalar scalar) {
    String text = scalar.text();
    if (text.isBlank()) {
      report(scalar, "is blank", "a text", "write a value");
      return Optional.empty();
    }
    if (!text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
      report(
          scalar,
          "\"%s\" has space around it or a line break".formatted(text),
          "one line without space around it",
          "write it on one line");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private Optional<Object> constant(Scalar scalar, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (WrittenEnum.of((Enum<?>) constant).equals(scalar.text())) {
        return Optional.of(constant);
      }
    }
    List<String> names = WrittenEnum.all(type);
    report(
        scalar,
        "\"%s\" is not one of the choices".formatted(scalar.text()),
        String.join(", ", names),
        Suggestion.of(scalar.text(), names)
            .map("did you mean %s?"::formatted)
            .orElse("choose one of them"));
    return Optional.empty();
  }

  private Optional<Object> parsed(Scalar scalar, Class<?> type) {
    try {
      return Optional.of(parser(type).orElseThrow().invoke(null, scalar.text()));
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof InvalidValue invalid) {
        problems.add(scalar.line(), scalar.path(), invalid);
        return Optional.empty();
      }
      throw new IllegalStateException(type + " cannot take " + scalar, failed);
    } catch (IllegalAccessException inaccessible) {
      throw new IllegalStateException(inaccessible);
    }
  }

  private static Optional<Method> parser(Class<?> type) {
    try {
      Method parse = type.getMethod("parse", String.class);
      boolean own = Modifier.isStatic(parse.getModifiers()) && parse.getReturnType() == type;
      return type.isRecord() && own ? Optional.of(parse) : Optional.empty();
    } catch (NoSuchMethodException none) {
      return Optional.empty();
    }
  }

  private void report(Scalar scalar, String problem, String allowed, String change) {
    problems.add(scalar.line(), scalar.path(), problem, allowed, change);
  }
}
