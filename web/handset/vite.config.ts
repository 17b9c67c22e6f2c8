import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { shared } from '../vite.shared.ts';

export default defineConfig(shared({ root: fileURLToPath(new URL('.', import.meta.url)), base: '/' }));
