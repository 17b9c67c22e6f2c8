package org.maapay.simulator.smsc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.maapay.messaging.Bytes;

/** A unit of SMPP 3.4 as it stands on the wire: a header of four integers, then its body. */
record Pdu(int command, int status, int sequence, Bytes body) {
  static final int BIND_RECEIVER = 0x01;
  static final int BIND_TRANSMITTER = 0x02;
  static final int SUBMIT_SM = 0x04;
  static final int DELIVER_SM = 0x05;
  static final int UNBIND = 0x06;
  static final int BIND_TRANSCEIVER = 0x09;
  static final int ENQUIRE_LINK = 0x15;
  static final int ANSWER = 0x80000000;

  private static final int HEADER = 16;
  private static final int LARGEST = 70_000;

  /** Reads the next one; its length counts the header. */
  static Pdu read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < HEADER || length > LARGEST) {
      throw new EOFException("a unit of " + length + " octets");
    }
    int command = in.readInt();
    int status = in.readInt();
    int sequence = in.readInt();
    return new Pdu(command, status, sequence, Bytes.of(in.readNBytes(length - HEADER)));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(HEADER + body.size());
    out.writeInt(command);
    out.writeInt(status);
    out.writeInt(sequence);
    out.write(body.toArray());
    out.flush();
  }

  Pdu answer(int status, Bytes body) {
    return new Pdu(command | ANSWER, status, sequence, body);
  }

  boolean isAnswer() {
    return (command & ANSWER) != 0;
  }
}
