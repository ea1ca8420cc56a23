package com.xtrading.platform.data;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.OpenIdLogin;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.WorkQueue;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * RabbitMQ, the broker of Celery: a cluster of its operator, and a virtual host with queues and
 * users of the topology operator. Everything is spoken over TLS.
 */
public final class RabbitMq extends Component implements OpenIdLogin.Ui {

  private static final String NAME = "rabbitmq";
  static final String VHOST = "pytrading";
  private static final Port AMQP = Port.tcp("amqps", 5671);
  private static final Port MANAGEMENT = Port.tcp("management-tls", 15671);
  private static final Port METRICS = Port.tcp("prometheus-tls", 15691);
  private static final Port NAMES = Port.tcp("epmd", 4369);
  private static final Port CLUSTER = Port.tcp("cluster-rpc", 25672);

  private final Data.Rabbit size;
  private final CertificateNeed certificate;
  private final Workload nodes;
  private final SortedMap<String, RabbitQueue> queues = new TreeMap<>();
  private final SortedMap<String, Broker.Login> logins = new TreeMap<>();
  private final SortedMap<String, SecretNeed> passwords = new TreeMap<>();
  private Optional<OpenIdLogin> signIn = Optional.empty();

  public RabbitMq(Platform platform) {
    super(
        platform, Delivery.of(NAME, platform.namespace(Zone.DATA), SyncWave.DATA).keepingObjects());
    size = environment().data().rabbitmq();
    String namespace = namespace().name();
    List<String> hosts = new ArrayList<>(ServiceHosts.of(namespace, NAME));
    hosts.addAll(ServiceHosts.ofPods(namespace, NAME + "-nodes"));
    certificate = CertificateNeed.server(namespace, NAME + "-tls", hosts);
    nodes =
        operated(
                NAME,
                LabelKeys.NAME,
                NAME,
                PodGroup.Size.fixed(size.nodes(), size.resources()),
                Budget.OURS)
            .usesItself(NAMES, "names of the nodes")
            .usesItself(CLUSTER, "replication of queues")
            .presents(certificate)
            .exposes(
                METRICS,
                "/metrics",
                certificate,
                ServiceHosts.full(NAME, namespace),
                MetricSet.RABBITMQ)
            // What the other place says of all queues together, of each.
            .exposes(
                METRICS,
                "/metrics/detailed",
                Map.of("family", List.of("queue_coarse_metrics", "queue_consumer_count")),
                certificate,
                ServiceHosts.full(NAME, namespace),
                MetricSet.RABBITMQ_QUEUES)
            .absenceSaidBy("RabbitMQNodesMissing");
    new RabbitMqOperators(platform).manage(nodes.offers(MANAGEMENT, "administration"));
    backup(new BackupNeed(NAME, "rabbitmq/"));
    RabbitMqAlerts.of(namespace, size).forEach(this::alert);
    dashboard(RabbitMqPage.of(namespace, size.nodes()));
    unpinned("RabbitmqCluster", NAME, "RabbitMQ");
  }

  /**
   * A queue of work.
   *
   * @param workTime the time after which a worker that has not answered loses its message
   */
  public WorkQueue workQueue(String name, Duration workTime) {
    StoreNames.requireClient("queue", name);
    if (workTime.toSeconds() < 1) {
      throw new DeclarationException(
          "queue %s gives workers %s; give them a second or more".formatted(name, workTime));
    }
    RabbitQueue queue = new RabbitQueue(name, workTime, this);
    if (queues.put(name, queue) != null) {
      throw new DeclarationException(
          "queue %s is declared twice; rename one of them, or share the WorkQueue".formatted(name));
    }
    return queue;
  }

  /** Where messages are sent and read, for a user of that name. */
  Endpoint open(Broker.Login login) {
    Endpoint.Credential credential = credential(login);
    return nodes
        .offers(AMQP, "messages")
        .withSetting("RABBITMQ_HOST", ServiceHosts.full(NAME, namespace().name()))
        .withSetting("RABBITMQ_PORT", Integer.toString(AMQP.number()))
        .withSetting("RABBITMQ_VHOST", VHOST)
        .withTrust("RABBITMQ_CA_FILE")
        .withCredential(credential);
  }

  /** Where queues are watched, for a user of that name. */
  Endpoint watch(Broker.Login login) {
    return nodes
        .offers(MANAGEMENT, "length of queues")
        .withTrust("RABBITMQ_CA_FILE")
        .withCredential(credential(login));
  }

  @Override
  public Endpoint page() {
    return nodes
        .offers(MANAGEMENT, "administration by people")
        .withTrust("RABBITMQ_CA_FILE")
        .openToTheEdge("people look after queues in a browser, after they have signed in");
  }

