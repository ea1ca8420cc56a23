package com.xtrading.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.edge.Route.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  private final Route all = Route.of("all", "/api/orders");

  @Test
  void onePathTwiceIsShadowed() {
    assertThat(all.shadowed(Route.of("other", "/x", "/api/orders"))).hasValue("/api/orders");
  }

  @Test
  void aLongerPathIsNot() {
    assertThat(all.shadowed(Route.of("longer", "/api/orders/open"))).isEmpty();
    assertThat(all.shadowed(Route.of("shorter", "/api"))).isEmpty();
  }

  @Test
  void methodsOfTheSamePathTakeTheirsAndLeaveTheRest() {
    assertThat(all.shadowed(all.only(Method.POST))).isEmpty();
    assertThat(all.only(Method.POST).shadowed(all)).isEmpty();
  }

  @Test
  void aShorterPathWithMethodsTakesThoseOfALongerOneWithout() {
    Route reads = Route.of("reads", "/api").only(Method.GET, Method.PUT);
    assertThat(reads.shadowed(all)).hasValue("GET /api/orders");
    assertThat(all.shadowed(reads)).hasValue("GET /api/orders");
  }

  @Test
  void namingMethodsOnBothSidesEndsIt() {
    Route reads = Route.of("reads", "/api").only(Method.GET);
    assertThat(reads.shadowed(all.only(Method.GET))).isEmpty();
    assertThat(all.only(Method.GET).shadowed(all.only(Method.POST))).isEmpty();
    assertThat(all.only(Method.GET).shadowed(all.only(Method.GET, Method.POST)))
        .isEqualTo(Optional.of("GET /api/orders"));
  }

  @Test
  void allMethodsLeaveNothing() {
    assertThat(all.only(Method.values()).shadowed(all)).hasValue("DELETE /api/orders");
    assertThat(all.only(Method.GET, Method.PUT, Method.POST, Method.PATCH).shadowed(all)).isEmpty();
  }

  @Test
  void anExactPathTakesItselfAndNoMore() {
    Route exact = Route.open("exact", Limit.perMinute(1), "/api/orders");
    assertThat(exact.shadowed(all)).isEmpty();
    assertThat(exact.shadowed(Route.of("longer", "/api/orders/open"))).isEmpty();
    assertThat(exact.shadowed(Route.of("shorter", "/api"))).isEmpty();
    assertThat(exact.shadowed(Route.open("other", Limit.perMinute(1), "/api/orders")))
        .hasValue("/api/orders");
    assertThat(exact.shadowed(Route.of("reads", "/api").only(Method.GET)))
        .hasValue("GET /api/orders");
    assertThat(exact.only(Method.GET).shadowed(Route.of("reads", "/api").only(Method.GET)))
        .isEmpty();
  }

  @Test
  void neitherSideMattersToTheAnswer() {
    List<Route> routes =
        List.of(
            all,
            all.only(Method.GET),
            Route.of("shorter", "/api").only(Method.GET),
            Route.open("exact", Limit.perMinute(1), "/api/orders"),
            Route.open("exact", Limit.perMinute(1), "/api/orders").only(Method.GET));
    for (Route one : routes) {
      for (Route other : routes) {
        assertThat(one.shadowed(other).isPresent())
            .as("%s and %s", one, other)
            .isEqualTo(other.shadowed(one).isPresent());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/../x", "/.", "api", "/api/", "//api", "~/api/.*", "/api?x=1", ""})
  void refusesWhatIsNoPath(String path) {
    assertThatThrownBy(() -> Route.of("orders", path))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("route orders: \"" + path + "\" is no path");
  }

  @Test
  void refusesNamesThatKongDoesNotTakeAndRoutesWithoutPath() {
    assertThatThrownBy(() -> Route.of("my orders", "/orders"))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("\"my orders\" is no name of a route");
    assertThatThrownBy(() -> Route.of("orders"))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("route orders has no path");
  }

  @Test
  void refusesALimitOfNothing() {
    assertThatThrownBy(() -> Limit.perMinute(0)).isInstanceOf(DeclarationException.class);
  }

  @Test
  void refusesALongerWindowThatLetsThroughLess() {
    assertThat(Limit.perMinute(10).and(Limit.perDay(10)).requests())
        .containsOnlyKeys(Limit.Window.MINUTE, Limit.Window.DAY);
    assertThatThrownBy(() -> Limit.perMinute(10).and(Limit.perDay(9)))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("a limit of 9 requests in a day");
  }
}
