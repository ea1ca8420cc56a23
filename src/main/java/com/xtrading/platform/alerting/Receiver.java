package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is told.
 *
 * @param name by which routes call it
 * @param labels by which people look for it; {@code name} among them is its name
 * @param integrations the ways in which it is told; a receiver without one tells nobody
 */
public record Receiver(
    String name, SortedMap<String, String> labels, List<Integration> integrations) {

  /**
   * @throws InvalidValue when it has no name, or a label {@code name} that is another
   */
  public Receiver {
    if (name.isEmpty()) {
      throw new InvalidValue("a receiver has no name", "a name", "give it one");
    }
    if (!labels.getOrDefault("name", name).equals(name)) {
      throw new InvalidValue(
          "label name is \"%s\" and the receiver is \"%s\"".formatted(labels.get("name"), name),
          "the name of the receiver",
          "remove the label");
    }
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    integrations = List.copyOf(integrations);
  }

  public static Receiver of(String name, Integration... integrations) {
    return new Receiver(name, new TreeMap<>(), List.of(integrations));
  }

  /** One that swallows what it is told. */
  public static Receiver nobody(String name) {
    return of(name);
  }

  /** Whether what goes to it reaches anybody. */
  public boolean tellsNobody() {
    return integrations.isEmpty();
  }
}
