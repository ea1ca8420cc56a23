package com.xtrading.platform.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final PodGroup.Size SIZE =
      PodGroup.Size.fixed(1, new Resources(Cpu.millis(10), Memory.mebibytes(10)));

  /** A component of the test's own. */
  private static final class Own extends Component {
    Own(Platform platform) {
      this(platform, "own", SyncWave.SERVICES);
    }

    Own(Platform platform, String name, SyncWave wave) {
      super(platform, Delivery.of(name, platform.namespace(Zone.APPLICATION), wave));
    }

    @Override
    protected void render(Rendering rendering) {
      throw new UnsupportedOperationException("is only declared");
    }
  }

  private static Workload workload() {
    return new Own(new Platform(TestPlatform.environment("staging"))).deployment("own", SIZE);
  }

  private static Endpoint endpoint(String name) {
    return Endpoint.of(
        new Peer.Addresses(name, List.of(new Cidr("10.0.0.1/32"))),
        name + ".example.com",
        Port.tcp("https", 443),
        "a test");
  }

  @Test
  void refusesTwoEndpointsThatSetTheSameSetting() {
    Workload workload = workload().uses(endpoint("one").withSetting("CACHE_HOST", "one"));
    Endpoint second = endpoint("two").withSetting("CACHE_HOST", "two");
    assertThatThrownBy(() -> workload.uses(second))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("CACHE_HOST")
        .hasMessageContaining("another prefix");
  }

  @Test
  void refusesOnePortForTwoThings() {
    Workload workload = workload();
    workload.offers(Port.tcp("http", 8000), "API");
    workload.offers(Port.tcp("http", 8000), "the same API");
    assertThatThrownBy(
            () -> workload.exposes(Port.tcp("metrics", 8000), "/metrics", MetricSource.Via.POD))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "own listens on port 8000 as http and as metrics; give one of them another number");
  }

  @Test
  void refusesToWaitForWhatComesLater() {
    Platform platform = new Platform(TestPlatform.environment("staging"));
    Workload first = new Own(platform, "first", SyncWave.DATA).deployment("first", SIZE);
    Workload last = new Own(platform, "last", SyncWave.SERVICES).deployment("last", SIZE);
    last.uses(first.offers(Port.tcp("http", 80), "data"));
    assertThatCode(platform::topology).doesNotThrowAnyException();
    first.uses(last.offers(Port.tcp("http", 80), "an answer"));
    assertThatThrownBy(platform::topology)
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "first (wave DATA) uses an answer of last (wave SERVICES), which Argo CD brings later;"
                + " give both one wave");
  }

  @Test
  void leadsToWhatComesLaterWithoutWaitingForIt() {
    Platform platform = new Platform(TestPlatform.environment("staging"));
    Workload first = new Own(platform, "first", SyncWave.DATA).deployment("first", SIZE);
    Workload last = new Own(platform, "last", SyncWave.SERVICES).deployment("last", SIZE);
    Endpoint later = last.offers(Port.tcp("http", 80), "an answer");
    first.leadsTo(later);
    assertThat(platform.topology().from(first.pods()))
        .containsExactly(new Dependency(first.pods(), later, false));
  }

  @Test
  void refusesTwoCredentialsWithOnePrefix() {
    Workload workload =
        workload()
            .uses(endpoint("one").withCredential(new Endpoint.Credential("one", "a/one", "CACHE")));
    Endpoint second =
        endpoint("two").withCredential(new Endpoint.Credential("two", "a/two", "CACHE"));
    assertThatThrownBy(() -> workload.uses(second))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("CACHE_USERNAME_FILE");
  }

  @Test
  void refusesSettingsForPodsThatAnOperatorMakes() {
    Workload operated =
        new Own(new Platform(TestPlatform.environment("staging")))
            .operated("operated", "app", "operated", SIZE, PodGroup.Budget.OPERATOR);
    Endpoint cache = endpoint("one").withSetting("CACHE_HOST", "one");
    assertThatThrownBy(() -> operated.uses(cache))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("not ours to configure");
  }

  @Test
  void refusesTwoComponentsOfOneName() {
    Platform platform = new Platform(TestPlatform.environment("staging"));
    new Own(platform);
    assertThatThrownBy(() -> new Own(platform))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("two components are called own");
  }

  @Test
  void burstsInCpuAndNeverInMemory() {
    Resources asked = new Resources(Cpu.millis(100), Memory.mebibytes(64));
    PodGroup.Size size = PodGroup.Size.bursting(2, asked);
    assertThat(size.limits().memory()).isEqualTo(asked.memory());
    assertThat(size.limits().cpu()).isGreaterThan(asked.cpu());
  }

  @Test
  void refusesAStoreThatNobodyDeclares() {
    Platform platform = new Platform(TestPlatform.environment("staging"));
    Platform other = new Platform(TestPlatform.environment("staging"));
    Endpoint database =
        new Own(other)
            .deployment("orders-db", SIZE)
            .offers(Port.tcp("postgresql", 5432), "database orders");
    new Own(platform).deployment("own", SIZE).uses(database);
    assertThatThrownBy(platform::topology)
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "own uses database orders of orders-db in pytrading-staging, which no component declares;"
                + " declare it in TradingPlatform");
  }

  @Test
  void trustsTheAuthorityOnceHoweverManyServersItTalksTo() {
    Workload workload =
        workload()
            .uses(endpoint("one").withTrust("ONE_CA_FILE"))
            .uses(endpoint("two").withTrust("TWO_CA_FILE"));
    assertThat(workload.certificates()).hasSize(1);
    assertThat(workload.connections())
        .containsEntry("ONE_CA_FILE", SecretFiles.AUTHORITY)
        .containsEntry("TWO_CA_FILE", SecretFiles.AUTHORITY);
  }

  @Test
  void whatMustBeThereIsMissedWhereItsMetricsAreDeclared() {
    Platform platform = new Platform(TestPlatform.environment("staging"));
    Own own = new Own(platform);
    Port metrics = Port.tcp("metrics", 9000);
    own.deployment("by-service", SIZE).exposes(metrics, "/metrics", MetricSource.Via.SERVICE);
    own.statefulSet("by-pod", SIZE).exposes(metrics, "/metrics", MetricSource.Via.POD);
    own.operated("operated", "app", "operated", SIZE, PodGroup.Budget.OPERATOR)
        .exposes(metrics, "/metrics", MetricSource.Via.POD);
    own.batch("comes-and-goes", SIZE).exposes(metrics, "/metrics", MetricSource.Via.POD);
    own.daemonSet("on-each-node", SIZE).exposes(metrics, "/metrics", MetricSource.Via.POD);
    own.deployment("shows-elsewhere", SIZE)
        .exposes(metrics, "/metrics", MetricSource.Via.POD)
        .absenceShowsElsewhere("by its clients");
    own.deployment("without-metrics", SIZE);
    assertThat(platform.topology().alerts())
        .extracting(AlertRule::expression)
        .containsExactly(
            "absent(up{namespace=\"pytrading-staging\", job=\"by-service\"})",
            "absent(up{namespace=\"pytrading-staging\", job=\"pytrading-staging/by-pod\"})",
            "absent(up{namespace=\"pytrading-staging\", job=\"pytrading-staging/operated\"})");
  }

  @Test
  void refusesToLeaveAbsenceToAnAlertThatNobodyDeclares() {
    Platform platform = new Platform(TestPlatform.environment("staging"));
    new Own(platform).deployment("own", SIZE).absenceSaidBy("OwnDown");
    assertThatThrownBy(platform::topology)
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "own says that the alert OwnDown speaks when it is absent, and own declares none of that"
                + " name; correct the name, or leave it out");
  }
}
