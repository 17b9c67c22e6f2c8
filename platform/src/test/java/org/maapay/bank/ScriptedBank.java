package org.maapay.bank;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maapay.bank.BankReply.Declined;
import org.maapay.bank.BankReply.Done;
import org.maapay.bank.BankReply.Reason;
import org.maapay.bank.BankReply.Unknown;

/**
 * A bank with a memory: the same number is the same movement, and an unseen number that is asked
 * about is refused for ever. What goes wrong on the way is scripted, call by call.
 */
public final class ScriptedBank implements Bank {
  /** What happens to one call. */
  public enum Fault {
    NONE,
    /** The bank refuses. */
    DECLINED,
    /** The request is lost on its way there. */
    REQUEST_LOST,
    /** The bank moves the money, and its answer is lost. */
    ANSWER_LOST,
    /** The bank has the request and has not decided; {@link #finish} decides. */
    PROCESSING
  }

  private record Booked(CardMovement movement, BankReply reply) {}

  private final InstantSource clock;
  private final Map<String, Booked> debits = new HashMap<>();
  private final Map<String, Booked> credits = new HashMap<>();
  private final Map<String, BankReply> fences = new HashMap<>();
  private final Queue<Fault> script = new ArrayDeque<>();
  private Runnable meanwhile = () -> {};
  private @Nullable Supplier<RuntimeException> death;
  private int calls;

  public ScriptedBank(InstantSource clock) {
    this.clock = clock;
  }

  /** The next calls go like this; after them nothing goes wrong. */
  public synchronized void next(Fault... faults) {
    script.addAll(List.of(faults));
  }

  /** Runs once, after the next request reached the bank and before its answer goes back. */
  public synchronized void meanwhile(Runnable work) {
    meanwhile = work;
  }

  /** The next call never leaves: it ends with what {@code failure} makes. */
  public synchronized void refuseToBeReached(Supplier<RuntimeException> failure) {
    death = failure;
  }

  @Override
  public BankReply debit(CardMovement debit) {
    return move(debits, "D:", debit);
  }

  @Override
  public BankReply credit(CardMovement credit) {
    return move(credits, "C:", credit);
  }

  @Override
  public synchronized BankReply settleDebit(String number) {
    return settle(debits, "D:", number);
  }

  @Override
  public synchronized BankReply settleCredit(String number) {
    return settle(credits, "C:", number);
  }

  /** The bank decides what it was still processing. */
  public synchronized void finish(boolean done) {
    for (var all : List.of(debits, credits)) {
      all.replaceAll((_, booked) ->
          booked.reply() instanceof Unknown
              ? new Booked(booked.movement(), done ? done() : declined())
              : booked);
    }
  }

  /** What cards were charged less what they were given back, in fen. */
  public synchronized long taken() {
    return sum(debits) - sum(credits);
  }

  /** How often anything was asked of the bank. */
  public synchronized int calls() {
    return calls;
  }

  private BankReply move(Map<String, Booked> all, String kind, CardMovement movement) {
    Runnable first;
    BankReply reply;
    synchronized (this) {
      var dies = death;
      death = null;
      if (dies != null) {
        throw dies.get();
      }
      calls++;
      var fault = script.isEmpty() ? Fault.NONE : script.remove();
      reply = fault == Fault.REQUEST_LOST ? new Unknown() : book(all, kind, movement, fault);
      first = meanwhile;
      meanwhile = () -> {};
    }
    first.run();
    return reply;
  }

  private BankReply book(Map<String, Booked> all, String kind, CardMovement movement, Fault fault) {
    var fenced = fences.get(kind + movement.number());
    if (fenced != null) {
      return fenced;
    }
    var earlier = all.get(movement.number());
    if (earlier != null) {
      return answer(earlier, movement);
    }
    BankReply reply =
        switch (fault) {
          case NONE, ANSWER_LOST -> done();
          case DECLINED -> declined();
          case PROCESSING, REQUEST_LOST -> new Unknown();
        };
    all.put(movement.number(), new Booked(movement, reply));
    return fault == Fault.ANSWER_LOST ? new Unknown() : reply;
  }

  private static BankReply answer(Booked earlier, CardMovement again) {
    if (!earlier.movement().equals(again)) {
      throw new AssertionError("one number for two movements: " + again.number());
    }
    return earlier.reply();
  }

  private BankReply settle(Map<String, Booked> all, String kind, String number) {
    calls++;
    @Nullable Booked booked = all.get(number);
    return booked != null ? booked.reply() : fences.computeIfAbsent(kind + number, _ -> declined());
  }

  private BankReply done() {
    Instant now = clock.instant();
    return new Done("clearing", now);
  }

  private static BankReply declined() {
    return new Declined(Reason.CARD_REFUSED);
  }

  private static long sum(Map<String, Booked> all) {
    return all.values().stream()
        .filter(booked -> booked.reply() instanceof Done)
        .mapToLong(booked -> booked.movement().amount().fen())
        .sum();
  }
}
