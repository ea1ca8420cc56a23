package com.xtrading.platform.edge;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.OpenIdLogin;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.Identity;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The proxies of OAuth2 Proxy: one before each user interface, all of them beside the Gateway. */
final class SignOnProxies extends Component {

  static final Port HTTP = Port.tcp("http", 4180);
  static final Port METRICS = Port.tcp("metrics", 44180);

  /** How long what is behind may take to answer; a query of Prometheus ends after two minutes. */
  static final Duration TIMEOUT = Duration.ofSeconds(125);

  private static final String FOLDER = "/etc/oauth2-proxy";
  private static final String FILE = "oauth2-proxy.toml";

  /** By which Go programs know authorities beside those of their image. */
  private static final String TRUST = "SSL_CERT_FILE";

  /** The user of its image. */
  private static final long USER = 65532;

  /** NGINX in front goes on sending for a while after a pod is marked as leaving. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Identity identity;
  private final NginxGateway edge;
  private final Endpoint provider;
  private final SortedMap<KubernetesName, Proxy> proxies = new TreeMap<>();
  private final List<KubernetesName> declared = new ArrayList<>();
  private final SignOnClients clients;

  /** What stands before one user interface. */
  private record Proxy(SignOnFile file, Workload workload, Endpoint offered) {}

  SignOnProxies(Platform platform, Identity identity, NginxGateway edge) {
    super(platform, Delivery.of("sign-on", platform.namespace(Zone.EDGE), SyncWave.SIGN_ON));
    this.identity = identity;
    this.edge = edge;
    clients = new SignOnClients(environment());
    provider =
        Endpoint.outside(
            "identity-provider", identity.cidrs(), identity.issuer(), "single sign-on");
    alert(
        new AlertRule(
                "gateway",
                "SignInsFail",
                new Condition(
                    ("sum by (namespace, job)"
                            + " (increase(oauth2_proxy_requests_total{namespace=\"%s\", code=~\"403|500\"}[15m]))"
                            + " > 10")
                        .formatted(namespace().name()),
                    Duration.ofMinutes(5)),
                Urgency.WARNING,
                new Message(
                    "People are not let in by {{ $labels.job }}",
                    "{{ $value | printf \"%.0f\" }} requests within a quarter of an hour were refused or"
                        + " failed while signing in."))
            .of(Team.SECURITY, "xtrading-security")
            .fires(
                "eleven are refused", refused(0.0125), signOn().by("namespace", "job").alert("11"))
            .quiet("nine are refused", refused(0.0099)));
  }

  /** Requests that are refused every second, of which there are more than ten after 800 s. */
  private Given refused(double perSecond) {
    return Given.of(
            signOn().with("code", "403").counter("oauth2_proxy_requests_total", perSecond),
            signOn().with("code", "200").counter("oauth2_proxy_requests_total", 1))
        .since(Duration.ofSeconds(810));
  }

  private SeriesLabels signOn() {
    return SeriesLabels.ofPod(namespace().name(), "sign-on-prometheus", "sign-on-prometheus-0");
  }

  void add(KubernetesName ui, Endpoint page) {
    add(ui, page, false);
  }

  private void add(KubernetesName ui, Endpoint page, boolean asksItself) {
    if (declared.contains(ui)) {
      throw new DeclarationException(
          "user interface %s is declared twice; rename one of them".formatted(ui));
    }
    declared.add(ui);
    if (!identity.uis().containsKey(ui)) {
      return;
    }
    String name = "sign-on-" + ui;
    SecretNeed secret =
        SecretNeed.opaque(
                namespace().name(),
                name,
                "%s/sign-on/%s".formatted(environment().name(), ui),
                SignOnFile.CLIENT_SECRET,
                SignOnFile.COOKIE_SECRET)
            .withGiven(SignOnFile.CLIENT_SECRET, "of the client at the OpenID provider")
            .withGiven(SignOnFile.COOKIE_SECRET, "32 random bytes in base64url");
    Workload workload =
        deployment(name, PodGroup.Size.of(identity.proxy()))
            .uses(provider)
            .uses(page.trustSetting().isPresent() ? page.withTrust(TRUST) : page)
            .needs(secret)
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, MetricSet.OAUTH2_PROXY);
    Endpoint offered = workload.offers(HTTP, ui + ", after sign-on");
    edge.leadsTo(offered);
    unpinned("Deployment", name, "OAuth2 Proxy");
    clients.proxy(ui, secret);
    SignOnFile file = new SignOnFile(environment(), ui, page, secret, asksItself);
    page(clients.page(file));
    proxies.put(ui, new Proxy(file, workload, offered));
  }

  /** One that is told the provider as well, where it is opened. */
  void add(KubernetesName ui, OpenIdLogin.Ui own) {
    add(ui, own.page(), true);
    if (proxies.containsKey(ui)) {
      OpenIdLogin login = clients.browser(ui, own.callback(), provider);
      own.signsInBy(login);
    }
  }

  @Override
  protected List<EnvironmentProblem> problems(Topology topology) {
    return identity.uis().keySet().stream()
        .filter(ui -> !declared.contains(ui))
        .map(
            ui ->
                EnvironmentProblem.of(
                    environment(),
                    "identity.uis." + ui,
                    "is opened and declared nowhere",
                    "the declared user interfaces: " + declared.stream().sorted().toList(),
                    Suggestion.of(ui.value(), declared.stream().map(KubernetesName::value).toList())
                        .map(meant -> "write " + meant)
                        .orElse("remove it, or declare it in TradingPlatform")))
        .toList();
  }

  @Override
  protected void render(Rendering rendering) {
    proxies.forEach((ui, proxy) -> render(rendering, ui, proxy));
    rendering.file("config/identity-provider/clients.json", JsonWriter.write(clients.tree()));
  }

  private void render(Rendering rendering, KubernetesName ui, Proxy proxy) {
    String name = proxy.workload().name();
    Scope scope = rendering.scope().named(name);
    String file =
        rendering.file("config/oauth2-proxy/%s.toml".formatted(ui), proxy.file().text(TIMEOUT));
    ConfigMaps.draw(scope, name, Map.of(FILE, file));
    Workloads.scaledDeployment(
        scope, Map.of(), pod(proxy.workload(), file), identity.proxy().replicas());
    Workloads.service(scope, name, List.of(HTTP));
    PublicRoutes.ui(
        scope,
        NginxGateway.isProxied(environment().edge()),
        PublicHost.ui(environment(), ui),
        proxy.offered(),
        TIMEOUT);
  }

  private PodShape pod(Workload workload, String file) {
    String name = workload.name();
    ContainerShape container =
        ContainerShape.of(
                "oauth2-proxy",
                Versions.OAUTH2_PROXY,
                identity.proxy().requests(),
                identity.proxy().limits())
            .withArgs("--config=%s/%s".formatted(FOLDER, FILE))
            .withPorts(HTTP, METRICS)
            .withProbes(ContainerShape.Probes.http(HTTP, "/ping", "/ready", Duration.ofSeconds(30)))
            .withPreStop(PAUSE)
            .withMount("config", FOLDER, true);
    if (!workload.connections().isEmpty()) {
      container = container.withConfigMaps(workload.connectionsName());
    }
    return SecretFiles.volumes(
        PodShape.of(
                name,
                USER,
                Priority.OBSERVABILITY.className(),
                SecretFiles.mount(container, workload))
            .withVolume(new Volume.Config("config", name))
            .withAnnotation(
                "checksum/config", ContentHash.of(file + ContentHash.of(workload.connections()))),
        workload);
  }
}
