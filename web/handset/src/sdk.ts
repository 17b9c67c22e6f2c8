/** What the payer's SDK shows; it runs beside this page, which is only its glass. */
export interface SdkOrder {
  payOrderNo: string;
  payee: string;
  goods: string;
  amount: string;
  payer: string;
  expiresAt: string;
}

export interface SdkMethod {
  id: string;
  kind: string;
  label: string;
  about: string;
  enough: boolean;
}

export interface SdkNotice {
  kind: string;
  triesLeft: number;
  until: string;
}

export type SdkView = { finger: boolean } & (
  | { at: 'gone'; result?: string }
  | { at: 'opening' }
  | {
      at: 'order';
      order: SdkOrder;
      methods: SdkMethod[];
      chosen: string;
      biometric: boolean;
      notice?: SdkNotice;
    }
  | {
      at: 'keypad';
      order: SdkOrder;
      method: SdkMethod;
      sprite: string;
      length: number;
      entered: number;
      notice?: SdkNotice;
    }
  | { at: 'working'; order: SdkOrder; what: string }
  | { at: 'paid'; order: SdkOrder; method: string; paidAt: string; before: boolean; mayEnrol: boolean }
  | { at: 'ended'; why: string; order?: SdkOrder }
);

/** A method as it is called on the screen: the balance in the user's language, a card by its bank. */
export function methodName(method: SdkMethod, balance: string): string {
  return method.kind === 'BALANCE' ? balance : method.label;
}

/** What a user does on the SDK's screen. */
export type SdkAct =
  | 'choose'
  | 'password'
  | 'device'
  | 'press'
  | 'erase'
  | 'enrol'
  | 'finger'
  | 'refuse'
  | 'retry'
  | 'hidden'
  | 'leave';

/** Whether an address is the agreed one that raises an SDK. */
export function raisesSdk(url: string): boolean {
  return new URL(url).searchParams.has('sdk');
}
