import { languageOf, speaker } from '@kit/texts';
import { decode } from './base64url';
import type { FromKeypad, KeypadInit, ToKeypad } from './contract';
import { drawPad } from './pad';
import { Sealing } from './sealing';
import { inWords, keypadTexts } from './texts';

interface Session {
  sid: string;
  expiresInSeconds: number;
  length: number;
  cells: string[];
  sprite: string;
  serverKey: string;
}

const pad = document.getElementById('pad') as HTMLElement;
const said = document.getElementById('said') as HTMLElement;

addEventListener('message', function once(event: MessageEvent<KeypadInit | undefined>) {
  const port = event.ports[0];
  if (event.source !== parent || parent === window || event.data?.type !== 'maapay-keypad:init' || !port)
    return;
  // The opener's origin is told by the browser; where it is known, the message must come from there.
  if (document.referrer && new URL(document.referrer).origin !== event.origin) return;
  removeEventListener('message', once);
  void open(event.data, port);
});

async function open(init: KeypadInit, port: MessagePort): Promise<void> {
  const tell = (message: FromKeypad) => port.postMessage(message);
  if (init.theme !== 'auto') document.documentElement.style.colorScheme = init.theme;
  const language = languageOf(`?lang=${init.lang}`);
  document.documentElement.lang = language;
  const say = speaker(keypadTexts, () => language);

  const answer = await ask(init.ticket);
  if (typeof answer === 'string') return tell({ type: 'error', code: answer });
  const { session } = answer;
  const { payOrderNo, payee, amount } = init;
  const sealing = await Sealing.begin({ sid: session.sid, payOrderNo, payee, amount }, session.serverKey);
  const tokens = session.cells.map(decode);
  session.cells.length = 0;
  let live = true;

  const changed = () => {
    const n = sealing.length;
    tell({ type: 'length', n });
    said.textContent =
      n === 0
        ? say('none')
        : say('count', { n: inWords(n, language), of: inWords(session.length, language) });
  };
  const flash = () => {
    pad.classList.remove('pressed');
    void pad.offsetWidth;
    pad.classList.add('pressed');
  };
  const wipe = () => {
    live = false;
    sealing.wipe();
    tokens.forEach((token) => token.fill(0));
    pad.classList.add('done');
  };
  const clear = () => {
    if (!live || sealing.length === 0) return;
    sealing.clear();
    changed();
  };
  const submit = async () => {
    if (!live || sealing.length !== session.length) return;
    live = false;
    try {
      tell({ type: 'envelope', envelope: await sealing.submit() });
    } catch {
      tell({ type: 'error', code: 'sealing-failed' });
    }
    wipe();
  };
  const expire = () => {
    if (!live) return;
    wipe();
    said.textContent = say('expired');
    tell({ type: 'expired' });
  };

  drawPad(
    pad,
    { sprite: session.sprite, count: tokens.length },
    { group: say('group'), key: say('key'), erase: say('erase') },
    {
      press(cell) {
        const token = tokens[cell];
        if (!live || !token || sealing.length >= session.length) return;
        sealing.press(token);
        flash();
        changed();
        if (sealing.length === session.length) void submit();
      },
      erase() {
        if (!live || sealing.length === 0) return;
        sealing.erase();
        flash();
        changed();
      },
    },
  );
  session.sprite = '';

  port.onmessage = (event: MessageEvent<ToKeypad>) => {
    if (event.data.type === 'submit') void submit();
    else if (event.data.type === 'clear') clear();
    else if (event.data.type === 'wipe') wipe();
  };
  addEventListener('blur', clear);
  document.addEventListener('visibilitychange', () => document.hidden && clear());
  addEventListener('pagehide', wipe);
  const lifetime = session.expiresInSeconds * 1000;
  setTimeout(expire, lifetime);
  pad.style.setProperty('--lifetime', `${lifetime}ms`);
  pad.classList.add('ready');
  tell({ type: 'ready' });
}

/** Opens the keypad session that the ticket stands for; a text is the code of what went wrong. */
async function ask(ticket: string): Promise<{ session: Session } | string> {
  try {
    const answer = await fetch('/keypad/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.ok) return { session: (await answer.json()) as Session };
    const problem = (await answer.json().catch(() => ({}))) as { code?: string };
    return problem.code ?? 'keypad-unavailable';
  } catch {
    return 'keypad-unreachable';
  }
}

// Nothing can be typed, pasted, dropped, selected or looked up here: keys are touched, not entered.
for (const kind of ['paste', 'copy', 'cut', 'drop', 'dragstart', 'selectstart', 'contextmenu', 'beforeinput'])
  addEventListener(kind, (event) => event.preventDefault(), true);
addEventListener(
  'keydown',
  (event) => {
    if (!['Tab', 'Enter', ' ', 'Escape'].includes(event.key)) event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
