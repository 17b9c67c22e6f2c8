import type { Message } from './api';
import type { SdkView } from './sdk';
import type { WireRecord } from './wire';

export interface Listener {
  message(message: Message & { chatbot: string }): void;
  state(change: { id: string; state: Message['state'] }): void;
  wire(record: WireRecord): void;
  handset(): void;
  sdk(view: SdkView): void;
  /** The stream is up: what happened before must be fetched. */
  live(): void;
  lost(): void;
}

/** Listens to the simulator's events; the browser reconnects by itself, and where it gives up we start over. */
export function listen(url: string, listener: Listener): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let pause = 1000;

  function start() {
    source = new EventSource(url);
    source.onopen = () => {
      pause = 1000;
      listener.live();
    };
    source.onerror = () => {
      if (stopped) return;
      listener.lost();
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, 15_000);
    };
    on('message', listener.message);
    on('state', listener.state);
    on('wire', listener.wire);
    on('handset', () => listener.handset());
    on('sdk', listener.sdk);
  }

  function on<T>(kind: string, act: (value: T) => void) {
    source.addEventListener(kind, (event) =>
      act(JSON.parse((event as MessageEvent<string>).data || 'null') as T),
    );
  }

  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source.close();
  };
}
