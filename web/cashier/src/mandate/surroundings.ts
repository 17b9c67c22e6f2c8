import { inject, type InjectionKey } from 'vue';
import type { Language, Say } from '@kit/texts';
import type { Flow } from './flow';
import type { MandateKey } from './texts';

/** What every part of the signing page needs. */
export interface SigningPage {
  flow: Flow;
  tell: Say<MandateKey>;
  language: Language;
}

export const signingKey: InjectionKey<SigningPage> = Symbol('signing');

export function useSigning(): SigningPage {
  const page = inject(signingKey);
  if (!page) throw new Error('This part of the page is used outside of it');
  return page;
}
