package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.MEBIBYTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.KubernetesVersion;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What objects say about the pods that they make. */
class PodSetReaderTest {

  private static List<PodSet> read(String... yaml) {
    return readBy(SmallCluster.KUBERNETES, yaml);
  }

  private static List<PodSet> readBy(KubernetesVersion kubernetes, String... yaml) {
    List<Manifest> objects = Examples.rendered(yaml).manifests();
    PodSetReader reader = new PodSetReader(kubernetes, objects, PriorityClasses.in(objects));
    return Examples.rendered(yaml)
        .objects()
        .ourPods()
        .flatMap(pod -> reader.read(pod).stream())
        .toList();
  }

  private static PodSet one(String... yaml) {
    return read(yaml).get(0);
  }

  private static String deployment(String spec) {
    return workload("Deployment", "apps/v1", spec, "containers: [{name: web}]");
  }

  private static String workload(String kind, String version, String spec, String podSpec) {
    return """
        apiVersion: %s
        kind: %s
        metadata: {name: web, namespace: shop}
        spec:
          selector: {matchLabels: {app: web}}
          template: {metadata: {labels: {app: web}}, spec: {%s}}
          %s
        """
        .formatted(version, kind, podSpec, spec);
  }

  private static PodSet pod(String spec) {
    return one(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {%s}
        """
            .formatted(spec));
  }

  private static String container(String name, String resources, String more) {
    return "{name: %s, resources: {%s}%s}".formatted(name, resources, more);
  }

  @Nested
  class Requests {

    private static final String ALWAYS = ", restartPolicy: Always";

    private long mebibytes(String spec) {
      return pod(spec).requests().memory() / MEBIBYTE;
    }

    private String asks(String name, int mebibytes) {
      return asks(name, mebibytes, "");
    }

    private String asks(String name, int mebibytes, String more) {
      return container(name, "requests: {memory: %dMi}".formatted(mebibytes), more);
    }

    @Test
    void ofContainersAreAddedUp() {
      PodSet set =
          pod(
              "containers: [%s, %s]"
                  .formatted(
                      container(
                          "a", "requests: {cpu: 250m, memory: 1Gi, ephemeral-storage: 10Mi}", ""),
                      container(
                          "b", "requests: {cpu: 1, memory: 24Mi, ephemeral-storage: 5Mi}", "")));
      assertThat(set.requests())
          .isEqualTo(new ResourceAmount(1250, 1048 * MEBIBYTE, 15 * MEBIBYTE));
    }

    @Test
    void areThoseOfTheHungriestInitContainerWhereThatIsMore() {
      String spec = "initContainers: [%s, %s], containers: [%s, %s]";
      // max(100 + 50, 400, 30) and max(100 + 50, 120, 30).
      assertThat(
              mebibytes(
                  spec.formatted(asks("i", 400), asks("j", 30), asks("a", 100), asks("b", 50))))
          .isEqualTo(400);
      assertThat(
              mebibytes(
                  spec.formatted(asks("i", 120), asks("j", 30), asks("a", 100), asks("b", 50))))
          .isEqualTo(150);
    }

    @Test
    void ofNativeSidecarsCountBesideContainersAndBesideInitContainersAfterThem() {
      String spec = "initContainers: [%s, %s, %s], containers: [%s]";
      // Running: 20 + 30 + 100 = 150. Starting: 20 + 200 = 220; the second sidecar comes later.
      assertThat(
              mebibytes(
                  spec.formatted(
                      asks("s", 20, ALWAYS),
                      asks("i", 200),
                      asks("t", 30, ALWAYS),
                      asks("a", 100))))
          .isEqualTo(220);
      // Starting: 20 + 30 + 200.
      assertThat(
              mebibytes(
                  spec.formatted(
                      asks("s", 20, ALWAYS),
                      asks("t", 30, ALWAYS),
                      asks("i", 200),
                      asks("a", 100))))
          .isEqualTo(250);
      // Running is more: 20 + 30 + 300.
      assertThat(
              mebibytes(
                  spec.formatted(
                      asks("s", 20, ALWAYS),
                      asks("t", 30, ALWAYS),
                      asks("i", 200),
                      asks("a", 300))))
          .isEqualTo(350);
    }

    @Test
    void haveTheOverheadOfTheRuntimeOnTop() {
      assertThat(
              mebibytes(
                  "overhead: {memory: 64Mi}, initContainers: [%s], containers: [%s]"
                      .formatted(asks("i", 200), asks("a", 100))))
          .isEqualTo(264);
    }

    @Test
    void areTheLimitWhereOnlyThatIsGiven() {
      PodSet set =
          pod(
              "containers: [%s]"
                  .formatted(
                      container(
                          "a", "limits: {cpu: 500m, memory: 256Mi}, requests: {cpu: 100m}", "")));
      assertThat(set.requests()).isEqualTo(new ResourceAmount(100, 256 * MEBIBYTE, 0));
      assertThat(set.limits()).isEqualTo(new ResourceAmount(500, 256 * MEBIBYTE, 0));
    }

    @Test
    void ofPartsOfAThousandthCountAsOne() {
      PodSet set = pod("containers: [%s]".formatted(container("a", "requests: {cpu: 1500u}", "")));
      assertThat(set.requests().cpu()).isEqualTo(2);
    }

    @Test
    void limitsAreThoseOfWhatKeepsRunning() {
      PodSet set =
          pod(
              "initContainers: [%s, %s], containers: [%s]"
                  .formatted(
                      container("i", "limits: {memory: 900Mi}", ""),
                      container("s", "limits: {memory: 50Mi}", ALWAYS),
                      container("a", "limits: {memory: 100Mi}", "")));
      assertThat(set.limits().memory() / MEBIBYTE).isEqualTo(150);
    }
  }

  @Nested
  class Numbers {

    private static final String SCALER =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: any, namespace: %s}
        spec: {scaleTargetRef: {kind: Deployment, name: web}, %s maxReplicas: 9}
        """;

    private PodSet.Number number(String... yaml) {
      return one(yaml).number();
    }

    @ParameterizedTest(name = "{0}: steady {1}, surge {2}, unavailable {3}")
    @CsvSource(
        delimiter = '|',
        value = {
          // Without words a quarter of each: surge up, unavailable down.
          "replicas: 5 | 5 | 2 | 1",
          "replicas: 1 | 1 | 1 | 0",
          "selector: {} | 1 | 1 | 0",
          "replicas: 4, strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 50%}} | 4 | 0 | 2",
          "replicas: 3, strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}} | 3 | 1 | 0",
          "replicas: 3, strategy: {type: Recreate} | 3 | 0 | 3",
          // Both come to 0: the controller lets one pod go.
          "replicas: 3, strategy: {rollingUpdate: {maxSurge: 0}} | 3 | 0 | 1",
        })
    void ofADeploymentHaveTheRoomOfItsStrategy(
        String spec, int steady, int surge, int unavailable) {
      PodSet.Number number =
          number(
              """
              apiVersion: apps/v1
              kind: Deployment
              metadata: {name: web, namespace: shop}
              spec: {template: {spec: {containers: [{name: web}]}}, %s}
              """
                  .formatted(spec));
      assertThat(number)
          .isEqualTo(new PodSet.Number(steady, steady, surge, unavailable, PodSet.Place.ANY));
    }

    @Test
    void areBetweenThoseOfTheAutoscaler() {
      PodSet set = one(deployment("replicas: 5"), SCALER.formatted("shop", "minReplicas: 2,"));
      assertThat(set.number()).isEqualTo(new PodSet.Number(2, 9, 1, 0, PodSet.Place.ANY));
      assertThat(set.isScaled()).isTrue();
    }

    @Test
    void startAtOneWhereTheAutoscalerSaysNothing() {
      assertThat(number(deployment("replicas: 5"), SCALER.formatted("shop", "")).steady())
          .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "minReplicaCount: 2, maxReplicaCount: 7 | 2 | 7",
          // "Default: 0" and "Default: 100" (KEDA, ScaledObject specification); none is no pod
          // that could be placed.
          "pollingInterval: 15 | 1 | 100",
          "minReplicaCount: 0, maxReplicaCount: 3 | 1 | 3",
        })
    void areBetweenThoseOfAScaledObject(String bounds, int least, int most) {
      PodSet set =
          one(
              deployment("replicas: 5"),
              """
              apiVersion: keda.sh/v1alpha1
              kind: ScaledObject
              metadata: {name: web, namespace: shop}
              spec: {scaleTargetRef: {name: web}, %s}
              """
                  .formatted(bounds));
      assertThat(set.number().steady()).isEqualTo(least);
      assertThat(set.number().most()).isEqualTo(most);
    }

    @Test
    void doNotFollowAnAutoscalerOfAnotherNamespace() {
      PodSet set = one(deployment("replicas: 5"), SCALER.formatted("other", "minReplicas: 2,"));
      assertThat(set.number().most()).isEqualTo(5);
      assertThat(set.isScaled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1.36 | replicas: 3 | 1",
          "1.36 | replicas: 3, updateStrategy: {rollingUpdate: {maxUnavailable: 2}} | 1",
          "1.37 | replicas: 3, updateStrategy: {rollingUpdate: {maxUnavailable: 2}} | 2",
          "1.37 | replicas: 3, updateStrategy: {rollingUpdate: {maxUnavailable: 50%}} | 1",
          "1.37 | replicas: 3, updateStrategy: {rollingUpdate: {maxUnavailable: 10%}} | 1",
          "1.37 | replicas: 3, updateStrategy: {type: Recreate} | 3",
          "1.37 | replicas: 3, updateStrategy: {type: OnDelete} | 0",
          "1.36 | replicas: 3, updateStrategy: {type: OnDelete} | 0",
        })
    void ofAStatefulSetAreReplacedWithoutASurge(String minor, String spec, int unavailable) {
      PodSet.Number number =
          readBy(
                  new KubernetesVersion(minor),
                  """
                  apiVersion: apps/v1
                  kind: StatefulSet
                  metadata: {name: db, namespace: shop}
                  spec: {template: {spec: {containers: [{name: db}]}}, %s}
                  """
                      .formatted(spec))
              .get(0)
              .number();
      assertThat(number).isEqualTo(new PodSet.Number(3, 3, 0, unavailable, PodSet.Place.ANY));
    }

    @ParameterizedTest(name = "{0} with {1}: {2} at the most")
    @CsvSource(
        delimiter = '|',
        value = {
          "Job | parallelism: 3 | 3",
          "Job | completions: 5 | 1",
          "Job | parallelism: 3, completions: 2 | 2",
          "Job | suspend: true, parallelism: 3 | 0",
          "CronJob | suspend: false | 2",
          "CronJob | suspend: true | 0",
          "ScaledJob | maxReplicaCount: 4 | 8",
          "ScaledJob | pollingInterval: 5 | 200",
        })
    void ofJobsAreThoseThatRunAtOnce(String kind, String spec, int most) {
      String template = "template: {spec: {containers: [{name: job}]}}";
      String body =
          switch (kind) {
            case "CronJob" -> "jobTemplate: {spec: {parallelism: 2, %s}}".formatted(template);
            case "ScaledJob" -> "jobTargetRef: {parallelism: 2, %s}".formatted(template);
            default -> template;
          };
      PodSet set =
          one(
              """
              apiVersion: %s
              kind: %s
              metadata: {name: job, namespace: shop}
              spec: {%s, %s}
              """
                  .formatted(
                      kind.equals("ScaledJob") ? "keda.sh/v1alpha1" : "batch/v1",
                      kind,
                      spec,
                      body));
      assertThat(set.number()).isEqualTo(new PodSet.Number(0, most, 0, 0, PodSet.Place.ANY));
      assertThat(set.isJob()).isEqualTo(kind.equals("Job"));
      assertThat(set.isScaled()).isFalse();
    }

    @Test
    void ofADaemonSetAreThoseOfTheNodes() {
      PodSet set =
          one(workload("DaemonSet", "apps/v1", "minReadySeconds: 0", "containers: [{name: web}]"));
      assertThat(set.onEachNode()).isTrue();
      assertThat(set.constraints().spread()).isEmpty();
    }

    @Test
    void ofAReplicaSetThatADeploymentMakesAreThoseOfTheDeployment() {
      assertThat(
              read(
                  workload("ReplicaSet", "apps/v1", "replicas: 2", "containers: [{name: web}]")
                      .replace(
                          "namespace: shop}",
                          "namespace: shop, ownerReferences: [{kind: Deployment, name: web}]}")))
          .isEmpty();
    }
  }

