package com.xtrading.platform.edge;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.OpenIdLogin;
import com.xtrading.platform.model.KubernetesName;
import java.util.Optional;

/**
 * Single sign-on of people: each user interface that the environment wants opened gets a host of
 * its own, at which OAuth2 Proxy asks the OpenID provider who somebody is, before anything of it is
 * seen. Where the environment has no {@code identity}, nothing is opened.
 */
public final class SignOn {

  private final Optional<SignOnProxies> proxies;

  /**
   * @param edge leads the hosts to the proxies
   */
  public SignOn(Platform platform, NginxGateway edge) {
    proxies =
        platform
            .environment()
            .identity()
            .map(identity -> new SignOnProxies(platform, identity, edge));
  }

  /**
   * Puts a user interface behind sign-on. Who may open it, if anybody, stands in {@code
   * identity.uis} of the environment.
   *
   * @param ui the label before the domain
   * @param page where it answers; in HTTPS where the endpoint has a setting for trust
   */
  public SignOn protect(String ui, Endpoint page) {
    proxies.ifPresent(known -> known.add(new KubernetesName(ui), page));
    return this;
  }

  /**
   * Puts a user interface behind sign-on that then asks the provider itself, since it lets people
   * do different things.
   */
  public SignOn protect(String ui, OpenIdLogin.Ui own) {
    proxies.ifPresent(known -> known.add(new KubernetesName(ui), own));
    return this;
  }
}
