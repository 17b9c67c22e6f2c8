// The cashier and its keypad must stay under 60 kB compressed: what a payer loads before he can pay.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const limit = 60_000;
const web = join(import.meta.dirname, '..');
let total = 0;
for (const page of ['cashier', 'keypad'])
  for (const file of readdirSync(join(web, page, 'dist'), { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const size = gzipSync(readFileSync(join(file.parentPath, file.name))).length;
    total += size;
  }
console.log(`cashier and keypad: ${(total / 1000).toFixed(1)} kB compressed (limit ${limit / 1000} kB)`);
if (total > limit) process.exit(1);