  @Override
  public String callback() {
    return RabbitMqSignIn.CALLBACK;
  }

  @Override
  public void signsInBy(OpenIdLogin login) {
    signIn = Optional.of(login);
    nodes.uses(login.provider());
  }

  /** The address of the management interface. */
  String management() {
    return "https://%s:%d"
        .formatted(ServiceHosts.full(NAME, namespace().name()), MANAGEMENT.number());
  }

  private Endpoint.Credential credential(Broker.Login login) {
    StoreNames.requireClient("user", login.user());
    if (logins.put(login.user(), login) != null) {
      throw new DeclarationException(
          "RabbitMQ user %s is declared twice; every client has a user of its own, and a worker may send too"
              .formatted(login.user()));
    }
    String vaultPath = "%s/rabbitmq/%s".formatted(environment().name(), login.user());
    SecretNeed password =
        SecretNeed.opaque(
                namespace().name(),
                "rabbitmq-user-" + login.user(),
                vaultPath,
                "username",
                "password")
            .withGiven("username", login.user())
            // Without it the operator does not see the secret.
            .withLabel("rabbitmq.com/topology-operator", "true");
    passwords.put(login.user(), password);
    nodes.needs(password);
    return new Endpoint.Credential(NAME, vaultPath, "RABBITMQ");
  }

  @Override
  protected void render(Rendering rendering) {
    String configuration =
        rendering.file(
            "config/rabbitmq/rabbitmq.conf",
            TextTemplate.of(RabbitMq.class, "rabbitmq.conf").fill(limits(size.resources().memory()))
                + signIn.map(RabbitMqSignIn::configuration).orElse(""));
    rendering
        .scope()
        .custom(
            "rabbitmq.com/v1beta1",
            "RabbitmqCluster",
            NAME,
            SyncOptions.CONFIRM_DELETION,
            cluster(configuration));
    Broker broker = broker();
    rendering.file("config/rabbitmq/definitions.json", JsonWriter.write(broker.definitions()));
    new BrokerObjects(rendering.scope(), NAME, broker).render(user -> passwords.get(user).name());
  }

  private Broker broker() {
    List<Broker.Exchange> exchanges = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Broker.Binding> bindings = new ArrayList<>();
    List<Broker.Policy> policies = new ArrayList<>();
    for (RabbitQueue queue : queues.values()) {
      // Celery delays messages through exchanges that only topic exchanges can be bound to.
      exchanges.add(new Broker.Exchange(queue.name(), "topic"));
      exchanges.add(new Broker.Exchange(queue.dead(), "fanout"));
      names.add(queue.name());
      names.add(queue.dead());
      bindings.add(new Broker.Binding(queue.name(), queue.name(), "#"));
      bindings.add(new Broker.Binding(queue.dead(), queue.dead(), ""));
      policies.add(queue.policy());
    }
    return new Broker(VHOST, exchanges, names, bindings, policies, List.copyOf(logins.values()));
  }

  /** Shares of the memory of a node, as the production checklist of RabbitMQ asks for. */
  private static Map<String, String> limits(Memory memory) {
    return Map.of(
        "watermark", Long.toString(memory.toMebibytes() * 60 / 100),
        "disk", Long.toString(memory.toMebibytes()));
  }

  private Map<String, Object> settings(String configuration) {
    Fields settings = Fields.of("additionalConfig", configuration);
    signIn.ifPresent(login -> settings.put("additionalPlugins", List.of(RabbitMqSignIn.PLUGIN)));
    return settings;
  }

  private Map<String, Object> cluster(String configuration) {
    return Fields.of("replicas", size.nodes())
        .with("image", Versions.RABBITMQ.toString())
        .with("resources", PodTrees.resources(size.resources()))
        .with(
            "persistence",
            Fields.of("storageClassName", environment().cluster().storage().block().className())
                .with("storage", size.storage().toString()))
        // The operator's own is a week; queues move to the other nodes in minutes.
        .with("terminationGracePeriodSeconds", 600)
        .with(
            "tls",
            Fields.of("secretName", certificate.name())
                .with("caSecretName", certificate.name())
                .with("disableNonTLSListeners", true))
        .with("rabbitmq", settings(configuration))
        .with("affinity", PodTrees.apart(LabelKeys.NAME, NAME))
        .with(
            "override",
            Fields.of(
                "statefulSet",
                Fields.of(
                    "spec",
                    Fields.of(
                        "template",
                        Fields.of(
                            "spec",
                            Fields.of("containers", List.of())
                                .with("priorityClassName", Priority.DATA.className()))))));
  }
}
