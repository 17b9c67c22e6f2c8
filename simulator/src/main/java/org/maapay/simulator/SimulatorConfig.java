package org.maapay.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The simulated world as the file says it; members that are not known here are passed over. */
public record SimulatorConfig(
    DatabasePart database,
    String bindAddress,
    Ports ports,
    PlatformPart platform,
    List<OperatorPart> operators,
    List<ChatbotPart> chatbots,
    List<MerchantPart> merchants,
    @Nullable List<PlatformPart> otherPlatforms,
    List<HandsetPart> handsets,
    @Nullable BankPart bank,
    @Nullable SmsPart sms) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Reads a file; it holds secrets, so no part of it ever shows. */
  public static SimulatorConfig read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), SimulatorConfig.class);
  }

  @Override
  public String toString() {
    return "SimulatorConfig[" + bindAddress + ", handset on " + ports.handset() + "]";
  }

  public record DatabasePart(String url, String user, String password) {
    @Override
    public String toString() {
      return "DatabasePart[" + url + "]";
    }
  }

  public record Ports(
      int handset,
      int merchant,
      int secondMerchant,
      int bank,
      int unicom,
      int telecom,
      @Nullable Integer mobile,
      @Nullable Integer gsma,
      @Nullable Integer rbm,
      @Nullable Integer sms) {
    /** The port of an operator; 0 for any free one. */
    public int of(String operator) {
      return switch (operator) {
        case "unicom" -> unicom;
        case "telecom" -> telecom;
        case "mobile" -> mobile == null ? 0 : mobile;
        case "gsma" -> gsma == null ? 0 : gsma;
        case "rbm" -> rbm == null ? 0 : rbm;
        case "sms" -> sms == null ? 0 : sms;
        default -> throw new IllegalArgumentException("no port for operator " + operator);
      };
    }
  }

  /** The platform as outsiders know it. */
  public record PlatformPart(
      String baseUrl,
      String cashierOrigin,
      String keypadOrigin,
      @Nullable String keyId,
      @Nullable String publicKeyPem,
      @Nullable String rootKeyPem,
      @Nullable String keypadKeyPem) {}

  /** An operator; profile {@code strict} or {@code lenient}. */
  public record OperatorPart(String name, String profile) {}

  /** A chatbot at one operator. */
  public record ChatbotPart(
      String chatbotId,
      String operator,
      String owner,
      String name,
      String appId,
      String appKey,
      String token,
      @Nullable String notifyUrl) {
    @Override
    public String toString() {
      return "ChatbotPart[" + chatbotId + "]";
    }
  }

  public record MerchantPart(
      String merchantId, String keyId, String privateKeyPem, String name, int port, String schema) {
    @Override
    public String toString() {
      return "MerchantPart[" + merchantId + "]";
    }
  }

  /** Who may bind to the SMS centre. */
  public record SmsPart(String systemId, String password) {
    @Override
    public String toString() {
      return "SmsPart[" + systemId + "]";
    }
  }

  public record HandsetPart(String mobileNo, String operator) {}

  /** The clearing house: its client's key, its own, and the accounts behind it. */
  public record BankPart(
      String clientKeyId,
      String clientPublicKeyPem,
      String keyId,
      String privateKeyPem,
      List<BankAccountPart> accounts) {
    @Override
    public String toString() {
      return "BankPart[" + keyId + "]";
    }
  }

  public record BankAccountPart(
      String agreementNo, String bank, String last4, String type, long balanceFen) {}
}
