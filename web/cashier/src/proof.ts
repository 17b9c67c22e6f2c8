import { encode } from './base64url';

const text = new TextEncoder();

/**
 * The key of a session that an SDK token opened on this page, where no SDK was raised: the page proves each call as an
 * SDK does. The key cannot be read out and is gone with the page.
 */
export class Proof {
  readonly #keys: Promise<CryptoKeyPair>;
  readonly device = encode(crypto.getRandomValues(new Uint8Array(16)));

  constructor() {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    this.#keys = crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  }

  async publicHalf(): Promise<string> {
    return encode(await crypto.subtle.exportKey('spki', (await this.#keys).publicKey));
  }

  async of(session: string, method: string, path: string, body: unknown): Promise<string> {
    const octets = text.encode(body === undefined ? '' : JSON.stringify(body));
    const digest = encode(await crypto.subtle.digest('SHA-256', octets));
    const said = text.encode(['maapay-proof-v1', session, method, path, digest].join('|'));
    const scheme = { name: 'ECDSA', hash: 'SHA-256' };
    return encode(await crypto.subtle.sign(scheme, (await this.#keys).privateKey, said));
  }
}
