package org.maapay.edge.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a raw path. Paths are compared octet by octet: nothing is decoded, no slash is
 * added or dropped. An exact path wins over one with parameters.
 */
public final class Router {
  private final Map<String, Map<String, Route>> exact = new HashMap<>();
  private final List<Pattern> patterns;

  /** What a path and method lead to. */
  sealed interface Match {
    record Found(Route route, Map<String, String> parameters) implements Match {}

    record PathUnknown() implements Match {}

    record MethodNotAllowed(Set<String> allowed) implements Match {}
  }

  private record Pattern(List<String> segments, Route route) {}

  /** Two routes of the same method and pattern are refused. */
  public Router(List<Route> routes) {
    for (var route : routes) {
      var before =
          exact
              .computeIfAbsent(route.pattern(), _ -> new HashMap<>())
              .putIfAbsent(route.method(), route);
      if (before != null) {
        throw new IllegalArgumentException("two routes for " + route.pattern());
      }
    }
    patterns =
        routes.stream()
            .filter(route -> route.pattern().contains("{"))
            .map(route -> new Pattern(segments(route.pattern()), route))
            .toList();
    exact.keySet().removeIf(pattern -> pattern.contains("{"));
  }

  Match match(String method, String path) {
    var allowed = new TreeSet<String>();
    var here = exact.get(path);
    if (here != null) {
      var route = here.get(method);
      if (route != null) {
        return new Match.Found(route, Map.of());
      }
      allowed.addAll(here.keySet());
    }
    var segments = segments(path);
    for (var pattern : patterns) {
      var parameters = parameters(pattern.segments(), segments);
      if (parameters != null) {
        if (pattern.route().method().equals(method)) {
          return new Match.Found(pattern.route(), parameters);
        }
        allowed.add(pattern.route().method());
      }
    }
    return allowed.isEmpty() ? new Match.PathUnknown() : new Match.MethodNotAllowed(allowed);
  }

  private static @Nullable Map<String, String> parameters(
      List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return null;
    }
    var parameters = new HashMap<String, String>();
    for (int i = 0; i < pattern.size(); i++) {
      var wanted = pattern.get(i);
      var found = segments.get(i);
      if (wanted.startsWith("{") && !found.isEmpty()) {
        parameters.put(wanted.substring(1, wanted.length() - 1), found);
      } else if (!wanted.equals(found)) {
        return null;
      }
    }
    return parameters;
  }

  private static List<String> segments(String path) {
    return Arrays.asList(path.split("/", -1));
  }
}
