package org.maapay.institutions.clearing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Request;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One signed exchange with the clearing house; only a signed answer is one (6.3.1-1a). */
final class ClearingHouse {
  private static final Logger LOG = LoggerFactory.getLogger(ClearingHouse.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final ClearingSettings settings;
  private final HttpClient http;
  private final MessageSigner calls;
  private final MessageVerifier answers;

  ClearingHouse(ClearingSettings settings, HttpClient http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.calls = new MessageSigner(SignatureRules.BANK, clock);
    this.answers =
        new MessageVerifier(
            SignatureRules.BANK_ANSWER,
            id -> Optional.of(settings.houseKey()).filter(key -> key.keyId().equals(id)),
            host -> true,
            clock);
  }

  /** Returns the answer, or empty if there is none that can be believed. */
  Optional<JsonNode> post(String path, ObjectNode wish) {
    var body = wish.toString().getBytes(StandardCharsets.UTF_8);
    var target = URI.create(settings.baseUrl() + path);
    var plain =
        Request.to("POST", target, FieldLines.NONE)
            .with("content-digest", ContentDigest.sha256(body));
    var sent = calls.sign(plain, settings.signer()).on(plain);
    try {
      var answer = http.send(request(target, sent, body), BodyHandlers.ofByteArray());
      return believed(path, sent, answer);
    } catch (IOException broken) {
      LOG.warn("clearing {}: no answer, {}", path, broken.getClass().getSimpleName());
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private HttpRequest request(URI target, Request sent, byte[] body) {
    var request =
        HttpRequest.newBuilder(target)
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    for (var name : new String[] {"Content-Digest", "Signature-Input", "Signature"}) {
      request.header(name, sent.fields().values(name.toLowerCase(Locale.ROOT)).get(0));
    }
    return request.build();
  }

  private Optional<JsonNode> believed(String path, Request sent, HttpResponse<byte[]> answer) {
    var response = new Response(answer.statusCode(), FieldLines.of(answer.headers().map()), sent);
    var why =
        switch (answers.verify(response, answer.body())) {
          case Verified _ -> answer.statusCode() == 200 ? "" : "status " + answer.statusCode();
          case Refused refused -> refused.refusal().code();
        };
    if (!why.isEmpty()) {
      LOG.warn("clearing {}: {}", path, why);
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(answer.body()));
    } catch (JacksonException notJson) {
      LOG.warn("clearing {}: the answer is not JSON", path);
      return Optional.empty();
    }
  }
}
