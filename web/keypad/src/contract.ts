/** The messages between a cashier page and a keypad page, over a port that the cashier hands in. None has room for a digit. */
export interface KeypadInit {
  type: 'maapay-keypad:init';
  ticket: string;
  payOrderNo: string;
  payee: string;
  amount: string;
  length: number;
  theme: 'light' | 'dark' | 'auto';
  lang: string;
}

export type FromKeypad =
  | { type: 'ready' }
  | { type: 'length'; n: number }
  | { type: 'expired' }
  | { type: 'envelope'; envelope: string }
  | { type: 'error'; code: string };

export type ToKeypad = { type: 'submit' | 'clear' | 'wipe' };
