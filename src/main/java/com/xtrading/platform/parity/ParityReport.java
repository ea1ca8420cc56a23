package com.xtrading.platform.parity;

import com.xtrading.platform.declaration.AllowedDifference;
import java.util.List;

/**
 * In what two environments differ, and why.
 *
 * @param from name of the one
 * @param to name of the other
 * @param causes settings with what they change, those that give names first
 * @param more what settings that should only give names change beside names
 * @param unused allowances for these two that allow nothing any more
 */
public record ParityReport(
    String from,
    String to,
    List<SettingCause> causes,
    List<OutputChange> more,
    List<AllowedDifference> unused) {

  public ParityReport {
    causes = List.copyOf(causes);
    more = List.copyOf(more);
    unused = List.copyOf(unused);
  }

  /** Whether they differ in nothing else than in what they may. */
  public boolean isFine() {
    return more.isEmpty() && causes.stream().allMatch(cause -> cause.forbidden().isEmpty());
  }
}
