package com.xtrading.platform.parity;

import java.util.List;
import java.util.Optional;

/**
 * A part of the settings, and everything in the result that differs because of it.
 *
 * @param part such as {@code data.postgres}
 * @param settings the settings of it that differ
 * @param changes what they change in the result
 */
public record SettingCause(String part, List<Setting> settings, List<OutputChange> changes) {

  public SettingCause {
    settings = List.copyOf(settings);
    changes = List.copyOf(changes);
  }

  /**
   * A setting that differs.
   *
   * @param allowed why it may; empty where it may not
   */
  public record Setting(String path, String from, String to, Optional<String> allowed) {}

  /** Settings that may not differ. */
  public List<Setting> forbidden() {
    return settings.stream().filter(setting -> setting.allowed().isEmpty()).toList();
  }
}
