package org.maapay.keypad;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.maapay.keypad.TestKeypads.BINDING;
import static org.maapay.keypad.TestKeypads.KEY;
import static org.maapay.keypad.TestKeypads.ORDER;
import static org.maapay.keypad.TestKeypads.PAYEE;
import static org.maapay.keypad.TestKeypads.decoded;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.keypad.Unsealing.Done;
import org.maapay.keypad.Unsealing.Expired;
import org.maapay.keypad.Unsealing.Used;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.SignatureAlgorithm;

class KeypadsTest {
  private final TestKeypads set = new TestKeypads();
  private final Keypads keypads = set.keypads;

  @AfterEach
  void close() {
    set.close();
  }

  @Test
  @Clause("6.5-7a")
  void what_is_typed_reaches_the_consumer_and_is_wiped() throws GeneralSecurityException {
    var page = set.opened();
    var kept = new ArrayList<byte[]>();

    var result =
        keypads.unseal(
            set.typed(page, "274961"),
            BINDING,
            pin -> {
              kept.add(pin);
              return new String(pin, US_ASCII);
            });

    assertThat(result).isEqualTo(new Done<>("274961"));
    assertThat(kept.getFirst()).containsOnly(0);
  }

  @Test
  void a_press_taken_back_keeps_its_number() throws GeneralSecurityException {
    var page = set.opened();
    var typist = new Typist(page, ORDER.value(), PAYEE, "12.50");
    var cells = set.cells(page, "2749961");
    var envelope =
        typist.type(cells[0], cells[1], -1, cells[1], cells[2], cells[3], cells[5], cells[6]);
    assertThat(keypads.unseal(envelope, BINDING, TestKeypads::text))
        .isEqualTo(new Done<>("274961"));
  }

  @Test
  void the_session_key_is_signed_by_the_institution() {
    var page = set.opened();
    var signed =
        ByteBuffer.allocate(65 + page.sid().length())
            .put(decoded(page.serverKey()))
            .put(page.sid().getBytes(UTF_8))
            .array();
    assertThat(
            Signatures.verifier(SignatureAlgorithm.ED25519, KEY.publicPem())
                .verify(signed, decoded(page.serverKeySignature())))
        .isTrue();
  }

  @Test
  void a_ticket_opens_one_keypad_within_two_minutes() {
    var ticket = keypads.ticket(BINDING);
    assertThat(keypads.open(ticket)).isInstanceOf(Opening.Opened.class);
    assertThat(keypads.open(ticket)).isEqualTo(new Opening.TicketUsed());
    assertThat(keypads.open("unheard-of")).isEqualTo(new Opening.TicketUnknown());
    var late = keypads.ticket(BINDING);
    set.clock.tick(Duration.ofMinutes(2));
    assertThat(keypads.open(late)).isEqualTo(new Opening.TicketUsed());
  }

  @Test
  void of_many_who_hold_one_ticket_on_several_nodes_one_opens_a_keypad() throws Exception {
    var nodes = List.of(keypads, set.node(List.of()), set.node(List.of()));
    var ticket = keypads.ticket(BINDING);
    List<Callable<Opening>> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      var node = nodes.get(i % nodes.size());
      all.add(() -> node.open(ticket));
    }
    int opened = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(all)) {
        if (one.get() instanceof Opening.Opened) {
          opened++;
        } else {
          assertThat(one.get()).isInstanceOf(Opening.TicketUsed.class);
        }
      }
    }
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void a_ticket_survives_a_restart_and_one_that_was_changed_is_unknown() {
    var ticket = keypads.ticket(BINDING);
    var restarted = set.node(List.of());
    var last = ticket.charAt(ticket.length() - 2);
    var changed = ticket.substring(0, ticket.length() - 2) + (last == 'A' ? "BA" : "AA");
    assertThat(restarted.open(changed)).isInstanceOf(Opening.TicketUnknown.class);
    assertThat(restarted.open("A".repeat(22) + ticket.substring(22)))
        .isInstanceOf(Opening.TicketUnknown.class);
    assertThat(restarted.open(ticket)).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void an_envelope_is_opened_once_however_many_come_at_once() throws Exception {
    var envelope = set.typed(set.opened(), "274961");
    var nodes = List.of(keypads, set.node(List.of()));
    var calls = new ArrayList<Callable<Unsealing<String>>>();
    for (int i = 0; i < 100; i++) {
      var node = nodes.get(i % 2);
      calls.add(() -> node.unseal(envelope, BINDING, TestKeypads::text));
    }
    var results = new ArrayList<Unsealing<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
    }
    assertThat(results).filteredOn(Done.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(Used.class::isInstance).hasSize(99);
  }

  @Test
  void a_session_survives_a_restart_and_ends_after_two_minutes() throws GeneralSecurityException {
    var first = set.typed(set.opened(), "274961");
    var second = set.typed(set.opened(), "274961");
    set.clock.tick(Duration.ofSeconds(119));
    assertThat(set.node(List.of()).unseal(first, BINDING, TestKeypads::text))
        .isEqualTo(new Done<>("274961"));
    set.clock.tick(Duration.ofSeconds(1));
    assertThat(keypads.unseal(second, BINDING, TestKeypads::text)).isEqualTo(new Expired<>());
    set.clock.tick(Duration.ofHours(2));
    keypads.purge();
    assertThat(keypads.unseal(second, BINDING, TestKeypads::text)).isEqualTo(new Expired<>());
  }

  @Test
  void each_layout_is_new_and_the_database_knows_none() throws GeneralSecurityException {
    var layouts = new HashSet<String>();
    var sprites = new HashSet<String>();
    for (int i = 0; i < 50; i++) {
      var page = set.opened();
      layouts.add(set.layout(page));
      sprites.add(page.sprite());
      assertThat(page.cells()).doesNotHaveDuplicates().hasSize(10);
      assertThat(set.dump()).doesNotContain(page.cells().getFirst()).doesNotContain(PAYEE);
    }
    assertThat(layouts)
        .hasSizeGreaterThan(45)
        .allMatch(layout -> layout.chars().distinct().count() == 10);
    assertThat(sprites).hasSize(50);
  }

  @Test
  void the_layouts_of_many_open_keypads_are_told_at_once() {
    var first = set.opened();
    var second = set.opened();
    var disclosure = new KeypadDisclosure(keypads);
    assertThat(disclosure.layouts(List.of(first.sid(), "unknown", second.sid())))
        .containsOnly(
            Map.entry(first.sid(), set.layout(first)), Map.entry(second.sid(), set.layout(second)));
  }

  @Test
  void after_use_the_secrets_are_gone_from_the_database() throws GeneralSecurityException {
    var page = set.opened();
    var envelope = set.typed(page, "274961");
    assertThat(new KeypadDisclosure(keypads).layout(page.sid())).isPresent();
    keypads.unseal(envelope, BINDING, TestKeypads::text);
    assertThat(new KeypadDisclosure(keypads).layout(page.sid())).isEqualTo(Optional.empty());
  }

  @Test
  void the_password_is_wiped_even_if_its_consumer_fails() throws GeneralSecurityException {
    var envelope = set.typed(set.opened(), "274961");
    var kept = new ArrayList<byte[]>();
    assertThatThrownBy(() ->
            keypads.unseal(
                envelope,
                BINDING,
                pin -> {
                  kept.add(pin);
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(kept.getFirst()).containsOnly(0);
  }
}
