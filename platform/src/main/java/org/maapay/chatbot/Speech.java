package org.maapay.chatbot;

/** The language of an answer; Chinese unless somebody writes without any Chinese character. */
enum Speech {
  CHINESE,
  ENGLISH;

  String of(String chinese, String english) {
    return this == CHINESE ? chinese : english;
  }
}
