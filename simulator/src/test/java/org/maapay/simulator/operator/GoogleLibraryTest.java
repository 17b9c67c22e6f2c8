package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maapay.simulator.Clause;

/** Google's own client library against our Google. */
@Clause("4-operator-a")
class GoogleLibraryTest {
  private static final String SCOPE = "https://www.googleapis.com/auth/rcsbusinessmessaging";

  @Test
  void the_library_gets_a_token_and_the_token_opens_the_service() throws Exception {
    try (var field = new Field("rbm", Profile.LENIENT);
        var http = HttpClient.newHttpClient()) {
      var token = credentials(field, SCOPE).refreshAccessToken();
      var path = "/v1/phones/%2B8613800138000/capabilities?requestId=r&agentId=agent-1";
      var request =
          HttpRequest.newBuilder(URI.create(root(field) + path))
              .header("Authorization", "Bearer " + token.getTokenValue())
              .build();
      var response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("RICHCARD_STANDALONE");
    }
  }

  @Test
  void a_token_for_another_use_is_refused() throws Exception {
    try (var field = new Field("rbm", Profile.LENIENT)) {
      var other = credentials(field, "https://www.googleapis.com/auth/drive");
      assertThatThrownBy(other::refreshAccessToken).isInstanceOf(IOException.class);
    }
  }

  private static ServiceAccountCredentials credentials(Field field, String scope) throws Exception {
    return ServiceAccountCredentials.newBuilder()
        .setClientEmail(field.credentials().appId())
        .setPrivateKey(key())
        .setPrivateKeyId("demo")
        .setTokenServerUri(URI.create(root(field) + "/token"))
        .setScopes(List.of(scope))
        .build();
  }

  private static String root(Field field) {
    return "http://127.0.0.1:" + field.operator.port();
  }

  private static PrivateKey key() throws Exception {
    var base64 = Field.SERVICE_KEY.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
