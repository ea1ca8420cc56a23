package com.xtrading.platform.declaration;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What programs of an add-on may do by the roles of its chart, which nobody renders here.
 *
 * @param addOn the component that brings them
 * @param namespaces where; everywhere when empty
 * @param powers what goes beyond their own kinds and reading what holds no secrets; may be none
 * @param reason what they do with it
 */
public record Rights(
    String addOn, List<String> namespaces, SortedSet<Power> powers, String reason) {

  /** Rights of which one alone leads to others. */
  public enum Power {
    READS_SECRETS("reads secrets"),
    /** By objects that make pods too: they can mount every secret of their namespace. */
    RUNS_PODS("runs pods"),
    /** What runs in pods that are there, with all that they mount. */
    CHANGES_PODS("changes pods"),
    OPENS_SHELLS("opens shells in pods"),
    TAKES_TOKENS("takes tokens of other accounts"),
    GIVES_RIGHTS("makes roles and binds them"),
    CHANGES_ADMISSION("changes who checks objects");

    private final String text;

    Power(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public Rights {
    namespaces = List.copyOf(namespaces);
    powers = Collections.unmodifiableSortedSet(new TreeSet<>(powers));
  }

  /** {@code reads secrets, runs pods}. */
  public String may() {
    return powers.isEmpty()
        ? "none of these"
        : powers.stream().map(Power::toString).collect(Collectors.joining(", "));
  }

  /** {@code everywhere}, or the namespaces. */
  public String where() {
    return namespaces.isEmpty() ? "everywhere" : String.join(", ", namespaces);
  }
}
