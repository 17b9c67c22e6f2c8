/** Octets in texts: base64url without padding. */
export function encode(octets: ArrayBuffer | Uint8Array): string {
  const bytes = octets instanceof Uint8Array ? octets : new Uint8Array(octets);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export function decode(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (one) => one.charCodeAt(0));
}
