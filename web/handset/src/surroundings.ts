import { inject, type InjectionKey, type Ref } from 'vue';
import type { Language, Say } from '@kit/texts';
import type { Conversation } from './api';
import type { Suggestion } from './gsma';
import type { Intent } from './intent';
import type { Store } from './store';
import type { Key } from './texts';

/** An action that a chatbot proposed and the user took up. */
export interface Asked {
  about: Conversation;
  intent: Intent;
}

/** What every part of the handset page needs. */
export interface Phone {
  store: Store;
  say: Say<Key>;
  language: Ref<Language>;
  now: Ref<Date>;
  /** The user tapped something that a chatbot proposed. */
  tap(about: Conversation, suggestion: Suggestion): void;
}

export const phoneKey: InjectionKey<Phone> = Symbol('phone');

export function usePhone(): Phone {
  const phone = inject(phoneKey);
  if (!phone) throw new Error('This part of the handset is used outside of it');
  return phone;
}

const ours: Record<string, Key> = { unicom: 'unicom', telecom: 'telecom', mobile: 'mobile' };

/** The operator of this handset as it is called in the user's language. */
export function operatorName({ store, say }: Phone): string {
  const handset = store.state.handset;
  const key = ours[handset?.operator ?? ''];
  return key ? say(key) : (handset?.operatorName ?? '');
}
