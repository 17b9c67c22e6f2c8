/** GSMA chatbot content as a terminal draws it; whatever it can't read becomes a line of text, never an error. */
export interface Media {
  mediaUrl: string;
  mediaContentType?: string;
  height?: 'SHORT_HEIGHT' | 'MEDIUM_HEIGHT' | 'TALL_HEIGHT';
  thumbnailUrl?: string;
  contentDescription?: string;
}

export interface Postback {
  data: string;
}

export interface Reply {
  displayText: string;
  postback?: Postback;
}

export interface Action extends Reply {
  urlAction?: { openUrl?: { url: string; application?: string; viewMode?: string; parameters?: string } };
  dialerAction?: Record<string, { phoneNumber: string; subject?: string }>;
  mapAction?: {
    showLocation?: { location?: { latitude?: number; longitude?: number; label?: string; query?: string } };
    requestLocationPush?: object;
  };
  calendarAction?: {
    createCalendarEvent?: { startTime: string; endTime: string; title: string; description?: string };
  };
  composeAction?: {
    composeTextMessage?: { phoneNumber: string; text: string };
    composeRecordingMessage?: { phoneNumber: string; type: string };
  };
  deviceAction?: object;
  settingsAction?: { disableAnonymization?: object; enableDisplayedNotifications?: object };
}

/** One thing the user can tap; exactly one of the two is there. */
export interface Suggestion {
  reply?: Reply;
  action?: Action;
}

export interface CardContent {
  media?: Media;
  title?: string;
  description?: string;
  suggestions?: Suggestion[];
}

export interface CardLayout {
  cardOrientation?: 'VERTICAL' | 'HORIZONTAL';
  imageAlignment?: 'LEFT' | 'RIGHT';
  cardWidth?: 'SMALL_WIDTH' | 'MEDIUM_WIDTH';
  titleFontStyle?: string[];
  descriptionFontStyle?: string[];
}

export interface MenuEntry {
  menu?: { displayText: string; entries: MenuEntry[] };
  reply?: Reply;
  action?: Action;
}

export interface Part {
  contentType: string;
  content: unknown;
}

/** What a part of a message is drawn as. */
export type Drawn =
  | { kind: 'text'; text: string }
  | { kind: 'card'; layout: CardLayout; card: CardContent }
  | { kind: 'carousel'; layout: CardLayout; cards: CardContent[] }
  | { kind: 'chips'; suggestions: Suggestion[] }
  | { kind: 'tapped'; text: string; isReply: boolean }
  | { kind: 'file'; url: string; name: string; contentType: string; thumbnail?: string }
  | { kind: 'place'; latitude: number; longitude: number; label: string };

interface Root {
  message?: {
    generalPurposeCard?: { layout?: CardLayout; content?: CardContent };
    generalPurposeCardCarousel?: { layout?: CardLayout; content?: CardContent[] };
  };
  suggestions?: Suggestion[];
  response?: { reply?: Reply; action?: Reply };
  sharedData?: unknown;
}

export function draw(part: Part): Drawn | null {
  if (typeof part.content === 'string')
    return part.content.startsWith('geo:') ? place(part.content) : words(part.content);
  if (Array.isArray(part.content)) return file(part.content);
  const root = (part.content ?? {}) as Root;
  const card = root.message?.generalPurposeCard;
  if (card?.content) return { kind: 'card', layout: card.layout ?? {}, card: card.content };
  const carousel = root.message?.generalPurposeCardCarousel;
  if (carousel?.content) return { kind: 'carousel', layout: carousel.layout ?? {}, cards: carousel.content };
  if (root.suggestions) return { kind: 'chips', suggestions: root.suggestions };
  const tapped = root.response?.reply ?? root.response?.action;
  if (tapped) return { kind: 'tapped', text: tapped.displayText, isReply: !!root.response?.reply };
  return root.sharedData ? null : words(JSON.stringify(part.content));
}

/** One line that stands for a message in the list of conversations. */
export function preview(parts: Part[]): string {
  for (const part of parts) {
    const drawn = draw(part);
    if (drawn?.kind === 'text' || drawn?.kind === 'tapped') return drawn.text;
    if (drawn?.kind === 'card') return drawn.card.title ?? drawn.card.description ?? '';
    if (drawn?.kind === 'carousel')
      return drawn.cards
        .map((card) => card.title)
        .filter(Boolean)
        .join('、');
    if (drawn?.kind === 'file') return drawn.name;
    if (drawn?.kind === 'place') return drawn.label;
  }
  return '';
}

/** What a card on the wire says, whether it travels as the bare content or as the parts of a message. */
export function previewOf(body: unknown): string {
  try {
    const value: unknown = typeof body === 'string' ? JSON.parse(body) : body;
    const parts = Array.isArray(value) ? (value as Part[]) : [{ contentType: '', content: value }];
    return preview(parts.filter((part) => part && typeof part === 'object' && 'content' in part));
  } catch {
    return typeof body === 'string' ? body.slice(0, 80) : '';
  }
}

export function label(suggestion: Suggestion | MenuEntry): string {
  const menu = 'menu' in suggestion ? suggestion.menu : undefined;
  return suggestion.reply?.displayText ?? suggestion.action?.displayText ?? menu?.displayText ?? '';
}

function words(text: string): Drawn {
  return { kind: 'text', text };
}

function place(geo: string): Drawn {
  const [point = '', ...rest] = geo.slice(4).split(';');
  const [latitude = 0, longitude = 0] = point.split(',').map(Number);
  const written = rest.find((one) => one.startsWith('rcs-l='))?.slice(6) ?? '';
  return { kind: 'place', latitude, longitude, label: written ? decodeURIComponent(written) : point };
}

function file(
  entries: { type?: string; url?: string; fileName?: string; contentType?: string }[],
): Drawn | null {
  const main = entries.find((entry) => entry.type !== 'thumbnail');
  const thumbnail = entries.find((entry) => entry.type === 'thumbnail')?.url;
  if (!main?.url) return null;
  const name = main.fileName ?? main.url.split('/').at(-1) ?? '';
  return {
    kind: 'file',
    url: main.url,
    name,
    contentType: main.contentType ?? '',
    ...(thumbnail ? { thumbnail } : {}),
  };
}
