package com.xtrading.platform.security;

import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.declaration.Database;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.SecretNeed;

/**
 * How Clair finds its database and proves itself there: the variables and the password file of
 * libpq, which its driver reads too. It locks by session, which a pooler of transactions would lose
 * (quay/claircore, pkg/ctxlock), so it connects to the primary.
 */
final class ClairDatabase {

  /** Connections of each of the three parts of Clair, one of which holds its locks. */
  static final int CONNECTIONS = 4;

  private static final int PARTS = 3;
  private static final String FILE = "pgpass";

  static Endpoint of(Database database) {
    Endpoint direct = database.direct();
    return Endpoint.of(direct.peer(), direct.host(), direct.port(), direct.purpose())
        .withTrust("PGSSLROOTCERT")
        .withSetting("PGHOST", direct.host())
        .withSetting("PGPORT", Integer.toString(direct.port().number()))
        .withSetting("PGDATABASE", ClairScanner.DATABASE)
        .withSetting("PGUSER", ClairScanner.DATABASE)
        .withSetting("PGSSLMODE", "verify-full")
        .withSetting("PGPASSFILE", SecretFiles.path(login(database), FILE))
        .withSetting("DATABASE_POOL_SIZE", Integer.toString(PARTS * CONNECTIONS));
  }

  /** The login with a password file beside it, in which a colon and a backslash are escaped. */
  static SecretNeed login(Database database) {
    return SecretNeed.of(
            ClairScanner.NAMESPACE, ClairScanner.NAME, database.direct().credentials().get(0))
        .withTemplate(
            FILE,
            "*:*:*:{{ .username }}:{{ .password | replace \"\\\\\" \"\\\\\\\\\" | replace \":\" \"\\\\:\" }}");
  }

  private ClairDatabase() {}
}
