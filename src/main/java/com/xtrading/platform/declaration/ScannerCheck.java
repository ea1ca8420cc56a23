package com.xtrading.platform.declaration;

import java.util.Optional;

/**
 * One check of a scanner. Written {@code kube-linter/run-as-non-root}, which no rule of ours can be
 * called.
 *
 * @param scanner whose check it is
 * @param id the name that the scanner gives it
 */
public record ScannerCheck(Scanner scanner, String id) {

  /** Reads the form of {@link #toString()}; empty for the id of a rule of ours. */
  public static Optional<ScannerCheck> parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : Scanner.called(text.substring(0, slash))
            .map(scanner -> new ScannerCheck(scanner, text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return scanner + "/" + id;
  }
}
