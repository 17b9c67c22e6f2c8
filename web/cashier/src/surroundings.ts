import { inject, type InjectionKey } from 'vue';
import type { Language, Say } from '@kit/texts';
import type { Flow } from './flow';
import type { Key } from './texts';

/** What every part of the page needs: the flow, the language and a clock that follows the server's. */
export interface Page {
  flow: Flow;
  say: Say<Key>;
  language: Language;
  now: () => number;
}

export const pageKey: InjectionKey<Page> = Symbol('page');

export function usePage(): Page {
  const page = inject(pageKey);
  if (!page) throw new Error('This part of the page is used outside of it');
  return page;
}
