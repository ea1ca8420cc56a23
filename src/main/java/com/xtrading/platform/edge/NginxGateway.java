package com.xtrading.platform.edge;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.environment.Edge;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;

/**
 * The way in: a Gateway of NGINX that ends TLS and leads the web host to the web application and
 * the API host to the API gateway. Its names are known and certified through Cloudflare's DNS;
 * where Cloudflare carries the content, nobody else reaches it.
 */
public final class NginxGateway extends Component {

  static final String NAME = "edge";

  /** By which NGINX Gateway Fabric marks the pods of a Gateway. */
  static final String LABEL = "gateway.networking.k8s.io/gateway-name";

  static final Port HTTP = Port.tcp("port-80", 80);
  static final Port HTTPS = Port.tcp("port-443", 443);

  /** How long an open WebSocket may be silent; both sides are to ping far more often. */
  static final Duration SOCKET_SILENCE = Duration.ofHours(1);

  private static final Port METRICS = Port.tcp("metrics", 9113);

  private final Edge edge;
  private final Endpoint web;
  private final Kong api;
  private final Workload nginx;

  /**
   * @param web the web application
   * @param api the API gateway
   * @param certifier what gets certificates from the authority that browsers know
   */
  public NginxGateway(Platform platform, Endpoint web, Kong api, Workload certifier) {
    super(platform, Delivery.of(NAME, platform.namespace(Zone.EDGE), SyncWave.EDGE));
    this.web = web;
    this.api = api;
    edge = environment().edge();
    NginxGatewayFabric.kinds(platform);
    Endpoint configuration = new NginxGatewayFabric(platform).configuration();
    new ExternalDns(platform);
    Peer.Addresses clients = clients();
    nginx =
        operated(NAME, LABEL, NAME, PodGroup.Size.of(edge.proxy()), Budget.OURS)
            .ofAccount(NAME + "-" + NginxGatewayFabric.GATEWAY_CLASS)
            .uses(configuration)
            .uses(web)
            .uses(api.api())
            .calledBy(clients, HTTP, "web and API, to be sent to HTTPS")
            .calledBy(clients, HTTPS, "web and API")
            // Read by cert-manager, which proves with it that the names are ours.
            .needs(Cloudflare.token(environment(), namespace().name()))
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, MetricSet.NGINX);
    certifier.uses(authority(edge.certificates())).uses(Cloudflare.api());
  }

  /**
   * Declares that NGINX leads to what stands before a user interface; its route comes with it.
   *
   * @param proxy asks people to sign in
   */
  void leadsTo(Endpoint proxy) {
    nginx.leadsTo(proxy);
  }

  private static Endpoint authority(Edge.Acme certificates) {
    return Endpoint.outside(
        "certification-authority",
        certificates.cidrs(),
        certificates.server(),
        "certificates of public hosts");
  }

  private Peer.Addresses clients() {
    return isProxied()
        ? new Peer.Addresses("cloudflare", Cloudflare.ranges())
        : new Peer.Addresses("clients", edge.clients().orElseThrow());
  }

  private boolean isProxied() {
    return isProxied(edge);
  }

  /** Whether the content delivery network carries the content. */
  static boolean isProxied(Edge edge) {
    return edge.cdn() == Edge.Cdn.CLOUDFLARE;
  }

  @Override
  protected void render(Rendering rendering) {
    List<Cidr> clients = clients().cidrs();
    PublicCertificates.render(rendering.scope(), environment());
    NginxPods.render(rendering.scope(), environment(), clients, isProxied());
    PublicRoutes.render(rendering.scope(), environment(), isProxied(), web, api);
  }
}
