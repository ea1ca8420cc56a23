package com.xtrading.platform.data;

import com.xtrading.platform.component.DeclarationException;
import java.util.regex.Pattern;

/** Names inside stores that become names of objects and users. */
final class StoreNames {

  private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,49}");
  private static final Pattern OWNED =
      Pattern.compile("postgres|pytrading|template\\d|streaming_replica|(pg|cnpg)_.*");
  private static final Pattern CLIENT = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

  /** The name of a database and its role. */
  static void requireDatabase(String name) {
    if (!DATABASE.matcher(name).matches()) {
      throw new DeclarationException(
          "\"%s\" is no name of a database; use 1 to 50 of a-z, 0-9 and _, beginning with a letter"
              .formatted(name));
    }
    if (OWNED.matcher(name).matches()) {
      throw new DeclarationException(
          "database %s belongs to PostgreSQL or its operator; choose another name".formatted(name));
    }
  }

  /** The name of a queue, or of a user that a store knows a service by. */
  static void requireClient(String what, String name) {
    if (!CLIENT.matcher(name).matches()) {
      throw new DeclarationException(
          "\"%s\" is no name of a %s; use 1 to 40 of a-z, 0-9 and -, beginning with a letter"
              .formatted(name, what));
    }
  }

  private StoreNames() {}
}
