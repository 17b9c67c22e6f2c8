/** What the page tells the sheet that shows it. */
type Told = { type: 'maapay:ready' | 'maapay:paid' | 'maapay:close' | 'maapay:busy'; busy?: boolean };

/** The sheet around the page, if there is one; told only at the origin that the session names. */
export interface Frame {
  framed: boolean;
  tell(message: Told): void;
}

export function frameAround(payOrderNo: string, origin: () => string | null): Frame {
  const framed = window.parent !== window;
  return {
    framed,
    tell(message) {
      const target = origin();
      if (framed && target) window.parent.postMessage({ ...message, payOrderNo }, target);
    },
  };
}
