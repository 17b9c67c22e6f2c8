package org.maapay.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.Request;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;

/** A call at the merchant interface with the headers that sign it. */
record SignedCall(String method, URI url, String body, Map<String, String> headers) {
  /** Signs a call now, with a fresh nonce. */
  static SignedCall of(String method, URI url, String body, Signer signer) {
    var headers = new LinkedHashMap<String, String>();
    if (!method.equals("GET")) {
      headers.put("Content-Type", "application/json");
      headers.put("Content-Digest", ContentDigest.sha256(body.getBytes(StandardCharsets.UTF_8)));
    }
    var fields = new LinkedHashMap<String, List<String>>();
    headers.forEach((name, value) -> fields.put(name, List.of(value)));
    var message = Request.to(method, url, FieldLines.of(fields));
    headers.putAll(
        new MessageSigner(SignatureRules.REQUEST, InstantSource.system())
            .sign(message, signer)
            .asMap());
    return new SignedCall(method, url, body, headers);
  }

  /** The call as a command for a shell. */
  String curl() {
    var command = new StringBuilder("curl -sS -X ").append(method);
    headers.forEach(
        (name, value) -> command.append(" \\\n  -H ").append(quoted(name + ": " + value)));
    if (!method.equals("GET")) {
      command.append(" \\\n  --data-binary ").append(quoted(body));
    }
    return command.append(" \\\n  ").append(quoted(url.toString())).toString();
  }

  /** Sends the call. */
  HttpResponse<String> send() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url);
    headers.forEach(request::header);
    request.method(
        method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
