package com.xtrading.platform.policy.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutesAreGuardedTest {

  private final RoutesAreGuarded rule = new RoutesAreGuarded();
  private final String guarded = rule.goodExample();

  private List<String> problems(String text, String replacement) {
    assertThat(guarded).contains(text);
    return rule.check(Examples.rendered(guarded.replace(text, replacement))).stream()
        .map(Finding::problem)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claims_to_verify: [exp], | '' | takes tokens that have run out",
        "[exp] | [nbf] | takes tokens that have run out",
        "claims_to_verify: [exp], | claims_to_verify: [exp], anonymous: guest, | lets callers in whose token is none",
        "claims_to_verify: [exp], | claims_to_verify: [exp], run_on_preflight: false, | lets every request with the method OPTIONS in",
        "clear_header(\"X-User\") | clear_header(\"X-Other\") | counts by the header X-User as the caller has written it",
        "{name: pre-function, | {name: pre-function, route: other, | counts by the header X-User as the caller has written it",
        "{name: pre-function, | {name: pre-function, protocols: [grpc], | counts by the header X-User as the caller has written it",
        "{name: rate-limiting, | {name: rate-limiting, consumer: users, | has no limit",
        ", uri_param_names: [] | '' | takes tokens from the query, which stands in logs",
        "uri_param_names: [] | uri_param_names: [jwt], maximum_expiration: 61 | takes tokens from the query, which stands in logs",
        "header_name: X-User}} | header_name: X-User}, enabled: false} | has no limit",
        "ES256 | HS512 | HS512: whoever can check its tokens can make them",
        "ES256 | 'ES256, secret: s' | ES256: whoever can check its tokens can make them",
        "KONG_ADMIN_LISTEN: \"off\" | KONG_ADMIN_LISTEN: \"0.0.0.0:8001\" | the admin API of the gateway is open",
        "  KONG_ADMIN_LISTEN: \"off\" | '' | the admin API of the gateway is open"
      })
  void whatIsLeftOpenIsFound(String text, String replacement, String problem) {
    assertThat(problems(text, replacement)).containsExactly(problem);
  }

  @Test
  void aRouteWithoutATokenIsFoundUnlessItIsPublicAndItsLimitHolds() {
    String jwt = "[{name: jwt, config: {claims_to_verify: [exp], uri_param_names: []}}]";
    assertThat(problems(jwt, "[]"))
        .containsExactly(
            "asks for no token and is not public",
            "has a limit that does not hold for people without a token");
    String limit = "[{name: rate-limiting, config: {limit_by: %s, fault_tolerant: %s}}]\n";
    String tag = "            tags: [public]";
    assertThat(problems(jwt, limit.formatted("ip", "false") + tag)).isEmpty();
    assertThat(problems(jwt, limit.formatted("ip", "true") + tag)).hasSize(1);
    assertThat(problems(jwt, limit.formatted("header", "false") + tag)).hasSize(1);
  }

  @Test
  void routesAndPluginsThatStandAloneAreSeen() {
    String alone =
        """
            routes:
              - {name: open, service: web, paths: [/open]}
            services:\
        """
            .indent(0)
            .stripTrailing();
    assertThat(problems("    services:", alone)).contains("asks for no token and is not public");
    String guardedByName =
        alone.replace(
            "    routes:",
            "      - {name: jwt, service: web, config: {claims_to_verify: [exp], uri_param_names: []}}\n"
                + "    routes:");
    assertThat(problems("    services:", guardedByName)).isEmpty();
  }

  @Test
  void theTagIsFoundBesideOthers() {
    String jwt = "[{name: jwt, config: {claims_to_verify: [exp], uri_param_names: []}}]";
    assertThat(problems(jwt, "[]\n            tags: [internal]")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uri_param_names: [ticket], maximum_expiration: 60"})
  void aShortTicketMayStandInTheQuery(String ticket) {
    assertThat(problems("uri_param_names: []", ticket)).isEmpty();
  }

  @Test
  void textsThatAreNoConfigurationOfKongAreLeftAlone() {
    assertThat(problems("_format_version: \"3.0\"", "# _format_version: [")).isEmpty();
    assertThat(problems("_format_version: \"3.0\"", "other: {")).isEmpty();
  }

  @Test
  void aConfigurationThatCannotBeReadIsFound() {
    assertThat(problems("services:", "services: {")).containsExactly("is no YAML");
  }

  @Test
  void theFindingNamesTheRoute() {
    assertThat(Examples.places(rule, Examples.rendered(rule.badExample())))
        .contains(
            "ConfigMap shop/gateway: data[\"kong.yaml\"] route orders",
            "ConfigMap shop/gateway: data[\"kong.yaml\"] key k1");
  }
}