  @Nested
  class Places {

    private static final String CLAIM =
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: %s, namespace: shop}
        spec: {storageClassName: %s}
        """;
    private static final String CLASSES =
        """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: local}
        provisioner: rancher.io/local-path
        ---
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: network}
        provisioner: rbd.csi.ceph.com
        """;

    @ParameterizedTest
    @CsvSource({"local, WHERE_IT_WAS", "network, ANY"})
    void areThoseOfTheVolumes(String storageClass, PodSet.Place place) {
      String template =
          """
          apiVersion: apps/v1
          kind: StatefulSet
          metadata: {name: db, namespace: shop}
          spec:
            template: {spec: {containers: [{name: db}]}}
            %s
          """;
      assertThat(
              one(
                      CLASSES,
                      template.formatted(
                          "volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: %s}}]"
                              .formatted(storageClass)))
                  .number()
                  .place())
          .isEqualTo(place);
      assertThat(
              one(CLASSES, template.formatted(""), CLAIM.formatted("data-db-0", storageClass))
                  .number()
                  .place())
          .as("a claim with the name that the controller gives")
          .isEqualTo(place);
      String volume =
          "containers: [{name: web}], volumes: [{persistentVolumeClaim: {claimName: data}}]";
      assertThat(
              one(
                      CLASSES,
                      workload("Deployment", "apps/v1", "replicas: 1", volume),
                      CLAIM.formatted("data", storageClass))
                  .number()
                  .place())
          .isEqualTo(place);
    }

    @Test
    void ofADeploymentThatSaysNothingAreSpreadAsTheSchedulerDoes() {
      PodSet set = one(deployment("replicas: 2"));
      assertThat(set.constraints().spread())
          .singleElement()
          .satisfies(
              spread -> {
                assertThat(spread.skew()).isEqualTo(3);
                assertThat(spread.strict()).isFalse();
                assertThat(spread.term().topologyKey()).isEqualTo("kubernetes.io/hostname");
                assertThat(spread.term().matches("shop", set.labels())).isTrue();
              });
    }

    @ParameterizedTest(name = "{0}, host network {1}: {2}")
    @CsvSource(
        delimiter = '|',
        value = {
          "{containerPort: 80, hostPort: 8080} | false | TCP/8080",
          "{containerPort: 53, protocol: UDP} | true | UDP/53",
          "{containerPort: 80} | false | ''",
        })
    void haveThePortsThatTheyTake(String port, boolean host, String taken) {
      PodSet set =
          pod("hostNetwork: %s, containers: [{name: a, ports: [%s]}]".formatted(host, port));
      assertThat(String.join(",", set.constraints().hostPorts())).isEqualTo(taken);
    }
  }

  @Nested
  class Priorities {

    private static final String CLASSES =
        """
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: high}
        value: 1000
        ---
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: polite}
        value: 500
        preemptionPolicy: Never
        """;
    private static final String DEFAULT =
        """
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: usual}
        value: 7
        globalDefault: true
        """;

    @ParameterizedTest
    @CsvSource({
      "high, 1000, true",
      "polite, 500, false",
      "system-cluster-critical, 2000000000, true",
      "system-node-critical, 2000001000, true",
    })
    void areThoseOfTheClass(String name, int value, boolean preempts) {
      PodSet set =
          one(
              CLASSES,
              workload(
                  "Deployment",
                  "apps/v1",
                  "replicas: 1",
                  "priorityClassName: %s, containers: [{name: web}]".formatted(name)));
      assertThat(set.priority()).isEqualTo(new PodSet.Priority(value, preempts));
    }

    @Test
    void areThoseOfTheDefaultOrNone() {
      assertThat(one(CLASSES, deployment("replicas: 1")).priority().value()).isZero();
      assertThat(one(CLASSES, DEFAULT, deployment("replicas: 1")).priority().value()).isEqualTo(7);
    }
  }
}
