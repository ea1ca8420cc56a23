package com.xtrading.platform.model;

import java.util.regex.Pattern;

/**
 * A name that Kubernetes accepts for namespaces, services and labels (RFC 1123 label).
 *
 * @param value 1 to 63 of a-z, 0-9 and -, no - at either end
 */
public record KubernetesName(String value) implements Comparable<KubernetesName> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public KubernetesName {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "\"%s\" is not a Kubernetes name".formatted(value),
          "1 to 63 of a-z, 0-9 and -, starting and ending with a letter or digit",
          "use lower case letters, digits and -");
    }
  }

  public static KubernetesName parse(String text) {
    return new KubernetesName(text);
  }

  @Override
  public int compareTo(KubernetesName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
