package com.xtrading.platform.benchmark;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.objects.PodTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Times the evaluation of network policies: as many workloads as policies, each of which lets five
 * others in and names an address, in a namespace for every twenty. Minimum, median and maximum of
 * several runs in one process after some that are not counted.
 */
public final class ProofBenchmark {

  private static final int WARM = 5;
  private static final int RUNS = 9;
  private static final int CALLERS = 5;
  private static final int IN_A_NAMESPACE = 20;

  public static void main(String[] arguments) {
    System.out.printf(
        "%9s %12s %8s %8s %8s   milliseconds%n",
        "workloads", "connections", "min", "median", "max");
    for (int workloads : new int[] {125, 250, 500, 1000, 2000}) {
      List<Manifest> manifests = manifests(workloads);
      List<PodTemplate> pods =
          manifests.stream().flatMap(manifest -> PodTemplate.of(manifest).stream()).toList();
      double[] millis = new double[RUNS];
      int connections = 0;
      for (int run = -WARM; run < RUNS; run++) {
        long start = System.nanoTime();
        connections = new Connectivity(manifests, pods, List.of()).connections().size();
        if (run >= 0) {
          millis[run] = (System.nanoTime() - start) / 1e6;
        }
      }
      Arrays.sort(millis);
      System.out.printf(
          "%9d %12d %8.1f %8.1f %8.1f%n",
          workloads, connections, millis[0], millis[RUNS / 2], millis[RUNS - 1]);
    }
  }

  private static List<Manifest> manifests(int workloads) {
    List<Manifest> manifests = new ArrayList<>();
    for (int i = 0; i < workloads; i++) {
      Map<String, Object> labels = Fields.of("app", "w" + i);
      manifests.add(
          object(
              "apps/v1",
              "Deployment",
              i,
              Fields.of(
                  "template",
                  Fields.of("metadata", Fields.of("labels", labels))
                      .with("spec", Fields.of("containers", List.of())))));
      List<Object> callers = new ArrayList<>();
      List<Object> called = new ArrayList<>();
      for (int j = 1; j <= CALLERS; j++) {
        callers.add(peer((i + j) % workloads));
        called.add(peer((i - j + workloads) % workloads));
      }
      called.add(
          Fields.of("ipBlock", Fields.of("cidr", "10.%d.%d.0/24".formatted(i / 256, i % 256))));
      List<Object> ports = List.of(Fields.of("port", 8000));
      manifests.add(
          object(
              "networking.k8s.io/v1",
              "NetworkPolicy",
              i,
              Fields.of("podSelector", Fields.of("matchLabels", labels))
                  .with("policyTypes", List.of("Ingress", "Egress"))
                  .with("ingress", List.of(Fields.of("from", callers).with("ports", ports)))
                  .with("egress", List.of(Fields.of("to", called).with("ports", ports)))));
    }
    return manifests;
  }

  private static String namespace(int number) {
    return "n" + number / IN_A_NAMESPACE;
  }

  private static Map<String, Object> peer(int number) {
    return Fields.of(
            "namespaceSelector",
            Fields.of("matchLabels", Fields.of("kubernetes.io/metadata.name", namespace(number))))
        .with("podSelector", Fields.of("matchLabels", Fields.of("app", "w" + number)));
  }

  private static Manifest object(
      String apiVersion, String kind, int number, Map<String, Object> spec) {
    return new Manifest(
        "",
        "",
        Fields.of("apiVersion", apiVersion)
            .with("kind", kind)
            .with("metadata", Fields.of("name", "w" + number).with("namespace", namespace(number)))
            .with("spec", spec));
  }

  private ProofBenchmark() {}
}
