package org.maapay.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.edge.http.Router.Match;
import org.maapay.edge.http.json.Json;

class RouterTest {
  private static final Handler NOTHING = _ -> Answer.ok(Json.Obj.EMPTY);
  private static final Route PLACE = Route.signedPost("/v1/orders", Set.of(), NOTHING);
  private static final Route LIST = Route.signedGet("/v1/orders", NOTHING);
  private static final Route ONE = Route.openGet("/v1/orders/{no}/events", NOTHING);
  private final Router router = new Router(List.of(PLACE, LIST, ONE));

  @Test
  void method_and_path_lead_to_the_route() {
    assertThat(router.match("POST", "/v1/orders")).isEqualTo(new Match.Found(PLACE, Map.of()));
    assertThat(router.match("GET", "/v1/orders/7/events"))
        .isEqualTo(new Match.Found(ONE, Map.of("no", "7")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/orders/",
        "//v1/orders",
        "/v1/%6frders",
        "/V1/orders",
        "/v1/orders;a=b",
        "/v1/orders//events",
        "/v1/x/../orders"
      })
  void a_path_that_only_looks_alike_is_unknown(String path) {
    assertThat(router.match("POST", path)).isEqualTo(new Match.PathUnknown());
  }

  @Test
  void another_method_is_told_which_are_allowed() {
    assertThat(router.match("DELETE", "/v1/orders"))
        .isEqualTo(new Match.MethodNotAllowed(Set.of("GET", "POST")));
    assertThat(router.match("POST", "/v1/orders/7/events"))
        .isEqualTo(new Match.MethodNotAllowed(Set.of("GET")));
  }

  @Test
  void two_routes_for_the_same_call_are_our_own_bug() {
    assertThatThrownBy(() -> new Router(List.of(PLACE, PLACE)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
