import { createApp } from 'vue';
import { speaker } from '@kit/texts';
import { wordsKey, type Words } from '../surroundings';
import { mandateApi } from './api';
import { createFlow } from './flow';
import MandateApp from './MandateApp.vue';
import { signingKey } from './surroundings';
import { mandateTexts } from './texts';

/** Opens the page on which a mandate is signed, seen and ended. */
export function start(mandateNo: string, reference: string, words: Words): void {
  const tell = speaker(mandateTexts, () => words.language);
  const flow = createFlow(mandateApi, mandateNo, reference);
  document.title = tell('title');
  createApp(MandateApp)
    .provide(wordsKey, words)
    .provide(signingKey, { flow, tell, language: words.language })
    .mount('#app');
  void flow.open();
}
