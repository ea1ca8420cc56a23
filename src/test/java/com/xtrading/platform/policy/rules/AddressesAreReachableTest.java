package com.xtrading.platform.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.projection.Projection;
import com.xtrading.platform.synthesis.Synthesized;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesAreReachableTest {

  private final AddressesAreReachable rule =
      new AddressesAreReachable(Examples.NOTHING_DECLARED, Set.of());
  private final String good = rule.goodExample();

  private List<String> problems(String text, String replacement) {
    assertThat(good).contains(text);
    return rule.check(Examples.rendered(good.replace(text, replacement))).stream()
        .map(Finding::problem)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local:5432/shop | local:5433/shop | is told of db.shop:5433, and the Service has no such port",
        "//db.shop | //dbs.shop | is told of dbs.shop:5432, and there is no such Service",
        "targetPort: sql | targetPort: 5433 | is told of db.shop:5432, and network policies do not let shop/web[Pod] reach shop/db[Pod]",
        "ingress: [{ports: [{port: 5432}]}] | ingress: [] | is told of db.shop:5432, and network policies do not let shop/web[Pod] reach shop/db[Pod]",
      })
  void anAddressThatLeadsNowhereIsFound(String text, String replacement, String problem) {
    assertThat(problems(text, replacement)).containsExactly(problem);
  }

  @Test
  void argumentsAndConfigMapsAreReadToo() {
    assertThat(
            problems(
                "env: [{name: DSN, value: \"postgresql://db.shop.svc.cluster.local:5432/shop\"}]",
                "args: [--db=db.shop.svc:5433]"))
        .hasSize(1);
    String map =
        """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop}
        data: {DB_HOST: db.shop.svc.cluster.local, DB_PORT: "5433"}
        """;
    for (String reference :
        List.of(
            "envFrom: [{configMapRef: {name: web}}]",
            "env: [{name: X, valueFrom: {configMapKeyRef: {name: web, key: DB_HOST}}}]")) {
      assertThat(
              rule.check(
                  Examples.rendered(
                      good.replace(
                              "env: [{name: DSN, value:"
                                  + " \"postgresql://db.shop.svc.cluster.local:5432/shop\"}]",
                              reference)
                          + map)))
          .extracting(Finding::problem)
          .containsExactly("is told of db.shop:5433, and the Service has no such port");
    }
  }

  @Test
  void withoutAPortOneOpenPortIsEnough() {
    assertThat(problems(".local:5432/shop", ".local")).isEmpty();
    assertThat(problems(".local:5432/shop", ".local")).isEmpty();
  }

  private static List<String> problemsOfFrontendToldOf(String text) {
    Synthesized production = TestPlatform.sample("production");
    List<Manifest> manifests = new ArrayList<>();
    for (Manifest manifest : production.manifests()) {
      if (manifest.kind().equals("ConfigMap") && manifest.name().equals("frontend-content")) {
        Map<String, Object> tree = new TreeMap<>(manifest.tree());
        tree.put("data", Map.of("extra", text));
        manifests.add(new Manifest(manifest.path(), manifest.component(), tree));
      } else {
        manifests.add(manifest);
      }
    }
    return new AddressesAreReachable(production.topology(), Set.of())
            .check(
                new Rendered(
                    "production",
                    manifests,
                    List.of(),
                    Projection.of(manifests, production.topology())))
            .stream()
            .map(Finding::problem)
            .toList();
  }

  /** Somebody writes an address into a config map instead of declaring the connection. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://influxdb.pytrading-prod-data.svc.cluster.local:8086 | influxdb.pytrading-prod-data:8086, and network policies do not let pytrading-prod/frontend[Deployment] reach pytrading-prod-data/influxdb[StatefulSet]",
        "influxdb.pytrading-prod-data:8086 | influxdb.pytrading-prod-data:8086, and network policies do not let",
        "redis-nowhere.pytrading-prod-data:6379 | redis-nowhere.pytrading-prod-data:6379, and there is no such Service",
        "10.9.8.7:5432 | 10.9.8.7/32:5432, and network policies do not let",
        "https://api.example.com/v1 | api.example.com, and no connection to that host is declared",
        "postgresql://web@db.example.org/shop | db.example.org, and no connection",
        "redis.internal.corp:6379 | redis.internal.corp, and no connection",
      })
  void anAddressThatNobodyDeclaredIsFound(String text, String problem) {
    assertThat(problemsOfFrontendToldOf(text))
        .singleElement()
        .asString()
        .startsWith("is told of " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:8080 and 127.0.0.1:9090 and [::]:8080",
        "version 1.2.3.4, range 10.0.0.0/8",
        "ghcr.io/xtrading/backend:1.0.0",
        "http://localhost:8080",
        "urn:example.com:80x and file.yaml and a.b",
        "vault://env/some.thing.else"
      })
  void whatIsNoAddressOfSomebodyElseIsNotFound(String text) {
    assertThat(problemsOfFrontendToldOf(text)).isEmpty();
  }
}
