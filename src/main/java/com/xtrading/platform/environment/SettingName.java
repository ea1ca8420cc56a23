package com.xtrading.platform.environment;

import com.xtrading.platform.credential.CredentialName;
import com.xtrading.platform.model.InvalidValue;
import java.util.regex.Pattern;

/**
 * The name of a variable that a service reads from its environment.
 *
 * @param value 1 to 100 of A-Z, 0-9 and _, beginning with a letter; no name of a credential
 */
public record SettingName(String value) implements Comparable<SettingName> {

  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

  public SettingName {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "\"%s\" is no name of a setting".formatted(value),
          "1 to 100 of A-Z, 0-9 and _, beginning with a letter",
          "write it as a variable of the environment");
    }
    if (CredentialName.isOne(value)) {
      throw new InvalidValue(
          "%s is the name of a credential".formatted(value),
          "settings that everybody may read",
          "keep it in Vault; stores give services theirs with uses() and owns()");
    }
  }

  public static SettingName parse(String text) {
    return new SettingName(text);
  }

  @Override
  public int compareTo(SettingName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
