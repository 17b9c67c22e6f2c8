import { inject, type InjectionKey } from 'vue';
import type { Language, Say } from '@kit/texts';
import type { Flow } from './flow';
import type { Key } from './texts';

/** The words and the language that every page of this origin speaks. */
export interface Words {
  say: Say<Key>;
  language: Language;
}

/** What every part of the page needs: the flow, the language and a clock that follows the server's. */
export interface Page extends Words {
  flow: Flow;
  now: () => number;
}

export const pageKey: InjectionKey<Page> = Symbol('page');
export const wordsKey: InjectionKey<Words> = Symbol('words');

export function usePage(): Page {
  return given(pageKey);
}

export function useWords(): Words {
  return given(wordsKey);
}

/** A way to pay in the page's language; a card is called as its bank calls it. */
export function wayName(way: { kind: string; label: string }, say: Say<Key>): string {
  return way.kind === 'BALANCE' ? say('balance') : way.label;
}

function given<T>(key: InjectionKey<T>): T {
  const found = inject(key);
  if (!found) throw new Error('This part of the page is used outside of it');
  return found;
}
