package com.xtrading.platform.data;

import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.declaration.OpenIdLogin;
import com.xtrading.platform.environment.People;
import java.util.Map;

/**
 * How people sign in to the management pages of RabbitMQ 4.2: with tokens of the OpenID provider,
 * whose groups say what they may do. Programs keep their passwords.
 */
final class RabbitMqSignIn {

  /** The plugin that reads tokens. */
  static final String PLUGIN = "rabbitmq_auth_backend_oauth2";

  /** What the pages themselves give as redirect_uri (priv/www/js/oidc-oauth/helper.js). */
  static final String CALLBACK = "js/oidc-oauth/login-callback.html";

  /** The part of rabbitmq.conf that says so. */
  static String configuration(OpenIdLogin login) {
    StringBuilder text =
        new StringBuilder(
            TextTemplate.of(RabbitMqSignIn.class, "rabbitmq-sign-in.conf")
                .fill(Map.of("issuer", login.issuer().value(), "client", login.clientId())));
    int number = 1;
    for (Map.Entry<People.Kind, String> group : login.groups().entrySet()) {
      text.append(
          """
          auth_oauth2.scope_aliases.%1$d.alias = %2$s
          auth_oauth2.scope_aliases.%1$d.scope = %3$s
          """
              .formatted(number++, group.getValue(), rights(group.getKey())));
    }
    return text.toString();
  }

  private static String rights(People.Kind kind) {
    return switch (kind) {
      case VIEWERS -> "rabbitmq.tag:monitoring";
      // Messages that were set aside are read, and thrown away.
      case OPERATORS -> "rabbitmq.tag:monitoring rabbitmq.read:%s/*".formatted(RabbitMq.VHOST);
      case EMERGENCY ->
          "rabbitmq.tag:administrator rabbitmq.read:*/* rabbitmq.write:*/* rabbitmq.configure:*/*";
    };
  }

  private RabbitMqSignIn() {}
}
