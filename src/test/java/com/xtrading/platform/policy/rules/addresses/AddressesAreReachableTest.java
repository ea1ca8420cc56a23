package com.xtrading.platform.policy.rules.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesAreReachableTest {

  private final AddressesAreReachable rule = new AddressesAreReachable();
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
    return problemsOfFrontendTold("extra", text);
  }

  private static List<String> problemsOfFrontendTold(String key, String text) {
    JudgedEnvironment production = TestPlatform.sample("production");
    List<Manifest> manifests = new ArrayList<>();
    for (Manifest manifest : production.manifests()) {
      if (manifest.kind().equals("ConfigMap") && manifest.name().equals("frontend-content")) {
        Map<String, Object> tree = new TreeMap<>(manifest.tree());
        tree.put("data", Map.of(key, text));
        manifests.add(new Manifest(manifest.path(), manifest.component(), tree));
      } else {
        manifests.add(manifest);
      }
    }
    return new AddressesAreReachable()
        .check(Examples.rendered(production.topology(), manifests)).stream()
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
        "10.9.8.7:5432 | 10.9.8.7/32 at port 5432, and network policies do not let",
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

  /** The key says that it is a host, or a Service is called so; neither scheme nor port helps. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DB_HOST | postgres-rw | postgres-rw.pytrading-prod, and there is no such Service",
        "dbHost | postgres-rw | postgres-rw.pytrading-prod, and there is no such Service",
        "db.hosts | localhost,postgres-rw:5432 | postgres-rw.pytrading-prod:5432, and there is no such Service",
        "DB_HOST | influxdb.pytrading-prod-data | influxdb.pytrading-prod-data, and network policies do not let",
        "DB_HOST | influxdb.pytrading-prod-data.svc | influxdb.pytrading-prod-data, and network policies do not let",
        "extra | influxdb.pytrading-prod-data.svc | influxdb.pytrading-prod-data, and network policies do not let",
        "extra | influxdb.pytrading-prod-data | influxdb.pytrading-prod-data, and network policies do not let",
        "extra | user-service | user-service.pytrading-prod, and network policies do not let",
        "extra | user-service:8000 | user-service.pytrading-prod:8000, and network policies do not let",
        "SERVICE_NAME | user-service:8000 | user-service.pytrading-prod:8000, and network policies do not let",
        "extra | postgresql://web@postgres-rw/shop | postgres-rw.pytrading-prod, and there is no such Service",
        "extra | http://user-service/v1 | user-service.pytrading-prod, and network policies do not let",
        "DB_HOST | db.example.org | db.example.org, and no connection to that host is declared",
        "DB_SERVER | 10.9.8.7 | 10.9.8.7/32, and network policies do not let",
      })
  void aHostWithoutSchemeAndPortIsFound(String key, String text, String problem) {
    assertThat(problemsOfFrontendTold(key, text))
        .singleElement()
        .asString()
        .startsWith("is told of " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app.yaml | 'database: {host: postgres-rw}'",
        "app.json | {\"database\": {\"host\": \"postgres-rw\"}}",
        "app.toml | db.host = \"postgres-rw\"",
      })
  void aHostInsideOfAFileIsFound(String key, String text) {
    assertThat(problemsOfFrontendTold(key, text))
        .containsExactly("is told of postgres-rw.pytrading-prod, and there is no such Service");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2001:db8::1]:443 | 2001:db8::1/128 at port 443",
        "https://[2001:db8::1]/v1 | 2001:db8::1/128",
        "fd00::1 | fd00::1/128",
        "to 2001:db8:1:2:3:4:5:6, then | 2001:db8:1:2:3:4:5:6/128",
      })
  void anAddressOfVersionSixIsFound(String text, String address) {
    assertThat(problemsOfFrontendToldOf(text))
        .containsExactly(
            "is told of %s, and network policies do not let pytrading-prod/frontend[Deployment] reach it"
                .formatted(address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVICE_NAME | user-service",
        "NOTE | user-service is fine",
        "DB_HOST | localhost",
        "VERIFY_HOST | true",
        "RABBITMQ_VHOST | pytrading",
        "virtualHost | pytrading",
        "DB_HOST | api.xtrading.com",
        "listen | [::]:8080 and [::1]:9090 and ::1",
        "at | 12:30:45 and 00:1a:2b:3c:4d:5e",
        "code | std::string, fade::bead and fd00::/8",
        "net.yaml | 'range: 2001:db8::/32'",
      })
  void whatOnlyLooksLikeAHostIsNotFound(String key, String text) {
    assertThat(problemsOfFrontendTold(key, text)).isEmpty();
  }

  @Test
  void aHostMayBeAnOptionAndHaveItsPortBeside() {
    String told = "env: [{name: DSN, value: \"postgresql://db.shop.svc.cluster.local:5432/shop\"}]";
    for (String settings :
        List.of(
            "args: [--host, dbs]", "args: [--db-host=dbs]", "env: [{name: DB_HOST, value: dbs}]")) {
      assertThat(problems(told, settings))
          .as(settings)
          .containsExactly("is told of dbs.shop, and there is no such Service");
    }
    for (String settings :
        List.of(
            "args: [--host, db]",
            "args: [serve, db]",
            "env: [{name: DB_HOST, value: db}, {name: DB_PORT, value: \"5432\"}]")) {
      assertThat(problems(told, settings)).as(settings).isEmpty();
    }
    assertThat(
            problems(told, "env: [{name: DB_HOST, value: db}, {name: DB_PORT, value: \"5433\"}]"))
        .containsExactly("is told of db.shop:5433, and the Service has no such port");
  }

  /** Both families are asked for alike. */
  @Test
  void anAddressOfVersionSixThatIsOpenIsReached() {
    String policy =
        """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: web}}
          policyTypes: [Egress]
          egress: [{to: [{ipBlock: {cidr: 2001:db8::/32}}], ports: [{port: 443}]}]
        """;
    for (String address : List.of("https://[2001:db8::1]:443", "2001:db8::1")) {
      assertThat(
              rule.check(
                  Examples.rendered(
                      good.replace("postgresql://db.shop.svc.cluster.local:5432/shop", address)
                          + policy)))
          .as(address)
          .isEmpty();
    }
    assertThat(
            rule.check(
                Examples.rendered(
                    good.replace(
                            "postgresql://db.shop.svc.cluster.local:5432/shop",
                            "https://[2001:db8::1]:8443")
                        + policy)))
        .extracting(Finding::problem)
        .containsExactly(
            "is told of 2001:db8::1/128 at port 8443, and network policies do not let"
                + " shop/web[Pod] reach it");
  }
}
