import '@kit/tokens.css';
import '@kit/base.css';
import '@kit/shapes.css';
import { createApp, ref } from 'vue';
import { languageOf, speaker } from '@kit/texts';
import { cashierApi } from './api';
import App from './App.vue';
import { thisDevice } from './device';
import { createFlow } from './flow';
import { pageKey } from './surroundings';
import { cashierTexts } from './texts';

const query = new URLSearchParams(location.search);
const language = languageOf(location.search);
const time = ref(Date.now());

const flow = createFlow({
  api: cashierApi(query.get('sdk')),
  device: thisDevice,
  payOrderNo: decodeURIComponent(location.pathname.split('/')[2] ?? ''),
  reference: query.get('t') ?? '',
  straightToPassword: query.get('view') === 'password',
  now: Date.now,
  wait: (millis) => new Promise((done) => setTimeout(done, millis)),
});
setInterval(() => {
  time.value = Date.now();
  void flow.tick();
}, 1000);

const say = speaker(cashierTexts, () => language);
document.documentElement.lang = language;
document.title = say('title');
createApp(App)
  .provide(pageKey, { flow, say, language, now: () => time.value + flow.state.skew })
  .mount('#app');
void flow.open();
