/** How the keys are drawn: from one picture, as a mask, so that they take the ink of the theme. */
export interface Glyphs {
  sprite: string;
  count: number;
}

export interface PadLabels {
  group: string;
  key: string;
  erase: string;
}

export interface PadKeys {
  press(cell: number): void;
  erase(): void;
}

const eraser =
  'M9 6h10a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 18H9l-5.5-6L9 6ZM11.5 9.7l4.6 4.6M16.1 9.7l-4.6 4.6';

/**
 * Draws the cells in the order the vault gave them: three rows of three, the last one in the middle below. All keys look,
 * sound and flash alike: nothing about a key says what is on it.
 */
export function drawPad(root: HTMLElement, glyphs: Glyphs, labels: PadLabels, keys: PadKeys): void {
  root.setAttribute('aria-label', labels.group);
  const cells = Array.from({ length: glyphs.count }, (_, cell) => {
    const face = document.createElement('i');
    face.style.maskImage = `url("${glyphs.sprite}")`;
    face.style.maskSize = `${glyphs.count * 100}% 100%`;
    face.style.maskPosition = `${(cell * 100) / (glyphs.count - 1)}% 0`;
    return key(labels.key, face, () => keys.press(cell));
  });
  const blank = document.createElement('span');
  const erase = key(labels.erase, icon(eraser), () => keys.erase());
  erase.classList.add('erase');
  const last = cells.pop();
  root.replaceChildren(...cells, blank, ...(last ? [last] : []), erase);
}

function key(label: string, face: Element, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-label', label);
  button.append(face);
  // The pointer acts at once; `click` without a pointer is Enter, Space or a screen reader.
  button.addEventListener('pointerdown', (event) => {
    if (event.isTrusted && event.button === 0) act();
    event.preventDefault();
  });
  button.addEventListener('click', (event) => {
    if (event.isTrusted && event.detail === 0) act();
  });
  return button;
}

function icon(d: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}
