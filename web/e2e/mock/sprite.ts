import { crc32, deflateSync } from 'node:zlib';

const width = 96;
const height = 64;

type Point = [number, number];

// Digits as strokes on a field of 4 by 6; the vault of the product draws its own.
const strokes: Point[][][] = [
  [arc(2, 1.7, 1.5, 1.5, 180, 360).concat(arc(2, 4.3, 1.5, 1.5, 0, 180), [[0.5, 1.7]])],
  [
    [
      [1, 1.4],
      [2.2, 0.2],
      [2.2, 5.8],
    ],
  ],
  [
    arc(2, 1.7, 1.5, 1.5, 190, 390).concat([
      [0.5, 5.8],
      [3.6, 5.8],
    ]),
  ],
  [arc(2, 1.6, 1.4, 1.4, 200, 450), arc(2, 4.4, 1.5, 1.4, 270, 520)],
  [
    [
      [3.7, 4.2],
      [0.3, 4.2],
      [2.7, 0.2],
      [2.7, 5.8],
    ],
  ],
  [
    [
      [3.3, 0.2],
      [0.9, 0.2],
      [0.7, 2.7],
    ],
    arc(2, 4, 1.5, 1.8, 225, 510),
  ],
  [
    arc(2, 4.2, 1.5, 1.6, 0, 360),
    [
      [0.5, 4.2],
      [2.6, 0.2],
    ],
  ],
  [
    [
      [0.5, 0.2],
      [3.5, 0.2],
      [1.6, 5.8],
    ],
  ],
  [arc(2, 1.6, 1.3, 1.4, 0, 360), arc(2, 4.4, 1.6, 1.4, 0, 360)],
  [
    arc(2, 1.8, 1.5, 1.6, 0, 360),
    [
      [3.5, 1.8],
      [1.4, 5.8],
    ],
  ],
];

function arc(x: number, y: number, rx: number, ry: number, from: number, to: number): Point[] {
  return Array.from({ length: 25 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 24) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}

/** Ten cells side by side as a PNG whose alpha is the drawing. */
export function sprite(digits: number[]): string {
  const total = width * digits.length;
  const rows = Buffer.alloc((total * 2 + 1) * height);
  digits.forEach((digit, cell) => {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const point: Point = [(x - 33) / 7.5, (y - 9.5) / 7.5];
        const alpha = Math.max(0, Math.min(1, 2.6 - nearest(digit, point) * 7.5));
        rows[y * (total * 2 + 1) + 1 + (cell * width + x) * 2 + 1] = Math.round(alpha * 255);
      }
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(total, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 4, 0, 0, 0], 8);
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString('base64')}`;
}

function nearest(digit: number, [x, y]: Point): number {
  let best = Infinity;
  for (const line of strokes[digit] ?? [])
    for (let i = 1; i < line.length; i++) {
      const [[ax, ay], [bx, by]] = [line[i - 1] as Point, line[i] as Point];
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      best = Math.min(best, Math.hypot(x - ax - t * dx, y - ay - t * dy));
    }
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body) >>> 0, 4 + body.length);
  return framed;
}
