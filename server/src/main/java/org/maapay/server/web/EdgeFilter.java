package org.maapay.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;

/** Hands every request to the interface of the port it came in on; health checks pass by. */
final class EdgeFilter extends HttpFilter {
  private static final String MANAGEMENT = "/actuator/";

  private final transient Map<Integer, Site> sites;

  EdgeFilter(Map<Integer, Site> sites) {
    this.sites = Map.copyOf(sites);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var served = sites.get(request.getLocalPort());
    if (served == null || request.getRequestURI().startsWith(MANAGEMENT)) {
      chain.doFilter(request, response);
      return;
    }
    send(served.serve(received(request)), response);
  }

  private static Request received(HttpServletRequest request) throws IOException {
    var host = request.getHeader("Host");
    var target =
        new Request.Target(
            host == null ? "" : host, request.getRequestURI(), request.getQueryString());
    return new Request(
        request.getMethod(),
        target,
        headers(request),
        body(request),
        new Request.Peer(request.getRemoteAddr(), certificates(request)));
  }

  /**
   * As much as is needed to see that it is too long. A body that says how long it is takes no more
   * memory than that; one that says nothing is none (RFC 9112, 6.3).
   */
  private static byte[] body(HttpServletRequest request) throws IOException {
    long said = request.getContentLengthLong();
    if (said < 0 && request.getHeader("Transfer-Encoding") == null) {
      return new byte[0];
    }
    int most = Request.MAX_BODY + 1;
    return request.getInputStream().readNBytes(said < 0 ? most : (int) Math.min(said, most));
  }

  /** What the caller proved to hold in TLS; only the operators' port asks for it. */
  private static List<X509Certificate> certificates(HttpServletRequest request) {
    return request.getAttribute("jakarta.servlet.request.X509Certificate")
            instanceof X509Certificate[] chain
        ? List.of(chain)
        : List.of();
  }

  private static Headers headers(HttpServletRequest request) {
    var lines = new LinkedHashMap<String, List<String>>();
    for (var name : Collections.list(request.getHeaderNames())) {
      lines.put(name, Collections.list(request.getHeaders(name)));
    }
    return Headers.of(lines);
  }

  private static void send(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer
        .headers()
        .asMap()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
  }
}
