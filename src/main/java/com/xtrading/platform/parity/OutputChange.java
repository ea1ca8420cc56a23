package com.xtrading.platform.parity;

/**
 * One place at which two results differ.
 *
 * @param object the object or file
 * @param path the place inside it; empty where the whole of it is there on one side alone
 * @param from the value on the one side; empty where there is none
 * @param to the value on the other side; empty where there is none
 */
public record OutputChange(String object, String path, String from, String to) {

  /** For people. */
  @Override
  public String toString() {
    if (path.isEmpty()) {
      return "%s %s".formatted(object, from.isEmpty() ? "is added" : "is gone");
    }
    return "%s: %s: %s -> %s"
        .formatted(object, path, from.isEmpty() ? "nothing" : from, to.isEmpty() ? "nothing" : to);
  }
}
