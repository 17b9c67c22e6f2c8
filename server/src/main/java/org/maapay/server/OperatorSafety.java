package org.maapay.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.OperatorProfile;
import org.maapay.server.OperatorSettings.CallbackCertificates;
import org.maapay.server.OperatorSettings.ChatbotSettings;
import org.maapay.server.OperatorSettings.LookupSettings;

/** What an operator's own proof leaves out must be made up for by settings (4-operator-b). */
final class OperatorSafety {
  private OperatorSafety() {}

  /** What is not safe to run, with the remedy; empty if all is. */
  static List<String> faults(ServerSettings settings) {
    var operators = settings.operators();
    if (operators == null) {
      return List.of();
    }
    var faults = new ArrayList<String>();
    boolean endsTls = settings.tls() != null || operators.tls() != null;
    for (var chatbot : operators.chatbots()) {
      judge(chatbot, faults);
      judge(chatbot.operator(), chatbot.callbackCertificates(), endsTls, faults);
    }
    judge(operators.lookup(), faults);
    faults.addAll(SmsLinks.faults(operators.sms()));
    var replies = operators.replies();
    if (replies != null && (replies.perMinute() < 1 || replies.perDay() < replies.perMinute())) {
      faults.add("maapay.operators.replies: at least 1 per-minute, and per-day no fewer");
    }
    return faults;
  }

  private static void judge(ChatbotSettings chatbot, List<String> faults) {
    if (!chatbot.serverRoot().startsWith("https://")) {
      faults.add("maapay.operators: " + chatbot.operator() + " must be called by https");
    }
    var profile = OperatorProfile.of(chatbot.operator());
    if (profile.isEmpty()) {
      faults.add("maapay.operators: there is no operator " + chatbot.operator());
    }
    var networks = chatbot.callbackNetworks();
    boolean open =
        (networks == null || networks.isEmpty()) && chatbot.callbackCertificates() == null;
    if (open && profile.filter(found -> !found.gaps().isEmpty()).isPresent()) {
      faults.add(
          "maapay.operators: name the callback-networks or callback-certificates of "
              + chatbot.operator()
              + ", whose calls do not prove what they say");
    }
  }

  private static void judge(
      String operator,
      @Nullable CallbackCertificates certificates,
      boolean endsTls,
      List<String> faults) {
    if (certificates == null) {
      return;
    }
    if (!endsTls) {
      faults.add(
          "maapay.operators.tls: the operators' listener must end TLS itself to see the"
              + " callback-certificates of "
              + operator);
    }
    if (isEmpty(certificates.fingerprints()) && isEmpty(certificates.names())) {
      faults.add(
          "maapay.operators: pin names or fingerprints of the callback-certificates of "
              + operator
              + "; its authority signs for others too");
    }
  }

  private static void judge(@Nullable LookupSettings lookup, List<String> faults) {
    if (lookup == null) {
      return;
    }
    if (!lookup.url().startsWith("https://")) {
      faults.add("maapay.operators.lookup must be called by https");
    }
    for (var operator : lookup.operators().values()) {
      if (OperatorProfile.of(operator).isEmpty()) {
        faults.add("maapay.operators.lookup: there is no operator " + operator);
      }
    }
  }

  private static boolean isEmpty(@Nullable List<String> texts) {
    return texts == null || texts.isEmpty();
  }
}
