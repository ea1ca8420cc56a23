package com.xtrading.platform.declaration;

import com.xtrading.platform.environment.People;
import com.xtrading.platform.model.HttpsUrl;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a user interface is told that signs people in itself with OpenID Connect.
 *
 * @param issuer of the provider
 * @param clientId by which the provider knows the user interface; a client without a secret, since
 *     it runs in browsers
 * @param groups who may open it, as tokens of the provider name them
 * @param callback where the provider sends people back to
 * @param provider where the user interface reads the provider's keys
 */
public record OpenIdLogin(
    HttpsUrl issuer,
    String clientId,
    SortedMap<People.Kind, String> groups,
    HttpsUrl callback,
    Endpoint provider) {

  public OpenIdLogin {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  /** A user interface that knows OpenID Connect. */
  public interface Ui {

    /** Where it answers. */
    Endpoint page();

    /** The path that the provider sends people back to, after the host and its slash. */
    String callback();

    /** Tells it the provider, and who may do what. */
    void signsInBy(OpenIdLogin login);
  }
}
