import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { shared, shellFirst } from '../vite.shared.ts';

export default defineConfig(
  shared({
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: '/',
    plugins: [
      shellFirst(
        "default-src 'none'; script-src 'self'; style-src 'self' $styles; img-src 'self' data:; connect-src 'self'; " +
          "frame-src *; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
      ),
    ],
  }),
);
