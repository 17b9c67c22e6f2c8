import type { Action } from './gsma';

/** What a phone does for an action: a page in the sheet, or something it asks about first. */
export type Intent =
  | { kind: 'webview'; url: string; share: 100 | 86 | 56 }
  | { kind: 'browser'; url: string }
  | { kind: 'chat'; service: string }
  | { kind: 'dial'; number: string; video: boolean }
  | { kind: 'map'; label: string; point: string }
  | { kind: 'share-location' }
  | { kind: 'calendar'; title: string; start: string; end: string; description: string }
  | { kind: 'compose'; number: string; text: string }
  | { kind: 'record'; number: string; video: boolean }
  | { kind: 'device' }
  | { kind: 'setting'; what: 'displayed' | 'anonymous' }
  | { kind: 'unsupported' };

const shares = { full: 100, tall: 86, half: 56 } as const;

export function intentOf(action: Action): Intent {
  const open = action.urlAction?.openUrl;
  if (open) return opening(open);
  const dial = action.dialerAction;
  if (dial) {
    const number = Object.values(dial)[0]?.phoneNumber;
    return number ? { kind: 'dial', number, video: 'dialVideoCall' in dial } : { kind: 'unsupported' };
  }
  if (action.mapAction) return onMap(action.mapAction);
  const event = action.calendarAction?.createCalendarEvent;
  if (event) {
    const { title, startTime: start, endTime: end, description = '' } = event;
    return { kind: 'calendar', title, start, end, description };
  }
  const text = action.composeAction?.composeTextMessage;
  if (text) return { kind: 'compose', number: text.phoneNumber, text: text.text };
  const recording = action.composeAction?.composeRecordingMessage;
  if (recording) return { kind: 'record', number: recording.phoneNumber, video: recording.type === 'VIDEO' };
  if (action.deviceAction) return { kind: 'device' };
  if (action.settingsAction)
    return { kind: 'setting', what: action.settingsAction.disableAnonymization ? 'anonymous' : 'displayed' };
  return { kind: 'unsupported' };
}

// `application` is mandatory but left out by many senders; a browser is then what the standard's terminals open.
function opening(open: { url: string; application?: string; viewMode?: string }): Intent {
  const chat = chatOf(open.url);
  if (chat) return { kind: 'chat', service: chat };
  if (!/^https?:\/\//i.test(open.url)) return { kind: 'unsupported' };
  if (open.application !== 'webview') return { kind: 'browser', url: open.url };
  const mode = (open.viewMode ?? 'full').toLowerCase();
  return {
    kind: 'webview',
    url: open.url,
    share: mode in shares ? shares[mode as keyof typeof shares] : 100,
  };
}

/** The chatbot that a link of the form `sms:bot%40domain`, or one with a fallback number, leads to (GSMA RCC.07, 3.6.3.4). */
function chatOf(url: string): string {
  const [, path = '', query = ''] = /^sms:([^?]*)(?:\?(.*))?$/i.exec(url) ?? [];
  const named = new URLSearchParams(query).get('service_id') ?? decoded(path);
  return named.includes('@') ? named : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function onMap(map: NonNullable<Action['mapAction']>): Intent {
  if (!map.showLocation) return { kind: 'share-location' };
  const { latitude, longitude, label, query } = map.showLocation.location ?? {};
  const point = latitude !== undefined && longitude !== undefined ? `${latitude}, ${longitude}` : '';
  return { kind: 'map', label: label ?? query ?? point, point };
}
