import type { CardContent, CardLayout, MenuEntry, Part, Suggestion } from '../../handset/src/gsma.ts';

const botMessage = 'application/vnd.gsma.botmessage.v1.0+json';

export const words = (text: string): Part => ({ contentType: 'text/plain', content: text });

export function card(content: CardContent, layout: CardLayout = { cardOrientation: 'VERTICAL' }): Part {
  return { contentType: botMessage, content: { message: { generalPurposeCard: { layout, content } } } };
}

export function carousel(content: CardContent[], cardWidth: CardLayout['cardWidth'] = 'MEDIUM_WIDTH'): Part {
  return {
    contentType: botMessage,
    content: { message: { generalPurposeCardCarousel: { layout: { cardWidth }, content } } },
  };
}

export function chips(...suggestions: Suggestion[]): Part {
  return { contentType: 'application/vnd.gsma.botsuggestion.v1.0+json', content: { suggestions } };
}

export const reply = (displayText: string, data: string): Suggestion & MenuEntry => ({
  reply: { displayText, postback: { data } },
});

export function page(displayText: string, url: string, viewMode: string, data: string): Suggestion {
  const openUrl = { url, application: 'webview', viewMode, parameters: 'from=chat' };
  return { action: { displayText, postback: { data }, urlAction: { openUrl } } };
}

export function picture(name: string, height: 'SHORT_HEIGHT' | 'MEDIUM_HEIGHT' | 'TALL_HEIGHT', alt: string) {
  return {
    mediaUrl: `/media/${name}.svg`,
    mediaContentType: 'image/svg+xml',
    mediaFileSize: 900,
    height,
    contentDescription: alt,
  };
}

/** A drink in one colour: enough of a picture to judge a card by. */
export function drawing(name: string): string {
  const hue = { latte: 28, tea: 150, cake: 340, store: 215, logo: 205 }[name] ?? 200;
  const ground = `hsl(${hue} 60% 90%)`;
  const ink = `hsl(${hue} 45% 38%)`;
  if (name === 'logo')
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#0b6e8f"/><path d="M20 58c8-8 14-8 22 0s14 8 22 0 10-6 14-3M20 42c8-8 14-8 22 0s14 8 22 0 10-6 14-3" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/></svg>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><rect width="320" height="200" fill="${ground}"/><circle cx="250" cy="50" r="70" fill="#fff" opacity=".5"/><path d="M118 70h84l-9 92a10 10 0 0 1-10 9h-46a10 10 0 0 1-10-9z" fill="#fff"/><path d="M122 104h76l-6 58a10 10 0 0 1-9 9h-46a10 10 0 0 1-9-9z" fill="${ink}" opacity=".85"/><rect x="110" y="56" width="100" height="16" rx="8" fill="${ink}"/><path d="M146 44c-6-8 6-12 0-20M172 44c-6-8 6-12 0-20" stroke="${ink}" stroke-width="4" fill="none" stroke-linecap="round"/></svg>`;
}
