package com.xtrading.platform.model;

import java.util.regex.Pattern;

/**
 * The content digest of an image manifest (OCI image specification, section Digests).
 *
 * @param value {@code sha256:} and 64 hexadecimal digits
 */
public record Digest(String value) {

  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public Digest {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "\"%s\" is not an image digest".formatted(value),
          "sha256: and 64 hexadecimal digits",
          "copy it from the registry");
    }
  }

  public static Digest parse(String text) {
    return new Digest(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
