package com.xtrading.platform.services;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.data.RabbitMq;
import com.xtrading.platform.declaration.WorkQueue;
import com.xtrading.platform.delivery.ArgoCd;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestWorkerTest {

  private static final String NAME = "backtest-worker";
  private static final String DATA = "pytrading-prod-data";
  private static final JudgedEnvironment JOBS = render(environment("production"));
  private static final JudgedEnvironment ONE = render(environment("development"));

  @Test
  void startsAJobForEachMessageAndLeavesThoseThatRunAlone() {
    assertThat(JOBS)
        .has("ScaledJob", NAME)
        .at("spec.maxReplicaCount")
        .is(4)
        .at("spec.rollout.strategy")
        .is("gradual")
        .at("spec.jobTargetRef.parallelism")
        .is(1)
        .at("spec.jobTargetRef.activeDeadlineSeconds")
        .is(5 * 3600 + 15 * 60)
        .at("spec.jobTargetRef.template.spec.priorityClassName")
        .is("xtrading-batch")
        .at("spec.jobTargetRef.template.spec.containers.0.args")
        .is(List.of(NAME, "--once"));
    assertThat(JOBS).hasNo("Job", NAME).hasNo("PodDisruptionBudget", NAME);
  }

  /** With those that a worker has left out, KEDA's default strategy starts too few. */
  @Test
  void countsEveryMessageWhetherAWorkerHasItOrNot() {
    Tree trigger =
        Select.one(JOBS, "ScaledJob", NAME).at("spec", "triggers").elements().toList().get(0);
    assertThat(
            Select.one(JOBS, "ScaledJob", NAME).at("spec", "scalingStrategy", "strategy").text(""))
        .isEqualTo("default");
    assertThat(trigger.at("metadata", "protocol").text("")).isEqualTo("http");
    assertThat(trigger.at("metadata", "queueName").text("")).isEqualTo("backtest");
    assertThat(trigger.at("metadata", "value").text("")).isEqualTo("1");
    assertThat(trigger.at("metadata", "excludeUnacknowledged").exists()).isFalse();
    assertThat(trigger.at("metadata").map().values()).allMatch(String.class::isInstance);
  }

  @Test
  void kedaKnowsTheBrokerAndProvesItselfWithALoginThatMayDoNothing() {
    assertThat(JOBS).has("User", DATA, "keda").at("spec.tags").is(List.of("management"));
    for (String right : List.of("configure", "read", "write")) {
      String pattern =
          Select.one(JOBS, "Permission", DATA, "keda").at("spec", "permissions", right).text("");
      assertThat("backtest").as(right).doesNotContainPattern(pattern);
    }
    assertThat(JOBS)
        .has("ExternalSecret", "keda", "keda-rabbitmq")
        .at("spec.data.0.remoteRef.key")
        .is("production/rabbitmq/keda");
    assertThat(
            Select.one(JOBS, "ClusterTriggerAuthentication", "rabbitmq")
                .at("spec", "secretTargetRef")
                .elements()
                .map(from -> from.at("parameter").text("") + "=" + from.at("name").text("")))
        .containsExactly("username=keda-rabbitmq", "password=keda-rabbitmq", "ca=platform-trust");
    assertThat(JOBS)
        .has("NetworkPolicy", DATA, "rabbitmq")
        .allowsIngressFrom("keda", "app=keda-operator", 15671);
  }

  @Test
  void kedaReadsNoSecretsOfOthersAndMayDrawItsRoleWhereItWorks() {
    assertThat(JOBS)
        .has("Application", "production-keda")
        .at("spec.sources.0.helm.valuesObject.watchNamespace")
        .is("pytrading-prod,keda")
        .at("spec.sources.0.helm.valuesObject.permissions.operator.restrict.secret")
        .is(true);
    assertThat(
            Select.one(JOBS, "AppProject", "production-add-ons")
                .at("spec", "destinations")
                .elements()
                .map(place -> place.at("namespace").text("")))
        .contains("keda", "pytrading-prod");
  }

  @Test
  void isADeploymentOfOneWhereThereIsNoRoomForKeda() {
    assertThat(ONE).has("Deployment", NAME).at("spec.replicas").is(1);
    assertThat(ONE).hasNo("ScaledJob").hasNo("Application", "development-keda");
    assertThat(ONE.manifests().stream().filter(manifest -> manifest.component().equals("keda")))
        .isEmpty();
  }

  @Test
  void refusesADeadlineBeyondTheConsumerTimeout() {
    assertThatThrownBy(
            () -> render(EditedEnvironment.of("production", "deadline: 5h", "deadline: 6h")))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessage(
            "environments/production.yaml: backtests.deadline: 6h is beyond the consumer timeout of the"
                + " queue backtest, after which another worker gets the message; allowed: 5h at the most,"
                + " 15 minutes are for start and stop; lower it, or give the queue more than 360 minutes"
                + " where it is declared (workQueue)");
  }

  private static Environment environment(String name) {
    return EditedEnvironment.sizing(TestPlatform.environment(name));
  }

  private static JudgedEnvironment render(Environment environment) {
    return TestPlatform.renderOnly(
        EditedEnvironment.sizing(environment), BacktestWorkerTest::declare);
  }

  private static void declare(Platform platform) {
    WorkQueue queue = new RabbitMq(platform).workQueue("backtest", Duration.ofHours(6));
    new BacktestWorker(platform, platform.environment().images().backend(), queue);
    new ArgoCd(platform);
  }
}
