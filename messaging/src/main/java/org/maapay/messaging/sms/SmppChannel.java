package org.maapay.messaging.sms;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter.User_message_reference;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DownlinkRules;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.Refusal.Kind;
import org.maapay.messaging.routing.SmsChannel;
import org.maapay.messaging.sms.SmsCentre.DefaultAlphabet;
import org.maapay.messaging.sms.SmsCentre.NumberForm;
import org.maapay.messaging.sms.SmsJournal.Before;
import org.maapay.messaging.sms.SmsJournal.Part;
import org.maapay.messaging.sms.SmsJournal.Receipt;
import org.maapay.messaging.sms.SmsJournal.Settled;
import org.maapay.messaging.sms.TextParts.TextPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SMS by SMPP 3.4. A part is written down before it leaves and leaves once: if its answer is lost
 * the text is in doubt, until a receipt tells.
 */
public final class SmppChannel implements SmsChannel, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppChannel.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(2);
  private static final int UDH_INDICATOR = 0x40;
  private static final int TEMPORARY = 0x64;
  private static final int REFERENCES = 0x10000;

  private final SmsCentre centre;
  private final SmsJournal journal;
  private final Listener listener;
  private final InstantSource clock;
  private final Pace pace;
  private final Semaphore window;
  private final SmppLink link;

  /** Hears how far texts came, and what users write back; throws to hear it again. */
  public interface Listener {
    /** Called again for a receipt that comes again. */
    void reported(String messageId, PhoneNumber user, DeliveryState state);

    /**
     * Called again for a text that comes again. SMS does not say what is answered.
     *
     * @param messageId the text that left for the user last
     */
    void answered(String messageId, PhoneNumber user, String words);
  }

  public SmppChannel(SmsCentre centre, SmsJournal journal, Listener listener, InstantSource clock) {
    this.centre = centre;
    this.journal = journal;
    this.listener = listener;
    this.clock = clock;
    this.pace = new Pace(centre.limits().perSecond(), System.nanoTime());
    this.window = new Semaphore(centre.limits().window());
    this.link = new SmppLink(centre, new Incoming());
  }

  public void start() {
    link.start();
  }

  /** True if the centre can be spoken to now. */
  public boolean up() {
    return link.session().isPresent();
  }

  @Override
  public void close() {
    link.close();
  }

  @Override
  public Outcome send(Sms sms) {
    if (DownlinkRules.hasLink(sms.text())) {
      return new Outcome.Refused(
          new Refusal("", "an SMS is not private", "it holds a link", Cause.CONTENT));
    }
    boolean small = centre.alphabet() == DefaultAlphabet.GSM7;
    for (var text : TextParts.of(sms.text(), reference(sms.id(), 0), small)) {
      var outcome = send(sms, text);
      if (!(outcome instanceof Outcome.Taken)) {
        return outcome;
      }
    }
    return new Outcome.Taken();
  }

  private Outcome send(Sms sms, TextPart text) {
    var part = new Part(sms.id(), text.no(), text.of(), sms.to(), reference(sms.id(), text.no()));
    var session = link.session();
    if (session.isEmpty() || !entered()) {
      return new Outcome.Later();
    }
    try {
      return switch (journal.leave(part)) {
        case Before.TAKEN -> new Outcome.Taken();
        case Before.IN_DOUBT -> new Outcome.InDoubt();
        case Before.FREE -> submit(session.get(), sms, text, part);
      };
    } finally {
      window.release();
    }
  }

  private boolean entered() {
    try {
      if (!window.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      var wait = pace.place(System.nanoTime(), PATIENCE);
      if (wait.isEmpty()) {
        window.release();
        return false;
      }
      Thread.sleep(wait.get());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Outcome submit(SMPPSession session, Sms sms, TextPart text, Part part) {
    try {
      journal.taken(part, submit(session, text, part, validity(sms.validUntil())));
      return new Outcome.Taken();
    } catch (NegativeResponseException e) {
      journal.stayed(part);
      var refusal = SmppCodes.refusal(e.getCommandStatus());
      return refusal.kind() == Kind.RETRY ? new Outcome.Later() : new Outcome.Refused(refusal);
    } catch (PDUException e) {
      journal.stayed(part);
      return new Outcome.Refused(
          new Refusal("", "not to specification", e.toString(), Cause.REQUEST));
    } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
      LOG.warn("no answer to SMS {} part {}: {}", part.messageId(), part.no(), e.toString());
      return new Outcome.InDoubt();
    }
  }

  private String submit(SMPPSession session, TextPart text, Part part, String validity)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    var source = centre.source();
    boolean international = centre.form() == NumberForm.INTERNATIONAL;
    return session
        .submitShortMessage(
            "",
            TypeOfNumber.valueOf((byte) source.ton()),
            NumberingPlanIndicator.valueOf((byte) source.npi()),
            source.address(),
            international ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.ISDN,
            international ? part.to().e164().substring(1) : part.to().value(),
            new ESMClass(text.hasHeader() ? UDH_INDICATOR : 0),
            (byte) 0,
            (byte) 0,
            null,
            validity,
            new RegisteredDelivery(
                centre.receipts()
                    ? SMSCDeliveryReceipt.SUCCESS_FAILURE
                    : SMSCDeliveryReceipt.DEFAULT),
            (byte) 0,
            new GeneralDataCoding(
                text.alphabet() == TextParts.Alphabet.GSM7
                    ? Alphabet.ALPHA_DEFAULT
                    : Alphabet.ALPHA_UCS2),
            (byte) 0,
            text.octets().toArray(),
            new User_message_reference((short) part.reference()))
        .getMessageId();
  }

  /** As SMPP writes a stretch of time (7.1.1.2). */
  private String validity(Instant until) {
    var left = Duration.between(clock.instant(), until);
    left = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    left = left.compareTo(LONGEST) > 0 ? LONGEST : left;
    return String.format(
        Locale.ROOT,
        "0000%02d%02d%02d%02d000R",
        left.toDays(),
        left.toHoursPart(),
        left.toMinutesPart(),
        left.toSecondsPart());
  }

  /** The same for the same part, also after a restart. */
  private static int reference(String id, int no) {
    return Math.floorMod(31 * id.hashCode() + no, REFERENCES);
  }

  private final class Incoming implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
      try {
        if (UserTexts.isOne(message)) {
          UserTexts.user(message).ifPresent(user -> answered(user, UserTexts.text(message)));
          return;
        }
        var receipt = Receipts.read(message);
        if (receipt.isPresent()) {
          settle(receipt.get());
        }
      } catch (RuntimeException e) {
        LOG.warn("what the SMS centre sent has to come again: {}", e.toString());
        throw new ProcessRequestException("not now", TEMPORARY, e);
      }
    }

    /** Who got no text of ours is not answered: his number may be made up. */
    private void answered(PhoneNumber user, String words) {
      journal.last(user).ifPresent(id -> listener.answered(id, user, words));
    }

    private void settle(Receipt receipt) throws ProcessRequestException {
      switch (journal.settle(receipt)) {
        case Settled.Whole(var id, var state) -> listener.reported(id, receipt.user(), state);
        case Settled.Nothing _ -> {}
        case Settled.NotYet _ ->
            throw new ProcessRequestException("its answer is awaited", TEMPORARY);
      }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
      // It says that a handset is back; nothing waits for that.
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source)
        throws ProcessRequestException {
      throw new ProcessRequestException("not provided", 0x03);
    }
  }
}
