package com.xtrading.platform.environment;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;
import java.util.Set;

/** Groups of people, as the API server knows them from the identity provider. */
public record People(
    @Describe("Who may look at what runs.") String viewers,
    @Describe("Who may also stop pods and Jobs, for new ones to take their place.")
        String operators,
    @Describe("Who may do everything in the platform's namespaces, in an emergency.")
        String emergency) {

  /** Kinds of people. */
  public enum Kind {
    VIEWERS,
    OPERATORS,
    EMERGENCY
  }

  /** The group of a kind of people, as the API server knows it. */
  public String group(Kind kind) {
    return switch (kind) {
      case VIEWERS -> viewers;
      case OPERATORS -> operators;
      case EMERGENCY -> emergency;
    };
  }

  public People {
    for (String group : List.of(viewers, operators, emergency)) {
      if (!group.matches("[A-Za-z0-9][A-Za-z0-9:/@._-]{0,252}") || group.startsWith("system:")) {
        throw new InvalidValue(
            "\"%s\" is no group of people".formatted(group),
            "A-Z, a-z, 0-9, :, /, @, ., _ and -, and not system:",
            "write the group with the prefix that the API server gives it");
      }
    }
    if (Set.of(viewers).contains(operators) || Set.of(viewers, operators).contains(emergency)) {
      throw new InvalidValue(
          "two kinds of people are one group", "three groups", "give each kind a group of its own");
    }
  }
}
