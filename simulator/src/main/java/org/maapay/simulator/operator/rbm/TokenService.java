package org.maapay.simulator.operator.rbm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.store.AccessTokens;
import org.maapay.simulator.operator.store.AccessTokens.Worth;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Issues access tokens for signed assertions (RFC 7523). */
final class TokenService {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String SCOPE = "https://www.googleapis.com/auth/rcsbusinessmessaging";

  /** Google's own client library names it whatever service it calls. */
  private static final String GOOGLE = "https://oauth2.googleapis.com/token";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SKEW_SECONDS = 300;

  private final String audience;
  private final AccessTokens tokens;

  TokenService(String audience, AccessTokens tokens) {
    this.audience = audience;
    this.tokens = tokens;
  }

  Worth worth(RegisteredChatbot agent, String token) {
    return tokens.worth(agent.chatbotId(), token);
  }

  void expireAll() {
    tokens.expireAll();
  }

  Reply issue(Collection<RegisteredChatbot> agents, Request request, Instant now)
      throws SQLException {
    var form = new Request("POST", "", request.text(), request.headers(), request.body());
    if (!form.parameter("grant_type").orElse("").equals(GRANT)) {
      return refuse("unsupported_grant_type", "grant_type");
    }
    var parts = form.parameter("assertion").orElse("").split("\\.", -1);
    if (parts.length != 3) {
      return refuse("invalid_grant", "no JWT");
    }
    var header = json(parts[0]);
    var claims = json(parts[1]);
    if (header.isEmpty() || claims.isEmpty()) {
      return refuse("invalid_grant", "no JWT");
    }
    var issuer = claims.get().path("iss").asString();
    var agent = agents.stream().filter(one -> one.credentials().appId().equals(issuer)).findFirst();
    if (agent.isEmpty()) {
      return refuse("invalid_client", "no such service account");
    }
    var wrong = wrong(header.get(), claims.get(), now);
    if (wrong.isPresent()) {
      return refuse("invalid_grant", wrong.get());
    }
    if (!signed(parts, agent.get())) {
      return refuse("invalid_grant", "Invalid JWT Signature.");
    }
    var token = tokens.issue(agent.get().chatbotId());
    return token.isEmpty()
        ? refuse("invalid_grant", "too many tokens today")
        : Reply.json(
            200,
            JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token.get())
                .put("expires_in", 3599)
                .put("token_type", "Bearer"));
  }

  private Optional<String> wrong(JsonNode header, JsonNode claims, Instant now) {
    long issued = claims.path("iat").asLong(0);
    long expires = claims.path("exp").asLong(0);
    long second = now.getEpochSecond();
    if (!header.path("alg").asString().equals("RS256")) {
      return Optional.of("alg");
    }
    var meant = claims.path("aud").asString();
    if (!meant.equals(audience) && !meant.equals(GOOGLE)) {
      return Optional.of("aud");
    }
    if (!claims.path("scope").asString().contains(SCOPE)) {
      return Optional.of("scope");
    }
    boolean timely =
        Math.abs(issued - second) <= SKEW_SECONDS && expires > second && expires - issued <= 3600;
    return timely ? Optional.empty() : Optional.of("iat or exp");
  }

  private static boolean signed(String[] parts, RegisteredChatbot agent) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(publicKey(agent.credentials().appKey()));
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  /** Google has the public half alone; here it is derived from what the demo invented. */
  private static PublicKey publicKey(String pem) throws GeneralSecurityException {
    var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    var rsa = KeyFactory.getInstance("RSA");
    var key = rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    var pair = (RSAPrivateCrtKey) key;
    return rsa.generatePublic(new RSAPublicKeySpec(pair.getModulus(), pair.getPublicExponent()));
  }

  private static Optional<JsonNode> json(String part) {
    try {
      return Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(part)));
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Reply refuse(String error, String description) {
    return Reply.json(
        error.equals("invalid_client") ? 401 : 400,
        JsonNodeFactory.instance
            .objectNode()
            .put("error", error)
            .put("error_description", description));
  }
}
