package com.xtrading.platform.policy.rules.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionsLeadSomewhereTest {

  private static final String STORES =
      """
      apiVersion: rabbitmq.com/v1beta1
      kind: RabbitmqCluster
      metadata: {name: broker, namespace: data}
      spec: {replicas: 1, tls: {secretName: a, disableNonTLSListeners: true}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {ports: [{port: 8000}]}
      ---
      apiVersion: postgresql.cnpg.io/v1
      kind: Database
      metadata: {name: orders, namespace: data}
      spec: {name: orders}
      ---
      """;

  private static List<Finding> findings(String data) {
    return new ConnectionsLeadSomewhere()
        .check(
            Examples.rendered(
                STORES
                    + """
                      apiVersion: v1
                      kind: ConfigMap
                      metadata: {name: settings, namespace: shop}
                      data: {%s}
                      """
                        .formatted(data)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "URL: 'https://broker.data.svc.cluster.local:15671/' | ",
        "URL: 'http://web.shop.svc:8000' | ",
        "A_HOST: broker.data.svc, A_PORT: '5671' | ",
        "A_HOST: broker.data.svc | ",
        "URL: 'https://kubernetes.default.svc:443' | ",
        "URL: 'https://api.example.com:443' | ",
        "NAME: '*.broker-nodes.data.svc' | ",
        "DATABASE_NAME: orders | ",
        "A_HOST: broker.data.svc, A_PORT: '5672' | has no port 5672",
        "URL: 'http://web.shop.svc.cluster.local:80' | has no port 80",
        "URL: 'http://wep.shop.svc:8000' | there is no Service \"wep\" in shop",
        "URL: 'http://web.data.svc:8000' | there is no Service \"web\" in data",
        "DATABASE_NAME: order | no database \"order\" is declared in this platform; use one of orders",
        "RABBITMQ_QUEUE: backtest | no queue \"backtest\" is declared in this platform; declare it",
      })
  void followsEveryAddress(String data, String problem) {
    List<Finding> findings = findings(data);
    if (problem == null) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings).singleElement().asString().contains(problem);
    }
  }

  @Test
  void findsEveryAddressOfOneText() {
    assertThat(findings("HOSTS: 'a.data.svc:1, web.shop.svc:8000, b.data.svc:2'")).hasSize(2);
  }
}
