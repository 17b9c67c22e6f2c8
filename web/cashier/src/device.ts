import { decode, encode } from './base64url';

/** What a device signed for one payment, as the institution wants it. */
export interface Asserted {
  keyId: string;
  challenge: string;
  clientData: string;
  authenticatorData: string;
  signature: string;
}

export interface Made {
  clientData: string;
  attestation: string;
}

/** What the payer sees, and the device therefore signs. */
export interface Shown {
  payOrderNo: string;
  merchantName: string;
  amount: string;
}

/** This browser's own authenticator: a finger, a face or the device's lock. Templates never leave it. */
export interface Device {
  ready(): Promise<boolean>;
  /** Null if the user did not want to, or was not recognised. */
  sign(challenge: string, shown: Shown, keyIds: string[]): Promise<Asserted | null>;
  make(enrolment: string, user: string): Promise<Made | null>;
}

const text = new TextEncoder();
const patience = 60_000;

// The page makes the challenge from what it shows: a server that meant another amount would get a signature it can't use.
async function digest(...parts: string[]): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', text.encode(parts.join('|')));
}

export const thisDevice: Device = {
  async ready() {
    try {
      return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
    } catch {
      return false;
    }
  },

  async sign(challenge, shown, keyIds) {
    const { payOrderNo, merchantName, amount } = shown;
    try {
      const credential = (await navigator.credentials.get({
        publicKey: {
          challenge: await digest('maapay-device-v1', challenge, payOrderNo, merchantName, amount),
          rpId: location.hostname,
          allowCredentials: keyIds.map((id) => ({ type: 'public-key', id: decode(id) })),
          userVerification: 'required',
          timeout: patience,
        },
      })) as PublicKeyCredential | null;
      if (!credential) return null;
      const answer = credential.response as AuthenticatorAssertionResponse;
      return {
        keyId: encode(credential.rawId),
        challenge,
        clientData: encode(answer.clientDataJSON),
        authenticatorData: encode(answer.authenticatorData),
        signature: encode(answer.signature),
      };
    } catch {
      return null;
    }
  },

  async make(enrolment, user) {
    try {
      const credential = (await navigator.credentials.create({
        publicKey: {
          challenge: await digest('maapay-enrol-v1', enrolment),
          rp: { id: location.hostname, name: 'MaaPay' },
          // A random handle: it must say nothing of the user.
          user: { id: crypto.getRandomValues(new Uint8Array(16)), name: user, displayName: user },
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
          ],
          authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
          attestation: 'none',
          timeout: patience,
        },
      })) as PublicKeyCredential | null;
      if (!credential) return null;
      const answer = credential.response as AuthenticatorAttestationResponse;
      return { clientData: encode(answer.clientDataJSON), attestation: encode(answer.attestationObject) };
    } catch {
      return null;
    }
  },
};
