import '@kit/tokens.css';
import '@kit/base.css';
import '@kit/shapes.css';
import { createApp, ref } from 'vue';
import { languageOf, speaker } from '@kit/texts';
import { cashierApi } from './api';
import App from './App.vue';
import { thisDevice } from './device';
import { createFlow } from './flow';
import { pageKey, wordsKey } from './surroundings';
import { cashierTexts } from './texts';

const query = new URLSearchParams(location.search);
const language = languageOf(location.search);
const say = speaker(cashierTexts, () => language);
const [, page, number] = location.pathname.split('/').map(decodeURIComponent);
const words = { say, language };
document.documentElement.lang = language;

if (page === 'mandate') {
  // What a payer loads before he can pay stays small: signing comes only when it is asked for.
  void import('./mandate/main').then(({ start }) => start(number ?? '', query.get('t') ?? '', words));
} else {
  pay();
}

function pay() {
  const time = ref(Date.now());
  const flow = createFlow({
    api: cashierApi(query.get('sdk')),
    device: thisDevice,
    payOrderNo: number ?? '',
    reference: query.get('t') ?? '',
    straightToPassword: ['password', 'confirm'].includes(query.get('view') ?? ''),
    deviceFirst: query.get('view') === 'confirm',
    straightToRefusal: query.get('view') === 'refuse',
    now: Date.now,
    wait: (millis) => new Promise((done) => setTimeout(done, millis)),
  });
  setInterval(() => {
    time.value = Date.now();
    void flow.tick();
  }, 1000);
  document.title = say('title');
  createApp(App)
    .provide(wordsKey, words)
    .provide(pageKey, { flow, ...words, now: () => time.value + flow.state.skew })
    .mount('#app');
  void flow.open();
}
