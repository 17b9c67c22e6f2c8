package org.maapay.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maapay.messaging.routing.NumberLookup;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the demo invented at its first start and keeps: keys and passwords of parties that exist
 * nowhere else.
 */
record DemoState(
    String simulatorPassword,
    List<DemoMerchant> merchants,
    List<DemoUser> users,
    List<DemoChatbot> chatbots,
    BankKeys bank) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  record DemoMerchant(
      String merchantId, String keyId, String privateKeyPem, String publicKeyPem, String name) {
    DemoMerchant withKey(String issued) {
      return new DemoMerchant(merchantId, issued, privateKeyPem, publicKeyPem, name);
    }

    @Override
    public String toString() {
      return merchantId;
    }
  }

  record DemoUser(
      String mobileNo,
      String name,
      String paymentPassword,
      long balanceFen,
      String operator,
      List<DemoCard> cards) {}

  record DemoCard(String agreementNo, String bank, String last4, String type, long balanceFen) {}

  record DemoChatbot(
      String chatbotId,
      String operator,
      String owner,
      String name,
      String appId,
      String appKey,
      String token) {
    /** The owner of the payment chatbot, which the platform runs itself. */
    static final String PLATFORM = "maapay";

    boolean isPlatforms() {
      return owner.equals(PLATFORM);
    }
  }

  record BankKeys(
      String clientKeyId,
      String clientPrivateKeyPem,
      String clientPublicKeyPem,
      String keyId,
      String privateKeyPem,
      String publicKeyPem) {}

  /** Reads what an earlier start stored, or invents and stores it. */
  static DemoState open(Path file) {
    try {
      if (Files.exists(file)) {
        return JSON.readValue(Files.readAllBytes(file), DemoState.class).completed();
      }
      var fresh = DemoInvention.state();
      fresh.store(file);
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A state of before there was a payment chatbot gets one. */
  private DemoState completed() {
    if (chatbots.stream().anyMatch(DemoChatbot::isPlatforms)) {
      return this;
    }
    var all = new ArrayList<>(chatbots);
    all.addAll(DemoInvention.paymentChatbots());
    return new DemoState(simulatorPassword, merchants, users, List.copyOf(all), bank);
  }

  /** Knows who serves whom, as the operators' common data base of ported numbers does. */
  NumberLookup lookup(int payers) {
    var operators = handsets(payers);
    return number -> Optional.ofNullable(operators.get(number.value()));
  }

  /** Whose handset is with which operator, a crowd's included. */
  Map<String, String> handsets(int payers) {
    var operators = new LinkedHashMap<String, String>();
    users.forEach(user -> operators.put(user.mobileNo(), user.operator()));
    operators.putAll(DemoPayers.handsets(payers));
    return operators;
  }

  DemoState with(List<DemoMerchant> changed) {
    return new DemoState(simulatorPassword, changed, users, chatbots, bank);
  }

  /** What the platform binds to the SMS centre with: as many signs as SMPP has room for. */
  String smsPassword() {
    return String.format(Locale.ROOT, "%08x", ("sms" + simulatorPassword).hashCode());
  }

  void store(Path file) throws IOException {
    writePrivately(file, JSON.writeValueAsBytes(this));
  }

  /** Writes a file that only its owner reads; it appears whole or not at all. */
  static void writePrivately(Path file, byte[] content) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return "DemoState";
  }
}
