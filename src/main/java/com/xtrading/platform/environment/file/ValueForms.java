package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Backup.BucketName;
import com.xtrading.platform.environment.Backup.Region;
import com.xtrading.platform.environment.Describe;
import com.xtrading.platform.environment.KubernetesVersion;
import com.xtrading.platform.environment.SettingName;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Days;
import com.xtrading.platform.model.Digest;
import com.xtrading.platform.model.DnsName;
import com.xtrading.platform.model.FilePath;
import com.xtrading.platform.model.Hours;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.ImageRef;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Minutes;
import com.xtrading.platform.model.PublicKey;
import com.xtrading.platform.model.Resources;
import com.xtrading.platform.model.SocketAddress;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How settings are written: the form of each value type, and the meaning of the components whose
 * records live in {@code model} and cannot carry {@link Describe}.
 */
public final class ValueForms {

  /**
   * The written form of a value type.
   *
   * @param text what to write, with the unit
   * @param pattern regular expression that every accepted text matches (ECMA 262 and Java agree)
   * @param examples accepted texts
   */
  record Form(String text, String pattern, List<String> examples) {}

  private static final Map<Class<?>, Form> FORMS =
      Map.ofEntries(
          form(
              Cidr.class,
              "IPv4 address range",
              "([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}",
              "10.0.0.0/8",
              "10.0.0.7/32"),
          form(
              Cpu.class,
              "whole cores, or thousandths of a core with m",
              "[0-9]{1,9}m?",
              "500m",
              "2"),
          form(Days.class, "whole number of days with d, 1d to 3650d", "[0-9]{1,4}d", "7d", "35d"),
          form(
              Digest.class,
              "sha256: and 64 hexadecimal digits",
              "sha256:[0-9a-f]{64}",
              "sha256:" + "0".repeat(63) + "1"),
          form(
              DnsName.class,
              "domain name in lower case",
              "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+",
              "staging.xtrading.com"),
          form(Hours.class, "whole number of hours with h, 1h to 168h", "[0-9]{1,3}h", "5h", "24h"),
          form(
              FilePath.class,
              "absolute path",
              "(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+",
              "/exports/xtrading"),
          form(
              SettingName.class,
              "name of a variable, and of no credential",
              "[A-Z][A-Z0-9_]{0,99}",
              "FEATURE_ORDERS"),
          form(
              SocketAddress.class,
              "IPv4 address and port",
              "([0-9]{1,3}\\.){3}[0-9]{1,3}:[0-9]{1,5}",
              "10.0.0.7:6789"),
          form(
              HttpsUrl.class,
              "https address without credentials",
              "https://[a-z0-9][a-z0-9.-]*[a-z0-9](:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?",
              "https://vault.xtrading.com:8200"),
          form(
              Minutes.class,
              "whole number of minutes with m, 1m to 60m",
              "[0-9]{1,2}m",
              "5m",
              "60m"),
          form(
              KubernetesName.class,
              "1 to 63 of a-z, 0-9 and -",
              "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
              "user-service"),
          form(KubernetesVersion.class, "minor version in quotes", "1\\.[0-9]{2}", "1.35"),
          form(
              Memory.class,
              "whole number with a binary unit: Ki, Mi, Gi, Ti or Pi",
              "[0-9]{1,9}(Ki|Mi|Gi|Ti|Pi)",
              "512Mi",
              "4Gi"),
          form(
              PublicKey.class,
              "base64 of a SubjectPublicKeyInfo, without line breaks",
              "[A-Za-z0-9+/]{40,1000}={0,2}",
              "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="),
          form(
              BucketName.class,
              "3 to 63 of a-z, 0-9 and -",
              "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]",
              "xtrading-backups-staging"),
          form(Region.class, "code of an AWS region", "[a-z]{2}(-[a-z]+)+-[0-9]", "eu-west-1"));

  private static final Map<String, String> MEANINGS =
      Map.of(
          meaning(Resources.class, "cpu"), "Processor time.",
          meaning(Resources.class, "memory"), "Working memory.",
          meaning(ImageRef.class, "repository"),
              "Registry and path, such as ghcr.io/xtrading/backend.",
          meaning(ImageRef.class, "tag"), "An exact tag; moving tags such as latest are refused.",
          meaning(ImageRef.class, "digest"),
              "Content digest; left out until the image was pushed.");

  private ValueForms() {}

  private static Map.Entry<Class<?>, Form> form(
      Class<?> type, String text, String pattern, String... examples) {
    return Map.entry(type, new Form(text, "^" + pattern + "$", List.of(examples)));
  }

  private static String meaning(Class<?> type, String component) {
    return type.getName() + "." + component;
  }

  /** The form of a value type, if it is one. */
  static Optional<Form> of(Class<?> type) {
    return Optional.ofNullable(FORMS.get(type));
  }

  static Set<Class<?>> types() {
    return FORMS.keySet();
  }

  /** What a component means, in one sentence. */
  static String describe(RecordComponent component) {
    Describe described = component.getAnnotation(Describe.class);
    if (described != null) {
      return described.value();
    }
    String key = meaning(component.getDeclaringRecord(), component.getName());
    return Optional.ofNullable(MEANINGS.get(key))
        .orElseThrow(() -> new IllegalStateException(key + " has no @Describe"));
  }
}
