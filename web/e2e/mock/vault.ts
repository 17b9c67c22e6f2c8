import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import { Refusal } from './http.ts';
import { sprite } from './sprite.ts';

/** What a keypad is bound to. */
export interface Bound {
  payOrderNo: string;
  payee: string;
  amount: string;
}

interface KeypadSession extends Bound {
  sid: string;
  key: ECDH;
  digits: number[];
  tokens: string[];
  used: boolean;
}

/** The vault's side of the keypad: it alone knows which token is which digit. */
export class Vault {
  readonly #tickets = new Map<string, Bound>();
  readonly #sessions = new Map<string, KeypadSession>();
  lifetimeSeconds = 120;

  ticket(bound: Bound): string {
    const ticket = randomBytes(16).toString('base64url');
    this.#tickets.set(ticket, bound);
    return ticket;
  }

  open(ticket: string) {
    const bound = this.#tickets.get(ticket);
    if (!bound) throw new Refusal(410, 'keypad-ticket-used');
    this.#tickets.delete(ticket);
    const digits = [...'0123456789'].map(Number).sort(() => Math.random() - 0.5);
    const tokens = digits.map(() => randomBytes(16).toString('base64url'));
    const key = createECDH('prime256v1');
    const serverKey = key.generateKeys('base64url');
    const sid = `KS${randomBytes(8).toString('hex')}`;
    this.#sessions.set(sid, { ...bound, sid, key, digits, tokens, used: false });
    return {
      sid,
      expiresInSeconds: this.lifetimeSeconds,
      length: 6,
      cells: tokens,
      sprite: sprite(digits),
      serverKey,
      serverKeySignature: '',
      expiresAt: new Date(Date.now() + this.lifetimeSeconds * 1000).toISOString(),
    };
  }

  digits(sid: string): string {
    return this.#sessions.get(sid)?.digits.join('') ?? '';
  }

  /** What was typed, or why the envelope doesn't open. */
  typed(envelope: string, bound: Bound): string | 'KEYPAD_EXPIRED' | 'KEYPAD_USED' | 'KEYPAD_MISMATCH' {
    const sealed = JSON.parse(Buffer.from(envelope, 'base64url').toString('utf8')) as {
      sid: string;
      clientKey: string;
      presses: { n: number; c: string }[];
      seal: string;
    };
    const session = this.#sessions.get(sealed.sid);
    if (!session) return 'KEYPAD_EXPIRED';
    if (session.used) return 'KEYPAD_USED';
    session.used = true;
    const secret = session.key.computeSecret(Buffer.from(sealed.clientKey, 'base64url'));
    const key = Buffer.from(hkdfSync('sha256', secret, Buffer.from(session.sid), 'maapay-keypad-v1', 32));
    const about = ['maapay-keypad-v1', session.sid, bound.payOrderNo, bound.payee, bound.amount].join('|');
    const ciphertexts = sealed.presses.map(({ c }) => Buffer.from(c, 'base64url'));
    try {
      const seal = Buffer.concat([Buffer.from(`${about}|submit|${ciphertexts.length}`), ...ciphertexts]);
      decrypt(key, 0xffffffff, seal, Buffer.from(sealed.seal, 'base64url'));
      const tokens = sealed.presses.map(({ n }, i) =>
        decrypt(key, n, Buffer.from(`${about}|${n}`), ciphertexts[i] ?? Buffer.alloc(0)).toString(
          'base64url',
        ),
      );
      return tokens.map((token) => session.digits[session.tokens.indexOf(token)]).join('');
    } catch {
      return 'KEYPAD_MISMATCH';
    }
  }
}

function decrypt(key: Buffer, n: number, aad: Buffer, sealed: Buffer): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(n, 8);
  const cipher = createDecipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(aad);
  cipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
}
