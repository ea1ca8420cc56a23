package com.xtrading.platform.data;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.ManifestAssert;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.WorkQueue;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RabbitMqTest {

  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");
  private static final String DATA = "pytrading-prod-data";
  private static final String BROKER = "rabbitmq.com/v1beta1";

  @Test
  void speaksTlsAndNothingElse() {
    assertThat(PRODUCTION)
        .has("RabbitmqCluster", "rabbitmq")
        .at("spec.tls.disableNonTLSListeners")
        .is(true)
        .at("spec.tls.secretName")
        .is("rabbitmq-tls")
        .at("spec.tls.caSecretName")
        .is("rabbitmq-tls");
    assertThat(PRODUCTION)
        .has("ConfigMap", "user-service-connections")
        .at("data.RABBITMQ_PORT")
        .is("5671");
  }

  @ParameterizedTest
  @CsvSource({"development, 307, 512", "staging, 307, 512", "production, 921, 1536"})
  void blocksPublishersAtShareOfItsMemory(String environment, long watermark, long disk) {
    JudgedEnvironment rendered = TestPlatform.sample(environment);
    String configuration = Select.file(rendered, "config/rabbitmq/rabbitmq.conf");
    assertThat(configuration.lines())
        .contains(
            "vm_memory_high_watermark.absolute = %dMiB".formatted(watermark),
            "disk_free_limit.absolute = %dMiB".formatted(disk));
    assertThat(rendered)
        .has("RabbitmqCluster", "rabbitmq")
        .at("spec.rabbitmq.additionalConfig")
        .is(configuration);
  }

  @Test
  void runsAVersionWithWhichCeleryWorks() {
    assertThat(Select.one(PRODUCTION, "RabbitmqCluster", "rabbitmq").at("spec", "image").text(""))
        .matches(".*/rabbitmq:4\\.2\\.\\d+-management");
  }

  @Test
  void aQueueOfWorkIsAQuorumQueueWithAPlaceForWhatFails() {
    ManifestAssert.assertThat(broker("Queue", "backtest")).at("spec.type").is("quorum");
    ManifestAssert.assertThat(broker("Queue", "backtest-dead"))
        .at("spec.name")
        .is("backtest.dead")
        .at("spec.type")
        .is("quorum")
        .at("spec.deletionPolicy")
        .is("retain");
    ManifestAssert.assertThat(broker("Policy", "backtest"))
        .at("spec.pattern")
        .is("^backtest$")
        .at("spec.applyTo")
        .is("quorum_queues")
        .at("spec.definition", "delivery-limit")
        .is(3)
        .at("spec.definition", "dead-letter-exchange")
        .is("backtest.dead")
        .at("spec.definition", "dead-letter-strategy")
        .is("at-least-once")
        .at("spec.definition", "overflow")
        .is("reject-publish")
        .at("spec.definition", "consumer-timeout")
        .is(6 * 3600 * 1000);
    ManifestAssert.assertThat(broker("Binding", "backtest-dead"))
        .at("spec.source")
        .is("backtest.dead")
        .at("spec.destination")
        .is("backtest.dead");
  }

  @Test
  void theDefinitionsFileSaysWhatTheObjectsSay() {
    Tree definitions = Select.parse(Select.file(PRODUCTION, "config/rabbitmq/definitions.json"));
    for (List<String> pair :
        List.of(
            List.of("Queue", "queues"),
            List.of("Exchange", "exchanges"),
            List.of("Policy", "policies"))) {
      assertThat(definitions.at(pair.get(1)).elements().map(entry -> entry.at("name").text("")))
          .as(pair.get(1))
          .containsExactlyInAnyOrderElementsOf(
              objects(pair.get(0)).map(object -> object.at("spec", "name").text("")).toList());
    }
    assertThat(definitions.at("users").elements().map(user -> user.at("name").text("")))
        .containsExactlyElementsOf(objects("User").map(Manifest::name).toList());
    assertThat(definitions.at("users").elements())
        .allMatch(user -> user.at("password_hash").text("?").isEmpty());
    assertThat(
            definitions
                .at("policies")
                .elements()
                .map(policy -> policy.at("definition").map().toString()))
        .containsExactly(broker("Policy", "backtest").at("spec", "definition").map().toString());
  }

  @Test
  void aProducerSendsAndAWorkerReadsAndNeitherDeclaresAnything() {
    JudgedEnvironment rendered =
        render(
            platform -> {
              WorkQueue work = new RabbitMq(platform).workQueue("jobs", Duration.ofMinutes(30));
              work.producer("api");
              work.worker("worker");
            });
    assertThat(rendered)
        .has("Permission", "api")
        .at("spec.permissions.write")
        .is("^(jobs|celery_delayed_.*)$")
        .at("spec.permissions.read")
        .is("^celery_delayed_.*$")
        .at("spec.permissions.configure")
        .is("^celery_delayed_.*$");
    assertThat(rendered)
        .has("Permission", "worker")
        .at("spec.permissions.read")
        .is("^(jobs|celery_delayed_.*)$")
        .at("spec.permissions.configure")
        .is("^celery_delayed_.*$");
    assertThat(rendered).has("Queue", "jobs-dead").at("spec.name").is("jobs.dead");
  }

  @Test
  void theOperatorSeesThePasswordOfAUserAndBothSidesReadOneEntry() {
    assertThat(PRODUCTION)
        .has("ExternalSecret", DATA, "rabbitmq-user-user-service")
        .at("spec.target.template.metadata.labels", "rabbitmq.com/topology-operator")
        .is("true")
        .at("spec.data.0.remoteRef.key")
        .is("production/rabbitmq/user-service");
    assertThat(PRODUCTION)
        .has("ExternalSecret", "pytrading-prod", "user-service-rabbitmq")
        .at("spec.data.0.remoteRef.key")
        .is("production/rabbitmq/user-service");
    ManifestAssert.assertThat(broker("User", "user-service"))
        .at("spec.importCredentialsSecret.name")
        .is("rabbitmq-user-user-service");
  }

  @ParameterizedTest
  @CsvSource({
    "Vhost, 1",
    "User, 1",
    "Exchange, 2",
    "Queue, 2",
    "Binding, 3",
    "Policy, 3",
    "Permission, 3"
  })
  void whatAnObjectRefersToIsAppliedBeforeIt(String kind, String wave) {
    assertThat(objects(kind))
        .isNotEmpty()
        .allSatisfy(
            object ->
                ManifestAssert.assertThat(object)
                    .at("metadata.annotations", "argocd.argoproj.io/sync-wave")
                    .is(wave));
  }

  @ParameterizedTest
  @CsvSource({"Vhost", "Queue", "RabbitmqCluster"})
  void whatHoldsMessagesIsDeletedAfterAConfirmation(String kind) {
    assertThat(objects(kind))
        .isNotEmpty()
        .allSatisfy(
            object ->
                ManifestAssert.assertThat(object)
                    .at("metadata.annotations", "argocd.argoproj.io/sync-options")
                    .is("Prune=confirm,Delete=confirm"));
  }

  @ParameterizedTest
  @CsvSource({"jobs.daily", "Jobs", "''", "my jobs"})
  void refusesNamesThatObjectsCannotHave(String name) {
    assertThatThrownBy(
            () -> render(platform -> new RabbitMq(platform).workQueue(name, Duration.ofHours(1))))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("is no name of a queue");
  }

  @Test
  void refusesAQueueThatGivesNoTime() {
    assertThatThrownBy(
            () -> render(platform -> new RabbitMq(platform).workQueue("jobs", Duration.ZERO)))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("queue jobs gives workers PT0S");
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void bothOperatorsReachTheManagementOfTheBroker(JudgedEnvironment rendered) {
    String namespace = rendered.environment().namespace() + "-data";
    for (String operator : List.of("rabbitmq-cluster-operator", "messaging-topology-operator")) {
      assertThat(rendered)
          .has("NetworkPolicy", "rabbitmq-system", operator)
          .allowsEgressTo(namespace, "app.kubernetes.io/name=rabbitmq", 15671);
    }
  }

  @Test
  void theTopologyOperatorIsGivenTheAuthority() {
    assertThat(PRODUCTION)
        .has("Certificate", "rabbitmq-system", "platform-trust")
        .at("spec.usages.1")
        .is("client auth");
    String patch =
        Select.at(
                Select.one(PRODUCTION, "Application", "production-messaging-topology-operator"),
                "spec.sources.0.kustomize.patches.1.patch")
            .text("");
    Tree pod = Select.at(Select.parse(patch), "spec.template.spec");
    assertThat(Select.at(pod, "volumes.0.secret.secretName").text("")).isEqualTo("platform-trust");
    assertThat(Select.at(pod, "containers.0.volumeMounts.0.mountPath").text(""))
        .startsWith("/etc/ssl/certs/");
  }

  @Test
  void refusesTwoQueuesAndTwoUsersOfOneName() {
    assertThatThrownBy(
            () ->
                render(
                    platform -> {
                      RabbitMq rabbitmq = new RabbitMq(platform);
                      rabbitmq.workQueue("jobs", Duration.ofHours(1));
                      rabbitmq.workQueue("jobs", Duration.ofHours(2));
                    }))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("queue jobs is declared twice");
    assertThatThrownBy(
            () ->
                render(
                    platform -> {
                      WorkQueue jobs =
                          new RabbitMq(platform).workQueue("jobs", Duration.ofHours(1));
                      jobs.producer("api");
                      jobs.worker("api");
                    }))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("RabbitMQ user api is declared twice");
  }

  private static JudgedEnvironment render(Consumer<Platform> declaration) {
    return TestPlatform.renderOnly(
        EditedEnvironment.sizing(TestPlatform.environment("production")), declaration);
  }

  private static Stream<Manifest> objects(String kind) {
    return Select.all(PRODUCTION, kind).filter(object -> object.id().apiVersion().equals(BROKER));
  }

  private static Manifest broker(String kind, String name) {
    return objects(kind).filter(object -> object.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void peopleSignInWithTokensWhoseGroupsSayWhatTheyMayDo() {
    assertThat(Select.file(PRODUCTION, "config/rabbitmq/rabbitmq.conf").lines())
        .contains(
            "auth_backends.1 = internal",
            "auth_backends.2 = oauth2",
            "management.oauth_client_id = xtrading-production-rabbitmq-browser",
            "auth_oauth2.issuer = https://login.xtrading.com/realms/xtrading",
            "auth_oauth2.resource_server_id = xtrading-production-rabbitmq-browser",
            "auth_oauth2.scope_aliases.1.alias = xtrading-operators",
            "auth_oauth2.scope_aliases.1.scope = rabbitmq.tag:monitoring rabbitmq.read:pytrading/*",
            "auth_oauth2.scope_aliases.2.alias = xtrading-emergency",
            "auth_oauth2.scope_aliases.2.scope = rabbitmq.tag:administrator rabbitmq.read:*/*"
                + " rabbitmq.write:*/* rabbitmq.configure:*/*");
    assertThat(Select.file(TestPlatform.sample("staging"), "config/rabbitmq/rabbitmq.conf").lines())
        .contains(
            "auth_oauth2.scope_aliases.1.alias = xtrading-everybody",
            "auth_oauth2.scope_aliases.1.scope = rabbitmq.tag:monitoring");
    assertThat(PRODUCTION)
        .has("RabbitmqCluster", "rabbitmq")
        .at("spec.rabbitmq.additionalPlugins.0")
        .is("rabbitmq_auth_backend_oauth2");
    assertThat(PRODUCTION)
        .has("NetworkPolicy", DATA, "rabbitmq")
        .allowsEgressTo("10.40.10.0/24", 443)
        .allowsIngressFrom("pytrading-prod-edge", "app.kubernetes.io/name=sign-on-rabbitmq", 15671);
  }

  @Test
  void programsKeepTheirPasswordsForTheManagementInterface() {
    // Where people sign in with tokens, RabbitMQ takes no passwords there unless told to.
    assertThat(Select.file(PRODUCTION, "config/rabbitmq/rabbitmq.conf").lines())
        .contains("management.oauth_disable_basic_auth = false");
    JudgedEnvironment development = TestPlatform.sample("development");
    assertThat(Select.file(development, "config/rabbitmq/rabbitmq.conf")).doesNotContain("oauth");
    assertThat(development)
        .has("RabbitmqCluster", "rabbitmq")
        .at("spec.rabbitmq.additionalPlugins")
        .isAbsent();
  }
}
