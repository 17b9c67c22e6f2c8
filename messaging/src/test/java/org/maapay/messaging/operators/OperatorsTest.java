package org.maapay.messaging.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.Clause;
import org.maapay.messaging.OperatorProfile;
import org.maapay.messaging.OperatorProfile.Makeup;
import org.maapay.messaging.OperatorProfile.Proof;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.Refusal.Kind;
import org.maapay.messaging.gsma.GsmaCodes;
import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.messaging.mobile.MobileCodes;
import org.maapay.messaging.rbm.RbmCodes;
import org.maapay.messaging.tls.CertificateRule;
import org.maapay.messaging.tls.TestAuthority;
import org.maapay.messaging.uplink.Admission;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.uplink.UplinkRequest.Peer;
import org.maapay.messaging.uplink.Uplinks;

/** What is one for all operators: their errors, their traits, who may call back. */
@Clause("4-operator-a")
class OperatorsTest {
  private final Operators operators =
      new Operators(Operators.Stores.inMemory(InstantSource.system()), InstantSource.system());

  @ParameterizedTest
  @CsvSource({
    "unicom,-1,BUSY,RETRY",
    "unicom,30003,RATE,RETRY",
    "telecom,45001,RATE,RETRY",
    "unicom,30001,QUOTA,FINAL",
    "unicom,40001,CREDENTIALS,TOKEN",
    "telecom,40014,CREDENTIALS,TOKEN",
    "telecom,42001,CREDENTIALS,TOKEN",
    "unicom,30008,CHATBOT,FINAL",
    "unicom,40018,CONTENT,FINAL",
    "unicom,40022,FILE,FINAL",
    "unicom,46001,NOT_REACHABLE,FINAL",
    "unicom,46003,UNWANTED,FINAL",
    "unicom,48001,NOT_AUTHORISED,FINAL",
    "unicom,60001,FORBIDDEN_CONTENT,FINAL",
    "unicom,30006,CALLBACK,FINAL",
    "telecom,81001,OTHER,FINAL",
    "unicom,87001,OTHER,FINAL",
    "mobile,POL0003,REQUEST,FINAL",
    "mobile,SVC0004,NOT_REACHABLE,FINAL",
    "mobile,31008,RATE,RETRY",
    "mobile,401,CREDENTIALS,TOKEN",
    "mobile,XYZ,OTHER,FINAL",
    "gsma,401,CREDENTIALS,TOKEN",
    "gsma,404,NOT_REACHABLE,FINAL",
    "gsma,429,RATE,RETRY",
    "gsma,422,CONTENT,FINAL",
    "rbm,UNAUTHENTICATED,CREDENTIALS,TOKEN",
    "rbm,NOT_FOUND,NOT_REACHABLE,FINAL",
    "rbm,PERMISSION_DENIED,CHATBOT,FINAL",
    "rbm,RESOURCE_EXHAUSTED,RATE,RETRY",
    "rbm,UNAVAILABLE,BUSY,RETRY",
    "rbm,invalid_grant,CREDENTIALS,TOKEN",
  })
  void errors_are_one_set_and_keep_the_operators_code(
      String operator, String code, Cause cause, Kind kind) {
    var refusal = refusal(operator, code);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.cause()).isEqualTo(cause);
    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(refusal.meaning()).isNotBlank();
  }

  private static Refusal refusal(String operator, String code) {
    return switch (operator) {
      case "mobile" -> MobileCodes.refusal(code, "");
      case "gsma" -> GsmaCodes.refusal(Integer.parseInt(code), "");
      case "rbm" -> RbmCodes.refusal(code, "");
      default -> ErrorCodes.refusal(operator, Integer.parseInt(code), "");
    };
  }

  @Test
  void an_operators_own_range_says_nothing_at_the_other() {
    assertThat(ErrorCodes.meaning("telecom", 81001)).isEqualTo("China Telecom's own code");
    assertThat(ErrorCodes.meaning("unicom", 81001)).isEqualTo("not in the document");
    assertThat(ErrorCodes.meaning("unicom", 87001)).isEqualTo("China Unicom's own code");
    assertThat(ErrorCodes.meaning("telecom", 87001)).isEqualTo("not in the document");
  }

  @Test
  void where_a_proof_leaves_something_out_a_compensation_is_declared() {
    for (var profile : OperatorProfile.all()) {
      assertThat(OperatorProfile.of(profile.name())).contains(profile);
      assertThat(profile.uplink().makeups()).as(profile.name()).contains(Makeup.EVENT_ONCE);
      boolean whole = profile.uplink().coversContent();
      assertThat(profile.gaps().contains(Makeup.ADDRESSES_OR_MUTUAL_TLS))
          .as(profile.name())
          .isNotEqualTo(whole);
    }
    assertThat(OperatorProfile.MOBILE.uplink().proof()).isEqualTo(Proof.NONE);
    assertThat(OperatorProfile.MOBILE.uplink().makeups()).contains(Makeup.SECRET_PATH);
  }

  @Test
  void a_stranger_is_turned_away_before_anything_is_read() {
    var admission = new Admission(List.of("203.0.113.0/24", "2001:db8::1"), null);
    var uplinks = operators.uplinks(_ -> Optional.empty(), Map.of("mobile", admission));
    assertThat(reason(uplinks, "mobile", at("198.51.100.7"))).isEqualTo(Reason.STRANGER);
    assertThat(reason(uplinks, "mobile", Peer.UNKNOWN)).isEqualTo(Reason.STRANGER);
    assertThat(reason(uplinks, "mobile", at("203.0.113.7"))).isEqualTo(Reason.UNKNOWN_PATH);
    assertThat(reason(uplinks, "mobile", at("2001:db8::1"))).isEqualTo(Reason.UNKNOWN_PATH);
    assertThat(reason(uplinks, "nobody", Peer.UNKNOWN)).isEqualTo(Reason.UNKNOWN_PATH);
    assertThatThrownBy(() -> new Admission(List.of("203.0.113.0/40"), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Clause("4-operator-b")
  void an_operator_that_proves_itself_by_certificate_needs_both_it_and_its_address(
      @TempDir Path folder) {
    var authority = new TestAuthority(folder, "CN=Mobile Root");
    var own = authority.client("CN=callback").chain();
    var rule = new CertificateRule(List.of(authority.certificate()), Set.of(), Set.of(), List.of());
    var admission = new Admission(List.of("203.0.113.0/24"), () -> rule);
    var uplinks = operators.uplinks(_ -> Optional.empty(), Map.of("mobile", admission));
    assertThat(reason(uplinks, "mobile", new Peer("203.0.113.7", own)))
        .isEqualTo(Reason.UNKNOWN_PATH);
    assertThat(reason(uplinks, "mobile", at("203.0.113.7"))).isEqualTo(Reason.STRANGER);
    assertThat(reason(uplinks, "mobile", new Peer("198.51.100.7", own))).isEqualTo(Reason.STRANGER);
  }

  private static Peer at(String address) {
    return new Peer(address, List.of());
  }

  private static Reason reason(Uplinks uplinks, String operator, Peer peer) {
    var request =
        new UplinkRequest("POST", "/operator/" + operator + "/x", Map.of(), Bytes.NONE, peer);
    return ((Refused) uplinks.receive(request)).reason();
  }

  @Test
  void an_operator_that_nobody_knows_is_refused_by_name() {
    var account =
        new ChatbotAccount(
            "sip:1@x.example",
            "nobody",
            URI.create("http://127.0.0.1:1"),
            new ChatbotAccount.Credentials("a", "k", "t"));
    assertThatThrownBy(() -> operators.connect(account)).hasMessageContaining("nobody");
  }
}
