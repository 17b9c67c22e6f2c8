import { decode, encode } from './base64url';

/** What the presses are bound to: exactly what the payer sees on the page, and the keypad session. */
export interface Binding {
  sid: string;
  payOrderNo: string;
  payee: string;
  amount: string;
}

interface Press {
  n: number;
  c: Uint8Array<ArrayBuffer>;
}

const type = 'maapay-keypad-v1';
const sealNumber = 0xffffffff;
const text = new TextEncoder();

/**
 * Seals the presses of one keypad session. It sees tokens, never digits: which token stands for which digit is known to
 * the vault alone. Each press is encrypted as it happens and its number is never used again, also when it is deleted.
 */
export class Sealing {
  readonly #binding: Binding;
  readonly #clientKey: string;
  #key: CryptoKey | null;
  #next = 0;
  #presses: Promise<Press>[] = [];

  private constructor(binding: Binding, clientKey: string, key: CryptoKey) {
    this.#binding = binding;
    this.#clientKey = clientKey;
    this.#key = key;
  }

  /** Agrees on a key with the vault's one-time key; the private half lives only inside this call. */
  static async begin(binding: Binding, serverKey: string): Promise<Sealing> {
    const subtle = crypto.subtle;
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    const theirs = await subtle.importKey('raw', decode(serverKey), curve, false, []);
    const ours = await subtle.generateKey(curve, false, ['deriveBits']);
    const secret = await subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256);
    const root = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
    new Uint8Array(secret).fill(0);
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: text.encode(binding.sid), info: text.encode(type) };
    const key = await subtle.deriveKey(hkdf, root, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    const point = new Uint8Array(await subtle.exportKey('raw', ours.publicKey));
    return new Sealing(binding, encode(point), key);
  }

  get length(): number {
    return this.#presses.length;
  }

  press(token: Uint8Array<ArrayBuffer>): void {
    const n = this.#next++;
    const sealed = this.#encrypt(n, String(n), token).then((c) => ({ n, c }));
    // A failure belongs to whoever waits for the envelope; without this it would be reported here as unhandled.
    sealed.catch(() => undefined);
    this.#presses.push(sealed);
  }

  erase(): void {
    this.#presses.pop();
  }

  clear(): void {
    this.#presses = [];
  }

  /** The envelope for the vault; the key and the presses are gone afterwards. */
  async submit(): Promise<string> {
    const presses = await Promise.all(this.#presses);
    const list = new Uint8Array(presses.reduce((size, press) => size + press.c.length, 0));
    let at = 0;
    for (const press of presses) {
      list.set(press.c, at);
      at += press.c.length;
    }
    const seal = await this.#encrypt(sealNumber, `submit|${presses.length}`, new Uint8Array(), list);
    this.wipe();
    const envelope = {
      type,
      sid: this.#binding.sid,
      clientKey: this.#clientKey,
      presses: presses.map(({ n, c }) => ({ n, c: encode(c) })),
      seal: encode(seal),
    };
    return encode(text.encode(JSON.stringify(envelope)));
  }

  wipe(): void {
    this.#key = null;
    this.#presses = [];
  }

  async #encrypt(
    n: number,
    what: string,
    plain: Uint8Array<ArrayBuffer>,
    more: Uint8Array = new Uint8Array(),
  ): Promise<Uint8Array<ArrayBuffer>> {
    if (!this.#key) throw new Error('The keypad session is wiped');
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, n);
    const { sid, payOrderNo, payee, amount } = this.#binding;
    const said = text.encode([type, sid, payOrderNo, payee, amount, what].join('|'));
    const additionalData = new Uint8Array(said.length + more.length);
    additionalData.set(said);
    additionalData.set(more, said.length);
    return new Uint8Array(
      await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, this.#key, plain),
    );
  }
}
