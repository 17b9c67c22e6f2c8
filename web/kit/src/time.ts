import type { Language } from './texts';

/** `14:05` today, `昨天`/`Yesterday`, then the date: for lists and separators. */
export function whenShort(at: string, now: Date, language: Language): string {
  const then = new Date(at);
  const days = Math.round((midnight(now) - midnight(then)) / 86_400_000);
  if (days <= 0) return clockTime(at, language);
  if (days === 1) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-1, 'day');
  const year = then.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...year }).format(then);
}

/** `昨天 14:05`: a day separator inside a conversation. */
export function whenLong(at: string, now: Date, language: Language): string {
  const short = whenShort(at, now, language);
  const time = clockTime(at, language);
  return short === time ? time : `${short} ${time}`;
}

export function clockTime(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(
    new Date(at),
  );
}

/** `14:59` of a rest in milliseconds; hours only when there are any. */
export function countdown(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
