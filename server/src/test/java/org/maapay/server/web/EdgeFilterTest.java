package org.maapay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;

class EdgeFilterTest {
  private static final String HEAD = "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";

  @TempDir private Path folder;
  private final Tomcat tomcat = new Tomcat();
  private int port;

  /** Everybody is answered how many octets the site was given. */
  @BeforeEach
  void start() throws LifecycleException, IOException {
    port = freePort();
    tomcat.setBaseDir(folder.toString());
    var connector = new Connector();
    connector.setPort(port);
    tomcat.setConnector(connector);
    var context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "none", new HttpServlet() {}).addMapping("/");
    var filter = new FilterDef();
    filter.setFilterName("edge");
    filter.setFilter(new EdgeFilter(Map.of(port, EdgeFilterTest::counted)));
    context.addFilterDef(filter);
    var mapping = new FilterMap();
    mapping.setFilterName("edge");
    mapping.addURLPattern("/*");
    context.addFilterMap(mapping);
    tomcat.start();
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void a_body_that_says_its_length_is_read_whole() throws IOException {
    assertThat(read(HEAD + "Content-Length: 40000\r\n\r\n" + "x".repeat(40_000))).isEqualTo(40_000);
  }

  @Test
  void a_body_in_chunks_is_read_whole() throws IOException {
    var chunk = "4e20\r\n" + "x".repeat(20_000) + "\r\n";
    assertThat(read(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n"))
        .isEqualTo(40_000);
  }

  @Test
  void without_length_and_encoding_there_is_no_body() throws IOException {
    assertThat(read(HEAD.replace("POST", "GET") + "\r\n")).isZero();
    assertThat(read(HEAD + "\r\n")).isZero();
  }

  @Test
  void of_one_that_is_too_long_enough_is_read_to_see_it() throws IOException {
    var many = "x".repeat(100_000);
    assertThat(read(HEAD + "Content-Length: 100000\r\n\r\n" + many))
        .isEqualTo(Request.MAX_BODY + 1);
    assertThat(read(HEAD + "Transfer-Encoding: chunked\r\n\r\n186a0\r\n" + many + "\r\n0\r\n\r\n"))
        .isEqualTo(Request.MAX_BODY + 1);
  }

  private static Answer counted(Request request) {
    var count = Integer.toString(request.body().length).getBytes(StandardCharsets.US_ASCII);
    return new Answer(200, Headers.of("Content-Type", "text/plain"), count);
  }

  private int read(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
  }
}
