package com.xtrading.platform.security;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.environment.Vault;

/**
 * The Vault from which every secret comes: one outside, or an add-on where the environment owns it.
 */
public final class HashiCorpVault {

  private final Endpoint secrets;

  public HashiCorpVault(Platform platform) {
    Vault.Place place = platform.environment().vault().place();
    if (place instanceof Vault.Own own) {
      secrets = new VaultServers(platform, own).secrets();
    } else {
      Vault.Outside outside = (Vault.Outside) place;
      secrets = Endpoint.outside("vault", outside.cidrs(), outside.server(), "secrets");
    }
  }

  /** Where secrets are read. */
  public Endpoint secrets() {
    return secrets;
  }

  /** The address that clients are given. */
  static String address(Vault.Place place) {
    return place instanceof Vault.Outside outside
        ? outside.server().toString()
        : VaultServers.ADDRESS;
  }
}
