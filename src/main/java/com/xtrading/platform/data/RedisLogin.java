package com.xtrading.platform.data;

import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Environment;

/**
 * The one login of a Redis: user {@code default}, whose password Vault holds.
 *
 * @param redis the Redis that it opens
 * @param server the secret in the namespace of the servers
 * @param vaultPath where both sides find it
 */
record RedisLogin(String redis, SecretNeed server, String vaultPath) {

  /** The key with the ACL file. */
  static final String ACL = "users.acl";

  static RedisLogin of(Environment environment, String namespace, String redis) {
    String vaultPath = "%s/redis/%s".formatted(environment.name(), redis);
    SecretNeed server =
        SecretNeed.opaque(namespace, redis + "-login", vaultPath, "password")
            // The rules of an ACL file: the hash of the password, every key, channel and command.
            // A file that leaves this user out gives everything to whoever comes without a
            // password.
            .withTemplate(ACL, "user default on #{{ .password | sha256sum }} ~* &* +@all\n");
    return new RedisLogin(redis, server, vaultPath);
  }

  /** What a client of the servers reads. */
  Endpoint open(Endpoint servers, String prefix, boolean clustered) {
    return servers
        .withSetting(prefix + "_HOST", servers.host())
        .withSetting(prefix + "_PORT", Integer.toString(servers.port().number()))
        .withSetting(prefix + "_MODE", clustered ? "cluster" : "standalone")
        .withTrust(prefix + "_CA_FILE")
        .withCredential(Endpoint.Credential.password(redis, vaultPath, prefix));
  }
}
