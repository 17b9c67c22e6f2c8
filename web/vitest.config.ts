import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@kit': fileURLToPath(new URL('./kit/src', import.meta.url)) } },
  test: { include: ['{kit,handset,cashier,keypad}/**/*.test.ts'], environment: 'node' },
});
