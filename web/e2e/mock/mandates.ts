import { randomBytes } from 'node:crypto';
import type { Mandate, Proved, Signed, Signing } from '../../cashier/src/mandate/api.ts';
import { Refusal, type Routes } from './http.ts';
import type { Institution } from './institution.ts';

export interface MockMandate extends Mandate {
  reference: string;
}

/** The signing page's interface in memory; the real one is the platform's. */
export class Mandates {
  readonly all = new Map<string, MockMandate>();
  readonly #sessions = new Map<string, string>();
  readonly #institution: Institution;
  /** How the next calls behave: cut before or after they took effect. */
  trouble: Record<'sign' | 'revoke', ('before' | 'after')[]> = { sign: [], revoke: [] };

  constructor(institution: Institution) {
    this.#institution = institution;
  }

  ask(mandate: Partial<MockMandate> = {}): MockMandate {
    const asked: MockMandate = {
      mandateNo: randomBytes(8).toString('hex'),
      merchantName: '海风咖啡',
      limitPerPayment: '50.00',
      limitPerDay: '200.00',
      status: 'PENDING',
      expiresAt: new Date(Date.now() + 30 * 60_000).toISOString(),
      usedToday: '0.00',
      reference: randomBytes(12).toString('base64url'),
      ...mandate,
    };
    this.all.set(asked.mandateNo, asked);
    return asked;
  }

  routes(): Routes {
    return {
      'POST /cashier/v1/mandate-sessions': ({ body }) => this.#open(body),
      'POST /cashier/v1/mandate-keypads': ({ bearer, body }) => {
        const bound = this.#bound(this.#mandate(bearer), String(body['purpose']));
        const ticket = this.#institution.vault.ticket(bound);
        return { ticket, keypadUrl: `${this.#institution.keypadOrigin}/keypad.html`, ...bound, length: 6 };
      },
      'POST /cashier/v1/mandates': ({ bearer, body, answer }) =>
        this.#troubled('sign', answer, () => this.#sign(this.#mandate(bearer), body)),
      'GET /cashier/v1/mandates/current': ({ bearer }) => shown(this.#mandate(bearer)),
      'POST /cashier/v1/mandates/overview': ({ bearer, body }) => this.#overview(bearer, body),
      'POST /cashier/v1/mandates/revoke': ({ bearer, body, answer }) =>
        this.#troubled('revoke', answer, () => {
          this.#mandate(bearer);
          const mandate = this.all.get(String(body['mandateNo']));
          if (!mandate) throw new Refusal(404, 'mandate-not-found');
          mandate.status = 'REVOKED';
          return { outcome: 'ENDED', mandate: shown(mandate) };
        }),
    };
  }

  forgetSessions(): void {
    this.#sessions.clear();
  }

  #open(body: Record<string, unknown>): Signing {
    const mandate = this.all.get(String(body['mandateNo']));
    if (!mandate || mandate.reference !== body['reference']) throw new Refusal(404, 'page-reference-unknown');
    const session = randomBytes(16).toString('base64url');
    this.#sessions.set(session, mandate.mandateNo);
    const { payer, methods, passwordSet, triesLeft, lockedUntil, frameParent, keypadOrigin } =
      this.#institution;
    return {
      session,
      expiresInSeconds: 900,
      mandate: shown(mandate),
      user: payer,
      methods,
      password: { set: passwordSet, triesLeft, lockedUntil },
      frameParent,
      keypadOrigin,
      returnUrl: null,
    };
  }

  #mandate(session: string): MockMandate {
    const mandate = this.all.get(this.#sessions.get(session) ?? '');
    if (!mandate) throw new Refusal(401, 'page-session-expired');
    return mandate;
  }

  #bound(mandate: MockMandate, purpose: string) {
    return purpose === 'OVERVIEW'
      ? { payOrderNo: 'mandates', payee: 'MaaPay', amount: '0.00' }
      : {
          payOrderNo: `mandate-${mandate.mandateNo}`,
          payee: mandate.merchantName,
          amount: `${mandate.limitPerPayment}/${mandate.limitPerDay}`,
        };
  }

  #sign(mandate: MockMandate, body: Record<string, unknown>): Signed {
    if (mandate.status !== 'PENDING') throw new Refusal(409, 'mandate-ended');
    const declined = this.#institution.judge(String(body['envelope']), this.#bound(mandate, 'SIGN'));
    if (declined) return { ...declined, outcome: 'DECLINED' };
    mandate.status = 'ACTIVE';
    mandate.signedAt = new Date().toISOString();
    mandate.method = String(body['methodId']);
    return { outcome: 'SIGNED', mandate: shown(mandate) };
  }

  #overview(session: string, body: Record<string, unknown>): Proved {
    const declined = this.#institution.judge(
      String(body['envelope']),
      this.#bound(this.#mandate(session), 'OVERVIEW'),
    );
    if (declined) return { ...declined, outcome: 'DECLINED' };
    const active = [...this.all.values()].filter((one) => one.status === 'ACTIVE');
    return { outcome: 'PROVED', session, mandates: active.map(shown) };
  }

  #troubled<T>(what: keyof Mandates['trouble'], answer: { destroy(): unknown }, act: () => T): T | undefined {
    const trouble = this.trouble[what].shift();
    if (trouble === 'before') return void answer.destroy();
    const value = act();
    return trouble === 'after' ? void answer.destroy() : value;
  }
}

function shown(mandate: MockMandate): Mandate {
  const copy: Partial<MockMandate> = { ...mandate };
  delete copy.reference;
  return copy as Mandate;
}
