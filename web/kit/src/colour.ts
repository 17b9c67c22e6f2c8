/** Colour arithmetic for merchants' brand colours: WCAG 2 contrast on `#rrggbb`. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

export interface Brand {
  /** For text and icons on paper. */
  brand: string;
  /** For surfaces that carry text in `on`. */
  fill: string;
  press: string;
  soft: string;
  on: string;
}

/**
 * The brand tones for one colour on a paper: as text it is moved towards the ink until it reads (4.5:1), as a surface only
 * until it stands out. Nothing for a colour that isn't `#rrggbb`.
 */
export function brandTones(colour: string | null, paper: string, ink: string): Brand | null {
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return null;
  const brand = moved(colour, paper, ink, 4.5);
  const fill = moved(colour, paper, ink, 1.6);
  return {
    brand,
    fill,
    press: mix(fill, ink, 0.15),
    soft: mix(paper, brand, 0.12),
    on: contrast('#ffffff', fill) >= contrast('#0b1220', fill) ? '#ffffff' : '#0b1220',
  };
}

function moved(colour: string, paper: string, ink: string, wanted: number): string {
  let result = colour;
  for (let share = 0; contrast(result, paper) < wanted && share < 1; share += 0.05)
    result = mix(colour, ink, share);
  return result;
}

function mix(from: string, to: string, share: number): string {
  const target = channels(to);
  const mixed = channels(from).map((c, i) => Math.round(c + ((target[i] ?? c) - c) * share));
  return `#${mixed.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const linear = channels(colour).map((c) =>
    c <= 10.31475 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
