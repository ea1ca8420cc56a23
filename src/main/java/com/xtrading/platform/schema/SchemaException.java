package com.xtrading.platform.schema;

/**
 * The schemas cannot be used. The message names the directory or file, what is wrong with it and
 * the change to make.
 */
public final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaException(Object place, String problem, String change) {
    super("%s: %s; %s".formatted(place, problem, change));
  }
}
