import '@kit/tokens.css';
import '@kit/base.css';
import '@kit/shapes.css';
import { createApp } from 'vue';
import { languageOf } from '@kit/texts';
import { handsetApi } from './api';
import App from './App.vue';
import { createStore } from './store';

const store = createStore(handsetApi(new URLSearchParams(location.search).get('msisdn')));
addEventListener('popstate', (event: PopStateEvent) => {
  store.popTo((event.state as { depth?: number } | null)?.depth ?? 1);
});
document.addEventListener('visibilitychange', store.seen);
history.replaceState({ depth: 1 }, '');

createApp(App, { store, language: languageOf(location.search) }).mount('#app');
void store.start();
