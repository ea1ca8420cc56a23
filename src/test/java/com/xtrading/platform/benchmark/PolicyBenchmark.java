package com.xtrading.platform.benchmark;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import com.xtrading.platform.projection.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times the rules about single objects over a thousand objects, those of production again and again
 * under other names: the first time in a process, in which the texts are compiled, and the minimum,
 * median and maximum of those that follow.
 */
public final class PolicyBenchmark {

  private static final int OBJECTS = 1000;
  private static final int RUNS = 9;

  public static void main(String[] arguments) throws IOException {
    List<Manifest> some = ManifestFolder.read(Path.of("dist/production/manifests")).manifests();
    List<Manifest> manifests = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      manifests.add(renamed(some.get(i % some.size()), i));
    }
    ClusterObjects objects = Projection.of(manifests);
    double[] millis = new double[RUNS];
    for (int run = -1; run < RUNS; run++) {
      long start = System.nanoTime();
      int findings =
          ObjectRule.of(Profile.PLATFORM).stream()
              .mapToInt(rule -> rule.check(objects, ObjectPolicies.newest()).size())
              .sum();
      double took = (System.nanoTime() - start) / 1e6;
      if (run < 0) {
        System.out.printf(
            "%d objects, %d findings; the first time %.0f ms%n", OBJECTS, findings, took);
      } else {
        millis[run] = took;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "then min %.0f, median %.0f, max %.0f ms%n", millis[0], millis[RUNS / 2], millis[RUNS - 1]);
  }

  private static Manifest renamed(Manifest one, int number) {
    Map<String, Object> metadata = new LinkedHashMap<>(one.at("metadata").map());
    metadata.put("name", one.name() + "-" + number);
    Map<String, Object> tree = new LinkedHashMap<>(one.tree());
    tree.put("metadata", metadata);
    return new Manifest(one.path(), one.component(), tree);
  }

  private PolicyBenchmark() {}
}
